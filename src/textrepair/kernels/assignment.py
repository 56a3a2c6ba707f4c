"""The cheapest assignment of rows to columns, exact, where each row may go without a column.

The method of Kuhn and Munkres in the form with potentials and shortest augmenting paths
(Jonker and Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear
assignment problems").  Rows whose cheapest column nobody else wants take it at once; each other row
takes one along a shortest path, which looks at no column that it does not reach.  Costs are sparse:
a row names the columns that it can take.  Cubic at worst, near linear where rows do not compete.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

#: The columns that a row can take, and what each costs.
Choices = Sequence[tuple[int, float]]

_NOBODY = -1


def assign(rows: Sequence[Choices], alone: Sequence[float]) -> tuple[list[int], float]:
    """Return the column of each row in a cheapest assignment, and its cost.

    ``alone`` is what each row costs without a column; its column is then -1.

    >>> assign([[(0, 4), (1, 1)], [(0, 2), (1, 0)], [(1, 5)]], [9, 9, 3])
    ([1, 0, -1], 6)
    """
    # A column that costs as much as none is never needed.
    cheaper = [
        [choice for choice in row if choice[1] < most]
        for row, most in zip(rows, alone, strict=True)
    ]
    matching = _Matching(cheaper, alone)
    for row in matching.take_cheapest():
        matching.augment(row)
    costs = (
        alone[row] if column == _NOBODY else dict(cheaper[row])[column]
        for row, column in enumerate(matching.column_of)
    )
    return matching.column_of, sum(costs)


class _Path(NamedTuple):
    """Where the shortest path for a row ends, and the columns that are nearer than its end.

    ``column`` is -1 where the path ends at ``row``, which then goes without a column.
    """

    length: float
    row: int
    column: int
    passed: list[tuple[int, float]]
    came_from: dict[int, int]


class _Matching:
    """Which row has which column, and the potentials: reduced costs are never negative."""

    def __init__(self, rows: Sequence[Choices], alone: Sequence[float]) -> None:
        self.rows = rows
        self.alone = alone
        self.column_of = [_NOBODY] * len(rows)
        self.row_of: dict[int, int] = {}
        self.row_price = list(alone)
        self.column_price = dict.fromkeys((column for row in rows for column, _ in row), 0.0)

    def take_cheapest(self) -> list[int]:
        """Give the rows the columns that are cheapest for them; return those that came too late."""
        late: list[int] = []
        for row, choices in enumerate(self.rows):
            if not choices:
                continue
            self.row_price[row], column = min((cost, column) for column, cost in choices)
            if column in self.row_of:
                late.append(row)
            else:
                self.row_of[column] = row
                self.column_of[row] = column
        return late

    def augment(self, first: int) -> None:
        """Give a row a column, moving other rows along a shortest path."""
        path = self._shortest_path(first)
        self.row_price[first] += path.length
        for column, length in path.passed:
            self.row_price[self.row_of[column]] += path.length - length
            self.column_price[column] -= path.length - length
        row, column = path.row, path.column
        while True:
            before = self.column_of[row]
            self.column_of[row] = column
            if column != _NOBODY:
                self.row_of[column] = row
            if row == first:
                return
            row, column = path.came_from[before], before

    def _shortest_path(self, row: int) -> _Path:
        """Return the shortest path, in reduced costs, to a free column or a row that needs none."""
        end, end_row, end_column, length = inf, row, _NOBODY, 0.0
        shortest: dict[int, float] = {}
        came_from: dict[int, int] = {}
        reached: list[tuple[float, int]] = []  # a heap; lengths that were shortened since stay in
        passed: list[tuple[int, float]] = []
        while True:
            base = length - self.row_price[row]
            if base + self.alone[row] < end:
                end, end_row, end_column = base + self.alone[row], row, _NOBODY
            for column, cost in self.rows[row]:
                far = base + cost - self.column_price[column]
                if far < end and far < shortest.get(column, inf):
                    shortest[column], came_from[column] = far, row
                    if column in self.row_of:
                        heappush(reached, (far, column))
                    else:
                        end, end_row, end_column = far, row, column
            while reached and reached[0][0] > shortest[reached[0][1]]:
                heappop(reached)
            if not reached or reached[0][0] >= end:
                return _Path(end, end_row, end_column, passed, came_from)
            length, column = heappop(reached)
            passed.append((column, length))
            shortest[column] = -inf  # no rounding reaches it again
            row = self.row_of[column]
