"""Lines that the compiled reader reads are what the rules make of them without it."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernels.test_twins import known_texts, misread_bytes, with_misread_words
from textrepair import kernels
from textrepair.kernels import UTF8_LINES, UTF8_THROUGHOUT, shared_scan
from textrepair.mojibake.structure.whole_text import as_utf8, certain_line, certain_utf8
from textrepair.pipeline.gate_tables import tables_of_package
from textrepair.pipeline.pipeline import Pipeline

pytestmark = pytest.mark.skipif(not kernels.compiled, reason="the kernels are not compiled")

#: What may stand in a row of data: words that are sound, and words that are not.
pieces = st.lists(
    st.text(st.sampled_from("aàbcçéÉßøŁœŸ’”«» \xa0Ã©Â.1-µ®"), min_size=1, max_size=6), max_size=9
)


def without_readers(function: Callable[[str], str | None], text: str) -> str | None:
    """Return what a function gives where no compiled reader of UTF-8 is shared."""
    assert tables_of_package() is not None  # which shares them, once
    with patch.dict(kernels._scans):
        for name in (UTF8_LINES, UTF8_THROUGHOUT):
            del kernels._scans[name]
        assert shared_scan(UTF8_LINES) is None
        return function(text)


def assert_reads_as_the_rules(text: str) -> None:
    fix = Pipeline().fix
    assert fix(text) == without_readers(fix, text)


def test_texts_of_many_lines_are_what_they_are_without_the_reader() -> None:
    read = 0
    for text in known_texts():
        lines = [line[:120] for line in text[:360].split("\n")]
        raw = "\n".join(
            line if i % 3 else with_misread_words(line, 2) for i, line in enumerate(lines)
        )
        assert_reads_as_the_rules(f"{raw}\n{misread_bytes(lines[0])}")
        read += any(certain_line(line) is not None for line in raw.split("\n"))
    assert read > 100


def test_long_lines_are_what_they_are_without_the_reader() -> None:
    row = '{"name": "Jürgen", "city": "KÃ¶ln", "text": "né à la fin"}, '
    assert_reads_as_the_rules(f"[{row * 80}]")
    assert Pipeline().fix(f"[{row * 80}]") == f"[{row * 80}]".replace("Ã¶", "ö")


@given(
    st.lists(pieces, max_size=5), st.integers(1, 4), st.sampled_from([" ", " plain words ", ", "])
)
def test_rows_are_what_they_are_without_the_reader(
    rows: list[list[str]], step: int, between: str
) -> None:
    assert_reads_as_the_rules(
        "\n".join(
            between.join(w if i % step else misread_bytes(w) for i, w in enumerate(row))
            for row in rows
        )
    )


@given(st.text(st.sampled_from("aéàüß’“”–…€ñçа中\n ?⠿\x81"), max_size=40))
def test_what_the_reader_takes_for_utf8_is_utf8_throughout(text: str) -> None:
    for raw in (misread_bytes(text), text):
        certain = certain_utf8(raw)
        assert certain is None or certain == without_readers(as_utf8, raw)
