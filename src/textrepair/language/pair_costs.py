"""What a text costs by its characters, or by pairs of them, in whatever language: quick looks.

``naturalness`` looks two or three characters back and tells languages apart; each new history costs
it microseconds in Python, and nonsense is all new histories.  Here a character is weighed by itself
or by the one before it alone, in the languages of its script pooled.  There are few pairs of
letters, so that most are known after some lines.  That tells nonsense from text, not one language
from another.
"""

from __future__ import annotations

from operator import add
from typing import Final, Literal

from .alphabet_model import LANE_BITS, LANE_MASK
from .compiled import compiled_models
from .model_files import UNITS_PER_BIT
from .ngram_costs import NO_EXTRAS, REGIONS, alphabet_pack, character_pack, common_cost, lookups
from .scripts import CJK, HANGUL, SYMBOLS

#: What stands before a text.
_START: Final = "\n"
#: Characters and pairs kept before a table starts anew: an entry is about 100 bytes.
_CACHED: Final = 40_000


#: The language in which characters of Chinese are weighed: Chinese in any variety, or Japanese.
EastAsian = Literal["zh", "ja"]


class _CharacterCosts(dict[str, int]):
    """The cost of a character that follows no other of its kind, in units of the packs."""

    def __missing__(self, char: str) -> int:
        if len(self) >= _CACHED:
            self.clear()
        symbol = SYMBOLS[char]
        units = common_cost(symbol, symbol, symbol, _START + char)
        if symbol.script == CJK:
            units += min(_units(CJK, "", symbol.folded, "zh"), _units(CJK, "", symbol.folded, "ja"))
        elif symbol.script in REGIONS:
            units += _units(symbol.script, "", symbol.folded, "zh")
        self[char] = units
        return units


class _PairCosts(dict[str, int]):
    """The cost of the second of two characters, in units of the packs, made on first use."""

    def __init__(self, east_asian: EastAsian) -> None:
        super().__init__()
        self._east_asian: EastAsian = east_asian

    def __missing__(self, pair: str) -> int:
        if len(self) >= _CACHED:
            self.clear()
        before, last = SYMBOLS[pair[0]], SYMBOLS[pair[1]]
        units = common_cost(before, before, last, pair)
        for lookup in lookups((before,), last):
            units += _units(*lookup, self._east_asian)
        self[pair] = units
        return units


#: What each character costs, made on first use; for the kernels.
CHARACTER_COSTS: Final = _CharacterCosts()
_PAIRS: Final[dict[EastAsian, _PairCosts]] = {"zh": _PairCosts("zh"), "ja": _PairCosts("ja")}


def bits_by_characters(text: str) -> float:
    """Return what a text costs by its characters, in whatever order, in bits.

    >>> bits_by_characters("漢字仮名交じり文") + 30 < bits_by_characters("戯峨亟兆住じり猟")
    True
    """
    models = compiled_models()
    if models is not None:
        return models.character_costs(text, CHARACTER_COSTS) / UNITS_PER_BIT
    return character_units(text) / UNITS_PER_BIT


def character_units(text: str) -> int:
    """Return what the characters of a text cost, in units: ``bits_by_characters`` in Python."""
    return sum(map(CHARACTER_COSTS.__getitem__, text))


def bits_by_pairs(text: str, east_asian: EastAsian = "zh") -> float:
    """Return what a text costs by its pairs of characters, in bits.

    >>> bits_by_pairs("Привет, мир") + 30 < bits_by_pairs("рТЙЧЕФ, НЙТ")
    True
    """
    models = compiled_models()
    if models is not None:
        return models.pair_costs(text, east_asian == "ja") / UNITS_PER_BIT
    return pair_units(text, east_asian) / UNITS_PER_BIT


def pair_units(text: str, east_asian: EastAsian) -> int:
    """Return what a text costs by pairs, in units of the packs: ``bits_by_pairs`` in Python."""
    return sum(map(_PAIRS[east_asian].__getitem__, map(add, _START + text, text)))


def _units(script: str, before: str, letter: str, east_asian: EastAsian) -> int:
    """Return the cost of a letter in the languages of its script pooled."""
    if script == CJK:
        if east_asian == "ja":
            return character_pack("ja").cost(before, letter)
        zh = character_pack("zh")
        extra = min(zh.extras.get(letter, NO_EXTRAS))
        return max(1, zh.cost(zh.fold(before), zh.folding.get(letter, letter)) + extra)
    if script == HANGUL:
        return character_pack("ko").cost(before, letter)
    pooled = len(REGIONS[script][1]) - 1
    return alphabet_pack(script).row(before, letter) >> pooled * LANE_BITS & LANE_MASK
