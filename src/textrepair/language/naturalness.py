"""How natural a text is, in which language, and what its pieces cost.

The bits per character of a natural text of n characters lie about a mean; their variance is
`spread` / n plus `drift`, measured for each language on training text held back: the first part
averages out in a long text, the second (subject, style) does not.

Choosing between readings word by word needs the cost of each word in the language of the text
around it, not in the one that happens to suit the word: a piece is scored once in all languages
(`lane_costs`), then the costs of pieces are summed and compared.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf, sqrt

from ..caching import remembered
from .alphabet_model import ANY
from .compiled import LANE_NAMES, compiled_models
from .languages import ANY_BITS, LANGUAGES, NAMING_BITS, SCRIPT_BITS, SCRIPT_OF
from .model_files import UNITS_PER_BIT, read_sections
from .ngram_costs import LANES, REGIONS, ROWS, grams_of

#: Rows added up before a lane of 16 bits could overflow: no cost of a lane reaches 512.
_CHUNK = 127

#: Limit of ``Naturalness.excess`` for natural text, in standard deviations.  Set on train.
NATURAL_EXCESS = 4.0
#: Limit of ``Naturalness.excess`` for a reading that is valid UTF-8, which is evidence by itself.
UTF8_EXCESS = 6.0
#: For text without letters of a known script: digits, symbols, scripts without a pack.
_NO_LANGUAGE = (6.0, 40.0, 2.0)

#: The cost of a piece in every lane, in eighths of a bit.
LaneCosts = list[int]
#: The lane that each script of a text is scored in.
LanguageOfScript = dict[str, int]

_HANDICAP = int(ANY_BITS * UNITS_PER_BIT)


@dataclass(frozen=True)
class Naturalness:
    """How natural a text is.

    `bits` is its cost in the best language (of those asked for), `characters` its code points,
    `language` that language, None if the text holds no letters of a known script. `excess` tells
    how many standard deviations `bits_per_character` lies above what is typical of text of this
    length in this language: about 0 for natural text, seldom above 4.
    """

    bits: float
    characters: int
    language: str | None
    excess: float

    @property
    def bits_per_character(self) -> float:
        """The mean cost of a character, 0 for the empty text."""
        return self.bits / self.characters if self.characters else 0.0


def lane_costs(text: str) -> LaneCosts:
    """Return the cost of the text in each lane, in eighths of a bit."""
    models = compiled_models()
    return sum_of_rows(text) if models is None else models.lane_costs(text)


def sum_of_rows(text: str) -> LaneCosts:
    """Return the cost of the text in each lane: ``lane_costs`` in Python."""
    row_of = ROWS.__getitem__
    grams = grams_of(text)
    sums: list[int] = []
    for start in range(0, max(len(grams), 1), _CHUNK):
        total = sum(map(row_of, grams[start : start + _CHUNK]))
        lanes = array("H", total.to_bytes(2 * LANES, sys.byteorder))
        if sys.byteorder == "big":
            lanes.reverse()
        sums = list(map(int.__add__, sums, lanes)) if sums else lanes.tolist()
    return sums


def _best(script: str, sums: list[int], wanted: frozenset[str] | None) -> tuple[float, str]:
    """Return the bits and the language of the best lane of a script, of those wanted if it has any.

    The bits may be those of the pooled lane; the language is always one.
    """
    first, names = REGIONS[script]
    lanes = sums[first : first + len(names)]
    asked = wanted.intersection(names) if wanted else None
    if asked:
        units, language = min((lanes[names.index(name)], name) for name in asked)
        return units / UNITS_PER_BIT, language
    pooled = lanes.pop() / UNITS_PER_BIT + ANY_BITS if names[-1] == ANY else inf
    handicapped = map(float.__add__, _naming_handicaps(script), map(float, lanes))
    _, language = min(zip(handicapped, names, strict=False))
    return min(min(lanes) / UNITS_PER_BIT, pooled), language


@cache
def _naming_handicaps(script: str) -> tuple[float, ...]:
    return tuple(map(_naming_handicap, REGIONS[script][1]))


def _naming_handicap(name: str) -> float:
    return UNITS_PER_BIT * NAMING_BITS.get(name, 0.0)


def _present(sums: list[int]) -> list[str]:
    """Return the scripts that have letters in the text."""
    return [script for script, (first, _) in REGIONS.items() if sums[first]]


def _check(languages: Sequence[str]) -> frozenset[str]:
    for code in languages:
        if code not in SCRIPT_OF:
            known = ", ".join(LANGUAGES)
            raise ValueError(f"no language model for {code!r}; there are models for {known}")
    return frozenset(languages)


def naturalness(text: str, languages: Sequence[str] | None = None) -> Naturalness:
    """Return how natural `text` is in the best of `languages` (None: of all).

    Each script of a mixed text is scored in the best language for its part of the text. Raises
    ValueError for a language without a model.

    >>> naturalness("The rain in the hills never stopped for long.").language
    'en'
    >>> natural = naturalness("Über den Dächern hängt noch Nebel.")
    >>> garbled = naturalness("Ãœber den DÃ¤chern hÃ¤ngt noch Nebel.")
    >>> natural.bits + 40 < garbled.bits
    True
    """
    models = compiled_models()
    if languages is None and models is not None:
        units, lane = models.cheapest(text)
        named = LANE_NAMES[lane]
        bits = units / UNITS_PER_BIT
        return Naturalness(bits, len(text), named, _excess(bits, len(text), named))
    return naturalness_of_lanes(text, lane_costs(text), languages)


def naturalness_of_lanes(
    text: str, sums: LaneCosts, languages: Sequence[str] | None = None
) -> Naturalness:
    """Return the naturalness of a text whose lanes cost `sums`: ``naturalness`` in Python."""
    wanted = None if languages is None else _check(languages)
    total = sums[0] / UNITS_PER_BIT
    dominant, most = None, -1.0
    for script in _present(sums):
        best, language = _best(script, sums, wanted)
        total += best + SCRIPT_BITS
        if best > most:
            dominant, most = language, best
    return Naturalness(total, len(text), dominant, _excess(total, len(text), dominant))


def _excess(total: float, characters: int, language: str | None) -> float:
    if not characters:
        return 0.0
    mean, deviation = typical_bits(language, characters)
    return (total / characters - mean) / deviation


def bits(text: str, language: str | None = None) -> float:
    """Return the cost of `text` in bits, in `language` or in the best language (None).

    Raises ValueError for a language without a model.

    >>> bits("в лесу родилась ёлочка") < bits("Б КЕЯС ПНДХКЮЯЭ ╦КНВЙЮ")
    True
    """
    return naturalness(text, None if language is None else (language,)).bits


def ranking(text: str) -> list[tuple[str, float]]:
    """Return the languages of the scripts that `text` holds with its cost in bits, best first.

    Empty if the text holds no letters of a script that has a model.

    >>> ranking("Dit is een zin in het Nederlands.")[0][0]
    'nl'
    """
    sums = lane_costs(text)
    best = {script: _best(script, sums, None)[0] for script in _present(sums)}
    total = sums[0] / UNITS_PER_BIT + sum(best.values()) + SCRIPT_BITS * len(best)
    ranked = [
        (total - cost + (sums[lane] + _naming_handicap(name)) / UNITS_PER_BIT, -cost, name)
        for script, cost in best.items()
        for lane, name in enumerate(REGIONS[script][1], REGIONS[script][0])
        if name != ANY
    ]
    return [(name, cost) for cost, _, name in sorted(ranked)]


@remembered(most=512)
def score(text: str) -> Naturalness:
    """Return the naturalness of a text, remembered for recent texts: words recur."""
    return naturalness(text)


@cache
def _typical() -> dict[str, tuple[float, float, float]]:
    table = {}
    for line in read_sections("typical")[0].decode().splitlines():
        code, mean, spread, drift = line.split()
        table[code] = float(mean), float(spread), float(drift)
    return table


def typical_bits(language: str | None, characters: int) -> tuple[float, float]:
    """Return mean and standard deviation of the bits per character of such a text."""
    mean, spread, drift = typical_of(language)
    return mean, sqrt(spread / characters + drift)


def typical_of(language: str | None) -> tuple[float, float, float]:
    """Return the mean of the bits per character, and spread and drift of their variance."""
    return _typical().get(language or "", _NO_LANGUAGE)


def sum_of(weights: Iterable[LaneCosts]) -> LaneCosts:
    """Return the cost of pieces together.

    >>> sum_of([lane_costs("a "), lane_costs("b ")])[0] == lane_costs("a ")[0] + lane_costs("b ")[0]
    True
    """
    total = [0] * LANES
    for weight in weights:
        total = list(map(int.__add__, total, weight))
    return total


def languages_of(weight: LaneCosts) -> LanguageOfScript:
    """Return the best lane of each script that a text holds."""
    found: LanguageOfScript = {}
    for script, (first, names) in REGIONS.items():
        if weight[first]:
            lanes = weight[first : first + len(names)]
            if names[-1] == ANY:
                lanes[-1] += _HANDICAP
            found[script] = first + lanes.index(min(lanes))
    return found


def bits_in(weight: LaneCosts, languages: LanguageOfScript) -> float:
    """Return the bits of a piece in a tongue; a script that it does not name, in its best lane.

    A word that is foreign to the tongue is scored in all languages of its script pooled.

    >>> piece, spanish = lane_costs("tegnap szép idő volt "), lane_costs("el tiempo de ayer ")
    >>> bits_in(piece, languages_of(piece)) < bits_in(piece, languages_of(spanish))
    True
    """
    units = weight[0]
    for script, (first, names) in REGIONS.items():
        if weight[first]:
            lanes = weight[first : first + len(names)]
            lane = languages.get(script)
            if lane is None:
                units += min(lanes)
            elif names[-1] == ANY:
                units += min(weight[lane], lanes[-1] + _HANDICAP)
            else:
                units += weight[lane]
    return units / UNITS_PER_BIT
