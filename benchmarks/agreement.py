"""All engines give what one machine gives, row for row: python -m benchmarks.agreement [ENGINE].

Rows in 21 languages: a tenth is damaged, a twentieth null or empty, some have 5 MB, and each has
its text as bytes too, of which a tenth are no UTF-8.  What ``fix``, and for bytes the core with a
column of one row, make of each row is computed once and kept beside the rows in --folder.  Each
engine runs in a process of its own; the table says in how many rows it differs, and how long it
took.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.rows import rows

import textrepair

#: Shares of the rows that are damaged, and that are null or empty; of how many one has 5 MB; of
#: how many one holds bytes that are no UTF-8.
DIRTY, MISSING, HUGE, FOREIGN = 0.1, 0.05, 40_000, 10
#: Encodings of bytes that are no UTF-8, the first one that can hold the text.
ENCODINGS: Final = ("cp1252", "cp1250", "cp1251", "gb18030")
COLUMNS: Final = ["t", "b"]
#: Columns of an engine: what it made of the texts, and of the bytes if it repairs such.
Columns = list[list[Any]]


def written(text: str | None, number: int) -> bytes | None:
    """Return a text as bytes: UTF-8, or another encoding; some are cut, and none at all."""
    if text is None:
        return None
    if number % FOREIGN:
        return text.encode()
    for encoding in ENCODINGS:
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            continue
    return text.encode()[:-1]


def table(count: int) -> Any:
    """Return the rows as a table of Arrow."""
    pa = importlib.import_module("pyarrow")
    texts = [row.text for row in islice(rows(dirty=DIRTY, missing=MISSING, huge=HUGE), count)]
    data = [written(text, number) for number, text in enumerate(texts)]
    return pa.table(
        {"n": pa.array(range(count), pa.int64()), "t": pa.array(texts), "b": pa.array(data)}
    )


def truth(path: Path) -> Columns:
    """Return what is to come out of the rows in a file; computed row by row, once."""
    parquet = importlib.import_module("pyarrow.parquet")
    known = path.with_suffix(".truth.parquet")
    if not known.exists():
        pa, arrow = (
            importlib.import_module("pyarrow"),
            importlib.import_module("textrepair.tables.arrow"),
        )
        old = parquet.read_table(path)
        texts = [None if text is None else textrepair.fix(text) for text in old["t"].to_pylist()]
        one = [
            arrow.fix_array(pa.array([value], pa.binary()))[0].as_py()
            for value in old["b"].to_pylist()
        ]
        parquet.write_table(pa.table({"t": texts, "b": pa.array(one, pa.binary())}), known)
    made = parquet.read_table(known)
    return [made[name].to_pylist() for name in COLUMNS]


def _ordered(made: Any) -> Columns:
    """Return the columns of a table of Arrow in the order of the rows, checked as the old ones."""
    made = made.sort_by("n")
    assert made["n"].to_pylist() == list(range(len(made)))
    return [made[name].to_pylist() for name in COLUMNS if name in made.column_names]


def in_arrow(path: Path) -> Columns:
    """Repair a table of Arrow."""
    old = importlib.import_module("pyarrow.parquet").read_table(path)
    made = textrepair.Fix(*COLUMNS)(old)
    assert made.schema.equals(old.schema, check_metadata=True)
    return _ordered(made)


def in_pandas(path: Path) -> Columns:
    """Repair a frame of pandas."""
    pd, pa = importlib.import_module("pandas"), importlib.import_module("pyarrow")
    old = pd.read_parquet(path, columns=["n", "t"])
    made = textrepair.Fix("t")(old)
    assert list(made.dtypes) == list(old.dtypes)
    return _ordered(pa.Table.from_pandas(made, preserve_index=False))


def in_polars(path: Path) -> Columns:
    """Repair a frame of polars, and one that is lazy."""
    importlib.import_module("textrepair.tables.polars")
    pl = importlib.import_module("polars")
    old = pl.read_parquet(path)
    made = textrepair.Fix("t")(old)
    lazy = pl.scan_parquet(path).with_columns(pl.col("t").repair.fix())
    assert lazy.collect(engine="streaming").equals(made)
    assert made.schema == old.schema
    return _ordered(made.select("n", "t").to_arrow())


def in_duckdb(path: Path) -> Columns:
    """Repair a column in SQL."""
    connection = importlib.import_module("duckdb").connect()
    importlib.import_module("textrepair.tables.duckdb").register(connection)
    made = connection.sql(f"SELECT n, fix_text(t) AS t FROM '{path}'")
    return _ordered(made.to_arrow_table())


def in_datasets(path: Path) -> Columns:
    """Repair a dataset."""
    datasets = importlib.import_module("datasets")
    old = datasets.Dataset.from_parquet(str(path), cache_dir=str(path.parent / "cache"))
    made = importlib.import_module("textrepair.tables.datasets").fixed(old, *COLUMNS)
    assert made.features == old.features
    return _ordered(made.with_format("arrow")[:])


def in_datatrove(path: Path) -> Columns:
    """Repair documents."""
    document = importlib.import_module("datatrove.data").Document
    texts = importlib.import_module("pyarrow.parquet").read_table(path)["t"].to_pylist()
    step = importlib.import_module("textrepair.tables.datatrove").TextRepairFormatter()
    made = [
        each.text for each in step.run([document(t or "", str(i)) for i, t in enumerate(texts)])
    ]
    return [[None if old is None else new for old, new in zip(texts, made, strict=True)]]


def in_dask(path: Path) -> Columns:
    """Repair a frame in three partitions."""
    pd, pa = importlib.import_module("pandas"), importlib.import_module("pyarrow")
    frames = importlib.import_module("dask.dataframe")
    old = frames.from_pandas(pd.read_parquet(path, columns=["n", "t"]), npartitions=3)
    made = importlib.import_module("textrepair.tables.dask").fixed(old, "t")
    return _ordered(pa.Table.from_pandas(made.compute(scheduler="threads"), preserve_index=False))


def in_daft(path: Path) -> Columns:
    """Repair a column of a frame."""
    frame = importlib.import_module("daft").read_parquet(str(path))
    fix_column = importlib.import_module("textrepair.tables.daft").fix_column()
    return _ordered(frame.select("n", fix_column(frame["t"]).alias("t")).to_arrow())


def in_beam(path: Path) -> Columns:
    """Repair elements, written as lines of JSON."""
    beam = importlib.import_module("apache_beam")
    adapter = importlib.import_module("textrepair.tables.beam")
    table = importlib.import_module("pyarrow.parquet").read_table(path, columns=["n", "t"])
    with tempfile.TemporaryDirectory() as folder:
        with beam.Pipeline(runner="DirectRunner") as pipeline:
            done = pipeline | beam.Create(table.to_pylist()) | adapter.Repaired("t")
            _ = done | beam.Map(json.dumps) | beam.io.WriteToText(f"{folder}/rows")
        lines = [line for file in Path(folder).iterdir() for line in file.read_text().splitlines()]
    found = {row["n"]: row["t"] for row in map(json.loads, lines)}
    return [[found[n] for n in range(len(table))]]


def in_ray(path: Path) -> Columns:
    """Repair blocks of Arrow by two tasks."""
    ray, pa = importlib.import_module("ray"), importlib.import_module("pyarrow")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1")
    old = ray.data.from_arrow(importlib.import_module("pyarrow.parquet").read_table(path))
    made = importlib.import_module("textrepair.tables.ray").fixed(old.repartition(5), *COLUMNS)
    return _ordered(pa.concat_tables(ray.get(made.to_arrow_refs())))


def in_spark(path: Path) -> Columns:
    """Repair a frame in two workers."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    for key in ("host", "bindAddress"):
        builder = builder.config(f"spark.driver.{key}", "127.0.0.1")
    builder = builder.config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    session = builder.config("spark.driver.maxResultSize", "0").getOrCreate()
    fixed = importlib.import_module("textrepair.tables.spark").fixed(*COLUMNS)
    made = session.read.parquet(str(path)).repartition(5).transform(fixed)
    return _ordered(made.toArrow())


ENGINES: Final[dict[str, Callable[[Path], Columns]]] = {
    name.removeprefix("in_"): value for name, value in globals().items() if name.startswith("in_")
}


def compared(engine: str, path: Path) -> dict[str, int]:
    """Return in how many rows the columns of an engine differ from the truth."""
    made = ENGINES[engine](path)
    told = zip(COLUMNS, made, truth(path), strict=False)
    return {name: sum(a != b for a, b in zip(new, right, strict=True)) for name, new, right in told}


def main() -> None:
    """Print a table for the engines that are named, or for all; 1 if any differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", metavar="ENGINE")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--folder", default=tempfile.gettempdir(), help="where rows are kept")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    path = Path(options.folder) / f"textrepair-agreement-{options.rows}.parquet"
    if options.worker:
        print("RESULT", json.dumps(compared(options.worker, path)))
        return
    if not path.exists():
        importlib.import_module("pyarrow.parquet").write_table(table(options.rows), path)
    right = truth(path)
    old = importlib.import_module("pyarrow.parquet").read_table(path)
    changed = [
        sum(a != b for a, b in zip(old[n].to_pylist(), c, strict=True))
        for n, c in zip(COLUMNS, right, strict=True)
    ]
    print(f"{options.rows} rows; repaired: {changed[0]} texts, {changed[1]} bytes\n")
    print("| engine | texts that differ | bytes that differ | s |\n|---|---|---|---|", flush=True)
    has_failed = False
    for engine in options.engines or ENGINES:
        start = time.monotonic()
        command = [sys.executable, "-m", "benchmarks.agreement", "--worker", engine]
        command += ["--rows", str(options.rows), "--folder", options.folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
        told = json.loads(lines[0].removeprefix("RESULT ")) if lines else {}
        has_failed |= not lines or any(told.values())
        cells = [str(told.get(name, "–")) if told else "failed" for name in COLUMNS]
        print(f"| {engine} | {' | '.join(cells)} | {time.monotonic() - start:.0f} |", flush=True)
        if not lines:
            print(done.stderr.strip()[-2000:], file=sys.stderr)
    sys.exit(has_failed)


if __name__ == "__main__":
    main()
