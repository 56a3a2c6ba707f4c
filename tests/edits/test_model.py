"""Edits, findings, and the face of a repair."""

from __future__ import annotations

import json
import pickle

import pytest

from textrepair import Applicability, Edit, Finding, Repair, Suggestion

EDIT = Edit("r", 1, 2, "\ud800", "b", "restored", Applicability.UNSAFE, 0.5, ("s",))
FINDING = Finding("r", 0, 1, "a", "odd", (Suggestion("b", 0.5, "likely"),))


def test_a_repair_is_plain_data_for_json_lone_surrogates_too() -> None:
    plain = Repair("abc", "a\ud800c", (EDIT,), (FINDING,)).to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert plain["edits"][0] == {
        "rule": "r",
        "start": 1,
        "end": 2,
        "before": "\ud800",
        "after": "b",
        "message": "restored",
        "applicability": "unsafe",
        "confidence": 0.5,
        "also": ["s"],
    }
    assert plain["findings"][0]["suggestions"] == [
        {"text": "b", "confidence": 0.5, "reason": "likely"}
    ]
    assert type(plain["edits"][0]["applicability"]) is str


def test_an_edit_that_is_not_applied_is_a_finding_that_suggests_it() -> None:
    finding = EDIT.as_finding()
    assert (finding.rule, finding.start, finding.end, finding.text) == ("r", 1, 2, "\ud800")
    assert finding.suggestions == (Suggestion("b", 0.5, "restored"),)
    assert finding.applicability is Applicability.UNSAFE


def test_a_repair_says_whether_it_changed_anything() -> None:
    assert Repair("abc", "a\ud800c", (EDIT,)).changed
    assert not Repair("a", "a", findings=(FINDING,)).changed


def test_a_repair_can_be_pickled_after_it_was_asked_for_offsets() -> None:
    repair = Repair("abc", "a\ud800c", (EDIT,), (FINDING,))
    assert repair.to_original(2) == 2
    assert pickle.loads(pickle.dumps(repair)) == repair


@pytest.mark.parametrize("item", [EDIT, FINDING])
def test_what_was_said_is_not_changed_afterwards(item: Edit | Finding) -> None:
    with pytest.raises(AttributeError):
        item.rule = "other"  # type: ignore[misc]


def test_applicability_is_ordered_by_how_much_trust_it_asks_for() -> None:
    order = sorted(Applicability, key=lambda a: a.rank)
    assert order == [Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY]
