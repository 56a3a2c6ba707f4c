"""Suspects: the rows of a column that are worth looking at, found without a string of each.

Where the kernels are compiled, one of them goes over the UTF-8 as it lies in memory.  Elsewhere
stretches of a megabyte that are all in ASCII are passed over as bytes.  In the others a kernel
of Arrow tells the rows in ASCII; the rest is joined by line ends, and the scan of the pipeline, the
one that ``fix`` asks for each text, goes over all of it in one search.  A row between two line ends
may hold a trigger that it does not hold alone, so that a suspect is only to be looked at; no row is
missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from ...pipeline.pipeline import Pipeline, pipeline_with
from ...pipeline.triggers import TriggerScan
from .. import extra

with extra("arrow"):
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

from .buffers import bits, data_of, integers, numbers, offsets_of, plain, strings, taken

#: Bytes of text that are joined at a time: one wide character makes the joined text four bytes a
#: character.  Between 1 and 16 MB the measured speed did not differ.
JOINED: Final = 1 << 20


def suspects(column: Any, pipeline: Pipeline | TriggerScan | None = None) -> np.ndarray:
    """Return the numbers of the rows in which a rule may have something to do, in order.

    ``pipeline`` stands for the rules of it that change text.  Raises UnicodeDecodeError if strings
    are no UTF-8, which Arrow does not check.

    >>> suspects(pa.array(["plain", None, "cafÃ©", "café"])).tolist()
    [2]
    """
    scan = pipeline if isinstance(pipeline, TriggerScan) else (pipeline or pipeline_with({})).fixing
    column = plain(column)
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        try:
            column = column.cast(pa.large_string())
        except pa.ArrowInvalid:  # some rows are no UTF-8
            return _bytes_to_look_at(column, scan)
    if len(column) and column.buffers()[2] is not None:
        offsets = offsets_of(column)
        compiled = scan.column_scan(int(offsets[-1] - offsets[0]))
        if compiled is not None:
            data = np.frombuffer(column.buffers()[2], np.uint8)
            valid = bits(column.is_valid()).view(np.uint8) if column.null_count else None
            wide = offsets.astype(np.int64, copy=False)
            return np.array(compiled.rows(data, wide, valid), np.int64)
    found = [np.empty(0, np.int64)]
    for start, end in _stretches(column):
        part = column.slice(start, end - start)
        text = data_of(part)
        if text.isascii():
            rows = _suspects_in_ascii(part, scan, text)
        else:
            rows = _suspects_in_mixed(part, scan)
        found.append(rows + start)
    return np.concatenate(found)


def _stretches(column: Any) -> Iterator[tuple[int, int]]:
    """Yield the first row, and the one behind the last, of stretches of a megabyte.

    A row that is longer is a stretch by itself.
    """
    if len(column):
        ends = offsets_of(column)
        inner = np.searchsorted(ends, np.arange(ends[0] + JOINED, ends[-1], JOINED), "left")
        long = np.flatnonzero(np.diff(ends) > JOINED)
        yield from pairwise(np.unique([0, *inner, *long, *(long + 1), len(column)]).tolist())


def _suspects_in_ascii(column: Any, scan: TriggerScan, data: bytes) -> np.ndarray:
    """Return the suspects among rows that are all in ASCII; ``data`` is their text run together."""
    if scan.passes_ascii or not scan.may_hold_marks(data.decode("ascii")):
        return np.empty(0, np.int64)
    if not column.null_count:
        return _triggered(column, scan.in_ascii)
    rows = np.flatnonzero(bits(column.is_valid()))
    return rows[_triggered(taken(column, rows), scan.in_ascii)]


def _suspects_in_mixed(column: Any, scan: TriggerScan) -> np.ndarray:
    """Return the suspects among rows of which some are in ASCII: those look at fewer rules."""
    valid = column.is_valid()
    is_ascii = bits(pc.and_kleene(pc.string_is_ascii(column), valid))
    rows = np.flatnonzero(bits(valid) & ~is_ascii)
    found = rows[_triggered(taken(column, rows), scan)] if len(rows) else rows
    if scan.passes_ascii or not is_ascii.any():
        return found
    rows = np.flatnonzero(is_ascii)
    kept = taken(column, rows)
    more = rows[_suspects_in_ascii(kept, scan, data_of(kept))]
    return np.sort(np.concatenate([found, more]))


def _triggered(column: Any, scan: TriggerScan) -> np.ndarray:
    """Return the rows of a stretch that hold a trigger: they are searched as one text."""
    if len(column) == 1:  # perhaps a long one
        is_suspect = scan.first_place(column[0].as_py()) is not None
        return np.arange(int(is_suspect))
    offsets = numbers(np.array([0, len(column)], np.int32))
    lists = pa.ListArray.from_arrays(offsets, column)
    text = pc.binary_join(lists, strings(["\n"], column.type)[0])[0].as_py()
    ends: np.ndarray | None = None
    found: list[int] = []
    start = 0
    while start < len(text) and (place := scan.first_place(text, start)) is not None:
        if ends is None:  # each one past the line end of its row
            ends = np.cumsum(integers(pc.utf8_length(column)).astype(np.int64) + 1)
        row = int(np.searchsorted(ends, place, "right"))
        found.append(row)
        start = int(ends[row])
    return np.array(found, np.int64)


def _bytes_to_look_at(column: Any, scan: TriggerScan) -> np.ndarray:
    """Return the rows of a column of bytes that are no ASCII; all, if rules look at ASCII."""
    values = enumerate(column.to_pylist())
    passed = scan.passes_ascii
    found = [
        i for i, v in values if v is not None and not (passed and v.isascii() and b"\0" not in v)
    ]
    return np.array(found, np.int64)
