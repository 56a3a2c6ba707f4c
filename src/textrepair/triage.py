"""Triage: one scan that tells whether any rule has anything to do in a text.

Clean text is the usual case, and this scan is all that it costs, so everything is put
into one regular expression that begins with one set of characters: the engine then
skips from candidate to candidate without trying alternatives in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from .rules.protocol import Rule, Trigger

#: Tells whether a text holds a trigger.
Search = Callable[[str], object]


def compile_triggers(triggers: Iterable[Trigger]) -> Search:
    """Return a function that tells whether a text holds any of the triggers.

    >>> dirty = compile_triggers([Trigger("(", "[āáǎà]"), Trigger("<", ">", ascii=True)])
    >>> bool(dirty("(á)")), bool(dirty("(a)")), bool(dirty("<>"))
    (True, False, True)
    """
    each = list(dict.fromkeys(triggers))
    if not each:
        return _never
    search: Search = re.compile(_pattern(each), re.MULTILINE).search
    if any(trigger.ascii for trigger in each):
        return search

    def search_beyond_ascii(text: str) -> object:
        return None if text.isascii() else search(text)

    return search_beyond_ascii


def _pattern(triggers: list[Trigger]) -> str:
    """Join triggers so that the characters of the broadest, which are most, are looked up once."""
    broadest = max(triggers, key=lambda trigger: len(trigger.first))
    others = [trigger for trigger in triggers if trigger is not broadest]
    if not others:
        return f"[{broadest.first}](?:{broadest.then})"
    firsts = "".join(trigger.first for trigger in others)
    branches = "|".join(f"(?<=[{trigger.first}])(?:{trigger.then})" for trigger in others)
    own = f"(?:(?<![{firsts}])|(?<=[{broadest.first}]))(?:{broadest.then})"
    return f"[{firsts}{broadest.first}](?:{own}|(?<=[{firsts}])(?:{branches}))"


def for_rules(rules: Iterable[Rule]) -> Search:
    """Return the triage of some rules."""
    return compile_triggers(rule.trigger for rule in rules)


def _never(_text: str) -> object:
    return None
