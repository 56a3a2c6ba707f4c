"""Counts of letter n-grams from lingua's models: python -m tools.lingua_counts OUT_DIR CODE...

The package `lingua-language-detector` (1.x) holds for each language how likely each letter is after
those before it, as exact fractions, inside words only. From these the counts are regained: a word
begins or ends with an n-gram as often as the n-gram occurs without a letter before or after it.

OUT_DIR/CODE.json holds a list of three objects: n-grams of 1, 2 and 3 letters with their counts; a
blank stands for the end of a word. Needs the extra `build-data`. Of use for alphabets that are
written without marks inside words: lingua counts letters (Unicode category L) only.
"""

import argparse
import json
from collections import Counter
from fractions import Fraction
from importlib.metadata import distribution
from math import lcm
from pathlib import Path

Counts = Counter[str]


def fractions_of(code: str, kind: str) -> dict[str, Fraction]:
    """Return how likely the last letter of each n-gram is after the others."""
    import brotli

    models = distribution("lingua-language-detector").locate_file("lingua/language-models")
    packed = Path(str(models)).joinpath(code, f"{kind}s.json.br").read_bytes()
    table: dict[str, str] = json.loads(brotli.decompress(packed))["ngrams"]
    return {gram: Fraction(f) for f, grams in table.items() for gram in grams.split(" ")}


def counts_inside(code: str) -> list[Counts]:
    """Return the counts of n-grams of 1, 2 and 3 letters inside words."""
    shares = fractions_of(code, "unigram")
    total = lcm(*(share.denominator for share in shares.values()))
    levels = [Counter({letter: int(total * share) for letter, share in shares.items()})]
    for kind in ("bigram", "trigram"):
        shares = fractions_of(code, kind)
        levels.append(Counter({g: int(f * levels[-1][g[:-1]]) for g, f in shares.items()}))
    return levels


def with_ends(inside: list[Counts]) -> list[Counts]:
    """Return the counts with the n-grams that words begin and end with.

    >>> one, two, three = with_ends([Counter("abab"), Counter(["ab", "ab"]), Counter()])
    >>> one[" "], two[" a"], two["b "], three[" ab"], three["ab "], three[" a "]
    (2, 2, 2, 2, 2, 0)
    """
    singles, pairs, triples = inside
    starts, ends = _loose(singles, pairs)
    pair_starts, pair_ends = _loose(pairs, triples)
    alone = {a: starts[a] - sum(pair_starts[p] for p in pairs if p[0] == a) for a in starts}
    return [
        singles + Counter({" ": ends.total()}),
        pairs + _marked(" {}", starts) + _marked("{} ", ends),
        triples
        + _marked(" {}", pair_starts)
        + _marked("{} ", pair_ends)
        + _marked(" {} ", Counter(alone)),
    ]


def _loose(grams: Counts, longer: Counts) -> tuple[Counts, Counts]:
    """Return how often nothing stands before each n-gram, and how often nothing after it."""
    starts, ends = grams.copy(), grams.copy()
    for gram, count in longer.items():
        starts[gram[1:]] -= count
        ends[gram[:-1]] -= count
    return starts, ends


def _marked(form: str, counts: Counts) -> Counts:
    return Counter({form.format(gram): count for gram, count in counts.items()})


def main() -> None:
    """Read the command line and write the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("codes", nargs="+", help="languages, e.g. la yo zu")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for code in options.codes:
        levels = with_ends(counts_inside(code))
        text = json.dumps([dict(sorted(level.items())) for level in levels], ensure_ascii=False)
        options.out.joinpath(f"{code}.json").write_text(text, encoding="utf-8")
        print(f"{code}: {levels[0].total()} letters and ends of words, {len(levels[2])} trigrams")


if __name__ == "__main__":
    main()
