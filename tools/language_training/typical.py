"""Measure what natural text costs, on the lines held back from training."""

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from tools.language_training.corpus import lines

from textrepair.language.languages import LANGUAGES
from textrepair.language.packs import join_sections
from textrepair.language.scoring import ranking

#: Lines measured for each language, and the lengths they are cut to, in code points.
SAMPLE = 400
SHORT, LONG = 16, 80
#: No language may look steadier than this: training text is of few kinds.
LEAST_DRIFT = 0.05


def build_typical(corpus: Path) -> bytes:
    """Return the pack of means and variances."""
    table = []
    for code in LANGUAGES:
        text = lines(corpus, code, held_back=True)
        sample = text[:: max(1, len(text) // SAMPLE)]
        long = _costs(sample, code, LONG)
        short = _costs(sample, code, SHORT)
        mean = fmean(long + short)
        wide, narrow = _variance(short, mean), _variance(long, mean)
        spread = max(0.0, (wide - narrow) / (1 / SHORT - 1 / LONG))
        drift = max(LEAST_DRIFT, narrow - spread / LONG)
        table.append(f"{code} {mean:.3f} {spread:.3f} {drift:.4f}")
    return join_sections(["\n".join(table).encode()])


def _costs(sample: Sequence[str], code: str, length: int) -> list[float]:
    pieces = [line[:length] for line in sample if len(line) >= length] or sample
    ranked = [(dict(ranking(piece)).get(code), len(piece)) for piece in pieces]
    return [bits / size for bits, size in ranked if bits is not None]


def _variance(costs: Sequence[float], mean: float) -> float:
    return fmean([(cost - mean) ** 2 for cost in costs])
