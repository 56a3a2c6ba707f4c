"""Position: a place in a text as people count it, by line and column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: ``offset`` in code points from 0, ``line`` and ``column`` from 1.

    Lines end by LF, CR LF or CR; columns are code points.
    """

    offset: int = 0
    line: int = 1
    column: int = 1

    def after(self, text: str) -> Position:
        r"""Return the position behind a text that begins here.

        >>> Position().after("one\ntwo\r\nth")
        Position(offset=11, line=3, column=3)
        """
        return Cursor(text, self).move(len(text))

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class Cursor:
    """A place in a text that moves on, never back: all its moves together are linear.

    ``begins`` is the position in the file of the place ``start`` in the text.
    """

    def __init__(self, text: str, begins: Position, start: int = 0) -> None:
        self._text = text
        self._start = start
        self._line = begins.line
        #: Where the line of the cursor begins, in the text.
        self._line_start = start + 1 - begins.column
        self._shift = begins.offset - start

    def move(self, to: int) -> Position:
        """Go to a place in the text, and return its position in the file."""
        text, start = self._text, self._start
        feeds = text.count("\n", start, to)
        returns = text.count("\r", start, to)
        self._line += feeds + returns - (text.count("\r\n", start, to) if returns else 0)
        if start and returns + feeds and text[start - 1] == "\r" and text[start] == "\n":
            self._line -= 1  # CR LF, of which the CR was counted by the move before
        if feeds or returns:
            self._line_start = 1 + max(text.rfind("\n", start, to), text.rfind("\r", start, to))
        self._start = to
        return Position(self._shift + to, self._line, to - self._line_start + 1)
