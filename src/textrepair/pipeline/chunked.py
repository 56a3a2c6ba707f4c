"""ChunkedRepair: the repair of a text in chunks, with the result that the whole would give.

Rules run in the order in which ``Pipeline`` runs them, and as often, each over all chunks before
the next one.  A text that is one chunk is repaired like any other.  What a rule finds in a chunk
must be what the rule finds in that part of the whole text.  So each rule has a scope:

- ``Scope.LINE`` if what it finds in a line does not depend on other lines but those around,
  as far as ``reach`` tells in code points (none if there is no ``reach``).  Chunks do not end
  where a rule with a reach has something to do; where there is no other line end, they do so where
  such a rule only reports.
- ``Scope.DOCUMENT``, the default, if it looks at all of a text.  It takes each chunk for one.

A rule that learns from other lines does so in chunks too if it has ``find_in_chunks``.  That is
given the chunks, in order, as often as it goes through them, and yields what there is to say of
each when it goes through them for the last time.  A rule of the scope ``LINE`` is given the chunks
that hold its trigger, one of the scope ``DOCUMENT`` all chunks.

Chunks in which something was found are kept on disk between one rule and the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from ..edits import Edit, Finding, Repair
from ..edits.ledger import Ledger
from ..rules.listing import ListedRule
from ..rules.rule import Rule, Scope
from .chunker import CHUNK, LONGEST_CHUNK, Chunker, SafeToCut
from .pipeline import MAX_PASSES, Pipeline
from .spool import DiskStore
from .triggers import TriggerScan

if TYPE_CHECKING:
    from ..rules.rule import FindInChunks

#: Gives the text from its beginning, in pieces of any length, each time it is called.
Texts = Callable[[], Iterable[str]]


class ChunkedRepair:
    """The repair of a text in chunks; all but what rules only report is found at once.

    ``count`` is the number of chunks; ``changed`` tells whether any of them is changed.
    ``rules_with_chunk_scope`` are the rules that look at a whole text, took each of several
    chunks for one and had something to say; it is complete once ``repairs`` has been gone
    through.  ``source`` is the text of which this one is a translation.

    >>> text = "dÃ©jÃ\\xa0 vu\\ndeux\\n"
    >>> with ChunkedRepair(Pipeline(), lambda: [text], size=12) as chunked:
    ...     [repair.text for repair in chunked.repairs()]
    ['déjà vu\\n', 'deux\\n']
    """

    def __init__(
        self,
        pipeline: Pipeline,
        texts: Texts,
        *,
        source: str | None = None,
        size: int = CHUNK,
        longest: int = LONGEST_CHUNK,
    ) -> None:
        self._pipeline = pipeline
        self._options = replace(pipeline.options, source=source)
        self._texts = texts
        self._chunker = Chunker(
            best=_safe_for(rule for rule in pipeline.listed if rule.reaches),
            good=_safe_for(rule for rule in pipeline.fixing.listed if rule.reaches),
            in_line=_safe_for(pipeline.fixing.listed),
            size=size,
            longest=longest,
        )
        self._ledgers: DiskStore[Ledger] = DiskStore()
        #: The rules that may change a chunk, by the number of the chunk.
        self._rules_for: dict[int, frozenset[str]] = {}
        self._chunk_scope: set[str] = set()
        self.count = 0
        try:
            self._run_until_stable()
        except BaseException:
            self._ledgers.close()
            raise
        self.changed = any(self._is_changed(number) for number in self._ledgers.numbers())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._ledgers.close()

    @property
    def rules_with_chunk_scope(self) -> frozenset[str]:
        """The rules that took each of several chunks for a whole text, and said something."""
        return frozenset(self._chunk_scope if self.count > 1 else ())

    def repairs(self, *, report: bool = True) -> Iterator[Repair]:
        """Yield the repair of each chunk, in order, on offsets of the chunk.

        If there is nobody to ``report`` to, rules that only report do not run.
        """
        reporting = self._pipeline.reporting
        for entry in reporting.listed if report else ():
            if entry.in_chunks and (find := entry.rule.find_in_chunks) is not None:
                self._work_in_chunks(entry.rule, find)
        for number, chunk in enumerate(self._chunks()):
            ledger = self._ledger(number, chunk)
            for rule in self._wanted(reporting, ledger.text) if report else ():
                if rule.find_in_chunks is None:
                    said = self._pipeline.found_by(rule, ledger.text, self._options)
                    self._take(ledger, rule, said)
            yield ledger.result()

    def _chunks(self) -> Iterator[str]:
        return self._chunker.chunks(self._texts())

    def _wanted(self, scan: TriggerScan, text: str) -> Iterable[Rule]:
        """Return the rules that are to see a text: with a source, all of them."""
        return scan.matching_rules(text) if self._options.source is None else scan.rules

    def _is_wanted(self, scan: TriggerScan, text: str) -> bool:
        return self._options.source is not None or scan.matches(text)

    def _run_until_stable(self) -> None:
        """Let the rules work that change text, from the first one on again after each change."""
        fixing = self._pipeline.fixing
        for number, chunk in enumerate(self._chunks()):
            self.count += 1
            if self._is_wanted(fixing, chunk):
                self._put(number, Ledger(chunk, unsafe=self._pipeline.unsafe))
        for _ in range(MAX_PASSES):
            if not any(self._work(entry.rule) for entry in fixing.listed if self._has_work(entry)):
                return

    def _has_work(self, entry: ListedRule) -> bool:
        return any(entry.name in names for names in self._rules_for.values())

    def _work(self, rule: Rule) -> bool:
        """Let a rule work on all chunks; return whether it changed any."""
        find = rule.find_in_chunks
        if find is not None:
            return self._work_in_chunks(rule, find)
        changed = False
        for number in self._ledgers.numbers():
            if rule.name in self._rules_for[number]:
                text = self._ledgers.get(number).text
                changed |= self._enter(number, text, rule, rule.find(text, self._options))
        return changed

    def _work_in_chunks(self, rule: Rule, find: FindInChunks) -> bool:
        """Let a rule that learns from all chunks work on them; return whether it changed any."""
        view = _View(lambda: self._seen_by(rule))
        changed = False
        for said in find(view, self._options):
            changed |= self._enter(view.number, view.text, rule, said)
        return changed

    def _seen_by(self, rule: Rule) -> Iterator[tuple[int, str]]:
        """Yield the chunks that a rule is to look at, with their numbers, as they stand."""
        if rule.scope is Scope.DOCUMENT:
            for number, chunk in enumerate(self._chunks()):
                yield number, self._ledger(number, chunk).text
        elif rule.reports_only and not self._pipeline.unsafe:
            scan = TriggerScan([ListedRule.of(rule)])
            for number, chunk in enumerate(self._chunks()):
                text = self._ledger(number, chunk).text
                if self._is_wanted(scan, text):
                    yield number, text
        else:
            for number in self._ledgers.numbers():
                if rule.name in self._rules_for[number]:
                    yield number, self._ledgers.get(number).text

    def _enter(self, number: int, chunk: str, rule: Rule, said: Iterable[Edit | Finding]) -> bool:
        """Enter what a rule says of a chunk; return whether that changed it."""
        ledger = self._ledger(number, chunk)
        before = ledger.text
        if self._take(ledger, rule, said):
            self._put(number, ledger, is_known=ledger.text == before)
        return ledger.text != before

    def _take(self, ledger: Ledger, rule: Rule, said: Iterable[Edit | Finding]) -> bool:
        """Enter what a rule says in a ledger; return whether it said anything."""
        all_said = list(said)
        if all_said:
            ledger.take(rule.name, all_said, rule.takes_in)
            if rule.scope is Scope.DOCUMENT and rule.find_in_chunks is None:
                self._chunk_scope.add(rule.name)
        return bool(all_said)

    def _ledger(self, number: int, chunk: str) -> Ledger:
        """Return the ledger of a chunk, a new one where nothing was said of it."""
        if number in self._ledgers:
            return self._ledgers.get(number)
        return Ledger(chunk, unsafe=self._pipeline.unsafe)

    def _put(self, number: int, ledger: Ledger, *, is_known: bool = False) -> None:
        """Keep a ledger; ``is_known`` tells that its text is the one that was kept before."""
        if number not in self._rules_for or not is_known:
            fixing = self._pipeline.fixing
            with_source = self._options.source is not None
            entries = fixing.listed if with_source else fixing.matching(ledger.text)
            self._rules_for[number] = frozenset(entry.name for entry in entries)
        self._ledgers.put(number, ledger)

    def _is_changed(self, number: int) -> bool:
        ledger = self._ledgers.get(number)
        return ledger.text != ledger.original


class _View:
    """Chunks that can be gone through several times; knows which one was given last."""

    def __init__(self, chunks: Callable[[], Iterator[tuple[int, str]]]) -> None:
        self._chunks = chunks
        self.number = 0
        self.text = ""

    def __iter__(self) -> Iterator[str]:
        for number, text in self._chunks():
            self.number, self.text = number, text
            yield text


def _safe_for(rules: Iterable[ListedRule]) -> SafeToCut:
    """Return what tells that none of some rules has anything to do in an excerpt."""
    scan = TriggerScan(rules)
    return lambda excerpt: not scan.matches(excerpt)
