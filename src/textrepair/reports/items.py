"""The edits and findings of a repair as one list, in order, each with its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..edits import Edit, Finding, Repair, Suggestion


@dataclass(frozen=True, slots=True)
class Item:
    """An edit or a finding, and where a person finds it.

    ``start`` and ``end`` are code points of the original; ``line`` and ``column`` (code
    points) start at 1.  ``after`` and ``confidence`` are None for a finding.
    """

    rule: str
    kind: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    before: str
    after: str | None
    message: str
    applicability: str
    confidence: float | None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where in a file a text begins that is a part of it: offset from 0, line and column from 1."""

    offset: int = 0
    line: int = 1
    column: int = 1

    def after(self, text: str) -> Start:
        r"""Return where what follows a text begins.

        >>> Start().after("one\ntwo\r\nth")
        Start(offset=11, line=3, column=3)
        """
        line, column = _Cursor(text, 0, self.line, 1 - self.column).move(len(text))
        return Start(self.offset + len(text), line, column)


BEGINNING: Final = Start()


def items_of(repair: Repair, begins: Start = BEGINNING) -> Iterator[Item]:
    """Yield what a repair has to say, in the order of the original, which begins somewhere.

    >>> from textrepair.edits import Edit, Repair
    >>> repair = Repair("a\\nB", "a\\nb", (Edit("r", 2, 3, "b", "B", "small"),))
    >>> [(item.line, item.column, item.after) for item in items_of(repair)]
    [(2, 1, 'B')]
    """
    said: list[Edit | Finding] = [*repair.edits, *repair.findings]
    said.sort(key=lambda each: (each.start, each.end, each.rule))
    cursor = _Cursor(repair.original, 0, begins.line, 1 - begins.column)
    for each in said:
        line, column = cursor.move(each.start)
        end = _Cursor(repair.original, each.start, line, cursor.line_start)
        yield _item(each, begins.offset, (line, column), end.move(each.end))


def _item(said: Edit | Finding, offset: int, place: tuple[int, int], end: tuple[int, int]) -> Item:
    is_edit = isinstance(said, Edit)
    return Item(
        rule=said.rule,
        kind="edit" if is_edit else "finding",
        start=offset + said.start,
        end=offset + said.end,
        line=place[0],
        column=place[1],
        end_line=end[0],
        end_column=end[1],
        before=said.before if isinstance(said, Edit) else said.text,
        after=said.after if isinstance(said, Edit) else None,
        message=said.message,
        applicability=str(said.applicability),
        confidence=said.confidence if isinstance(said, Edit) else None,
        suggestions=() if isinstance(said, Edit) else said.suggestions,
    )


class _Cursor:
    """A place in a text that moves on, never back, and knows its line; linear in all."""

    def __init__(self, text: str, offset: int, line: int, line_start: int) -> None:
        self._text = text
        self._offset = offset
        self._line = line
        self.line_start = line_start

    def move(self, offset: int) -> tuple[int, int]:
        """Go to an offset; return its line and column.  Lines end by LF, CR LF or CR."""
        text, start = self._text, self._offset
        feeds = text.count("\n", start, offset)
        returns = text.count("\r", start, offset)
        self._line += feeds + returns - (text.count("\r\n", start, offset) if returns else 0)
        if start and returns + feeds and text[start - 1] == "\r" and text[start] == "\n":
            self._line -= 1  # the pair that the two of them make was counted with the return
        if feeds or returns:
            end = max(text.rfind("\n", start, offset), text.rfind("\r", start, offset))
            self.line_start = end + 1
        self._offset = offset
        return self._line, offset - self.line_start + 1
