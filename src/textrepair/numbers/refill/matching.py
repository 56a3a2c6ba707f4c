"""How the numbers of a line of the source may fill the places of its translation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..reading.quantity import Quantity
from .assign import NEVER, Fit, Problem
from .echoes import echoes
from .fit_quantity import fills
from .lines import Line
from .pairing_costs import nearness
from .scores_and_ranges import orders

#: What it is worth that a number in words takes its quantity.
SPOKEN: Final = -1.0

#: What it is worth that a number in digits is not dropped, and a small one.
KEPT: Final = 1.0
KEPT_SMALL: Final = 0.1
_SMALL: Final = 13

#: Numbers that fit a place at costs closer than this can be mixed up there.
_CLOSE: Final = 3.4


def problem(line: Line) -> Problem:
    """Return what each number of a line costs in each place, and what else is known."""
    rooms, said = line.rooms, line.said
    fitting = [[fills(room, quantity) for quantity in said] for room in rooms]
    near = [[0.0] * len(said) for _ in rooms]
    if any(_can_be_mixed_up(row) for row in fitting):
        near = nearness(line)
    again = list(echoes(line.target, rooms, said))
    quantities = (*said, *(echo.quantity for echo in again))
    worth = [*map(_worth, said), *(_worth(said[e.of]) if e.instead else 0.0 for e in again)]
    options = []
    for i, room in enumerate(rooms):
        fits = [*fitting[i], *(fills(room, e.quantity) if i in e.places else [] for e in again)]
        costs = [*near[i], *(near[i][echo.of] + echo.cost for echo in again)]
        options.append(
            [
                [Fit(groups, cost + costs[j] - worth[j]) for groups, cost in fit]
                for j, fit in enumerate(fits)
            ]
        )
    return Problem(
        rooms,
        quantities,
        tuple(options),
        tuple(_spoken(word, quantities) for word in line.words),
        frozenset(i for i, quantity in enumerate(quantities) if "month" in quantity.kinds),
        tuple(orders(line.target, rooms)),
    )


def _can_be_mixed_up(row: Sequence[Sequence[tuple[tuple[str, ...], float]]]) -> bool:
    """Tell whether several numbers fit a place about as well."""
    costs = sorted(fits[0][1] for fits in row if fits)
    return len(costs) > 1 and costs[1] - costs[0] < _CLOSE


def _spoken(word: int, quantities: Sequence[Quantity]) -> tuple[float, ...]:
    return tuple(SPOKEN - _worth(q) if word in q.values else NEVER for q in quantities)


def _worth(quantity: Quantity) -> float:
    """Return what it is worth that a number is not dropped; those in words often are."""
    if "month" in quantity.kinds or quantity.spelled:
        return 0.0
    return KEPT_SMALL if quantity.values[0] < _SMALL else KEPT
