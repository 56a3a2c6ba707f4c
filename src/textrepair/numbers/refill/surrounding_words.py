"""Which number of the source stands among the words that a number of the target stands among.

Words are compared by what they mean (see ``context_words``), names and other words by how
they are written: alike in two languages of the Latin alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from math import exp
from typing import Final

from .alignment import LinePair, Span
from .scores_and_ranges import Numbers, lists

#: Columns of the table, from and up to.
_ENGLISH: Final = (0, 1)
_ALPHABETS: Final = (1, 5)
_ASIAN: Final = (5, 8)

#: A word is longer than its stem by at most so much.
_ENDING: Final = 4
_SHORTEST: Final = 2

_LETTERS: Final = re.compile(r"[^\W\d_]+")

#: Where the scripts begin whose words are not stems.
_NO_ALPHABET: Final = "\u0530"

Ideas = frozenset[int]
NONE: Final[Ideas] = frozenset()


@cache
def _rows() -> list[list[str]]:
    text = (
        resources.files("textrepair.numbers").joinpath("data/context_words.txt").read_text("utf-8")
    )
    return [line.split("|") for line in text.splitlines() if not line.startswith("#")]


@cache
def _words(first: int, end: int) -> dict[str, Ideas]:
    found: dict[str, set[int]] = {}
    for idea, row in enumerate(_rows()):
        for column in row[first:end]:
            for word in column.split():
                found.setdefault(word, set()).add(idea)
    return {word: frozenset(known) for word, known in found.items()}


@cache
def _asian_pattern() -> re.Pattern[str]:
    longest_first = sorted(_words(*_ASIAN), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


def english_ideas(word: str) -> Ideas:
    """Return the ideas that an English word stands for.

    >>> english_ideas("wounds") == english_ideas("injured") != english_ideas("table")
    True
    """
    return _by_stem(_words(*_ENGLISH), word.lower())


def ideas(text: str, start: int, end: int) -> list[tuple[int, int, Ideas]]:
    """Return where a part of a text in another language has words of the table, and their ideas.

    >>> [(start, end) for start, end, _ in ideas("16 Verletzte", 0, 12)]
    [(3, 12)]
    """
    words = _words(*_ASIAN)
    matches = _asian_pattern().finditer(text, start, end)
    found = [(match.start(), match.end(), words[match.group()]) for match in matches]
    found += [
        (match.start(), match.end(), _foreign(match.group()))
        for match in _LETTERS.finditer(text, start, end)
        if match.group() < _NO_ALPHABET
    ]
    return found


@lru_cache(maxsize=8192)
def _foreign(word: str) -> Ideas:
    return _by_stem(_words(*_ALPHABETS), word.lower())


def _by_stem(table: dict[str, Ideas], word: str) -> Ideas:
    for end in range(len(word), max(_SHORTEST, len(word) - _ENDING) - 1, -1):
        known = table.get(word[:end])
        if known:
            return known
    return NONE


#: What words are compared by: an idea, or how a name begins.
Key = int | str

#: Words of a text that can be compared, in order: start, end, key.
Words = list[tuple[int, int, Key]]

#: How near a number its words are, from 0 to 1.
WordWeights = dict[Key, float]

#: At this distance, in code points, a word counts e times less than right beside a number.
_REACH: Final = 20.0
_REACH_ASIAN: Final = 8.0

#: Farther words do not count; no word is longer.
_FAR: Final = 3
_LONGEST: Final = 40

#: Words beyond a comma are farther away by this share of the reach.
_BEYOND_COMMA: Final = 0.8

_WORD: Final = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’]+")
_SENTENCE_END: Final = re.compile(r"[.!?;](?=\s+\W?[A-ZÀ-ÖА-Я])|[。！？；\n]|다\.")
_COMMA: Final = re.compile(
    r"[,，、:：();（）–—]|\b(?:and|but|while|und|aber|et|mais|y|pero|и|а|но)\b"
)

#: Names and words that begin alike in so many letters are taken for the same.
_PREFIX: Final = 5

#: Words so short are names only in capitals.
_SHORT: Final = 3


def likenesses(line: LinePair) -> Iterator[list[float]]:
    """Yield for each place of a line how like its surroundings those of each number are."""
    reach = _REACH_ASIAN if line.from_asian else _REACH
    words = _other_words(line.source, *line.there)
    right = _beside(line.source, line.there, line.said, words, reach)
    words = _english_words(line.target, *line.here)
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


@lru_cache(maxsize=8192)
def _english(word: str) -> tuple[Key, ...]:
    return tuple(english_ideas(word)) or _name(word)


@lru_cache(maxsize=8192)
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
