"""Ledger: the current text of a repair, and all edits and findings so far.

Rules report edits and findings with offsets of the current text.  The ledger applies the edits and
keeps edits and findings with offsets of the original text.
"""

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
    """The state of a repair: the current text, its edits, and the findings that still hold.

    A finding is open until a later rule edits its place; then the finding is dropped, because it
    describes text that is gone.  A finding that a rule reports together with an edit of the place
    explains that edit; this finding is settled and never dropped.  A finding of a rule that takes
    in those of other rules becomes one finding with theirs, where they speak of its place.
    """

    def __init__(self, original: str, *, unsafe: bool) -> None:
        self.original = original
        self.text = original
        self._accepted = {Applicability.SAFE, *([Applicability.UNSAFE] if unsafe else [])}
        self._edits: list[Edit] = []
        self._settled: list[Finding] = []
        self._settled_at: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._open: dict[Finding, None] = {}

    def take(
        self, rule: str, reported: Iterable[Edit | Finding], takes_in: Iterable[str] = ()
    ) -> bool:
        """Enter the edits and findings that a rule reports; return whether ``text`` changed.

        An edit whose applicability is not accepted becomes a finding with a suggestion.
        ``takes_in`` names the rules whose findings become one with those of this rule, see
        ``Rule``.  Raises RuleError if the edits do not fit the text, or overlap.
        """
        edits: list[Edit] = []
        findings: list[Finding] = []
        for item in reported:
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
        changed = _Spans([(e.start, e.end) for e in applied])
        self._enter(findings, offsets, changed, frozenset(takes_in))
        if applied:
            self._edits = compose(self.original, self._edits, applied)
            self.text = apply_edits(self.text, applied)
        return bool(applied)

    def result(self) -> Repair:
        """Return the repair so far, its findings ordered by place."""
        findings = dict.fromkeys((*self._settled, *self._open))
        in_order = sorted(findings, key=lambda f: (f.start, f.end, f.rule, f.message))
        return Repair(self.text, self.original, tuple(self._edits), tuple(in_order))

    def _drop_open(self, changed: _Spans) -> None:
        """Drop the open findings in the ``changed`` spans of the original."""
        if changed.starts:
            self._open = {f: None for f in self._open if not changed.touch((f.start, f.end))}

    def _enter(
        self,
        findings: Sequence[Finding],
        offsets: OffsetMap,
        changed: _Spans,
        takes_in: frozenset[str],
    ) -> None:
        """Enter findings on the current text; ``changed`` holds the spans of the rule's edits."""
        others = sorted((f for f in self._open if f.rule in takes_in), key=_place)
        for finding in findings:
            moved = self._on_original(finding, offsets)
            if changed.touch((finding.start, finding.end)):
                self._settled.append(moved)
                self._settle(moved)
            elif not self._is_settled(moved):
                self._open[self._with_those_taken_in(moved, others)] = None

    def _with_those_taken_in(self, finding: Finding, others: list[Finding]) -> Finding:
        """Return one finding for what ``others``, which are in order, say of its place too.

        A finding that is taken in is taken in once, and counts as settled.
        """
        last = bisect_left(others, finding.end, key=_starts)
        taken: list[Finding] = []
        while last and others[last - 1].end > finding.start:
            last -= 1
            taken.insert(0, others.pop(last))
        if not taken:
            return finding
        for other in taken:
            self._open.pop(other)
            self._settle(other)
        self._settle(finding)
        reasons = dict.fromkeys((*(other.message for other in taken), finding.message))
        rules = dict.fromkeys((*finding.also, *(other.rule for other in taken)))
        return replace(finding, message="; ".join(reasons), also=tuple(rules))

    def _settle(self, finding: Finding) -> None:
        """Remember a finding so that it is not entered again."""
        insort(self._settled_at[finding.rule, finding.message], finding.start)

    def _on_original(self, finding: Finding, offsets: OffsetMap) -> Finding:
        """Return a finding with offsets of the original, and suggestions for its span there."""
        (wide_start, wide_end), (start, end) = offsets.origin(finding.start, finding.end)
        left = self.text[wide_start : finding.start]
        right = self.text[finding.end : wide_end]
        suggestions = tuple(replace(s, text=left + s.text + right) for s in finding.suggestions)
        return replace(
            finding, start=start, end=end, text=self.original[start:end], suggestions=suggestions
        )

    def _is_settled(self, finding: Finding) -> bool:
        """Whether a settled finding of the same rule and message begins inside the finding."""
        starts = self._settled_at.get((finding.rule, finding.message), [])
        nearest = bisect_left(starts, finding.start)
        return nearest < len(starts) and starts[nearest] < max(finding.end, finding.start + 1)


def _starts(finding: Finding) -> int:
    return finding.start


def _place(finding: Finding) -> Span:
    return finding.start, finding.end


class _Spans:
    """Ordered, disjoint spans, searched by bisection."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def touch(self, span: Span) -> bool:
        """Whether one of the spans shares a character with ``span``, or touches an empty one."""
        start, end = span
        i = bisect_right(self.starts, max(start, end - 1)) - 1
        if i < 0:
            return False
        if start == end or self.starts[i] == self.ends[i]:
            return start <= self.ends[i]
        return start < self.ends[i]


def _checked(rule: str, edits: list[Edit], text: str) -> list[Edit]:
    """Return the edits that change the text, in order.

    Raises RuleError if an edit does not fit the text, or if two edits overlap.
    """
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
