"""The table of edits: one row each, with its place; a name that ends in no format is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from textrepair.cli import main
from textrepair.errors import OptionError
from textrepair.reports.edit_rows import COLUMNS, EditRows


def test_rows_have_places_in_the_file(tmp_path: Path) -> None:
    source, report = tmp_path / "a.txt", tmp_path / "r.jsonl"
    source.write_text("ok\nx caf\u00c3\u00a9\n", encoding="utf-8")
    assert main(["fix", "-q", "-w", str(source), "--report", str(report)]) == 0
    (line,) = report.read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert list(row) == list(COLUMNS)
    assert (row["line"], row["column"], row["start"], row["end"]) == (2, 3, 5, 10)
    assert (row["before"], row["after"], row["kind"]) == ("caf\u00c3\u00a9", "café", "edit")


def test_stray_bytes_stand_as_escapes(tmp_path: Path) -> None:
    source, report = tmp_path / "a.txt", tmp_path / "r.csv"
    source.write_bytes(
        "déjà vu, voilà, à côté, crème brûlée \udcff\n".encode(errors="surrogateescape")
    )
    main(["check", "-q", str(source), "--report", str(report)])
    assert b"\\udcff" in report.read_bytes()


def test_no_edits_are_an_empty_table(tmp_path: Path) -> None:
    source, report = tmp_path / "a.txt", tmp_path / "r.csv"
    source.write_text("ok\n", encoding="utf-8")
    assert main(["check", "-q", str(source), "--report", str(report)]) == 0
    assert report.read_text(encoding="utf-8").splitlines() == [",".join(COLUMNS)]


def test_other_formats_are_said() -> None:
    with pytest.raises(OptionError, match=r"\.jsonl, \.csv, \.parquet by its name, not 'r\.xls'"):
        EditRows("r.xls")
