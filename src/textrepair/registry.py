"""The rules there are: the built-in ones, and those that other packages plug in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from .errors import UnknownRule
from .rules import RULES
from .rules.protocol import Rule

#: A package offers a rule by an entry point of this group that loads to a ``Rule``.
ENTRY_POINT_GROUP = "textrepair.rules"


@cache
def builtin_and_plugged_in() -> tuple[Rule, ...]:
    """Return all rules in the order in which they run; plug-ins last, by name.

    >>> len(builtin_and_plugged_in()) >= len(RULES)
    True
    """
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name)
    return RULES + tuple(point.load() for point in points)


def named(rules: Sequence[Rule], names: Iterable[str]) -> list[Rule]:
    """Return the rules with these names, in the order of ``rules``.

    Raises UnknownRule, with the nearest names there are.

    >>> named(RULES, ["mojibak"])
    Traceback (most recent call last):
    textrepair.errors.UnknownRule: no rule 'mojibak'; did you mean 'mojibake'?
    """
    wanted = list(names)
    by_name = {rule.name: rule for rule in rules}
    for name in wanted:
        if name not in by_name:
            raise UnknownRule(f"no rule {name!r}; {_hint(name, list(by_name))}")
    return [rule for rule in rules if rule.name in wanted]


def _hint(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
