"""Triage: one scan that tells whether any rule has anything to do in a text.

Clean text is the usual case, and this scan is all that it costs, so everything is put
into one regular expression that begins with one set of characters: the engine then
skips from candidate to candidate without trying alternatives in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from .rules.protocol import Rule, Trigger

#: Tells whether a text holds a trigger.
Search = Callable[[str], object]

#: Places looked at one by one to see which rules they trigger; in a text with more of them
#: the rules are better asked one by one.
MOST_PLACES: Final = 64


class Triage:
    """Tells which of some rules have anything to do in a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Final = tuple(rules)

    def fires(self, text: str) -> bool:
        """Tell whether any rule has: one scan, until the first trigger."""
        return bool(self._search(text))

    def fired(self, text: str) -> Sequence[Rule]:
        """Return the rules that have, in their order: one scan where triggers are rare."""
        if not self._search(text):
            return ()
        waiting = dict(self._patterns[1 if text.isascii() else 0])
        found: set[int] = set()
        position = 0
        for match in islice(self._union.finditer(text), MOST_PLACES):
            position = match.start()
            found.update(i for i, pattern in waiting.items() if pattern.match(text, position))
            for i in found.intersection(waiting):
                del waiting[i]
            if not waiting:
                break
        else:
            found.update(i for i, pattern in waiting.items() if pattern.search(text, position))
        return [rule for i, rule in enumerate(self.rules) if i in found]

    @cached_property
    def _search(self) -> Search:
        return for_rules(self.rules)

    @cached_property
    def _union(self) -> re.Pattern[str]:
        return re.compile(_pattern([rule.trigger for rule in self.rules]), re.MULTILINE)

    @cached_property
    def _patterns(self) -> tuple[dict[int, re.Pattern[str]], dict[int, re.Pattern[str]]]:
        """The patterns of the rules by their place: of all, and of those that ASCII can trigger."""
        every = {
            i: re.compile(_pattern([rule.trigger]), re.MULTILINE)
            for i, rule in enumerate(self.rules)
        }
        return every, {i: p for i, p in every.items() if self.rules[i].trigger.ascii}


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
    triggers = list(dict.fromkeys(triggers))
    broadest = max(triggers, key=lambda trigger: len(trigger.first))
    others = [trigger for trigger in triggers if trigger is not broadest]
    if not others:
        return f"[{broadest.first}](?={broadest.then})"
    firsts = "".join(trigger.first for trigger in others)
    branches = "|".join(f"(?<=[{trigger.first}])(?:{trigger.then})" for trigger in others)
    own = f"(?:(?<![{firsts}])|(?<=[{broadest.first}]))(?:{broadest.then})"
    return f"[{firsts}{broadest.first}](?={own}|(?<=[{firsts}])(?:{branches}))"


def for_rules(rules: Iterable[Rule]) -> Search:
    """Return the triage of some rules."""
    return compile_triggers(rule.trigger for rule in rules)


def _never(_text: str) -> object:
    return None
