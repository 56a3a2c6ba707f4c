"""Arrays of Arrow as Python and NumPy have them, and back, by their buffers.

``pa.array`` and ``to_numpy`` import pandas wherever it is installed, which takes 0.3 s and 40 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import extra

with extra("arrow"):
    import numpy as np
    import pyarrow as pa


def is_text(kind: Any, *, with_bytes: bool = True) -> bool:
    """Tell whether a type of Arrow holds text: strings of any kind, and bytes if asked for.

    >>> is_text(pa.string()), is_text(pa.dictionary(pa.int8(), pa.string())), is_text(pa.int8())
    (True, True, False)
    """
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    types = [pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view]
    if with_bytes:
        types += [pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view]
    return any(is_of_type(kind) for is_of_type in types)


def is_view(kind: Any) -> bool:
    """Tell whether a type is that of views, which kernels do not know."""
    return bool(pa.types.is_string_view(kind) or pa.types.is_binary_view(kind))


def plain_chunk(column: Any) -> Any:
    """Return a column as one array."""
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return column


def plain(column: Any) -> Any:
    """Return a column as one array of a type that kernels know."""
    column = plain_chunk(column)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if is_view(column.type):
        wide = pa.large_string() if pa.types.is_string_view(column.type) else pa.large_binary()
        column = column.cast(wide)
    return column


def strings(values: Sequence[str | bytes], kind: Any) -> Any:
    """Return strings, or bytes, as an array of a type that kernels know.

    >>> strings(["é", ""], pa.string()).to_pylist()
    ['é', '']
    """
    data = [value.encode() if isinstance(value, str) else value for value in values]
    is_large = pa.types.is_large_string(kind) or pa.types.is_large_binary(kind)
    ends = np.cumsum([0, *map(len, data)], dtype=np.int64 if is_large else np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(data))]
    return pa.Array.from_buffers(kind, len(data), buffers)


def taken(column: Any, rows: np.ndarray) -> Any:
    """Return some rows, by their numbers; all of them as they are."""
    return column if len(rows) == len(column) else column.take(numbers(rows))


def numbers(values: np.ndarray) -> Any:
    """Return whole numbers as an array of Arrow."""
    kind = pa.int64() if values.dtype == np.int64 else pa.int32()
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(values)])


def truths(values: np.ndarray) -> Any:
    """Return truth values as an array of Arrow."""
    packed = pa.py_buffer(np.packbits(values, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, packed])


def bits(column: Any) -> np.ndarray:
    """Return truth values, none of them null, as an array of NumPy."""
    bits = np.frombuffer(column.buffers()[1], np.uint8)
    first = column.offset
    return np.unpackbits(bits, count=first + len(column), bitorder="little")[first:].astype(bool)


def integers(column: Any) -> np.ndarray:
    """Return whole numbers, none of them null, as an array of NumPy."""
    width = np.int64 if pa.types.is_int64(column.type) else np.int32
    values = np.frombuffer(column.buffers()[1], width)
    return values[column.offset : column.offset + len(column)]


def offsets_of(column: Any) -> np.ndarray:
    """Return where the text of each row begins, and where that of the last one ends."""
    width = np.int64 if pa.types.is_large_string(column.type) else np.int32
    offsets = np.frombuffer(column.buffers()[1], width)
    return offsets[column.offset : column.offset + len(column) + 1]


def data_of(column: Any) -> bytes:
    """Return the text of all rows without anything between them; nulls may hide anything in it."""
    data = column.buffers()[2]
    if data is None:
        return b""
    offsets = offsets_of(column)
    return bytes(memoryview(data)[offsets[0] : offsets[-1]])
