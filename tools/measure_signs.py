"""Measure the signs of mojibake: python -m tools.measure_signs CORPUS_DIR [--part dev].

Prints how many clean documents of 500 characters fire, by language, as they are and in capitals,
and how many garbled lines of each channel go without a sign.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tools.sign_material import channels, documents, garbled, languages

from textrepair.mojibake import signs
from textrepair.pipeline.triggers import TriggerSearch
from textrepair.rules.rule import Trigger


def main() -> None:
    """Read the command line and print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--lines", type=int, default=400, help="garbled lines for each pair")
    parser.add_argument("--over", type=float, default=1.0, help="print misses above this per cent")
    options = parser.parse_args()
    start = time.perf_counter()
    search = TriggerSearch([Trigger(signs.FIRST, signs.THEN)])
    print(f"compiled in {1000 * (time.perf_counter() - start):.1f} ms")
    corpus = languages(options.corpus / options.part)
    print_fires("clean documents", corpus, search, str)
    print_fires("clean documents in capitals", corpus, search, str.upper)
    print_misses(corpus, search, options.lines, options.over)


def print_fires(
    title: str, corpus: dict[str, list[str]], search: TriggerSearch, change: Callable[[str], str]
) -> None:
    """Print for each language how many clean documents fire, and what fires most often."""
    print(f"\n{title} that fire, per cent")
    fired = total = 0
    for language, lines in corpus.items():
        docs = documents(map(change, lines))
        found = Counter(_around(doc, search) for doc in docs)
        del found[""]
        fired, total = fired + found.total(), total + len(docs)
        if found:
            most = " ".join(f"{sign!r}:{count}" for sign, count in found.most_common(5))
            print(f"  {language:8} {100 * found.total() / len(docs):5.2f}  {most}")
    print(f"  all      {100 * fired / total:5.2f} of {total}")


def _around(doc: str, search: TriggerSearch) -> str:
    """Return the sign found in a document with what stands beside it; "" if there is none."""
    match = search(doc)
    if not isinstance(match, re.Match):
        return ""
    start, end = match.span()
    return doc[max(0, start - 2) : end + 2]


def print_misses(
    corpus: dict[str, list[str]], search: TriggerSearch, lines: int, over: float
) -> None:
    """Print for each channel and language how many garbled lines hold no sign."""
    print("\ngarbled lines without a sign, per cent")
    for true, seen, names in channels():
        every: list[bool] = []
        rows = []
        for name in names:
            sample = random.Random(0).sample(corpus[name], min(lines, len(corpus[name])))
            texts = list(garbled(sample, true, seen))
            missed = [text for text in texts if not search(text)]
            every += [text in missed for text in texts]
            if len(missed) > over / 100 * len(texts):
                share = 100 * len(missed) / len(texts)
                rows.append(f"    {name:8} {share:5.1f} of {len(texts)}  {missed[0][:60]!r}")
        if every:
            print(f"  {true} as {seen}: {100 * sum(every) / len(every):.2f} of {len(every)}")
        print(*rows, sep="\n", end="\n" if rows else "")


if __name__ == "__main__":
    main()
