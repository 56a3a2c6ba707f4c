"""The refill undone with the source at hand: which number belongs into which place.

What the source says is read as quantities, what the target has room for as templates.  A
quantity fits a template at a cost (see ``filling``); the cheapest assignment of all is
compared with the cheapest one that leaves the numbers of the target as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from ...kernels.assignment import assign
from ..reading.quantity import Quantity
from ..templates.slots import GAP
from ..templates.templates import NumberSlot
from .scores_and_ranges import Order

#: A place for which the source has no number.
UNMATCHED: Final = 2.4

#: A number that the source says, but of something else.
MISPLACED: Final = 3.4

#: What a gap costs if it is left.
LEFT_GAP: Final = 20.0

#: By so much must another reading be cheaper than the text as it stands.
MARGIN: Final = 0.6

#: By so much less a number that stays is in doubt, once its text is known to be refilled.
DOUBT: Final = 0.2

#: With more places than this it is not told how clear each of them is.
MOST_TO_WEIGH: Final = 40

#: A true infinity would spoil the arithmetic of prices.
NEVER: Final = 1e6

#: How many orders of numbers that an assignment breaks are seen to.
DEPTH: Final = 3

Groups = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What belongs into a template: its groups, or None where the source has nothing.

    ``quantity`` is where the groups come from; ``margin`` is by how much the cheapest
    assignment without them costs more, and ``others`` are further readings, cheapest first.
    """

    slot: NumberSlot
    groups: Groups | None
    quantity: Quantity | None
    margin: float
    others: tuple[Groups, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether something else stands there now."""
        return self.groups != self.slot.groups


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """A whole assignment, its cost, and the cost of the numbers as they stand."""

    assignments: tuple[Assignment, ...]
    cost: float
    cost_as_is: float

    @property
    def gain(self) -> float:
        """By how much the assignment is cheaper than the text as it is."""
        return self.cost_as_is - self.cost


class Fit(NamedTuple):
    """What would stand in a place, and at what cost."""

    groups: Groups
    cost: float


#: For each quantity how it can fill a place, cheapest first.
WaysToFill = list[list[Fit]]
_Solution = tuple[list[int], float]


@dataclass(frozen=True, slots=True)
class AssignmentProblem:
    """How each template can take each quantity; and what else takes quantities.

    ``spoken`` has for each number that the target writes as a word what it costs that it
    takes a quantity; ``homeless`` are quantities that English writes as names: months.
    """

    slots: tuple[NumberSlot, ...]
    quantities: tuple[Quantity, ...]
    options: tuple[WaysToFill, ...]
    spoken: tuple[tuple[float, ...], ...]
    homeless: frozenset[int]
    orders: tuple[Order, ...]

    def without(self, index: int, groups: Groups) -> AssignmentProblem:
        """Return the problem without one reading of one template."""
        left = [[fit for fit in fits if fit.groups != groups] for fits in self.options[index]]
        options = (*self.options[:index], left, *self.options[index + 1 :])
        return replace(self, options=options)


def place(problem: AssignmentProblem) -> AssignmentResult:
    """Place the numbers of a line of the source into its translation, at the least cost."""
    slots = problem.slots
    best = _best(problem)
    now = [t.groups for t in slots]
    as_is = _cheapest(problem, now)[1] + sum(order.cost for order in _broken(problem, now))
    assignment = tuple(_placed(problem, i, best) for i in range(len(slots)))
    return AssignmentResult(assignment, best[1], as_is)


def doubtful(problem: AssignmentProblem, result: AssignmentResult) -> Iterator[Assignment]:
    """Yield the places that keep their numbers, if to change them would cost hardly more."""
    if len(problem.slots) > MOST_TO_WEIGH:
        return
    for i, assignment in enumerate(result.assignments):
        if assignment.groups is None or assignment.changes or not assignment.others:
            continue
        margin = _best(problem.without(i, assignment.groups), 1)[1] - result.cost
        if margin < DOUBT:
            yield replace(assignment, margin=margin)


def _best(problem: AssignmentProblem, depth: int = DEPTH) -> _Solution:
    """Return the cheapest assignment, what it costs to break an order of numbers included.

    Where one is broken, either of its two places takes another number, or it stays broken.
    """
    found = _cheapest(problem, None)
    groups = [problem.options[i][c][0][0] if c >= 0 else None for i, c in _chosen(problem, found)]
    broken = _broken(problem, groups)
    if not broken:
        return found
    ways = [(found[0], found[1] + sum(order.cost for order in broken))]
    if depth:
        for index in (broken[0].less, broken[0].more):
            without = groups[index]
            if without is not None:
                ways.append(_best(problem.without(index, without), depth - 1))
    return min(ways, key=lambda way: way[1])


def _chosen(problem: AssignmentProblem, found: _Solution) -> Iterator[tuple[int, int]]:
    return zip(range(len(problem.options)), found[0], strict=False)


def _broken(problem: AssignmentProblem, groups: Sequence[Groups | None]) -> list[Order]:
    """Return the orders that some numbers break."""
    return [
        order
        for order in problem.orders
        if (less := _value(groups[order.less])) is not None
        and (more := _value(groups[order.more])) is not None
        and less > more
    ]


def _value(groups: Groups | None) -> int | None:
    return int(groups[0]) if groups and len(groups) == 1 and groups[0].isdecimal() else None


def order_cost(distance: float) -> float:
    """Return what it costs that a number is so far from its place in the order, up to 1.

    Convex, so that of two numbers that fit both places the order decides.
    """
    return (abs(distance) + distance * distance) / 2


def _cheapest(problem: AssignmentProblem, fixed: list[Groups] | None) -> _Solution:
    """Assign quantities to templates; where ``fixed``, only such as give these groups."""
    width = len(problem.quantities)
    size = len(problem.options) + len(problem.spoken)
    costs: list[list[float]] = []
    for i, row in enumerate(problem.options):
        spare = UNMATCHED if fixed is None else _cost_of_unsaid(problem, i, fixed[i])
        costs.append(
            [_cost(fits, None if fixed is None else fixed[i]) for fits in row]
            + [spare if k == i else NEVER for k in range(size)]
        )
    for k, rewards in enumerate(problem.spoken, len(costs)):
        costs.append([*rewards, *(0.0 if i == k else NEVER for i in range(size))])
    columns, total = assign(costs)
    return [c if c < width else -1 for c in columns], total


def _cost_of_unsaid(problem: AssignmentProblem, i: int, groups: Groups) -> float:
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


def _fits_elsewhere(problem: AssignmentProblem, i: int, column: int) -> bool:
    return any(
        row[column] and row[column][0][1] < UNMATCHED
        for k, row in enumerate(problem.options)
        if k != i
    )


def _cost(fits: Sequence[Fit], groups: Groups | None) -> float:
    if groups is None:
        return fits[0][1] if fits else NEVER
    return min((cost for found, cost in fits if found == groups), default=NEVER)


def _placed(problem: AssignmentProblem, index: int, best: _Solution) -> Assignment:
    slot, options = problem.slots[index], problem.options[index]
    ranked = sorted((cost, groups) for fits in options for groups, cost in fits)
    readings = dict.fromkeys(
        groups for cost, groups in ranked if cost < UNMATCHED and groups != slot.groups
    )
    column = best[0][index]
    if column < 0:
        return Assignment(slot, None, None, 0.0, tuple(readings))
    groups = options[column][0][0]
    margin = 0.0
    if groups != slot.groups and len(problem.slots) <= MOST_TO_WEIGH:
        margin = _best(problem.without(index, groups), 1)[1] - best[1]
    others = tuple(g for g in readings if g != groups)
    return Assignment(slot, groups, problem.quantities[column], margin, others)
