"""Field and FieldFormat: where the texts stand in a file, and how they are written there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from ...edits import Finding
from ...edits.model import same_ends
from ...pipeline.triggers import TriggerScan

#: The kind of an item of a parsed file that a field may hold.
TEXT: Final = "text"
#: An item of a parsed file: its kind, and its value.
Item = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A text in a file: as it is written, from ``start`` to ``end`` in code points.

    ``value`` is what the field says.  ``record`` is the span of what can be parsed by itself and
    holds the field; without one it is the chunk.  ``number`` counts the texts among the items
    that ``parse`` gives of the record.
    """

    start: int
    end: int
    number: int
    value: str
    record: tuple[int, int] | None = None


class FieldFormat(Protocol):
    """The format of one file: finds its fields, writes them, and parses all of it to check that.

    A file comes in chunks, in order; a format may learn from the first one (the names of
    columns) what it has to look for in all.
    """

    @property
    def is_whole(self) -> bool:
        """Whether the file has to be one chunk."""

    def cut(self, text: str) -> int:
        """Return the length of the records at the beginning of a text that are surely whole."""

    def fields(self, text: str, scan: TriggerScan, *, is_first: bool) -> Iterator[Field | Finding]:
        """Yield the fields asked for in which the scan finds anything, in order.

        A finding tells of a record that is left alone because it is not in the format.
        Raises InputError for a text that is not in the format, or lacks a column.
        """

    def pieces(self, written: str) -> list[str]:
        """Return what is written in a field by code points of its value, escapes whole."""

    def replacement(self, text: str, field: Field, new: str) -> str:
        """Return what stands in the place of a field that is to have a new value."""

    def parse(self, text: str) -> list[Item]:
        """Return all items of a chunk; ``fields`` is checked by it."""


def may_match(scan: TriggerScan, text: str, borders: str) -> bool:
    """Tell whether any value between borders may hold a trigger: one search of the whole text.

    A value between two line ends holds what it holds alone, so that no value is missed.  What is
    written in another way than it reads is not seen.

    >>> from textrepair import Pipeline
    >>> may_match(Pipeline().fixing, "a,naïve,c", ",")
    False
    """
    if text.isascii():
        if not scan.may_hold_marks(text):
            return False
        scan = scan.in_ascii
    return scan.first_place(text.translate(dict.fromkeys(map(ord, borders), "\n"))) is not None


def rewritten(pieces: list[str], value: str, new: str, escape: Callable[[str], str]) -> str:
    """Return how a new value is written; its beginning and end, if they stay, keep their escapes.

    ``pieces`` are the code points of the old value as they are written.

    >>> rewritten(["\\\\u0041", "b", "\\\\n"], "Ab\\n", "Aß\\n", str)
    '\\\\u0041ß\\\\n'
    """
    if len(pieces) != len(value):
        return escape(new)
    left, right = same_ends(value, new)
    kept = len(pieces) - right
    return "".join([*pieces[:left], escape(new[left : len(new) - right]), *pieces[kept:]])
