"""pandas: ``import textrepair.tables.pandas`` gives each Series an accessor, ``s.repair.fix()``."""

from __future__ import annotations

from typing import Any

from ..errors import OptionError
from ..pipeline.pipeline import Pipeline, pipeline_with
from . import extra

with extra("pandas"):
    import numpy as np
    import pandas as pd
    import pyarrow as pa

from .arrow import changes, fix_array, name_into, suspects, with_rows
from .arrow import findings as arrow_findings
from .columns.buffers import is_view


@pd.api.extensions.register_series_accessor("repair")
class SeriesRepair:
    """What ``series.repair`` is: dtype, index, name and missing values stay.

    >>> pd.Series(["cafÃ©", None]).repair.fix().tolist()[0]
    'café'
    """

    def __init__(self, series: Any) -> None:
        self._series = series

    def fix(self, **options: Any) -> Any:
        """Return the series with its text repaired; unchanged, the same object."""
        return fix_series(self._series, pipeline_with(options))

    def is_suspect(self, **options: Any) -> Any:
        """Return for each row whether a rule may have something to do in it."""
        marks = np.zeros(len(self._series), bool)
        marks[suspects(_text_of(self._series), pipeline_with(options))] = True
        return pd.Series(marks, self._series.index, name=self._series.name)

    def findings(self, **options: Any) -> Any:
        """Return for each row a list with its edits and findings as dicts; None for a null."""
        told = arrow_findings(_text_of(self._series), pipeline_with(options)).to_pylist()
        return pd.Series(told, self._series.index, dtype=object, name=self._series.name)


def fix_series(series: Any, pipeline: Pipeline) -> Any:
    """Return a series with its text repaired; unchanged, the same object.

    Raises OptionError for a series that holds no text.
    """
    _check(series)
    if isinstance(series.dtype, pd.CategoricalDtype):
        return _fix_categories(series, pipeline)
    if series.dtype == object:  # of anything, and of strings that Arrow cannot hold
        old = series.tolist()
        new = [pipeline.fix(value) if isinstance(value, str) else value for value in old]
        rows = np.array([i for i, value in enumerate(old) if new[i] is not value], np.int64)
        values: list[Any] = [new[i] for i in rows]
    else:
        rows, values = changes(_text_of(series), pipeline)
    if not len(rows):
        return series
    if _is_view(series.dtype):  # in which pandas cannot set values
        column = with_rows(_text_of(series), dict(zip(rows.tolist(), values, strict=True)))
        array = pd.arrays.ArrowExtensionArray(column)
        return pd.Series(array, series.index, name=series.name)
    fixed = series.copy()
    fixed.iloc[rows] = values
    return fixed


def fix_frame(
    frame: Any, *columns: str, into: str | None = None, pipeline: Pipeline | None = None
) -> Any:
    """Return a frame with columns repaired, see ``arrow.fix_batch``."""
    pipeline = pipeline or pipeline_with({})
    missing = [name for name in columns if name not in frame]
    if missing:
        raise OptionError(f"no column {missing[0]!r}; there are: {', '.join(map(str, frame))}")
    fixed = frame
    for name in columns or [name for name in frame if _holds_text(frame[name])]:
        old = frame[name]
        new = fix_series(old, pipeline)
        if into is not None:
            fixed = fixed.assign(**{name_into(into, str(name), list(fixed)): new})
        elif new is not old:
            fixed = fixed.copy(deep=False) if fixed is frame else fixed
            fixed[name] = new
    return fixed


def _holds_text(series: Any) -> bool:
    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        dtype = dtype.categories.dtype
    return bool(dtype.kind == "O" or pd.api.types.is_string_dtype(dtype))


def _is_view(dtype: Any) -> bool:
    return isinstance(dtype, pd.ArrowDtype) and bool(is_view(dtype.pyarrow_dtype))


def _check(series: Any) -> None:
    if not _holds_text(series):
        raise OptionError(f"a column of {series.dtype} holds no text; name columns of text")


def _text_of(series: Any) -> Any:
    """Return a series as Arrow; what is no text is null there.  Raises OptionError."""
    _check(series)
    if series.dtype == object:
        return pa.array([v if isinstance(v, str) else None for v in series], pa.large_string())
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(series.cat.categories.dtype)
    column = pa.array(series, from_pandas=True)
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _fix_categories(series: Any, pipeline: Pipeline) -> Any:
    """Repair each category once; categories that are equal then become one."""
    codes = pa.array(series.cat.codes.to_numpy(), pa.int32(), mask=series.isna().to_numpy())
    values = pa.array(series.cat.categories.tolist(), pa.large_string())
    old = pa.DictionaryArray.from_arrays(codes, values)
    new = fix_array(old, pipeline)
    if new is old:
        return series
    kind = pd.CategoricalDtype(new.dictionary.to_pylist(), series.cat.ordered)
    places = new.indices.fill_null(-1).to_numpy()
    fixed = pd.Categorical.from_codes(places, dtype=kind)
    return pd.Series(fixed, series.index, name=series.name)
