"""Character bigrams and trigrams of languages with thousands of characters: zh, ja, ko.

The tables are kept as the planes of bytes they are stored as, and become dictionaries one
character, or one pair of characters, at a time, when a text first holds them. The characters that
follow a pair are stored as places in the list of those that follow its second character, likeliest
first, so most of them are small numbers.

Chinese is modelled in simplified characters: a traditional character is *folded* to its
simplified form (OpenCC's table), and each variety of Chinese adds what writing this form of the
character costs in it. So simplified, traditional and mixed text share one large model.
"""

import sys
from array import array
from itertools import accumulate

from textrepair.language.packs import read_sections

#: What a character costs that the training text does not hold, in eighths of a bit.
UNKNOWN_UNITS = 176
#: Stored costs are quarters of a bit; counted are eighths.
_STORED_UNITS = 2


def _numbers(low: bytes, high: bytes) -> "array[int]":
    """Return the 16-bit numbers whose low and high bytes are given."""
    both = bytearray(2 * len(low))
    both[::2] = low
    both[1::2] = high
    numbers = array("H", bytes(both))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class CharacterPack:
    """The n-grams of one language, or of one language in several varieties."""

    def __init__(self, name: str) -> None:
        """Read the pack `name`: "zh", "ja" or "ko"."""
        (
            lanes, alphabet, folded_from, folded_to, extras,
            self._unigrams, self._penalties, kinds_low, kinds_high, sums,
            self._delta_low, self._delta_high, self._costs, self._pair_kinds, self._pair_penalties,
            self._places, self._place_costs,
        ) = read_sections(name)  # fmt: skip
        self.lanes: tuple[str, ...] = tuple(lanes.decode().split())
        self.alphabet = alphabet.decode()
        self.rank = dict(zip(self.alphabet, range(len(self.alphabet)), strict=True))
        self.folding = dict(zip(folded_from.decode(), folded_to.decode(), strict=True))
        self.extras = _read_extras(extras.decode(), len(self.lanes))
        self._starts = [0, *accumulate(_numbers(kinds_low, kinds_high))]
        pair_sums = array("I", sums)
        if sys.byteorder == "big":
            pair_sums.byteswap()
        self._pair_starts = [0, *accumulate(pair_sums)]
        self._followers: dict[str, dict[str, int]] = {}
        self._ordered: dict[str, list[str]] = {}
        self._offsets: dict[str, dict[str, tuple[int, int]]] = {}
        self._pairs: dict[str, tuple[dict[str, int], int]] = {}

    def fold(self, character: str) -> str:
        """Return the form of `character` that the n-grams hold."""
        return self.folding.get(character, character)

    def cost(self, context: str, character: str) -> int:
        """Return the cost of folded `character` after folded `context` (at most 2 characters)."""
        if len(context) == 2:
            known, penalty = self._pairs.get(context) or self._load_pair(context)
            found = known.get(character)
            if found is not None:
                return found
            return penalty + self.cost(context[1], character)
        if context:
            followers = self._followers.get(context)
            if followers is None:
                followers = self._load_followers(context)
            found = followers.get(character)
            if found is not None:
                return found
            rank = self.rank.get(context)
            penalty = 0 if rank is None else _STORED_UNITS * self._penalties[rank]
            return penalty + self.cost("", character)
        rank = self.rank.get(character)
        return UNKNOWN_UNITS if rank is None else _STORED_UNITS * self._unigrams[rank]

    def _load_followers(self, first: str) -> dict[str, int]:
        rank = self.rank.get(first)
        if rank is None:
            followers: dict[str, int] = {}
        else:
            span = slice(self._starts[rank], self._starts[rank + 1])
            ranks = accumulate(_numbers(self._delta_low[span], self._delta_high[span]))
            characters = map(self.alphabet.__getitem__, ranks)
            costs = (_STORED_UNITS * cost for cost in self._costs[span])
            followers = dict(zip(characters, costs, strict=True))
        self._followers[first] = followers
        return followers

    def _likeliest(self, first: str) -> list[str]:
        """Return what follows `first`, likeliest first."""
        ordered = self._ordered.get(first)
        if ordered is None:
            followers = self._followers.get(first)
            if followers is None:
                followers = self._load_followers(first)
            ordered = self._ordered[first] = sorted(followers, key=followers.__getitem__)
        return ordered

    def _load_pair(self, pair: str) -> tuple[dict[str, int], int]:
        first, second = pair
        offsets = self._offsets.get(first)
        if offsets is None:
            offsets = self._load_offsets(first)
        known: dict[str, int] = {}
        penalty = 0
        entry = offsets.get(second)
        if entry is not None:
            index, start = entry
            penalty = _STORED_UNITS * self._pair_penalties[index]
            span = slice(start, start + self._pair_kinds[index])
            ordered = self._likeliest(second)
            for place, cost in zip(self._places[span], self._place_costs[span], strict=True):
                known[ordered[place]] = _STORED_UNITS * cost
        self._pairs[pair] = known, penalty
        return known, penalty

    def _load_offsets(self, first: str) -> dict[str, tuple[int, int]]:
        """Return where the pairs of `first` lie: entry number, and start among the places."""
        offsets: dict[str, tuple[int, int]] = {}
        rank = self.rank.get(first)
        if rank is not None:
            begin, end = self._starts[rank], self._starts[rank + 1]
            followers = self._followers.get(first) or self._load_followers(first)
            starts = accumulate(self._pair_kinds[begin:end], initial=self._pair_starts[rank])
            places = zip(range(begin, end), starts, strict=False)
            offsets = dict(zip(followers, places, strict=True))
        self._offsets[first] = offsets
        return offsets


def _read_extras(table: str, lanes: int) -> dict[str, tuple[int, ...]]:
    """Read one line a character: the character and one number a lane."""
    extras = {}
    for line in table.splitlines():
        character, *numbers = line.split(" ")
        extras[character] = tuple(map(int, numbers[:lanes]))
    return extras
