"""A real Spark on this machine: the adapter, the job, its report, a worker that is killed."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support import ROOT

from textrepair import fix

from .rows import repaired, rows

pytestmark = [pytest.mark.engine, pytest.mark.slow, pytest.mark.filterwarnings("default")]

COUNT = int(os.environ.get("TEXTREPAIR_ROWS", "1000"))
#: Spark listens on this machine alone; a task may fail three times.
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
}
MASTER = "local[2,4]"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    try:
        importlib.import_module("textrepair.tables.spark")
    except ImportError as error:
        pytest.skip(f"{error} (or all: pip install -e '.[engines]')")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master(MASTER)
    for key, value in SETTINGS.items():
        builder = builder.config(key, value)
    warehouse = str(tmp_path_factory.mktemp("warehouse"))
    session = builder.config("spark.sql.warehouse.dir", warehouse).getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def frame(session: Any) -> Any:
    return session.createDataFrame(list(enumerate(rows(COUNT))), "n int, t string")


def texts(frame: Any) -> list[str | None]:
    return [row.t for row in frame.orderBy("n").collect()]


@pytest.mark.parametrize("partitions", [1, 7])
def test_spark_agrees_with_fix_in_any_number_of_partitions(frame: Any, partitions: int) -> None:
    from textrepair.tables import spark

    done = frame.repartition(partitions).transform(spark.fixed("t"))
    assert done.schema == frame.schema
    assert texts(done) == list(repaired(COUNT))


def test_a_function_of_columns_agrees_with_fix(frame: Any) -> None:
    from textrepair.tables import spark

    done = frame.select("n", spark.fix_udf()("t").alias("t"))
    assert texts(done) == list(repaired(COUNT))


def test_into_findings_and_metrics(session: Any) -> None:
    from textrepair.tables import spark

    old = session.createDataFrame([("caf\u00c3\u00a9",), (None,), ("x",)], "t string").coalesce(1)
    done = old.transform(spark.fixed("t", into="u", findings_into="f", metrics_into="m")).collect()
    assert [(row.t, row.u) for row in done] == [("cafÃ©", "café"), (None, None), ("x", "x")]
    assert [row.f and [found.rule for found in row.f] for row in done] == [["mojibake"], None, []]
    assert [row.m.changed for row in done] == [1, 0, 0]


def test_what_is_not_there_is_said(frame: Any) -> None:
    from textrepair.tables import spark

    with pytest.raises(ValueError, match="no column 'x'; there are: n, t"):
        frame.transform(spark.fixed("x"))


def test_a_worker_killed_in_the_middle_changes_nothing(frame: Any, tmp_path: Path) -> None:
    from pyspark.sql import functions as f

    from textrepair.tables import spark

    killed = tmp_path / "killed"

    def kill_once(batches: Iterable[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            if number == 1 and not killed.exists():
                killed.touch()
                os.kill(os.getpid(), 9)
            yield batch

    frame.sparkSession.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 100)
    fixed = spark.fixed("t")
    done = frame.coalesce(2).mapInArrow(kill_once, frame.schema).transform(fixed)
    assert texts(done) == list(repaired(COUNT))
    assert killed.exists()
    assert done.agg(f.count("*")).first()[0] == COUNT


def submit(*arguments: str) -> str:
    """Run the job as its users do, and return what it prints."""
    pytest.importorskip("pyspark", reason="pyspark is missing; pip install 'textrepair[spark]'")
    program = Path(sys.executable).with_name("spark-submit")
    settings = [part for key, value in SETTINGS.items() for part in ("--conf", f"{key}={value}")]
    job = ROOT / "src" / "textrepair" / "tables" / "spark_job.py"
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [program, "--master", MASTER, *settings, job, *arguments],
        env=os.environ | {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_job_repairs_parquet_with_a_report(session: Any, frame: Any, tmp_path: Path) -> None:
    source, target, report = (str(tmp_path / name) for name in ("in", "out", "report"))
    frame.repartition(3).write.parquet(source)
    places = ("--input", source, "--output", target, "--report", report)
    said = submit(*places, "--columns", "t", "--key", "n")
    assert texts(session.read.parquet(target)) == list(repaired(COUNT))
    pairs = zip(rows(COUNT), repaired(COUNT), strict=True)
    changed = {n for n, (before, after) in enumerate(pairs) if before != after}
    assert f"all: {COUNT} rows, {len(changed)} changed" in said
    assert said.count("partition ") >= 2
    edits = session.read.parquet(report).where("kind = 'edit'")
    assert {row.n for row in edits.select("n").distinct().collect()} == changed


def test_a_job_and_a_killed_worker_give_what_one_process_gives() -> None:
    """``benchmarks.spark_scale`` with few rows; a million take a quarter of an hour and more."""
    pytest.importorskip("pyspark", reason="pyspark is missing; pip install 'textrepair[spark]'")
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.spark_scale", "--rows", str(max(2000, COUNT))],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "with a worker killed: equal" in done.stdout


def quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))


@pytest.mark.parametrize("kind", ["jsonl", "csv", "text"])
def test_the_job_reads_and_writes_other_files(kind: str, tmp_path: Path) -> None:
    odd = ['caf\u00c3\u00a9, "q"', "plain", "007", "naïve"]
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    written = {
        "jsonl": "".join(json.dumps({"n": n, "t": text}) + "\n" for n, text in enumerate(odd)),
        "csv": "n,t\n" + "".join(f"{n},{quoted(text)}\n" for n, text in enumerate(odd)),
        "text": "\n".join(odd) + "\n",
    }[kind]
    (source / "part").write_text(written, encoding="utf-8")
    submit("--input", str(source), "--output", str(target), "--format", kind, "--partitions", "1")
    data = b"".join(path.read_bytes() for path in target.glob("part-*")).decode()
    expected = [fix(text) for text in odd]
    if kind == "jsonl":
        assert sorted(json.loads(line)["t"] for line in data.splitlines()) == sorted(expected)
    elif kind == "csv":
        csv = importlib.import_module("csv")
        assert sorted(row["t"] for row in csv.DictReader(data.splitlines())) == sorted(expected)
    else:
        assert sorted(data.splitlines()) == sorted(expected)
