"""Likeness of surroundings: which numbers of source and target stand among like words.

Words are compared by the ideas that they stand for, from ``data/context_words.tsv``; names and
other words by how they are written, which two languages of the Latin alphabet often share.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import Final

from ...caching import remembered
from ..languages import LANGUAGES, NumberLanguage, either
from .alignment import LinePair, Span
from .scores_and_ranges import Numbers, lists

#: A word is longer than its stem by at most this many letters.
_ENDING: Final = 4
#: The shortest stem, in letters.
_SHORTEST: Final = 2

_LETTERS: Final = re.compile(r"[^\W\d_]+")

#: The first character of the scripts behind the European alphabets, which write no stems.
_NO_ALPHABET: Final = "\u0530"

Ideas = frozenset[int]
_NO_IDEAS: Final[Ideas] = frozenset()

#: What words are compared by: an idea, or how a name begins.
Key = int | str

#: Words of a text that can be compared, in order: start, end, key.
Words = list[tuple[int, int, Key]]

#: How much the words around a number count, from 0 to 1.
WordWeights = dict[Key, float]

#: At this distance, in code points, a word counts e times less than right beside a number.
#: Set on train/parallel, like all numbers of this module.
_REACH: Final = 20.0
_REACH_ASIAN: Final = 8.0

#: Words farther away than this many reaches do not count; no word is longer than _LONGEST.
_FAR: Final = 3
_LONGEST: Final = 40

#: Each comma puts a word farther away by this share of the reach.
_BEYOND_COMMA: Final = 0.8

_WORD: Final = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]+")
_SENTENCE_END: Final = re.compile(
    r"[.!?;](?=\s+\W?[A-ZÀ-ÖА-Я])|[。！？；\n]"
    rf"|{either(lambda language: language.sentence_end)}"
)
#: What parts clauses: commas, brackets, dashes and conjunctions.
_COMMA: Final = re.compile(
    rf"[,，、:：();（）–—]|\b{either(lambda language: language.conjunctions)}\b"
)

#: Names and words that begin alike in this many letters are taken for one word.
_PREFIX: Final = 5

#: Words of up to this many letters are names only if all letters are capitals.
_SHORT: Final = 3


def _is_english(language: NumberLanguage) -> bool:
    return language.code == "en"


def _has_stems(language: NumberLanguage) -> bool:
    return language.has_spaces and language.code != "en"


def _has_no_stems(language: NumberLanguage) -> bool:
    return not language.has_spaces


@cache
def _words(of: Callable[[NumberLanguage], bool]) -> dict[str, Ideas]:
    """Return the words of the table in the languages of one sort, and their ideas."""
    # Not importlib.resources, which takes longer to load than the table.
    text = Path(__file__).parents[1].joinpath("data", "context_words.tsv").read_text("utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    codes = {language.code for language in LANGUAGES if of(language)}
    found: dict[str, set[int]] = {}
    for idea, row in enumerate(rows):
        for code, words in zip(header, row, strict=True):
            for word in words.split() if code in codes else ():
                found.setdefault(word, set()).add(idea)
    return {word: frozenset(known) for word, known in found.items()}


@cache
def _whole_words() -> re.Pattern[str]:
    longest_first = sorted(_words(_has_no_stems), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def english_ideas(word: str) -> Ideas:
    """Return the ideas that an English word stands for.

    >>> english_ideas("wounds") == english_ideas("injured") != english_ideas("table")
    True
    """
    return _by_stem(_words(_is_english), word.lower())


def ideas(text: str, start: int, end: int) -> list[tuple[int, int, Ideas]]:
    """Return where a part of a text in another language has words of the table, and their ideas.

    >>> [(start, end) for start, end, _ in ideas("16 Verletzte", 0, 12)]
    [(3, 12)]
    """
    words = _words(_has_no_stems)
    matches = _whole_words().finditer(text, start, end)
    found = [(match.start(), match.end(), words[match.group()]) for match in matches]
    found += [
        (match.start(), match.end(), _foreign(match.group()))
        for match in _LETTERS.finditer(text, start, end)
        if match.group() < _NO_ALPHABET
    ]
    return found


@remembered(most=8192)
def _foreign(word: str) -> Ideas:
    return _by_stem(_words(_has_stems), word.lower())


def _by_stem(table: dict[str, Ideas], word: str) -> Ideas:
    for end in range(len(word), max(_SHORTEST, len(word) - _ENDING) - 1, -1):
        known = table.get(word[:end])
        if known:
            return known
    return _NO_IDEAS


def likenesses(line: LinePair) -> Iterator[list[float]]:
    """Yield for each slot of the target how like its surroundings each source number's are."""
    reach = _REACH_ASIAN if line.from_asian else _REACH
    words = _other_words(line.source, *line.there)
    if line.is_foreign:
        words = sorted([*words, *_english_words(line.source, *line.there)], key=_start)
    right = _beside(line.source, line.there, line.said, words, reach)
    find = _other_words if line.is_foreign else _english_words
    words = find(line.target, *line.here)
    for one in _beside(line.target, line.here, line.slots, words, _REACH):
        yield [_likeness(one, other) for other in right]


def _likeness(one: WordWeights, other: WordWeights) -> float:
    return sum([weight * other[key] for key, weight in one.items() if key in other])


def _english_words(text: str, start: int, end: int) -> Words:
    return [
        (*match.span(), key)
        for match in _WORD.finditer(text, start, end)
        for key in _english(match.group())
    ]


def _other_words(text: str, start: int, end: int) -> Words:
    found: Words = [(a, b, idea) for a, b, known in ideas(text, start, end) for idea in known]
    for match in _WORD.finditer(text, start, end):
        found += [(*match.span(), key) for key in _name(match.group())]
    return sorted(found, key=_start)


def _start(word: tuple[int, int, Key]) -> int:
    return word[0]


@remembered(most=8192)
def _english(word: str) -> tuple[Key, ...]:
    return tuple(english_ideas(word)) or _name(word)


@remembered(most=8192)
def _name(word: str) -> tuple[str, ...]:
    """Return how a name, or a long word that may look alike in other languages, begins."""
    if len(word) < _PREFIX and not (word.isupper() or (word[0].isupper() and len(word) > _SHORT)):
        return ()
    plain = unicodedata.normalize("NFD", word.lower())[: 2 * _PREFIX]
    return ("".join(c for c in plain if "a" <= c <= "z")[:_PREFIX],)


def _beside(
    text: str, line: Span, numbers: Numbers, words: Words, reach: float
) -> list[WordWeights]:
    """Return for each number of a line how near it which words of its sentence stand."""
    commas = [match.start() for match in _COMMA.finditer(text, *line)]
    ends = [line[0], *(match.end() for match in _SENTENCE_END.finditer(text, *line)), line[1]]
    starts = [word[0] for word in words]
    far = int(_FAR * reach)
    found: list[WordWeights] = []
    for first, last in lists(text, numbers):
        after = min(bisect_right(ends, first), len(ends) - 1)
        low = max(ends[after - 1], first - far - _LONGEST)
        high = min(ends[after], last + far)
        near = words[bisect_left(starts, low) : bisect_left(starts, high)]
        found.append(_weighed(near, (first, last), commas, reach))
    return found


def _weighed(words: Words, numbers: Span, commas: Sequence[int], reach: float) -> WordWeights:
    first, last = numbers
    found: WordWeights = {}
    for start, end, key in words:
        away = start - last if start >= last else first - end
        if away < 0:
            continue
        crossed = bisect_left(commas, max(start, first)) - bisect_left(commas, min(end, last))
        weight = exp(-away / reach - _BEYOND_COMMA * crossed)
        if weight > found.get(key, 0.0):
            found[key] = weight
    return found
