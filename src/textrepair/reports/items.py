"""Items: the edits and findings of a repair as one list, in order, with lines and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge

from ..edits import Edit, Finding, Suggestion
from ..files.position import Cursor, Position
from .report import FileResult


@dataclass(frozen=True, slots=True)
class Item:
    """An edit or a finding, and where a person finds it.

    ``start`` and ``end`` are positions in the file.  ``after`` and ``confidence`` are None
    for a finding.
    """

    rule: str
    kind: str
    start: Position
    end: Position
    before: str
    after: str | None
    message: str
    applicability: str
    confidence: float | None
    suggestions: tuple[Suggestion, ...]


def items_of(result: FileResult) -> Iterator[Item]:
    """Yield the edits and findings of a file, or of a chunk of it, in the order of the original.

    >>> from textrepair.edits import Edit, Repair
    >>> repair = Repair("a\\nB", "a\\nb", (Edit("r", 2, 3, "b", "B", "small"),))
    >>> [(str(item.start), item.after) for item in items_of(FileResult("a", "utf-8", 3, repair))]
    [('line 2, column 1', 'B')]
    """
    repair = result.repair
    edits: Iterable[Edit | Finding] = repair.edits
    said = merge(edits, sorted(repair.findings, key=_place), key=_place)
    cursor = Cursor(repair.original, result.begins)
    for each in said:
        start = cursor.move(each.start)
        yield _item(each, start, Cursor(repair.original, start, each.start).move(each.end))


def _place(said: Edit | Finding) -> tuple[int, int, str]:
    return said.start, said.end, said.rule


def _item(said: Edit | Finding, start: Position, end: Position) -> Item:
    is_edit = isinstance(said, Edit)
    return Item(
        rule=said.rule,
        kind="edit" if is_edit else "finding",
        start=start,
        end=end,
        before=said.before if isinstance(said, Edit) else said.text,
        after=said.after if isinstance(said, Edit) else None,
        message=said.message,
        applicability=str(said.applicability),
        confidence=said.confidence if isinstance(said, Edit) else None,
        suggestions=() if isinstance(said, Edit) else said.suggestions,
    )
