"""Every case of fixtures/rules and every article of fixtures/articles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import Case, article_cases, assert_sound, rule_cases
from textrepair import RULES, Repair, fix, repair

RULE_NAMES = {rule.name for rule in RULES}


def cases(group: str) -> list[Any]:
    """Wrap the cases of a group for parametrize, each by its name."""
    return [pytest.param(case, id=case.name) for case in rule_cases(group)]


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
    rule = case.name.rpartition("-")[0]
    if rule in RULE_NAMES:
        at_work = {name for edit in result.edits for name in (edit.rule, *edit.also)}
        speaking = {finding.rule for finding in result.findings}
        assert rule in at_work | speaking, "the rule whose fixture this is had a part in it"


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="a known failure, kept and watched")
@pytest.mark.parametrize("case", cases("known-failure"))
def test_damage_that_is_not_undone_yet(case: Case) -> None:
    assert repair(case.text, **case.options).text == case.expected


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in article_cases()])
def test_articles_are_restored(case: Case) -> None:
    assert_repaired(case)


@pytest.mark.parametrize("group", ["pass", "noop", "known-failure"])
def test_no_case_stands_twice(group: str) -> None:
    known = [(c.text, repr(sorted(c.options.items()))) for c in rule_cases(group)]
    assert len(known) == len(set(known))
