"""What people are shown: safe, short, and in place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from tests.reports.strategies import repairs

from textrepair import Edit, Repair
from textrepair.reports.report import FileResult
from textrepair.reports.text import ConciseReport, FullReport, excerpt

RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]")


@pytest.mark.parametrize("report", [FullReport(), ConciseReport()])
@given(repair=repairs())
def test_nothing_raw(report: FullReport | ConciseReport, repair: Repair) -> None:
    shown = "".join(report.add(FileResult("a\x1b]0;b\x07\n.txt", "utf-8", 0, repair)))
    assert not RAW.search(shown)


@given(repairs())
def test_concise_has_a_line_for_each(repair: Repair) -> None:
    shown = "".join(ConciseReport().add(FileResult("a.txt", "utf-8", 0, repair)))
    assert shown.count("\n") == len(repair.edits) + len(repair.findings)


def test_long_line() -> None:
    text = "a" * 1000 + "b" * 1000 + "c" * 1000
    left, marked, right = excerpt(text, 1000, 2000)
    assert (left, marked, right) == ("…" + "a" * 36, "b" * 60 + "…", "c" * 36 + "…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X", ("", "X", "")),
        ("aXc", ("a", "X", "c")),
        ("a\rX\r\nc", ("", "X", "")),
        ("a\nbX\nc", ("b", "X", "")),
        ("\x85X\x85", (r"\u0085", "X", r"\u0085")),
        ("a" * 36 + "X" + "b" * 36, ("a" * 36, "X", "b" * 36)),
        ("\n" + "a" * 36 + "X" + "b" * 36 + "\n", ("a" * 36, "X", "b" * 36)),
    ],
)
def test_excerpt_keeps_to_its_line(text: str, expected: tuple[str, str, str]) -> None:
    start = text.index("X")
    assert excerpt(text, start, start + 1) == expected


def test_mark_is_under_wide_characters() -> None:
    text = "漢字x漢字"
    repair = Repair("漢字漢字", text, (Edit("r", 2, 3, "x", "", "why"),))
    lines = "".join(FullReport().add(FileResult("a", "utf-8", 0, repair))).split("\n")
    assert lines[lines.index("    漢字x漢字") + 1] == "        ^"
