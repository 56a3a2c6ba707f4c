"""The ledger of a repair in progress: the text as it stands, and what was said so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..errors import RuleError
from .compose import compose
from .model import Applicability, Edit, Finding, Repair, apply_edits
from .offsets import OffsetMap, Span


class Ledger:
    """Takes what rules say of the text as it stands, and keeps it in terms of the original.

    A finding is dropped when a later rule changes its place after all, for then it is no
    longer true; one that came along with an edit of its place speaks of that edit, and stays.
    """

    def __init__(self, original: str, *, unsafe: bool) -> None:
        self.original = original
        self.text = original
        self._accepted = {Applicability.SAFE, *([Applicability.UNSAFE] if unsafe else [])}
        self._edits: list[Edit] = []
        self._settled: list[Finding] = []
        self._settled_at: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._open: dict[Finding, None] = {}

    def take(self, rule: str, said: Iterable[Edit | Finding]) -> bool:
        """Enter what a rule said of ``text``; return whether the text changed by it.

        An edit that is not to be applied becomes a finding with a suggestion.  Raises
        RuleError where edits do not fit the text or overlap.
        """
        edits: list[Edit] = []
        findings: list[Finding] = []
        for item in said:
            if isinstance(item, Edit):
                edits.append(item)
            else:
                findings.append(item)
        edits = _checked(rule, edits, self.text)
        applied = [edit for edit in edits if edit.applicability in self._accepted]
        findings += [e.as_finding() for e in edits if e.applicability not in self._accepted]
        if not applied and not findings:
            return False
        offsets = OffsetMap.of((e.start, e.end, len(e.after)) for e in self._edits)
        self._drop_open(_Spans([offsets.origin(e.start, e.end)[1] for e in applied]))
        self._enter(findings, offsets, _Spans([(e.start, e.end) for e in applied]))
        if applied:
            self._edits = compose(self.original, self._edits, applied)
            self.text = apply_edits(self.text, applied)
        return bool(applied)

    def result(self) -> Repair:
        """Return the repair as it stands."""
        findings = dict.fromkeys((*self._settled, *self._open))
        in_order = sorted(findings, key=lambda f: (f.start, f.end, f.rule, f.message))
        return Repair(self.text, self.original, tuple(self._edits), tuple(in_order))

    def _drop_open(self, changed: _Spans) -> None:
        if changed.starts:
            self._open = {f: None for f in self._open if not changed.touch((f.start, f.end))}

    def _enter(self, findings: Sequence[Finding], offsets: OffsetMap, changed: _Spans) -> None:
        """Enter findings on the text as it stands, beside edits at the ``changed`` spans."""
        for finding in findings:
            moved = self._on_original(finding, offsets)
            if changed.touch((finding.start, finding.end)):
                self._settled.append(moved)
                insort(self._settled_at[moved.rule, moved.message], moved.start)
            elif not self._said_before(moved):
                self._open[moved] = None

    def _on_original(self, finding: Finding, offsets: OffsetMap) -> Finding:
        """Return a finding in terms of the original; suggestions fit the span it then has."""
        (wide_start, wide_end), (start, end) = offsets.origin(finding.start, finding.end)
        left = self.text[wide_start : finding.start]
        right = self.text[finding.end : wide_end]
        suggestions = tuple(replace(s, text=left + s.text + right) for s in finding.suggestions)
        return replace(
            finding, start=start, end=end, text=self.original[start:end], suggestions=suggestions
        )

    def _said_before(self, finding: Finding) -> bool:
        """Whether the rule said the same of this place, more exactly, when it was changed."""
        starts = self._settled_at.get((finding.rule, finding.message), [])
        nearest = bisect_left(starts, finding.start)
        return nearest < len(starts) and starts[nearest] < max(finding.end, finding.start + 1)


class _Spans:
    """Ordered, disjoint spans, which can be asked whether they touch another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def touch(self, span: Span) -> bool:
        """Whether any of the spans shares a character, or is the same point, with ``span``."""
        start, end = span
        i = bisect_right(self.starts, max(start, end - 1)) - 1
        if i < 0:
            return False
        if start == end or self.starts[i] == self.ends[i]:
            return start <= self.ends[i]
        return start < self.ends[i]


def _checked(rule: str, edits: list[Edit], text: str) -> list[Edit]:
    """Return the edits in order, without those that change nothing; they must fit the text."""
    kept = sorted((e for e in edits if e.before != e.after), key=lambda e: (e.start, e.end))
    for edit in kept:
        if not 0 <= edit.start <= edit.end or text[edit.start : edit.end] != edit.before:
            raise RuleError(
                f"rule {rule!r} gave an edit of {edit.before!r} at {edit.start}-{edit.end}, "
                "where something else stands"
            )
    for left, right in pairwise(kept):
        if right.start < left.end:
            place = f"{left.start}-{left.end} and {right.start}-{right.end}"
            raise RuleError(f"rule {rule!r} gave edits that overlap, at {place}")
    return kept
