"""Spark on this machine beside one process, row for row: python -m benchmarks.spark_scale.

Makes Parquet files of --rows rows in twenty languages: one in a hundred is damaged, some are null
or empty, one has 5 MB, one holds bytes that are no UTF-8; a column is a dictionary. Then it has
them repaired by the job, as `spark-submit` runs it, and once more in a session in which a worker is
killed in the middle of its work, and compares each row with what `fix` makes of it alone.

With --skew the seconds of each partition are printed: one partition of nothing but damaged rows,
as it stands and after a shuffle, and one with a row of --megabytes. Spark listens on 127.0.0.1
alone.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from benchmarks.rows import Row, pool, rows
from benchmarks.texts import as_windows_1252

import textrepair
from textrepair import fix

SETTINGS: Final = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "3g",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
}
#: Two workers; a task may fail three times.
MASTER: Final = "local[2,4]"
JOB: Final = Path(textrepair.__file__).parent / "tables" / "spark_job.py"
#: What the dictionary column holds.
KINDS: Final = ("news", "caf\u00c3\u00a9", "na\u00efve", None)
#: Bytes of the row that is no UTF-8.
POISON: Final = "les \u00e9l\u00e8ves du caf\u00e9 \u2014 d\u00e9j\u00e0 vu".encode("cp1252")
#: Files that the input is written in.
FILES: Final = 8


def made(count: int) -> Iterator[Row]:
    """Yield the rows of the input."""
    return islice(rows(dirty=0.01, missing=0.05, most=2, huge=count), count)


def write_input(folder: Path, count: int) -> None:
    """Write the rows to Parquet files."""
    pa, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    compute = importlib.import_module("pyarrow.compute")
    folder.mkdir()
    source = made(count)
    size = -(-count // FILES)
    schema = pa.schema(
        [("n", pa.int64()), ("t", pa.string()), ("k", pa.dictionary(pa.int8(), pa.string()))]
    )
    invalid = compute.CastOptions(pa.string(), allow_invalid_utf8=True)
    for number in range(FILES):
        part = list(islice(source, size))
        data = [POISON if row.number == count // 3 else _encoded(row.text) for row in part]
        texts = compute.cast(pa.array(data, pa.binary()), options=invalid)
        kinds = pa.array([KINDS[row.number % len(KINDS)] for row in part]).dictionary_encode()
        columns = [[row.number for row in part], texts, kinds.cast(schema.field("k").type)]
        parquet.write_table(pa.table(columns, schema=schema), folder / f"{number}.parquet")


def check_output(folder: Path, count: int) -> int:
    """Make sure of each row; return how many rows were damaged."""
    pa, dataset = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.dataset")
    arrow = importlib.import_module("textrepair.tables.arrow")
    poison = arrow.fix_array(pa.array([POISON])).to_pylist()[0]
    table = dataset.dataset(str(folder), format="parquet").to_table(columns=["n", "t", "k"])
    table = table.sort_by("n")
    assert len(table) == count, len(table)
    assert str(table.schema.field("t").type) == "string"
    damaged = 0
    compute = importlib.import_module("pyarrow.compute")
    found = zip(
        table["n"].to_pylist(),
        compute.cast(table["t"], pa.binary()).to_pylist(),
        table["k"].to_pylist(),
        strict=True,
    )
    kinds = [kind and fix(kind) for kind in KINDS]
    for row, (number, text, kind) in zip(made(count), found, strict=True):
        wanted = poison if row.number == count // 3 else _encoded(alone(row.text))
        assert (number, text, kind) == (row.number, wanted, kinds[number % len(kinds)]), row
        damaged += wanted != _encoded(row.text)
    return damaged


@cache
def alone(text: str | None) -> str | None:
    """Return what one process makes of a row."""
    return None if text is None else fix(text)


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def submit(source: Path, target: Path, *options: str) -> list[str]:
    """Run the job, and return the lines that it prints."""
    settings = [part for key, value in SETTINGS.items() for part in ("--conf", f"{key}={value}")]
    paths = os.pathsep.join([str(JOB.parents[2]), os.environ.get("PYTHONPATH", "")])
    program = str(Path(sys.executable).with_name("spark-submit"))
    places = ["--input", str(source), "--output", str(target)]
    done = subprocess.run(
        [program, "--master", MASTER, *settings, str(JOB), *places, *options],
        env=os.environ | {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def session() -> Any:
    """Return a session in this process."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master(MASTER)
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def kill_once(note: Path, after: int) -> Any:
    """Return what passes batches on, and kills its process once, ``after`` batches have come."""

    def passed(batches: Iterable[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            if number == after and not note.exists():
                note.touch()
                os.kill(os.getpid(), 9)
            yield batch

    return passed


def at_scale(folder: Path, count: int) -> None:
    """Have all rows repaired by the job, and in a session with a worker that is killed."""
    source = folder / "in"
    write_input(source, count)
    size = sum(path.stat().st_size for path in source.iterdir()) / 1e6
    began = time.monotonic()
    said = submit(source, folder / "job", "--columns", "t,k", "--report", str(folder / "report"))
    took = time.monotonic() - began
    damaged = check_output(folder / "job", count)
    print(f"job: {count} rows, {size:.0f} MB of Parquet, {damaged} texts repaired, {took:.0f} s")
    print(said[-1], flush=True)

    spark = importlib.import_module("textrepair.tables.spark")
    spark_session = session()
    batch = max(1, min(10_000, count // 100))
    spark_session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", batch)
    frame = spark_session.read.parquet(str(source))
    note = folder / "killed"
    began = time.monotonic()
    broken = frame.mapInArrow(kill_once(note, 2), frame.schema)
    broken.transform(spark.fixed("t", "k")).write.parquet(str(folder / "killed-out"))
    took = time.monotonic() - began
    spark_session.stop()
    assert note.exists()
    check_output(folder / "killed-out", count)
    print(f"with a worker killed: equal, {took:.0f} s", flush=True)


def skewed(folder: Path, count: int, megabytes: int) -> None:
    """Print the seconds of each partition of skewed inputs."""
    pa, parquet = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    rng = random.Random(0)
    clean = [" ".join(rng.choices(pool(rng.choice(("fr", "de", "pl"))), k=2)) for _ in range(count)]
    dirty = [as_windows_1252(text) for text in clean[: count // 20]]
    long = "\n".join(rng.choices([*clean, dirty[0]], k=megabytes * 1_000_000 // 200))
    while len(long.encode()) < megabytes * 1_000_000:
        long = f"{long}\n{long[: len(long) // 10]}"
    inputs = {"one partition all damaged": dirty, f"one row of {megabytes} MB": [long]}
    for name, odd in inputs.items():
        source = folder / name.replace(" ", "-")
        source.mkdir()
        for number, part in enumerate((clean[0::3], odd, clean[1::3], clean[2::3])):
            parquet.write_table(pa.table({"t": part}), source / f"{number}.parquet")
        for partitions in (None, 8) if odd is dirty else (None,):
            target = source.with_name(f"{source.name}-{partitions}")
            asked = ["--partitions", str(partitions)] if partitions else []
            began = time.monotonic()
            said = submit(source, target, "--columns", "t", *asked)
            took = time.monotonic() - began
            print(f"{name}, shuffled: {partitions}, {took:.0f} s in all", *said, sep="\n  ")


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--skew", action="store_true", help="instead: partitions that are skewed")
    parser.add_argument("--megabytes", type=int, default=100, help="of the long row")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.skew:
            skewed(Path(name), options.rows, options.megabytes)
        else:
            at_scale(Path(name), options.rows)


if __name__ == "__main__":
    main()
