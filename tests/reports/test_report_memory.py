"""Reports of a file that is broken in every line: memory stays small."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from functools import partial
from xml.etree.ElementTree import fromstring

import pytest

from textrepair import RULES, Edit, Repair
from textrepair.files.position import Position
from textrepair.reports.code_hosts import GithubReport, GitlabReport, JunitReport
from textrepair.reports.html import HtmlReport
from textrepair.reports.json_report import JsonReport
from textrepair.reports.report import FileResult, Problem, Reporter
from textrepair.reports.sarif import SarifReport
from textrepair.reports.text import ConciseReport

LINES = 10_000
LINE = "a Ã©\n"
#: Bytes that a report may hold for a place once it is told: a name of the place, or the text of it.
MOST = 900


def repaired(lines: int) -> Repair:
    edits = tuple(
        Edit("mojibake", at + 2, at + 4, "Ã©", "é", "UTF-8 was read as Latin-1")
        for at in range(0, lines * len(LINE), len(LINE))
    )
    return Repair(LINE * lines, LINE.replace("Ã©", "é") * lines, edits)


@pytest.mark.parametrize(
    "make",
    [
        JsonReport,
        partial(SarifReport, RULES),
        partial(HtmlReport, RULES),
        GithubReport,
        GitlabReport,
        JunitReport,
        ConciseReport,
    ],
)
def test_a_report_keeps_no_more_than_a_text_of_each_place(make: Callable[[], Reporter]) -> None:
    result = FileResult("a.txt", "utf-8", LINES * len(LINE), repaired(LINES))
    reporter = make()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        told = sum(map(len, reporter.add(result))) + sum(map(len, reporter.finish(())))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert told > LINES
    assert peak - before < MOST * LINES


def test_a_file_of_which_the_rest_could_not_be_read_has_a_suite_of_its_own() -> None:
    reporter = JunitReport()
    repair = repaired(2)
    behind = Position(2 * len(LINE), 3, 1)
    pieces = [
        *reporter.add(FileResult("cut.txt", "utf-8", 99, repair, is_last=False)),
        *reporter.add(FileResult("whole.txt", "utf-8", 99, repair, is_last=False)),
        *reporter.add(FileResult("whole.txt", "utf-8", 99, repair, begins=behind)),
        *reporter.finish([Problem("cut.txt", "input/output error")]),
    ]
    suites = fromstring("".join(pieces)).findall("testsuite")
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [
        ("cut.txt", "2"),
        ("whole.txt", "4"),
        ("cut.txt", "0"),
    ]
