"""The packs of alphabets: n-gram costs of all languages of a script, side by side."""

from collections.abc import Iterable
from math import log2
from pathlib import Path

from tools.language_training.corpus import lines, words
from tools.language_training.extra import has_counts, read_counts
from tools.language_training.smoothing import Model
from tools.language_training.streams import BLANK, Stream, count_grams

from textrepair.language.alphabet_model import ANY, UNKNOWN_UNITS
from textrepair.language.languages import LANGUAGES_OF
from textrepair.language.model_files import UNITS_PER_BIT
from textrepair.pack_files import join_sections

ORDER = 3
#: The share of the pooled languages in the single letters of each: foreign names occur everywhere.
POOLED_SHARE = 0.005
#: The words of a list weigh as much as this share of the running text.
WORDS_SHARE = 0.3
#: An n-gram worth fewer bits than this in a language's training text is not kept for it.
THRESHOLD = 6.0
#: What is taken off each count.
DISCOUNT = 0.7
#: No stored cost but 0 (not seen) may be as cheap as this, none dearer.
CHEAPEST, DEAREST = 1, 255
LONGEST_PENALTY = 80

Counts = dict[str, float]


def build_alphabet(corpus: Path, extra: Path | None, script: str, log: list[str]) -> bytes:
    """Return the pack of a script; languages in `extra` are no part of the pooled lane."""
    languages = LANGUAGES_OF[script]
    counts = {
        code: _count(corpus, script, code) for code in languages if not has_counts(extra, code)
    }
    pooled: list[Counts] = [{} for _ in range(ORDER)]
    for grams_of in counts.values():
        total = sum(grams_of[0].values())
        for level, grams in zip(pooled, grams_of, strict=True):
            for gram, count in grams.items():
                level[gram] = level.get(gram, 0) + count * 1e6 / total
    scale = 1e-6 * sum(sum(grams_of[0].values()) for grams_of in counts.values()) / len(counts)
    any_counts = [{g: c * scale for g, c in level.items()} for level in pooled]
    any_total = sum(any_counts[0].values())
    base = {letter: any_counts[0][letter] / any_total for letter in sorted(any_counts[0])}
    models = {code: _model(grams_of, base) for code, grams_of in counts.items()}
    for code in languages:
        if extra is not None and code not in models:
            models[code] = _model(read_counts(extra, script, code, base), base)
    lanes = [models[code] for code in languages]
    pack = _join((*languages, ANY), [*lanes, _model(any_counts, base)])
    log.append(f"n-grams {[len(model.levels[-1].probability) for model in lanes]}")
    return pack


def _count(corpus: Path, script: str, code: str) -> list[Counts]:
    table = Stream(script)
    text = (line.translate(table) for line in lines(corpus, code))
    result: list[Counts] = [dict(c) for c in count_grams(text, ORDER, BLANK)]
    size = sum(result[0].values())
    if not size:
        raise SystemExit(f"there is neither text nor a file of counts for {code!r}; see --extra")
    listed = [(w.translate(table), n) for w, n in words(corpus, f"{code}.subtitles")]
    listed_size = sum((len(w) + 1) * n for w, n in listed)
    if listed_size:
        share = WORDS_SHARE * size / listed_size
        for word, number in listed:
            _add_word(result, f" {word} ", number * share)
    return result


def _add_word(counts: list[Counts], word: str, weight: float) -> None:
    for order, level in enumerate(counts, 1):
        for start in range(len(word) - order + 1):
            gram = word[start : start + order]
            if " " not in gram[1:-1] and gram.strip():
                level[gram] = level.get(gram, 0) + weight


def _model(counts: Iterable[Counts], base: dict[str, float]) -> Model:
    first, *longer = counts
    total = sum(first.values())
    unigrams = {
        letter: (1 - POOLED_SHARE) * first.get(letter, 0) / total + POOLED_SHARE * share
        for letter, share in base.items()
    }
    for letter, count in first.items():  # of its own
        unigrams.setdefault(letter, (1 - POOLED_SHARE) * count / total)
    model = Model(unigrams, 2.0 ** (-UNKNOWN_UNITS / UNITS_PER_BIT))
    for order, grams in enumerate(longer, 2):
        model.add_level(grams, THRESHOLD if order > 2 else 1.0, size=DISCOUNT)
    return model


def _units(probability: float) -> int:
    return min(max(round(-UNITS_PER_BIT * log2(probability)), CHEAPEST), DEAREST)


def _penalty(weight: float) -> int:
    return min(max(round(-UNITS_PER_BIT * log2(max(weight, 1e-9))), 0), LONGEST_PENALTY)


def _join(lanes: tuple[str, ...], models: list[Model]) -> bytes:
    sections = [" ".join(lanes).encode()]
    for order in range(1, ORDER + 1):
        levels = [model.levels[order - 1] for model in models]
        grams = sorted(set().union(*(level.probability for level in levels)))
        not_seen = UNKNOWN_UNITS if order == 1 else 0  # shorter n-grams than 1 there are none
        rows = bytearray()
        penalties = bytearray()
        for gram in grams:
            seen = [level.probability.get(gram) for level in levels]
            rows += bytes(not_seen if p is None else _units(p) for p in seen)
            if order < ORDER:
                penalties += bytes(_penalty(level.weight.get(gram, 1.0)) for level in levels)
        sections += ["".join(grams).encode(), bytes(rows), bytes(penalties)]
    return join_sections(sections)
