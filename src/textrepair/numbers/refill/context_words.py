"""Words that stand beside numbers in the news, and what they are in eight languages.

The table is ``data/context_words.txt``: one idea a line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import Final

#: Columns of the table, from and up to.
_ENGLISH: Final = (0, 1)
_ALPHABETS: Final = (1, 5)
_ASIAN: Final = (5, 8)

#: A word is longer than its stem by at most so much.
_ENDING: Final = 4
_SHORTEST: Final = 2

_WORD: Final = re.compile(r"[^\W\d_]+")

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
        for match in _WORD.finditer(text, start, end)
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
