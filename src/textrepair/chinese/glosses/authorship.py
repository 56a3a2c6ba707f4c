"""Glosses of a text, and whether a converter or an author wrote them.

A gloss is a pinyin reading in brackets behind a character.  A converter has a list of characters
that simplified Chinese lacks, each with one reading.  It glosses every occurrence of each of these
characters, in the middle of words too, and in texts that are traditional throughout.  An author
glosses a character that readers may not know, once; or glosses to tell readings apart; or glosses
a list of words, or every character.

All thresholds were set by hand and checked on fixtures/rules/pinyin-gloss.toml and
fixtures/articles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ...language import bits
from ..gbk import is_traditional_only, traditional_only
from ..pinyin import ANY_READING, PLAIN_READING, READING, is_reading, main_reading, usual_spelling

#: Brackets around a reading, opening and closing ones.
BRACKETS: Final = ("(（[［【〔", ")）]］】〕")
_PLAIN: Final = "(（"
#: A reading in brackets behind a character that is not ASCII; blanks may be in the brackets too.
_GLOSS: Final = re.compile(
    rf"(?<=[^\x00-\x7f])([{re.escape(BRACKETS[0])}])([ \u00a0\u3000]?)({ANY_READING})\2"
    rf"([{re.escape(BRACKETS[1])}])"
)
#: A regular expression for what stands behind an opening bracket of a gloss: its letters and its
#: closing bracket, or the first escaped letter.  The character before may be one that converters
#: gloss: without any such none of a text was written by one.
BEGUN: Final = (
    rf"(?<=[{traditional_only()}][{re.escape(BRACKETS[0])}])[ \u00a0\u3000]?"
    rf"(?:{PLAIN_READING}[1-5]?[ \u00a0\u3000]?[{re.escape(BRACKETS[1])}]|[a-zA-Z]{{0,4}}[&\\])"
)
_CLOSED_BY: Final = dict(zip(*BRACKETS, strict=True))

#: The rest of a gloss whose opening bracket a lead byte ate, as in 當?shù)
_EATEN_GLOSS: Final = re.compile(rf"\?{READING}\)")

#: Least share of the occurrences of the glossed characters that must be glossed.  A converter
#: misses none, but parts of a page may not have gone through it.
GLOSSED_SHARE: Final = 0.9

#: Least share of the glossed characters that must be glossed as a converter does.
CONVERTER_SHARE: Final = 0.8

#: Largest share of simplified characters among the ideographs of a text that was converted to
#: traditional Chinese.  Misaligned text contains some.
SIMPLIFIED_SHARE: Final = 0.05

#: Weights of the evidence for a converter, and the sum of weights that decides for it.  Only a
#: converter leaves a gloss whose bracket was eaten.  No author glosses a frequent character in the
#: middle of a sentence; an author may gloss a rare one, above all in a name.
EATEN_WEIGHT: Final = 2.0
FREQUENT_WEIGHT: Final = 1.0
RARE_WEIGHT: Final = 0.3
WEIGHT_NEEDED: Final = 1.0

#: Authors write square brackets, numerals for tones, and blanks within the brackets more often than
#: converters: three characters so glossed tell as much as one.  Set by hand.
UNUSUAL_SHARE: Final = 0.34

#: A character counts as frequent if it costs less than this many bits after 的.
FREQUENT_BITS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Gloss:
    """A reading in brackets, at ``start`` to ``end`` (code points), behind ``char``.

    ``is_plain`` tells whether it is written as most converters write it.
    """

    start: int
    end: int
    char: str
    reading: str
    is_plain: bool = True


def glosses_in(text: str) -> Iterator[Gloss]:
    """Yield the glosses of a text: readings in brackets that the character before them has.

    >>> [gloss.char for gloss in glosses_in("實(shí)數(shí)")]
    ['實']
    """
    for match in _GLOSS.finditer(text):
        char, (opening, blank, reading, closing) = text[match.start() - 1], match.groups()
        if _CLOSED_BY[opening] == closing and is_reading(reading, char):
            is_plain = opening in _PLAIN and not blank and not reading[-1].isdigit()
            spelling = usual_spelling(reading)
            yield Gloss(match.start(), match.end(), char, spelling, is_plain=is_plain)


def may_hold_glosses(text: str) -> bool:
    """Tell whether a converter may have glossed any character of a text; asks no dictionary.

    It glossed traditional characters, and in clean text hardly any has brackets behind it.

    >>> may_hold_glosses("實(shí)數(shí)"), may_hold_glosses("议会议员(AM)担心")
    (True, False)
    """
    return any(is_traditional_only(text[m.start() - 1]) for m in _GLOSS.finditer(text))


@dataclass(slots=True)
class GlossStatistics:
    """Statistics of the glosses of a text, added up chunk by chunk.

    ``glosses`` counts pairs of character and reading; ``in_sentence`` holds the characters that
    are glossed inside a sentence, ``plain`` those glossed as most converters do; ``characters``
    counts all characters of the text; ``eaten`` tells whether the bracket of a gloss was eaten.

    >>> text = "加速落實(shí)網(wǎng)站計(jì)劃"
    >>> statistics = GlossStatistics()
    >>> statistics.add(text, list(glosses_in(text)))
    >>> sorted(statistics.converter_glossed())
    ['實', '網', '計']
    """

    glosses: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_sentence: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    characters: Counter[str] = field(default_factory=Counter)
    eaten: bool = False

    def add(self, text: str, glosses: Sequence[Gloss]) -> None:
        """Add a chunk of the text and its glosses."""
        self.glosses.update((gloss.char, gloss.reading) for gloss in glosses)
        self.in_sentence.update(gloss.char for gloss in glosses if _is_inside_sentence(text, gloss))
        self.plain.update(gloss.char for gloss in glosses if gloss.is_plain)
        self.characters.update(text)
        self.eaten = self.eaten or _EATEN_GLOSS.search(text) is not None

    def converter_glossed(self) -> frozenset[str]:
        """Return the characters whose glosses a converter wrote; none if an author wrote them."""
        listed = {key: n for key, n in self.glosses.items() if is_traditional_only(key[0])}
        if not listed or (_is_simplified(self.characters) and not self.eaten):
            return frozenset()
        chosen = _consistently_glossed(listed)
        others = {char for char, _ in self.glosses} - chosen
        glossed = sum(n for (char, _), n in listed.items() if char in chosen)
        if len(chosen) < CONVERTER_SHARE * (len(chosen) + len(others)):
            return frozenset()
        if glossed < GLOSSED_SHARE * sum(self.characters[char] for char in chosen):
            return frozenset()
        told = sorted(chosen & self.in_sentence)
        weight = sum(_weight(c) * (1.0 if c in self.plain else UNUSUAL_SHARE) for c in told)
        weight += EATEN_WEIGHT if self.eaten else 0.0
        return chosen if weight >= WEIGHT_NEEDED else frozenset()


@lru_cache(maxsize=1 << 13)
def _weight(char: str) -> float:
    """Return how much a glossed character inside a sentence speaks for a converter."""
    cost = bits("的" + char, "zh-hant") - bits("的", "zh-hant")
    return FREQUENT_WEIGHT if cost < FREQUENT_BITS else RARE_WEIGHT


def _consistently_glossed(glosses: Mapping[tuple[str, str], int]) -> frozenset[str]:
    """Return the characters with a single glossed reading; if glossed once, their main reading."""
    readings: dict[str, list[str]] = defaultdict(list)
    for char, reading in glosses:
        readings[char].append(reading)
    return frozenset(
        char
        for char, found in readings.items()
        if len(found) == 1 and (glosses[char, found[0]] > 1 or found[0] == main_reading(char))
    )


def _is_inside_sentence(text: str, gloss: Gloss) -> bool:
    """Tell whether an ideograph stands directly before or after a glossed character."""
    before = text[gloss.start - 2 : gloss.start - 1]
    after = text[gloss.end : gloss.end + 1]
    return _is_ideograph(before) or _is_ideograph(after)


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_simplified(counts: Mapping[str, int]) -> bool:
    """Tell whether more characters are simplified than in text that a converter made."""
    ideographs = simplified = 0
    for char, count in counts.items():
        if _is_ideograph(char):
            ideographs += count
            simplified += count * _is_simplified_only(char)
    return simplified > SIMPLIFIED_SHARE * ideographs


@lru_cache(maxsize=1 << 13)
def _is_simplified_only(char: str) -> bool:
    """Tell whether GB 2312 has a character that Big5 lacks."""
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
