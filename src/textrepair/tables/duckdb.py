"""DuckDB: ``textrepair.tables.duckdb.register(con)`` gives SQL the function ``fix_text``."""

from __future__ import annotations

from typing import Any

from ..pipeline.pipeline import pipeline_with
from . import extra

with extra("duckdb"):
    import duckdb  # noqa: F401 - the example needs it, and who calls has it

from .arrow import fix_array


def register(connection: Any, name: str = "fix_text", **options: Any) -> None:
    """Register a function of SQL that repairs a text; NULL stays NULL.

    DuckDB hands it 2,048 rows at a time by Arrow.  The options are those of ``Pipeline``.

    >>> connection = duckdb.connect()
    >>> register(connection)
    >>> connection.sql("SELECT fix_text('cafÃ©')").fetchall()
    [('café',)]
    """
    pipeline = pipeline_with(options)

    def fix_rows(column: Any) -> Any:
        return fix_array(column, pipeline)

    connection.create_function(name, fix_rows, ["VARCHAR"], "VARCHAR", type="arrow")
