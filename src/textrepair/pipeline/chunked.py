"""A text too long for memory, repaired in parts with the same result as in one.

Rules run in the same order and as often as over the whole text, each over all parts before the
next one runs.  What a rule says of a part must be what it says of it in the whole.  So a rule says

- ``Scope.LINE`` if what it finds in a line does not depend on other lines but those around,
  as far as ``reach`` tells in code points (none if there is no ``reach``).  Parts do not end
  where a rule with a reach has something to do.
- ``Scope.DOCUMENT``, the default, if it looks at all of a text.  It takes each part for one.

A rule that learns from other lines does so in parts too if it has ``find_in_chunks``.  That is
given the parts, in order, as often as it goes through them, and yields what there is to say of each
when it goes through them for the last time.  A rule of the scope ``LINE`` is given those that hold
its trigger, one of the scope ``DOCUMENT`` all of them.

Parts in which something was found are kept on disk between one rule and the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Self

from ..edits import Edit, Finding, Repair
from ..edits.ledger import Ledger
from ..rules.rule import FindInChunks, Rule, Scope
from .chunker import LONGEST_PART, PART, Cutter, Quiet
from .pipeline import MAX_PASSES, Pipeline
from .spool import Shelf
from .triggers import TriggerScan

#: Gives the text from its beginning, in pieces of any length; the same text each time.
Texts = Callable[[], Iterable[str]]


class PartedRepair:
    """The repair of a text in parts; it is found out here, but for what only is reported.

    ``changed`` tells whether any part is changed.  ``judged_apart`` are the rules that look at
    a whole text, took each part for one and had something to say; it is complete once
    ``repairs`` has been gone through.

    >>> text = "dÃ©jÃ\\xa0 vu\\ndeux\\n"
    >>> with PartedRepair(Pipeline(), lambda: [text], size=12) as parted:
    ...     [repair.text for repair in parted.repairs()]
    ['déjà vu\\n', 'deux\\n']
    """

    def __init__(
        self, pipeline: Pipeline, texts: Texts, *, size: int = PART, longest: int = LONGEST_PART
    ) -> None:
        self._pipeline = pipeline
        self._texts = texts
        self._cutter = Cutter(
            best=_quiet(rule for rule in pipeline.rules if rule.reach),
            good=_quiet(rule for rule in pipeline.fixing.rules if rule.reach),
            in_line=_quiet(pipeline.fixing.rules),
            size=size,
            longest=longest,
        )
        self._ledgers: Shelf[Ledger] = Shelf()
        self._fired: dict[int, frozenset[str]] = {}
        self.judged_apart: set[str] = set()
        try:
            self._settle()
        except BaseException:
            self._ledgers.close()
            raise
        self.changed = any(self._is_changed(number) for number in self._ledgers.numbers())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ledgers.close()

    def repairs(self, *, report: bool = True) -> Iterator[Repair]:
        """Yield the repair of each part, in order, on offsets of the part.

        If there is nobody to ``report`` to, rules that only report do not run.
        """
        rules = self._pipeline.reporting.rules if report else ()
        triage = TriggerScan([rule for rule in rules if not self._work_on_all(rule)])
        for number, text in enumerate(self._parts()):
            ledger = self._ledger(number, text)
            for rule in triage.matching_rules(ledger.text):
                self._take(ledger, rule, rule.find(ledger.text, self._pipeline.options))
            yield ledger.result()

    def _parts(self) -> Iterator[str]:
        return self._cutter.parts(self._texts())

    def _settle(self) -> None:
        """Let the rules work that change text, from the first one on again after each change."""
        rules = self._pipeline.fixing.rules
        for number, text in enumerate(self._parts()):
            if self._pipeline.fixing.matches(text):
                self._put(number, Ledger(text, unsafe=self._pipeline.unsafe))
        for _ in range(MAX_PASSES):
            if not any(self._work(rule) for rule in rules if self._has_fired(rule)):
                return

    def _has_fired(self, rule: Rule) -> bool:
        return any(rule.name in names for names in self._fired.values())

    def _work(self, rule: Rule) -> bool:
        """Let a rule work on all parts; return whether it changed any."""
        find_in_chunks = rule.find_in_chunks
        if find_in_chunks is not None:
            return self._work_in_parts(rule, find_in_chunks)
        changed = False
        for number in self._ledgers.numbers():
            if rule.name in self._fired[number]:
                text = self._ledgers.get(number).text
                said = rule.find(text, self._pipeline.options)
                changed |= self._enter(number, text, rule, said)
        return changed

    def _work_on_all(self, rule: Rule) -> bool:
        """Let a rule that only reports look at all parts, if it is made for that."""
        find_in_chunks = rule.find_in_chunks
        if find_in_chunks is not None:
            self._work_in_parts(rule, find_in_chunks)
        return find_in_chunks is not None

    def _work_in_parts(self, rule: Rule, find_in_chunks: FindInChunks) -> bool:
        view = _View(lambda: self._seen_by(rule))
        changed = False
        for said in find_in_chunks(view, self._pipeline.options):
            changed |= self._enter(view.number, view.text, rule, said)
        return changed

    def _seen_by(self, rule: Rule) -> Iterator[tuple[int, str]]:
        """Yield the parts that a rule is to look at, with their numbers, as they stand."""
        if rule.scope is Scope.DOCUMENT:
            for number, text in enumerate(self._parts()):
                yield number, self._ledger(number, text).text
        elif rule.reports_only and not self._pipeline.unsafe:
            triage = TriggerScan([rule])
            for number, text in enumerate(self._parts()):
                now = self._ledger(number, text).text
                if triage.matches(now):
                    yield number, now
        else:
            for number in self._ledgers.numbers():
                if rule.name in self._fired[number]:
                    yield number, self._ledgers.get(number).text

    def _enter(self, number: int, text: str, rule: Rule, said: Iterable[Edit | Finding]) -> bool:
        """Enter what a rule says of a part; return whether that changed it."""
        ledger = self._ledger(number, text)
        before = ledger.text
        if self._take(ledger, rule, said):
            self._put(number, ledger)
        return ledger.text != before

    def _take(self, ledger: Ledger, rule: Rule, said: Iterable[Edit | Finding]) -> bool:
        """Enter what a rule says in a ledger; return whether it said anything."""
        all_of_it = list(said)
        if all_of_it:
            ledger.take(rule.name, all_of_it)
            if rule.scope is Scope.DOCUMENT and rule.find_in_chunks is None:
                self.judged_apart.add(rule.name)
        return bool(all_of_it)

    def _ledger(self, number: int, text: str) -> Ledger:
        """Return the ledger of a part, a new one where nothing was said of it."""
        if number in self._ledgers:
            return self._ledgers.get(number)
        return Ledger(text, unsafe=self._pipeline.unsafe)

    def _put(self, number: int, ledger: Ledger) -> None:
        fired = self._pipeline.fixing.matching_rules(ledger.text)
        self._fired[number] = frozenset(rule.name for rule in fired)
        self._ledgers.put(number, ledger)

    def _is_changed(self, number: int) -> bool:
        ledger = self._ledgers.get(number)
        return ledger.text != ledger.original


class _View:
    """Parts that can be gone through several times; knows which one was given last."""

    def __init__(self, parts: Callable[[], Iterator[tuple[int, str]]]) -> None:
        self._parts = parts
        self.number = 0
        self.text = ""

    def __iter__(self) -> Iterator[str]:
        for number, text in self._parts():
            self.number, self.text = number, text
            yield text


def _quiet(rules: Iterable[Rule]) -> Quiet:
    """Return what tells that none of some rules has anything to do in a text."""
    triage = TriggerScan(rules)
    return lambda text: not triage.matches(text)
