"""PySpark: ``df.transform(fixed("text"))`` by ``mapInArrow``, and ``fix_udf`` for a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter
from typing import Any

from ..errors import OptionError
from . import extra
from .fixer import Fix

with extra("spark"):
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyspark.sql import functions
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StringType, StructField, StructType

from .arrow import findings, fix_array, fix_batch, name_into
from .columns.finding_rows import FINDINGS

#: What is measured of a row: how many of its columns changed, and, in the first row of a batch,
#: how long the batch took.
METRICS = pa.struct([("changed", pa.int32()), ("seconds", pa.float64())])


def fixed(
    *columns: str,
    into: str | None = None,
    findings_into: str | None = None,
    metrics_into: str | None = None,
    **options: Any,
) -> Callable[[Any], Any]:
    """Return what ``DataFrame.transform`` takes to repair columns of text.

    ``columns`` default to all strings.  ``into`` names columns for the repaired text, see
    ``Fix``; ``findings_into`` names columns for the edits and findings of each row, alike, and
    ``metrics_into`` one column for how many columns of the row changed, and how long its batch
    took.  The other options are those of ``Pipeline``.  Workers need textrepair of one version.
    """
    fix = Fix(*columns, into=into, **options)
    if findings_into is not None and "{}" not in findings_into and len(columns) != 1:
        raise OptionError("findings_into has to say where each column goes; such as '{}_findings'")

    def transform(frame: Any) -> Any:
        names = columns or tuple(f.name for f in frame.schema if isinstance(f.dataType, StringType))
        for name in names:
            if name not in frame.columns:
                raise OptionError(f"no column {name!r}; there are: {', '.join(frame.columns)}")
        added = [] if into is None else [_alike(frame.schema[n], into, frame) for n in names]
        if findings_into is not None:
            kind = from_arrow_type(FINDINGS)
            added += [StructField(name_into(findings_into, n, frame.columns), kind) for n in names]
        if metrics_into is not None:
            added.append(StructField(metrics_into, from_arrow_type(METRICS)))
        schema = StructType([*frame.schema.fields, *added])
        return frame.mapInArrow(_BatchFixer(fix, names, findings_into, metrics_into), schema)

    return transform


def fix_udf(**options: Any) -> Any:
    """Return a function of columns that repairs text: ``df.select(fix_udf()("text"))``."""
    pipeline = Fix(**options).pipeline

    # types are named here, because Spark reads annotations, which are strings in this module
    def fix_rows(column):  # type: ignore[no-untyped-def]
        return fix_array(column, pipeline)

    fix_rows.__annotations__.update(column=pa.Array, **{"return": pa.Array})
    return functions.arrow_udf(fix_rows, StringType())


class _BatchFixer:
    """Repairs the batches of a partition, in a worker."""

    def __init__(
        self, fix: Fix, names: tuple[str, ...], findings_into: str | None, metrics_into: str | None
    ) -> None:
        self._fix = fix
        self._names = names
        self._findings_into = findings_into
        self._metrics_into = metrics_into

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        fix = self._fix
        for batch in batches:
            start = perf_counter()
            new = fix_batch(batch, *self._names, into=fix.into, pipeline=fix.pipeline)
            changed = self._changed(batch, new) if self._metrics_into is not None else None
            for name in self._names if self._findings_into is not None else ():
                told = findings(batch.column(batch.schema.get_field_index(name)), fix.pipeline)
                new = new.append_column(name_into(self._findings_into or "", name), told)
            if self._metrics_into is not None:
                seconds = np.zeros(len(batch))
                seconds[:1] = perf_counter() - start
                measured = pa.StructArray.from_arrays(
                    [changed, pa.array(seconds)], fields=list(METRICS)
                )
                new = new.append_column(self._metrics_into, measured)
            yield new

    def _changed(self, old: Any, new: Any) -> Any:
        """Return for each row how many of its columns changed."""
        counts = np.zeros(len(old), np.int32)
        for name in self._names:
            before = old.column(old.schema.get_field_index(name))
            into = name if self._fix.into is None else name_into(self._fix.into, name)
            after = new.column(new.schema.get_field_index(into))
            if after is not before:
                differs = pc.fill_null(pc.not_equal(before, after), False)
                counts += differs.to_numpy(zero_copy_only=False)
        return pa.array(counts)


def _alike(field: Any, into: str, frame: Any) -> Any:
    """Return the field for the repaired text of another field."""
    return StructField(name_into(into, field.name, frame.columns), field.dataType, field.nullable)
