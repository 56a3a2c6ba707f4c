"""Letter n-grams of all languages of one script, scored at once.

The cost of a letter after its context is one *row*: one cost for each language (lane), kept as a
Python integer with 16 bits a lane, so that the costs of a text in all languages of the script are
the sum of one integer a character. The lanes are those of the pack in order, and last the lane
`ANY`: the languages pooled, by which languages without a model are judged.

An n-gram that is not in the pack, or not for some of its languages, is backed off to the shorter
n-gram plus the penalty of the context, lane by lane.
"""

import sys
from bisect import bisect_left, bisect_right

from .model_files import read_sections

LANE_BITS = 16
LANE_MASK = (1 << LANE_BITS) - 1
#: The name of the last lane: all languages of the script pooled.
ANY = "any"
#: What a letter costs that the script's training text does not hold, in eighths of a bit.
UNKNOWN_UNITS = 176
#: Rows of letters kept ready; a row is about 150 bytes.
CACHED_ROWS = 10_000
_WHERE_ZERO = bytes([255]) + bytes(255)


def spread(row: bytes) -> int:
    """Return the bytes of a row as one integer, one 16-bit lane for each byte.

    >>> hex(spread(bytes([1, 2])))
    '0x20001'
    """
    lanes = bytearray(2 * len(row))
    lanes[::2] = row
    return int.from_bytes(lanes, "little")


def spread_mask(row: bytes) -> int:
    """Return an integer with all bits set in the lanes where `row` holds 0.

    >>> hex(spread_mask(bytes([1, 0])))
    '0xffff0000'
    """
    zero = row.translate(_WHERE_ZERO)
    lanes = bytearray(2 * len(row))
    lanes[::2] = zero
    lanes[1::2] = zero
    return int.from_bytes(lanes, "little")


class _Level:
    """The n-grams of one length: their rows, and the penalties of those that are contexts."""

    def __init__(self, order: int, sections: list[bytes], width: int) -> None:
        keys, self._rows, self._penalties = sections
        self._grams = keys.decode()  # in order of code points, without anything between them
        self._order = order
        self._width = width
        #: What follows a context, and where it stands: found when first asked for.
        self._followers: dict[str, dict[str, int]] = {}
        self._known: dict[str, int] = {}

    def row(self, gram: str) -> bytes | None:
        index = self._index(gram)
        return None if index is None else self._cut(self._rows, index)

    def penalty(self, gram: str) -> int:
        known = self._known.get(gram)
        if known is None:
            index = self._index(gram)
            known = 0 if index is None else spread(self._cut(self._penalties, index))
            if len(self._known) >= CACHED_ROWS:
                self._known.clear()
            self._known[gram] = known
        return known

    def tables(self) -> tuple[memoryview, bytes, bytes]:
        """Return the keys as native 32-bit code points, the rows and the penalties."""
        codes = self._grams.encode(f"utf-32-{sys.byteorder[0]}e")
        return memoryview(codes).cast("I"), self._rows, self._penalties

    def _cut(self, table: bytes, index: int) -> bytes:
        return table[index * self._width : (index + 1) * self._width]

    def _index(self, gram: str) -> int | None:
        context = gram[:-1]
        followers = self._followers.get(context)
        if followers is None:
            followers = self._load(context)
        return followers.get(gram[-1])

    def _load(self, context: str) -> dict[str, int]:
        grams, order = self._grams, self._order
        places = range(len(grams) // order)

        def head(place: int) -> str:
            return grams[place * order : (place + 1) * order - 1]

        start = bisect_left(places, context, key=head)
        end = bisect_right(places, context, lo=start, key=head)
        letters = grams[start * order + order - 1 : end * order : order]
        if len(self._followers) >= CACHED_ROWS:
            self._followers.clear()
        found = self._followers[context] = dict(zip(letters, range(start, end), strict=True))
        return found


class AlphabetPack:
    """The n-gram rows of one script."""

    def __init__(self, name: str) -> None:
        """Read the pack `name`, one of `symbols.ALPHABETS`."""
        sections = read_sections(name)
        self.lanes: tuple[str, ...] = tuple(sections[0].decode().split())
        width = len(self.lanes)
        self._levels = [
            _Level(order, sections[3 * order - 2 : 3 * order + 1], width)
            for order in range(1, (len(sections) - 1) // 3 + 1)
        ]
        self._rows: dict[str, int] = {}
        self._unknown = spread(bytes([UNKNOWN_UNITS]) * width)

    def row(self, context: str, letter: str) -> int:
        """Return the costs of `letter` (folded, or a blank: the word ends) after `context`.

        `context` holds the letters before it; those further back than n-grams reach are dropped.
        """
        gram = (context + letter)[-len(self._levels) :]
        row = self._rows.get(gram)
        if row is None:
            if len(self._rows) >= CACHED_ROWS:
                self._rows.clear()
            row = self._rows[gram] = self._make(gram)
        return row

    def tables(self) -> list[tuple[memoryview, bytes, bytes]]:
        """Return keys, rows and penalties of the n-grams of each length."""
        return [level.tables() for level in self._levels]

    def _make(self, gram: str) -> int:
        seen = self._levels[len(gram) - 1].row(gram)
        context = gram[:-1]
        if not context:
            return self._unknown if seen is None else spread(seen)
        backed_off = self.row(context[1:], gram[-1])
        backed_off += self._levels[len(context) - 1].penalty(context)
        if seen is None:
            return backed_off
        return spread(seen) + (backed_off & spread_mask(seen))
