"""The assignment against trying everything."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from textrepair.kernels.assignment import assign


@given(st.data())
def test_no_other_assignment_is_cheaper(data: st.DataObject) -> None:
    rows = data.draw(st.integers(0, 5))
    columns = data.draw(st.integers(rows, rows + 2))
    cost = st.integers(-9, 9).map(float)
    row = st.lists(cost, min_size=columns, max_size=columns)
    costs = data.draw(st.lists(row, min_size=rows, max_size=rows))
    chosen, total = assign(costs)
    assert len(set(chosen)) == rows
    assert total == sum(costs[i][column] for i, column in enumerate(chosen))
    every = (sum(costs[i][c] for i, c in enumerate(p)) for p in permutations(range(columns), rows))
    assert total == min(every, default=0)
