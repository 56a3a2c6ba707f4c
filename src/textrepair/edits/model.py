"""What rules say about a text: edits, findings, suggestions; and Repair, the sum of them.

All offsets are code points, counted from 0, of the original text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from .offsets import OffsetMap


class Applicability(StrEnum):
    """When an edit is applied.

    ``SAFE``: always.  ``UNSAFE``: a best guess, applied on request.  ``DISPLAY``: never.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"

    @property
    def rank(self) -> int:
        """How much trust an edit asks for: 0 the least."""
        return list(Applicability).index(self)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be right in a place, how sure we are (0 to 1), and why."""

    text: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change: ``before``, at ``start`` to ``end``, becomes ``after``.

    ``also`` names further rules that worked on the same place after ``rule`` did.
    """

    rule: str
    start: int
    end: int
    before: str
    after: str
    message: str
    applicability: Applicability = Applicability.SAFE
    confidence: float = 1.0
    also: tuple[str, ...] = ()

    def as_finding(self) -> Finding:
        """Return the finding that stands for this edit where it is not applied."""
        suggestion = Suggestion(self.after, self.confidence, self.message)
        return Finding(
            self.rule,
            self.start,
            self.end,
            self.before,
            self.message,
            (suggestion,),
            self.applicability,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that is damaged, or looks so, and was left as it is.

    ``text`` is what stands there.  ``applicability`` is ``unsafe`` where the first
    suggestion would be applied on request, else ``display``.
    """

    rule: str
    start: int
    end: int
    text: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    applicability: Applicability = Applicability.DISPLAY


@dataclass(frozen=True)
class Repair:
    """A repaired text, and all that is to be said about how it came to be.

    ``edits`` are those that were applied: ordered, disjoint, on offsets of ``original``;
    applying them to ``original`` gives ``text``.

    >>> import textrepair
    >>> repair = textrepair.repair("LibertÃ©, Ã©galitÃ©!")
    >>> repair.text
    'Liberté, égalité!'
    >>> repair.undo()
    'LibertÃ©, Ã©galitÃ©!'
    >>> repair.original[repair.to_original(9):]
    'Ã©galitÃ©!'
    """

    text: str
    original: str
    edits: tuple[Edit, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the text is another than the original."""
        return bool(self.edits)

    @cached_property
    def _offsets(self) -> OffsetMap:
        return OffsetMap.of((e.start, e.end, len(e.after)) for e in self.edits)

    def undo(self) -> str:
        """Return the original, rebuilt from the repaired text and the edits.

        >>> import textrepair
        >>> textrepair.repair("dÃ©jÃ\\xa0").undo() == "dÃ©jÃ\\xa0"
        True
        """
        pieces: list[str] = []
        position = shift = 0
        for edit in self.edits:
            start = edit.start + shift
            pieces += (self.text[position:start], edit.before)
            position = start + len(edit.after)
            shift += len(edit.after) - len(edit.before)
        pieces.append(self.text[position:])
        return "".join(pieces)

    def to_repaired(self, offset: int) -> int:
        """Return where the character at ``offset`` of the original is in ``text``.

        Inside an edit, offsets advance with the replacement and stop at its end.
        An offset outside the original raises IndexError; its length is allowed.

        >>> import textrepair
        >>> textrepair.repair("dÃ©jÃ\\xa0 vu").to_repaired(7)  # the v
        5
        """
        _check_offset(offset, len(self.original))
        return self._offsets.forward(offset)

    def to_original(self, offset: int) -> int:
        """Return where the character at ``offset`` of ``text`` comes from in the original.

        Inside an edit, offsets advance with the original and stop at its end.
        An offset outside the text raises IndexError; its length is allowed.

        >>> import textrepair
        >>> textrepair.repair("dÃ©jÃ\\xa0 vu").to_original(5)  # the v
        7
        """
        _check_offset(offset, len(self.text))
        return self._offsets.backward(offset)

    def to_dict(self) -> dict[str, Any]:
        """Return the repair as plain dicts, lists, strings and numbers, ready for JSON.

        >>> import textrepair
        >>> textrepair.repair("cafÃ©").to_dict()["edits"][0]["after"]
        'café'
        """
        return {
            "text": self.text,
            "original": self.original,
            "edits": [_plain(edit) for edit in self.edits],
            "findings": [_plain(finding) for finding in self.findings],
        }


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with ordered, disjoint edits applied.

    >>> apply_edits("1 2 3", [Edit("r", 2, 3, "2", "two", "")])
    '1 two 3'
    """
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.after)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def same_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """Return how much is the same at the beginning of both, and of the rest at the end.

    >>> same_ends("abcd", "aXd")
    (1, 1)
    """
    left = _same(before, after)
    return left, _same(before[left:][::-1], after[left:][::-1])


def _same(one: Sequence[object], other: Sequence[object]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _plain(item: Edit | Finding) -> dict[str, Any]:
    plain = asdict(item)
    plain["applicability"] = str(item.applicability)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in plain.items()}


def _check_offset(offset: int, length: int) -> None:
    if not 0 <= offset <= length:
        raise IndexError(f"offset {offset} is outside the text, which has {length} code points")
