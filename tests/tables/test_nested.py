"""Text in structs and lists: taken out and put back, and values compared, whatever is null."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[arrow]'")
nested = pytest.importorskip("textrepair.tables.columns.nested")
pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("default")]

ITEM = pa.struct([("name", pa.string()), ("n", pa.float64())])
KIND = pa.struct(
    [("t", pa.large_string()), ("l", pa.list_(ITEM)), ("g", pa.large_list(pa.string()))]
)
TEXT = st.none() | st.text(max_size=3)
NUMBER = st.none() | st.floats()
ITEMS = st.none() | st.lists(st.none() | st.fixed_dictionaries({"name": TEXT, "n": NUMBER}))
ROW = st.none() | st.fixed_dictionaries(
    {"t": TEXT, "l": ITEMS, "g": st.none() | st.lists(TEXT, max_size=3)}
)


@given(st.lists(ROW, max_size=5), st.integers(0, 3), st.integers(0, 3))
def test_what_is_taken_out_can_be_put_back(rows: list[Any], before: int, behind: int) -> None:
    column = pa.array(rows, KIND)
    column = column.slice(before, max(0, len(column) - before - behind))
    leaves = nested.leaves(pa.schema([("c", KIND)]))
    assert [leaf.path for leaf in leaves] == ["c.t", "c.l[].name", "c.g[]"]
    for leaf in leaves:
        text = nested.leaf_of(column, leaf)
        new = nested.with_leaf(column, leaf, text)
        new.validate(full=True)
        assert new.type == column.type
        assert nested.same_values(column, new)
        owners = nested.rows_of(column, leaf)
        assert len(owners) == len(text)
        assert list(owners) == sorted(owners)
        other = pa.array([None if x is None else x + "!" for x in text.to_pylist()], text.type)
        changed = nested.with_leaf(column, leaf, other)
        is_same = repr(column.to_pylist()) == repr(changed.to_pylist())
        assert nested.same_values(column, changed) == is_same


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (pa.float32(), [float("nan"), None, 1], [float("nan"), None, 2]),
        (pa.float64(), [0.0], [-0.0]),
        (pa.list_(pa.float64(), 2), [[float("nan"), 1], None], [[float("nan"), 2], None]),
        (pa.map_(pa.string(), pa.float64()), [[("a", float("nan"))]], [[("b", float("nan"))]]),
        (pa.dictionary(pa.int8(), pa.string()), ["a", "b"], ["a", "a"]),
        (pa.list_(pa.int8()), [[1], []], [[], [1]]),
        (pa.int8(), [1, None], [1, 1]),
        (pa.int8(), [1], [1, 2]),
    ],
)
def test_values_are_compared_and_nan_is_one(kind: Any, one: list[Any], other: list[Any]) -> None:
    first, second = pa.array(one, kind), pa.array(other, kind)
    assert nested.same_values(first, pa.array(one, kind))
    if one != [0.0]:
        assert not nested.same_values(first, second)
