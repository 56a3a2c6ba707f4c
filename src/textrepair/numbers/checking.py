"""A translation held against its source: which of its numbers were poured in by position."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from . import number_words
from .alignment import align
from .inverse import MARGIN, Placed, place
from .pouring import could_be_poured, tokens
from .quantity import Quantity
from .reading import read
from .slots import Slot, slots
from .templates import Template, templates, within

#: Lines with more numbers than this are reported, not undone.
MOST_TEMPLATES: Final = 120


@dataclass(frozen=True, slots=True)
class Refilled:
    """A place of the target that was filled with another number than its own."""

    placed: Placed
    certain: bool


def refilled(target: str, source: str) -> list[Refilled]:
    """Return the places of ``target`` that hold another number than ``source`` has for them.

    Empty if the target does not read as if the numbers of the source had been poured in.
    """
    filled = list(slots(target))
    if not filled:
        return []
    supply = tokens(source)
    found: list[Refilled] = []
    whole = could_be_poured(filled, supply)
    for piece in _pieces(target, source):
        if whole or _poured(target, source, piece, filled):
            found += _refilled_in(piece)
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph of the target, what it has room for, and what its source says."""

    target: tuple[int, int]
    source: tuple[int, int]
    templates: tuple[Template, ...]
    quantities: tuple[Quantity, ...]
    words: tuple[int, ...]


def _pieces(target: str, source: str) -> Iterator[_Piece]:
    rooms, said = templates(target), read(source)
    words = sorted(_words(target))
    for here, there in align(target, source):
        inside = within(rooms, here)
        if inside:
            first = bisect_left(said, there[0], key=_start)
            near = said[first : bisect_left(said, there[1], lo=first, key=_start)]
            first = bisect_left(words, (here[0], 0))
            spoken = words[first : bisect_left(words, (here[1], 0), lo=first)]
            values = tuple(value for _, value in spoken)
            yield _Piece(here, there, tuple(inside), tuple(near), values)


def _start(item: Quantity | Slot) -> int:
    return item.start


#: Words that say a number in passing.
_VALUES: Final = {"one": 1, "once": 1, "twice": 2, "both": 2, "decade": 10, "dozen": 12}
_OTHER_WORDS: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_VALUES)})(?!\w)", re.IGNORECASE)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets and values of the numbers that English text writes as words."""
    for start, _end, value in number_words.occurrences(text):
        yield start, value
    for match in _OTHER_WORDS.finditer(text):
        yield match.start(), _VALUES[match.group().lower()]


def _poured(target: str, source: str, piece: _Piece, filled: Sequence[Slot]) -> bool:
    """Tell whether this line alone reads as poured."""
    start, end = piece.target
    first = bisect_left(filled, start, key=_start)
    inside = filled[first : bisect_left(filled, end, lo=first, key=_start)]
    return could_be_poured(inside, tokens(source[slice(*piece.source)]))


def _refilled_in(piece: _Piece) -> Iterator[Refilled]:
    if len(piece.templates) > MOST_TEMPLATES or len(piece.quantities) > 3 * MOST_TEMPLATES:
        return
    placement = place(piece.templates, piece.quantities, piece.words)
    certain = _has_gap(piece.templates)
    if not certain and placement.gain <= MARGIN:
        return
    for placed in placement.placed:
        if placed.changes:
            yield Refilled(placed, certain)


def _has_gap(rooms: Sequence[Template]) -> bool:
    return any(slot.is_gap for template in rooms for slot in template.slots)
