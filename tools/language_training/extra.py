"""Counts of n-grams from elsewhere, for languages of which there is no text.

DIR/LANG.json is a list of objects: the n-grams of 1, 2, ... letters with their counts, a blank for
the end of a word (`tools/lingua_counts.py` writes such files).
"""

import json
from collections.abc import Container
from pathlib import Path

from tools.language_training.streams import BLANK, Stream

Counts = dict[str, float]
#: Larger counts are scaled down to so many symbols, as much as the longest training texts have.
LARGEST = 2_000_000
#: Letters rarer than one in so many are foreign, unless other languages of the script use them.
RAREST_LETTER = 100_000


def has_counts(extra: Path | None, code: str) -> bool:
    """Tell whether there are counts of a language."""
    return extra is not None and extra.joinpath(f"{code}.json").exists()


def read_counts(extra: Path, script: str, code: str, known: Container[str] = ()) -> list[Counts]:
    """Return the n-gram counts of a language, in letters that are `known` or not too rare."""
    levels: list[dict[str, int]] = json.loads((extra / f"{code}.json").read_text("utf-8"))
    size = sum(levels[0].values())
    letters = {a for a, n in levels[0].items() if a in known or n * RAREST_LETTER > size}
    scale = min(1.0, LARGEST / size)
    table = Stream(script)
    result: list[Counts] = [{} for _ in levels]
    for level, grams in zip(result, levels, strict=True):
        for raw, count in grams.items():
            gram = raw.translate(table)
            if letters.issuperset(raw.replace(" ", "")) and BLANK.isdisjoint(gram[1:-1]):
                level[gram] = level.get(gram, 0) + count * scale
    return result
