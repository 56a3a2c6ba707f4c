"""Whose glosses are these: an author's or a converter's?  A gloss is a reading in brackets.

A converter glosses every occurrence of each character of its list, always with the same reading;
its list are characters that simplified Chinese does not have; it glosses in the middle of words,
and in texts that are traditional throughout.  An author glosses what readers may not know, once,
or to tell readings apart, or in a list of words, or everything.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ...language import bits
from ..gbk import is_traditional_only
from ..pinyin import READING, is_reading, main_reading, usual_spelling

#: A reading in brackets behind something that is not ASCII.
_GLOSS: Final = re.compile(rf"(?<=[^\x00-\x7f])\(({READING})\)")

#: What is left of a gloss whose opening bracket was eaten with the lead byte before it.
_EATEN: Final = re.compile(rf"\?{READING}\)")

#: The least share of the occurrences of the glossed characters that must be glossed.  A converter
#: misses none; but a page may hold parts that did not go through it.
GLOSSED_SHARE: Final = 0.9

#: The least share of the glossed characters that must be as a converter glosses them.
CONVERTER_SHARE: Final = 0.8

#: The largest share of simplified characters in a text that was converted to traditional; what is
#: read out of step brings some up.
SIMPLIFIED_SHARE: Final = 0.05

#: What speaks for a converter, and how much is needed.  A reading whose bracket was eaten cannot
#: come about otherwise.  A frequent character in the middle of a sentence needs no gloss, but a
#: rare one may, most of all in a name.
EATEN_WEIGHT: Final = 2.0
FREQUENT_WEIGHT: Final = 1.0
RARE_WEIGHT: Final = 0.3
WEIGHT_NEEDED: Final = 1.0

#: What a frequent character costs at most where anything may stand, in bits.
FREQUENT_BITS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Gloss:
    """A reading in brackets, at ``start`` to ``end`` (code points), behind a character."""

    start: int
    end: int
    char: str
    reading: str


def glosses_in(text: str) -> Iterator[Gloss]:
    """Yield the glosses of a text: readings in brackets that are valid for what is before them.

    >>> [gloss.char for gloss in glosses_in("實(shí)數(shí)")]
    ['實']
    """
    for match in _GLOSS.finditer(text):
        char = text[match.start() - 1]
        if is_reading(match[1], char):
            yield Gloss(match.start(), match.end(), char, usual_spelling(match[1]))


def of_converter(text: str, glosses: Sequence[Gloss]) -> frozenset[str]:
    """Return the characters whose glosses a converter wrote; none if these are an author's.

    >>> text = "加速落實(shí)網(wǎng)站計(jì)劃"
    >>> sorted(of_converter(text, list(glosses_in(text))))
    ['實', '網', '計']
    """
    shown = GlossStatistics()
    shown.take(text, glosses)
    return shown.of_converter()


@dataclass(slots=True)
class GlossStatistics:
    """What the glosses of a text show, taken part by part."""

    glosses: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_words: set[str] = field(default_factory=set)
    characters: Counter[str] = field(default_factory=Counter)
    eaten: bool = False

    def take(self, text: str, glosses: Sequence[Gloss]) -> None:
        """Take note of a part of the text, and of its glosses."""
        self.glosses.update((gloss.char, gloss.reading) for gloss in glosses)
        self.in_words.update(gloss.char for gloss in glosses if _in_a_word(text, gloss))
        self.characters.update(text)
        self.eaten = self.eaten or _EATEN.search(text) is not None

    def of_converter(self) -> frozenset[str]:
        """Return the characters whose glosses a converter wrote; none if these are an author's."""
        listed = {key: n for key, n in self.glosses.items() if is_traditional_only(key[0])}
        if not listed or (_is_simplified(self.characters) and not self.eaten):
            return frozenset()
        steady = _steady(listed)
        others = {char for char, _ in self.glosses} - steady
        glossed = sum(n for (char, _), n in listed.items() if char in steady)
        if len(steady) < CONVERTER_SHARE * (len(steady) + len(others)):
            return frozenset()
        if glossed < GLOSSED_SHARE * sum(self.characters[char] for char in steady):
            return frozenset()
        weight = sum(map(_weight, sorted(steady & self.in_words)))
        weight += EATEN_WEIGHT if self.eaten else 0.0
        return steady if weight >= WEIGHT_NEEDED else frozenset()


@cache
def _weight(char: str) -> float:
    cost = bits("的" + char, "zh-hant") - bits("的", "zh-hant")
    return FREQUENT_WEIGHT if cost < FREQUENT_BITS else RARE_WEIGHT


def _steady(glosses: Mapping[tuple[str, str], int]) -> frozenset[str]:
    """Return the characters that are always glossed in the same way; once: in the main way."""
    readings: dict[str, list[str]] = defaultdict(list)
    for char, reading in glosses:
        readings[char].append(reading)
    return frozenset(
        char
        for char, found in readings.items()
        if len(found) == 1 and (glosses[char, found[0]] > 1 or found[0] == main_reading(char))
    )


def _in_a_word(text: str, gloss: Gloss) -> bool:
    """Tell whether the sentence runs on across the glossed character."""
    before = text[gloss.start - 2 : gloss.start - 1]
    after = text[gloss.end : gloss.end + 1]
    return _is_ideograph(before) or _is_ideograph(after)


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_simplified(counts: Mapping[str, int]) -> bool:
    """Tell whether a text holds more simplified characters than a converter leaves."""
    ideographs = simplified = 0
    for char, count in counts.items():
        if _is_ideograph(char):
            ideographs += count
            simplified += count * _is_simplified_only(char)
    return simplified > SIMPLIFIED_SHARE * ideographs


@cache
def _is_simplified_only(char: str) -> bool:
    """Tell whether GB 2312 holds an ideograph that Big5 does not."""
    for encoding, holds in (("gb2312", True), ("big5", False)):
        try:
            char.encode(encoding)
        except UnicodeEncodeError:
            if holds:
                return False
        else:
            if not holds:
                return False
    return True
