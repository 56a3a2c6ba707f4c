"""Columns of text in each engine, beside ftfy and plsfix: python -m benchmarks.tables [ENGINE...].

Each engine and tool runs in a process of its own, which calls it three times, each on a third of
the rows: the first call loads numpy, patterns and models, the third one is warm; its rows no cache
has seen. Each
row is a line of one language: clauses of the clean fixtures in another order, or, with --corpora
FOLDER, natural lines. In "5 % dirty" every twentieth row is UTF-8 read as Windows-1252. Timed is
the CPU time of the process with all its threads, for other programs run beside it; Ray and Spark,
which have processes of their own, are timed by the clock. MB are those of the text in UTF-8.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.texts import as_windows_1252, lines_in, lines_of_fixtures

import textrepair

DOCS = Path(__file__).parents[1] / "docs"
#: The name of the text of which only lines in ASCII are taken.
ASCII = "clean ASCII"
#: Clean text by name: the languages of which its lines are.
TEXTS = {
    ASCII: ("en",),
    "clean Latin": ("fr", "de", "es", "pt", "pl", "cs", "hu", "tr"),
    "clean Cyrillic, Greek": ("ru", "uk", "bg", "sr", "el"),
    "clean Chinese, Japanese": ("zh-hans", "zh-hant", "ja"),
}
Repair = Callable[[str], str]
Run = Callable[[], object]
#: Tools, and the colours of their bars, as in benchmarks.performance_page.
COLOURS = {"textrepair": "#00574b", "plsfix": "#e08214", "ftfy": "#7b6ba8"}
TOOLS = tuple(COLOURS)
#: By engine and text: MB/s by tool, None where it does not run.
Speeds = dict[tuple[str, str], dict[str, dict[str, float] | None]]
ENGINES = ("core", "pandas", "polars", "duckdb", "datasets", "dask", "daft", "ray", "spark")


def tool(name: str) -> Repair:
    """Return the function with which each tool repairs a text."""
    if name == "textrepair":
        return textrepair.fix
    module, function = ("plsfix", "fix_text") if name == "plsfix" else ("ftfy", "fix_encoding")
    fix: Repair = getattr(importlib.import_module(module), function)
    return fix


def rows_of(kind: str, size: int, corpora: str | None) -> list[str]:
    """Return rows of a kind, of together some bytes: one language after another, in turn."""
    lines = lines_of_fixtures(0) if corpora is None else lines_in(Path(corpora))
    sources = [lines(language) for language in TEXTS[kind]]
    found: list[str] = []
    total = 0
    while sources and total < size:
        for source in list(sources):
            line = next((each for each in source if kind != ASCII or each.isascii()), None)
            if line is None:
                sources.remove(source)
            else:
                found.append(line)
                total += len(line.encode())
    return found


def dirty(rows: Sequence[str]) -> list[str]:
    """Return rows of which every twentieth is damaged."""
    return [as_windows_1252(row) if i % 20 == 0 else row for i, row in enumerate(rows)]


def nullable(fix: Repair) -> Callable[[Any], Any]:
    """Return a function for rows that may be null, as people write it by hand."""
    return lambda value: fix(value) if isinstance(value, str) else value


def run_in(engine: str, name: str, rows: list[str]) -> Run:
    """Return what repairs a column in an engine: by its adapter, or row by row."""
    make = globals()[f"in_{engine}"]
    run: Run = make(name, rows)
    return run


def in_core(name: str, rows: list[str]) -> Run:
    """Repair an array of Arrow."""
    pa = importlib.import_module("pyarrow")
    column = pa.array(rows, pa.large_string())
    if name == "textrepair":
        arrow = importlib.import_module("textrepair.tables.arrow")
        return lambda: arrow.fix_array(column)
    fix = tool(name)
    return lambda: pa.array([fix(row) for row in column.to_pylist()], pa.large_string())


def in_pandas(name: str, rows: list[str]) -> Run:
    """Repair a Series of strings."""
    series = importlib.import_module("pandas").Series(rows)
    if name == "textrepair":
        importlib.import_module("textrepair.tables.pandas")
        return series.repair.fix  # type: ignore[no-any-return]
    return lambda: series.map(tool(name), na_action="ignore")


def in_polars(name: str, rows: list[str]) -> Run:
    """Repair a column of a frame."""
    pl = importlib.import_module("polars")
    frame = pl.DataFrame({"t": rows})
    if name == "textrepair":
        importlib.import_module("textrepair.tables.polars")
        return lambda: frame.with_columns(pl.col("t").repair.fix())
    fix = tool(name)
    return lambda: frame.with_columns(pl.col("t").map_elements(fix, return_dtype=pl.String))


def in_duckdb(name: str, rows: list[str]) -> Run:
    """Repair a column in SQL."""
    connection = importlib.import_module("duckdb").connect()
    connection.register("old", importlib.import_module("pyarrow").table({"t": rows}))
    if name == "textrepair":
        importlib.import_module("textrepair.tables.duckdb").register(connection)
    else:
        fix = tool(name)
        connection.create_function("fix_text", lambda t: fix(t), ["VARCHAR"], "VARCHAR")  # noqa: PLW0108 - it counts parameters
    return lambda: connection.sql("SELECT fix_text(t) AS t FROM old").to_arrow_table()


def in_datasets(name: str, rows: list[str]) -> Run:
    """Repair a dataset in memory, without its cache."""
    datasets = importlib.import_module("datasets")
    datasets.disable_progress_bars()
    datasets.disable_caching()
    dataset = datasets.Dataset.from_dict({"t": rows})
    if name == "textrepair":
        adapter = importlib.import_module("textrepair.tables.datasets")
        return lambda: adapter.fixed(dataset, "t")
    fix = nullable(tool(name))
    return lambda: dataset.map(lambda batch: {"t": [fix(t) for t in batch["t"]]}, batched=True)


def in_dask(name: str, rows: list[str]) -> Run:
    """Repair a frame in two partitions, by threads."""
    pd = importlib.import_module("pandas")
    frame = importlib.import_module("dask.dataframe").from_pandas(pd.DataFrame({"t": rows}), 2)
    if name == "textrepair":
        adapter = importlib.import_module("textrepair.tables.dask")
        return lambda: adapter.fixed(frame, "t").compute(scheduler="threads")
    fix = tool(name)
    return lambda: frame["t"].map(fix, meta=("t", "str")).compute(scheduler="threads")


def in_daft(name: str, rows: list[str]) -> Run:
    """Repair a column of a frame."""
    daft = importlib.import_module("daft")
    frame = daft.from_pydict({"t": rows})
    if name == "textrepair":
        fix_column = importlib.import_module("textrepair.tables.daft").fix_column()
        return lambda: frame.select(fix_column(frame["t"])).to_arrow()
    fix = tool(name)
    column = frame["t"].apply(fix, return_dtype=daft.DataType.string())
    return lambda: frame.select(column).to_arrow()


def in_ray(name: str, rows: list[str]) -> Run:
    """Repair blocks of Arrow, by two tasks."""
    ray = importlib.import_module("ray")
    ray.init(
        ignore_reinit_error=True,
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="error",
    )
    ray.data.DataContext.get_current().enable_progress_bars = False
    table = importlib.import_module("pyarrow").table({"t": rows})
    dataset = ray.data.from_arrow(table).repartition(2).materialize()
    if name == "textrepair":
        adapter = importlib.import_module("textrepair.tables.ray")
        return lambda: adapter.fixed(dataset, "t").materialize()
    fix = nullable(tool(name))
    each = lambda batch: {"t": [fix(t) for t in batch["t"]]}  # noqa: E731 - pickled by value
    return lambda: dataset.map_batches(each, batch_size=None).materialize()


def in_spark(name: str, rows: list[str]) -> Run:
    """Repair a cached frame in two workers."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    sql = importlib.import_module("pyspark.sql")
    settings = {"host": "127.0.0.1", "bindAddress": "127.0.0.1"}
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    for key, value in settings.items():
        builder = builder.config(f"spark.driver.{key}", value)
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    table = importlib.import_module("pyarrow").table({"t": rows})
    frame = session.createDataFrame(table).repartition(2).cache()
    frame.count()
    if name == "textrepair":
        fixed = importlib.import_module("textrepair.tables.spark").fixed("t")
        done = frame.transform(fixed)
    else:
        done = frame.select(sql.functions.udf(nullable(tool(name)), "string")("t"))
    return lambda: done.write.format("noop").mode("overwrite").save()


def measure(engine: str, name: str, rows: list[str]) -> dict[str, float]:
    """Return MB/s of the first call, and of the third one; each is of other rows."""
    clock = time.perf_counter if engine in {"ray", "spark"} else time.process_time
    third = len(rows) // 3
    speeds = []
    for part in (rows[:third], rows[third : 2 * third], rows[2 * third :]):
        run = run_in(engine, name, part)
        size = sum(len(row.encode()) for row in part)
        start = clock()
        run()
        speeds.append(size / 1e6 / (clock() - start))
    return {"first": speeds[0], "warm": speeds[-1]}


def worker(arguments: argparse.Namespace) -> None:
    """Measure one engine with one tool, and print the result as JSON."""
    kind, is_dirty = arguments.worker[2], arguments.worker[3] == "dirty"
    rows = rows_of(kind, arguments.size, arguments.corpora)
    rows = dirty(rows) if is_dirty else rows
    engine, name = arguments.worker[:2]
    print("RESULT", json.dumps(measure(engine, name, rows)))


def measured(arguments: argparse.Namespace, *case: str) -> dict[str, float] | None:
    """Measure in a process of its own; None if the engine or tool is not installed or fails."""
    options = [
        "--size",
        str(arguments.size),
    ]
    options += ["--corpora", arguments.corpora] if arguments.corpora else []
    command = [sys.executable, "-m", "benchmarks.tables", *options, "--worker", *case]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if not found:
        print(done.stderr.strip().rpartition("\n")[2], file=sys.stderr)
        return None
    result: dict[str, float] = json.loads(found[0].removeprefix("RESULT "))
    return result


def row(key: tuple[str, str], speeds: dict[str, dict[str, float] | None]) -> str:
    """Return a row of the table; in brackets how many times as fast as plsfix."""
    peer = speeds["plsfix"]
    cells = []
    for name in TOOLS:
        speed = speeds[name]
        if speed is None:
            cells.append("–")
            continue
        times = ""
        if peer is not None and name == "textrepair":
            times = f" ({speed['warm'] / peer['warm']:.2g})"
        cells.append(f"{speed['first']:.3g} / {speed['warm']:.3g}{times}")
    return f"| {' | '.join([*key, *cells])} |"


def table(speeds: Speeds) -> list[str]:
    """Return the table, line by line."""
    return [
        "| engine | text | " + " | ".join(f"{name} first / warm" for name in TOOLS) + " |",
        "|---|---|" + "---|" * len(TOOLS),
        *(row(key, found) for key, found in speeds.items()),
    ]


def draw(speeds: Speeds, path: Path) -> None:
    """Draw the warm speed of each tool in each engine, on a logarithmic scale."""
    mpl = importlib.import_module("matplotlib")
    mpl.use("agg")
    plt = importlib.import_module("matplotlib.pyplot")
    keys = list(speeds)[::-1]
    height = 0.8 / len(TOOLS)
    figure, axes = plt.subplots(figsize=(8, 0.5 * len(keys) + 1.2), layout="constrained")
    for number, name in enumerate(TOOLS):
        warm = [(speeds[key][name] or {"warm": float("nan")})["warm"] for key in keys]
        places = [place + 0.4 - (number + 0.5) * height for place in range(len(keys))]
        bars = axes.barh(places, warm, height, color=COLOURS[name], label=name)
        axes.bar_label(bars, [f"{speed:.3g}" for speed in warm], padding=2, fontsize=7)
    axes.set_yticks(range(len(keys)), [", ".join(key) for key in keys])
    axes.set_xscale("log")
    axes.set_xlabel("megabytes of UTF-8 a second, warm (logarithmic)")
    axes.margins(x=0.12, y=0.01)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper right", ncols=len(TOOLS), frameon=False)
    figure.savefig(path, dpi=140)
    plt.close(figure)


def write(speeds: Speeds, arguments: argparse.Namespace) -> None:
    """Write the page of the documentation, and its picture."""
    draw(speeds, DOCS / "images" / "tables.png")
    about = " ".join((__doc__ or "").partition("\n\n")[2].split())
    lines = [
        "<!-- Generated by `python -m benchmarks.tables --write`; do not edit. -->",
        "",
        "# Speed of tables",
        "",
        "Megabytes of UTF-8 a second in each engine: the adapter of textrepair beside ftfy and "
        "plsfix, which are called row by row, as their users do; in brackets how many times as "
        "fast as plsfix, warm. "
        f"The figures are of one run of {arguments.size / 1e6:.0f} MB, "
        f"{'natural lines' if arguments.corpora else 'lines made of the fixtures'}, on a machine "
        f"with {os.cpu_count()} cores for which {os.getloadavg()[2]:.0f} processes contended: "
        "ratios hold better than figures, and those of Ray and Spark hardly. "
        "Lines of corpora that the models were trained on raise fewer false alarms than others do.",
        "",
        about,
        "",
        "![Megabytes a second by engine](images/tables.png)",
        "",
        *table(speeds),
    ]
    (DOCS / "table-speed.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print a table for the engines that are named, or for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", metavar="ENGINE")
    parser.add_argument("--size", type=int, default=8_000_000, help="bytes of text")
    parser.add_argument("--corpora", help="a folder of lines, in the place of the fixtures")
    parser.add_argument("--write", action="store_true", help="the page in docs, with a plot")
    parser.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        worker(arguments)
        return
    speeds: Speeds = {}
    for engine in arguments.engines or ENGINES:
        kinds = list(TEXTS) if engine == "core" else ["clean Latin"]
        for kind, state in [*((kind, "clean") for kind in kinds), ("clean Latin", "dirty")]:
            found = {name: measured(arguments, engine, name, kind, state) for name in TOOLS}
            key = engine, "5 % dirty" if state == "dirty" else kind
            if any(found.values()):
                speeds[key] = found
                print(row(key, found), flush=True)
    if arguments.write:
        write(speeds, arguments)
    else:
        print(*table(speeds), sep="\n")


if __name__ == "__main__":
    main()
