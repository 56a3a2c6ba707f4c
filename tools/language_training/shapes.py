"""The pooled counts of shape trigrams."""

from collections import Counter
from pathlib import Path

from tools.language_training import technical
from tools.language_training.corpus import lines

from textrepair.language.languages import LANGUAGES
from textrepair.language.ngram_costs import START
from textrepair.language.scripts import symbol
from textrepair.language.shape_model import pooled
from textrepair.pack_files import join_sections

#: Lines of each language counted, evenly spread; and one in so many counted in upper case too.
SAMPLE = 2500
UPPER_CASED = 12
RAREST = 2


def _grams(line: str) -> list[str]:
    shapes = START[-2:] + "".join([symbol(character).shape for character in line])
    return [shapes[i : i + 3] for i in range(len(line))]


def build_shapes(corpus: Path) -> bytes:
    """Return the pack of shape trigrams."""
    raw: Counter[str] = Counter()
    for code in LANGUAGES:
        text = lines(corpus, code)
        sample = text[:: max(1, len(text) // SAMPLE)]
        sample += [line.upper() for line in sample[::UPPER_CASED]]
        for line in sample:
            raw.update(_grams(line))
    for line in technical.LINES:
        for gram in _grams(line):
            raw[gram] += technical.WEIGHT
    counts: Counter[str] = Counter()
    for gram, count in raw.items():
        counts[pooled(gram)] += count
    kept = sorted(gram for gram, count in counts.items() if count >= RAREST)
    numbers = " ".join(str(counts[gram]) for gram in kept)
    return join_sections(["".join(kept).encode(), numbers.encode()])
