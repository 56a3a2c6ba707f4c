"""Cyrillic words in which some letters are Latin ones of the same look.

They come from keyboards, from scanning, and from text that was made to pass a filter; the
word reads well to people, and like nothing to a language model.
"""

from __future__ import annotations

import re
from typing import Final

from ..encodings.registry import characters

_LATIN: Final = "AaBEeIiJjKMHOoPpCcTSsXxy"
_CYRILLIC: Final = "АаВЕеІіЈјКМНОоРрСсТЅѕХху"
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
#: The Latin letters that look like Cyrillic ones, as bytes.
LOOKALIKES: Final = frozenset(_LATIN.encode())
_MIXED_WORD: Final = re.compile(
    f"[{_LATIN}]+[\u0400-\u04ff][\u0400-\u04ff{_LATIN}]*|[\u0400-\u04ff]+[{_LATIN}][\u0400-\u04ff{_LATIN}]*"
)


def is_cyrillic(codec: str) -> bool:
    """Tell whether a code page holds the Cyrillic alphabet.

    >>> is_cyrillic("koi8-r"), is_cyrillic("cp1253")
    (True, False)
    """
    return set("абвг") <= set(characters(codec))


def in_cyrillic(text: str) -> str:
    """Return a text with Latin letters in its Cyrillic words as the Cyrillic ones they look like.

    >>> in_cyrillic("нoвo вино, Roma") == "ново вино, Roma"
    True
    """
    return _MIXED_WORD.sub(lambda word: word.group().translate(_TO_CYRILLIC), text)
