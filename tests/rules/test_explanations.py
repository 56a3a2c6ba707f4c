"""Every rule is explained in the sections of one format, and its example runs (as a doctest)."""

from __future__ import annotations

import pytest

from textrepair import RULES, Rule
from textrepair.rules.explanation import SECTIONS, parse_explanation

SOMETHING = """Something.

Looks like:    this
Happens when:  that
               happens.
Undone by:     hand.
Left alone:    nothing.
Example:
    >>> 1
    1
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_are_explained(rule: Rule) -> None:
    explanation = parse_explanation(rule.doc)
    assert explanation.lead.endswith(".")
    assert "import textrepair" in explanation.example
    assert rule.name not in explanation.left_alone.split(), "a rule does not send to itself"


def test_sections_are_running_text() -> None:
    explanation = parse_explanation(SOMETHING)
    assert explanation.happens_when == "that happens."
    assert explanation.example == ">>> 1\n1"


@pytest.mark.parametrize("section", SECTIONS)
def test_a_missing_section_is_named(section: str) -> None:
    with pytest.raises(ValueError, match="not those that"):
        parse_explanation(SOMETHING.replace(f"{section}:", "Besides:"))


def test_an_empty_section_is_named() -> None:
    with pytest.raises(ValueError, match="nothing is said in: Left alone"):
        parse_explanation(SOMETHING.replace("nothing.", ""))


def test_an_example_is_a_doctest() -> None:
    with pytest.raises(ValueError, match="the example is no doctest"):
        parse_explanation(SOMETHING.replace(">>> ", ""))
