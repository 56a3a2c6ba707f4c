"""Digit runs and numerals: where the numbers of a text stand, before anything is read into them.

A digit run is a run of digits, or the gap ``<>`` that a translation machine leaves where it has no
number.  A numeral is one run, or several that grouping or decimal marks join: ``700,000`` has two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

#: The digits between the marks of a numeral.
Groups = tuple[str, ...]

#: What a translation machine leaves where it has no number.
GAP: Final = "<>"

_SLOT: Final = re.compile(r"\d+|<>")
_NUMERAL: Final = re.compile(r"(?:\d+|<>)(?:[,.](?:\d+|<>))*")


@dataclass(frozen=True, slots=True)
class DigitRun:
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
    """Digit runs joined by commas or full stops, and these marks: one more run than marks."""

    runs: tuple[DigitRun, ...]
    marks: str

    @property
    def start(self) -> int:
        """Where the first run starts."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """Where the last run ends."""
        return self.runs[-1].end

    @property
    def groups(self) -> Groups:
        """The digits between the marks."""
        return tuple(run.text for run in self.runs)


def digit_runs(text: str, start: int = 0, end: int | None = None) -> Iterator[DigitRun]:
    """Yield the digit runs and gaps of a text, in order; digits of any script.

    >>> [run.text for run in digit_runs("12,5 70G and <>%")]
    ['12', '5', '70', '<>']
    """
    for match in _SLOT.finditer(text, start, len(text) if end is None else end):
        yield DigitRun(match.start(), match.end(), match.group())


def numerals(text: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Yield the numerals of a text, in order; a mark joins only where digits touch it.

    >>> [numeral.groups for numeral in numerals("700,000 in 2025, <>,5.")]
    [('700', '000'), ('2025',), ('<>', '5')]
    """
    for match in _NUMERAL.finditer(text, start, len(text) if end is None else end):
        parts = tuple(digit_runs(text, match.start(), match.end()))
        marks = "".join(text[part.end] for part in parts[:-1])
        yield Numeral(parts, marks)


def is_grouped(groups: Sequence[str], marks: str) -> bool:
    """Tell whether commas part groups of digits as in English or Indian numerals.

    The last mark may be a decimal point.  Indian numerals have groups of two digits
    before the last one of three (https://en.wikipedia.org/wiki/Indian_numbering_system).

    >>> is_grouped(["700", "000"], ","), is_grouped(["10", "70"], ",")
    (True, False)
    >>> is_grouped(["1", "23", "456", "5"], ",,.")
    True
    """
    whole = list(groups[:-1] if marks.endswith(".") else groups)
    between = marks.removesuffix(".")
    if not between or set(between) != {","}:
        return False
    first, *middle, last = whole
    if not 1 <= len(first) <= 3 or len(last) != 3:
        return False
    by_three = all(len(group) == 3 for group in middle)
    by_two = len(first) <= 2 and all(len(group) == 2 for group in middle)
    return by_three or by_two
