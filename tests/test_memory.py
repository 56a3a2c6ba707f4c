"""The memory of a process that repairs lines without end: bounded, whatever they are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from textrepair.chinese.variants.phrases import CharacterTable
from textrepair.language.scripts import SYMBOLS, symbol


@pytest.mark.slow
@pytest.mark.parametrize("pure", ["", "1"], ids=["as it is", "pure"])
def test_a_process_that_repairs_many_lines_stays_small(pure: str) -> None:
    pytest.importorskip("resource")
    ran = subprocess.run(
        [sys.executable, "-m", "fuzz.memory", "--lines", "8000", "--most-megabytes", "200"],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "TEXTREPAIR_PURE": pure} if pure else None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_tables_of_characters_do_not_grow_with_characters_that_are_made_up() -> None:
    table = CharacterTable({ord("a"): ord("b")})
    for code in range(0x10000, 0x20000):
        assert table[code] == code
        assert symbol(chr(code)).folded
        symbol(chr(code + 0x10000))
    assert len(table) == 1
    assert len(SYMBOLS) <= 25_000
