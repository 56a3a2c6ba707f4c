"""The assignment against trying everything."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.kernels.assignment import assign


@given(st.data())
def test_no_other_assignment_is_cheaper(data: st.DataObject) -> None:
    cost = st.integers(-9, 9).map(lambda tenths: tenths / 10)  # sums of them are rounded
    rows, alone = [], []
    for _ in range(data.draw(st.integers(0, 5))):
        columns = data.draw(st.lists(st.integers(0, 4), unique=True, max_size=5))
        rows.append([(column, data.draw(cost)) for column in columns])
        alone.append(data.draw(cost))
    chosen, total = assign(rows, alone)
    costs = [{-1: without, **dict(row)} for row, without in zip(rows, alone, strict=True)]
    assert total == pytest.approx(
        sum(row[column] for row, column in zip(costs, chosen, strict=True))
    )
    every = (
        sum(row[column] for row, column in zip(costs, columns, strict=True))
        for columns in product(*costs)
        if _no_column_twice(columns)
    )
    assert _no_column_twice(chosen)
    assert total == pytest.approx(min(every))


def _no_column_twice(columns: tuple[int, ...] | list[int]) -> bool:
    taken = [column for column in columns if column >= 0]
    return len(taken) == len(set(taken))
