"""The names of months: what Chinese, Japanese and Korean write in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..languages import LANGUAGES

_WITH_NAMES: Final = tuple(language for language in LANGUAGES if language.months_in_dates)
_NUMBERS: Final = {
    name.lower(): number
    for language in _WITH_NAMES
    for number, name in enumerate(language.months_in_dates.split(), 1)
}

#: A pattern of the names, the longest first.
MONTH_NAMES: Final = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_NAME: Final = re.compile(rf"\b(?:{MONTH_NAMES})\b", re.IGNORECASE)
#: What expressions that ignore case take for i, s and k; the dot above is what ``İ`` leaves.
_FOLDED: Final = str.maketrans({"ı": "i", "ſ": "s", "\N{KELVIN SIGN}": "k", "\u0307": None})

_ENGLISH_WORDS: Final = frozenset(
    ("the", "of", "and", "by", "is", "that", "his", "with", "from", "on")
)

#: Words that are no month unless a number or a preposition says so.
_AMBIGUOUS: Final = frozenset(("may", "march", "mars", "mai"))
_DATED: Final = re.compile(r"(?:\d|<>|\b(?:in|since|until|by|last|next|en|im|seit|bis))\W{1,3}$")
_DAY_AFTER: Final = re.compile(r"\W{1,2}(?:\d|<>)")
_REACH: Final = 12


@dataclass(frozen=True, slots=True)
class NamedMonth:
    """The name of a month at ``start`` to ``end`` (code points), and which month it is."""

    start: int
    end: int
    month: int


def month_number(name: str) -> int:
    """Return which month has a name.

    >>> month_number("März"), month_number("мая")
    (3, 5)
    """
    lowered = name.lower()
    return _NUMBERS[lowered if lowered in _NUMBERS else lowered.translate(_FOLDED)]


def month_name(month: int, like: str, text: str) -> str:
    """Return the name of a month in the language of another name, which stands in a text.

    >>> month_name(6, "Mai", "am 5. Mai"), month_name(6, "September", "on 5 September")
    ('Juni', 'June')
    """
    known = [language for language in _WITH_NAMES if like in language.months_in_dates.split()]
    known = known or [one for one in _WITH_NAMES if like.lower() in one.months_in_dates.lower()]
    words = set(text.lower().split())
    # German and English share names: the small words of the text tell.
    best = max(
        known,
        key=lambda one: (
            len(words & (_ENGLISH_WORDS if one.code == "en" else set(one.function_words.split()))),
            one.code == "en",
        ),
    )
    return best.months_in_dates.split()[month - 1]


def named_months(text: str) -> Iterator[NamedMonth]:
    """Yield the months that a text names, in order.

    >>> [found.month for found in named_months("On May 6 they may march, and in March too.")]
    [5, 3]
    """
    for match in _NAME.finditer(text):
        name = match.group()
        if name.lower() in _AMBIGUOUS and not (
            _DATED.search(text[max(0, match.start() - _REACH) : match.start()])
            or _DAY_AFTER.match(text, match.end())
        ):
            continue
        yield NamedMonth(match.start(), match.end(), month_number(name))
