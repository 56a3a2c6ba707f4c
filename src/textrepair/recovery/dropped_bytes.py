"""Where bytes were dropped without a trace: where UTF-8 ceases to make sense."""

from __future__ import annotations
import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final
from ..encodings.tables import unread
from .decoders import ASCII_LIMIT
from collections.abc import Container, Iterator
from functools import lru_cache
from math import inf
from typing import Final, NamedTuple
from ..encodings.tables import MULTI_BYTE, unread
from ..language.costs import costs_in
from ..language.model_files import UNITS_PER_BIT
from ..language.ngram_costs import HISTORY, START
from .decoders import ASCII_LIMIT, lost_before

_WHOLE: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
#: Lone bytes for each whole character beyond ASCII, above which they are taken for sound.
_MOST_ALONE: Final = 0.2
#: Bytes decoded at a time, so that looking for the next error stays linear.
_WINDOW = 1 << 12


def dropped_places(text: str, seen: str) -> list[int]:
    """Return the offsets before which bytes of UTF-8, read as ``seen``, may be missing.

    A decoder drops bytes between two characters of what it shows, so only such places
    come into question.

    >>> dropped_places("jusqu鈥 demain", "gbk")
    [6]
    """
    pieces = [unread(char, seen) or b"?" for char in text]
    starts = list(accumulate(map(len, pieces), initial=0))[:-1]
    data = b"".join(pieces)
    spans = _incomplete(data)
    alone = {span for span in spans if _is_alone(data, *span)}
    whole = len(_WHOLE.findall(data))
    places: set[int] = set()
    for start, end in spans:
        if (start, end) in alone and len(alone) > _MOST_ALONE * whole:
            continue
        # The byte before the gap belongs to the character too, whatever ``start`` is.
        first = bisect_right(starts, start) if end > start else bisect_left(starts, start)
        last = bisect_right(starts, end)
        places.update(range(first, min(last, len(starts))))
    return sorted(places)


def _is_alone(data: bytes, start: int, end: int) -> bool:
    """Tell whether one byte stands between ASCII: it may be a sound letter of a Latin page."""
    return (
        end - start <= 1
        and (start == 0 or data[start - 1] < ASCII_LIMIT)
        and (start + 1 >= len(data) or data[start + 1] < ASCII_LIMIT)
    )


def _incomplete(data: bytes) -> list[tuple[int, int]]:
    """Return the spans of the beginnings of characters whose trail bytes do not come.

    A trail byte that no lead byte comes before is an empty span.
    """
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(data):
        window = data[position : position + _WINDOW]
        try:
            window.decode()
        except UnicodeDecodeError as error:
            start, end = position + error.start, position + error.end
            if end == position + len(window) and end < len(data) and error.start:
                position = start  # cut by the window, not by a loss
                continue
            stray = 0x80 <= data[start] < 0xC0
            found.append((start, start if stray else end))
            position = end
        else:
            position += len(window)
    return found


#: What a character costs of which one byte is missing, in bits.
_ORPHAN_BITS: Final = 10.0
#: The same if the other byte is ASCII.
_ASCII_ORPHAN_BITS: Final = 13.0
#: What a byte costs that is no part of any character, in bits.
_UNREADABLE_BITS: Final = 40.0


class _Step(NamedTuple):
    """A way on from a byte, over ``length`` bytes; one beside it ``is_missing`` or not."""

    length: int
    char: str
    bits: float
    is_missing: bool = False


class _Best(NamedTuple):
    """The cheapest way to a byte: what it cost, the last characters, and how it came there."""

    units: float
    state: str
    step: _Step | None


def slips(text: str, seen: str, true: str, language: str) -> list[int]:
    """Return the offsets before which a byte of ``true``, read as ``seen``, seems to be missing.

    A decoder drops bytes between two characters of what it shows, so only such places come
    into question.  None at all if ``seen`` does not have the whole text.

    >>> garbled = "笑声传得很远。".encode("gbk").decode("cp949", "ignore")
    >>> garbled, slips(garbled, "cp949", "gbk", "zh-hans")
    ('揆畢サ첬卜땀', [1, 5])
    """
    pieces = [unread(char, seen) for char in text]
    if any(piece is None for piece in pieces):
        return []
    data = b"".join(piece for piece in pieces if piece)
    starts = dict(
        zip(accumulate((len(p or b"") for p in pieces), initial=0), range(len(text)), strict=False)
    )
    orphans = _orphans(data, starts.keys(), seen, true, language)
    beside = (place for orphan in orphans for place in _beside(data, orphan))
    return sorted({starts[place] for place in beside if _may_miss(data, place, starts, seen)})


def _beside(data: bytes, orphan: int) -> tuple[int, ...]:
    """Return the places where the other byte of half a character was; no lead byte is ASCII."""
    return (orphan,) if data[orphan] < ASCII_LIMIT else (orphan, orphan + 1)


def _may_miss(data: bytes, place: int, starts: Container[int], seen: str) -> bool:
    """Tell whether a decoder can have dropped a byte there: between characters, and before that."""
    return place in starts and place < len(data) and bool(lost_before(seen, data[place]))


def _orphans(
    data: bytes, starts: Container[int], seen: str, true: str, language: str
) -> Iterator[int]:
    """Yield the bytes that are half of a character on the cheapest way, from the end on."""
    costs = costs_in(language)
    best = [_Best(inf, "", None)] * (len(data) + 1)
    best[0] = _Best(0.0, START[:HISTORY], None)
    for position in range(len(data)):
        units, state, _ = best[position]
        for step in _steps(data, position, starts, seen, true):
            cost = units + step.bits * UNITS_PER_BIT
            then = START[:HISTORY]
            if step.char:
                gram = state + step.char
                cost += costs[gram]
                then = gram[1:]
            if cost < best[position + step.length].units:
                best[position + step.length] = _Best(cost, then, step)
    position = len(data)
    while position and (last := best[position].step) is not None:
        position -= last.length
        if last.is_missing:
            yield position


def _steps(
    data: bytes, position: int, starts: Container[int], seen: str, true: str
) -> Iterator[_Step]:
    """Yield the ways on from a byte."""
    byte = data[position]
    if byte < ASCII_LIMIT:
        yield _Step(1, chr(byte), 0.0)
    char = _pair(data[position : position + 2], true) if byte >= ASCII_LIMIT else None
    if char is not None:
        yield _Step(2, char, 0.0)
    if any(_may_miss(data, place, starts, seen) for place in _beside(data, position)):
        bits = _ORPHAN_BITS if byte >= ASCII_LIMIT else _ASCII_ORPHAN_BITS
        yield _Step(1, "", bits, is_missing=True)
    yield _Step(1, "", _UNREADABLE_BITS)


@lru_cache(maxsize=1 << 15)
def _pair(data: bytes, true: str) -> str | None:
    """Return the character of two bytes, None if they are none."""
    try:
        char = data.decode(MULTI_BYTE[true])
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 and len(data) > 1 else None
