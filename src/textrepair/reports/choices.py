"""Choices: the edits and findings of a repair as places where a person decides.

An edit is applied unless the person undoes it; what is not safe, and each candidate of a finding,
is applied if the person says so.  What overlaps belongs to one place, of which one choice holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any, Final

from ..edits import Edit, Finding, Repair

#: The kind of a change, beside the applicability of an edit.
FINDING: Final = "finding"


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that a place may become, why, and how sure that is (0 to 1)."""

    text: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Change:
    """An edit or a finding, as something to choose: ``before`` may become one of ``choices``.

    ``start`` and ``end`` are code points of the original.  ``kind`` is "safe" for an edit that is
    applied, "unsafe" for one that is applied on request, "finding" for all else.
    """

    rule: str
    kind: str
    start: int
    end: int
    before: str
    message: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Changes that overlap, and the span that they cover together."""

    start: int
    end: int
    changes: tuple[Change, ...]


def places_of(repair: Repair) -> Iterator[Place]:
    """Yield the places of a repair, in order.

    >>> from textrepair import repair
    >>> [(p.start, p.end, p.changes[0].choices[0].text) for p in places_of(repair("a cafÃ©"))]
    [(2, 7, 'café')]
    """
    edits: Sequence[Edit | Finding] = repair.edits
    findings = sorted(repair.findings, key=_place)
    group: list[Change] = []
    end = 0
    for said in merge(edits, findings, key=_place):
        if group and said.start >= end and not said.start == said.end == end:
            yield Place(group[0].start, end, tuple(group))
            group = []
        end = max(end, said.end) if group else said.end
        group.append(_change(said))
    if group:
        yield Place(group[0].start, end, tuple(group))


def chosen_edits(picked: Mapping[Change, int]) -> list[Edit]:
    """Return the edits that choices make, in order: each change and the index of its choice.

    Raises ValueError if two of the changes overlap.

    >>> change = Change("r", "finding", 0, 1, "?", "lost", (Choice("é", "fits", 0.9),))
    >>> [(edit.before, edit.after) for edit in chosen_edits({change: 0})]
    [('?', 'é')]
    """
    edits: list[Edit] = []
    for change, index in sorted(picked.items(), key=lambda pair: (pair[0].start, pair[0].end)):
        if edits and change.start < edits[-1].end:
            raise ValueError(f"two choices for the text at {change.start}; keep one of them")
        choice = change.choices[index]
        edits.append(
            Edit(
                change.rule,
                change.start,
                change.end,
                change.before,
                choice.text,
                choice.reason,
                confidence=choice.confidence,
            )
        )
    return edits


def applied_at_first(place: Place) -> Change | None:
    """Return the change of a place that is applied unless a person says otherwise."""
    return next((change for change in place.changes if change.kind != FINDING), None)


def _place(said: Edit | Finding) -> tuple[int, int]:
    return said.start, said.end


def _change(said: Edit | Finding) -> Change:
    if isinstance(said, Edit):
        choices: tuple[Choice, ...] = (Choice(said.after, said.message, said.confidence),)
        kind, before = str(said.applicability), said.before
    else:
        choices = tuple(Choice(s.text, s.reason, s.confidence) for s in said.suggestions)
        kind, before = FINDING, said.text
    return Change(said.rule, kind, said.start, said.end, before, said.message, choices)


def as_json(place: Place) -> dict[str, Any]:
    """Return a place as plain dicts and lists; offsets are those of the original."""
    first = applied_at_first(place)
    return {
        "start": place.start,
        "end": place.end,
        "changes": [
            {
                "rule": change.rule,
                "kind": change.kind,
                "start": change.start,
                "end": change.end,
                "before": change.before,
                "message": change.message,
                "chosen": 0 if change is first else None,
                "choices": [
                    {"text": c.text, "reason": c.reason, "confidence": c.confidence}
                    for c in change.choices
                ],
            }
            for change in place.changes
        ],
    }
