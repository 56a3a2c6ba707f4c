"""The ledger: what rules say one after another, kept in terms of the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import assert_sound, edits_of

from textrepair import Applicability, Edit, Finding, Suggestion
from textrepair.edits import apply_edits
from textrepair.edits.ledger import Ledger
from textrepair.errors import RuleError


def edit(start: int, before: str, after: str, rule: str = "r") -> Edit:
    return Edit(rule, start, start + len(before), before, after, f"{before} to {after}")


def unsafe(start: int, before: str, after: str, rule: str = "u") -> Edit:
    end = start + len(before)
    return Edit(rule, start, end, before, after, "perhaps", Applicability.UNSAFE, 0.4)


def finding(start: int, text: str, *suggested: str, rule: str = "f") -> Finding:
    suggestions = tuple(Suggestion(s, 0.5, "it fits") for s in suggested)
    return Finding(rule, start, start + len(text), text, "odd", suggestions)


@settings(max_examples=200)
@given(st.text("abcdef", max_size=10), st.data())
def test_whatever_rules_say_the_repair_is_sound(text: str, data: st.DataObject) -> None:
    accept = data.draw(st.booleans())
    ledger = Ledger(text, unsafe=accept)
    expected = text
    for number in range(data.draw(st.integers(1, 4))):
        said = [
            Edit(
                e.rule, e.start, e.end, e.before, e.after, e.message,
                data.draw(st.sampled_from(Applicability)),
            )
            for e in data.draw(edits_of(ledger.text, f"r{number}"))
        ]  # fmt: skip
        applied = [
            e
            for e in said
            if e.applicability is Applicability.SAFE
            or (accept and e.applicability is Applicability.UNSAFE)
        ]
        at = data.draw(st.integers(0, len(expected)))
        remark = finding(at, ledger.text[at : at + 2], "X", rule=f"f{number}")
        changed = ledger.take("r", [*said, remark])
        expected = apply_edits(expected, applied)
        assert changed == bool(applied)
        assert ledger.text == expected
    repair = ledger.result()
    assert repair.text == expected
    assert_sound(repair)


def test_edits_may_come_in_any_order_and_idle_ones_are_left_out() -> None:
    ledger = Ledger("abc", unsafe=False)
    assert ledger.take("r", [edit(2, "c", "C"), edit(1, "b", "b"), edit(0, "a", "A")])
    assert ledger.text == "AbC"
    assert [e.start for e in ledger.result().edits] == [0, 2]
    assert not ledger.take("r", [edit(1, "b", "b")])


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([edit(0, "ab", "X"), edit(1, "b", "Y")], "overlap, at 0-2 and 1-2"),
        ([edit(0, "ab", "X"), unsafe(1, "b", "Y")], "overlap"),
        ([edit(1, "a", "X")], "'a' at 1-2, where something else stands"),
        ([edit(2, "cd", "X")], "something else stands"),
        ([edit(-1, "c", "X")], "something else stands"),
    ],
)
def test_edits_that_do_not_fit_are_refused_by_the_name_of_their_rule(
    edits: list[Edit], message: str
) -> None:
    with pytest.raises(RuleError, match=f"rule 'bad' .*{message}"):
        Ledger("abc", unsafe=False).take("bad", edits)


def test_a_withheld_edit_is_a_finding_of_the_rule_that_gave_it() -> None:
    ledger = Ledger("xxbc", unsafe=False)
    ledger.take("r", [edit(0, "xx", "y")])
    ledger.take("u", [unsafe(1, "b", "B")])
    (found,) = ledger.result().findings
    assert (found.rule, found.start, found.end, found.text) == ("u", 2, 3, "b")
    assert found.suggestions == (Suggestion("B", 0.4, "perhaps"),)


def test_withheld_edits_within_one_earlier_edit_stay_two_findings() -> None:
    """Each suggestion is made to fit the span of the original that it then has."""
    ledger = Ledger("<garbled>", unsafe=False)
    ledger.take("r", [edit(1, "garbled", "a 1 b 2")])
    ledger.take("u", [unsafe(3, "1", "3"), unsafe(7, "2", "4")])
    found = ledger.result().findings
    assert [(f.start, f.end, f.text) for f in found] == [(1, 8, "garbled")] * 2
    assert [f.suggestions[0].text for f in found] == ["a 3 b 2", "a 1 b 4"]


def test_with_unsafe_a_best_guess_is_applied() -> None:
    ledger = Ledger("abc", unsafe=True)
    assert ledger.take("u", [unsafe(1, "b", "B")])
    assert ledger.text == "aBc"
    assert ledger.result().findings == ()


def test_the_same_finding_in_a_second_pass_is_said_once() -> None:
    ledger = Ledger("abc", unsafe=False)
    ledger.take("f", [finding(2, "c")])
    ledger.take("r", [edit(0, "a", "")])
    ledger.take("f", [finding(1, "c")])
    assert ledger.result().findings == (finding(2, "c"),)


def test_a_finding_is_dropped_once_a_later_rule_repairs_its_place() -> None:
    ledger = Ledger("abc", unsafe=False)
    ledger.take("f", [finding(1, "b"), finding(2, "c")])
    ledger.take("r", [edit(0, "ab", "X")])
    assert ledger.result().findings == (finding(2, "c"),)


def test_a_finding_given_with_an_edit_of_its_place_stays() -> None:
    """What is said of an edit, such as a character that it could not restore, is kept."""
    ledger = Ledger("ab?c", unsafe=False)
    said = finding(2, "?", "1", "2")
    ledger.take("f", [edit(1, "b?", "B?", "f"), said])
    ledger.take("f", [finding(2, "?", "1", "2")])  # in the second pass
    ledger.take("r", [edit(0, "a", "A"), edit(3, "c", "C")])
    assert ledger.result().findings == (said,)


def test_many_findings_beside_many_edits_cost_no_more_than_their_number() -> None:
    text = "ab" * 20_000
    ledger = Ledger(text, unsafe=False)
    for _ in range(2):
        edits = [edit(i, "a", "A") for i in range(0, len(text), 2) if ledger.text[i] == "a"]
        ledger.take(
            "r", [*edits, *(finding(i, "A" if not edits else "a") for i in range(0, 40_000, 2))]
        )
    assert len(ledger.result().findings) == 20_000


def test_a_rule_takes_in_what_others_found_at_its_places() -> None:
    ledger = Ledger("a 17G b 17G", unsafe=False)
    ledger.take("narrow", [finding(2, "17G", rule="narrow"), finding(8, "17G", rule="narrow")])
    wide = [finding(2, "17", "10", rule="wide")]
    ledger.take("wide", wide, ["narrow"])
    merged, alone = ledger.result().findings
    assert (merged.rule, merged.also, merged.text) == ("wide", ("narrow",), "17")
    assert [s.text for s in merged.suggestions] == ["10"]
    assert (alone.rule, alone.start) == ("narrow", 8)
    ledger.take("narrow", [finding(2, "17G", rule="narrow")])
    ledger.take("wide", wide, ["narrow"])
    assert ledger.result().findings == (merged, alone), "what was taken in is not said again"


def test_reasons_are_told_together() -> None:
    ledger = Ledger("10,5", unsafe=False)
    ledger.take("a", [Finding("a", 0, 4, "10,5", "no numeral")])
    ledger.take("b", [Finding("b", 0, 2, "10", "elsewhere"), Finding("b", 3, 4, "5", "x")], ["a"])
    assert [f.message for f in ledger.result().findings] == ["no numeral; elsewhere", "x"]
