"""Alignment: which line of a translation renders which line of its source.

Lines pair with lines where both texts have equally many.  Otherwise lines are aligned by length,
after Gale and Church 1993 ("A program for aligning sentences in bilingual corpora"), and by their
digit runs: a refill leaves each line the digit runs of its source, so lines with equal digit runs
belong together.
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

#: Moves of the alignment: lines of the target, lines of the source, cost.  Set on train/parallel.
_MOVES: Final = ((1, 1, 0.0), (1, 2, 1.5), (2, 1, 1.5), (1, 0, 3.0), (0, 1, 3.0))

#: Cost, a reward, of two lines with equal digit runs.  Set on train/parallel.
_SAME_NUMBERS: Final = -2.5

#: Cap on how far an alignment may stray from the diagonal, in lines.  Bounds the time.
_BAND: Final = 60


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    length: int
    digits: tuple[str, ...]


def align(target: str, source: str) -> list[tuple[Span, Span]]:
    """Return pairs of spans, of the target and of the source, that render each other.

    Blank lines are passed over.  For each line of the longer text, at most 121 lines of the other
    are compared.

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
    """Return the pairs on the cheapest path through both texts, near the diagonal."""
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
    """A line of the target and the line of the source that it renders.

    ``here`` and ``there`` are the spans of the lines in the whole texts.  ``slots`` are those
    of the target line, ``words`` the values of the numbers that it writes as words, ``said`` the
    quantities of the source line; their offsets are those of the whole texts.  ``is_foreign``
    tells that the target is not English.
    """

    target: str
    here: Span
    slots: tuple[NumberSlot, ...]
    words: tuple[int, ...]
    source: str
    there: Span
    said: tuple[Quantity, ...]
    is_foreign: bool = False

    @property
    def from_asian(self) -> bool:
        """Whether the source is Chinese, Japanese or Korean."""
        return _ASIAN.search(self.source, *self.there) is not None

    def filled(self) -> list[DigitRun]:
        """Return the digit runs and gaps of the target line."""
        return list(digit_runs(self.target, *self.here))

    def supply(self) -> list[str]:
        """Return the digits of the source line, run by run."""
        return [run.text for run in digit_runs(self.source, *self.there) if not run.is_gap]
