"""The ledger of a repair in progress: the text as it stands, and what was said so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from .composing import compose
from .edits import Applicability, Edit, Finding, Repair, apply_edits
from .offsets import OffsetMap


class Ledger:
    """Takes what rules say of the text as it stands, and keeps it in terms of the original."""

    def __init__(self, original: str, *, unsafe: bool) -> None:
        self.original = original
        self.text = original
        self._accepted = {Applicability.SAFE, *([Applicability.UNSAFE] if unsafe else [])}
        self._edits: list[Edit] = []
        self._findings: dict[tuple[str, int, int, str], Finding] = {}

    def take(self, rule: str, said: Iterable[Edit | Finding]) -> bool:
        """Enter what a rule said of ``text``; return whether the text changed by it.

        An edit that is not to be applied becomes a finding with a suggestion.
        """
        applied: list[Edit] = []
        withheld: list[Edit] = []
        findings: list[Finding] = []
        for item in said:
            if isinstance(item, Finding):
                findings.append(item)
            elif item.applicability in self._accepted:
                applied.append(item)
            else:
                withheld.append(item)
        applied = _ordered(rule, applied)
        self._enter_findings(findings)
        self._enter_withheld(_ordered(rule, withheld))
        if applied:
            self._edits = compose(self.original, self._edits, applied)
            self.text = apply_edits(self.text, applied)
        return bool(applied)

    def result(self) -> Repair:
        """Return the repair as it stands."""
        findings = sorted(self._findings.values(), key=lambda f: (f.start, f.end, f.rule))
        return Repair(self.text, self.original, tuple(self._edits), tuple(findings))

    def _enter_findings(self, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        offsets = OffsetMap.of((e.start, e.end, len(e.after)) for e in self._edits)
        for finding in findings:
            start, end = offsets.span_backward(finding.start, finding.end)
            self._enter(replace(finding, start=start, end=end, text=self.original[start:end]))

    def _enter_withheld(self, withheld: Sequence[Edit]) -> None:
        if not withheld:
            return
        known = set(self._edits)
        for edit in compose(self.original, self._edits, withheld):
            if edit not in known:
                self._enter(edit.as_finding())

    def _enter(self, finding: Finding) -> None:
        key = (finding.rule, finding.start, finding.end, finding.message)
        self._findings.setdefault(key, finding)


def _ordered(rule: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits in order, without those that change nothing."""
    kept = sorted((e for e in edits if e.before != e.after), key=lambda e: (e.start, e.end))
    for left, right in pairwise(kept):
        if right.start < left.end:
            place = f"{left.start}-{left.end} and {right.start}-{right.end}"
            raise ValueError(f"rule {rule!r} gave edits that overlap, at {place}")
    return kept
