"""TriggerScan: one scan of a text that tells which rules have anything to do in it.

Clean text is the usual case, and this scan is all that it costs.  So the triggers of all rules
are joined to one regular expression that begins with one set of characters: the engine skips
from character to character of that set and tries no alternative in between.  Triggers that begin
with a few fixed characters are searched one after another, for the search of a fixed character
is the fastest.  Where the kernel is compiled, text that is more than ASCII is scanned by windows
(`trigger_windows`), which tell in one pass which triggers the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from ..rules.listing import ListedRule
from ..rules.rule import Rule, Trigger
from .ascii_marks import search_for_marks

if TYPE_CHECKING:
    from ..kernels._scan import Scanner

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
#: Once so many code points were scanned, the expression of all triggers is worth its making, which
#: takes 30 ms: until then each trigger is searched for by itself, at three times the cost.
WARM: Final = 100_000
#: A backslash as it stands in a set.
_BACKSLASH: Final = "\\\\"


class TriggerScan:
    """Tells which of some rules have anything to do in a text.

    >>> from textrepair.rules.listing import builtin_rules
    >>> scan = TriggerScan(builtin_rules())
    >>> scan.matches("clean"), [rule.name for rule in scan.matching_rules("a\\0")]
    (False, ['removable-controls', 'control-characters'])
    """

    def __init__(self, rules: Iterable[ListedRule]) -> None:
        self.listed: Final = tuple(rules)
        self._seen = 0

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules themselves."""
        return tuple(entry.rule for entry in self.listed)

    def matches(self, text: str) -> bool:
        """Tell whether a text holds any trigger: one scan, until the first trigger."""
        scanner = self._warm_scanner(text)
        return scanner.find(text) >= 0 if scanner is not None else bool(self._search(text))

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
        return (entry.rule for entry in self.matching(text))

    def matching(self, text: str) -> Iterator[ListedRule]:
        """Yield what ``matching_rules`` does; no rule is imported for it."""
        scanner = self._warm_scanner(text)
        if scanner is not None:
            found = set(scanner.triggers(text))
            yield from (e for e in self.listed if self._different_triggers[e.trigger] in found)
            return
        if not self._search(text):
            return
        is_ascii = text.isascii()
        places = self._places(text) if len(text) > LONG else None
        for entry in self.listed:
            if is_ascii and not entry.is_ascii:
                continue
            if places is None:
                triggered = holds(entry.trigger, text)
            else:
                match = _pattern_of(entry.trigger).match
                triggered = any(match(text, place) for place in places)
            if triggered:
                yield entry

    def _places(self, text: str) -> list[int] | None:
        """Return the places of all triggers in a text; None if there are many."""
        places = [match.start() for match in islice(self._union.finditer(text), MOST_PLACES + 1)]
        return places if len(places) <= MOST_PLACES else None

    def _warm_scanner(self, text: str) -> Scanner | None:
        """Return the compiled scan once enough text has come to be worth its making."""
        if text.isascii():
            return None
        if self._seen < WARM:
            self._seen += len(text)
            return None
        return self._scanner

    @cached_property
    def _scanner(self) -> Scanner | None:
        from .trigger_windows import scanner_of

        return scanner_of(list(self._different_triggers))

    @cached_property
    def _different_triggers(self) -> dict[Trigger, int]:
        """The triggers of all rules, with their numbers."""
        return {t: i for i, t in enumerate(dict.fromkeys(e.trigger for e in self.listed))}

    @cached_property
    def _search(self) -> Search:
        return compile_triggers(entry.trigger for entry in self.listed)

    @cached_property
    def _union(self) -> re.Pattern[str]:
        return re.compile(_pattern([entry.trigger for entry in self.listed]), re.MULTILINE)


def holds(trigger: Trigger, text: str) -> bool:
    """Tell whether a text holds a trigger."""
    first = trigger.first
    if _is_plain(first) and not any(char in text for char in first.replace(_BACKSLASH, "\\")):
        return False
    return _pattern_of(trigger).search(text) is not None


@cache
def _pattern_of(trigger: Trigger) -> re.Pattern[str]:
    return re.compile(_pattern([trigger]), re.MULTILINE)


def compile_triggers(triggers: Iterable[Trigger]) -> Search:
    """Return a function that tells whether a text holds any of the triggers.

    >>> dirty = compile_triggers([Trigger("(", "[āáǎà]"), Trigger("<", ">", ascii=True)])
    >>> bool(dirty("(á)")), bool(dirty("(a)")), bool(dirty("<>"))
    (True, False, True)
    """
    each = list(dict.fromkeys(triggers))
    search: Search | None = None
    search_ascii = _search_ascii([trigger for trigger in each if trigger.ascii])
    seen = 0

    def search_any(text: str) -> object:
        nonlocal search, seen
        if text.isascii():
            return search_ascii(text)
        if search is None:
            seen += len(text)
            if seen < WARM:
                return any(holds(trigger, text) for trigger in each)
            search = _search_for(each)
        return search(text)

    return search_any


def _search_ascii(triggers: list[Trigger]) -> Search:
    """Return a function that looks for the triggers in ASCII text: first for their marks."""
    if not all(trigger.marks for trigger in triggers):
        return _search_for(triggers)
    holds_mark = search_for_marks(mark for trigger in triggers for mark in trigger.marks)
    search: Search | None = None

    def search_behind_marks(text: str) -> object:
        nonlocal search
        if not holds_mark(text):
            return None
        if search is None:
            search = _search_for(triggers)
        return search(text)

    return search_behind_marks


def _search_for(triggers: list[Trigger]) -> Search:
    """Return a function that looks for the triggers in any text."""
    if not triggers:
        return _never
    rare = [trigger for trigger in triggers if _is_plain(trigger.first)]
    search_ranges = _search([trigger for trigger in triggers if trigger not in rare])
    thens = _thens_by_character(rare)
    searches: dict[str, Search] = {}  # compiled when a text holds the character

    def search(text: str) -> object:
        found = search_ranges(text)
        if found is None:
            for character, then in thens.items():
                if character in text:
                    if character not in searches:
                        searches[character] = _search_at(character, then)
                    if (found := searches[character](text)) is not None:
                        return found
        return found

    return search


def _thens_by_character(triggers: list[Trigger]) -> dict[str, list[str]]:
    """Return what is looked for behind each character that triggers begin with."""
    thens: dict[str, list[str]] = {}
    for trigger in triggers:
        for character in trigger.first.replace(_BACKSLASH, "\\"):
            thens.setdefault(character, []).append(f"(?:{trigger.then})")
    return thens


def _search_at(character: str, thens: list[str]) -> Search:
    return re.compile(f"{re.escape(character)}(?={'|'.join(thens)})", re.MULTILINE).search


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
