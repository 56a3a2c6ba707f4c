"""TriggerScan: one scan of a text that tells which rules have anything to do in it.

Clean text is the usual case, and this scan is all that it costs.  So the triggers of all rules
are joined to one regular expression that begins with one set of characters: the engine skips
from character to character of that set and tries no alternative in between.  Triggers that begin
with a few fixed characters are searched one after another, for the search of a fixed character
is the fastest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Final

from ..rules.rule import Rule, Trigger

#: Tells whether a text holds a trigger; any true value means that it does.
Search = Callable[[str], object]

#: A trigger that begins with one of at most this many characters is searched for apart.  Set by
#: hand; checked with benchmarks/throughput.py.
FEW: Final = 6
#: A text longer than this, in code points, is scanned once for the places of all triggers ...
LONG: Final = 4000
#: ... unless it has more such places than this: then each rule searches for itself.  Both set by
#: hand; checked with benchmarks/throughput.py.
MOST_PLACES: Final = 64
#: A backslash as it stands in a set.
_BACKSLASH: Final = "\\\\"


class TriggerScan:
    """Tells which of some rules have anything to do in a text.

    >>> from textrepair import RULES
    >>> scan = TriggerScan(RULES)
    >>> scan.matches("clean"), [rule.name for rule in scan.matching_rules("a\\0")]
    (False, ['removable-controls', 'control-characters'])
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: Final = tuple(rules)

    def matches(self, text: str) -> bool:
        """Tell whether a text holds any trigger: one scan, until the first trigger."""
        return bool(self._search(text))

    @cached_property
    def passes_ascii(self) -> bool:
        """Whether no text in ASCII holds any trigger."""
        return not any(rule.trigger.ascii for rule in self.rules)

    def first_place(self, text: str, start: int = 0) -> int | None:
        """Return where the first trigger begins, at ``start`` or after it; None if none does.

        Triggers of any text are looked for, also where the text is ASCII.
        """
        found = self._union.search(text, start) if self.rules else None
        return None if found is None else found.start()

    def matching_rules(self, text: str) -> Iterator[Rule]:
        """Yield the rules whose triggers a text holds, in the order of the rules.

        The trigger of a rule is searched for when the caller asks for the next rule: a caller
        that has changed the text asks no more.  In a long text one scan finds the places of all
        triggers, if there are few.
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
        """Return the places of all triggers in a text; None if there are many."""
        places = [match.start() for match in islice(self._union.finditer(text), MOST_PLACES + 1)]
        return places if len(places) <= MOST_PLACES else None

    @cached_property
    def _search(self) -> Search:
        return compile_triggers(rule.trigger for rule in self.rules)

    @cached_property
    def _union(self) -> re.Pattern[str]:
        return re.compile(_pattern([rule.trigger for rule in self.rules]), re.MULTILINE)

    @cached_property
    def _patterns(self) -> tuple[dict[int, re.Pattern[str]], dict[int, re.Pattern[str]]]:
        """The patterns of the rules by number: of all rules, and of those that ASCII triggers."""
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
    r"""Return one pattern for several triggers.

    The pattern begins with the set of all first characters.  The trigger with the broadest set
    comes first, because most characters that are found are its own; the others are tried only
    where the character is of one of their sets.

    >>> print(_pattern([Trigger("a-z", "!"), Trigger("<", ">")]))
    [<a-z](?:(?=!)(?:(?<![<])|(?<=[a-z]))|(?<=[<])(?=(?<=[<])(?:>)))
    """
    triggers = list(dict.fromkeys(triggers))
    broadest = max(triggers, key=lambda trigger: len(trigger.first))
    others = [trigger for trigger in triggers if trigger is not broadest]
    if not others:
        return f"[{broadest.first}](?={broadest.then})"
    firsts = "".join(trigger.first for trigger in others)
    branches = "|".join(f"(?<=[{trigger.first}])(?:{trigger.then})" for trigger in others)
    own = f"(?={broadest.then})(?:(?<![{firsts}])|(?<=[{broadest.first}]))"
    return f"[{firsts}{broadest.first}](?:{own}|(?<=[{firsts}])(?={branches}))"


def _never(_text: str) -> object:
    return None
