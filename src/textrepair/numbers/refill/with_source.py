"""A translation held against its source: which of its numbers were poured in by position."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from ..reading import words as number_words
from ..reading.quantity import Quantity
from ..reading.reader import read
from ..templates.slots import slots
from ..templates.templates import templates, within
from .alignment import align
from .assign import MARGIN, Placed, Placement, doubtful, place
from .lines import Line
from .matching import problem
from .pour import could_be_poured, tokens

#: Lines with more numbers than this are reported, not undone.
MOST_TEMPLATES: Final = 120
MOST_QUANTITIES: Final = 360


def refilled(target: str, source: str) -> list[Placed]:
    """Return the places of ``target`` that hold another number than ``source`` has for them.

    Among them are places whose number may be right, where another one fits about as well.
    Empty if the target does not read as if the numbers of the source had been poured in.
    """
    filled = list(slots(target))
    if not filled:
        return []
    whole = could_be_poured(filled, tokens(source))
    found = [
        (case := problem(line), place(case))
        for line in _lines(target, source)
        if len(line.rooms) <= MOST_TEMPLATES
        and len(line.said) <= MOST_QUANTITIES
        and (whole or could_be_poured(line.filled(), line.supply()))
    ]
    proven = whole and any(_is_refilled(placement) for _, placement in found)
    places: list[Placed] = []
    for case, placement in found:
        if proven or _is_refilled(placement):
            places += [placed for placed in placement.placed if placed.changes]
            places += doubtful(case, placement)
    return sorted(places, key=_where)


def _where(placed: Placed) -> int:
    return placed.template.start


def _lines(target: str, source: str) -> Iterator[Line]:
    rooms, said = templates(target), read(source)
    words = sorted(_words(target))
    for here, there in align(target, source):
        inside = within(rooms, here)
        if not inside:
            continue
        first = bisect_left(said, there[0], key=_start)
        near = said[first : bisect_left(said, there[1], lo=first, key=_start)]
        first = bisect_left(words, (here[0], 0))
        spoken = words[first : bisect_left(words, (here[1], 0), lo=first)]
        values = tuple(value for _, value in spoken)
        yield Line(target, here, tuple(inside), values, source, there, tuple(near))


def _start(quantity: Quantity) -> int:
    return quantity.start


#: Words that say a number in passing.
_VALUES: Final = {"one": 1, "once": 1, "twice": 2, "both": 2, "decade": 10}
_OTHER_WORDS: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_VALUES)})(?!\w)", re.IGNORECASE)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets and values of the numbers that English text writes as words."""
    for spoken in number_words.occurrences(text):
        yield spoken.start, spoken.value
    for match in _OTHER_WORDS.finditer(text):
        yield match.start(), _VALUES[match.group().lower()]


def _is_refilled(placement: Placement) -> bool:
    gaps = (slot.is_gap for placed in placement.placed for slot in placed.template.slots)
    return placement.gain > MARGIN or any(gaps)
