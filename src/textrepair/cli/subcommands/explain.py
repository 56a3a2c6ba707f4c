"""``textrepair explain``: the rules there are, and what each of them is about."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from ...options import Options
from ...pipeline.registry import builtin_and_plugged_in, listed_rules, named
from ...reports.escaping import harmless
from ...rules.explanation import documentation
from ...rules.rule import Rule
from ..output import paint_for, write_text


def explain_rule(name: str) -> None:
    """Print what a rule is about.  Raises UnknownRule."""
    rule = named(listed_rules(), [name])[0].rule
    write_text("".join(_explanation(rule)))


def list_rules() -> None:
    """Print a line for each rule, in the order in which they run."""
    rules = builtin_and_plugged_in()
    width = max((len(rule.name) for rule in rules), default=0)
    paint = paint_for(sys.stdout)
    rows = ((rule, _profiles(rule), _what_it_does(rule)) for rule in rules)
    lines = (
        f"{paint(rule.name.ljust(width), fg='cyan')}  {runs_in:<9}  {fix:<8}  {rule.summary}\n"
        for rule, runs_in, fix in rows
    )
    heading = f"{'rule':<{width}}  {'runs in':<9}  {'fix':<8}  what it is about\n"
    write_text("".join((paint(heading, bold=True), *lines)))


def _profiles(rule: Rule) -> str:
    """Return the profile that a rule begins to run in."""
    if rule.applies_to is not None and not rule.applies_to(Options()):
        return "on demand"
    if "repair" in rule.profiles:
        return "repair"
    return rule.profiles[0] if rule.profiles else "--select"


def _what_it_does(rule: Rule) -> str:
    """Return whether a rule repairs safely, or only reports; then it may have guesses."""
    return "reported" if rule.reports_only else "safe"


def _explanation(rule: Rule) -> Iterator[str]:
    paint = paint_for(sys.stdout)
    yield f"{paint(rule.name, bold=True)}: {rule.summary}\n"
    yield f"Runs in: {', '.join(rule.profiles) or 'no profile; name it with --select'}\n"
    yield f"Does: {'reports only' if rule.reports_only else 'repairs'}\n\n"
    if doc := documentation(rule):
        yield f"{harmless(doc)}\n"
