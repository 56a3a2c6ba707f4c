"""Lines and columns, against counting from the start each time."""

from __future__ import annotations

import re

from hypothesis import given
from tests.reports.strategies import repairs

from textrepair import Edit, Repair
from textrepair.reports.items import items_of
from textrepair.reports.report import FileResult


def place(text: str, offset: int) -> tuple[int, int]:
    """Count from the start; between CR and LF we are on the next line already."""
    ends = [match.end() for match in re.finditer(r"\r\n|\n|\r", text[:offset])]
    return len(ends) + 1, offset - (ends[-1] if ends else 0) + 1


@given(repairs())
def test_places(repair: Repair) -> None:
    items = list(items_of(FileResult("a", "utf-8", 0, repair)))
    assert len(items) == len(repair.edits) + len(repair.findings)
    assert [item.start.offset for item in items] == sorted(item.start.offset for item in items)
    for item in items:
        for position in (item.start, item.end):
            found = position.line, position.column
            assert found == place(repair.original, position.offset)
        assert item.before == repair.original[item.start.offset : item.end.offset]


def test_between_return_and_line_feed() -> None:
    text = "a\r\nb"
    edits = (Edit("r", 1, 2, "\r", "", "why"), Edit("r", 2, 3, "\n", "", "why"))
    repair = Repair("ab", text, edits)
    places = [str(item.start) for item in items_of(FileResult("a", "utf-8", 4, repair))]
    assert places == ["line 1, column 2", "line 2, column 1"]
