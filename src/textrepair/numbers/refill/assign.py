"""The assignment of quantities of the source to number slots of the target, at the least cost.

The source is read as quantities, the target as slots.  A quantity can be written into a slot at a
cost (``fit_quantity``).  The cheapest assignment of all is compared with the cheapest that leaves
the numbers of the target as they are.  All costs were set on train/parallel.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...kernels.assignment import assign
from ..reading.quantity import Quantity
from ..templates.slots import GAP, Groups
from ..templates.templates import NumberSlot
from .fit_quantity import Fit
from .scores_and_ranges import Order

#: Cost of a slot for which the source has no number.
UNMATCHED: Final = 2.4

#: Cost of a number that stays in its slot, where the source says the number of something else.
MISPLACED: Final = 3.4

#: Cost of a gap that is left.
LEFT_GAP: Final = 20.0

#: A line counts as refilled if another assignment is cheaper than its own by more than this.
MARGIN: Final = 0.6

#: In a refilled text, a number that stays is in doubt if to change it costs less than this.
DOUBT: Final = 0.2

#: Cap on the slots of a line for which margins are computed: each takes an assignment of its own.
MOST_TO_WEIGH: Final = 40

#: Cap on the broken orders (``Order``) of an assignment that are mended, one after another.
DEPTH: Final = 3


@dataclass(frozen=True, slots=True)
class Assignment:
    """What belongs into a slot: its groups, or None where the source has nothing for it.

    ``quantity`` is where the groups come from.  ``margin`` is by how much the cheapest assignment
    without these groups costs more.  ``others`` are further groups, cheapest first.
    """

    slot: NumberSlot
    groups: Groups | None
    quantity: Quantity | None
    margin: float
    others: tuple[Groups, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether other groups stand in the slot now."""
        return self.groups != self.slot.groups


@dataclass(frozen=True, slots=True)
class AssignmentResult:
    """The assignments of a line, their cost, and the cost of the numbers as they stand."""

    assignments: tuple[Assignment, ...]
    cost: float
    cost_as_is: float

    @property
    def gain(self) -> float:
        """By how much the assignment is cheaper than the line as it is."""
        return self.cost_as_is - self.cost


#: For each quantity the ways in which it can fill a slot, cheapest first.
WaysToFill = list[list[Fit]]
_Solution = tuple[list[int], float]


@dataclass(frozen=True, slots=True)
class AssignmentProblem:
    """The ways in which each slot can take each quantity, and what else takes quantities.

    ``number_words`` has for each number that the target writes as a word the cost of each quantity
    for that word; ``unplaced`` are quantities that need no slot, because English writes a name for
    them: months.  ``orders`` say which of two slots has the smaller number.
    """

    slots: tuple[NumberSlot, ...]
    quantities: tuple[Quantity, ...]
    options: tuple[WaysToFill, ...]
    number_words: tuple[tuple[float, ...], ...]
    unplaced: frozenset[int]
    orders: tuple[Order, ...]

    def without(self, index: int, groups: Groups) -> AssignmentProblem:
        """Return the problem without some groups of one slot."""
        left = [[fit for fit in fits if fit.groups != groups] for fits in self.options[index]]
        options = (*self.options[:index], left, *self.options[index + 1 :])
        return replace(self, options=options)


def place(problem: AssignmentProblem) -> AssignmentResult:
    """Return the cheapest assignment of the numbers of a source line to the slots of the target."""
    slots = problem.slots
    best = _best(problem)
    now = [t.groups for t in slots]
    as_is = _cheapest(problem, now)[1] + sum(order.cost for order in _broken(problem, now))
    assignment = tuple(_placed(problem, i, best) for i in range(len(slots)))
    return AssignmentResult(assignment, best[1], as_is)


def doubtful(problem: AssignmentProblem, result: AssignmentResult) -> Iterator[Assignment]:
    """Yield the assignments that change nothing where a change would cost hardly more."""
    if len(problem.slots) > MOST_TO_WEIGH:
        return
    for i, assignment in enumerate(result.assignments):
        if assignment.groups is None or assignment.changes or not assignment.others:
            continue
        margin = _best(problem.without(i, assignment.groups), 1)[1] - result.cost
        if margin < DOUBT:
            yield replace(assignment, margin=margin)


def _best(problem: AssignmentProblem, depth: int = DEPTH) -> _Solution:
    """Return the cheapest assignment, the cost of broken orders included.

    Where an order is broken, either of its two slots takes another number, or the order stays
    broken and costs.
    """
    found = _cheapest(problem, None)
    groups = [
        problem.options[i][c][0].groups if c >= 0 else None for i, c in _chosen(problem, found)
    ]
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
    """Return the orders that the numbers in the slots break."""
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
    """Return the cost of a number ``distance`` away from its place in the order of its text.

    The distance is a share of the text, from 0 to 1, and so is the cost.  The cost is convex, so
    that of two numbers that fit two slots the order decides.
    """
    return (abs(distance) + distance * distance) / 2


def _cheapest(problem: AssignmentProblem, fixed: list[Groups] | None) -> _Solution:
    """Assign quantities to slots; if groups are ``fixed``, only quantities that give them."""
    alone = [
        UNMATCHED if fixed is None else _cost_of_unsaid(problem, i, fixed[i])
        for i in range(len(problem.options))
    ]
    if fixed is None:
        rows = [
            [(j, fits[0].cost) for j, fits in enumerate(ways) if fits] for ways in problem.options
        ]
    else:
        rows = [
            [
                (j, min(cost for groups, cost in fits if groups == now))
                for j, fits in enumerate(ways)
                if any(groups == now for groups, _ in fits)
            ]
            for ways, now in zip(problem.options, fixed, strict=True)
        ]
    for rewards in problem.number_words:
        rows.append([(j, cost) for j, cost in enumerate(rewards) if cost < 0])
        alone.append(0.0)
    return assign(rows, alone)


def _cost_of_unsaid(problem: AssignmentProblem, i: int, groups: Groups) -> float:
    """Return the cost of groups that stay in a slot though the source does not say them there.

    They are misplaced if a quantity of the source gives them, and that quantity has a better slot
    or needs none.
    """
    if GAP in groups:
        return LEFT_GAP
    for column, fits in enumerate(problem.options[i]):
        if any(groups == found for found, _ in fits) and (
            column in problem.unplaced or _fits_elsewhere(problem, i, column)
        ):
            return MISPLACED
    return UNMATCHED


def _fits_elsewhere(problem: AssignmentProblem, i: int, column: int) -> bool:
    return any(
        row[column] and row[column][0].cost < UNMATCHED
        for k, row in enumerate(problem.options)
        if k != i
    )


def _placed(problem: AssignmentProblem, index: int, best: _Solution) -> Assignment:
    slot, options = problem.slots[index], problem.options[index]
    ranked = sorted((cost, groups) for fits in options for groups, cost in fits)
    readings = dict.fromkeys(
        groups for cost, groups in ranked if cost < UNMATCHED and groups != slot.groups
    )
    column = best[0][index]
    if column < 0:
        return Assignment(slot, None, None, 0.0, tuple(readings))
    groups = options[column][0].groups
    margin = 0.0
    if groups != slot.groups and len(problem.slots) <= MOST_TO_WEIGH:
        margin = _best(problem.without(index, groups), 1)[1] - best[1]
    others = tuple(g for g in readings if g != groups)
    return Assignment(slot, groups, problem.quantities[column], margin, others)
