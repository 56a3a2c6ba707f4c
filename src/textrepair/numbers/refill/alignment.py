"""Which paragraph of a translation renders which of its source.

Lines pair with lines where their counts agree.  Else they are aligned by length, after Gale
and Church 1993 ("A program for aligning sentences in bilingual corpora"), and by their
numbers: paragraphs whose digit runs are the same belong together, and so they do after a
refill, which leaves each paragraph the digit runs of its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, sqrt
from typing import Final

from ..reading.quantity import Quantity
from ..templates.slots import GAP, DigitRun, digit_runs
from ..templates.templates import NumberSlot

Span = tuple[int, int]

#: Moves: lines of the target, lines of the source, and what such a move costs.
_MOVES: Final = ((1, 1, 0.0), (1, 2, 1.5), (2, 1, 1.5), (1, 0, 3.0), (0, 1, 3.0))

#: What it is worth that two paragraphs have the same digit runs.
_SAME_NUMBERS: Final = -2.5

#: So many lines an alignment may stray from the diagonal.
_BAND: Final = 60


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    length: int
    digits: tuple[str, ...]


def align(target: str, source: str) -> list[tuple[Span, Span]]:
    """Return pairs of spans, of the target and of the source, that render each other.

    Blank lines are passed over.  At most some 120 lines times the longer text are looked at.

    >>> align("One.\\n\\nTwo and 3.", "一。\\n二，3。")
    [((0, 4), (0, 2)), ((6, 16), (3, 7))]
    """
    left, right = _lines(target), _lines(source)
    if len(left) == len(right):
        return [(a.span, b.span) for a, b in zip(left, right, strict=True)]
    if not left or not right:
        return []
    ratio = sum(line.length for line in right) / max(1, sum(line.length for line in left))
    return _path(left, right, ratio)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            digits = tuple(run.text for run in digit_runs(line))
            found.append(_Line((start, start + len(line)), len(line), digits))
        start += len(line) + 1
    return found


def _path(left: Sequence[_Line], right: Sequence[_Line], ratio: float) -> list[tuple[Span, Span]]:
    """Find the cheapest way through both texts, near the diagonal."""
    best: dict[Span, tuple[float, Span]] = {(0, 0): (0.0, (0, 0))}
    slope = len(right) / len(left)
    for i in range(len(left) + 1):
        middle = int(i * slope)
        for j in range(max(0, middle - _BAND), min(len(right), middle + _BAND) + 1):
            for di, dj, price in _MOVES:
                before = best.get((i - di, j - dj))
                if before is None:
                    continue
                cost = before[0] + price + _cost(left[i - di : i], right[j - dj : j], ratio)
                if cost < best.get((i, j), (inf,))[0]:
                    best[i, j] = (cost, (i - di, j - dj))
    return _pairs(left, right, best)


def _pairs(
    left: Sequence[_Line], right: Sequence[_Line], best: dict[Span, tuple[float, Span]]
) -> list[tuple[Span, Span]]:
    found: list[tuple[Span, Span]] = []
    at = (len(left), len(right))
    while at != (0, 0) and at in best:
        i, j = best[at][1]
        if i < at[0] and j < at[1]:
            target = (left[i].span[0], left[at[0] - 1].span[1])
            found.append((target, (right[j].span[0], right[at[1] - 1].span[1])))
        at = (i, j)
    return found[::-1]


def _cost(left: Sequence[_Line], right: Sequence[_Line], ratio: float) -> float:
    if not left or not right:
        return 0.0
    length, other = sum(line.length for line in left), sum(line.length for line in right)
    cost = 2 * abs(log((other + 5) / (length * ratio + 5))) * sqrt(min(length, 400)) / 10
    digits = [d for line in left for d in line.digits]
    supply = [d for line in right for d in line.digits]
    if digits and supply and _same(digits, supply):
        cost += _SAME_NUMBERS
    return cost


def _same(digits: Sequence[str], supply: Sequence[str]) -> bool:
    poured = list(supply[: len(digits)]) + [GAP] * (len(digits) - len(supply))
    return list(digits) == poured or sorted(digits) == sorted(supply)


_ASIAN: Final = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class LinePair:
    """A line of the target and one of the source: the whole texts, and where the lines are.

    ``rooms`` are the places of the target for numbers, ``words`` the values of those that it
    writes as words, ``said`` the numbers of the source; all offsets are those of the texts.
    """

    target: str
    here: Span
    slots: tuple[NumberSlot, ...]
    words: tuple[int, ...]
    source: str
    there: Span
    said: tuple[Quantity, ...]

    @property
    def from_asian(self) -> bool:
        """Whether the source is Chinese, Japanese or Korean."""
        return _ASIAN.search(self.source, *self.there) is not None

    def filled(self) -> list[DigitRun]:
        """Return the slots of the line of the target."""
        return list(digit_runs(self.target, *self.here))

    def supply(self) -> list[str]:
        """Return the digit runs of the line of the source."""
        return [run.text for run in digit_runs(self.source, *self.there) if not run.is_gap]
