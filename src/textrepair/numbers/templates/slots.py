"""Slots and numerals: where the numbers of a text stand, before anything is read into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: What is left where a translation machine had no number for a slot.
GAP: Final = "<>"

_SLOT: Final = re.compile(r"\d+|<>")
_NUMERAL: Final = re.compile(r"(?:\d+|<>)(?:[,.](?:\d+|<>))*")


@dataclass(frozen=True, slots=True)
class Slot:
    """A run of digits or a gap, at ``start`` to ``end`` (code points)."""

    start: int
    end: int
    text: str

    @property
    def is_gap(self) -> bool:
        """Whether the number is missing here."""
        return self.text == GAP


@dataclass(frozen=True, slots=True)
class Numeral:
    """Slots joined by commas or full stops, and these marks: one more slot than marks."""

    slots: tuple[Slot, ...]
    marks: str

    @property
    def start(self) -> int:
        """Where the first slot starts."""
        return self.slots[0].start

    @property
    def end(self) -> int:
        """Where the last slot ends."""
        return self.slots[-1].end

    @property
    def groups(self) -> tuple[str, ...]:
        """The digits between the marks."""
        return tuple(slot.text for slot in self.slots)


def slots(text: str, start: int = 0, end: int | None = None) -> Iterator[Slot]:
    """Yield the slots of a text, in order, digits of any script.

    >>> [slot.text for slot in slots("12,5 70G and <>%")]
    ['12', '5', '70', '<>']
    """
    for match in _SLOT.finditer(text, start, len(text) if end is None else end):
        yield Slot(match.start(), match.end(), match.group())


def numerals(text: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Yield the numerals of a text, in order; a mark joins only where digits touch it.

    >>> [numeral.groups for numeral in numerals("700,000 in 2025, <>,5.")]
    [('700', '000'), ('2025',), ('<>', '5')]
    """
    for match in _NUMERAL.finditer(text, start, len(text) if end is None else end):
        parts = tuple(slots(text, match.start(), match.end()))
        marks = "".join(text[part.end] for part in parts[:-1])
        yield Numeral(parts, marks)
