"""The refill undone with the source at hand: which number belongs into which place.

What the source says is read as quantities, what the target has room for as templates.  A
quantity fits a template at a cost (see ``filling``); the cheapest assignment of all is
compared with the cheapest one that leaves the numbers of the target as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .assignment import assign
from .filling import fills
from .quantity import Quantity
from .slots import GAP
from .templates import Template

#: A place for which the source has no number.
UNMATCHED: Final = 2.4

#: A number that the source says, but of something else.
MISPLACED: Final = 3.4

#: A number that the source says in another line.
ELSEWHERE: Final = 1.3

#: A pair at opposite ends of its line; word order differs, but not without end.
DISTANCE: Final = 0.45

#: What a gap costs if it is left.
LEFT_GAP: Final = 20.0

#: By so much must another reading be cheaper than the text as it stands.
MARGIN: Final = 0.9

#: A true infinity would spoil the arithmetic of prices.
_NEVER: Final = 1e6

#: What it is worth that a number in words takes its quantity.
SPOKEN: Final = -1.0

Groups = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """What belongs into a template: its groups, or None where the source has nothing.

    ``quantity`` is where the groups come from; ``margin`` is by how much the cheapest
    assignment without them costs more, and ``others`` are further readings, cheapest first.
    """

    template: Template
    groups: Groups | None
    quantity: Quantity | None
    margin: float
    others: tuple[Groups, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether something else stands there now."""
        return self.groups != self.template.groups


@dataclass(frozen=True, slots=True)
class Placement:
    """A whole assignment, its cost, and the cost of the numbers as they stand."""

    placed: tuple[Placed, ...]
    cost: float
    cost_as_is: float

    @property
    def gain(self) -> float:
        """By how much the assignment is cheaper than the text as it is."""
        return self.cost_as_is - self.cost


Options = list[list[tuple[Groups, float]]]
Solution = tuple[list[int], float]


def place(
    templates: Sequence[Template],
    quantities: Sequence[Quantity],
    elsewhere: Sequence[Quantity],
    words: Sequence[int] = (),
) -> Placement:
    """Place the quantities of a line, and those of other lines at a price, into its templates.

    ``words`` are the numbers that the target writes as words: they take theirs too.
    """
    every = (*quantities, *elsewhere)
    options = [
        _options(t, every, len(quantities), i, len(templates)) for i, t in enumerate(templates)
    ]
    homeless = {i for i, quantity in enumerate(every) if "month" in quantity.kinds}
    spoken = [_spoken(word, every) for word in words]
    best = _cheapest(options, None, homeless, spoken)
    as_is = _cheapest(options, [t.groups for t in templates], homeless, spoken)
    placed = tuple(
        _placed(i, template, best, options, every, spoken) for i, template in enumerate(templates)
    )
    return Placement(placed, best[1], as_is[1])


def _options(
    template: Template, quantities: Sequence[Quantity], near: int, index: int, count: int
) -> Options:
    """Return for each quantity how it fits the template, with all that it costs."""
    place_here = (index + 0.5) / count
    found: Options = []
    for i, quantity in enumerate(quantities):
        distance = abs((i + 0.5) / near - place_here) if near else 0.0
        extra = DISTANCE * distance if i < near else ELSEWHERE
        found.append([(groups, cost + extra) for groups, cost in fills(template, quantity)])
    return found


def _spoken(word: int, quantities: Sequence[Quantity]) -> list[float]:
    """Return what it costs that a number in words takes each quantity: a reward, or never."""
    return [SPOKEN if word in quantity.values else _NEVER for quantity in quantities]


def _cheapest(
    options: Sequence[Options],
    fixed: list[Groups] | None,
    homeless: set[int],
    spoken: Sequence[list[float]],
) -> Solution:
    """Assign quantities to templates; where ``fixed``, only such as give these groups."""
    width = len(options[0]) if options else 0
    size = len(options) + len(spoken)
    costs = []
    for i, row in enumerate(options):
        spare = UNMATCHED if fixed is None else _cost_of_unsaid(i, options, fixed[i], homeless)
        costs.append(
            [_cost(fits, None if fixed is None else fixed[i]) for fits in row]
            + [spare if k == i else _NEVER for k in range(size)]
        )
    for k, rewards in enumerate(spoken, len(options)):
        costs.append(rewards + [0.0 if i == k else _NEVER for i in range(size)])
    columns, total = assign(costs)
    return [c if c < width else -1 for c in columns], total


def _cost_of_unsaid(
    i: int, options: Sequence[Options], groups: Groups, homeless: set[int]
) -> float:
    """Return what it costs to leave groups that the source does not say here.

    If it says them of something else, and that has a better place or needs none
    (``homeless``: months, which English writes as words), they are misplaced.
    """
    if GAP in groups:
        return LEFT_GAP
    for column, fits in enumerate(options[i]):
        if any(groups == found for found, _ in fits) and (
            column in homeless or _fits_elsewhere(i, column, options)
        ):
            return MISPLACED
    return UNMATCHED


def _fits_elsewhere(i: int, column: int, options: Sequence[Options]) -> bool:
    return any(
        fits and fits[0][1] < UNMATCHED
        for k, row in enumerate(options)
        if k != i
        for fits in [row[column]]
    )


def _cost(fits: list[tuple[Groups, float]], groups: Groups | None) -> float:
    if groups is None:
        return fits[0][1] if fits else _NEVER
    return min((cost for found, cost in fits if found == groups), default=_NEVER)


def _placed(
    index: int,
    template: Template,
    best: Solution,
    options: Sequence[Options],
    quantities: Sequence[Quantity],
    spoken: Sequence[list[float]],
) -> Placed:
    ranked = sorted((cost, groups) for fits in options[index] for groups, cost in fits)
    readings = dict.fromkeys(
        groups for cost, groups in ranked if cost < UNMATCHED and groups != template.groups
    )
    column = best[0][index]
    if column < 0:
        return Placed(template, None, None, 0.0, tuple(readings))
    groups = options[index][column][0][0]
    margin = 0.0
    if groups != template.groups:
        margin = _cheapest(_without(options, index, groups), None, set(), spoken)[1] - best[1]
    others = tuple(g for g in readings if g != groups)
    return Placed(template, groups, quantities[column], margin, others)


def _without(options: Sequence[Options], index: int, groups: Groups) -> list[Options]:
    """Return the options without one reading of one template."""
    left = [[(g, cost) for g, cost in fits if g != groups] for fits in options[index]]
    return [left if i == index else row for i, row in enumerate(options)]
