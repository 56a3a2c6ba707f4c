"""Every case of fixtures/rules and every article of fixtures/articles."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support import GROUPS, Case, article_cases, assert_sound, rule_cases, rule_fixtures

from textrepair import RULES, Repair, Rule, fix, repair


def cases(group: str) -> list[Any]:
    """Wrap the cases of a group for parametrize, each by its name."""
    return [pytest.param(case, id=case.id) for case in rule_cases(group)]


def findings_of(result: Repair) -> tuple[str, ...]:
    return tuple(f"{finding.rule}: {finding.text}" for finding in result.findings)


@pytest.mark.parametrize("case", cases("noop"))
def test_text_that_only_looks_damaged_stays(case: Case) -> None:
    result = repair(case.text, **case.options)
    assert result.text == case.text
    assert result.edits == ()
    assert findings_of(result) == (case.findings or ())
    fix_options = {name: value for name, value in case.options.items() if name != "source"}
    assert fix(case.text, **fix_options) is case.text


def assert_repaired(case: Case) -> Repair:
    """Assert what holds of every text that is repaired, and return the repair."""
    result = repair(case.text, **case.options)
    assert result.text == case.expected
    assert_sound(result)
    fix_options = {name: value for name, value in case.options.items() if name != "source"}
    if fix_options == case.options:
        assert fix(case.text, **fix_options) == case.expected
    assert fix(case.expected, **fix_options) is case.expected, "repairing twice changes no more"
    return result


@pytest.mark.parametrize("case", cases("pass"))
def test_damage_is_undone(case: Case) -> None:
    result = assert_repaired(case)
    if case.findings is not None:
        assert findings_of(result) == case.findings
    at_work = {name for edit in result.edits for name in (edit.rule, *edit.also)}
    speaking = {finding.rule for finding in result.findings}
    assert case.fixture in at_work | speaking, "the rule whose fixture this is had a part in it"


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known failure, kept and watched")
@pytest.mark.parametrize("case", cases("known-failure"))
def test_damage_that_is_not_undone_yet(case: Case) -> None:
    assert repair(case.text, **case.options).text == case.expected


@pytest.mark.parametrize("case", [pytest.param(c, id=c.id) for c in article_cases()])
def test_articles_are_restored(case: Case) -> None:
    assert_repaired(case)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_have_cases(rule: Rule) -> None:
    """At least two texts that the rule leaves alone, and two in which it has something to say."""
    fixture = rule_fixtures().get(rule.name)
    assert fixture is not None, f"fixtures/rules/{rule.name}.toml is missing"
    reported = [
        any(finding.startswith(f"{rule.name}: ") for finding in case.findings or ())
        for case in fixture.of("noop")
    ]
    assert reported.count(False) >= 2
    assert len(fixture.of("pass")) + reported.count(True) >= 2


def test_fixtures_are_of_rules_and_their_groups_are_known() -> None:
    assert set(rule_fixtures()) == {rule.name for rule in RULES}
    assert {case.group for each in rule_fixtures().values() for case in each.cases} <= set(GROUPS)


@pytest.mark.parametrize("name", rule_fixtures())
def test_cases_have_names_of_their_own(name: str) -> None:
    names = [case.name for case in rule_fixtures()[name].cases]
    assert len(names) == len(set(names))
    nameless = [each for each in names if re.fullmatch(r"(noop|pass|known-failure)-\d+", each)]
    assert nameless == [], "each case needs a name: the id of its test"


@pytest.mark.parametrize("group", GROUPS)
def test_no_case_stands_twice(group: str) -> None:
    known = [(c.text, repr(sorted(c.options.items()))) for c in rule_cases(group)]
    assert len(known) == len(set(known))
