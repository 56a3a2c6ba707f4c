"""All adapters agree, row for row, with ``fix``; none changes another column, a type or the order.

An engine that is not installed is skipped, and the reason says how to have it.
"""

from __future__ import annotations

import doctest
import gc
import importlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import textrepair
from textrepair import Fix
from textrepair.errors import OptionError

from .rows import repaired, rows

pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("default")]

#: TEXTREPAIR_ROWS asks for more; 100,000 rows take some minutes.
COUNT = int(os.environ.get("TEXTREPAIR_ROWS", "1000"))
Rows = list[str | None]


def engine(name: str) -> Any:
    """Return the adapter of an engine, or skip."""
    try:
        return importlib.import_module(f"textrepair.tables.{name}")
    except ImportError as error:
        pytest.skip(f"{error} (or all: pip install -e '.[engines]')")


def numbered(count: int) -> dict[str, list[Any]]:
    return {"n": list(range(count)), "t": list(rows(count))}


def with_arrow() -> Rows:
    engine("arrow")
    pa = importlib.import_module("pyarrow")
    table = Fix("t")(pa.table(numbered(COUNT)))
    assert table["n"].to_pylist() == list(range(COUNT))
    return list(table["t"].to_pylist())


def with_pandas() -> Rows:
    engine("pandas")
    pd = importlib.import_module("pandas")
    old = pd.DataFrame(numbered(COUNT))
    new = Fix("t")(old)
    assert list(new.dtypes) == list(old.dtypes)
    assert new["n"].tolist() == list(range(COUNT))
    assert Fix("t")(new) is new
    return [None if pd.isna(value) else value for value in new["t"]]


def with_polars() -> Rows:
    engine("polars")
    pl = importlib.import_module("polars")
    old = pl.DataFrame(numbered(COUNT))
    lazy = old.lazy().with_columns(pl.col("t").repair.fix())
    new = lazy.collect()
    assert lazy.collect_schema() == old.schema == new.schema
    assert lazy.collect(engine="streaming").equals(new)
    assert new.equals(Fix("t")(old))
    return list(new["t"].to_list())


def with_duckdb() -> Rows:
    adapter = engine("duckdb")
    connection = importlib.import_module("duckdb").connect()
    adapter.register(connection)
    table = importlib.import_module("pyarrow").table(numbered(COUNT))
    connection.register("old", table)
    done = connection.sql("SELECT n, fix_text(t) FROM old ORDER BY n").fetchall()
    return [text for _, text in done]


def with_datasets() -> Rows:
    adapter = engine("datasets")
    old = importlib.import_module("datasets").Dataset.from_dict(numbered(COUNT))
    new = adapter.fixed(old, "t")
    assert new.features == old.features
    assert new["n"][:] == list(range(COUNT))
    return list(new["t"][:])


def with_datatrove() -> Rows:
    adapter = engine("datatrove")
    document = importlib.import_module("datatrove.data").Document
    old = [document(text or "", str(i)) for i, text in enumerate(rows(COUNT))]
    step = adapter.TextRepairFormatter()
    new = [each.text for each in step.run(old)]
    changed = sum(a != b for a, b in zip(rows(COUNT), repaired(COUNT), strict=True))
    assert step.stats.stats["changed"].total == changed
    assert step.stats.stats["mojibake"].total > 0
    return [None if a is None else b for a, b in zip(rows(COUNT), new, strict=True)]


def with_dask() -> Rows:
    adapter = engine("dask")
    frames = importlib.import_module("dask.dataframe")
    pd = importlib.import_module("pandas")
    old = frames.from_pandas(pd.DataFrame(numbered(COUNT)), npartitions=3)
    new = adapter.fixed(old, "t").compute(scheduler="threads")
    assert new["n"].tolist() == list(range(COUNT))
    return [None if pd.isna(value) else value for value in new["t"]]


def with_daft() -> Rows:
    adapter = engine("daft")
    frame = importlib.import_module("daft").from_pydict(numbered(COUNT))
    return list(frame.select(adapter.fix_column()(frame["t"]).alias("t")).to_pydict()["t"])


def with_beam(tmp_path: Path) -> Rows:
    adapter = engine("beam")
    beam = importlib.import_module("apache_beam")
    with beam.Pipeline(runner="DirectRunner") as pipeline:
        elements = [{"n": n, "t": t} for n, t in enumerate(rows(COUNT))]
        done = pipeline | beam.Create(elements) | adapter.Repaired("t")
        _ = done | beam.Map(json.dumps) | beam.io.WriteToText(str(tmp_path / "rows"))
    with beam.Pipeline(runner="DirectRunner") as pipeline:
        _ = pipeline | beam.Create(["cafÃ©"]) | beam.Map(textrepair.fix)
    lines = [line for path in tmp_path.iterdir() for line in path.read_text().splitlines()]
    found = {row["n"]: row["t"] for row in map(json.loads, lines)}
    return [found[n] for n in range(COUNT)]


SIMPLE: list[Callable[[], Rows]] = [
    with_arrow,
    with_pandas,
    with_polars,
    with_duckdb,
    with_datasets,
    with_datatrove,
    with_dask,
    with_daft,
]


@pytest.mark.parametrize("run", SIMPLE, ids=lambda run: run.__name__.removeprefix("with_"))
def test_engine_agrees_with_fix(run: Callable[[], Rows]) -> None:
    assert run() == list(repaired(COUNT))


def test_beam_agrees_with_fix(tmp_path: Path) -> None:
    assert with_beam(tmp_path) == list(repaired(COUNT))
    gc.collect()  # Beam leaves files open, of which a later test would be accused


@pytest.fixture
def ray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    adapter = engine("ray")
    package = importlib.import_module("ray")
    token = tmp_path / "token"  # of this cluster alone; by default Ray leaves one in $HOME
    token.write_text(secrets.token_hex(32))
    monkeypatch.setenv("RAY_AUTH_TOKEN_PATH", str(token))
    package.init(
        num_cpus=2, include_dashboard=False, log_to_driver=False, _node_ip_address="127.0.0.1"
    )
    yield adapter
    package.shutdown()


def test_ray_agrees_with_fix(ray: Any) -> None:
    data = importlib.import_module("ray.data")
    data.DataContext.get_current().execution_options.preserve_order = True
    old = data.from_arrow(importlib.import_module("pyarrow").table(numbered(COUNT))).repartition(3)
    done = ray.fixed(old, "t").sort("n").take_all()
    assert [row["t"] for row in done] == list(repaired(COUNT))
    by_lists = data.from_items([{"t": "caf\u00c3\u00a9"}]).map_batches(Fix("t")).take_all()
    assert by_lists == [{"t": "café"}]


@pytest.mark.parametrize("ask", ["fix", "is_suspect", "findings"])
def test_pandas_says_that_a_series_holds_no_text(ask: str) -> None:
    engine("pandas")
    pd = importlib.import_module("pandas")
    with pytest.raises(OptionError, match="a column of int64 holds no text"):
        getattr(pd.Series([1, 2]).repair, ask)()


def test_duckdb_takes_fix_as_it_is() -> None:
    duckdb = importlib.import_module("duckdb") if engine("duckdb") else None
    assert duckdb is not None
    connection = duckdb.connect()
    connection.create_function("fix", textrepair.fix)
    connection.create_function("typed", textrepair.fix, ["VARCHAR"], "VARCHAR")
    assert connection.sql("SELECT fix('cafÃ©'), typed(NULL)").fetchall() == [("café", None)]


class TestPandas:
    @pytest.mark.parametrize(
        "dtype",
        [
            "str",
            "object",
            "category",
            "string[pyarrow]",
            "string[python]",
            "large_string",
        ],
    )
    def test_every_dtype_stays(self, dtype: Any) -> None:
        engine("pandas")
        pd = importlib.import_module("pandas")
        if dtype == "large_string":
            dtype = pd.ArrowDtype(importlib.import_module("pyarrow").large_string())
        clean = pd.Series(["plain", None, "naïve"], dtype=dtype)
        assert clean.repair.fix() is clean
        old = pd.Series(["x", None, "cafÃ©"], index=[7, 7, 3], dtype=dtype, name="t")
        new = old.repair.fix()
        assert new.dropna().tolist() == ["x", "café"]
        assert new.isna().tolist() == [False, True, False]
        assert (new.name, new.index.tolist()) == ("t", [7, 7, 3])
        assert new.dtype == old.dtype or dtype == "category"
        assert old.repair.is_suspect().tolist() == [False, False, True]
        assert [len(found or ()) for found in old.repair.findings()] == [0, 0, 1]

    def test_a_series_of_views(self) -> None:
        engine("pandas")
        pd = importlib.import_module("pandas")
        kind = pd.ArrowDtype(importlib.import_module("pyarrow").string_view())
        clean = pd.Series(["plain", None], dtype=kind)
        assert clean.repair.fix() is clean
        new = pd.Series(["x", None, "cafÃ©"], index=[7, 7, 3], dtype=kind, name="t").repair.fix()
        assert (new.dtype, new.name, new.index.tolist()) == (kind, "t", [7, 7, 3])
        assert [x if isinstance(x, str) else None for x in new] == ["x", None, "café"]

    def test_categories_that_become_equal_become_one(self) -> None:
        engine("pandas")
        pd = importlib.import_module("pandas")
        new = pd.Series(["café", "cafÃ©"], dtype="category").repair.fix()
        assert new.cat.categories.tolist() == ["café"]
        assert new.tolist() == ["café", "café"]

    def test_what_is_no_text_and_lone_surrogates_stay_in_object_columns(self) -> None:
        engine("pandas")
        pd = importlib.import_module("pandas")
        values = [1, "a\udc80", None, b"x", 2.5]
        clean = pd.Series(values, dtype=object)
        assert clean.repair.fix() is clean

    def test_into_and_columns_that_are_not_there(self) -> None:
        engine("pandas")
        pd = importlib.import_module("pandas")
        frame = pd.DataFrame({"t": ["cafÃ©"], "n": [1]})
        assert list(Fix("t", into="u")(frame).loc[0]) == ["cafÃ©", 1, "café"]
        assert frame.columns.tolist() == ["t", "n"]
        with pytest.raises(OptionError, match="no column 'x'"):
            Fix("x")(frame)


class TestPolars:
    @pytest.mark.parametrize("kind", ["Categorical", "String"])
    def test_types_stay(self, kind: str) -> None:
        engine("polars")
        pl = importlib.import_module("polars")
        old = pl.Series("t", ["cafÃ©", None, "x"], dtype=getattr(pl, kind))
        new = old.repair.fix()
        assert new.dtype == old.dtype
        assert new.to_list() == ["café", None, "x"]
        assert new.repair.fix() is new

    def test_findings_and_suspects(self) -> None:
        engine("polars")
        pl = importlib.import_module("polars")
        lazy = pl.LazyFrame({"t": ["cafÃ©", None]}).select(
            f=pl.col("t").repair.findings(), s=pl.col("t").repair.is_suspect()
        )
        done = lazy.collect()
        assert lazy.collect_schema() == done.schema
        assert done["f"][0][0]["rule"] == "mojibake"
        assert done["s"].to_list() == [True, False]


class TestDatasets:
    def test_the_fingerprint_is_stable_and_changes_with_the_version(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        engine("datasets")
        hashed = importlib.import_module("datasets.fingerprint").Hasher.hash
        fix = Fix("t")
        before = hashed(fix)
        fix({"t": ["cafÃ©"]})
        assert hashed(fix) == before == hashed(Fix("t")) != hashed(Fix("u"))
        monkeypatch.setattr("textrepair.tables.fixer.__version__", "9")
        assert hashed(Fix("t")) != before

    def test_into_splits_and_streams(self) -> None:
        adapter = engine("datasets")
        datasets = importlib.import_module("datasets")
        old = datasets.Dataset.from_dict({"t": ["cafÃ©", None], "n": [1, 2]})
        assert adapter.fixed(old, "t", into="u")[0] == {"t": "cafÃ©", "n": 1, "u": "café"}
        assert adapter.fixed(datasets.DatasetDict(a=old))["a"]["t"][:] == ["café", None]
        assert [row["t"] for row in adapter.fixed(old.to_iterable_dataset(), "t")] == ["café", None]


def test_datatrove_drops_what_cannot_be_repaired() -> None:
    adapter = engine("datatrove")
    document = importlib.import_module("datatrove.data").Document
    lost = document("caf\ufffd \ufffd\ufffd", "1")
    step = adapter.TextRepairFilter()
    assert [each.id for each in step.run([lost, document("whole", "2")])] == ["2"]
    assert step.stats.stats["dropped_lost-bytes"].total == 1


@pytest.mark.parametrize(
    "name", ["arrow", "pandas", "polars", "duckdb", "datatrove", "dask", "datasets", "ray", "spark"]
)
def test_examples_run(name: str) -> None:
    module = engine(name)
    assert doctest.testmod(module).failed == 0


def test_a_dask_token_is_that_of_the_options() -> None:
    engine("dask")
    tokenize = importlib.import_module("dask.base").tokenize
    assert tokenize(Fix("t")) == tokenize(Fix("t")) != tokenize(Fix("u"))
