"""The packs SCRIPT.any: what any language of the word lists writes, letter beside letter."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from math import log2
from pathlib import Path

from tools.language_training.corpus import lines, words
from tools.language_training.streams import BLANK, Stream

from textrepair.language.any_language import NOWHERE_UNITS, ORDER
from textrepair.language.model_files import UNITS_PER_BIT
from textrepair.language.scripts import ALPHABETS, symbol
from textrepair.pack_files import join_sections

#: The folder of the lists below words/, and what the lists of subtitles end in.
LISTS, SUBTITLES = "unilex", ".subtitles"
#: Of a text so many words count, the most frequent ones; as many as the longest lists have.
MOST_WORDS = 5000
MOST_LINES = 20_000
#: Letters in a row, marks between them and all.
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff\u200c\u200d])*")
#: Three letters count as written in a language if so many of its words hold them.
LEAST_WORDS = 2
#: A list is one of each script that this share of the letters of its first words is in.
SHARE, FIRST_WORDS = 0.3, 1000
#: What is taken off each count, at most so great a share of it, and what is added to each total.
DISCOUNT, MOST_DISCOUNT, ADDED = 0.5, 0.7, 3.0

Costs = dict[str, float]


def build_any_language(corpus: Path, script: str, without: Collection[str] = ()) -> bytes:
    """Return the pack of a script made of all word lists but those of the languages `without`.

    The words of the training text are lists too, for languages that nobody listed.
    """
    least: Costs = {}
    for language, scripts in _lists(corpus):
        if language not in without:
            for gram, bits in scripts.get(script, {}).items():
                least[gram] = min(bits, least.get(gram, bits))
    grams = sorted(least)
    costs = bytes(min(round(UNITS_PER_BIT * least[gram]), NOWHERE_UNITS) for gram in grams)
    return join_sections(["".join(grams).encode(), costs])


@cache
def _lists(corpus: Path) -> list[tuple[str, dict[str, Costs]]]:
    """Return languages, and what their letters cost in each script that they are written in."""
    return [
        (language, {script: _costs(listed, script) for script in _scripts(listed)})
        for language, listed in _word_lists(corpus)
    ]


def _word_lists(corpus: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield languages with their words and how often each occurs; some languages several times."""
    for path in sorted((corpus / "words" / LISTS).glob("*.txt*")):
        name = path.name.partition(".")[0]
        yield name, list(words(corpus, f"{LISTS}/{name}"))
    for path in sorted((corpus / "words").glob(f"*{SUBTITLES}.txt*")):
        name = path.name.partition(".")[0]
        yield name, list(islice(words(corpus, f"{name}{SUBTITLES}"), MOST_WORDS))
    for path in sorted((corpus / "train").glob("*.txt*")):
        name = path.name.partition(".")[0]
        text = lines(corpus, name)[:MOST_LINES]
        yield name, Counter(WORD.findall("\n".join(text))).most_common(MOST_WORDS)


def _scripts(listed: list[tuple[str, int]]) -> Iterator[str]:
    letters = "".join(word for word, _ in listed[:FIRST_WORDS])
    scripts = Counter(symbol(letter).script for letter in letters)
    for script in ALPHABETS:
        if scripts[script] > SHARE * max(len(letters), 1):
            yield script


def _costs(listed: list[tuple[str, int]], script: str) -> Costs:
    """Return the costs of the last of three letters that a language writes in a row.

    Counts are dampened by a square root: the most frequent words are not all there is.
    """
    table = Stream(script)
    rarest = min(number for _, number in listed)
    in_words: Counter[str] = Counter()
    weights: dict[str, float] = defaultdict(float)
    for word, number in listed:
        seen = f" {word.translate(table)} "
        for start in range(len(seen) - ORDER + 1):
            gram = seen[start : start + ORDER]
            if BLANK.isdisjoint(gram[1:-1]):
                in_words[gram] += 1
                weights[gram] += (number / max(rarest, 1)) ** 0.5
    totals: dict[str, float] = defaultdict(float)
    for gram, weight in weights.items():
        totals[gram[:-1]] += weight
    return {
        gram: -log2(_discounted(weight) / (totals[gram[:-1]] + ADDED))
        for gram, weight in weights.items()
        if in_words[gram] >= LEAST_WORDS
    }


def _discounted(weight: float) -> float:
    return max(weight - DISCOUNT, (1 - MOST_DISCOUNT) * weight)
