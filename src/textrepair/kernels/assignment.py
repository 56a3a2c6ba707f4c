"""The cheapest assignment of rows to columns, exact.

The method of Kuhn and Munkres in the form with potentials and shortest augmenting paths
(Jonker and Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear
assignment problems"): rows are added one after another; cubic at worst.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

Costs = Sequence[Sequence[float]]


def assign(costs: Costs) -> tuple[list[int], float]:
    """Return the column of each row in a cheapest assignment, and its cost.

    There must be at least as many columns as rows.

    >>> assign([[4, 1, 3], [2, 0, 5]])
    ([1, 0], 3)
    """
    if not costs:
        return [], 0.0
    width = len(costs[0])
    row_price = [0.0] * (len(costs) + 1)
    column_price = [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # 0: the column is free; rows and columns count from 1
    for row in range(1, len(costs) + 1):
        row_of[0] = row
        _augment(costs, row_of, row_price, column_price)
    columns = [0] * len(costs)
    for column in range(1, width + 1):
        if row_of[column]:
            columns[row_of[column] - 1] = column - 1
    return columns, sum(costs[row][column] for row, column in enumerate(columns))


def _augment(
    costs: Costs, row_of: list[int], row_price: list[float], column_price: list[float]
) -> None:
    """Give the row at column 0 a column, moving other rows along a shortest path."""
    width = len(row_of) - 1
    shortest = [inf] * (width + 1)
    came_from = [0] * (width + 1)
    done = [False] * (width + 1)
    column = 0
    while row_of[column]:
        done[column] = True
        row = row_of[column]
        step, following = inf, 0
        prices = costs[row - 1]
        for other in range(1, width + 1):
            if done[other]:
                continue
            reduced = prices[other - 1] - row_price[row] - column_price[other]
            if reduced < shortest[other]:
                shortest[other], came_from[other] = reduced, column
            if shortest[other] < step:
                step, following = shortest[other], other
        for other in range(width + 1):
            if done[other]:
                row_price[row_of[other]] += step
                column_price[other] -= step
            else:
                shortest[other] -= step
        column = following
    while column:
        row_of[column] = row_of[came_from[column]]
        column = came_from[column]
