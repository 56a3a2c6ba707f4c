"""Edit, Finding and Suggestion, which rules report, and Repair, the result of a pipeline.

All offsets are code points of the original text, counted from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from ..errors import InputError
from .offsets import OffsetMap

#: Code points of a text that the repr of a repair shows.
_SHOWN: Final = 60
#: Edits and findings that IPython shows of a repair.
_SHOWN_ITEMS: Final = 10


class Applicability(StrEnum):
    """When an edit is applied.

    ``SAFE``: always.  ``UNSAFE``: on request, for the edit is a guess.  ``DISPLAY``: never.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"

    @property
    def rank(self) -> int:
        """The order of applicabilities: 0 for safe, 1 for unsafe, 2 for display."""
        return list(Applicability).index(self)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be right in a place, its confidence (0 to 1), and the reason."""

    text: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change: ``before``, at ``start`` to ``end`` (code points), becomes ``after``.

    ``also`` names further rules that changed the place after ``rule``.
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
        """Return the finding that reports this edit if it is not applied."""
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
    """A report of damage, or likely damage, that is not repaired.

    ``text`` is the original text at ``start`` to ``end`` (code points).  ``applicability`` is
    ``unsafe`` if the first suggestion is applied on request, else ``display``.  ``also`` names
    further rules that found fault with the place; the message gives their reasons too.
    """

    rule: str
    start: int
    end: int
    text: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    applicability: Applicability = Applicability.DISPLAY
    also: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Repair:
    """A repaired text, the original, the edits between them, and the findings.

    ``edits`` are ordered and disjoint and have offsets of ``original``; applied to ``original``
    they give ``text``.  ``findings`` are ordered by place.

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
        """Whether the text differs from the original."""
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
        """Return the offset in ``text`` of the character at an offset of the original.

        Inside an edit, the k-th replaced character maps to the k-th character of the replacement,
        or to its end.  Raises IndexError for an offset outside 0 to the length of the original.

        >>> import textrepair
        >>> textrepair.repair("dÃ©jÃ\\xa0 vu").to_repaired(7)  # the v
        5
        """
        _check_offset(offset, len(self.original))
        return self._offsets.forward(offset)

    def to_original(self, offset: int) -> int:
        """Return the offset in the original of the character at an offset of ``text``.

        Inside an edit, the k-th character of the replacement maps to the k-th replaced character,
        or to the end of the edit.  Raises IndexError for an offset outside 0 to the length of the
        text.

        >>> import textrepair
        >>> textrepair.repair("dÃ©jÃ\\xa0 vu").to_original(5)  # the v
        7
        """
        _check_offset(offset, len(self.text))
        return self._offsets.backward(offset)

    def to_dict(self) -> dict[str, Any]:
        """Return the repair as plain dicts, lists, strings and numbers, ready for JSON.

        JSON makes one character of two lone surrogates that fit together, which no decoder gives
        side by side; then ``from_dict`` says that the edits do not fit.

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

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Repair:
        """Return the repair that ``to_dict`` gave, after JSON too.

        Raises InputError for what it did not give.

        >>> import textrepair
        >>> repair = textrepair.repair("cafÃ© <>")
        >>> Repair.from_dict(repair.to_dict()) == repair
        True
        """
        try:
            edits = tuple(Edit(**_told(each)) for each in plain["edits"])
            findings = tuple(
                Finding(
                    **{
                        **_told(each),
                        "suggestions": tuple(Suggestion(**s) for s in each["suggestions"]),
                    }
                )
                for each in plain["findings"]
            )
            made = cls(plain["text"], plain["original"], edits, findings)
            fits = apply_edits(made.original, edits) == made.text and made.undo() == made.original
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"this is no repair: {error}; pass what to_dict gave") from None
        if not fits:
            raise InputError("the edits of this repair do not fit its text; pass what to_dict gave")
        return made

    def to_html(self, name: str = "text") -> str:
        """Return a page that shows the text before and after side by side, one HTML file.

        ``name`` is what the page calls the text.  The page needs nothing from elsewhere.

        >>> import textrepair
        >>> textrepair.repair("cafÃ©").to_html().startswith("<!DOCTYPE html>")
        True
        """
        return str(_html().document_of(self, name))

    def __repr__(self) -> str:
        """Say how much was found, and how the text begins."""
        said = f"{_counted(self.edits, 'edit')}, {_counted(self.findings, 'finding')}"
        return f"<Repair: {said}: {_short(self.text)}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print, in IPython, what the repr says, and the first edits and findings, one a line."""
        del cycle  # a repair does not hold itself
        items: list[Edit | Finding] = [*self.edits, *self.findings]
        items.sort(key=lambda item: (item.start, item.end))
        lines = [repr(self), *(f"  {_line(item)}" for item in items[:_SHOWN_ITEMS])]
        if len(items) > _SHOWN_ITEMS:
            lines.append(f"  and {len(items) - _SHOWN_ITEMS} more")
        printer.text("\n".join(lines))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the first edits and findings side by side."""
        return str(_html().fragment_of(self))


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
    """Return the length of the common beginning of two sequences, and of the common end after it.

    >>> same_ends("abcd", "aXd")
    (1, 1)
    """
    left = _common_beginning(before, after)
    return left, _common_beginning(before[left:][::-1], after[left:][::-1])


def _common_beginning(one: Sequence[object], other: Sequence[object]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _html() -> ModuleType:
    """Load what shows a repair as HTML: it stands on the floors above, and few need it."""
    return import_module("textrepair.reports.html")


def _counted(items: Sequence[object], word: str) -> str:
    return f"{len(items)} {word}{'' if len(items) == 1 else 's'}"


def _line(item: Edit | Finding) -> str:
    """Return an edit or a finding in a line."""
    if isinstance(item, Edit):
        said = f"{_short(item.before)} -> {_short(item.after)}  {item.rule}: {item.message}"
    else:
        said = f"{_short(item.text)}  {item.rule}: {item.message}"
    return f"{item.start}-{item.end}  {said}"


def _short(text: str) -> str:
    return f"{text[:_SHOWN]!r}{'…' * (len(text) > _SHOWN)}"


def _plain(item: Edit | Finding) -> dict[str, Any]:
    """Return an edit or a finding as JSON has it."""
    plain = asdict(item)
    plain["applicability"] = str(item.applicability)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in plain.items()}


def _told(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an edit or a finding that ``_plain`` gave."""
    applicability = Applicability(plain["applicability"])
    return {**plain, "applicability": applicability, "also": tuple(plain["also"])}


def _check_offset(offset: int, length: int) -> None:
    if not 0 <= offset <= length:
        raise IndexError(f"offset {offset} is outside the text, which has {length} code points")
