"""A scan for all triggers must never miss what a single rule's trigger would see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import RULES, Rule, Trigger
from textrepair.pipeline.triggers import TriggerScan, compile_triggers

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
    alone = any(compile_triggers([trigger])(text) for trigger in triggers)
    together = bool(compile_triggers(triggers)(text))
    assert together or not alone


@given(st.text("?(ā)<>%\ufffdÃ\xa9-]xa\n"))
def test_triggers_beyond_ascii_see_nothing_else(text: str) -> None:
    dirty = compile_triggers([t for t in TRIGGERS if not t.ascii])(text)
    assert bool(dirty) == any(
        compile_triggers([trigger])(text) for trigger in TRIGGERS if not trigger.ascii
    )


def test_no_triggers_see_nothing() -> None:
    assert not compile_triggers([])("<>")


def test_alternatives_are_only_looked_for_after_their_own_first_character() -> None:
    dirty = compile_triggers([Trigger("<", "a|b", ascii=True), Trigger(">", "c", ascii=True)])
    assert dirty("<b")
    assert not dirty(">b")


def test_a_line_of_many_candidates_is_scanned_once() -> None:
    """A trigger with an unbounded repeat would make this hang, not fail."""
    scan = TriggerScan(RULES)
    for char in "?(<>,%0 \xa0Ã\ufffd\N{BULLET}":
        scan.matches(char * 200_000)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_triggers_of_the_rules_compile_alone_and_together(rule: Rule) -> None:
    alone, together = TriggerScan([rule]), TriggerScan(RULES)
    for text in ("", "plain text", "\ud800", "????當(dāng)", "Ã©", "<>G"):
        assert together.matches(text) or not alone.matches(text)
