"""Parquet files: text in columns, structs and lists repaired in place, all else in them kept.

Kept are the schema with its metadata, the codec of each column, which columns have dictionaries,
page indexes, sorting columns, and row groups up to ``MOST``; larger ones are divided, because a
row group has to be in memory to be written.  Not kept, because pyarrow does not tell them: the
level of compression, bloom filters, encodings such as DELTA, and who wrote the file.

A file is read some rows at a time, a block, and never all of a column at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self

from ..edits import Repair
from ..encodings.stray_bytes import STRAY
from ..errors import InputError, OptionError, OutputError, TextRepairError
from ..pipeline.pipeline import Pipeline
from ..pipeline.spool import DiskStore, SpooledBytes

if TYPE_CHECKING:
    from ..tables.columns.nested import Leaf

#: Bytes of a block, as they are in the file but not compressed.
BLOCK: Final = 1 << 21
#: Bytes in memory of a row group that is written as one.  Set by hand: a file of 1 GB, with rows of
#: 5 MB in it, took 330 MB of memory.
MOST: Final = 1 << 25
#: Bytes that are read of a column at a time.
_BUFFER: Final = 1 << 18
#: The name of the format, and the suffix of such files.
PARQUET: Final = "parquet"
#: Codecs that are read under another name than they are written.
_CODECS: Final = {"UNCOMPRESSED": "NONE"}
_NOT_EQUAL: Final = "other values would change; not written; please report this as a defect"


class ParquetRepair:
    """The repair of a Parquet file; ``changed`` tells whether any row changes.

    ``columns`` default to all that hold strings; those in structs and lists are named as in JSON:
    ``meta.title``, ``items[].name``.  If there is nobody to ``report`` to, rules that only report
    do not run.  Raises InputError for what is no Parquet file, OptionError for columns that are not
    there or hold no strings, MissingPackage without pyarrow.
    """

    def __init__(
        self, path: str, columns: Sequence[str], pipeline: Pipeline, *, report: bool
    ) -> None:
        from ..tables import arrow, extra
        from ..tables.columns import buffers, nested

        with extra("arrow"):
            import pyarrow.parquet

        self._arrow = arrow
        self._buffers = buffers
        self._nested = nested
        self._pyarrow: Any = pyarrow
        self._parquet: Any = pyarrow.parquet
        self._exception: type[Exception] = pyarrow.lib.ArrowException
        self._pipeline = pipeline
        self._scan = pipeline.scan if report else pipeline.fixing
        # what is freed goes back to the system: other pools keep some 30 MB of it
        self._pool: Any = pyarrow.default_memory_pool()
        pyarrow.set_memory_pool(pyarrow.system_memory_pool())
        try:
            self._open(path, columns)
        except BaseException:
            pyarrow.set_memory_pool(self._pool)
            raise

    def _open(self, path: str, columns: Sequence[str]) -> None:
        """Read the file, and find the repairs."""
        with self._explained():
            self._file = self._parquet.ParquetFile(path, buffer_size=_BUFFER)
        self._leaves = self._chosen(columns)
        #: The repairs of a block by the number of the leaf and of the text in it, with their rows.
        self._repairs: DiskStore[dict[int, dict[int, tuple[int, Repair]]]] = DiskStore()
        #: The number of the first row of each block.
        self._starts: list[int] = []
        self.changed = False
        self.rows = self._file.metadata.num_rows
        try:
            with self._explained():
                self._look()
        except BaseException:
            self._repairs.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._repairs.close()
        self._file.close()
        self._pyarrow.set_memory_pool(self._pool)

    def results(self) -> Iterator[tuple[str, int, Repair]]:
        """Yield column, number of the row in the file from 0, and repair of each row with any."""
        for number in self._repairs.numbers():
            for leaf, repairs in self._repairs.get(number).items():
                for row, repair in repairs.values():
                    yield self._leaves[leaf].path, self._starts[number] + row, repair

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes of the repaired file.  Raises OutputError if it were not what it was."""
        with SpooledBytes() as spool, self._explained():
            writer = self._writer(spool.file)
            for table in self._row_groups():
                writer.write_table(table.unify_dictionaries(), row_group_size=max(1, len(table)))
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

    def _chosen(self, columns: Sequence[str]) -> list[Leaf]:
        """Return the texts that are asked for.  Raises OptionError."""
        schema = self._file.schema_arrow
        found = self._nested.leaves(schema)
        if not columns:
            return found
        chosen = []
        for name in columns:
            named = [leaf for leaf in found if leaf.path == name]
            if len(named) != 1:
                self._arrow.chosen_columns(schema, [name])  # says what is wrong with a column
                raise OptionError(f"column {name!r} holds no strings; name columns of text")
            chosen += named
        return chosen

    def _look(self) -> None:
        """Find the repairs of all blocks."""
        names = self._file.schema_arrow.names
        wanted = {leaf.column for leaf in self._leaves}
        by_name = [names[i] for i in sorted(wanted)] if len(set(names)) == len(names) else None
        places = {place: i for i, place in enumerate(sorted(wanted))} if by_name else None
        start = 0
        for number, (_, block) in enumerate(self._blocks(by_name) if self._leaves else ()):
            self._starts.append(start)
            start += len(block)
            found = {}
            for i, leaf in enumerate(self._leaves):
                place = leaf.column if places is None else places[leaf.column]
                repairs = self._repairs_of(self._buffers.plain_chunk(block.column(place)), leaf)
                if repairs:
                    found[i] = repairs
                    self.changed |= any(repair.changed for _, repair in repairs.values())
            if found:
                self._repairs.put(number, found)

    def _repairs_of(self, column: Any, leaf: Leaf) -> dict[int, tuple[int, Repair]]:
        """Return the repairs of the texts of a block of which there is anything to say."""
        plain = self._arrow.plain(self._nested.leaf_of(column, leaf))
        try:
            found = self._arrow.suspects(plain, self._scan)
            places = found.tolist()
            values = plain.take(self._buffers.numbers(found)).to_pylist() if places else []
        except UnicodeDecodeError:  # Parquet does not check that strings are UTF-8
            known = plain.cast("large_binary").to_pylist()
            places = [i for i, value in enumerate(known) if value and not value.isascii()]
            values = [known[place].decode("utf-8", "surrogateescape") for place in places]
        repairs = ((i, self._pipeline.repair(v)) for i, v in zip(places, values, strict=True))
        # bytes that no rule has read stay in the row as they are
        said = {
            place: repair
            for place, repair in repairs
            if (repair.edits or repair.findings) and not STRAY.search(repair.text)
        }
        rows = self._nested.rows_of(column, leaf) if said else ()
        return {place: (int(rows[place]), repair) for place, repair in said.items()}

    def _blocks(self, names: Sequence[str] | None = None) -> Iterator[tuple[int, Any]]:
        """Yield the number of the row group, and the rows of each block, in order."""
        for group in range(self._file.num_row_groups):
            for block in _pieces(self._pyarrow, self._file, group, names):
                yield group, block

    def _repaired(self, number: int, block: Any) -> Any:
        """Return a block with its repairs."""
        found = self._repairs.get(number) if number in self._repairs else {}
        for i, repairs in found.items():
            changes = {place: r.text for place, (_, r) in repairs.items() if r.changed}
            if changes:
                leaf = self._leaves[i]
                column = self._buffers.plain_chunk(block.column(leaf.column))
                text = self._arrow.with_rows(self._nested.leaf_of(column, leaf), changes)
                new = self._nested.with_leaf(column, leaf, text)
                block = block.set_column(leaf.column, block.schema.field(leaf.column), new)
        return block

    def _repaired_blocks(self) -> Iterator[tuple[int, Any]]:
        """Yield what ``_blocks`` does, with the repairs."""
        for number, (group, block) in enumerate(self._blocks()):
            yield group, self._repaired(number, block)

    def _row_groups(self) -> Iterator[Any]:
        """Yield each row group with its repairs; one that is larger than ``MOST`` in parts."""
        held: list[Any] = []
        size, last = 0, 0
        for group, block in self._repaired_blocks():
            if held and (group != last or size + block.nbytes > MOST):
                yield self._pyarrow.concat_tables(held)
                held, size = [], 0
            held.append(block)
            size += block.nbytes
            last = group
        if held:
            yield self._pyarrow.concat_tables(held)

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
        new = self._parquet.ParquetFile(file, buffer_size=_BUFFER)
        if not new.schema_arrow.equals(self._file.schema_arrow, check_metadata=True):
            raise OutputError(_NOT_EQUAL)
        if new.metadata.num_rows != self.rows:
            raise OutputError(_NOT_EQUAL)
        written = (
            block
            for group in range(new.num_row_groups)
            for block in _pieces(self._pyarrow, new, group, None)
        )
        held = self._file.schema_arrow.empty_table()
        for _, block in self._repaired_blocks():
            while len(block):
                held = held if len(held) else next(written)
                count = min(len(held), len(block))
                self._compare(block.slice(0, count), held.slice(0, count))
                block, held = block.slice(count), held.slice(count)  # noqa: PLW2901 - the rest

    def _compare(self, one: Any, other: Any) -> None:
        """Make sure that two tables hold the same values.  Raises OutputError."""
        for columns in zip(one.columns, other.columns, strict=True):
            if not self._nested.same_values(*map(self._buffers.plain_chunk, columns)):
                raise OutputError(_NOT_EQUAL)


def _pieces(pyarrow: Any, file: Any, group: int, names: Sequence[str] | None) -> Iterator[Any]:
    """Yield a row group in tables of some rows, always the same."""
    known = file.metadata.row_group(group)
    rows = known.num_rows
    size = max(1, min(rows, rows * BLOCK // max(1, known.total_byte_size)))
    batches = file.iter_batches(size, row_groups=[group], columns=names, use_threads=False)
    held: list[Any] = []
    while rows:
        wanted = min(size, rows)
        while sum(map(len, held)) < wanted:
            held.append(next(batches))
        table = pyarrow.Table.from_batches(held)
        held = table.slice(wanted).to_batches()
        rows -= wanted
        table = table.slice(0, wanted)
        yield table
        del table
        pyarrow.default_memory_pool().release_unused()
