"""EditRows: a table of all edits and findings, one a row, as JSON Lines, CSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import PurePath
from typing import Any, Final, Protocol

from ..errors import MissingPackage, OptionError
from ..files.atomic_write import replace_file
from ..pipeline.spool import SpooledBytes
from .items import items_of
from .report import FileResult

#: The columns, and their types as Arrow names them.  Lines and columns count from 1, offsets from
#: 0, all in code points of the original.
COLUMNS: Final = {
    "path": "string",
    "kind": "string",
    "rule": "string",
    "line": "int64",
    "column": "int64",
    "start": "int64",
    "end": "int64",
    "before": "string",
    "after": "string",
    "message": "string",
    "applicability": "string",
    "confidence": "float64",
}
#: Rows that are held before they are written.
_HELD: Final = 10_000

Row = dict[str, Any]


class _Sink(Protocol):
    def write(self, rows: list[Row]) -> None:
        """Write rows."""

    def close(self) -> None:
        """Write what ends the table."""


class EditRows:
    """A file with a row for each edit and finding, which is written when it is complete.

    Raises OptionError for a name that ends in no format, MissingPackage without pyarrow.
    """

    def __init__(self, path: str) -> None:
        suffix = PurePath(path).suffix.lower()
        if suffix not in _SINKS:
            raise OptionError(f"a report is {', '.join(_SINKS)} by its name, not {path!r}")
        self._path = path
        self._spool = SpooledBytes()
        self._sink = _SINKS[suffix](self._spool)
        self._rows: list[Row] = []

    def add(self, result: FileResult) -> None:
        """Add what was found in a file, or in a chunk of it."""
        for item in items_of(result):
            first = item.suggestions[0] if item.suggestions else None
            row = {
                "path": result.path,
                "kind": item.kind,
                "rule": item.rule,
                "line": item.start.line,
                "column": item.start.column,
                "start": item.start.offset,
                "end": item.end.offset,
                "before": item.before,
                "after": item.after if first is None else first.text,
                "message": item.message,
                "applicability": item.applicability,
                "confidence": item.confidence if first is None else first.confidence,
            }
            self._rows.append({name: _sound(value) for name, value in row.items()})
            if len(self._rows) >= _HELD:
                self._write()

    def finish(self) -> None:
        """Write the file.  Raises OutputError."""
        self._write()
        self._sink.close()
        replace_file(self._path, self._spool.blocks())
        self._spool.close()

    def _write(self) -> None:
        self._sink.write(self._rows)
        self._rows = []


class _JsonLines:
    def __init__(self, spool: SpooledBytes) -> None:
        self._spool = spool

    def write(self, rows: list[Row]) -> None:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        self._spool.write("".join(lines).encode())

    def close(self) -> None:
        """Write nothing more."""


class _Csv:
    def __init__(self, spool: SpooledBytes) -> None:
        self._spool = spool
        self._put([list(COLUMNS)])

    def write(self, rows: list[Row]) -> None:
        self._put([list(row.values()) for row in rows])

    def close(self) -> None:
        """Write nothing more."""

    def _put(self, rows: list[list[Any]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._spool.write(text.getvalue().encode())


class _Parquet:
    def __init__(self, spool: SpooledBytes) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ModuleNotFoundError:
            raise MissingPackage("pyarrow is missing; pip install 'textrepair[arrow]'") from None
        self._table = pa.Table
        self._schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in COLUMNS.items()])
        self._writer = pq.ParquetWriter(spool.file, self._schema)

    def write(self, rows: list[Row]) -> None:
        self._writer.write_table(self._table.from_pylist(rows, self._schema))

    def close(self) -> None:
        self._writer.close()


_SINKS: Final[dict[str, type[_JsonLines | _Csv | _Parquet]]] = {
    ".jsonl": _JsonLines,
    ".csv": _Csv,
    ".parquet": _Parquet,
}


def _sound(value: Any) -> Any:
    """Return a value that UTF-8 can hold: a stray byte as an escape."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
