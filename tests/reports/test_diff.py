"""Diffs: what patch would make of them is the repaired text."""

from __future__ import annotations

import re

from hypothesis import given
from tests.reports.strategies import repairs

from textrepair import Edit, Repair
from textrepair.reports.diff import patch, shown_diff
from textrepair.reports.report import FileResult
from textrepair.reports.text import plain

HEADER = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def lines_of(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def patched(original: str, diff: str) -> str:
    """Do what patch does, and be as strict as it can be."""
    old, new = lines_of(original), list[str]()
    position = 0
    rest = re.findall(r"[^\n]*\n|[^\n]+", diff)[2:]
    while rest:
        header = HEADER.fullmatch(rest.pop(0).rstrip("\n"))
        assert header
        old_line, old_count, new_line, new_count = (int(g or "1") for g in header.groups())
        start = old_line - 1 if old_count else old_line
        assert start >= position
        new += old[position:start]
        assert len(new) == (new_line - 1 if new_count else new_line)
        position, made = start, len(new)
        while position - start < old_count or len(new) - made < new_count:
            line = rest.pop(0)
            sign, body = line[0], line[1:]
            if rest and rest[0].startswith("\\"):
                rest.pop(0)
                body = body.removesuffix("\n")
            if sign in " -":
                assert old[position] == body
                position += 1
            if sign in " +":
                new.append(body)
    return "".join(new + old[position:])


def diff_of(repair: Repair) -> str:
    result = FileResult("a.txt", "utf-8", 0, repair)
    data = repair.original.encode("utf-8", "surrogateescape")
    return b"".join(patch(result, data)).decode("utf-8", "surrogateescape")


@given(repairs())
def test_patch_makes_the_repaired_text(repair: Repair) -> None:
    if repair.changed:
        assert patched(repair.original, diff_of(repair)) == repair.text
    else:
        assert diff_of(repair) == ""


@given(repairs())
def test_nothing_raw_on_a_terminal(repair: Repair) -> None:
    shown = "".join(shown_diff(FileResult("a\x1b.txt", "utf-8", 0, repair), plain))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", shown)


def test_long_line_is_cut_to_where_it_changes() -> None:
    text = "a" * 5000 + "b" + "a" * 5000 + "\n"
    edit = Edit("r", 5000, 5001, "b", "c", "why")
    repair = Repair(text.replace("b", "c"), text, (edit,))
    shown = list(shown_diff(FileResult("a.txt", "utf-8", 0, repair), plain))
    assert max(map(len, shown)) < 500
    assert any("ab" in line and line.startswith("-") for line in shown)
    assert any("ac" in line and line.startswith("+") for line in shown)


def test_many_edits_in_one_line_cost_no_more_than_the_line() -> None:
    text = "ab" * 200_000
    edits = tuple(Edit("r", i, i + 1, "a", "c", "why") for i in range(0, len(text), 2))
    repair = Repair("cb" * 200_000, text, edits)
    assert patched(text, diff_of(repair)) == repair.text
