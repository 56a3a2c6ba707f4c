"""Reading the quantities of a text: digits, numerals in characters and in words, times, scores.

The languages are those of ``languages``; a text is read in all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..languages import LANGUAGES, either
from .context import kinds_of, scale_at
from .digits import written_quantities
from .number_words import roman, spelled_numbers
from .quantity import Quantity, is_clock_at, time_of_day

#: Spaces that keep numbers together are read as plain ones.
_SPACES: Final = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_HARD_SPACE: Final = re.compile("[\u00a0\u2009\u202f]")

#: Number words are not read in texts with kana or Chinese characters.
_CHINESE: Final = re.compile("[\u3040-\u9fff]")

#: What joins the two ends of a range, or the items of a list; 歳と of two ages in Japanese.
_JOINS: Final = re.compile(rf" ?(?:[-–~～,、]|{either(lambda language: language.joins)})? ?|歳?と")
#: The longest join, in code points.
_JOIN_LENGTH: Final = 6

#: Where a one is a number.
_ONES: Final = tuple(
    (kind, re.compile(pattern))
    for language in LANGUAGES
    for kind, pattern in language.one_where.items()
)
_ROMAN: Final = frozenset("IVX")


def read(text: str, *, words: bool = True) -> list[Quantity]:
    """Return the quantities of a text, in order; ``words`` tells to read such as "ten" too.

    >>> [(str(q.values[0]), *map(str, q.kinds)) for q in read("2018年8.9万人,32%")]
    [('2018', 'year'), ('89000', 'people'), ('32', 'percent')]
    """
    if _HARD_SPACE.search(text):
        text = text.translate(_SPACES)
    found = list(written_quantities(text))
    if words and not _CHINESE.search(text):
        found = sorted([*found, *_in_words(text, found)], key=_start)
    return _joined(text, found)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a number of no kind that is joined to the next one the kinds of that one."""
    joined = list(found)
    for i in range(len(joined) - 2, -1, -1):
        left, right = joined[i], joined[i + 1]
        if left.kinds or not right.kinds or right.start - left.end > _JOIN_LENGTH:
            continue
        if _JOINS.fullmatch(text, left.end, right.start):
            joined[i] = replace(left, kinds=right.kinds)
    return joined


def _in_words(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities in words, but for those inside quantities that were found already."""
    taken = {offset for quantity in found for offset in range(quantity.start, quantity.end)}
    position = 0
    for start, end, number, ordinal, kind in spelled_numbers(text):
        if start in taken or start < position:
            continue
        if number <= 12 and is_clock_at(text, end):
            yield replace(time_of_day(text, start, end, number, 0), text="")
            continue
        after, scale = scale_at(text, end)
        position = after
        kinds = (kind,) if kind else kinds_of(text, start, after, "")
        if ordinal and Kind.ORDINAL not in kinds:
            kinds = (*kinds, Kind.ORDINAL)
        yield Quantity(start, after, (number * scale,), kinds)
    yield from _ones(text)


def _ones(text: str) -> Iterator[Quantity]:
    """Yield the ones that are no articles, and Roman numerals."""
    for kind, pattern in _ONES:
        for match in pattern.finditer(text):
            if kind is Kind.TIME:
                yield replace(time_of_day(text, *match.span(), 1, 0), text="")
            else:
                value = roman(match.group()) if set(match.group()) <= _ROMAN else 1
                yield Quantity(match.start(), match.end(), (Decimal(value),), (kind,))
