"""The three rules that see damaged numbers by themselves, without a source."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import Case, rule_fixtures

from textrepair.edits import Edit, Finding
from textrepair.options import Options
from textrepair.pipeline.triggers import TriggerScan
from textrepair.rules.listing import ListedRule
from textrepair.rules.numbers import (
    impossible_designation,
    impossible_value,
    malformed_number,
    number_gap,
)
from textrepair.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    number_gap.RULE,
    malformed_number.RULE,
    impossible_designation.RULE,
    impossible_value.RULE,
)
NUMBERISH = st.text(alphabet="0159<>,. G%p-abmthsM\n月", max_size=60)


def said(rule: Rule, text: str) -> list[Edit | Finding]:
    return list(rule.find(text, Options()))


def noops(rule: Rule) -> list[Case]:
    return rule_fixtures()[rule.name].of("noop")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_findings_are_those_of_the_fixtures(rule: Rule) -> None:
    for case in noops(rule):
        found = sorted(said(rule, case.text), key=lambda item: item.start)
        names = [f"{rule.name}: {case.text[item.start : item.end]}" for item in found]
        own = [name for name in case.findings or () if name.startswith(f"{rule.name}: ")]
        assert names == own, case.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@given(text=NUMBERISH)
def test_triggers_miss_nothing_and_findings_point_at_digits(rule: Rule, text: str) -> None:
    found = said(rule, text)
    if found:
        assert TriggerScan([ListedRule.of(rule)]).matches(text)
    for item in found:
        assert isinstance(item, Finding)
        assert text[item.start : item.end] == item.text
        assert any(c.isdigit() for c in item.text) or "<>" in item.text


@pytest.mark.parametrize(
    ("rule", "clean"),
    [
        (number_gap, "The rate of 5G users has reached 70% in 2019."),
        (malformed_number, "The province has built 700,000 ports and 120,000 stations for them."),
        (impossible_designation, "5G base stations and ports of 10G-PON"),
        (impossible_value, "They were fed on May 5, 2005 in the town where they had been born."),
    ],
    ids=lambda value: getattr(value, "name", None),
)
@given(seed=st.integers(0, 500))
def test_what_is_inflicted_is_flagged(rule: Rule, clean: str, seed: int) -> None:
    garbled = rule.inflict(clean, Random(seed))
    assert garbled != clean
    assert said(rule, garbled)
    assert not said(rule, clean)


def test_a_gap_in_a_later_line_counts_by_itself() -> None:
    text = "The rate is 5%.\nIt was <>% before that.\nx <> 5\nif a <> b:\n"
    assert [item.start for item in said(number_gap.RULE, text)] == [text.index("<>")]


def test_the_language_can_be_told() -> None:
    text = "Ports: 10,70 ports"
    assert not said(malformed_number.RULE, text)
    found = list(malformed_number.find(text, Options(language="en")))
    assert [item.start for item in found] == [7]
