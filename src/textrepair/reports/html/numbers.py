"""Numbers of a source and of its translation side by side: what is joined, and what is red.

A line of both texts is cut into pieces.  Each number is a piece with a label: two numbers that
agree share it, and so do a number of the source and the place where it belongs but does not stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from markupsafe import escape

from ...numbers import LineMatch, NumberMatch, compare_lines
from ..passages import shown

#: Lines of which the numbers are compared, and caps on those that are shown: of lines that
#: disagree, and of lines that agree.  Some 2 kB of HTML each.
_MOST_LINES: Final = 20_000
MOST_WRONG: Final = 400
MOST_RIGHT: Final = 100
#: Bytes of HTML of a line without its pieces, and of a piece without its text; measured.
_BYTES_OF_A_LINE: Final = 550
_BYTES_OF_A_PIECE: Final = 75
#: Code points of a line that are shown.
_LONGEST: Final = 4000
_CUT: Final = "…"

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NumberPiece:
    """A stretch of a line: sound text, or a number with its label, from 1.

    ``label`` is 0 for text, and for a number that is joined to none; ``is_wrong`` tells that the
    other text does not say the number, or not here.
    """

    text: str
    is_number: bool = False
    label: int = 0
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class PairedLine:
    """A line of the source and the line that renders it, with how far their numbers agree."""

    source_line: int
    target_line: int
    source: tuple[NumberPiece, ...]
    target: tuple[NumberPiece, ...]
    match: NumberMatch

    @property
    def is_wrong(self) -> bool:
        """Whether the numbers of the two disagree."""
        return bool(self.match.missing or self.match.added)

    @property
    def weight(self) -> int:
        """About how many bytes of HTML the line takes."""
        texts = [piece.text for piece in (*self.source, *self.target)]
        texts += (*self.match.missing, *self.match.added)
        return _BYTES_OF_A_LINE + sum(_BYTES_OF_A_PIECE + len(escape(t).encode()) for t in texts)


@dataclass(frozen=True, slots=True)
class PairedTexts:
    """The lines of two texts that are shown, and how many lines with numbers are not."""

    lines: tuple[PairedLine, ...]
    agreeing: int
    disagreeing: int

    @property
    def weight(self) -> int:
        """About how many bytes of HTML the lines take."""
        return sum(line.weight for line in self.lines)

    @property
    def left_out(self) -> int:
        """How many lines with numbers are counted and not shown."""
        return self.agreeing + self.disagreeing - len(self.lines)


def paired(source: str, target: str, room: int) -> PairedTexts | None:
    """Return the lines of two texts that hold numbers, up to ``room`` bytes; None if none does.

    >>> texts = paired("端口70万个\\n", "700,000 ports\\n", 10_000)
    >>> [piece.text for piece in texts.lines[0].target], texts.agreeing
    (['700,000', ' ports'], 1)
    """
    kept: list[PairedLine] = []
    counts = [0, 0]
    for found in islice(compare_lines(source, target), _MOST_LINES):
        match = found.match
        if not (match.pairs or match.missing or match.added):
            continue
        is_wrong = bool(match.missing or match.added)
        if room > 0 and counts[is_wrong] < (MOST_WRONG if is_wrong else MOST_RIGHT):
            line = paired_line(found)
            room -= line.weight
            if room >= 0:
                kept.append(line)
        counts[is_wrong] += 1
    return PairedTexts(tuple(kept), counts[False], counts[True]) if sum(counts) else None


def paired_line(found: LineMatch) -> PairedLine:
    """Return the two lines of a match, cut into pieces."""
    match = found.match
    # What belongs to a place goes before what merely agrees with a number.
    joined = [*((pair, True) for pair in _crossed(match)), *((pair, False) for pair in match.pairs)]
    here: dict[_Span, NumberPiece] = {}
    there: dict[_Span, NumberPiece] = {}
    for (one, other), is_wrong in joined:
        if one in here or other in there:
            continue
        label = len(here) + 1
        here[one] = NumberPiece("", is_number=True, label=label, is_wrong=is_wrong)
        there[other] = NumberPiece("", is_number=True, label=label, is_wrong=is_wrong)
    alone = NumberPiece("", is_number=True, is_wrong=True)
    for span in match.missing_at:
        here.setdefault(span, alone)
    for span in match.added_at:
        there.setdefault(span, alone)
    return PairedLine(
        found.source_line,
        found.target_line,
        tuple(_pieces(found.source, here)),
        tuple(_pieces(found.target, there)),
        match,
    )


def _crossed(match: NumberMatch) -> tuple[tuple[_Span, _Span], ...]:
    """Return what belongs together and disagrees: where one number is left on each side, these."""
    if not match.belongs and len(match.missing_at) == len(match.added_at) == 1:
        return ((match.missing_at[0], match.added_at[0]),)
    return match.belongs


def _pieces(line: str, numbers: dict[_Span, NumberPiece]) -> Iterator[NumberPiece]:
    """Cut a line at its numbers; of two that overlap, the first is shown."""
    position = 0
    for start, end in sorted(numbers):
        if start < position or end > _LONGEST:
            continue
        if start > position:
            yield NumberPiece(shown(line[position:start]))
        number = numbers[start, end]
        yield NumberPiece(shown(line[start:end]), True, number.label, number.is_wrong)
        position = end
    rest = line[position : max(position, _LONGEST)]
    if rest:
        yield NumberPiece(shown(rest) + _CUT * (position + len(rest) < len(line)))
