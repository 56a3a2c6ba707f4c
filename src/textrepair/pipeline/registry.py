"""The rules that exist, by name: the built-in ones, and those that other packages plug in."""

from __future__ import annotations

import os
import sys

from ..rules.listing import ListedRule, builtin_rules

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import EntryPoint

    from ..rules.rule import Rule

#: A package offers a rule by an entry point of this group that loads to a ``Rule``, such as
#: ``forum-smiley = forum_repair:RULE``.
ENTRY_POINT_GROUP = "textrepair.rules"


def builtin_and_plugged_in() -> tuple[Rule, ...]:
    """Return all rules in the order in which they run; plug-ins last, by name.

    Raises RuleError for a plug-in that cannot be loaded.

    >>> from textrepair import RULES
    >>> len(builtin_and_plugged_in()) >= len(RULES)
    True
    """
    return tuple(entry.rule for entry in listed_rules())


_known: list[tuple[ListedRule, ...]] = []


def listed_rules() -> tuple[ListedRule, ...]:
    """Return what ``builtin_and_plugged_in`` does; built-in rules are not imported yet."""
    if not _known:
        _known.append(builtin_rules() + tuple(ListedRule.of(_loaded(p)) for p in _plug_ins()))
    return _known[0]


def _plug_ins() -> list[EntryPoint]:
    if not _may_be_plugged_in():
        return []
    from importlib.metadata import entry_points

    return sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name)


def _may_be_plugged_in() -> bool:
    """Tell whether any package may offer a rule.

    ``importlib.metadata`` takes 20 ms to load and to ask, this takes 1 ms for a hundred packages,
    and hardly any environment has a plug-in.  Where packages may be found in another way than in
    folders, they are asked for in earnest.
    """
    finders = [f for f in sys.meta_path if hasattr(f, "find_distributions")]
    if len(finders) > 1 or any(path.endswith((".egg", ".whl")) for path in sys.path):
        return True
    return any(_offers_rules(path or ".") for path in dict.fromkeys(sys.path))


def _offers_rules(folder: str) -> bool:
    """Tell whether a package that is installed in a folder may offer rules."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - ``pathlib`` takes longer to load than this
    except NotADirectoryError:
        return True  # an archive, maybe
    except OSError:
        return False
    return any(
        _names_group(f"{folder}/{name}/entry_points.txt")
        for name in names
        if name.endswith((".dist-info", ".egg-info"))
    )


def _names_group(path: str) -> bool:
    if not os.access(path, os.R_OK):  # sooner told than by an error
        return False
    try:
        file = os.open(path, os.O_RDONLY)  # half the time of ``open``
    except OSError:
        return False
    try:
        return ENTRY_POINT_GROUP.encode() in os.read(file, os.fstat(file).st_size)
    except OSError:
        return False
    finally:
        os.close(file)


def named(rules: Sequence[ListedRule], names: Iterable[str]) -> list[ListedRule]:
    """Return the rules with these names, in the order of ``rules``.

    One name may be given as it is.  Raises UnknownRule, with the nearest name there is.

    >>> named(listed_rules(), ["mojibak"])
    Traceback (most recent call last):
    textrepair.errors.UnknownRule: no rule 'mojibak'; did you mean 'mojibake'?
    """
    wanted = [names] if isinstance(names, str) else list(names)
    by_name = {rule.name: rule for rule in rules}
    for name in wanted:
        if name not in by_name:
            from ..errors import UnknownRule

            raise UnknownRule(f"no rule {name!r}; {_hint(name, list(by_name))}")
    return [rule for rule in rules if rule.name in wanted]


def _loaded(point: EntryPoint) -> Rule:
    from ..rules.rule import Rule

    try:
        rule: object = point.load()
    except (ImportError, AttributeError) as error:
        raise _broken(point, str(error)) from error
    if not isinstance(rule, Rule):
        raise _broken(point, f"{point.value} is no textrepair.Rule")
    return rule


def _broken(point: EntryPoint, reason: str) -> Exception:
    from ..errors import RuleError

    package = point.dist.name if point.dist else point.module
    return RuleError(
        f"the rule {point.name!r} of the package {package!r} cannot be loaded ({reason}); "
        "repair or uninstall that package"
    )


def _hint(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
