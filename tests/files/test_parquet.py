"""Parquet: columns of text repaired, all else in the file equal; reports as tables."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from textrepair import Pipeline
from textrepair.cli import main
from textrepair.cli.run import TableRepair
from textrepair.errors import InputError
from textrepair.files.discover import Source
from textrepair.files.document import FileState
from textrepair.files.parquet import ParquetRepair

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[arrow]'")
pq = pytest.importorskip("pyarrow.parquet")
pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("default")]

TEXTS = ["caf\u00c3\u00a9", None, "plain", ""] * 5
FIXED = ["café", None, "plain", ""] * 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    table = pa.table(
        {
            "t": TEXTS,
            "d": pa.array(TEXTS).dictionary_encode(),
            "n": pa.array(range(20), pa.int8()),
            "b": [b"\xff\x00"] * 20,
            "s": [{"t": "caf\u00c3\u00a9"}] * 20,
            "f": [float("nan"), 1.5] * 10,
        }
    ).replace_schema_metadata({"k": "v"})
    pq.write_table(
        table,
        tmp_path / "a.parquet",
        row_group_size=7,
        compression={"t": "zstd", "d": "gzip", "n": "none", "b": "snappy", "s.t": "snappy"},
        use_dictionary=["d", "n"],
        write_page_index=True,
    )
    return tmp_path / "a.parquet"


def form(path: Path) -> Any:
    """Return what the form of a file is, but for sizes and places."""
    metadata = pq.ParquetFile(path).metadata
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    return [
        [
            (c.path_in_schema, c.compression, sorted(c.encodings), c.has_column_index, c.num_values)
            for c in (group.column(i) for i in range(group.num_columns))
        ]
        for group in groups
    ]


def test_a_file_that_cannot_be_read_any_more_is_an_error_and_no_change(path: Path) -> None:
    with ParquetRepair(str(path), [], Pipeline(), report=False) as table:
        job = TableRepair(str(path), Source(str(path)), FileState.of(path.stat()), table)
        assert job.is_unchanged()
        path.unlink()
        assert not job.is_unchanged()
        path.symlink_to(path)
        with pytest.raises(InputError, match="symbolic links"):
            job.is_unchanged()


def test_a_file_that_was_rewritten_and_set_back_is_changed(path: Path) -> None:
    with ParquetRepair(str(path), [], Pipeline(), report=False) as table:
        times = path.stat()
        job = TableRepair(str(path), Source(str(path)), FileState.of(times), table)
        data = bytearray(path.read_bytes())
        data[100] ^= 1
        path.write_bytes(data)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert path.stat().st_mtime_ns == times.st_mtime_ns
        assert not job.is_unchanged()


@pytest.mark.skipif(sys.platform == "win32", reason="needs processes that are killed")
def test_what_a_killed_run_left_beside_a_table_is_removed(path: Path) -> None:
    left = path.with_name(f".textrepair-{2**22}-0123456789abcdef.tmp")
    left.write_bytes(b"PAR1")
    assert main(["fix", "-w", str(path)]) == 0
    assert not left.exists()


def test_columns_of_text_are_repaired_and_nothing_else(path: Path) -> None:
    old, old_form = pq.read_table(path), form(path)
    assert main(["fix", "-q", "-w", str(path)]) == 0
    new = pq.read_table(path)
    assert new.schema.equals(old.schema, check_metadata=True)
    assert new["t"].to_pylist() == FIXED
    assert new["d"].to_pylist() == FIXED
    assert new["s"].to_pylist() == [{"t": "café"}] * 20
    assert new.select(["n", "b"]).equals(old.select(["n", "b"]))
    assert [str(x) for x in new["f"].to_pylist()] == ["nan", "1.5"] * 10
    assert form(path) == old_form
    data = path.read_bytes()
    assert main(["fix", "-q", "-w", str(path)]) == 0
    assert path.read_bytes() == data, "a file in which no row changes is left alone"


def test_only_the_columns_asked_for_into_another_file(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    target = tmp_path / "b.parquet"
    assert main(["fix", "-q", str(path), "--column", "t", "-o", str(target)]) == 0
    assert path.read_bytes() == data
    new = pq.read_table(target)
    assert new["t"].to_pylist() == FIXED
    assert new["d"].to_pylist() == TEXTS


def nested(garbled: str) -> Any:
    item = pa.struct([("name", pa.string()), ("n", pa.int8())])
    values = [
        {"title": garbled, "items": [{"name": "x", "n": 1}, {"name": garbled, "n": 2}], "l": []},
        None,
        {"title": None, "items": None, "l": [garbled, None, garbled]},
        {"title": "y", "items": [None], "l": None},
    ]
    kind = pa.struct(
        [
            ("title", pa.string()),
            ("items", pa.list_(item)),
            ("l", pa.large_list(pa.dictionary(pa.int32(), pa.string()))),
        ]
    )
    return pa.table({"meta": pa.array(values * 3, kind)})


@pytest.mark.parametrize("column", [None, "meta.title", "meta.items[].name", "meta.l[]"])
def test_text_in_structs_and_lists(tmp_path: Path, column: str | None) -> None:
    path = tmp_path / "a.parquet"
    old, wanted = nested("caf\u00c3\u00a9"), nested("café")
    pq.write_table(old, path, row_group_size=5)
    report = tmp_path / "r.jsonl"
    asked = ["--column", column] if column else []
    assert main(["fix", "-q", "-w", str(path), *asked, "--report", str(report)]) == 0
    new = pq.read_table(path)
    assert new.schema.equals(pa.schema(old.schema))
    if column is None:
        assert new.to_pylist() == wanted.to_pylist()
    else:
        assert new.to_pylist() != old.to_pylist()
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    rows = {name: [x["line"] for x in lines if x["path"] == f"{path}:{name}"] for name in ROWS}
    assert rows == {name: lines if column in {None, name} else [] for name, lines in ROWS.items()}


#: The rows of ``nested`` in which there is something to repair.
ROWS = {
    "meta.title": [1, 5, 9],
    "meta.items[].name": [1, 5, 9],
    "meta.l[]": [3, 3, 7, 7, 11, 11],
}


def test_a_file_is_read_by_blocks_and_large_row_groups_are_divided(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = pq.read_table(path)
    monkeypatch.setattr("textrepair.files.parquet.BLOCK", 200)
    monkeypatch.setattr("textrepair.files.parquet.MOST", 1)
    assert main(["fix", "-q", "-w", str(path)]) == 0
    new = pq.read_table(path)
    assert new["t"].to_pylist() == FIXED
    assert new["n"].equals(old["n"])
    assert pq.ParquetFile(path).num_row_groups > 3


@pytest.mark.parametrize("arguments", [["--column", "s"], ["--column", "n"], ["--column", "x"], []])
def test_what_cannot_be_leaves_the_file(path: Path, arguments: list[str]) -> None:
    data = path.read_bytes()
    if not arguments:
        path.write_bytes(data := data[:-20])
    assert main(["fix", "-q", "-w", str(path), *arguments]) == 2
    assert path.read_bytes() == data


def test_a_report_is_a_table_of_edits(path: Path, tmp_path: Path) -> None:
    reports = [tmp_path / f"r{suffix}" for suffix in (".jsonl", ".csv", ".parquet")]
    for report in reports:
        assert main(["check", "-q", "--exit-zero", str(path), "--report", str(report)]) == 0
    lines = [json.loads(line) for line in reports[0].read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 30
    assert [x["line"] for x in lines if x["path"] == f"{path}:s.t"] == list(range(1, 21))
    rows_of = {name: [x["line"] for x in lines if x["path"] == f"{path}:{name}"] for name in "td"}
    assert rows_of == {"t": [1, 5, 9, 13, 17], "d": [1, 5, 9, 13, 17]}
    assert {line["after"] for line in lines} == {"café"}
    assert pq.read_table(reports[2]).to_pylist() == lines
    with reports[1].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [{**row, "line": int(row["line"])}["line"] for row in rows] == [x["line"] for x in lines]
