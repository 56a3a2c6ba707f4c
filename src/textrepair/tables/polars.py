"""polars: ``import textrepair.tables.polars`` gives expressions, ``pl.col("t").repair.fix()``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import OptionError
from ..pipeline.pipeline import Pipeline, pipeline_with
from . import extra

with extra("polars"):
    import polars as pl

from .arrow import findings as arrow_findings
from .arrow import fix_array, name_into, suspects
from .columns.finding_rows import FINDINGS


@pl.api.register_expr_namespace("repair")
class ExprRepair:
    """What ``expr.repair`` is: eager, lazy and streaming; the type and nulls stay.

    >>> pl.DataFrame({"t": ["cafÃ©"]}).select(pl.col("t").repair.fix()).item()
    'café'
    """

    def __init__(self, expr: Any) -> None:
        self._expr = expr

    def fix(self, **options: Any) -> Any:
        """Return the expression with its text repaired."""
        return self._mapped(fix_series, options, pl.self_dtype())

    def is_suspect(self, **options: Any) -> Any:
        """Tell of each row whether a rule may have something to do in it."""
        return self._mapped(_is_suspect, options, pl.Boolean)

    def findings(self, **options: Any) -> Any:
        """Give for each row a list with its edits and findings as structs."""
        return self._mapped(_findings, options, pl.from_arrow(_empty()).dtype)

    def _mapped(
        self, function: Callable[[Any, Pipeline], Any], options: dict[str, Any], dtype: Any
    ) -> Any:
        pipeline = pipeline_with(options)
        return self._expr.map_batches(
            lambda series: function(series, pipeline), return_dtype=dtype, is_elementwise=True
        )


@pl.api.register_series_namespace("repair")
class SeriesRepair:
    """What ``series.repair`` is.

    >>> pl.Series(["cafÃ©", None]).repair.fix().to_list()
    ['café', None]
    """

    def __init__(self, series: Any) -> None:
        self._series = series

    def fix(self, **options: Any) -> Any:
        """Return the series with its text repaired; unchanged, the same object."""
        return fix_series(self._series, pipeline_with(options))

    def is_suspect(self, **options: Any) -> Any:
        """Tell of each row whether a rule may have something to do in it."""
        return _is_suspect(self._series, pipeline_with(options))

    def findings(self, **options: Any) -> Any:
        """Return for each row a list with its edits and findings as structs."""
        return _findings(self._series, pipeline_with(options))


def fix_series(series: Any, pipeline: Pipeline) -> Any:
    """Return a series with its text repaired; unchanged, the same object."""
    old = series.to_arrow()
    new = fix_array(old, pipeline)
    if new is old:
        return series
    return pl.Series(series.name, pl.from_arrow(new), strict=False).cast(series.dtype)


def fix_frame(
    frame: Any, *columns: str, into: str | None = None, pipeline: Pipeline | None = None
) -> Any:
    """Return a frame with columns repaired, see ``arrow.fix_batch``."""
    pipeline = pipeline or pipeline_with({})
    kinds = (pl.String, pl.Categorical, pl.Enum)
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise OptionError(f"no column {missing[0]!r}; there are: {', '.join(frame.columns)}")
    fixed = frame
    for name in columns or [n for n, kind in frame.schema.items() if kind in kinds]:
        old = frame[name]
        new = fix_series(old, pipeline)
        if into is not None:
            fixed = fixed.with_columns(new.alias(name_into(into, name, fixed.columns)))
        elif new is not old:
            fixed = fixed.with_columns(new)
    return fixed


def _is_suspect(series: Any, pipeline: Pipeline) -> Any:
    marks = [False] * len(series)
    for row in suspects(series.to_arrow(), pipeline).tolist():
        marks[row] = True
    return pl.Series(series.name, marks, pl.Boolean)


def _findings(series: Any, pipeline: Pipeline) -> Any:
    return pl.Series(series.name, pl.from_arrow(arrow_findings(series.to_arrow(), pipeline)))


def _empty() -> Any:
    import pyarrow as pa

    return pa.array([], FINDINGS)
