"""The scan of ASCII, which looks at 64 characters at a time, against expressions."""

from __future__ import annotations

import re
from array import array
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import RULES, Trigger
from textrepair.kernels import compiled, compiled_module
from textrepair.pipeline.trigger_windows import scanner_of

if TYPE_CHECKING:
    from textrepair.kernels._scan import Scanner

pytestmark = pytest.mark.skipif(not compiled, reason="the kernels are not compiled")

#: Those of the rules that repair, and one whose first character is frequent in code.
TRIGGERS = [
    *dict.fromkeys(r.trigger for r in RULES if r.trigger.ascii and not r.reports_only),
    Trigger("<", "(?:[89a-f][0-9a-f]|U\\+[0-9A-F]{4})>", ascii=True),
]
#: Pieces of what the triggers match, and what stands around it.
pieces = st.lists(
    st.one_of(
        st.sampled_from(["&amp;", "&", "$@", "$B", "\\u00c3", "\\xc3\\xa9", "=C3=A9", "%C3%A9"]),
        st.sampled_from(["<e9>", "<em>", "<U+00E9>", "<", "\x1b", "\0", "\r", "{", "c3", "3%"]),
        st.sampled_from("abcC3;&%=$\\{}<> \n9"),
        st.integers(1, 70).map("x".__mul__),
    ),
    max_size=24,
).map("".join)


@cache
def scan() -> tuple[Scanner, list[re.Pattern[str]]]:
    """Return the scan, and the expressions that it stands for."""
    scanner = scanner_of(TRIGGERS)
    assert scanner is not None
    return scanner, [re.compile(f"[{t.first}](?={t.then})", re.MULTILINE) for t in TRIGGERS]


def places(text: str) -> list[int]:
    """Return all places that the scan finds."""
    scanner, _ = scan()
    found = [scanner.find(text)]
    while found[-1] >= 0:
        found.append(scanner.find(text, found[-1] + 1))
    return found[:-1]


@given(st.integers(0, 140), pieces)
def test_places_are_those_that_the_expressions_find(before: int, text: str) -> None:
    text = "y" * before + text
    known = [i for i in range(len(text)) if any(p.match(text, i) for p in scan()[1])]
    assert places(text) == known
    assert compiled_module("_scan").without_vectors(places, text) == known


@pytest.mark.parametrize("size", [1, 2, 63, 64, 65, 66, 127, 128, 129, 1000])
def test_a_mark_is_found_wherever_it_stands(size: int) -> None:
    for place in range(size):
        text = f"{'y' * place}<e9>{'y' * (size - place)}"
        assert places(text) == [place]
        assert places(text[: place + 2]) == []
        assert places(f"{'y' * place}\x1b") == [place]


@given(st.lists(pieces, max_size=9))
def test_rows_are_told_by_what_stands_in_each(rows: list[str]) -> None:
    scanner, patterns = scan()
    columns: Any = compiled_module("_columns")
    data = "".join(rows).encode()
    offsets = array("q", accumulate(map(len, rows), initial=0))
    known = [i for i, row in enumerate(rows) if any(p.search(row) for p in patterns)]
    assert columns.ColumnScan(scanner, scanner).rows(data, offsets, None) == known
