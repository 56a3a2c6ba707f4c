"""What holds for all tests: those of engines that are not installed are skipped, and said to be."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: The adapters, and the package without which each cannot be imported.
ENGINES = {
    "arrow": "pyarrow",
    "columns": "pyarrow",
    "beam": "apache_beam",
    "daft": "daft",
    "dask": "dask",
    "datasets": "datasets",
    "datatrove": "datatrove",
    "duckdb": "duckdb",
    "pandas": "pandas",
    "polars": "polars",
    "ray": "ray",
    "spark": "pyspark",
    "spark_job": "pyspark",
}


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the examples in adapters to tests/tables, which skips them one by one."""
    is_adapter = collection_path.parent.name == "tables" and "src" in collection_path.parts
    return True if is_adapter and collection_path.stem in ENGINES else None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which tests of engines were skipped, and why."""
    reasons = Counter(
        str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        for report in terminalreporter.stats.get("skipped", ())
    )
    missing = sorted({package for package in ENGINES.values() if find_spec(package) is None})
    if missing:
        terminalreporter.write_line(
            f"Engines that are not installed, whose tests were skipped: {', '.join(missing)}."
            " Run them: pip install -e '.[dev,engines]' && pytest -m engine"
        )
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"  skipped {count}: {reason}")
