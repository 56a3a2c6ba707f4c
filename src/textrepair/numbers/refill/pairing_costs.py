"""Pairing costs: what speaks for a source number in a target slot, whatever both count.

Order, halves of scores and ranges, currencies, and the words around.  Also the measures for which
English has two slots and the source one number: ``45 miles (72 kilometers)`` says one measure
twice; ``6-foot-2`` takes 1.88 metres apart.  All costs were set on train/parallel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..reading.context import currency
from ..reading.quantity import Quantity
from ..reading.units import convertible
from ..templates.templates import NumberSlot
from .alignment import LinePair
from .assign import order_cost
from .scores_and_ranges import WINNER_LAST, Part, orders, parts
from .surrounding_words import likenesses

#: Cost of a number at the opposite end of its line: word order differs, but not without end.
_DISTANCE: Final = 0.6

#: Cost of a step out of order, where the source is written in an alphabet, and where not: in
#: train/parallel 8 of 378 pairs of like numbers change places on the way from French, Russian or
#: Spanish to English, 31 of 278 from Chinese, Japanese or Korean.
_STEP: Final = 0.06
_STEP_ASIAN: Final = 0.03
#: Cap on the steps that are counted.
_MOST_STEPS: Final = 2

#: Costs: of a first half in a first half, of a first in a second, of a half where no pair is.
_SAME_HALF: Final = -0.3
_OTHER_HALF: Final = 0.6
_NO_PAIR: Final = 0.3

#: Worth of a number that stands among the words that the slot stands among.
_LIKE: Final = 1.4

#: The sorts of numbers that are compared by the words around them, each with its own sort only.
#: Scores and codes stand far from the words that they belong to.
_AMONG_WORDS: Final = ("plain", "date")

#: Costs of amounts in one currency, and in two.
_SAME_CURRENCY: Final = -0.2
_OTHER_CURRENCY: Final = 0.8

_CODE: Final = re.compile(r"(?:\d|<>) (?:\d|<>)")

_Costs = list[list[float]]


def pairing_costs(line: LinePair) -> _Costs:
    """Return for each slot of a line pair the cost of each quantity there."""
    slots, said = line.slots, line.said
    step = _STEP_ASIAN if line.from_asian else _STEP
    first, second = parts(line.target, slots), parts(line.source, said)
    paid = [_currency(line.source, quantity) for quantity in said]
    sorts = [_sort(line.source, *of) for of in zip(said, second, strict=True)]
    # English names the points of the winner first, whatever the source does.
    won = {
        index
        for order in orders(line.target, slots)
        if order.cost == WINNER_LAST
        for index in (order.less, order.more)
    }
    found: _Costs = []
    for i, like in enumerate(likenesses(line)):
        here = (i + 0.5) / len(slots)
        sort = _sort(line.target, slots[i], first[i])
        money = _currency(line.target, slots[i])
        found.append(
            [
                _away((j + 0.5) / len(said) - here, len(slots), step)
                + _halves(first[i], second[j], is_result=i in won)
                + _exchange(money, paid[j])
                - (_LIKE * min(1.0, like[j]) if sort == sorts[j] in _AMONG_WORDS else 0.0)
                for j in range(len(said))
            ]
        )
    return found


def _away(distance: float, count: int, step: float) -> float:
    """Return the cost of a distance, a share of the line; the line has ``count`` slots."""
    return _DISTANCE * order_cost(distance) + step * min(abs(distance * count), _MOST_STEPS) ** 2


def _halves(half: Part | None, number: Part | None, *, is_result: bool) -> float:
    if half is None and number is None:
        return 0.0
    if half is None or number is None or half[0] != number[0]:
        return _NO_PAIR
    return _SAME_HALF if half[1] == number[1] or is_result else _OTHER_HALF


def _currency(text: str, number: NumberSlot | Quantity) -> str:
    return currency(text, number.start, number.end) if Kind.MONEY in number.kinds else ""


def _exchange(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return _SAME_CURRENCY if one == other else _OTHER_CURRENCY


def _sort(text: str, number: NumberSlot | Quantity, part: Part | None) -> str:
    """Return the sort of a number: date, pair, code (as of telephones), or plain."""
    if any(kind.traits.is_calendar for kind in number.kinds):
        return "date"
    if part is not None:
        return "pair"
    around = text[max(0, number.start - 2) : number.end + 2]
    return "code" if _CODE.search(around) else "plain"


_TWICE: Final = re.compile(r"[ -]?[A-Za-z°. /]{1,24} ?(?:\(|, or )(?:about |around |some )?")
_FEET_AND_INCHES: Final = re.compile(r"(?:[- ]?f(?:oo|ee)?t[- ,]+|['’′] ?)")

#: Cost of a number that is taken twice: that the source says it twice, too, is likelier.
_SAID_TWICE: Final = 0.3

#: Cost, a reward, of a height that comes to feet and inches.
_HEIGHT: Final = -0.5

#: Inches in a metre, in a centimetre, in a foot.
_INCHES: Final = {Kind.METRE: Decimal("39.3701"), Kind.CENTIMETRE: Decimal("0.393701")}
_FOOT: Final = 12


@dataclass(frozen=True, slots=True)
class DoubledMeasure:
    """A quantity derived from that with the index ``of``, and the indices of the slots for it.

    ``instead`` tells that it stands for that quantity, which then needs no slot.
    """

    quantity: Quantity
    of: int
    places: tuple[int, ...]
    cost: float = _SAID_TWICE
    instead: bool = False


def doubled_measures(
    target: str, slots: Sequence[NumberSlot], said: Sequence[Quantity]
) -> Iterator[DoubledMeasure]:
    """Yield the quantities of a source line once more that two slots of the target take.

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
            feet = replace(
                quantity, values=(Decimal(inches // _FOOT),), kinds=(Kind.FOOT,), text=""
            )
            yield DoubledMeasure(feet, of, (place,), _HEIGHT, instead=True)
            rest = replace(feet, values=(Decimal(inches % _FOOT),), kinds=())
            yield DoubledMeasure(rest, of, (place + 1,), _HEIGHT)
