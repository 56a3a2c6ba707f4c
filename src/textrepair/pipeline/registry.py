"""The rules that exist, by name: the built-in ones, and those that other packages plug in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..errors import RuleError, UnknownRule
from ..rules import RULES
from ..rules.rule import Rule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

#: A package offers a rule by an entry point of this group that loads to a ``Rule``, such as
#: ``forum-smiley = forum_repair:RULE``.
ENTRY_POINT_GROUP = "textrepair.rules"


@cache
def builtin_and_plugged_in() -> tuple[Rule, ...]:
    """Return all rules in the order in which they run; plug-ins last, by name.

    Raises RuleError for a plug-in that cannot be loaded.

    >>> len(builtin_and_plugged_in()) >= len(RULES)
    True
    """
    from importlib.metadata import entry_points

    points = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name)
    return RULES + tuple(_loaded(point) for point in points)


def named(rules: Sequence[Rule], names: Iterable[str]) -> list[Rule]:
    """Return the rules with these names, in the order of ``rules``.

    One name may be given as it is.  Raises UnknownRule, with the nearest name there is.

    >>> named(RULES, ["mojibak"])
    Traceback (most recent call last):
    textrepair.errors.UnknownRule: no rule 'mojibak'; did you mean 'mojibake'?
    """
    wanted = [names] if isinstance(names, str) else list(names)
    by_name = {rule.name: rule for rule in rules}
    for name in wanted:
        if name not in by_name:
            raise UnknownRule(f"no rule {name!r}; {_hint(name, list(by_name))}")
    return [rule for rule in rules if rule.name in wanted]


def _loaded(point: EntryPoint) -> Rule:
    try:
        rule: object = point.load()
    except (ImportError, AttributeError) as error:
        raise _broken(point, str(error)) from error
    if not isinstance(rule, Rule):
        raise _broken(point, f"{point.value} is no textrepair.Rule")
    return rule


def _broken(point: EntryPoint, reason: str) -> RuleError:
    package = point.dist.name if point.dist else point.module
    return RuleError(
        f"the rule {point.name!r} of the package {package!r} cannot be loaded ({reason}); "
        "repair or uninstall that package"
    )


def _hint(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
