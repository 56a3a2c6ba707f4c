"""The packs of Chinese, Japanese and Korean: sparse character bigrams and trigrams."""

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import log2
from pathlib import Path

from tools.language_training.chinese import dictionary_words, fold_table, variety_extras
from tools.language_training.corpus import lines, words
from tools.language_training.smoothing import Level, Model, continuations
from tools.language_training.streams import STAND_INS, Stream, count_grams

from textrepair.language.character_model import CHECKPOINT, UNKNOWN_UNITS
from textrepair.language.model_files import UNITS_PER_BIT
from textrepair.language.scripts import CJK, HANGUL
from textrepair.pack_files import join_sections

#: Stored costs are quarters of a bit.
STEP = UNITS_PER_BIT // 2
#: A single character the text never held is as likely as one seen this often.
UNSEEN_COUNT = 0.3
MOST_KINDS = 255
#: To unpack Chinese and Japanese takes 26 ms, which the first text of them would wait for; without
#: it they take 6 MB more where the package is installed, and no more in its wheel.
PACKED = frozenset({"ko"})
ORDER = 4


@dataclass(frozen=True)
class Recipe:
    """What a pack is made of."""

    lanes: tuple[str, ...]
    script: str
    texts: tuple[tuple[str, float], ...]  # language, weight
    lists: tuple[tuple[str, float], ...]  # word list, share of the running text
    thresholds: tuple[float, ...]  # bits a bigram, a trigram must be worth


RECIPES = {
    "zh": Recipe(
        ("zh-hans", "zh-hant", "yue"),
        CJK,
        (("zh-hans", 1.0), ("zh-hant", 1.0), ("yue", 0.5)),
        (
            ("zh-hans.subtitles", 0.1),
            ("zh-hant.subtitles", 0.1),
            ("zh-hans.thuocl", 0.1),
            ("jieba", 0.3),
        ),
        (1.2, 3.2, 5.0),
    ),
    "ja": Recipe(("ja",), CJK, (("ja", 1.0),), (("ja.subtitles", 0.1),), (1.0, 3.0, 4.5)),
    "ko": Recipe(("ko",), HANGUL, (("ko", 1.0),), (("ko.subtitles", 0.2),), (1.0, 2.5, 3.5)),
}


def build_characters(corpus: Path, name: str, log: list[str]) -> bytes:
    """Return the pack "zh", "ja" or "ko"."""
    recipe = RECIPES[name]
    table = Stream(recipe.script)
    folding = fold_table() if name == "zh" else {}
    counts, plain = _count(corpus, recipe, table, folding)
    model = _model(counts, recipe.thresholds)
    extras = variety_extras(plain, folding) if name == "zh" else {}
    used = {a: b for a, b in folding.items() if b in counts[0]}
    pack = join_sections(
        [
            " ".join(recipe.lanes).encode(),
            *_planes(model, used, extras),
        ],
        is_packed=name in PACKED,
    )
    sizes = [len(level.probability) for level in model.levels]
    log.append(f"{name}: {len(pack)} bytes, n-grams {sizes}")
    return pack


def _count(
    corpus: Path, recipe: Recipe, table: Stream, folding: Mapping[str, str]
) -> tuple[list[dict[str, float]], dict[str, Counter[str]]]:
    """Return n-gram counts of the folded text, and character counts of the text as written."""
    fold = str.maketrans(dict(folding))
    counts: list[dict[str, float]] = [defaultdict(float) for _ in range(ORDER)]
    plain = {}
    for code, weight in recipe.texts:
        text = [line.translate(table) for line in lines(corpus, code)]
        plain[code] = Counter("".join(text))
        _add(counts, count_grams([line.translate(fold) for line in text], ORDER), weight)
    size = sum(counts[0].values())
    for name, share in recipe.lists:
        source = dictionary_words() if name == "jieba" else words(corpus, name)
        listed = [(w.translate(table).translate(fold), n) for w, n in source]
        _add_words(counts, listed, share * size)
    return counts, plain


def _add(
    counts: list[dict[str, float]], more: Iterable[Mapping[str, float]], weight: float
) -> None:
    for level, grams in zip(counts, more, strict=True):
        for gram, count in grams.items():
            level[gram] += count * weight


def _add_words(counts: list[dict[str, float]], listed: list[tuple[str, int]], size: float) -> None:
    """Count what stands inside the words of a list, which together weigh `size` characters.

    Counts are dampened by a square root: a list tells that a word exists better than how often.
    """
    weights = [(word, max(number, 1) ** 0.5) for word, number in listed if len(word) > 1]
    total = sum(len(word) * weight for word, weight in weights)
    for word, weight in weights:
        share = weight * size / total
        for order in range(2, ORDER + 1):
            for i in range(len(word) - order + 1):
                counts[order - 1][word[i : i + order]] += share


def _model(counts: list[dict[str, float]], thresholds: tuple[float, ...]) -> Model:
    singles = dict(counts[0])
    for gram in counts[1]:
        for character in gram:
            singles.setdefault(character, UNSEEN_COUNT)
    total = sum(singles.values()) * 1.001
    model = Model(
        {g: c / total for g, c in singles.items()}, 2.0 ** (-UNKNOWN_UNITS / UNITS_PER_BIT)
    )
    longer = continuations(counts, STAND_INS)[1:]
    for grams, threshold in zip(longer, thresholds, strict=True):
        parents, pairs = model.levels[-1].probability, model.levels[min(1, len(model.levels) - 1)]
        usable = {g: c for g, c in grams.items() if _usable(g)}
        if len(model.levels) == 1:
            model.add_level(usable, threshold)
        else:  # entries are stored under the n-gram before them and the pair they end in
            stored = pairs.probability
            model.add_level(usable, threshold, lambda g: g[:-1] in parents and g[-2:] in stored)  # noqa: B023
    return model


def _usable(gram: str) -> bool:
    return not any(c in " a0" for c in gram[1:-1]) and not (
        len(gram) == 2 and gram[0] in " a0" and gram[1] in " a0"
    )


def _units(probability: float, most: int = 255) -> int:
    return min(max(round(-STEP * log2(max(probability, 1e-12))), 0), most)


def _split(numbers: Iterable[int]) -> tuple[bytes, bytes]:
    """Return the low and the high bytes of 16-bit numbers."""
    data = list(numbers)
    return bytes(n & 255 for n in data), bytes(n >> 8 for n in data)


def _planes(
    model: Model, folding: Mapping[str, str], extras: Mapping[str, tuple[int, ...]]
) -> list[bytes]:
    """Return the sections of a pack, as `textrepair.language.character_model` reads them."""
    singles, pairs = model.levels[:2]
    alphabet = sorted(singles.probability, key=lambda c: (-singles.probability[c], c))
    rank = {character: i for i, character in enumerate(alphabet)}
    entries = sorted(pairs.probability, key=lambda g: (rank[g[0]], rank[g[1]]))
    kinds = Counter(gram[0] for gram in entries)
    sections = [
        "".join(alphabet).encode(),
        "".join(folding).encode(),
        "".join(folding.values()).encode(),
        "".join(sorted(extras)).encode(),
        array("b", [n for _, costs in sorted(extras.items()) for n in costs]).tobytes(),
        bytes(_units(singles.probability[c]) for c in alphabet),
        bytes(_units(singles.weight.get(c, 1.0)) for c in alphabet),
        *_split(kinds[c] for c in alphabet),
        *_split(rank[gram[1]] for gram in entries),
        bytes(_units(pairs.probability[gram]) for gram in entries),
        bytes(_units(pairs.weight.get(gram, 1.0)) for gram in entries),
    ]
    starts = dict(zip(alphabet, accumulate((kinds[c] for c in alphabet), initial=0), strict=False))
    place = {gram: i - starts[gram[0]] for i, gram in enumerate(entries)}
    for level in model.levels[2:]:
        entries, planes = _level_planes(level, entries, place)
        sections += planes
    return sections


def _level_planes(
    level: Level, parents: list[str], place: Mapping[str, int]
) -> tuple[list[str], list[bytes]]:
    """Return the n-grams of a level in the order of their parents, and their planes."""
    children: dict[str, list[str]] = defaultdict(list)
    for gram in level.probability:
        children[gram[:-1]].append(gram)
    entries = []
    kinds = []
    for parent in parents:
        found = children.get(parent, [])
        if len(found) > MOST_KINDS:
            found = sorted(found, key=lambda g: (-level.probability[g], g))[:MOST_KINDS]
        entries += sorted(found, key=lambda g: place[g[-2:]])
        kinds.append(len(found))
    checkpoints = array("I", [*accumulate(kinds, initial=0)][::CHECKPOINT])
    if sys.byteorder == "big":
        checkpoints.byteswap()
    penalties = bytes(_units(level.weight.get(gram, 1.0)) for gram in entries)
    return entries, [
        bytes(kinds),
        checkpoints.tobytes(),
        *_split(place[gram[-2:]] for gram in entries),
        bytes(_units(level.probability[gram]) for gram in entries),
        penalties,
    ]
