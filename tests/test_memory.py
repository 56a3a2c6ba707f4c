"""The memory of a process that repairs lines without end: bounded, whatever they are."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.memory import holders

from textrepair import Pipeline
from textrepair.chinese.variants.phrases import CharacterTable
from textrepair.language.scripts import SYMBOLS, symbol

#: Entries of a cache without bound: pages, pairs of pages, bytes of pages.
MOST_OF_UNBOUNDED = 4000


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


def test_caches_do_not_grow_with_characters_that_are_made_up() -> None:
    """Each cache of the package is bounded, or its arguments are few by their nature."""
    made_up = [chr(code) for code in range(0xA0, 0x30000, 7) if not 0xD800 <= code < 0xE000]
    pipeline = Pipeline(unsafe=True)
    for at in range(0, len(made_up), 40):
        word = "".join(made_up[at : at + 40])
        pipeline.repair(f"dÃ©jÃ  {word} vu {word[::-1]}? caf\ufffd (xiàn)")
    for name, cache, _ in holders():
        if isinstance(cache, functools._lru_cache_wrapper):
            info = cache.cache_info()
            assert info.maxsize is not None or info.currsize <= MOST_OF_UNBOUNDED, (name, info)
