"""Columns of Arrow repaired: ``fix_array``, ``fix_batch``, ``suspects`` and ``findings``.

Most rows hold nothing to repair, and no Python string is made of them one by one: see
``columns.suspects``.

Types, nulls, metadata and the order of rows stay.  Where nothing is repaired the same object is
given back.  A row at which a rule fails stays as it was, and is a finding in its row.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ..detection import decode
from ..errors import OptionError
from ..pipeline.pipeline import Pipeline, pipeline_with
from . import extra

with extra("arrow"):
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc


from .columns.buffers import is_text, is_view, numbers, plain, strings, truths
from .columns.finding_rows import FINDING, FINDINGS, edit_row, error_row, finding_row
from .columns.suspects import suspects

__all__ = [
    "changes",
    "chosen_columns",
    "findings",
    "fix_array",
    "fix_batch",
    "fix_batches",
    "is_text",
    "name_into",
    "plain",
    "suspects",
    "with_rows",
]

#: Characters that text does not hold: a value with one is taken for no text.
_NOT_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_log: Final = logging.getLogger("textrepair.tables")


def fix_array(column: Any, pipeline: Pipeline | None = None) -> Any:
    """Return an array, or a chunked array, with its text repaired; unchanged, the same object.

    ``column`` holds strings of any Arrow type, dictionaries of strings (each value is repaired
    once), or bytes.  Bytes that are no UTF-8 become the UTF-8 of what ``decode`` reads, unless
    that looks like no text.  Raises OptionError for a column of another type.

    >>> fix_array(pa.array(["cafÃ©", None, "plain"])).to_pylist()
    ['café', None, 'plain']
    """
    pipeline = pipeline or pipeline_with({})
    if isinstance(column, pa.ChunkedArray):
        old = column.chunks
        new = [fix_array(chunk, pipeline) for chunk in old]
        is_same = all(a is b for a, b in zip(old, new, strict=True))
        return column if is_same else pa.chunked_array(new, column.type)
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _fix_dictionary(column, pipeline)
    if is_view(kind):  # kernels do not know views
        known = plain(column)
        fixed = fix_array(known, pipeline)
        return column if fixed is known else fixed.cast(kind)
    if not is_text(kind):
        raise OptionError(f"a column of {kind} holds no text; name columns of text")
    try:
        rows, values = changes(column, pipeline)
    except UnicodeDecodeError:  # an engine lets bytes into strings that are none
        fixed = fix_array(column.cast(_bytes_of(kind)), pipeline)
        return pc.cast(fixed, options=pc.CastOptions(kind, allow_invalid_utf8=True))
    return with_rows(column, dict(zip(rows.tolist(), values, strict=True))) if len(rows) else column


def changes(column: Any, pipeline: Pipeline) -> tuple[np.ndarray, list[str | bytes]]:
    """Return the numbers of the rows that are repaired, in order, and what they become.

    >>> rows, values = changes(pa.array(["plain", "cafÃ©"]), Pipeline())
    >>> rows.tolist(), values
    ([1], ['café'])
    """
    column = plain(column)
    rows = suspects(column, pipeline)
    old = column.take(numbers(rows)).to_pylist() if len(rows) else []
    fixed = ((value, _fixed(value, pipeline)) for value in dict.fromkeys(old))
    new = {value: text for value, text in fixed if text is not value}
    changed = [i for i, value in enumerate(old) if value in new]
    return rows[changed], [new[old[i]] for i in changed]


def fix_batch(
    batch: Any, *columns: str, into: str | None = None, pipeline: Pipeline | None = None
) -> Any:
    """Return a table or a record batch with columns repaired; unchanged, the same object.

    Without ``columns`` all that hold strings are repaired.  ``into`` names the columns for the
    repaired text, so that the original stays: ``"fixed"`` for one column, ``"{}_fixed"`` for
    several.  Raises OptionError for a column that is not there or holds no text.

    >>> batch = pa.record_batch({"text": ["cafÃ©"]})
    >>> fix_batch(batch, into="fixed").to_pydict()
    {'text': ['cafÃ©'], 'fixed': ['café']}
    """
    pipeline = pipeline or pipeline_with({})
    for name in chosen_columns(batch.schema, columns):
        place = batch.schema.get_field_index(name)
        old = batch.column(place)
        new = fix_array(old, pipeline)
        if into is not None:
            field = batch.schema.field(place).with_name(name_into(into, name, batch.schema.names))
            batch = batch.append_column(field, new)
        elif new is not old:
            batch = batch.set_column(place, batch.schema.field(place), new)
    return batch


def fix_batches(
    batches: Iterable[Any],
    *columns: str,
    into: str | None = None,
    pipeline: Pipeline | None = None,
) -> Iterator[Any]:
    """Yield each record batch with columns repaired, see ``fix_batch``.

    >>> [b.num_rows for b in fix_batches([pa.record_batch({"t": ["a", "b"]})], "t")]
    [2]
    """
    pipeline = pipeline or pipeline_with({})
    for batch in batches:
        yield fix_batch(batch, *columns, into=into, pipeline=pipeline)


def with_rows(column: Any, values: Mapping[int, str | bytes]) -> Any:
    """Return an array, or a chunked array, with other values in some rows, by their numbers.

    >>> with_rows(pa.array(["a", "b"]), {1: "c"}).to_pylist()
    ['a', 'c']
    """
    if isinstance(column, pa.ChunkedArray):
        chunks, start = [], 0
        for chunk in column.chunks:
            stop = start + len(chunk)
            here = {row - start: value for row, value in values.items() if start <= row < stop}
            chunks.append(with_rows(chunk, here) if here else chunk)
            start = stop
        return pa.chunked_array(chunks, column.type)
    kind = column.type
    if pa.types.is_dictionary(kind) or is_view(kind):
        return with_rows(plain(column), values).cast(kind)
    rows = sorted(values)
    mask = np.zeros(len(column), bool)
    mask[rows] = True
    return pc.replace_with_mask(column, truths(mask), strings([values[row] for row in rows], kind))


def findings(column: Any, pipeline: Pipeline | None = None) -> Any:
    """Return for each row the edits and findings of ``repair``: a list of ``FINDING`` structs.

    Rows without any have an empty list, nulls a null.  What went wrong in a row is its finding,
    of kind "error".  Offsets are code points of the row.

    >>> [found["rule"] for found in findings(pa.array(["cafÃ©"])).to_pylist()[0]]
    ['mojibake']
    """
    pipeline = pipeline or pipeline_with({})
    if isinstance(column, pa.ChunkedArray):
        return pa.chunked_array([findings(chunk, pipeline) for chunk in column.chunks], FINDINGS)
    column = plain(column)
    if not is_text(column.type):
        raise OptionError(f"a column of {column.type} holds no text; name columns of text")
    scan = pipeline.scan
    try:
        rows = suspects(column, scan)
        values = column.take(numbers(rows)).to_pylist()
    except UnicodeDecodeError:  # an engine lets bytes into strings that are none
        return findings(column.cast(_bytes_of(column.type)), pipeline)
    told = [_findings(value, pipeline) for value in values]
    counts = np.zeros(len(column), np.int32)
    counts[rows] = [len(each) for each in told]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    flat = pa.array([found for each in told for found in each], FINDING)
    missing = column.is_null() if column.null_count else None
    return pa.ListArray.from_arrays(numbers(offsets), flat, FINDINGS, mask=missing)


def chosen_columns(schema: Any, columns: Sequence[str]) -> Sequence[str]:
    """Return the columns named, or all that hold strings.  Raises OptionError."""
    if not columns:
        return [field.name for field in schema if is_text(field.type, with_bytes=False)]
    for name in columns:
        count = schema.names.count(name)
        if count != 1:
            known = ", ".join(schema.names)
            said = "no column" if not count else "several columns"
            raise OptionError(f"{said} {name!r}; there are: {known}")
        kind = schema.field(name).type
        if not is_text(kind):
            raise OptionError(f"column {name!r} holds {kind}, no text; name columns of text")
    return columns


def name_into(into: str, name: str, taken: Sequence[str] = ()) -> str:
    """Return the name of the column for the repaired text of a column.  Raises OptionError.

    >>> name_into("{}_fixed", "title")
    'title_fixed'
    """
    new = into.replace("{}", name)
    if new in taken:
        raise OptionError(f"there is a column {new!r} already; choose another name for into")
    return new


def _bytes_of(kind: Any) -> Any:
    return pa.large_binary() if pa.types.is_large_string(kind) else pa.binary()


def _fix_dictionary(column: Any, pipeline: Pipeline) -> Any:
    """Repair each value of a dictionary once; values that are equal then become one."""
    old = column.dictionary
    new = fix_array(old, pipeline)
    if new is old:
        return column
    indices, kind = column.indices, column.type
    if not pc.any(pc.not_equal(old, new).take(indices.unique().drop_null())).as_py():
        return column  # engines keep values that no row has any more
    unique = new.unique()
    if len(unique) < len(new):
        indices = pc.index_in(new, unique).take(indices).cast(kind.index_type)
        new = unique
    return pa.DictionaryArray.from_arrays(indices, new, ordered=kind.ordered)


def _fixed(value: str | bytes, pipeline: Pipeline) -> str | bytes:
    """Return a value repaired; the same object if nothing is, or if a rule fails."""
    try:
        if isinstance(value, str):
            return pipeline.fix_row(value)
        text = _read(value)
        new = value if text is None else pipeline.fix_row(text).encode()
    except Exception as error:  # noqa: BLE001 - whatever a rule raises, the other rows go on
        _log.warning("a row stays as it is: %s: %s", type(error).__name__, error)
        return value
    return value if new == value else new


def _read(data: bytes) -> str | None:
    """Return the text of bytes; None if they seem to be no text, or are not sure to be read."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = decode(data).text
    return None if _NOT_TEXT.search(text) else text


def _findings(value: str | bytes, pipeline: Pipeline) -> list[dict[str, Any]]:
    """Return what there is to say of a value, ordered by place."""
    try:
        text = value if isinstance(value, str) else _read(value)
        if text is None:
            return [error_row("bytes that seem to be no text; left as they are")]
        repair = pipeline.repair(text)
    except Exception as error:  # noqa: BLE001 - a bad row is a finding, and no end of the job
        return [error_row(f"{type(error).__name__}: {error}")]
    told = [edit_row(edit) for edit in repair.edits] + [finding_row(f) for f in repair.findings]
    return sorted(told, key=lambda found: (found["start"], found["end"]))
