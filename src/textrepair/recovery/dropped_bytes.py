"""The places where a decoder dropped bytes without writing a replacement character.

In UTF-8, bytes are missing where a lead byte lacks its trail bytes, or a trail byte its lead
byte (``dropped_in_utf8``).  In double-byte text, a missing byte shifts all pairs after it up
to the next ASCII character, so the text makes no sense until another byte is missing.
``dropped_in_double_byte`` searches the cheapest path through the bytes, in step or out of
step, by the language's character costs (``kernels.pair_viterbi``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from ..encodings import codec_of
from ..kernels import compiled_module
from ..kernels.pair_viterbi import ByteStep, orphan_bytes
from ..language.compiled import compiled_costs, costs_in
from ..language.model_files import UNITS_PER_BIT
from ..language.ngram_costs import HISTORY, START
from ..patterns import lazily
from .decoders import ASCII_LIMIT, bytes_of, lost_before

_WHOLE: Final = lazily(rb"[\xc2-\xf4][\x80-\xbf]+")
_WHOLE_CHARACTER: Final = lazily(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
#: Limit of lone bytes for each whole multi-byte character; above it, lone bytes are letters of a
#: Latin page.  Set by hand.
_MOST_ALONE: Final = 0.2
#: Limit of places for each whole multi-byte character, and beside them; above it, the bytes are no
#: UTF-8.  In 487 garbled lines of 22 languages there were at most 5.
_MOST_PLACES: Final = 8
#: Size of the window that is decoded at a time, in bytes; it keeps the search for errors linear.
_WINDOW = 1 << 12


def dropped_in_utf8(text: str, read_as: str) -> list[int]:
    """Return the offsets before which bytes of UTF-8, read as ``read_as``, may be missing.

    A decoder drops bytes between two characters of its output, so only places between
    characters are returned.

    >>> dropped_in_utf8("jusqu鈥 demain", "gbk")
    [6]
    """
    pieces = [bytes_of(char, read_as) or b"?" for char in text]
    starts = list(accumulate(map(len, pieces), initial=0))[:-1]
    data = b"".join(pieces)
    spans = broken_utf8(data)
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
    return sorted(places) if len(places) <= _MOST_PLACES * (whole + 1) else []


def _is_alone(data: bytes, start: int, end: int) -> bool:
    """Tell whether a single byte stands between ASCII bytes: it may be a letter of a Latin page."""
    return (
        end - start <= 1
        and (start == 0 or data[start - 1] < ASCII_LIMIT)
        and (start + 1 >= len(data) or data[start + 1] < ASCII_LIMIT)
    )


def whole_utf8(data: bytes, broken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of whole characters of several bytes, beside those that are ``broken``.

    >>> whole_utf8(bytes.fromhex("e4b8 e68c81 a0"), [(0, 2), (5, 5)])
    [(2, 5)]
    """
    ends = dict(broken)
    return [
        m.span()
        for m in _WHOLE_CHARACTER.finditer(data)
        if ends.get(m.start(), m.start()) == m.start()
    ]


def broken_utf8(data: bytes) -> list[tuple[int, int]]:
    """Return the spans of sequences that begin with a lead byte and lack trail bytes.

    A trail byte without a lead byte gives an empty span.

    >>> broken_utf8(bytes.fromhex("e4b8 e68c81 a0"))
    [(0, 2), (5, 5)]
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


#: Cost of a byte whose character lost its other byte, in units of the language model.  Set by hand.
_ORPHAN_COST: Final = 10.0 * UNITS_PER_BIT
#: Cost of an ASCII byte that is half a character, in units of the language model.  Set by hand.
_ASCII_ORPHAN_COST: Final = 13.0 * UNITS_PER_BIT
#: Cost of a byte that is no part of a character, in units of the language model.  Set by hand.
_UNREADABLE_COST: Final = 40.0 * UNITS_PER_BIT


def dropped_in_double_byte(text: str, read_as: str, written_in: str, language: str) -> list[int]:
    """Return the offsets before which a byte seems to be missing from double-byte text.

    The bytes were written in ``written_in`` and read as ``read_as``.  Only places between two
    characters are returned, and none if ``read_as`` cannot encode the whole text.

    >>> garbled = "笑声传得很远。".encode("gbk").decode("cp949", "ignore")
    >>> garbled, dropped_in_double_byte(garbled, "cp949", "gbk", "zh-hans")
    ('揆畢サ첬卜땀', [1, 5])
    """
    pieces = [bytes_of(char, read_as) or b"" for char in text]
    if not all(pieces):
        return []
    data = b"".join(pieces)
    starts = dict(zip(accumulate(map(len, pieces), initial=0), range(len(text)), strict=False))
    lost = _lost_before_some(read_as)
    may_miss = bytearray(len(data) + 1)
    for place in starts:
        may_miss[place] = lost[data[place]]
    orphans = _orphans(data, bytes(may_miss), written_in, language)
    beside = (place for orphan in orphans for place in _beside(data, orphan))
    return sorted({starts[place] for place in beside if may_miss[place]})


@cache
def _lost_before_some(read_as: str) -> bytes:
    """Return for each byte, as a number from 0 to 255, whether bytes may be lost before it."""
    return bytes(bool(lost_before(read_as, byte)) for byte in range(0x100))


def _beside(data: bytes, orphan: int) -> tuple[int, ...]:
    """Return the places beside half a character where its other byte can have stood.

    A lead byte is never ASCII, so an ASCII byte can only have lost a byte before it.
    """
    return (orphan,) if data[orphan] < ASCII_LIMIT else (orphan, orphan + 1)


def _orphans(data: bytes, may_miss: bytes, written_in: str, language: str) -> Iterable[int]:
    """Return the positions of bytes that are half a character on the cheapest path, last first.

    ``may_miss`` tells before which bytes another one may be missing.
    """
    pairs = _pairs(data, written_in)
    start = START[:HISTORY]
    costs = compiled_costs(language)
    if costs is not None:
        found: list[int] = compiled_module("_pairs").orphan_bytes(
            costs, data, pairs, may_miss, _ORPHAN_COST, _ASCII_ORPHAN_COST, _UNREADABLE_COST, start
        )
        return found
    return orphans_in_python(data, pairs, may_miss, language, start)


def orphans_in_python(
    data: bytes, pairs: str, may_miss: bytes, language: str, start: str
) -> Iterator[int]:
    """Yield what the compiled kernel returns: its reference."""

    def steps_at(position: int) -> Iterator[ByteStep]:
        return _steps(data[position], pairs[position], may_miss[position : position + 2])

    return orphan_bytes(len(data), steps_at, costs_in(language).__getitem__, start)


def _steps(byte: int, pair: str, may_miss: bytes) -> Iterator[ByteStep]:
    """Yield the steps that can begin at a byte."""
    if byte < ASCII_LIMIT:
        yield ByteStep(1, chr(byte), 0.0)
    elif pair != _NO_PAIR:
        yield ByteStep(2, pair, 0.0)
    if may_miss[0] or (byte >= ASCII_LIMIT and may_miss[1]):
        cost = _ORPHAN_COST if byte >= ASCII_LIMIT else _ASCII_ORPHAN_COST
        yield ByteStep(1, "", cost, is_orphan=True)
    yield ByteStep(1, "", _UNREADABLE_COST)


#: Stands for the character of two bytes that are none.
_NO_PAIR: Final = "\0"


def _pairs(data: bytes, written_in: str) -> str:
    """Return the character of each byte with the next one, ``_NO_PAIR`` where they are none."""
    return "".join(
        [
            _pair(data[at : at + 2], written_in) or _NO_PAIR if byte >= ASCII_LIMIT else _NO_PAIR
            for at, byte in enumerate(data)
        ]
    )


@lru_cache(maxsize=1 << 12)
def _pair(data: bytes, written_in: str) -> str | None:
    """Return the character that two bytes decode to; None if they decode to none."""
    try:
        char = data.decode(codec_of(written_in))
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 and len(data) > 1 else None
