"""Inputs that libFuzzer found to reach the most code (fuzz/guided.py): all keep the promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.choices import FromBytes
from fuzz.guided import CORPUS
from fuzz.harness import HARNESSES

INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.parent.name in HARNESSES)
#: Bytes of all inputs: what is kept in the tree is small.
MOST_BYTES = 200_000
#: Harnesses whose inputs take long, for they go through all rules.
SLOW = ("fix", "gate", "repair", "chunks", "decode")


def test_the_corpus_is_small_and_of_harnesses_that_there_are() -> None:
    assert sum(path.stat().st_size for path in CORPUS.glob("*/*")) <= MOST_BYTES


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=pytest.mark.slow if path.parent.name in SLOW else ())
        for path in INPUTS
    ],
    ids=lambda path: f"{path.parent.name}-{path.name[:8]}",
)
def test_an_input_of_the_corpus_keeps_the_promises(path: Path) -> None:
    HARNESSES[path.parent.name](FromBytes(path.read_bytes()))
