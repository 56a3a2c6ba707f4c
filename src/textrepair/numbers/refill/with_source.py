"""A translation held against its source: which of its numbers were poured in by position.

For each line of the target and the line of the source that it renders, all that is known of the
pair becomes an assignment problem (``assign``).  All costs were set on train/parallel.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import inf
from typing import Final

from ..kinds import Kind
from ..reading.context import names_an_era
from ..reading.months import named_months
from ..reading.number_words import spelled_numbers
from ..reading.quantity import Quantity
from ..reading.reader import read
from ..templates.foreign import foreign_slots, has_signs, is_foreign
from ..templates.slots import digit_runs
from ..templates.templates import number_slots, within
from .alignment import LinePair, align
from .assign import (
    MARGIN,
    Assignment,
    AssignmentProblem,
    AssignmentResult,
    doubtful,
    place,
)
from .fit_quantity import Fit, ways_to_write
from .pairing_costs import doubled_measures, pairing_costs
from .pour import could_be_poured, tokens
from .scores_and_ranges import orders

#: Caps on the slots and the quantities of a line that is looked at.  They bound the time.
_MOST_SLOTS: Final = 120
_MOST_QUANTITIES: Final = 360


def refilled(target: str, source: str) -> list[Assignment]:
    """Return the slots of ``target`` that hold another number than ``source`` has for them.

    Among them are slots whose number may be right, where another number fits about as well.  Empty
    if the target does not read as if the numbers of the source had been poured in.
    """
    filled = list(digit_runs(target))
    if not filled:
        return []
    whole = could_be_poured(filled, tokens(source))
    found = [
        (case := problem(line), place(case))
        for line in _lines(target, source)
        if len(line.slots) <= _MOST_SLOTS
        and len(line.said) <= _MOST_QUANTITIES
        and _is_translated(line)
        and (whole or could_be_poured(line.filled(), line.supply()))
    ]
    proven = whole and any(_is_refilled(result) for _, result in found)
    places: list[Assignment] = []
    for case, result in found:
        if proven or _is_refilled(result):
            places += [assignment for assignment in result.assignments if assignment.changes]
            places += doubtful(case, result)
    return sorted(places, key=_where)


def _is_translated(line: LinePair) -> bool:
    """Tell whether a line is another than its source."""
    here, there = line.target[slice(*line.here)], line.source[slice(*line.there)]
    return here.strip() != there.strip()


def _where(assignment: Assignment) -> int:
    return assignment.slot.start


def _lines(target: str, source: str) -> Iterator[LinePair]:
    foreign = is_foreign(target)
    slots = foreign_slots(target) if foreign else number_slots(target)
    said = read(source)
    if foreign and has_signs(target):
        said = sorted([*said, *_months(source)], key=_start)
    if names_an_era(target):
        said = [_in_its_era(quantity) for quantity in said]
    words = sorted(_foreign_words(target) if foreign else _words(target))
    for here, there in align(target, source):
        inside = within(slots, here)
        if not inside:
            continue
        first = bisect_left(said, there[0], key=_start)
        near = said[first : bisect_left(said, there[1], lo=first, key=_start)]
        first = bisect_left(words, (here[0], 0))
        number_words = words[first : bisect_left(words, (here[1], 0), lo=first)]
        values = tuple(value for _, value in number_words)
        yield LinePair(target, here, tuple(inside), values, source, there, tuple(near), foreign)


def _months(source: str) -> Iterator[Quantity]:
    """Yield the months that a source names: Chinese, Japanese and Korean have digits for them."""
    for named in named_months(source):
        yield Quantity(named.start, named.end, (Decimal(named.month),), (Kind.MONTH,))


def _in_its_era(quantity: Quantity) -> Quantity:
    """Return a year of an era as the source counts it."""
    if quantity.kinds == (Kind.YEAR,) and len(quantity.values) > 1:
        return replace(quantity, values=quantity.values[1:])
    return quantity


def _start(quantity: Quantity) -> int:
    return quantity.start


#: English words that say a number in passing.
_VALUES: Final = {"one": 1, "once": 1, "twice": 2, "both": 2, "decade": 10}
_OTHER_WORDS: Final = re.compile(rf"(?<!\w)(?ai:{'|'.join(_VALUES)})(?!\w)")


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets and values of the numbers that English text writes as words."""
    for number in spelled_numbers(text):
        yield number.start, number.value
    for match in _OTHER_WORDS.finditer(text):
        yield match.start(), _VALUES[match.group().lower()]


def _foreign_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets and values of the numbers that a text in another language says in words."""
    for quantity in read(text):
        value = quantity.values[0]
        if quantity.spelled and value == value.to_integral_value():
            yield quantity.start, int(value)


def _is_refilled(result: AssignmentResult) -> bool:
    gaps = (run.is_gap for assignment in result.assignments for run in assignment.slot.runs)
    return result.gain > MARGIN or any(gaps)


#: Cost, a reward, of a number in words that takes its quantity.
_IN_WORDS: Final = -1.0

#: Worth of a number in digits that is not dropped, and of a small one.
_KEPT: Final = 1.0
_KEPT_SMALL: Final = 0.1
_SMALL: Final = 13

#: Two quantities whose costs in a slot are closer than this can be mixed up there.
_CLOSE: Final = 3.4


def problem(line: LinePair) -> AssignmentProblem:
    """Return what each quantity of a line pair costs in each slot, and what else is known."""
    slots, said = line.slots, line.said
    # Slots that are alike but for their digits take quantities alike.
    by_room = {slot.room: slot for slot in slots}
    in_room = {
        room: [ways_to_write(slot, quantity) for quantity in said] for room, slot in by_room.items()
    }
    fitting = [in_room[slot.room] for slot in slots]
    near = [[0.0] * len(said) for _ in slots]
    if any(_can_be_mixed_up(row) for row in fitting):
        near = pairing_costs(line)
    again = list(doubled_measures(line.target, slots, said))
    quantities = (*said, *(doubled.quantity for doubled in again))
    worth = [*map(_worth, said), *(_worth(said[e.of]) if e.instead else 0.0 for e in again)]
    options = []
    for i, slot in enumerate(slots):
        fits = [
            *fitting[i],
            *(ways_to_write(slot, e.quantity) if i in e.places else [] for e in again),
        ]
        costs = [*near[i], *(near[i][doubled.of] + doubled.cost for doubled in again)]
        options.append(
            [
                [Fit(groups, cost + costs[j] - worth[j]) for groups, cost in fit]
                for j, fit in enumerate(fits)
            ]
        )
    return AssignmentProblem(
        slots,
        quantities,
        tuple(options),
        tuple(_spoken(word, quantities) for word in line.words),
        frozenset(i for i, quantity in enumerate(quantities) if Kind.MONTH in quantity.kinds),
        tuple(orders(line.target, slots)),
    )


def _can_be_mixed_up(row: Sequence[Sequence[Fit]]) -> bool:
    """Tell whether two quantities fit a slot about equally well."""
    costs = sorted(fits[0].cost for fits in row if fits)
    return len(costs) > 1 and costs[1] - costs[0] < _CLOSE


def _spoken(word: int, quantities: Sequence[Quantity]) -> tuple[float, ...]:
    return tuple(_IN_WORDS - _worth(q) if word in q.values else inf for q in quantities)


def _worth(quantity: Quantity) -> float:
    """Return the worth of a quantity that is not dropped; quantities in words often are."""
    if Kind.MONTH in quantity.kinds or quantity.spelled:
        return 0.0
    return _KEPT_SMALL if quantity.values[0] < _SMALL else _KEPT
