"""The comparison of both modes by ``fuzz.compiled``: it runs, and it sees what differs."""

from __future__ import annotations

from typing import Any

import pytest
from fuzz.compiled import HARNESSES, Worker, compare

import textrepair

#: A few seeds of each harness; ``python -m fuzz.compiled`` takes as many as there is time for.
SEEDS = [(name, seed) for seed in range(4) for name in HARNESSES]


class Answering(Worker):
    """Answers what it is told to."""

    def __init__(self, answers: list[Any]) -> None:
        self._answers = answers

    def ask(self, batch: list[tuple[str, int]]) -> None:
        """Take any seeds."""

    def answers(self, count: int) -> list[Any]:
        """Return the answers."""
        return self._answers


@pytest.mark.slow
@pytest.mark.skipif(not textrepair.compiled, reason="needs compiled kernels")
def test_both_modes_give_the_same() -> None:
    workers = Worker(pure=False), Worker(pure=True)
    try:
        assert [worker.is_compiled for worker in workers] == [True, False]
        assert compare(SEEDS, workers) == []
    finally:
        for worker in workers:
            worker.end()


def test_what_differs_is_told_with_its_seed() -> None:
    one, other = Answering(["a", ["b", 1.0]]), Answering(["a", ["b", 1.0000000000000002]])
    (told,) = compare([("fix", 1), ("repair", 7)], (one, other))
    assert told.startswith("repair, seed 7:")
    assert "1.0000000000000002" in told
