"""A scan for all triggers must never miss what a single rule's trigger would see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import RULES, Options, Pipeline, Rule, Trigger
from textrepair.pipeline import triggers as scanning
from textrepair.pipeline.ascii_marks import search_for_marks
from textrepair.pipeline.triggers import TriggerScan, TriggerSearch
from textrepair.rules.listing import ListedRule, builtin_rules, listing

TRIGGERS = [
    Trigger("?", r"\?\?\?", ascii=True),
    Trigger("(", "[a-zāáǎà]{1,7}[)]"),
    Trigger("<", ">|%", ascii=True),
    Trigger("\N{REPLACEMENT CHARACTER}"),
    Trigger("ÃÂ", "[\x80-\xbf]"),
    Trigger(r"\-\]", "x", ascii=True),
]


@given(st.text("?(ā)<>%\ufffdÃ\xa9-]xa\n"), st.lists(st.sampled_from(TRIGGERS), max_size=4))
def test_all_triggers_together_see_what_each_sees(text: str, triggers: list[Trigger]) -> None:
    alone = any(TriggerSearch([trigger])(text) for trigger in triggers)
    together = bool(TriggerSearch(triggers)(text))
    assert together or not alone


@given(st.text("?(ā)<>%\ufffdÃ\xa9-]xa\n"))
def test_triggers_beyond_ascii_see_nothing_else(text: str) -> None:
    dirty = TriggerSearch([t for t in TRIGGERS if not t.ascii])(text)
    assert bool(dirty) == any(
        TriggerSearch([trigger])(text) for trigger in TRIGGERS if not trigger.ascii
    )


def test_no_triggers_see_nothing() -> None:
    assert not TriggerSearch([])("<>")


def test_alternatives_are_only_looked_for_after_their_own_first_character() -> None:
    dirty = TriggerSearch([Trigger("<", "a|b", ascii=True), Trigger(">", "c", ascii=True)])
    assert dirty("<b")
    assert not dirty(">b")


def test_a_line_of_many_candidates_is_scanned_once() -> None:
    """A trigger with an unbounded repeat would make this hang, not fail."""
    scan = TriggerScan(builtin_rules())
    for char in "?(<>,%0 \xa0Ã\ufffd\N{BULLET}":
        scan.matches(char * 200_000)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_triggers_of_the_rules_compile_alone_and_together(rule: Rule) -> None:
    alone, together = TriggerScan([ListedRule.of(rule)]), TriggerScan(builtin_rules())
    for text in ("", "plain text", "\ud800", "????當(dāng)", "Ã©", "<>G"):
        assert together.matches(text) or not alone.matches(text)


@pytest.mark.parametrize("entry", builtin_rules(), ids=lambda entry: entry.name)
def test_a_listed_rule_says_what_the_rule_says(entry: ListedRule) -> None:
    of_rule = ListedRule.of(entry.rule)
    assert of_rule.trigger == entry.trigger
    for name in ("name", "profiles", "reports_only", "reaches", "by_option", "marks", "is_ascii"):
        assert getattr(of_rule, name) == getattr(entry, name)


def test_the_listing_on_disk_is_that_of_the_rules() -> None:
    """tests/test_docs.py says so too; without the listing nothing is repaired."""
    assert [entry.rule for entry in builtin_rules()] == list(RULES)
    assert listing(RULES).count("\n") == 2 * len(RULES) + 2


ESCAPES = [
    "\\u00c3\\u00a9",
    "&Atilde;&copy;",
    "%C3%83%C2%A9",
    "=c3=83=c2=a9",
    "u'\\xc3\\xa9'",
    "$B$3$s$K$A(B",
]
#: What stands around escapes, and looks like a part of one.
AROUND = st.text("\\ux&;%=$B@C3c0 a\n", max_size=40)
WITH_MARKS = [rule for rule in RULES if rule.trigger.marks]


@given(AROUND, st.sampled_from(ESCAPES), AROUND, st.sampled_from([0, 500]))
def test_ascii_text_without_marks_holds_nothing_to_repair(
    before: str, escape: str, after: str, length: int
) -> None:
    """The check for marks comes before all else: rules never see what it lets pass."""
    plain = "plain text " * length
    for text in (before + plain + escape + after, before + plain + after):
        for rule in WITH_MARKS:
            if list(rule.find(text, Options())):
                assert search_for_marks(rule.trigger.marks)(text)


def test_rules_that_change_ascii_text_name_marks() -> None:
    """Without marks, all ASCII text would be scanned by a regular expression."""
    fixing = Pipeline().fixing.rules
    assert {rule.name for rule in fixing if rule.trigger.ascii and not rule.trigger.marks} == set()


@given(st.text("Ã©a\ufffd?(ā)€â\u0093 "))
def test_a_scan_says_what_it_said_before_it_was_warm(text: str) -> None:
    cold, warm = (TriggerScan(builtin_rules()) for _ in range(2))
    warm.matches("é" * scanning.WARM)
    assert bool(cold.matches(text)) == bool(warm.matches(text))
    assert [entry.name for entry in cold.matching(text)] == [e.name for e in warm.matching(text)]


MANY_MARKS = ["<U+", "91>", *(f"{one}{two}>" for one in "cdef" for two in "0123456789abcdef")]


@pytest.mark.parametrize("at", [0, 3, 65532, 65535, 65536, 65538, 65541, 90000])
def test_one_of_many_marks_is_found_among_many_of_their_characters(at: int) -> None:
    holds_mark = search_for_marks(MANY_MARKS)
    tags = "gb>" * 30000
    assert not holds_mark(tags + "c3")
    assert all(holds_mark(tags[:at] + mark + tags[at:]) for mark in MANY_MARKS)
