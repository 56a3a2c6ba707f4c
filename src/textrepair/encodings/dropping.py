"""Where bytes were dropped without a trace: where UTF-8 ceases to make sense."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from .codepages import unread

#: Bytes decoded at a time, so that looking for the next error stays linear.
_WINDOW = 1 << 12


def dropped_places(text: str, seen: str) -> list[int] | None:
    """Return the offsets before which bytes of UTF-8, read as ``seen``, may be missing.

    A decoder drops bytes between two characters of what it shows, so only such places
    come into question.  None if the text holds what ``seen`` cannot give.

    >>> dropped_places("jusqu鈥 demain", "gbk")
    [6]
    """
    data = bytearray()
    starts: list[int] = []
    for char in text:
        encoded = unread(char, seen)
        if encoded is None:
            return None
        starts.append(len(data))
        data += encoded
    places: set[int] = set()
    for start, end in _incomplete(bytes(data)):
        # The byte before the gap belongs to the character too, whatever ``start`` is.
        first = bisect_right(starts, start) if end > start else bisect_left(starts, start)
        last = bisect_right(starts, end)
        places.update(range(first, min(last, len(starts))))
    return sorted(places)


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
