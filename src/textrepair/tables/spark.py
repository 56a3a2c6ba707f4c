"""PySpark: ``df.transform(fixed("text"))`` by ``mapInArrow``, and ``fix_udf`` for a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import OptionError
from . import extra
from .fixer import Fix

with extra("spark"):
    import pyarrow as pa
    from pyspark.sql import functions
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StringType, StructField, StructType

from .arrow import FINDINGS, findings, fix_array, fix_batch, name_into


def fixed(
    *columns: str, into: str | None = None, findings_into: str | None = None, **options: Any
) -> Callable[[Any], Any]:
    """Return what ``DataFrame.transform`` takes to repair columns of text.

    ``columns`` default to all strings.  ``into`` names columns for the repaired text, see
    ``Fix``; ``findings_into`` names columns for the edits and findings of each row, alike.  The
    other options are those of ``Pipeline``.  Workers need textrepair of one version.
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
        schema = StructType([*frame.schema.fields, *added])
        return frame.mapInArrow(_BatchFixer(fix, names, findings_into), schema)

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

    def __init__(self, fix: Fix, names: tuple[str, ...], findings_into: str | None) -> None:
        self._fix = fix
        self._names = names
        self._findings_into = findings_into

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        fix = self._fix
        for batch in batches:
            new = fix_batch(batch, *self._names, into=fix.into, pipeline=fix.pipeline)
            for name in self._names if self._findings_into is not None else ():
                told = findings(batch.column(batch.schema.get_field_index(name)), fix.pipeline)
                new = new.append_column(name_into(self._findings_into or "", name), told)
            yield new


def _alike(field: Any, into: str, frame: Any) -> Any:
    """Return the field for the repaired text of another field."""
    return StructField(name_into(into, field.name, frame.columns), field.dataType, field.nullable)
