"""Parquet files: columns of text repaired row group by row group, all else in them kept.

Kept are the schema with its metadata, row groups, the codec of each column, which columns have
dictionaries, page indexes and sorting columns.  Not kept, because pyarrow does not tell them: the
level of compression, bloom filters, encodings such as DELTA, and who wrote the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, Self

from ..edits import Repair
from ..encodings.stray_bytes import STRAY
from ..errors import InputError, OptionError, OutputError, TextRepairError
from ..pipeline.pipeline import Pipeline
from ..pipeline.spool import DiskStore, SpooledBytes

#: The name of the format, and the suffix of such files.
PARQUET: Final = "parquet"
#: Codecs that are read under another name than they are written.
_CODECS: Final = {"UNCOMPRESSED": "NONE"}
_NOT_EQUAL: Final = "other values would change; not written; please report this as a defect"


class ParquetRepair:
    """The repair of a Parquet file; ``changed`` tells whether any row changes.

    ``columns`` default to all that hold strings.  If there is nobody to ``report`` to, rules that
    only report do not run.  Raises InputError for what is no Parquet file, OptionError for columns
    that are not there or hold no strings, MissingPackage without pyarrow.
    """

    def __init__(
        self, path: str, columns: Sequence[str], pipeline: Pipeline, *, report: bool
    ) -> None:
        from ..tables import arrow, extra

        with extra("arrow"):
            import pyarrow.parquet

        self._arrow = arrow
        self._parquet: Any = pyarrow.parquet
        self._exception: type[Exception] = pyarrow.lib.ArrowException
        self._pipeline = pipeline
        self._scan = pipeline.scan if report else pipeline.fixing
        with self._explained():
            self._file = self._parquet.ParquetFile(path)
        schema = self._file.schema_arrow
        self._columns = arrow.chosen_columns(schema, columns)
        for name in self._columns:
            if not arrow.is_text(schema.field(name).type, with_bytes=False):
                raise OptionError(f"column {name!r} holds no strings; name columns of text")
        #: The repairs of the rows of a column in a row group, by their number in both.
        self._repairs: DiskStore[dict[int, Repair]] = DiskStore()
        self.changed = False
        self.rows = self._file.metadata.num_rows
        try:
            with self._explained():
                for number, column in self._each_column():
                    repairs = self._repairs_of(column)
                    if repairs:
                        self._repairs.put(number, repairs)
                        self.changed |= any(repair.changed for repair in repairs.values())
        except BaseException:
            self._repairs.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._repairs.close()
        self._file.close()

    def results(self) -> Iterator[tuple[str, int, Repair]]:
        """Yield column, number of the row in the file from 0, and repair of each row with any."""
        starts = [0]
        for group in range(self._file.num_row_groups):
            starts.append(starts[-1] + self._file.metadata.row_group(group).num_rows)
        for number in self._repairs.numbers():
            group, column = divmod(number, len(self._columns))
            for row, repair in self._repairs.get(number).items():
                yield self._columns[column], starts[group] + row, repair

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes of the repaired file.  Raises OutputError if it were not what it was."""
        with SpooledBytes() as spool, self._explained():
            writer = self._writer(spool.file)
            for group in range(self._file.num_row_groups):
                table = self._repaired(group)
                writer.write_table(table, row_group_size=max(1, table.num_rows))
            writer.close()
            self._check(spool.file)
            yield from spool.blocks()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn an error of Arrow into one of ours."""
        try:
            yield
        except TextRepairError:
            raise
        except (OSError, self._exception) as error:
            said = str(error).partition("\n")[0].partition(". ")[0]
            raise InputError(f"not Parquet that can be read and written ({said})") from None

    def _each_column(self) -> Iterator[tuple[int, Any]]:
        """Yield each column of each row group, with its number."""
        for group in range(self._file.num_row_groups):
            for i, name in enumerate(self._columns):
                table = self._file.read_row_group(group, columns=[name])
                yield group * len(self._columns) + i, table.column(name)

    def _repairs_of(self, column: Any) -> dict[int, Repair]:
        """Return the repairs of a column, of the rows in which there is anything to say."""
        plain = self._arrow.plain(column)
        try:
            rows = self._arrow.suspects(plain, self._scan).tolist()
            values = plain.take(rows).to_pylist() if rows else []
        except UnicodeDecodeError:  # Parquet does not check that strings are UTF-8
            known = plain.cast("large_binary").to_pylist()
            rows = [i for i, value in enumerate(known) if value and not value.isascii()]
            values = [known[row].decode("utf-8", "surrogateescape") for row in rows]
        repairs = ((row, self._pipeline.repair(v)) for row, v in zip(rows, values, strict=True))
        # bytes that no rule has read stay in the row as they are
        return {
            row: repair
            for row, repair in repairs
            if (repair.edits or repair.findings) and not STRAY.search(repair.text)
        }

    def _changes(self, group: int, i: int) -> dict[int, str]:
        number = group * len(self._columns) + i
        repairs = self._repairs.get(number) if number in self._repairs else {}
        return {row: repair.text for row, repair in repairs.items() if repair.changed}

    def _repaired(self, group: int) -> Any:
        """Return a row group with the repaired rows."""
        table = self._file.read_row_group(group)
        for i, name in enumerate(self._columns):
            changes = self._changes(group, i)
            if changes:
                place = table.schema.get_field_index(name)
                column = self._arrow.with_rows(table.column(place), changes)
                table = table.set_column(place, table.schema.field(place), column)
        return table

    def _writer(self, sink: Any) -> Any:
        """Return what writes a file in the form of this one."""
        metadata = self._file.metadata
        chunks = []
        if metadata.num_row_groups:
            first = metadata.row_group(0)
            chunks = [first.column(i) for i in range(first.num_columns)]
        with_dictionary = [
            chunk.path_in_schema
            for chunk in chunks
            if {"RLE_DICTIONARY", "PLAIN_DICTIONARY"} & set(chunk.encodings)
        ]
        sorting = metadata.row_group(0).sorting_columns if chunks else ()
        return self._parquet.ParquetWriter(
            sink,
            self._file.schema_arrow,
            version=metadata.format_version,
            compression={
                c.path_in_schema: _CODECS.get(c.compression, c.compression) for c in chunks
            },
            use_dictionary=with_dictionary or False,
            write_statistics=any(chunk.is_stats_set for chunk in chunks),
            write_page_index=any(chunk.has_column_index for chunk in chunks),
            sorting_columns=sorting or None,
            store_schema=b"ARROW:schema" in (metadata.metadata or {}),
        )

    def _check(self, file: Any) -> None:
        """Make sure that a file holds what this one holds, but for the repaired rows."""
        new = self._parquet.ParquetFile(file)
        is_same = new.schema_arrow.equals(self._file.schema_arrow, check_metadata=True)
        if not is_same or new.num_row_groups != self._file.num_row_groups:
            raise OutputError(_NOT_EQUAL)
        for group in range(self._file.num_row_groups):
            if not new.read_row_group(group).equals(self._repaired(group)):
                raise OutputError(_NOT_EQUAL)
