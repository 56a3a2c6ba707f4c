"""The search for lost bytes is bounded: so many steps a line and a character, and no more."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import Pipeline
from textrepair.kernels.lattice import Beam, Choices, cheapest_path
from textrepair.recovery import SearchBudget, recover
from textrepair.recovery.character_arcs import ends_of, steps_and_states

#: Lines of which nearly every byte is open, as strangers paste them.
OPEN_LINES = {
    "question marks between characters": ("中?" * 64, "?"),
    "replacement characters between characters": ("中\ufffd" * 64, "\ufffd"),
    "question marks between Cyrillic letters": ("Ñ?Ð?Ð" * 24, "?"),
}
GARBLED = "今天天气很好，我们一起去公园".encode().decode("gbk", "replace")


@pytest.mark.parametrize("name", OPEN_LINES)
@pytest.mark.parametrize("steps", [100, 3000, 30_000])
def test_a_search_takes_no_more_steps_than_its_line_has(name: str, steps: int) -> None:
    line, mark = OPEN_LINES[name]
    budget = SearchBudget.with_steps(steps)
    recover(line, mark, None, budget)
    assert 0 <= budget.steps <= steps


def test_a_search_without_steps_finds_nothing_and_says_so() -> None:
    budget = SearchBudget.with_steps(0)
    assert recover(GARBLED, "\ufffd", None, budget) is None
    assert budget.is_spent


def test_with_few_steps_a_line_is_searched_with_a_narrower_beam() -> None:
    """Rather than not at all: what is read so may be called a guess, and is no other text."""
    for steps in (2000, 4000, 8000):
        budget = SearchBudget.with_steps(steps)
        found = recover(GARBLED, "\ufffd", None, budget)
        assert found is not None
        assert found.recovered.text == "今天天气很好，我们一起去公园"


def test_drafts_leave_steps_for_the_full_search() -> None:
    budget = SearchBudget.with_steps(1000)
    while budget.pay(10, for_draft=True):
        pass
    assert budget.steps >= budget.for_full > 0
    assert budget.pay(budget.for_full, for_draft=False)


def test_an_ordinary_line_does_not_spend_its_budget() -> None:
    budget = SearchBudget.of(GARBLED)
    found = recover(GARBLED, "\ufffd", None, budget)
    assert found is not None
    assert found.recovered.text == "今天天气很好，我们一起去公园"
    assert not budget.is_spent


def test_a_line_that_is_not_searched_to_the_end_stays_and_is_reported() -> None:
    line = "е?ѓЌзс?Žё?" * 40 + "\ufffd中?Ã\ufffd" * 60
    result = Pipeline(select=["lost-bytes"]).repair(line)
    assert result.text == line
    assert result.findings


@st.composite
def lattices(draw: st.DrawFn) -> list[list[Choices]]:
    size = draw(st.integers(1, 8))
    return [
        [
            Choices(draw(st.integers(node + 1, size)), letters, (0.0,) * len(letters))
            for letters in draw(st.lists(st.text("abcdefgh", max_size=3), max_size=4))
        ]
        for node in range(size)
    ]


@given(lattices(), st.integers(1, 6))
def test_the_steps_of_a_search_are_known_before_it(
    lattice: list[list[Choices]], width: int
) -> None:
    steps = 0

    def cost(state: str, text: str) -> tuple[float, str]:
        nonlocal steps
        steps += bool(text)  # what follows the last node costs a step without text
        return float(ord(text or "a") % 3), (state + text)[-3:]

    cheapest_path(lattice, cost, "", "", Beam(width, 1000.0))
    assert steps <= steps_and_states(ends_of(lattice), width)[0]


def test_lattices_are_looked_at_no_longer_than_the_looks_of_the_line_last() -> None:
    text, replacement = OPEN_LINES["question marks between characters"]
    budget = SearchBudget.with_steps(10**9, looks=1)
    recover(text, replacement, None, budget)
    assert budget.is_spent
    assert budget.looks < 0
    whole = SearchBudget.with_steps(10**9)
    recover(text, replacement, None, whole)
    assert not whole.is_spent
    assert sys.maxsize - whole.looks > 1 - budget.looks  # the first channel is not all of them


def test_garbled_lines_are_read_within_their_looks() -> None:
    budget = SearchBudget.of(GARBLED)
    assert recover(GARBLED, "\ufffd", None, budget) is not None
    assert budget.looks > 0
    assert not budget.is_spent
