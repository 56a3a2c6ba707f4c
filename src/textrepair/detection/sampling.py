"""Samples: short parts of the data whose bytes tell encodings apart.

Between encodings that hold ASCII, only bytes from 0x80 on tell anything.  Samples begin
where every encoding is in step (after a byte that cannot trail a lead byte), and are
taken from the first such byte on, then from all over the data.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

ASCII: Final = bytes(range(0x80))
_HIGH: Final = re.compile(rb"[\x80-\xff]")
#: A high byte after one that ends a word, and no trail byte is.
_IN_STEP: Final = re.compile(rb"(?<=[\x00-\x2f\x3a-\x3f])[\x80-\xff]")
#: Least length of the first sample and of the others, in bytes, and most samples.  This and
#: the constants below are set by hand, and checked on dev/encodings.
_FIRST: Final = 14
_NEXT: Final = 56
#: Data of this length are one sample, in bytes.
_SHORT: Final = 30
#: Samples that follow one another from the first high byte on.
_LEADING: Final = 4
_ALL: Final = 14
#: Bytes before a high byte in which the words before it are looked for.
_BACK: Final = 20
#: Bytes after a sample in which the end of its last word is looked for.
_WORD: Final = 12
#: Bytes in which a high byte is looked for by a pattern; beyond, the ASCII decoder is faster.
_NEAR: Final = 256
#: Bytes ahead in which a place in step is looked for.
_AHEAD: Final = 4096
#: Bytes from the first one on that are sampled where every byte tells.
_FROM_THE_START: Final = 600
_AT_A_TIME: Final = 40


class Sample(NamedTuple):
    """A part of the data; ``in_step`` tells that it does not begin where the last sample ended."""

    data: bytes
    in_step: bool


def samples_of(data: bytes) -> Iterator[Sample]:
    """Yield samples of data that hold high bytes; the whole of it if that is short.

    >>> [s.data for s in samples_of(b"once upon a time there was a caf\\xe9 near here")][0]
    b'was a caf\\xe9 near '
    """
    if len(data) <= _SHORT and not data.isascii():
        yield Sample(data, in_step=True)
        return
    end = 0
    for number in range(_ALL):
        anew = number >= _LEADING
        wanted = _place(number - _LEADING, end, len(data)) if anew else end
        found = _start(data, wanted, anew=anew)
        if found is None:
            if not anew:
                return
            continue
        start, in_step = found
        stop = _stop(data, start + (_NEXT if number else _FIRST))
        yield Sample(data[start:stop], in_step)
        if not anew:
            end = stop


def first_high(data: bytes, start: int = 0) -> int:
    """Return where the first byte from 0x80 on stands; the length of the data if none does.

    >>> first_high(b"caf\\xe9"), first_high(b"cafe")
    (3, 4)
    """
    near = _HIGH.search(data, start, start + _NEAR)
    if near is not None:
        return near.start()
    try:  # the fastest way through much ASCII
        codecs.ascii_decode(memoryview(data)[start:])
    except UnicodeDecodeError as error:
        return start + error.start
    return len(data)


def _place(number: int, first: int, length: int) -> int:
    """Return places all over the data: the last sample, the middle, the quarters ..."""
    share = (0.97, 0.5, 0.25, 0.75, 0.12, 0.38, 0.62, 0.88, 0.06, 0.94)[number]
    return first + int(share * (length - first))


def _start(data: bytes, position: int, *, anew: bool) -> tuple[int, bool] | None:
    """Return where a sample with a high byte begins, from a place on, and whether in step."""
    high = first_high(data, position)
    if high == len(data):
        return None
    if position and data[high - 1] >= 0x80:  # in the middle of a run of high bytes
        if not anew and high == position:
            return position, False
        ahead = _IN_STEP.search(data, position, position + _AHEAD)
        return (ahead.start(), True) if ahead else None
    lowest = max(high - _BACK, 0 if anew else position)
    start, words = high, 0
    while start > lowest and data[start - 1] < 0x80:
        start -= 1
        if data[start] in b" \n\t":
            words += 1
            if words == 3:
                return start + 1, True
    return start, not (start == position and position and not anew)


def _stop(data: bytes, stop: int) -> int:
    """Move the end of a sample to what ends the word, if that is near.

    What ends it is in the sample, for it tells a letter from a mark at the end of a word.
    """
    for place in range(stop, min(stop + _WORD, len(data))):
        if data[place] < 0x30:
            return place + 1
    return stop if stop + _WORD < len(data) else len(data)


def from_the_start(data: bytes) -> Iterator[Sample]:
    """Yield samples of an even length from the first byte on."""
    for place in range(0, min(len(data), _FROM_THE_START), _AT_A_TIME):
        yield Sample(data[place : place + _AT_A_TIME], place == 0)
