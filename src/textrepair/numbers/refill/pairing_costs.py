"""What speaks for a number of the source in a place of the target, whatever both count."""

from __future__ import annotations

import re
from typing import Final

from ..reading.currencies import currency
from ..reading.quantity import Quantity
from ..templates.templates import Template
from .assign import strayed
from .lines import Line
from .scores_and_ranges import Part, parts
from .surrounding_words import likenesses

#: A pair at opposite ends of its line; word order differs, but not without end.
DISTANCE: Final = 0.6

#: A step out of order, where the source is written in an alphabet.  In the parallel texts
#: this was tuned on, 8 of 378 pairs of like numbers change places on the way from French,
#: Russian or Spanish to English, 31 of 278 from Chinese, Japanese or Korean.
STEP: Final = 0.06
STEP_ASIAN: Final = 0.03
_MOST_STEPS: Final = 2

#: The same half of a pair, the other half, and half of a pair where no pair is.
SAME_HALF: Final = -0.3
OTHER_HALF: Final = 0.6
NO_PAIR: Final = 0.3

#: What it is worth that numbers stand among the same words.
LIKE: Final = 1.4

#: Only of these numbers the words around tell something, and only to others of the same sort:
#: dates and times stand far from what they belong to, and words far from scores and codes.
_AMONG_WORDS: Final = ("plain", "date")
_CALENDAR: Final = frozenset(("year", "maybe-year", "decade", "century", "month", "day", "time"))

#: What it is worth that amounts are in the same currency, and what it costs that they are not.
SAME_CURRENCY: Final = -0.2
OTHER_CURRENCY: Final = 0.8

_CODE: Final = re.compile(r"(?:\d|<>) (?:\d|<>)")

Costs = list[list[float]]


def nearness(line: Line) -> Costs:
    """Return for each place of a line what each number costs there; less is likelier."""
    rooms, said = line.rooms, line.said
    step = STEP_ASIAN if line.from_asian else STEP
    first, second = parts(line.target, rooms), parts(line.source, said)
    paid = [_currency(line.source, quantity) for quantity in said]
    sorts = [_sort(line.source, *of) for of in zip(said, second, strict=True)]
    found: Costs = []
    for i, like in enumerate(likenesses(line)):
        here = (i + 0.5) / len(rooms)
        sort = _sort(line.target, rooms[i], first[i])
        money = _currency(line.target, rooms[i])
        found.append(
            [
                _away((j + 0.5) / len(said) - here, len(rooms), step)
                + _halves(first[i], second[j])
                + _exchange(money, paid[j])
                - (LIKE * min(1.0, like[j]) if sort == sorts[j] in _AMONG_WORDS else 0.0)
                for j in range(len(said))
            ]
        )
    return found


def _away(distance: float, count: int, step: float) -> float:
    """Return what it costs that a number is so far from its place, of ``count`` in all."""
    return DISTANCE * strayed(distance) + step * min(abs(distance * count), _MOST_STEPS) ** 2


def _halves(room: Part | None, number: Part | None) -> float:
    if room is None and number is None:
        return 0.0
    if room is None or number is None or room[0] != number[0]:
        return NO_PAIR
    return SAME_HALF if room[1] == number[1] else OTHER_HALF


def _currency(text: str, number: Template | Quantity) -> str:
    return currency(text, number.start, number.end) if "money" in number.kinds else ""


def _exchange(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return SAME_CURRENCY if one == other else OTHER_CURRENCY


def _sort(text: str, number: Template | Quantity, part: Part | None) -> str:
    """Tell dates, pairs, and codes such as those of telephones from other numbers."""
    if not _CALENDAR.isdisjoint(number.kinds):
        return "date"
    if part is not None:
        return "pair"
    around = text[max(0, number.start - 2) : number.end + 2]
    return "code" if _CODE.search(around) else "plain"
