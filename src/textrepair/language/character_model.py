"""Character n-grams, up to four characters, of languages with thousands of characters: zh, ja, ko.

The tables stay the planes of bytes they are stored as: nothing is built when a pack is loaded but
an index of its characters. A level is a list of entries (n-grams) with, for each, how many longer
n-grams begin with it (`kinds`); those stand together in the next level, so that n-grams form a
tree. The last character of an entry is stored as its place in the list of what can follow the
character before it, which is a small number, and in the second level as its frequency rank.

Chinese is modelled in simplified characters: a traditional character is *folded* to its
simplified form (OpenCC's table), and each variety of Chinese adds what writing this form of the
character costs in it. So simplified, traditional and mixed text share one large model.
"""

import sys
from array import array
from bisect import bisect_left
from itertools import accumulate
from typing import Any

from .model_files import read_sections

#: What a character costs that the training text does not hold, in eighths of a bit.
UNKNOWN_UNITS = 176
#: Stored costs are quarters of a bit; counted are eighths.
_STORED_UNITS = 2
#: The start of every so manieth entry's longer n-grams is stored; the rest is added up.
CHECKPOINT = 64
#: Contexts kept ready; each takes some 400 bytes.
CACHED_CONTEXTS = 20_000
#: What is known to follow a context of two or three characters: the places and costs of the level,
#: where they begin and end there, and the cost of backing off to it.
_Following = tuple["array[int]", bytes, int, int, int]
#: What a context comes to: the cost of backing off to a character alone and to a pair; where the
#: pairs of its last character begin and end; and what follows it, of three characters first.
_Context = tuple[int, int, int, int, tuple[_Following, ...]]
_NOTHING: _Context = (0, 0, 0, 0, ())


def _numbers(low: bytes, high: bytes) -> "array[int]":
    """Return the 16-bit numbers whose low and high bytes are given."""
    both = bytearray(2 * len(low))
    both[::2] = low
    both[1::2] = high
    return _native(array("H", bytes(both)))


def _native(numbers: "array[int]") -> "array[int]":
    """Return little-endian numbers in the order of bytes of this machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class _Level:
    """The n-grams of one length of three characters and more."""

    def __init__(self, sections: list[bytes]) -> None:
        self._kinds = sections[0]  # of each entry of the level before
        self._checkpoints = _native(array("I", sections[1]))
        self.places = _numbers(sections[2], sections[3])
        self.costs = sections[4]
        self.penalties = sections[5]

    def tables(self) -> "tuple[bytes, array[int], array[int], bytes, bytes]":
        """Return kinds, checkpoints, places, costs and penalties."""
        return self._kinds, self._checkpoints, self.places, self.costs, self.penalties

    def span(self, parent: int) -> tuple[int, int]:
        """Return where the entries lie that continue entry `parent` of the level before."""
        checkpoint, rest = divmod(parent, CHECKPOINT)
        start = self._checkpoints[checkpoint] + sum(self._kinds[parent - rest : parent])
        return start, start + self._kinds[parent]


class CharacterPack:
    """The n-grams of one language, or of one language in several varieties."""

    def __init__(self, name: str) -> None:
        """Read the pack `name`: "zh", "ja" or "ko"."""
        sections = read_sections(name)
        lanes, alphabet, folded_from, folded_to, formed, form_costs = sections[:6]
        self.lanes: tuple[str, ...] = tuple(lanes.decode().split())
        self.alphabet = alphabet.decode()
        self._rank = dict(zip(self.alphabet, range(len(self.alphabet)), strict=True))
        self.folding = dict(zip(folded_from.decode(), folded_to.decode(), strict=True))
        self._folding = str.maketrans(self.folding)
        extras = array("b", form_costs)
        by_lane = (extras[lane :: len(self.lanes)] for lane in range(len(self.lanes)))
        #: What writing a character in this form costs in each lane, in eighths of a bit.
        self.extras: dict[str, tuple[int, ...]] = dict(
            zip(formed.decode(), zip(*by_lane, strict=True), strict=True)
        )
        self._costs, self._penalties = sections[6:8]
        self._starts = [0, *accumulate(_numbers(sections[8], sections[9]))]
        self._pair_ranks = _numbers(sections[10], sections[11])
        self._pair_costs, self._pair_penalties = sections[12:14]
        self._levels = [_Level(sections[i : i + 6]) for i in range(14, len(sections), 6)]
        self._contexts: dict[str, _Context] = {}

    def tables(self) -> tuple[Any, ...]:
        """Return the tables of one and of two characters, and those of each longer n-gram."""
        tables = (
            self._costs,
            self._penalties,
            array("I", self._starts),
            self._pair_ranks,
            self._pair_costs,
            self._pair_penalties,
        )
        return tables, [level.tables() for level in self._levels]

    def fold(self, text: str) -> str:
        """Return `text` in the forms that the n-grams hold."""
        return text.translate(self._folding)

    def cost(self, context: str, character: str) -> int:
        """Return the cost of folded `character` after folded `context` (at most 3 characters)."""
        alone, backed_off, low, high, longer = self._contexts.get(context) or self._load(context)
        rank = self._rank.get(character)
        if rank is None:
            return alone + UNKNOWN_UNITS
        pair = bisect_left(self._pair_ranks, rank, low, high)
        if pair == high or self._pair_ranks[pair] != rank:
            return alone + _STORED_UNITS * self._costs[rank]
        place = pair - low
        for places, costs, start, end, before in longer:
            found = bisect_left(places, place, start, end)
            if found < end and places[found] == place:
                return before + _STORED_UNITS * costs[found]
        return backed_off + _STORED_UNITS * self._pair_costs[pair]

    def _load(self, context: str) -> _Context:
        """Find what is known of a context, in one go down from its last character."""
        found = self._found([self._rank.get(character) for character in context])
        if len(self._contexts) >= CACHED_CONTEXTS:
            self._contexts.clear()
        self._contexts[context] = found
        return found

    def _found(self, ranks: list[int | None]) -> _Context:
        last = ranks[-1] if ranks else None
        if last is None:
            return _NOTHING
        low, high = self._starts[last], self._starts[last + 1]
        alone = _STORED_UNITS * self._penalties[last]
        second = ranks[-2] if len(ranks) > 1 else None
        pair = -1 if second is None else self._pair(second, last)
        if second is None or pair < 0:
            return alone, 0, low, high, ()
        backed_off = 0
        longer: list[_Following] = []
        first = ranks[-3] if len(ranks) > 2 else None
        pair_before = -1 if first is None else self._pair(first, second)
        level, last_level = self._levels
        if pair_before >= 0:
            place = pair - self._starts[second]
            start, end = level.span(pair_before)
            entry = bisect_left(level.places, place, start, end)
            if entry < end and level.places[entry] == place:
                start, end = last_level.span(entry)
                if start < end:
                    longer.append((last_level.places, last_level.costs, start, end, 0))
                backed_off = _STORED_UNITS * level.penalties[entry]
        start, end = level.span(pair)
        if start < end:
            longer.append((level.places, level.costs, start, end, backed_off))
        backed_off += _STORED_UNITS * self._pair_penalties[pair]
        return alone + backed_off, backed_off, low, high, tuple(longer)

    def _pair(self, first: int, second: int) -> int:
        """Return the entry of the pair of two ranks, -1 if there is none."""
        end = self._starts[first + 1]
        found = bisect_left(self._pair_ranks, second, self._starts[first], end)
        return found if found < end and self._pair_ranks[found] == second else -1
