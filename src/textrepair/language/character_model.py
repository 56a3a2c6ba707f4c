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
#: Contexts kept ready; each takes some 200 bytes.
CACHED_CONTEXTS = 50_000
#: Where what follows a context begins and ends in its level, and what backing off from it costs.
_Context = tuple[int, int, int]
_NOTHING: _Context = (0, 0, 0)


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
        fold = self.folding.get
        return "".join([fold(character, character) for character in text])

    def cost(self, context: str, character: str) -> int:
        """Return the cost of folded `character` after folded `context` (at most 3 characters)."""
        backed_off = 0
        rank = self._rank.get(character)
        if context:
            first = self._rank.get(context[-1])
            pair = -1 if rank is None or first is None else self._pair(first, rank)
            place = -1 if pair < 0 or first is None else pair - self._starts[first]
            while len(context) > 1:
                start, end, penalty = self._contexts.get(context) or self._load(context)
                if place >= 0 and start < end:
                    level = self._levels[len(context) - 2]
                    found = bisect_left(level.places, place, start, end)
                    if found < end and level.places[found] == place:
                        return backed_off + _STORED_UNITS * level.costs[found]
                backed_off += penalty
                context = context[1:]
            if pair >= 0:
                return backed_off + _STORED_UNITS * self._pair_costs[pair]
            if first is not None:
                backed_off += _STORED_UNITS * self._penalties[first]
        if rank is None:
            return backed_off + UNKNOWN_UNITS
        return backed_off + _STORED_UNITS * self._costs[rank]

    def _pair(self, first: int, second: int) -> int:
        """Return the entry of the pair of two ranks, -1 if there is none."""
        end = self._starts[first + 1]
        found = bisect_left(self._pair_ranks, second, self._starts[first], end)
        return found if found < end and self._pair_ranks[found] == second else -1

    def _load(self, context: str) -> _Context:
        """Find where what follows two or three characters stands in its level, and the penalty."""
        found = _NOTHING
        ranks = [self._rank.get(character, -1) for character in context]
        entry = self._entry(ranks) if min(ranks) >= 0 else -1
        if entry >= 0:
            depth = len(context) - 2
            penalties = self._pair_penalties if depth == 0 else self._levels[depth - 1].penalties
            found = (*self._levels[depth].span(entry), _STORED_UNITS * penalties[entry])
        if len(self._contexts) >= CACHED_CONTEXTS:
            self._contexts.clear()
        self._contexts[context] = found
        return found

    def _entry(self, ranks: list[int]) -> int:
        """Return the entry of an n-gram in the level of its length, -1 if there is none."""
        entry = self._pair(ranks[0], ranks[1])
        for level, first, second in zip(self._levels, ranks[1:], ranks[2:], strict=False):
            pair = self._pair(first, second)
            if entry < 0 or pair < 0:
                return -1
            start, end = level.span(entry)
            place = pair - self._starts[first]
            entry = bisect_left(level.places, place, start, end)
            if entry == end or level.places[entry] != place:
                return -1
        return entry
