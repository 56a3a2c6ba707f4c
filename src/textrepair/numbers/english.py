"""Is a passage English?  Only there do a comma and a full stop mean what they mean in English."""

from __future__ import annotations

import re
from typing import Final

#: Common words of English that other languages written in Latin letters do not have.
_WORDS: Final = (
    "the and with that this these those from which have has had been will would are its their "
    "they his your our after before between during while there what could should than about but "
    "not were you she it such other more most every each through because "
)
_FUNCTION_WORDS: Final = frozenset(_WORDS.split())

_WORD: Final = re.compile(r"[^\W\d_]+")

#: A passage is English if at least this share of its words are such words ...
_SHARE: Final = 0.08

#: ... and at least so many different ones (one may be part of a name).
_DIFFERENT: Final = 2


def is_english(passage: str) -> bool:
    """Tell whether a passage is English prose, by its function words.

    >>> is_english("12,5 70G base stations have been built, and the rate has risen")
    True
    >>> is_english("Das Paket wiegt 6,5 kg und kostet 10,70 Euro")
    False
    """
    words = [word.lower() for word in _WORD.findall(passage)]
    found = [word for word in words if word in _FUNCTION_WORDS]
    return len(set(found)) >= _DIFFERENT and len(found) >= _SHARE * len(words)
