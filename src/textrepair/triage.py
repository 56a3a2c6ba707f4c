"""Triage: one scan that tells whether any rule has anything to do in a text.

Clean text is the usual case, and this scan is all that it costs, so everything is put
into one regular expression that begins with one set of characters: the engine then
skips from candidate to candidate without trying alternatives in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from .rules.protocol import Rule, Trigger

#: Tells whether a text holds a trigger.
Search = Callable[[str], object]

#: Triggers that begin with so few characters are looked for apart.
FEW: Final = 6
#: Texts of so many code points are scanned once for all rules ...
LONG: Final = 4000
#: ... and where there are more places than this, the rules are better asked one by one.
MOST_PLACES: Final = 64
#: A backslash as it stands in a set.
_BACKSLASH: Final = "\\\\"


class Triage:
    """Tells which of some rules have anything to do in a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Final = tuple(rules)

    def fires(self, text: str) -> bool:
        """Tell whether any rule has: one scan, until the first trigger."""
        return bool(self._search(text))

    def fired(self, text: str) -> Iterator[Rule]:
        """Yield the rules that have, in their order.

        Each is only looked for when the one before it is done with, for a rule that
        changes the text makes all further looking useless.  In a long text one scan finds
        the places where any rule is triggered, if they are few.
        """
        if not self._search(text):
            return
        patterns = self._patterns[1 if text.isascii() else 0]
        places = self._places(text) if len(text) > LONG else None
        for i, pattern in patterns.items():
            if places is None:
                triggered = pattern.search(text) is not None
            else:
                triggered = any(pattern.match(text, place) for place in places)
            if triggered:
                yield self.rules[i]

    def _places(self, text: str) -> list[int] | None:
        """Return all places where a rule is triggered; None if they are many."""
        places = [match.start() for match in islice(self._union.finditer(text), MOST_PLACES + 1)]
        return places if len(places) <= MOST_PLACES else None

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
    search = _search_for(each)
    search_ascii = _search_for([trigger for trigger in each if trigger.ascii])
    return lambda text: search_ascii(text) if text.isascii() else search(text)


def _search_for(triggers: list[Trigger]) -> Search:
    """Return a function that looks for the triggers in any text."""
    if not triggers:
        return _never
    rare = [trigger for trigger in triggers if _is_plain(trigger.first)]
    search_ranges = _search([trigger for trigger in triggers if trigger not in rare])
    searches = _searches_by_character(rare)

    def search(text: str) -> object:
        found = search_ranges(text)
        if found is None:
            for character, search_from in searches:
                if character in text and (found := search_from(text)) is not None:
                    return found
        return found

    return search


def _searches_by_character(triggers: list[Trigger]) -> list[tuple[str, Search]]:
    """Return a search for each character that triggers begin with: they start at it alone."""
    thens: dict[str, list[str]] = {}
    for trigger in triggers:
        for character in trigger.first.replace(_BACKSLASH, "\\"):
            thens.setdefault(character, []).append(f"(?:{trigger.then})")
    return [
        (character, re.compile(f"{re.escape(character)}(?={'|'.join(then)})", re.MULTILINE).search)
        for character, then in thens.items()
    ]


def _is_plain(first: str) -> bool:
    """Tell whether a set is a few characters as they stand: the fastest search finds those."""
    characters = first.replace(_BACKSLASH, "")
    return len(first) <= FEW and not any(char in "-\\^[]" for char in characters)


def _search(triggers: list[Trigger]) -> Search:
    return re.compile(_pattern(triggers), re.MULTILINE).search if triggers else _never


def _pattern(triggers: list[Trigger]) -> str:
    """Join triggers so that the characters of the broadest, which are most, are looked up once."""
    triggers = list(dict.fromkeys(triggers))
    broadest = max(triggers, key=lambda trigger: len(trigger.first))
    others = [trigger for trigger in triggers if trigger is not broadest]
    if not others:
        return f"[{broadest.first}](?={broadest.then})"
    firsts = "".join(trigger.first for trigger in others)
    branches = "|".join(f"(?<=[{trigger.first}])(?:{trigger.then})" for trigger in others)
    own = f"(?={broadest.then})(?:(?<![{firsts}])|(?<=[{broadest.first}]))"
    return f"[{firsts}{broadest.first}](?:{own}|(?<=[{firsts}])(?={branches}))"


def for_rules(rules: Iterable[Rule]) -> Search:
    """Return the triage of some rules."""
    return compile_triggers(rule.trigger for rule in rules)


def _never(_text: str) -> object:
    return None
