"""What a text costs by its characters, or by pairs of them, in whatever language: quick looks.

``naturalness`` looks two or three characters back and tells languages apart; each new history costs
it microseconds in Python, and nonsense is all new histories.  Here a character is weighed by itself
or by the one before it alone, in the languages of its script pooled.  There are few pairs of
letters, so that most are known after some lines.  That tells nonsense from text, not one language
from another.
"""

from __future__ import annotations

from operator import add
from typing import Final

from .alphabet_model import LANE_BITS, LANE_MASK
from .model_files import UNITS_PER_BIT
from .ngram_costs import NO_EXTRAS, REGIONS, alphabet_pack, character_pack, common_cost, lookups
from .scripts import CJK, HANGUL, SYMBOLS

#: What stands before a text.
_START: Final = "\n"
#: Characters and pairs kept before a table starts anew: an entry is about 100 bytes.
_CACHED: Final = 100_000


class _CharacterCosts(dict[str, int]):
    """The cost of a character that follows no other of its kind, in units of the packs."""

    def __missing__(self, char: str) -> int:
        if len(self) >= _CACHED:
            self.clear()
        symbol = SYMBOLS[char]
        units = common_cost(symbol, symbol, symbol, _START + char)
        if symbol.script in REGIONS:
            units += _units(symbol.script, "", symbol.folded)
        self[char] = units
        return units


class _PairCosts(dict[str, int]):
    """The cost of the second of two characters, in units of the packs, made on first use."""

    def __missing__(self, pair: str) -> int:
        if len(self) >= _CACHED:
            self.clear()
        before, last = SYMBOLS[pair[0]], SYMBOLS[pair[1]]
        units = common_cost(before, before, last, pair)
        units += sum(_units(*lookup) for lookup in lookups((before,), last))
        self[pair] = units
        return units


_CHARACTERS: Final = _CharacterCosts()
_PAIRS: Final = _PairCosts()


def bits_by_characters(text: str) -> float:
    """Return what a text costs by its characters, in whatever order, in bits.

    >>> bits_by_characters("漢字仮名交じり文") + 30 < bits_by_characters("戯峨亟兆住じり猟")
    True
    """
    return sum(map(_CHARACTERS.__getitem__, text)) / UNITS_PER_BIT


def bits_by_pairs(text: str) -> float:
    """Return what a text costs by its pairs of characters, in bits.

    >>> bits_by_pairs("Привет, мир") + 30 < bits_by_pairs("рТЙЧЕФ, НЙТ")
    True
    """
    return sum(map(_PAIRS.__getitem__, map(add, _START + text, text))) / UNITS_PER_BIT


def _units(script: str, before: str, letter: str) -> int:
    """Return the cost of a letter in the languages of its script pooled, Chinese in any variety."""
    if script == CJK:
        zh = character_pack("zh")
        chinese = zh.cost(zh.fold(before), zh.fold(letter)) + min(zh.extras.get(letter, NO_EXTRAS))
        return min(max(1, chinese), character_pack("ja").cost(before, letter))
    if script == HANGUL:
        return character_pack("ko").cost(before, letter)
    pooled = len(REGIONS[script][1]) - 1
    return alphabet_pack(script).row(before, letter) >> pooled * LANE_BITS & LANE_MASK
