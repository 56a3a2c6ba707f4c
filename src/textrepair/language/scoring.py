"""How natural a text is, and in which language."""

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from textrepair.language.alphabets import ANY
from textrepair.language.languages import LANGUAGES, SCRIPT_OF
from textrepair.language.packs import UNITS_PER_BIT
from textrepair.language.rows import GRAM, LANES, REGIONS, ROWS, START

#: What it costs that a text holds one more script, in bits: which language is it in?
SCRIPT_BITS = 5.0
#: What the pooled languages of a script are handicapped by, in bits a text.
ANY_BITS = 3.0
#: Rows added up before a lane of 16 bits could overflow: no cost of a lane reaches 512.
_CHUNK = 127


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


def lane_sums(text: str) -> list[int]:
    """Return the cost of the text in each lane, in eighths of a bit."""
    padded = START + text
    row_of = ROWS.__getitem__
    sums = [0] * LANES
    for start in range(0, len(text), _CHUNK):
        stop = min(start + _CHUNK, len(text))
        total = sum(map(row_of, [padded[i : i + GRAM] for i in range(start, stop)]))
        lanes = array("H", total.to_bytes(2 * LANES, "little"))
        if sys.byteorder == "big":
            lanes.byteswap()
        sums = list(map(int.__add__, sums, lanes))
    return sums


def _regions(sums: list[int]) -> dict[str, dict[str, float]]:
    """Return the bits of each language of each script that the text holds."""
    found = {}
    for script, (first, names) in REGIONS.items():
        if sums[first]:
            lanes = sums[first : first + len(names)]
            found[script] = {
                name: units / UNITS_PER_BIT + (ANY_BITS if name == ANY else 0.0)
                for name, units in zip(names, lanes, strict=True)
            }
    return found


def _best(lanes: dict[str, float], wanted: frozenset[str] | None = None) -> tuple[float, str]:
    """Return the bits and the name of the best lane, of those wanted if the script has any."""
    if wanted:
        lanes = {name: bits for name, bits in lanes.items() if name in wanted} or lanes
    name = min(lanes, key=lanes.__getitem__)
    return lanes[name], name


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
    wanted = None if languages is None else _check(languages)
    sums = lane_sums(text)
    total = sums[0] / UNITS_PER_BIT
    regions = _regions(sums)
    dominant, most = None, -1.0
    for script, lanes in regions.items():
        best, _ = _best(lanes, wanted)
        total += best + SCRIPT_BITS
        if best > most:
            most = best
            named = {name: bits for name, bits in lanes.items() if name != ANY}
            _, dominant = _best(named, wanted)
        del script
    return Naturalness(total, len(text), dominant, _excess(total, len(text), dominant))


def _excess(total: float, characters: int, language: str | None) -> float:
    from textrepair.language.typical import typical_bits

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
    sums = lane_sums(text)
    regions = _regions(sums)
    best = {script: _best(lanes)[0] for script, lanes in regions.items()}
    total = sums[0] / UNITS_PER_BIT + sum(best.values()) + SCRIPT_BITS * len(best)
    ranked = [
        (total - best[script] + lane, -best[script], name)
        for script, lanes in regions.items()
        for name, lane in lanes.items()
        if name != ANY
    ]
    return [(name, cost) for cost, _, name in sorted(ranked)]
