"""Daft: ``fix_column(**options)`` gives a function of expressions that repairs text."""

from __future__ import annotations

from typing import Any

from ..pipeline.pipeline import pipeline_with
from . import extra

with extra("daft"):
    import daft

from .arrow import fix_array


def fix_column(**options: Any) -> Any:
    """Return a function of expressions: ``df.select(fix_column()(df["text"]))``; nulls stay.

    The options are those of ``Pipeline``.
    """
    pipeline = pipeline_with(options)

    def fix_rows(column):  # type: ignore[no-untyped-def]
        return daft.Series.from_arrow(fix_array(column.to_arrow(), pipeline), column.name())

    fix_rows.__annotations__.update(column=daft.Series)
    return daft.func.batch(return_dtype=daft.DataType.string())(fix_rows)
