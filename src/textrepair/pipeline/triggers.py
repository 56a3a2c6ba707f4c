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
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from ..kernels import compiled_module
from ..rules.listing import ListedRule
from ..rules.rule import Rule, Trigger
from .ascii_marks import search_for_marks

if TYPE_CHECKING:
    from ..kernels._columns import ColumnScan
    from ..kernels._scan import Part, Scanner

Search = Callable[[str], object]

#: A trigger that begins with one of at most this many characters is searched for apart.  Set by
#: hand; checked with benchmarks/performance.py.
FEW: Final = 6
#: A text longer than this, in code points, is scanned once for the places of all triggers ...
LONG: Final = 4000
#: ... unless it has more such places than this: then each rule searches for itself.  Both set by
#: hand; checked with benchmarks/performance.py.
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
        self._parts: dict[Trigger, Part] = {}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules themselves."""
        return tuple(entry.rule for entry in self.listed)

    def matches(self, text: str) -> bool:
        """Tell whether a text holds any trigger: one scan, until the first trigger."""
        scan = self._scan_for(text)
        return scan.find(text) >= 0 if scan is not None else bool(self._search(text))

    def place(self, text: str) -> int:
        """Return where the first trigger of a text is, -1 if there is none.

        Where the scan is not compiled, it is 0 for any place.
        """
        scan = self._scan_for(text)
        return scan.find(text) if scan is not None else (0 if self._search(text) else -1)

    def next_place(self, text: str, start: int) -> int | None:
        """Return where the next trigger of a text that holds one is; None where that takes long."""
        scan = self._scan_for(text)
        return None if scan is None else scan.find(text, start)

    def holds(self, name: str, text: str) -> bool:
        """Tell whether a text holds the trigger of one of the rules, by its name.

        >>> from textrepair.rules.listing import builtin_rules
        >>> scan = TriggerScan(builtin_rules())
        >>> scan.holds("mojibake", "cafÃ©"), scan.holds("mojibake", "a\\0")
        (True, False)
        """
        asked = [entry.trigger for entry in self.listed if entry.name == name]
        if self._ready is not None and not text.isascii():
            return any(self._alone(trigger).find(text) >= 0 for trigger in asked)
        return any(_test_of(trigger).holds(text) for trigger in asked)

    @cached_property
    def passes_ascii(self) -> bool:
        """Whether no text in ASCII holds any trigger."""
        return not self.in_ascii.listed

    @cached_property
    def in_ascii(self) -> TriggerScan:
        """The scan for the rules of which a text in ASCII may hold the trigger."""
        return TriggerScan(entry for entry in self.listed if entry.is_ascii)

    def first_place(self, text: str, start: int = 0) -> int | None:
        """Return where a trigger is, at ``start`` or after it; None if there is none.

        Triggers of any text are looked for, also where the text is ASCII.
        """
        if not self.listed:
            return None
        self._seen += len(text) - start
        scan = self._ready or (self.scanner if self._seen >= WARM else None)
        if scan is not None:
            place = scan.find(text, start)
            return None if place < 0 else place
        found = self._union.search(text, start)
        return None if found is None else found.start()

    def may_hold_marks(self, text: str) -> bool:
        """Tell whether an ASCII text may hold a trigger: if not, none of its parts does either."""
        return self._holds_mark is None or self._holds_mark(text)

    @cached_property
    def _holds_mark(self) -> Callable[[str], bool] | None:
        triggers = [entry.trigger for entry in self.in_ascii.listed]
        if not all(trigger.marks for trigger in triggers):
            return None
        return search_for_marks(mark for trigger in triggers for mark in trigger.marks)

    def matching_rules(self, text: str) -> Iterator[Rule]:
        """Yield the rules whose triggers a text holds, in the order of the rules.

        The trigger of a rule is searched for when the caller asks for the next rule: a caller
        that has changed the text asks no more.  In a long text one scan finds the places of all
        triggers, if there are few.
        """
        return (entry.rule for entry in self.matching(text))

    def matching(self, text: str) -> Iterator[ListedRule]:
        """Yield what ``matching_rules`` does; no rule is imported for it."""
        scan = self._scan_for(text)
        if scan is not None:
            found = set(scan.triggers(text))
            numbers = self.numbers if self._ready is None else self._numbers_of_package
            yield from (e for e in self.listed if numbers[e.trigger] in found)
            return
        if not self._search(text):
            return
        is_ascii = text.isascii()
        places = self._search.places(text) if len(text) > LONG else None
        for entry, test in self._tests:
            if is_ascii and not entry.is_ascii:
                continue
            by_place = places is not None and not test.is_plain
            triggered = test.holds_at(text, places or ()) if by_place else test.holds(text)
            if triggered:
                yield entry

    def _scan_for(self, text: str) -> Scanner | Part | None:
        """Return the compiled scan; None where there is none, or enough text has yet to come."""
        if text.isascii():
            return None
        if self._ready is not None:
            return self._ready
        if self._seen < WARM:
            self._seen += len(text)
            return None
        return self.scanner

    @cached_property
    def _ready(self) -> Part | None:
        """The compiled scan that comes with the package, if it knows all triggers."""
        from .gate_tables import tables_of_package

        tables, numbers = tables_of_package(), self._numbers_of_package
        if tables is None or not self.listed or any(t not in numbers for t in self.numbers):
            return None
        return tables.scanner.part({numbers[trigger] for trigger in self.numbers})

    def _alone(self, trigger: Trigger) -> Part:
        """Return the compiled scan for one trigger; ``re`` takes 30 ms for the largest of them."""
        if (known := self._parts.get(trigger)) is None:
            from .gate_tables import tables_of_package

            tables = tables_of_package()
            assert tables is not None  # for there is a scan that comes with the package
            known = tables.scanner.part({self._numbers_of_package[trigger]})
            self._parts[trigger] = known
        return known

    @cached_property
    def _numbers_of_package(self) -> dict[Trigger, int]:
        """The triggers that the scan of the package knows, numbered."""
        from .gate_tables import tables_of_package

        tables = tables_of_package()
        return {e.trigger: i for i, e in enumerate(tables.rules)} if tables is not None else {}

    @cached_property
    def scanner(self) -> Scanner | None:
        """The compiled scan for the triggers, by their numbers; None if there is none."""
        from .trigger_windows import scanner_of

        return scanner_of(list(self.numbers))

    def column_scan(self, size: int) -> ColumnScan | None:
        """Return the compiled scan of a column of so many bytes; None if none is worth its making.

        It looks at rows in UTF-8, of which no strings are made.
        """
        if self._seen < WARM:
            self._seen += size
        return self._column_scan if self._seen >= WARM else None

    @cached_property
    def _column_scan(self) -> ColumnScan | None:
        of_ascii = self.in_ascii
        if self.scanner is None or (of_ascii.listed and of_ascii.scanner is None):
            return None
        columns = compiled_module("_columns")
        made: ColumnScan = columns.ColumnScan(self.scanner, of_ascii.scanner)
        return made

    @cached_property
    def numbers(self) -> dict[Trigger, int]:
        """The triggers of the rules, numbered."""
        return {t: i for i, t in enumerate(dict.fromkeys(e.trigger for e in self.listed))}

    @cached_property
    def _tests(self) -> tuple[tuple[ListedRule, _Test], ...]:
        return tuple((entry, _test_of(entry.trigger)) for entry in self.listed)

    @cached_property
    def _union(self) -> re.Pattern[str]:
        return re.compile(_pattern([entry.trigger for entry in self.listed]), re.MULTILINE)

    @cached_property
    def _search(self) -> TriggerSearch:
        return TriggerSearch(entry.trigger for entry in self.listed)


class _Test:
    """The test for one trigger; its expression is compiled when a text may hold it."""

    __slots__ = ("_characters", "_pattern", "_trigger", "is_plain")

    def __init__(self, trigger: Trigger) -> None:
        self._trigger = trigger
        self.is_plain = _is_plain(trigger.first)
        #: The characters that it begins with, if they are few.
        self._characters = trigger.first.replace(_BACKSLASH, "\\") if self.is_plain else ""
        self._pattern: re.Pattern[str] | None = None

    def holds(self, text: str) -> bool:
        """Tell whether a text holds the trigger."""
        if self._characters:
            for character in self._characters:
                if character in text:
                    break
            else:
                return False
        return (self._pattern or self._compiled()).search(text) is not None

    def holds_at(self, text: str, places: Sequence[int]) -> bool:
        """Tell whether a text holds the trigger at one of some places."""
        match = (self._pattern or self._compiled()).match
        return any(match(text, place) for place in places)

    def _compiled(self) -> re.Pattern[str]:
        self._pattern = re.compile(_pattern([self._trigger]), re.MULTILINE)
        return self._pattern


@cache
def _test_of(trigger: Trigger) -> _Test:
    return _Test(trigger)


class TriggerSearch:
    """Tells whether a text holds any of some triggers; any true value means that it does.

    >>> search = TriggerSearch([Trigger("(", "[āáǎà]"), Trigger("<", ">", ascii=True)])
    >>> bool(search("(á)")), bool(search("(a)")), bool(search("<>"))
    (True, False, True)
    """

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        self._triggers = list(dict.fromkeys(triggers))
        of_ascii = [trigger for trigger in self._triggers if trigger.ascii]
        marks = [mark for trigger in of_ascii for mark in trigger.marks]
        #: What ASCII text must hold; None if that cannot be told.
        self._holds_mark = (
            search_for_marks(marks) if all(trigger.marks for trigger in of_ascii) else None
        )
        self._of_ascii = _AllAtOnce(of_ascii)
        self._of_any = _AllAtOnce(self._triggers)
        self._seen = 0

    def __call__(self, text: str) -> object:
        """Tell whether a text holds a trigger: one scan, until the first trigger."""
        if text.isascii():
            if self._holds_mark is not None and not self._holds_mark(text):
                return None
            return self._of_ascii.search(text)
        if self._seen < WARM:
            self._seen += len(text)
            if self._seen < WARM:
                return any(_test_of(trigger).holds(text) for trigger in self._triggers)
        return self._of_any.search(text)

    def places(self, text: str) -> list[int] | None:
        """Return the places of the triggers that do not begin with few characters.

        None if there are many, or if they are better found one by one.
        """
        if self._seen < WARM:
            return None
        matches = self._of_any.ranges.finditer(text) if self._of_any.ranges else ()
        places = [match.start() for match in islice(matches, MOST_PLACES + 1)]
        return places if len(places) <= MOST_PLACES else None


class _AllAtOnce:
    """The search for some triggers with few expressions, compiled when they are needed."""

    def __init__(self, triggers: list[Trigger]) -> None:
        self._rare = [trigger for trigger in triggers if _is_plain(trigger.first)]
        self._broad = [trigger for trigger in triggers if trigger not in self._rare]
        self._thens = _thens_by_character(self._rare)
        self._searches: dict[str, Search] = {}

    @cached_property
    def ranges(self) -> re.Pattern[str] | None:
        """The expression of all triggers that may begin with many characters."""
        return re.compile(_pattern(self._broad), re.MULTILINE) if self._broad else None

    def search(self, text: str) -> object:
        """Return a match of a trigger, or None."""
        found = self.ranges.search(text) if self.ranges else None
        if found is not None:
            return found
        for character, then in self._thens.items():
            if character in text:
                search = self._searches.get(character)
                if search is None:
                    search = self._searches[character] = _search_at(character, then)
                if (at := search(text)) is not None:
                    return at
        return None


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
