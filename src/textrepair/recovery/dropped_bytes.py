"""Where bytes were dropped without a trace: where UTF-8 ceases to make sense."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from ..encodings.tables import unread
from .decoders import ASCII_LIMIT

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
