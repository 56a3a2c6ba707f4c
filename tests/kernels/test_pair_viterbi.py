"""The path through bytes against all paths, where the history of a character costs nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.kernels.pair_viterbi import ByteStep, orphan_bytes

ORPHAN_COST = 5.0


def free(gram: str) -> float:
    """Charge nothing for a character."""
    return 0.0


def test_no_bytes_have_no_orphans() -> None:
    assert list(orphan_bytes(0, lambda position: (), free, "")) == []


def test_the_last_character_decides_by_those_before_it() -> None:
    def steps_at(position: int) -> list[ByteStep]:
        return [ByteStep(1, "ab"[position], 0.0), ByteStep(1, "", 4.0, is_orphan=True)]

    def cost(gram: str) -> float:
        return 9.0 if gram == "ab" else 1.0

    assert list(orphan_bytes(2, steps_at, cost, " ")) == [1]


@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9)), max_size=8))
def test_the_path_is_the_cheapest(costs: list[tuple[float, float]]) -> None:
    """A byte is a character, half of a pair, or an orphan; the three have costs of their own."""

    def steps_at(position: int) -> Iterator[ByteStep]:
        single, pair = costs[position]
        yield ByteStep(1, "a", single)
        if position + 1 < len(costs):
            yield ByteStep(2, "b", pair)
        yield ByteStep(1, "", ORPHAN_COST, is_orphan=True)

    def paths(position: int) -> Iterator[tuple[float, list[int]]]:
        if position == len(costs):
            yield 0.0, []
            return
        for step in steps_at(position):
            for rest, orphans in paths(position + step.length):
                yield step.cost + rest, [position] * step.is_orphan + orphans

    cheapest = min(cost for cost, _ in paths(0))
    found = list(orphan_bytes(len(costs), steps_at, free, ""))[::-1]
    assert any(orphans == found and cost == pytest.approx(cheapest) for cost, orphans in paths(0))
