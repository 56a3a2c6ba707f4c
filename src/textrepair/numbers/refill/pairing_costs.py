"""What speaks for a number of the source in a place of the target, whatever both count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..reading.currencies import currency
from ..reading.quantity import Quantity
from ..reading.units import convertible
from ..templates.templates import NumberSlot
from .alignment import LinePair
from .assign import order_cost
from .scores_and_ranges import Part, parts
from .surrounding_words import likenesses

#: A pair at opposite ends of its line; word order differs, but not without end.
_DISTANCE: Final = 0.6

#: A step out of order, where the source is written in an alphabet.  In the parallel texts
#: this was tuned on, 8 of 378 pairs of like numbers change places on the way from French,
#: Russian or Spanish to English, 31 of 278 from Chinese, Japanese or Korean.
_STEP: Final = 0.06
_STEP_ASIAN: Final = 0.03
_MOST_STEPS: Final = 2

#: The same half of a pair, the other half, and half of a pair where no pair is.
_SAME_HALF: Final = -0.3
_OTHER_HALF: Final = 0.6
_NO_PAIR: Final = 0.3

#: What it is worth that numbers stand among the same words.
_LIKE: Final = 1.4

#: Only of these numbers the words around tell something, and only to others of the same sort:
#: dates and times stand far from what they belong to, and words far from scores and codes.
_AMONG_WORDS: Final = ("plain", "date")
_CALENDAR: Final = frozenset(("year", "maybe-year", "decade", "century", "month", "day", "time"))

#: What it is worth that amounts are in the same currency, and what it costs that they are not.
_SAME_CURRENCY: Final = -0.2
_OTHER_CURRENCY: Final = 0.8

_CODE: Final = re.compile(r"(?:\d|<>) (?:\d|<>)")

_Costs = list[list[float]]


def pairing_costs(line: LinePair) -> _Costs:
    """Return for each place of a line what each number costs there; less is likelier."""
    slots, said = line.slots, line.said
    step = _STEP_ASIAN if line.from_asian else _STEP
    first, second = parts(line.target, slots), parts(line.source, said)
    paid = [_currency(line.source, quantity) for quantity in said]
    sorts = [_sort(line.source, *of) for of in zip(said, second, strict=True)]
    found: _Costs = []
    for i, like in enumerate(likenesses(line)):
        here = (i + 0.5) / len(slots)
        sort = _sort(line.target, slots[i], first[i])
        money = _currency(line.target, slots[i])
        found.append(
            [
                _away((j + 0.5) / len(said) - here, len(slots), step)
                + _halves(first[i], second[j])
                + _exchange(money, paid[j])
                - (_LIKE * min(1.0, like[j]) if sort == sorts[j] in _AMONG_WORDS else 0.0)
                for j in range(len(said))
            ]
        )
    return found


def _away(distance: float, count: int, step: float) -> float:
    """Return what it costs that a number is so far from its place, of ``count`` in all."""
    return _DISTANCE * order_cost(distance) + step * min(abs(distance * count), _MOST_STEPS) ** 2


def _halves(half: Part | None, number: Part | None) -> float:
    if half is None and number is None:
        return 0.0
    if half is None or number is None or half[0] != number[0]:
        return _NO_PAIR
    return _SAME_HALF if half[1] == number[1] else _OTHER_HALF


def _currency(text: str, number: NumberSlot | Quantity) -> str:
    return currency(text, number.start, number.end) if "money" in number.kinds else ""


def _exchange(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return _SAME_CURRENCY if one == other else _OTHER_CURRENCY


def _sort(text: str, number: NumberSlot | Quantity, part: Part | None) -> str:
    """Tell dates, pairs, and codes such as those of telephones from other numbers."""
    if not _CALENDAR.isdisjoint(number.kinds):
        return "date"
    if part is not None:
        return "pair"
    around = text[max(0, number.start - 2) : number.end + 2]
    return "code" if _CODE.search(around) else "plain"


_TWICE: Final = re.compile(r"[ -]?[A-Za-z°. /]{1,24} ?(?:\(|, or )(?:about |around |some )?")
_FEET_AND_INCHES: Final = re.compile(r"(?:[- ]?f(?:oo|ee)?t[- ,]+|['’′] ?)")

#: A source that says a measure as often as English does is likelier.
_SAID_TWICE: Final = 0.3

#: What it is worth that a height comes to feet and inches.
_HEIGHT: Final = -0.5

#: Inches of a unit, and in a foot.
_INCHES: Final = {"m": Decimal("39.3701"), "cm": Decimal("0.393701")}
_FOOT: Final = 12


@dataclass(frozen=True, slots=True)
class DoubledMeasure:
    """A number that the source says once more, so to speak: ``of`` which, and the places for it.

    ``instead`` tells that it stands for the other one, which then need not be said.
    """

    quantity: Quantity
    of: int
    places: tuple[int, ...]
    cost: float = _SAID_TWICE
    instead: bool = False


def doubled_measures(
    target: str, slots: Sequence[NumberSlot], said: Sequence[Quantity]
) -> Iterator[DoubledMeasure]:
    """Yield the numbers that a line of the source says for two places of the target.

    >>> from ..reading.reader import read
    >>> from ..templates.templates import number_slots
    >>> text = "45 miles (72 kilometers) from there"
    >>> found = doubled_measures(text, number_slots(text), read("72 km"))
    >>> [(doubled.of, doubled.places) for doubled in found]
    [(0, (0, 1))]
    >>> text = "a 1-foot-88 man"
    >>> found = doubled_measures(text, number_slots(text), read("1,88 m groß"))
    >>> [str(doubled.quantity.values[0]) for doubled in found]
    ['6', '2']
    """
    for i in range(len(slots) - 1):
        one, other = slots[i], slots[i + 1]
        between = target[one.end : other.start]
        if _FEET_AND_INCHES.fullmatch(between):
            for j, quantity in enumerate(said):
                yield from _feet_and_inches(quantity, j, i)
        elif _TWICE.fullmatch(between):
            units = {(a, b) for a in one.kinds for b in other.kinds if convertible(a, b)}
            for j, quantity in enumerate(said):
                if any(unit in pair for unit in quantity.kinds for pair in units):
                    yield DoubledMeasure(quantity, j, (i, i + 1))


def _feet_and_inches(quantity: Quantity, of: int, place: int) -> Iterator[DoubledMeasure]:
    for unit in quantity.kinds:
        if unit in _INCHES:
            inches = int((quantity.values[0] * _INCHES[unit]).to_integral_value())
            feet = replace(quantity, values=(Decimal(inches // _FOOT),), kinds=("foot",), text="")
            yield DoubledMeasure(feet, of, (place,), _HEIGHT, instead=True)
            rest = replace(feet, values=(Decimal(inches % _FOOT),), kinds=())
            yield DoubledMeasure(rest, of, (place + 1,), _HEIGHT)
