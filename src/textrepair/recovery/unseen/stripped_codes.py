"""Characters that show nothing, stripped from UTF-8 that was read in an East Asian page of Windows.

What is missing is known to be one of few codes (``encodings.unseen_codes``), and the bytes around
it must become UTF-8 again: that leaves some dozens of characters, often one.  A letter of ASCII
that a pair took with it is not looked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

from ...encodings import reencode, unseen_characters, vendor_codes
from ..byte_lattice import ByteLattice
from ..decoders import bytes_of
from ..dropped_bytes import broken_utf8, whole_utf8

#: Most incomplete sequences for each whole character of UTF-8, and beside them; with more, the
#: bytes are no UTF-8.  Set on dev lines: Chinese through page 936 has at most 0.7.
_MOST_BROKEN_SHARE: Final = 1.0
_MOST_BROKEN: Final = 2
#: Bytes at most between a mark and what it breaks.
_REACH: Final = 3


def stripped_from_utf8(text: str, read_as: str) -> list[int]:
    """Return the offsets before which a code may have been stripped from UTF-8.

    >>> stripped_from_utf8("鏆備笉鏀寔", "gbk")
    [4]
    """
    return _places(text, read_as, at_mark=(False, False))


def stripped_between_marks(pieces: list[str], read_as: str) -> list[list[int]]:
    """Return the offsets in each of the pieces between marks for lost bytes, see above.

    What is broken beside a mark is so by what the mark stands for.

    >>> stripped_between_marks(["鏆備笉鏀寔", "鏆備笉鏀寔"], "gbk")
    [[], [4]]
    """
    last = len(pieces) - 1
    return [
        _places(piece, read_as, at_mark=(number > 0, number < last))
        for number, piece in enumerate(pieces)
    ]


def _places(text: str, read_as: str, *, at_mark: tuple[bool, bool]) -> list[int]:
    if not unseen_characters(read_as).isdisjoint(text):
        return []
    data = _codes(text, read_as)
    broken = broken_utf8(data)
    first_byte = _REACH if at_mark[0] else 0
    last_byte = len(data) - (_REACH if at_mark[1] else 0)
    if not any(first_byte <= start < last_byte for start, _ in broken):
        return []
    whole = whole_utf8(data, broken)
    if len(broken) > _MOST_BROKEN_SHARE * len(whole) + _MOST_BROKEN:
        return []
    starts = list(accumulate([len(_code(char, read_as)) for char in text], initial=0))[:-1]
    places: set[int] = set()
    begins = [start for start, _ in whole]
    for start, end in broken:
        if start < first_byte or start >= last_byte:
            continue
        # What follows a lost pair may seem to go on with the character before the pair.
        index = bisect_left(begins, start) - 1
        first = start
        if end == start and index >= 0 and whole[index][1] == start:
            first = whole[index][0] + 1
        places.update(
            range(bisect_left(starts, first), min(bisect_right(starts, end) + 1, len(starts)))
        )
    return sorted(places)


def _codes(text: str, read_as: str) -> bytes:
    """Return the bytes of the characters of a text, see ``_code``."""
    if vendor_codes(read_as).keys().isdisjoint(text):
        data = reencode(text, read_as)
        if data is not None:
            return data
    return b"".join([_code(char, read_as) for char in text])


def _code(char: str, read_as: str) -> bytes:
    """Return the bytes of a character of a page of Windows; ``?`` where it has none."""
    return vendor_codes(read_as).get(char) or bytes_of(char, read_as) or b"?"


def lattice_with_stripped(text: str, read_as: str) -> ByteLattice | None:
    """Return the byte lattice of a text from which codes may have been stripped; None if none."""
    places = stripped_from_utf8(text, read_as)
    if not places:
        return None
    lattice = ByteLattice(read_as)
    lattice.add_stripped_text(text, 0, places)
    lattice.offsets[len(lattice.known)] = len(text)
    return lattice
