"""Numbers that English says without digits: the names of months, and small counts as words.

Chinese, Japanese and Korean write both in digits, so a machine that pours the digit runs of
its source into the translation has a token for each of them, and no place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .context import EN_MONTHS
from .word_table import ENGLISH_CARDINALS, ENGLISH_ORDINALS

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip
_CARDINALS: Final = ENGLISH_CARDINALS[:11]  # up to twelve
_ORDINALS: Final = ENGLISH_ORDINALS[:9]  # up to the tenth
_VALUES: Final = {
    word: value for words in (_CARDINALS, _ORDINALS) for value, word in enumerate(words, 2)
} | {month: value for value, month in enumerate(_MONTHS, 1)}
_WORDS: Final = "|".join((*_CARDINALS, *_ORDINALS))
_SPOKEN: Final = re.compile(rf"(?<![A-Za-z])(?:(?P<month>{EN_MONTHS})|(?i:{_WORDS}))(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number said without digits at ``start`` (code points)."""

    start: int
    value: int
    is_month: bool


def spoken(text: str, start: int, end: int) -> list[Spoken]:
    """Return the months and the small numbers in words of a part of a text, in order.

    >>> [s.value for s in spoken("In May 2009 two boats may sink, the third in June.", 0, 50)]
    [5, 2, 3, 6]
    """
    found = []
    for match in _SPOKEN.finditer(text, start, end):
        word, is_month = match.group(), match.group("month") is not None
        if word != "May" or _is_month(text, match):
            value = _VALUES[word[:3] if is_month else word.lower()]
            found.append(Spoken(match.start(), value, is_month))
    return found


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell the month of May from the verb."""
    around = text[max(0, match.start() - 4) : match.end() + 4]
    return any(c.isdigit() or c == "<" for c in around)
