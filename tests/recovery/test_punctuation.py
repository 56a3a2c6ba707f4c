"""Garbled marks: what place decides, and that the search is linear in what it is given."""

from __future__ import annotations

import pytest

from textrepair.recovery.punctuation.explained_marks import TooOpenError
from textrepair.recovery.punctuation.find import explain_marks
from textrepair.recovery.punctuation.form_packs import forms
from textrepair.recovery.punctuation.garbled_forms import READERS
from textrepair.recovery.punctuation.mark_evidence import ENOUGH_EVIDENCE


@pytest.mark.parametrize("reader", READERS, ids=">".join)
def test_what_lost_nothing_stands_for_one_mark(reader: tuple[str, ...]) -> None:
    known = forms(reader)
    for garbled in known.strings():
        exact = {form.text for form in known.get(garbled) if form.lost is None and not form.bits}
        assert len(exact) <= 1, garbled
        assert len(garbled) in known.lengths


def test_the_place_decides_which_mark_it_was() -> None:
    explained = explain_marks("He said â??noâ?? and didnâ??t stay at the inn.")
    assert explained is not None
    assert explained.evidence >= ENOUGH_EVIDENCE
    assert [mark.text for mark in explained.marks] == ["“", "”", "’"]
    assert all(not mark.others for mark in explained.marks)


def test_the_length_of_a_dash_is_told_to_be_a_guess() -> None:
    explained = explain_marks('It went wrong â€" as it had to.')
    assert explained is not None
    (mark,) = explained.marks
    assert mark.is_dash_of_some_length


def test_a_byte_that_makes_a_pair_was_not_lost() -> None:
    # “s would be one pair in Shift-JIS: only ‘ loses its last byte before an s
    explained = explain_marks("the 窶?save窶?button doesn窶冲 work")
    assert explained is not None
    assert [mark.text for mark in explained.marks] == ["‘", "’ ", "’t"]


@pytest.mark.parametrize("times", [10, 300])
def test_many_marks_are_all_read(times: int) -> None:
    line = "â€œnoâ€? " * times
    explained = explain_marks(line)
    assert explained is not None
    assert [mark.text for mark in explained.marks] == ["“", "”"] * times


def test_marks_that_touch_one_another_without_end_are_not_searched() -> None:
    line = "â€?â€? " * 100
    with pytest.raises(TooOpenError):
        explain_marks(line)
