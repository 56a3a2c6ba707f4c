"""Offset maps, against the obvious way: follow every character through the change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import edits_of

from textrepair import Edit, Repair
from textrepair.edits import apply_edits
from textrepair.edits.offsets import OffsetMap


def followed(text: str, edits: list[Edit]) -> list[tuple[int, int]]:
    """List (offset before, offset after) of every character that no edit touches."""
    touched = {i for edit in edits for i in range(edit.start, edit.end)}
    return [
        (i, i + sum(len(e.after) - len(e.before) for e in edits if e.end <= i))
        for i in range(len(text))
        if i not in touched
    ]


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("0123456789", max_size=12))
    return text, draw(edits_of(text, "r"))


@settings(max_examples=200)
@given(changes())
def test_every_unchanged_character_is_found_both_ways(change: tuple[str, list[Edit]]) -> None:
    text, edits = change
    repair = Repair(apply_edits(text, edits), text, tuple(edits))
    for before, after in followed(text, edits):
        assert repair.to_repaired(before) == after
        assert repair.to_original(after) == before
        assert repair.text[repair.to_repaired(before)] == text[before]


@settings(max_examples=200)
@given(changes())
def test_maps_never_run_backwards_and_stay_inside(change: tuple[str, list[Edit]]) -> None:
    text, edits = change
    repair = Repair(apply_edits(text, edits), text, tuple(edits))
    forward = [repair.to_repaired(i) for i in range(len(text) + 1)]
    backward = [repair.to_original(i) for i in range(len(repair.text) + 1)]
    assert forward == sorted(forward)
    assert backward == sorted(backward)
    assert forward[-1] == len(repair.text)
    assert backward[-1] == len(text)


@settings(max_examples=300)
@given(changes(), st.data())
def test_a_span_goes_back_to_the_smallest_origin(
    change: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = change
    result = apply_edits(text, edits)
    start = data.draw(st.integers(0, len(result)))
    end = data.draw(st.integers(start, len(result)))
    offsets = OffsetMap.of((e.start, e.end, len(e.after)) for e in edits)
    widened, origin = offsets.origin(start, end)
    spans = [
        ((after, after + 1), (before, before + 1))
        for before, after in followed(text, edits)
        if start <= after < end
    ]
    shift = 0
    for edit in edits:
        left = edit.start + shift
        right = left + len(edit.after)
        if left < end and start < right:
            spans.append(((left, right), (edit.start, edit.end)))
        shift += len(edit.after) - len(edit.before)
    if spans:
        assert widened == (min(a[0] for a, _ in spans), max(a[1] for a, _ in spans))
        assert origin == (min(b[0] for _, b in spans), max(b[1] for _, b in spans))
    else:
        assert widened == (start, end)
        assert origin[0] == origin[1]


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_an_index_error(offset: int) -> None:
    repair = Repair("abc", "abc")
    with pytest.raises(IndexError, match=f"offset {offset} is outside the text, which has 3"):
        repair.to_original(offset)
    with pytest.raises(IndexError, match="code points"):
        repair.to_repaired(offset)


def test_a_text_as_long_as_you_like_ends_where_it_ends() -> None:
    repair = Repair("ab", "ab")
    assert repair.to_original(2) == repair.to_repaired(2) == 2


def test_inside_a_deletion_offsets_stay_where_it_was() -> None:
    repair = Repair("ad", "abcd", (Edit("r", 1, 3, "bc", "", ""),))
    assert [repair.to_repaired(i) for i in range(5)] == [0, 1, 1, 1, 2]
    assert [repair.to_original(i) for i in range(3)] == [0, 3, 4]


def test_inside_an_insertion_offsets_stay_where_it_is() -> None:
    repair = Repair("axyb", "ab", (Edit("r", 1, 1, "", "xy", ""),))
    assert [repair.to_repaired(i) for i in range(3)] == [0, 3, 4]
    assert [repair.to_original(i) for i in range(5)] == [0, 1, 1, 1, 2]
