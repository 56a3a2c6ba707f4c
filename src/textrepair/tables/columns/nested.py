"""Text inside structs and lists: which there is in a schema, taken out of a column and put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from .. import extra

with extra("arrow"):
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

from .buffers import bits, integers, is_text, numbers

#: The step of a path that stands for each item of a list.
ITEMS: Final = "[]"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Text in a column: that of the column, or what ``steps`` lead to in it.

    ``path`` is written as in JSON: ``title``, ``meta.title``, ``items[].name``.
    """

    path: str
    column: int
    steps: tuple[str, ...] = ()


def leaves(schema: Any) -> list[Leaf]:
    """Return all strings of a schema, in its order.

    >>> item = pa.struct([("name", pa.string()), ("n", pa.int8())])
    >>> schema = pa.schema([("t", pa.string()), ("items", pa.list_(item)), ("n", pa.int8())])
    >>> [leaf.path for leaf in leaves(schema)]
    ['t', 'items[].name']
    """
    return [
        Leaf(field.name + path, number, steps)
        for number, field in enumerate(schema)
        for path, steps in _steps(field.type)
    ]


def leaf_of(column: Any, leaf: Leaf) -> Any:
    """Return the text of a column as one flat array; of nulls in its place nothing can be told.

    >>> leaf_of(pa.array([["a", "b"], None, ["c"]]), Leaf("t[]", 0, ("[]",))).to_pylist()
    ['a', 'b', 'c']
    """
    for step in leaf.steps:
        column = column.flatten() if step == ITEMS else column.field(step)
    return column


def rows_of(column: Any, leaf: Leaf) -> np.ndarray:
    """Return for each text of ``leaf_of`` the number of the row that it stands in.

    >>> rows_of(pa.array([["a", "b"], None, ["c"]]), Leaf("t[]", 0, ("[]",))).tolist()
    [0, 0, 2]
    """
    rows = np.arange(len(column))
    for step in leaf.steps:
        if step == ITEMS:
            rows = np.repeat(rows, _lengths(column))
        column = column.flatten() if step == ITEMS else column.field(step)
    return rows


def with_leaf(column: Any, leaf: Leaf, text: Any) -> Any:
    """Return a column with other text in the place of what ``leaf_of`` gives.

    >>> old = pa.array([["a", "b"], None, ["c"]])
    >>> with_leaf(old, Leaf("t[]", 0, ("[]",)), pa.array(["x", "y", "z"])).to_pylist()
    [['x', 'y'], None, ['z']]
    """
    return _with(column, leaf.steps, text)


def _with(column: Any, steps: tuple[str, ...], text: Any) -> Any:
    if not steps:
        return text
    step, *rest = steps
    kind = column.type
    missing = column.is_null() if column.null_count else None
    if step == ITEMS:
        inner = _with(column.flatten(), tuple(rest), text)
        is_large = pa.types.is_large_list(kind)
        width = np.int64 if is_large else np.int32
        offsets = numbers(np.cumsum([0, *_lengths(column)], dtype=width))
        make = pa.LargeListArray if is_large else pa.ListArray
        return make.from_arrays(offsets, inner, type=kind, mask=missing)
    place = kind.get_field_index(step)
    children = [column.field(i) for i in range(kind.num_fields)]
    children[place] = _with(children[place], tuple(rest), text)
    return pa.StructArray.from_arrays(children, fields=list(kind), mask=missing)


def _steps(kind: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield how each text in a type is written behind a name, and the steps to it."""
    if is_text(kind, with_bytes=False):
        yield "", ()
    elif pa.types.is_struct(kind):
        names = [field.name for field in kind]
        for field in kind:
            if names.count(field.name) == 1:
                for path, steps in _steps(field.type):
                    yield f".{field.name}{path}", (field.name, *steps)
    elif pa.types.is_list(kind) or pa.types.is_large_list(kind):
        for path, steps in _steps(kind.value_type):
            yield ITEMS + path, (ITEMS, *steps)


def _lengths(column: Any) -> np.ndarray:
    """Return how many items each list has; a null has none."""
    lengths = pc.list_value_length(column)
    if not lengths.null_count:
        return integers(lengths)
    known = bits(lengths.is_valid())
    return np.where(known, integers(lengths), 0)


def same_values(one: Any, other: Any) -> bool:
    """Tell whether two arrays of one type hold the same values, of which NaN is one.

    >>> same_values(pa.array([float("nan")]), pa.array([float("nan")]))
    True
    """
    kind = one.type
    if one.equals(other):
        return True
    if len(one) != len(other) or not one.is_null().equals(other.is_null()):
        return False
    if pa.types.is_floating(kind):
        bits = {16: pa.int16(), 32: pa.int32(), 64: pa.int64()}[kind.bit_width]
        return bool(one.view(bits).equals(other.view(bits)))
    inner = list(zip(_inner(one), _inner(other), strict=True))
    return bool(inner) and all(same_values(a, b) for a, b in inner)


def _inner(column: Any) -> list[Any]:
    """Return what values of a type that holds others are made of; none for other types."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return [column.dictionary_decode()]
    if pa.types.is_struct(kind):
        return list(column.flatten())
    if pa.types.is_fixed_size_list(kind):
        return [column.flatten()]
    if pa.types.is_map(kind):
        return [column.cast(pa.list_(pa.struct([kind.key_field, kind.item_field])))]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return [numbers(np.asarray(_lengths(column))), column.flatten()]
    return []
