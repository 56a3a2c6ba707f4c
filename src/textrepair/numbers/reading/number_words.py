"""Numbers in words: cardinals, ordinals, Roman numerals; what English says without digits.

The words are those of ``languages``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ..kinds import Kind
from ..languages import LANGUAGES, NumberLanguage, NumberWord, either
from ..languages.en import CARDINALS, MONTHS, ORDINALS

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

#: What stands between the tens and the digit of forty-two, cuarenta y dos, vingt et un.
_LINK: Final = re.compile(rf"{either(lambda language: language.digit_link, '[- ]')}(?=[^\W\d_])")

#: A digit may follow hundreds.
_HUNDREDS: Final = range(100, 1000, 100)


@cache
def word_table() -> dict[str, NumberWord]:
    """Return what each number word says, in lower case.

    >>> word_table()["achtundvierzig"].value, word_table()["siglo"].kind.value
    (48, 'years')
    """
    table: dict[str, NumberWord] = {}
    for language in LANGUAGES:
        table |= _words(language)
    return table


def _words(language: NumberLanguage) -> dict[str, NumberWord]:
    table = {word: NumberWord(1, ordinal=True) for word in language.first.split()}
    for value, stem in enumerate(language.ordinals.split(), 2):
        word = NumberWord(value, ordinal=True)
        table |= {stem + ending: word for ending in language.ordinal_endings}
    for line in language.cardinals:
        table |= {word: NumberWord(value) for value, word in enumerate(line.split(), 2)}
    for line in language.tens:
        words = enumerate(line.split(), 2)
        table |= {word: NumberWord(10 * value, tens=True) for value, word in words}
    if language.ten:
        table[language.ten] = NumberWord(10, tens=True)
    table |= language.times
    return table | {word: NumberWord(value) for word, value in language.more.items()}


@cache
def _ones() -> frozenset[str]:
    """Return the words that say one after tens, and are articles by themselves."""
    return frozenset(word for language in LANGUAGES for word in language.ones.split())


class Spelled(NamedTuple):
    """A number in words, at ``start`` to ``end`` (code points)."""

    start: int
    end: int
    value: int
    ordinal: bool
    kind: Kind | None


def spelled_numbers(text: str) -> Iterator[Spelled]:
    """Yield the numbers that stand in a text as words, in order.

    >>> [number.value for number in spelled_numbers("zehn Jahre; forty-two; cuarenta y un")]
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
        yield Spelled(match.start(), end, word.value, word.ordinal, word.kind)


def _first_part(text: str, start: int, end: int) -> tuple[int, NumberWord] | None:
    """Return the number that a word is, or that it begins with, as in ``two-year-old``."""
    table = word_table()
    while start < end:
        word = table.get(text[start:end])
        if word is not None:
            return end, word
        end = text.rfind("-", start, end)
    return None


def _continued(text: str, end: int, word: NumberWord) -> tuple[int, NumberWord] | None:
    """Return a number together with the word that follows it, if both are one number."""
    link = _LINK.match(text, end)
    match = _WORD.match(text, link.end()) if link else None
    if match is None:
        return None
    if match.group() in _ones():
        return (match.end(), NumberWord(word.value + 1)) if word.tens else None
    found = _first_part(text, *match.span())
    if found is None or found[1].kind:
        return None
    end, following = found
    value = following.value
    if (word.tens and value < 20) or (word.value in _HUNDREDS and value < 100):
        return end, NumberWord(word.value + value, following.ordinal, following.tens)
    if value == 100 and 1 < word.value < 10:
        return end, NumberWord(100 * word.value)
    return None


_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral up to XXXIX, as centuries have it.

    >>> roman("XIX")
    19
    """
    values = [_ROMAN[c] for c in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


_MONTH_VALUES: Final = {
    name: value
    for value, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
#: Up to twelve and up to the tenth: greater numbers are written in digits in English, too.
_SMALL: Final = {
    word: value
    for words in (CARDINALS.split()[:11], ORDINALS.split()[:9])
    for value, word in enumerate(words, 2)
}
#: Case by ASCII alone: without that, ``sıx`` and ``ſix`` are taken for six.
_NAMED: Final = re.compile(
    rf"(?<![A-Za-z])(?:(?P<month>{MONTHS})|(?ai:{'|'.join(_SMALL)}))(?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """The name of a month, or a small number in words, at ``start`` (code points) of English."""

    start: int
    value: int
    is_month: bool


def named_numbers(text: str, start: int, end: int) -> list[NamedNumber]:
    """Return the months and the small numbers in words of a part of an English text, in order.

    Chinese, Japanese and Korean write both in digits, so a machine that pours the digit runs of
    its source into the translation has a token for each of them, and no slot.

    >>> text = "In May 2009 two boats may sink, the third in June."
    >>> [number.value for number in named_numbers(text, 0, 50)]
    [5, 2, 3, 6]
    """
    found = []
    for match in _NAMED.finditer(text, start, end):
        word, is_month = match.group(), match.group("month") is not None
        if word != "May" or _is_month(text, match):
            value = _MONTH_VALUES[word[:3]] if is_month else _SMALL[word.lower()]
            found.append(NamedNumber(match.start(), value, is_month))
    return found


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell the month of May from the verb."""
    around = text[max(0, match.start() - 4) : match.end() + 4]
    return any(c.isdigit() or c == "<" for c in around)
