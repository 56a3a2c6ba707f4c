"""The refill undone with the source at hand: which number belongs into which place.

What the source says is read as quantities, what the target has room for as templates.  A
quantity fits a template at a cost (see ``filling``); the cheapest assignment of all is
compared with the cheapest one that leaves the numbers of the target as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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

#: A pair at opposite ends of its line; word order differs, but not without end.
DISTANCE: Final = 0.6

#: What a gap costs if it is left.
LEFT_GAP: Final = 20.0

#: By so much must another reading be cheaper than the text as it stands.
MARGIN: Final = 0.9

#: With more places than this it is not told how clear each of them is.
MOST_TO_WEIGH: Final = 40

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


@dataclass(frozen=True, slots=True)
class _Problem:
    """How each template can take each quantity; and what else takes quantities.

    ``spoken`` has for each number that the target writes as a word what it costs that it
    takes a quantity; ``homeless`` are quantities that English writes as names: months.
    """

    templates: tuple[Template, ...]
    quantities: tuple[Quantity, ...]
    options: tuple[Options, ...]
    spoken: tuple[tuple[float, ...], ...]
    homeless: frozenset[int]

    def without(self, index: int, groups: Groups) -> _Problem:
        """Return the problem without one reading of one template."""
        left = [[(g, cost) for g, cost in fits if g != groups] for fits in self.options[index]]
        options = (*self.options[:index], left, *self.options[index + 1 :])
        return replace(self, options=options)


def place(
    templates: Sequence[Template], quantities: Sequence[Quantity], words: Sequence[int] = ()
) -> Placement:
    """Place the quantities of a passage into the templates of its translation.

    ``words`` are the numbers that the target writes as words: they take theirs too.
    """
    count = len(templates)
    problem = _Problem(
        tuple(templates),
        tuple(quantities),
        tuple(_options(t, quantities, (i + 0.5) / count) for i, t in enumerate(templates)),
        tuple(tuple(SPOKEN if w in q.values else _NEVER for q in quantities) for w in words),
        frozenset(i for i, quantity in enumerate(quantities) if "month" in quantity.kinds),
    )
    best = _cheapest(problem, None)
    as_is = _cheapest(problem, [t.groups for t in templates])
    placed = tuple(_placed(problem, i, best) for i in range(count))
    return Placement(placed, best[1], as_is[1])


def _options(template: Template, quantities: Sequence[Quantity], here: float) -> Options:
    """Return for each quantity how it fits the template, with all that it costs."""
    found: Options = []
    for i, quantity in enumerate(quantities):
        away = DISTANCE * strayed((i + 0.5) / len(quantities) - here)
        found.append([(groups, cost + away) for groups, cost in fills(template, quantity)])
    return found


def strayed(distance: float) -> float:
    """Return what it costs that a number is so far from its place in the order, up to 1.

    Convex, so that of two numbers that fit both places the order decides.
    """
    return (abs(distance) + distance * distance) / 2


def _cheapest(problem: _Problem, fixed: list[Groups] | None) -> Solution:
    """Assign quantities to templates; where ``fixed``, only such as give these groups."""
    width = len(problem.quantities)
    size = len(problem.options) + len(problem.spoken)
    costs: list[list[float]] = []
    for i, row in enumerate(problem.options):
        spare = UNMATCHED if fixed is None else _cost_of_unsaid(problem, i, fixed[i])
        costs.append(
            [_cost(fits, None if fixed is None else fixed[i]) for fits in row]
            + [spare if k == i else _NEVER for k in range(size)]
        )
    for k, rewards in enumerate(problem.spoken, len(costs)):
        costs.append([*rewards, *(0.0 if i == k else _NEVER for i in range(size))])
    columns, total = assign(costs)
    return [c if c < width else -1 for c in columns], total


def _cost_of_unsaid(problem: _Problem, i: int, groups: Groups) -> float:
    """Return what it costs to leave groups that the source does not say here.

    If it says them of something else, and that has a better place or needs none (as
    months), they are misplaced.
    """
    if GAP in groups:
        return LEFT_GAP
    for column, fits in enumerate(problem.options[i]):
        if any(groups == found for found, _ in fits) and (
            column in problem.homeless or _fits_elsewhere(problem, i, column)
        ):
            return MISPLACED
    return UNMATCHED


def _fits_elsewhere(problem: _Problem, i: int, column: int) -> bool:
    return any(
        row[column] and row[column][0][1] < UNMATCHED
        for k, row in enumerate(problem.options)
        if k != i
    )


def _cost(fits: list[tuple[Groups, float]], groups: Groups | None) -> float:
    if groups is None:
        return fits[0][1] if fits else _NEVER
    return min((cost for found, cost in fits if found == groups), default=_NEVER)


def _placed(problem: _Problem, index: int, best: Solution) -> Placed:
    template, options = problem.templates[index], problem.options[index]
    ranked = sorted((cost, groups) for fits in options for groups, cost in fits)
    readings = dict.fromkeys(
        groups for cost, groups in ranked if cost < UNMATCHED and groups != template.groups
    )
    column = best[0][index]
    if column < 0:
        return Placed(template, None, None, 0.0, tuple(readings))
    groups = options[column][0][0]
    margin = 0.0
    if groups != template.groups and len(problem.templates) <= MOST_TO_WEIGH:
        margin = _cheapest(problem.without(index, groups), None)[1] - best[1]
    others = tuple(g for g in readings if g != groups)
    return Placed(template, groups, problem.quantities[column], margin, others)
