"""Numbers written as words in running text, and Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from .word_table import Word, word_table

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

#: What stands between the tens and the digit of forty-two, cuarenta y dos, vingt et un.
_LINK: Final = re.compile(r"(?: y | et |[- ])(?=[^\W\d_])")

#: A digit after tens may be a one, which by itself is an article.
_ONES: Final = frozenset(
    ("one", "un", "une", "uno", "una", "один", "одна", "одного", "одной", "하나", "한")
)


class Spoken(NamedTuple):
    """A number in words, at ``start`` to ``end`` (code points)."""

    start: int
    end: int
    value: int
    ordinal: bool
    kind: str


def occurrences(text: str) -> Iterator[Spoken]:
    """Yield the numbers that stand in a text as words.

    >>> [spoken.value for spoken in occurrences("zehn Jahre; forty-two; cuarenta y un")]
    [10, 42, 41]
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    position = 0
    while match := _WORD.search(lowered, position):
        position = match.end()
        found = _first_part(lowered, match.start(), match.end())
        if found is None:
            continue
        end, word = found
        while longer := _continued(lowered, end, word):
            end, word = longer
        position = max(position, end)
        yield Spoken(match.start(), end, word.value, word.ordinal, word.kind)


def _first_part(text: str, start: int, end: int) -> tuple[int, Word] | None:
    """Return the number that a word is, or that it begins with, as in ``two-year-old``."""
    table = word_table()
    while start < end:
        word = table.get(text[start:end])
        if word is not None:
            return end, word
        end = text.rfind("-", start, end)
    return None


def _continued(text: str, end: int, word: Word) -> tuple[int, Word] | None:
    """Return a number together with the word that follows it, if both are one number."""
    link = _LINK.match(text, end)
    match = _WORD.match(text, link.end()) if link else None
    if match is None:
        return None
    if match.group() in _ONES:
        return (match.end(), Word(word.value + 1)) if word.tens else None
    found = _first_part(text, *match.span())
    if found is None or found[1].kind:
        return None
    end, following = found
    value = following.value
    if (word.tens and value < 20) or (word.value in _HUNDREDS and value < 100):
        return end, Word(word.value + value, following.ordinal, following.tens)
    if value == 100 and 1 < word.value < 10:
        return end, Word(100 * word.value)
    return None


_HUNDREDS: Final = range(100, 1000, 100)


_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral up to XXXIX, as centuries have it.

    >>> roman("XIX")
    19
    """
    values = [_ROMAN[c] for c in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))
