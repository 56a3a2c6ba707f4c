"""How natural the letters of a text are in *some* language of the world, known or not.

The packs of the alphabets hold models of the languages that there is text of.  Most languages are
not among them, and to a model of other languages their text looks garbled.  Of about a thousand
languages there are lists of frequent words.  From these the packs `SCRIPT.any` are made: for each
three letters that any of the languages writes in a row, what the last of them costs in that
language to which the three are most familiar.  So no word list can tell which language a text is
in, but all of them together tell whether letters stand side by side as in any language at all.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from ..kernels import compiled_module
from .compiled import LANE_NAMES, compiled_models
from .languages import SCRIPT_BITS
from .model_files import UNITS_PER_BIT, read_sections
from .naturalness import lane_costs, naturalness, typical_bits, typical_of
from .ngram_costs import CACHED_COSTS, HISTORY, REGIONS, START, contributions
from .scripts import CJK, HANGUL

if TYPE_CHECKING:
    from ..kernels._refusal import AnyLanguage

#: What three letters cost that no language of the lists writes in a row, in units of the packs.
NOWHERE_UNITS = 112
#: Letters in a row that are looked up: the one asked about is the last of them.
ORDER = 3


class AnyLanguagePack:
    """Three letters in a row, and what the last of them costs where it costs least."""

    def __init__(self, script: str) -> None:
        """Read the pack of a script, one of `symbols.ALPHABETS`."""
        grams, self._costs = read_sections(f"{script}.any")
        self._grams = grams.decode()  # in order of code points, without anything between them
        self._places = range(len(self._costs))
        self._known: dict[str, int] = {}

    def cost(self, gram: str) -> int:
        """Return the cost of the last of three letters; a blank stands for the edge of a word."""
        found = self._known.get(gram)
        if found is None:
            place = bisect_left(self._places, gram, key=self._gram)
            if len(self._known) >= CACHED_COSTS:
                self._known.clear()
            is_known = place < len(self._costs) and self._gram(place) == gram
            found = self._known[gram] = self._costs[place] if is_known else NOWHERE_UNITS
        return found

    def tables(self) -> tuple[memoryview, bytes]:
        """Return the letters as native 32-bit code points, and the costs."""
        codes = self._grams.encode(f"utf-32-{sys.byteorder[0]}e")
        return memoryview(codes).cast("I"), self._costs

    def _gram(self, place: int) -> str:
        return self._grams[place * ORDER : (place + 1) * ORDER]


@cache
def any_language_pack(script: str) -> AnyLanguagePack:
    """Load the pack of a script on its first use."""
    return AnyLanguagePack(script)


@cache
def compiled_any_language() -> AnyLanguage | None:
    """Return what does all this in compiled code, None where there is no such code."""
    models, module = compiled_models(), compiled_module("_refusal")
    if models is None or module is None:
        return None
    scripts = list(REGIONS)
    found: AnyLanguage = module.AnyLanguage(
        models,
        lambda script: any_language_pack(scripts[script]).tables(),
        [typical_of(name) for name in LANE_NAMES],
        NOWHERE_UNITS,
        UNITS_PER_BIT,
    )
    return found


def bits_in_any_language(text: str) -> float:
    """Return what `text` costs if each word may be of any language in the world, in bits.

    Letters that are not of an alphabet cost what they cost in the language that suits them best.
    A first letter costs nothing, so this is less than the text costs in the language that it is
    in, of whichever that is.

    >>> from textrepair.language import bits
    >>> bits_in_any_language("tûzenen wurden mei ferhalen") < bits("tûzenen wurden mei ferhalen")
    True
    >>> bits_in_any_language("Ïðèâåò, ìèð") > bits("Привет, мир") + 20
    True
    """
    kernel = compiled_any_language()
    return (units_in_any_language(text) if kernel is None else kernel.units(text)) / UNITS_PER_BIT


def units_in_any_language(text: str) -> int:
    """Return what ``bits_in_any_language`` does, in eighths of a bit: in Python."""
    sums = lane_costs(text)
    units = sums[0]
    padded = START + text
    letters: dict[str, int] = {}
    for end in range(HISTORY + 1, len(padded) + 1):
        _, lookups = contributions(padded[end - HISTORY - 1 : end])
        for script, before, letter in lookups:
            if script not in {CJK, HANGUL}:
                letters[script] = letters.get(script, 0) + _cost(script, before, letter)
    for script, (first, names) in REGIONS.items():
        if sums[first]:
            known = min(sums[first : first + len(names)])
            units += min(known, letters.get(script, known))
            units += int(SCRIPT_BITS * UNITS_PER_BIT)
    return units


def excess_in_any_language(text: str) -> float:
    """Return by how many standard deviations a text is dearer than is typical, if of any language.

    Typical is what text is in the language that suits it best and has a model.

    >>> excess_in_any_language("hebûna strêkê dê bê zanîn") < 2 < excess_in_any_language("hÃªvÃ®")
    True
    """
    kernel = compiled_any_language()
    if kernel is not None:
        return kernel.excess(text)
    mean, deviation = typical_bits(naturalness(text).language, max(len(text), 1))
    return (bits_in_any_language(text) / max(len(text), 1) - mean) / deviation


def _cost(script: str, before: str, letter: str) -> int:
    """Return the cost of a letter, or of the blank that ends a word, after what stands before."""
    if before in {"", " "}:
        return 0
    return any_language_pack(script).cost(f" {before}{letter}"[-ORDER:])
