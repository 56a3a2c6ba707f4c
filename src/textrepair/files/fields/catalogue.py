"""Catalogues of gettext (PO files): the translations; sources, comments and escapes stay.

Each quoted string is a field, and a translation over several lines so many fields.  ``msgid`` and
``msgctxt`` are what a program looks translations up by, and are repaired only if they are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ...pipeline.triggers import TriggerScan
from .field import TEXT, Field, Item, rewritten

_LINE: Final = re.compile(
    r"^(?P<before>(?:\#[~|][ \t]*)?[ \t]*(?P<keyword>msg\w+(?:\[\d+\])?)?[ \t]*)"
    r'"(?P<string>(?:[^"\\\r\n]|\\[^\r\n])*+)"[ \t]*$'
)
_PIECE: Final = re.compile(r"\\[0-7]{1,3}|\\x[0-9a-fA-F]+|\\.|[^\\]")
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPED: Final = {value: f"\\{name}" for name, value in _ESCAPES.items()} | {
    '"': '\\"',
    "\\": "\\\\",
}
#: What ends a line of a PO file: other line ends of Unicode may stand in a string.
_LINES: Final = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++")
_BOM: Final = "\ufeff"


class Catalogue:
    """The strings of one PO file; ``columns`` are keywords such as ``msgid``."""

    is_whole = True

    def __init__(self, columns: Sequence[str] = ()) -> None:
        self._keywords = frozenset(columns or ("msgstr",))

    def cut(self, _text: str) -> int:
        """Return 0: the file is one chunk."""
        return 0

    def fields(self, text: str, scan: TriggerScan, *, is_first: bool) -> Iterator[Field]:
        """Yield the strings of the keywords that are asked for."""
        number = 0
        keyword = ""
        for start, match in _matches(text):
            if match is None:
                continue
            keyword = match["keyword"] or keyword
            value = _value(match["string"])
            is_asked_for = keyword.partition("[")[0] in self._keywords
            if value is not None and is_asked_for and scan.matches(value):
                yield Field(
                    start + match.start("string"), start + match.end("string"), number, value
                )
            number += 1

    def pieces(self, written: str) -> list[str]:
        """Return the characters and escapes."""
        return _PIECE.findall(written)

    def replacement(self, text: str, field: Field, new: str) -> str:
        """Return the new value with escapes where they were, or where they must be."""
        pieces = self.pieces(text[field.start : field.end])
        return rewritten(pieces, field.value, new, _escape)

    def parse(self, text: str) -> list[Item]:
        """Return the strings, and the lines as they are around them."""
        items: list[Item] = []
        for _, match in _matches(text):
            if match is None:
                items.append(("line", ""))
            else:
                value = _value(match["string"])
                items.append(("before", match["before"]))
                items.append((TEXT, match["string"] if value is None else value))
        return items


def _matches(text: str) -> Iterator[tuple[int, re.Match[str] | None]]:
    """Yield the start of each line, and the match of one that holds a string."""
    for line in _LINES.finditer(text):
        content = line[0].rstrip("\r\n")
        start = line.start()
        if content.startswith(_BOM):
            content, start = content[1:], start + 1
        yield start, _LINE.match(content)


def _value(written: str) -> str | None:
    """Return what a string says; None if bytes are escaped in it, whose encoding is not known."""
    pieces = _PIECE.findall(written)
    if any(len(piece) > 2 or piece[1:].isdigit() for piece in pieces if piece[0] == "\\"):
        return None
    return "".join(_ESCAPES.get(p[1:], p[1:]) if p[0] == "\\" else p for p in pieces)


def _escape(text: str) -> str:
    return "".join(_ESCAPED.get(char, char) for char in text)
