"""Statistics: counts of files, edits and findings, in all and by rule."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..edits import Repair
from ..encodings.stray_bytes import STRAY
from .escaping import visible


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How many edits and findings a rule had, and what the rule is about."""

    name: str
    edits: int
    findings: int
    summary: str


class Statistics:
    """Counts of files, edits and findings, in all and by rule."""

    def __init__(self) -> None:
        self.files = 0
        #: Edits and findings that the user wants to hear nothing of, by comments or a baseline.
        self.silenced = 0
        self._edits: Counter[str] = Counter()
        self._findings: Counter[str] = Counter()

    def add(self, repair: Repair, *, is_first: bool = True) -> None:
        """Count one file, or what was found in a further part of it."""
        self.files += is_first
        self._edits.update(edit.rule for edit in repair.edits)
        self._findings.update(finding.rule for finding in repair.findings)

    def merge(self, other: Statistics) -> None:
        """Count what others have counted."""
        self.files += other.files
        self.silenced += other.silenced
        self._edits.update(other._edits)
        self._findings.update(other._findings)

    @property
    def edits(self) -> int:
        """How many edits there are in all."""
        return self._edits.total()

    @property
    def findings(self) -> int:
        """How many findings there are in all."""
        return self._findings.total()

    def summary(self) -> str:
        """Return the one line that sums it up.

        >>> Statistics().summary()
        '0 files, 0 edits, 0 findings'
        """
        parts = ((self.files, "file"), (self.edits, "edit"), (self.findings, "finding"))
        return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in parts)

    def table(self, summaries: Mapping[str, str]) -> Iterable[str]:
        """Yield a line for each rule that said anything, the most talkative first."""
        counted = list(self.rules(summaries))
        if not counted:
            return
        width = max(len(rule.name) for rule in counted)
        yield f"{'edits':>7}  {'findings':>8}  {'rule':<{width}}  what it is\n"
        for rule in counted:
            counts = f"{rule.edits:>7}  {rule.findings:>8}"
            yield f"{counts}  {rule.name:<{width}}  {rule.summary}".rstrip() + "\n"

    def rules(self, summaries: Mapping[str, str]) -> Iterator[RuleCounts]:
        """Yield the counts of each rule that said anything, the most talkative first."""
        both = self._edits + self._findings
        for name, _ in sorted(both.items(), key=lambda pair: (-pair[1], pair[0])):
            about = visible(summaries.get(name, ""))
            yield RuleCounts(name, self._edits[name], self._findings[name], about)


@dataclass(slots=True)
class StrayBytes:
    """The bytes that do not decode and that no edit has read: how many, and the first of them.

    ``first`` counts code points from the beginning of the text.
    """

    count: int = 0
    first: int = 0

    def take(self, repair: Repair, offset: int) -> None:
        """Count the stray bytes of a text, or of a chunk of it that begins at an offset."""
        edits = repair.edits
        starts = [edit.start for edit in edits]
        for match in STRAY.finditer(repair.original):
            nearest = bisect_right(starts, match.start()) - 1
            if nearest < 0 or edits[nearest].end <= match.start():
                if not self.count:
                    self.first = offset + match.start()
                self.count += match.end() - match.start()
