"""Composed edits, against the obvious way: apply one stage after the other."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support import assert_sound, edits_of

from textrepair import Applicability, Edit, Repair
from textrepair.edits import apply_edits
from textrepair.edits.compose import compose

Stages = tuple[str, list[list[Edit]]]


@st.composite
def stages(draw: st.DrawFn, most: int = 4) -> Stages:
    """Draw a text and stages of edits, each stage on the text that the last one left."""
    original = text = draw(st.text("abcdef", max_size=10))
    drawn: list[list[Edit]] = []
    for number in range(draw(st.integers(1, most))):
        edits = draw(edits_of(text, f"r{number}"))
        drawn.append(edits)
        text = apply_edits(text, edits)
    return original, drawn


def one_by_one(original: str, drawn: list[list[Edit]]) -> str:
    text = original
    for edits in drawn:
        text = apply_edits(text, edits)
    return text


def composed(original: str, drawn: list[list[Edit]]) -> list[Edit]:
    edits: list[Edit] = []
    for stage in drawn:
        edits = compose(original, edits, stage)
    return edits


def survivors(original: str, drawn: list[list[Edit]]) -> dict[int, int]:
    """Map the offset of every character that no stage touched to where it ends up."""
    where: list[int | None] = list(range(len(original)))
    for edits in drawn:
        following: list[int | None] = []
        position = 0
        for edit in edits:
            following += where[position : edit.start]
            following += [None] * len(edit.after)
            position = edit.end
        where = following + where[position:]
    return {before: after for after, before in enumerate(where) if before is not None}


@settings(max_examples=400)
@given(stages())
def test_composed_edits_do_what_the_stages_do(drawn: Stages) -> None:
    original, each = drawn
    edits = composed(original, each)
    assert_sound(Repair(one_by_one(original, each), original, tuple(edits)))


@settings(max_examples=400)
@given(stages())
def test_untouched_characters_keep_their_offsets(drawn: Stages) -> None:
    original, each = drawn
    edits = composed(original, each)
    repair = Repair(one_by_one(original, each), original, tuple(edits))
    touched = {i for e in edits for i in range(e.start, e.end)}
    for before, after in survivors(original, each).items():
        if before in touched:
            continue  # edits on both sides of it met in a later stage
        assert repair.to_repaired(before) == after
        assert repair.to_original(after) == before


@given(stages(most=2))
def test_edits_in_disjoint_places_stay_apart(drawn: Stages) -> None:
    """An edit of one stage that no edit of the other touches is kept, word for word."""
    original, each = drawn
    first, second = each[0], each[1] if len(each) > 1 else []
    edits = compose(original, first, second)
    shift = 0
    for edit in first:
        start, end = edit.start + shift, edit.start + shift + len(edit.after)
        shift += len(edit.after) - len(edit.before)
        if all(other.end < start or end < other.start for other in second):
            assert edit in edits


def stage(*edits: tuple[int, int, str, str]) -> list[Edit]:
    return [Edit("r", start, end, before, after, "") for start, end, before, after in edits]


@pytest.mark.parametrize(
    ("original", "first", "second", "expected"),
    [
        pytest.param(
            "abc", stage((1, 1, "", "X")), stage((1, 2, "X", "")), [], id="insertion taken back"
        ),
        pytest.param(
            "abc", stage((1, 2, "b", "")), stage((1, 1, "", "b")), [], id="deletion taken back"
        ),
        pytest.param(
            "abc", stage((1, 2, "b", "X")), stage((1, 2, "X", "b")), [], id="exchange taken back"
        ),
        pytest.param(
            "abc",
            stage((1, 2, "b", "")),
            stage((1, 1, "", "X")),
            [(1, 2, "b", "X")],
            id="deletion met by insertion",
        ),
        pytest.param(
            "abcd",
            stage((1, 2, "b", "")),
            stage((0, 2, "ac", "X")),
            [(0, 3, "abc", "X")],
            id="deletion inside a replacement",
        ),
        pytest.param(
            "abcd",
            stage((1, 2, "b", "")),
            stage((1, 2, "c", "X")),
            [(1, 2, "b", ""), (2, 3, "c", "X")],
            id="deletion before a replacement stays apart",
        ),
        pytest.param(
            "abcd",
            stage((1, 2, "b", ""), (2, 3, "c", "")),
            stage((0, 1, "a", "X")),
            [(0, 1, "a", "X"), (1, 2, "b", ""), (2, 3, "c", "")],
            id="adjacent deletions stay apart",
        ),
        pytest.param(
            "ab",
            stage((1, 1, "", "XY")),
            stage((2, 2, "", "-")),
            [(1, 1, "", "X-Y")],
            id="insertion inside an insertion",
        ),
        pytest.param(
            "abc",
            stage((1, 2, "b", "XY")),
            stage((1, 1, "", "-"), (3, 3, "", "+")),
            [(1, 1, "", "-"), (1, 2, "b", "XY"), (2, 2, "", "+")],
            id="insertions beside a replacement stay apart",
        ),
    ],
)
def test_where_edits_meet(
    original: str, first: list[Edit], second: list[Edit], expected: list[tuple[int, int, str, str]]
) -> None:
    edits = compose(original, first, second)
    assert [(e.start, e.end, e.before, e.after) for e in edits] == expected


def test_a_merged_edit_says_who_worked_on_it_and_trusts_the_weakest() -> None:
    first = [Edit("a", 0, 2, "ab", "X", "one", confidence=0.9)]
    second = [Edit("b", 0, 1, "X", "Y", "two", Applicability.UNSAFE, 0.5)]
    third = [Edit("a", 0, 1, "Y", "Z", "one")]
    (edit,) = compose("ab", compose("ab", first, second), third)
    assert (edit.rule, edit.also) == ("a", ("b",))
    assert edit.message == "one; then two; then one"
    assert (edit.applicability, edit.confidence) == (Applicability.UNSAFE, 0.5)


@given(st.integers(0, 5))
@example(3)
def test_nothing_composed_with_nothing_is_nothing(length: int) -> None:
    assert compose("x" * length, [], []) == []
