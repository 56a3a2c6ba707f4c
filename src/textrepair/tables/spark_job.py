"""A job for Spark that repairs columns of files, with a table of edits and findings.

    spark-submit path/to/textrepair/tables/spark_job.py --input IN --output OUT --columns text

Reads and writes Parquet, JSONL, CSV and text.  Each row is repaired by itself, so that the number
of partitions, a task that is run again, and a lost executor change no result.  What is repaired is
kept on the disks of the executors until it and the report are written.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import Any, Final

# `spark-submit` puts the folder of this file first on the path, where pandas.py is not pandas.
_HERE: Final = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path[:] = [entry for entry in sys.path if not entry or Path(entry).resolve() != _HERE]

FORMATS: Final = ("parquet", "jsonl", "csv", "text")
#: What Spark has to be told for each format, to read and to write values as they are.
_READ: Final[dict[str, dict[str, Any]]] = {
    "csv": {"header": True, "multiLine": True, "escape": '"', "emptyValue": ""},
}
_WRITE: Final[dict[str, dict[str, Any]]] = {
    "csv": {"header": True, "escape": '"', "emptyValue": ""},
    "jsonl": {"ignoreNullFields": False},
}
#: Columns that are added for the report and for the metrics, and taken off before writing.
_FINDINGS: Final = "textrepair_findings_{}"
_METRICS: Final = "textrepair_metrics"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the job; print a line for each partition, and one for all."""
    from pyspark.sql import SparkSession

    options = _parser().parse_args(arguments)
    session = SparkSession.builder.appName("textrepair").getOrCreate()
    try:
        for line in run(session, options):
            print(line, flush=True)  # noqa: T201 - what the job has to say
    finally:
        session.stop()
    return 0


def run(session: Any, options: Namespace) -> list[str]:
    """Repair the input, write output and report, and return lines that say what was done."""
    from pyspark import StorageLevel
    from pyspark.sql import functions as f

    from textrepair.tables.spark import fixed

    columns = [name for value in options.columns or () for name in value.split(",") if name]
    rules = {"profile": options.profile}
    frame = _read(session, options)
    names = columns or [field.name for field in frame.schema if _is_text(field)]
    if options.partitions:
        frame = frame.repartition(options.partitions)
    told = _FINDINGS if options.report else None
    repair = fixed(*names, into=options.into, findings_into=told, metrics_into=_METRICS, **rules)
    done = frame.transform(repair).persist(StorageLevel.DISK_ONLY)
    kept = [name for name in done.columns if name not in {_METRICS, *map(_FINDINGS.format, names)}]
    _write(done.select(*kept), options)
    if options.report:
        keys = [name for value in options.key or () for name in value.split(",") if name]
        tables = [_report(done, frame, name, keys) for name in names]
        report = reduce(lambda one, other: one.unionByName(other), tables)
        report.write.mode("overwrite").parquet(options.report)
    metrics = (
        done.groupBy(f.spark_partition_id().alias("partition"))
        .agg(
            f.count("*").alias("rows"),
            f.sum(f"{_METRICS}.changed").alias("changed"),
            f.round(f.sum(f"{_METRICS}.seconds"), 3).alias("seconds"),
        )
        .orderBy("partition")
        .collect()
    )
    done.unpersist()
    lines = [
        f"partition {row.partition}: {row.rows} rows, {row.changed} changed, {row.seconds} s"
        for row in metrics
    ]
    rows, changed = sum(row.rows for row in metrics), sum(row.changed for row in metrics)
    return [*lines, f"all: {rows} rows, {changed} changed, {len(metrics)} partitions"]


def _report(done: Any, frame: Any, name: str, keys: list[str]) -> Any:
    """Return the edits and findings of a column, each as a row, with what tells its row."""
    from pyspark.sql import functions as f

    row = [f.col(key) for key in keys] or [f.xxhash64(*frame.columns).alias("row")]
    found = f.explode(_FINDINGS.format(name)).alias("found")
    return (
        done.select(*row, f.lit(name).alias("column"), found).select("*", "found.*").drop("found")
    )


def _is_text(field: Any) -> bool:
    return bool(field.dataType.typeName() == "string")


def _read(session: Any, options: Namespace) -> Any:
    reader = session.read.options(**_READ.get(options.format, {}))
    if options.encoding:
        reader = reader.option("encoding", options.encoding)
    return getattr(reader, _method(options.format))(options.input)


def _write(frame: Any, options: Namespace) -> None:
    writer = frame.write.mode("overwrite" if options.overwrite else "errorifexists")
    writer = writer.options(**_WRITE.get(options.format, {}))
    getattr(writer, _method(options.format))(options.output)


def _method(name: str) -> str:
    return "json" if name == "jsonl" else name


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="spark_job.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--input", required=True, help="files or folders that Spark can read")
    parser.add_argument("--output", required=True, help="the folder to write")
    parser.add_argument("--format", choices=FORMATS, default="parquet")
    parser.add_argument("--columns", action="append", help="a,b; default: all strings")
    parser.add_argument("--into", help="columns for repaired text, such as {}_fixed")
    parser.add_argument("--report", help="the folder for the table of edits and findings")
    parser.add_argument("--key", action="append", help="columns that name a row in the report")
    parser.add_argument("--profile", choices=("repair", "normalize"), default="repair")
    parser.add_argument("--encoding", help="the encoding of CSV and JSONL (default: utf-8)")
    parser.add_argument("--partitions", type=int, help="how many (default: as they are read)")
    parser.add_argument("--overwrite", action="store_true", help="replace the output")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
