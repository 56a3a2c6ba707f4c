"""Passages: lines that hold edits and findings, cut into pieces, before and after side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .escaping import visible
from .items import Item
from .report import FileResult

#: Code points of sound text that are shown before, after and between the items of a passage.
_AROUND: Final = 60
#: Code points of one side of an edit that are shown; the rest is counted.
_LONGEST: Final = 400
#: Items in one passage; a line with more of them becomes several passages.
_MOST_ITEMS: Final = 12
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage as it is shown, before and after the repair.

    ``note`` is the number, from 0, of the item that speaks of it; None for sound text.
    """

    before: str
    after: str
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Items on neighbouring places of one line or of adjoining lines, and the text around them."""

    pieces: tuple[Piece, ...]
    items: tuple[Item, ...]

    @property
    def line(self) -> int:
        """The number of the line on which the passage begins, from 1."""
        return self.items[0].start.line


def passages(result: FileResult, items: Iterable[Item]) -> Iterator[Passage]:
    """Yield the passages that hold some items of a result, which come in order.

    >>> from textrepair.edits import Edit, Repair
    >>> from textrepair.reports.items import items_of
    >>> repair = Repair("a\\nB", "a\\nb", (Edit("r", 2, 3, "b", "B", "small"),))
    >>> result = FileResult("a", "utf-8", 3, repair)
    >>> [[(p.before, p.after) for p in each.pieces] for each in passages(result, items_of(result))]
    [[('b', 'B')]]
    """
    group: list[Item] = []
    for item in items:
        if group and not _adjoin(result, group, item):
            yield _passage(result, group)
            group = []
        group.append(item)
    if group:
        yield _passage(result, group)


def shown(text: str) -> str:
    r"""Return a piece of text with its line ends and all that cannot be seen made visible.

    >>> shown("a\n\N{RIGHT-TO-LEFT OVERRIDE}b")
    'a↵\n\\u202eb'
    """
    return "↵\n".join(visible(line) for line in text.split("\n"))


def _adjoin(result: FileResult, group: Sequence[Item], item: Item) -> bool:
    """Tell whether an item stands on the line where a group ends, near it."""
    offset = result.begins.offset
    end = max(each.end.offset for each in group) - offset
    start = item.start.offset - offset
    return len(group) < _MOST_ITEMS and (
        start <= end
        or (start - end <= 2 * _AROUND and "\n" not in result.repair.original[end:start])
    )


def _passage(result: FileResult, items: Sequence[Item]) -> Passage:
    text, offset = result.repair.original, result.begins.offset
    spans = [(each.start.offset - offset, each.end.offset - offset) for each in items]
    own = _with_a_piece(items, spans)
    first, last = spans[own[0]][0], spans[own[-1]][1]
    pieces = [Piece(*2 * (_before(text, first),))]
    for note, following in pairwise([*own, None]):
        assert note is not None
        pieces.append(_piece(items[note], note))
        if following is not None:
            kept = text[spans[note][1] : spans[following][0]]
            pieces.append(Piece(*2 * (shown(kept),)))
    pieces.append(Piece(*2 * (_after(text, last),)))
    return Passage(tuple(p for p in pieces if p.before or p.after), tuple(items))


def _with_a_piece(items: Sequence[Item], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indexes of the items that get a piece of their own: no two of them overlap.

    Edits come first; a finding about a place that is taken has its note only.
    """
    taken: list[int] = []
    for wanted in ("edit", "finding"):
        for i, item in enumerate(items):
            start, end = spans[i]
            if item.kind == wanted and all(
                end <= spans[other][0] or spans[other][1] <= start for other in taken
            ):
                taken.append(i)
    return sorted(taken, key=lambda i: spans[i])


def _piece(item: Item, note: int) -> Piece:
    after = item.before if item.after is None else item.after
    return Piece(_shortened(item.before), _shortened(after), note)


def _shortened(text: str) -> str:
    more = len(text) - _LONGEST
    return shown(text) if more <= 0 else f"{shown(text[:_LONGEST])}{_CUT} ({more} more)"


def _before(text: str, offset: int) -> str:
    """Return what stands before an offset on its line."""
    start = max(text.rfind("\n", 0, offset) + 1, offset - _AROUND)
    is_cut = start > 0 and text[start - 1] != "\n"
    return _CUT * is_cut + shown(text[start:offset])


def _after(text: str, offset: int) -> str:
    """Return what stands after an offset on its line."""
    line_end = text.find("\n", offset)
    whole = len(text) if line_end < 0 else line_end
    end = min(whole, offset + _AROUND)
    return shown(text[offset:end].rstrip("\r")) + _CUT * (end < whole)
