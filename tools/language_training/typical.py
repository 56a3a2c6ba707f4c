"""Measure what natural text costs, on the lines held back from training."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from tools.language_training.corpus import lines
from tools.language_training.extra import has_counts, read_counts
from tools.language_training.streams import Stream

from textrepair.language.alphabet_model import LANE_BITS, LANE_MASK
from textrepair.language.languages import LANGUAGES, LANGUAGES_OF, SCRIPT_OF
from textrepair.language.model_files import UNITS_PER_BIT
from textrepair.language.naturalness import lane_costs, ranking
from textrepair.language.ngram_costs import REGIONS, alphabet_pack
from textrepair.pack_files import join_sections

#: Lines measured for each language, and the lengths they are cut to, in code points.
SAMPLE = 400
SHORT, LONG = 16, 80
#: No language may look steadier than this: training text is of few kinds.
LEAST_DRIFT = 0.05


@dataclass(frozen=True)
class Typical:
    """Mean bits per character, variance that averages out in long text, variance that does not."""

    mean: float
    spread: float
    drift: float


def build_typical(corpus: Path, extra: Path | None) -> bytes:
    """Return the pack of means and variances."""
    measured = {code: _measured(corpus, code) for code in LANGUAGES if not has_counts(extra, code)}
    table = dict(measured)
    if extra is not None:
        for script in dict.fromkeys(SCRIPT_OF[code] for code in LANGUAGES if code not in measured):
            table |= _estimated(corpus, extra, script, measured)
    rows = [(code, table[code]) for code in LANGUAGES]
    text = [f"{code} {t.mean:.3f} {t.spread:.3f} {t.drift:.4f}" for code, t in rows]
    return join_sections(["\n".join(text).encode()])


def _measured(corpus: Path, code: str) -> Typical:
    sample = _sample(corpus, code)
    long = _costs(_pieces(sample, LONG), code)
    short = _costs(_pieces(sample, SHORT), code)
    mean = fmean(long + short)
    wide, narrow = _variance(short, mean), _variance(long, mean)
    spread = max(0.0, (wide - narrow) / (1 / SHORT - 1 / LONG))
    return Typical(mean, spread, max(LEAST_DRIFT, narrow - spread / LONG))


def _sample(corpus: Path, code: str) -> Sequence[str]:
    text = lines(corpus, code, held_back=True)
    return text[:: max(1, len(text) // SAMPLE)]


def _pieces(sample: Sequence[str], length: int) -> Sequence[str]:
    return [line[:length] for line in sample if len(line) >= length] or sample


def _costs(pieces: Sequence[str], code: str) -> list[float]:
    ranked = [(dict(ranking(piece)).get(code), len(piece)) for piece in pieces]
    return [bits / size for bits, size in ranked if bits is not None]


def _variance(costs: Sequence[float], mean: float) -> float:
    return fmean([(cost - mean) ** 2 for cost in costs])


def _estimated(
    corpus: Path, extra: Path, script: str, measured: dict[str, Typical]
) -> dict[str, Typical]:
    """Estimate what is typical of languages of which there are but counts of letters.

    How many other characters come with a word, and what they and the capitals cost, is taken to be
    as in the other languages of the script, and so is how much texts differ.
    """
    known = [code for code in LANGUAGES_OF[script] if code in measured]
    others, rests = zip(*(_beside_letters(corpus, script, code) for code in known), strict=True)
    spread = median(measured[code].spread for code in known)
    drift = median(measured[code].drift for code in known)
    found = {}
    for code in LANGUAGES_OF[script]:
        if code not in measured:
            counts = read_counts(extra, script, code)
            words = counts[0][" "]
            size = sum(counts[0].values()) - words + fmean(others) * words
            bits = _letter_bits(script, code, counts) / size
            found[code] = Typical(bits + fmean(rests), spread, drift)
    return found


def _beside_letters(corpus: Path, script: str, code: str) -> tuple[float, float]:
    """Return how many characters a word has besides letters, and what else costs, in bits each."""
    table = Stream(script)
    sample = _sample(corpus, code)
    seen = [f"{line.translate(table)} " for line in sample]
    words = sum(len(line.split()) for line in seen)
    blanks = sum(line.count(" ") - 1 for line in seen)
    first, names = REGIONS[script]
    lane = first + names.index(code)
    rests = [
        (dict(ranking(piece)).get(code, 0.0) - lane_costs(piece)[lane] / UNITS_PER_BIT) / len(piece)
        for length in (LONG, SHORT)
        for piece in _pieces(sample, length)
    ]
    return blanks / words, fmean(rests)


def _letter_bits(script: str, code: str, counts: Sequence[dict[str, float]]) -> float:
    """Return what the letters and ends of the words counted cost."""
    pack = alphabet_pack(script)
    shift = pack.lanes.index(code) * LANE_BITS
    units = 0.0
    for grams in (counts[1], counts[2]):
        for gram, count in grams.items():
            if len(gram) == len(counts) or gram[0] == " ":
                units += count * (pack.row(gram[:-1], gram[-1]) >> shift & LANE_MASK)
    return units / UNITS_PER_BIT
