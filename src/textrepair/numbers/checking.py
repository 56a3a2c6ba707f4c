"""A translation held against its source: which of its numbers were poured in by position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from . import number_words
from .inverse import MARGIN, Placed, place
from .pouring import could_be_poured, tokens
from .quantity import Quantity
from .reading import read
from .slots import Slot, slots
from .templates import Template, templates

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
    """A line, or a whole text whose lines do not pair."""

    target: tuple[int, int]
    source: tuple[int, int]
    templates: tuple[Template, ...]
    quantities: tuple[Quantity, ...]
    elsewhere: tuple[Quantity, ...]
    words: tuple[int, ...]


def _pieces(target: str, source: str) -> Iterator[_Piece]:
    rooms, said = templates(target), read(source)
    words = list(_words(target))
    here, there = _lines(target), _lines(source)
    if len(here) != len(there):
        whole = (0, len(target)), (0, len(source))
        yield _Piece(*whole, tuple(rooms), tuple(said), (), tuple(v for _, v in words))
        return
    for (start, end), (source_start, source_end) in zip(here, there, strict=True):
        inside = tuple(t for t in rooms if start <= t.start < end)
        if inside:
            near = tuple(q for q in said if source_start <= q.start < source_end)
            spoken = tuple(value for at, value in words if start <= at < end)
            yield _Piece((start, end), (source_start, source_end), inside, near, (), spoken)


_ONE: Final = re.compile(r"(?<![A-Za-z])[Oo]ne(?![A-Za-z])")


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets and values of the numbers that English text writes as words."""
    for start, _end, value in number_words.occurrences(text):
        yield start, value
    for match in _ONE.finditer(text):
        yield match.start(), 1


def _lines(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _poured(target: str, source: str, piece: _Piece, filled: Sequence[Slot]) -> bool:
    """Tell whether this line alone reads as poured."""
    start, end = piece.target
    inside = [slot for slot in filled if start <= slot.start < end]
    return could_be_poured(inside, tokens(source[slice(*piece.source)]))


def _refilled_in(piece: _Piece) -> Iterator[Refilled]:
    if len(piece.templates) > MOST_TEMPLATES:
        return
    placement = place(piece.templates, piece.quantities, piece.elsewhere, piece.words)
    certain = _has_gap(piece.templates)
    if not certain and placement.gain <= MARGIN:
        return
    for placed in placement.placed:
        if placed.changes:
            yield Refilled(placed, certain)


def _has_gap(rooms: Sequence[Template]) -> bool:
    return any(slot.is_gap for template in rooms for slot in template.slots)
