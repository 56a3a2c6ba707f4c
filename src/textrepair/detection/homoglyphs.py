"""Homoglyphs: Latin letters in Cyrillic words that look like Cyrillic letters.

They come from keyboards, from scanning, and from text that was made to pass a filter.  Such a
word reads well to people, and like nothing to a language model.
"""

from __future__ import annotations

import re
from typing import Final

_LATIN: Final = "AaBEeIiJjKMHOoPpCcTSsXxy"
_CYRILLIC: Final = "АаВЕеІіЈјКМНОоРрСсТЅѕХху"
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
#: The Latin letters that look like Cyrillic ones, as bytes.
HOMOGLYPHS: Final = frozenset(_LATIN.encode())
_MIXED_WORD: Final = re.compile(
    f"[{_LATIN}]+[\u0400-\u04ff][\u0400-\u04ff{_LATIN}]*|[\u0400-\u04ff]+[{_LATIN}][\u0400-\u04ff{_LATIN}]*"
)


def in_cyrillic(text: str) -> str:
    """Return a text with Latin letters in its Cyrillic words as the Cyrillic ones they look like.

    >>> in_cyrillic("нoвo вино, Roma") == "ново вино, Roma"
    True
    """
    return _MIXED_WORD.sub(lambda word: word.group().translate(_TO_CYRILLIC), text)
