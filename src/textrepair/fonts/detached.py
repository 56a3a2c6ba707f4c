"""Words whose accents stand beside their letters, line by line.

An accent of Latin script alone is hardly ever text, but typed for something else: an acute accent
for an apostrophe, two dots for a quote, a hat over a letter of mathematics.  A word is read if the
reading is more natural than that by a margin, in bits.  The margin is small where the accents
around tell what happened, as the accent of ``Schr¨odinger`` does, and none of them can only be an
apostrophe; else it depends on whether the language of the line has apostrophes there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Final

from ..patterns import lazily
from .accent_readings import CLUSTER, Habit, best_reading, bits_of, bits_otherwise, parts_of
from .accents import ACCENTS, CERTAIN_SIGNS, HATS, LETTERS, SIGNS, WEAK_SIGNS
from .apostrophes import (
    FEW_APOSTROPHES,
    NO_APOSTROPHES,
    has_apostrophe,
    is_clitic,
    is_elision,
    is_unlike,
    language_of,
)

__all__ = ["REACH", "AccentedWord", "read_accents"]

#: How far around its line an accent may tell of others, in code points.
REACH: Final = 300

_SIGN: Final = lazily(f"[{SIGNS}]")
#: Signs inside words: text in a code page that is read in another one, TCVN above all.
_MOJIBAKE: Final = lazily("[^\\W\\d_][¹²³µ¶§®©«»·¬±¦×÷\x80-\x9f][^\\W\\d_]|[\x00-\x08\x80-\x9f]")
#: Accents that stand for nothing else, in a word of three letters at least.
_CERTAIN: Final = lazily(
    "|".join(
        rf"(?<=[A-Za-z]){sign}[{ACCENTS[sign].letters}](?=[A-Za-z])"
        rf"|(?<=[A-Za-z]{{2}}){sign}[{ACCENTS[sign].letters}]"
        for sign in CERTAIN_SIGNS
    )
    + r"|(?<![^\W_])[a-zA-Z]˚a(?![^\W_])"  # Danish p˚a, f˚a
    r"|(?<=[A-Za-z]{2})(?:[AEae]˛|[OUou]˝|[CEONRSZceonrsz]ˇ|[ag]˘)(?![^\W_])"  # Polish sie˛
)
_LEFT: Final = "".join(sign for sign in SIGNS if sign not in HATS)
#: An i that lost its dot to an accent.
_DOTLESS: Final = lazily(rf"[{SIGNS}`][ıý]|ı[¨´ˆ]")
#: An acute accent between two letters.
_INNER_ACUTE: Final = lazily(r"(?<=[^\W\d_])´(?=[^\W\d_])")
#: An accent that nothing was made of, with the letters beside it; no hat, no degree.
_LEFT_OVER: Final = lazily(
    rf"[{LETTERS}]{{1,40}} ?[{_LEFT}][{LETTERS}]{{0,40}}|(?<!\d)[{_LEFT}] ?[{LETTERS}]{{1,40}}"
)
#: A word of four letters that ends with an accent.
_ENDS: Final = lazily("[a-z]{3,}[aeiou]´(?: |$)")
#: Endings of words behind an apostrophe that only some languages have.
_RARE_CLITIC: Final = lazily("´[nlrz]$")

#: Bits that words must gain together to tell of one another, and that one has at most in that.
_TOLD_BITS: Final = 12.0
_MOST_BITS: Final = 10.0
#: Bits that an elided word before an accent takes from that.
_ELISION_BITS: Final = 8.0
#: Bits that the best reading must be better than the next one to be safe: where the accents around
#: tell, in a word by itself, and in one with a blank.
_TOLD_LEAD: Final = 1.0
_LEAD: Final = 3.0
_SPACED_LEAD: Final = 8.0
#: Bits from which a reading is suggested.
_LIKELY_BITS: Final = 8.0

#: How sure a reading is that a letter without a dot, the accents around, or the word alone shows,
#: and one that is only likely.
_CERTAIN_CONFIDENCE: Final = 0.99
_TOLD_CONFIDENCE: Final = 0.97
_WORD_CONFIDENCE: Final = 0.95
_LIKELY_CONFIDENCE: Final = 0.6


@dataclass(frozen=True, slots=True)
class AccentedWord:
    """A word with detached accents, and the word that it was.

    It is not ``is_safe`` if that is only likely.  With a confidence of 0 it is not read, though
    accents around it tell that it is damaged, and ``after`` is empty.
    """

    start: int
    before: str
    after: str
    is_safe: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with detached accents, and what speaks for its best reading."""

    start: int
    before: str
    after: str
    #: Bits that the reading is more natural than what else the accents could mean.
    gain: float
    #: Bits that it is more natural than the letters without accents.
    gain_over_bare: float
    #: Bits that the next reading is less natural.
    lead: float
    is_acute: bool
    is_elision: bool
    is_clitic: bool
    #: Whether all accents stand between two letters, without a blank.
    is_inside: bool
    has_dotless: bool
    #: Whether the accents may be quotes: another one closes, or opens, in the line.
    is_quoted: bool

    def judged(self, told: bool, language: str | None) -> tuple[bool, float]:
        """Return whether the reading is safe, and how sure it is; 0 if it is none."""
        if self.has_dotless and self.gain > 0 and language in NO_APOSTROPHES:
            return True, _CERTAIN_CONFIDENCE
        if self.is_quoted or self._is_short(told) or self._is_hat(told=told):
            return False, 0.0
        is_likely = (
            self.gain >= _LIKELY_BITS
            and not (self.is_elision or self.is_clitic)
            and language in NO_APOSTROPHES
        )
        least = self._least_told() if told else self._least(language)
        if self.gain >= least:
            if self.lead >= (_TOLD_LEAD if told else _SPACED_LEAD if " " in self.before else _LEAD):
                return True, _TOLD_CONFIDENCE if told else _WORD_CONFIDENCE
            is_likely = True
        return False, _LIKELY_CONFIDENCE if is_likely else 0.0

    def _is_short(self, told: bool) -> bool:
        """Tell whether the word tells too little: ``é`` is a word where accents are told of."""
        if told:
            return len(self.after) < (1 if self.is_acute else 2)
        return len(self.after) < 4 or set(_signs_of(self.before)) <= set(WEAK_SIGNS)

    def _is_hat(self, *, told: bool) -> bool:
        """Tell whether an accent may be over a letter in mathematics, or a sign of a program."""
        if not any(sign in self.before for sign in HATS):
            return False
        least = -12.0 if self.is_inside else -9.0 if told else 0.0
        return len(self.after) < 3 or self.gain_over_bare < least

    def _least_told(self) -> float:
        """Return the bits that the reading must gain where the accents around tell."""
        if self.is_elision:  # ``d´une`` or ``n´umero``, but ``S´anchez``
            return 3.0 if self.before[0].islower() else -4.0
        return -6.0 if self.is_inside else 0.0

    def _least(self, language: str | None) -> float:
        """Return the bits that the reading must gain by itself.

        Set on words of train: with accents set apart, and with apostrophes typed as accents, of
        which it lets one line in a thousand through, half of them Romansh.
        """
        if self.is_inside and not self.is_acute:
            return 6.0
        if language not in NO_APOSTROPHES | FEW_APOSTROPHES:
            return inf
        return self._least_between(language) if self.is_inside else self._least_at_edge()

    def _least_between(self, language: str | None) -> float:
        """Return the bits for an acute accent between two letters, which may be an apostrophe."""
        if self.is_elision:
            return 20.0
        if self.is_clitic or not is_unlike(self.before):
            return 14.0
        return 8.0 if len(self.after) < 5 or language in FEW_APOSTROPHES else 0.0

    def _least_at_edge(self) -> float:
        """Return the bits for an accent at the edge of a word, which may be a quote."""
        is_better = self.gain_over_bare > 3.0
        if " " not in self.before.strip(SIGNS):
            return 5.0 if is_better else inf
        return 5.0 if is_better and _ENDS.search(self.before) else 8.0

    @property
    def evidence(self) -> float:
        """The bits that speak for an accent in the word, rather than an apostrophe."""
        if self.before[0] in SIGNS or self._is_hat(told=False):
            return 0.0
        gain = self.gain - _ELISION_BITS * self.is_elision
        if self.is_clitic:
            gain = min(gain, _MOST_BITS) / 2 if _RARE_CLITIC.search(self.before) else min(gain, 0.0)
        return max(-_MOST_BITS, min(_MOST_BITS, gain))


def read_accents(text: str) -> Iterator[AccentedWord]:
    """Yield the words of a text with detached accents, with offsets of the text.

    >>> [word.after for word in read_accents("l´homme et l´équation de Schr¨odinger")]
    ['Schrödinger']
    """
    end = 0
    while match := _SIGN.search(text, end):
        start = text.rfind("\n", end, match.start()) + 1 or end
        end = text.find("\n", match.end()) + 1 or len(text)
        yield from _in_line(text, start, end)


def _in_line(text: str, start: int, end: int) -> Iterator[AccentedWord]:
    """Yield the words of a line."""
    line = text[start:end]
    if _MOJIBAKE.search(line):
        return
    around = _around(text, start, end)
    habit = Habit.of(around)
    quotes = _Quotes(line)
    found = [_word(match, habit, quotes) for match in CLUSTER.finditer(line)]
    words = [word for word in found if word is not None]
    if not words:
        return
    language = language_of(CLUSTER.sub(" ", line))
    told = not has_apostrophe(around) and (
        _CERTAIN.search(around) is not None
        or (language in NO_APOSTROPHES and any(word.has_dotless for word in words))
    )
    if not told:
        evidence = _evidence(line, words)
        told = language in NO_APOSTROPHES and evidence >= _TOLD_BITS
        if evidence < 0:
            words = [word for word in words if not word.is_acute]
    end_of_last = 0
    for word in words:
        is_safe, confidence = word.judged(told, language)
        if confidence:
            if told:
                yield from _unread(line, end_of_last, word.start, start)
            yield AccentedWord(start + word.start, word.before, word.after, is_safe, confidence)
            end_of_last = word.start + len(word.before)
    if told:
        yield from _unread(line, end_of_last, len(line), start)


def _unread(line: str, begin: int, end: int, start: int) -> Iterator[AccentedWord]:
    """Yield the accents beside letters in a part of a line that nothing was made of."""
    for match in _LEFT_OVER.finditer(line, begin, end):
        yield AccentedWord(start + match.start(), match[0], "", False, 0.0)


def _around(text: str, start: int, end: int) -> str:
    """Return a line with the line before it and the one behind it, as far as they tell."""
    before = max(text.rfind("\n", 0, max(0, start - 1)) + 1, start - REACH)
    after = text.find("\n", end)
    return text[before : min(len(text) if after < 0 else after, end + REACH)]


def _evidence(line: str, words: list[_Word]) -> float:
    """Return the bits that speak for accents rather than apostrophes; 0 if there is one word."""
    inner = len(_INNER_ACUTE.findall(line))
    unread = inner - sum(len(_INNER_ACUTE.findall(word.before)) for word in words)
    total = sum(word.evidence for word in words) - _MOST_BITS * unread
    return total if len(words) > 1 or unread else 0.0


def _word(match: re.Match[str], habit: Habit, quotes: _Quotes) -> _Word | None:
    """Return the word of a cluster; None if no letter bears the accents."""
    before = match[0]
    parts = parts_of(before)
    reading = best_reading(parts, habit)
    if reading is None:
        return None
    signs = _signs_of(before)
    bare = "".join(parts[::2]).replace("ı", "i")
    is_tight = " " not in before
    return _Word(
        start=match.start(),
        before=before,
        after=reading.text,
        gain=bits_otherwise(before) - reading.bits,
        gain_over_bare=bits_of(bare) - reading.bits,
        lead=reading.lead,
        is_acute=set(signs) <= {"´", "`"},
        is_elision=signs == ["´"] and is_tight and is_elision(parts[0]),
        is_clitic=is_clitic(before),
        is_inside=bool(parts[0] and parts[-1]) and is_tight,
        has_dotless=_DOTLESS.search(before) is not None and "ı" not in reading.text,
        is_quoted=quotes.are_around(parts),
    )


def _signs_of(cluster: str) -> list[str]:
    """Return the accents of a cluster, without their blanks."""
    return [part.strip() for part in parts_of(cluster)[1::2]]


class _Quotes:
    """The accents of a line that may open quotes, and those that may close them."""

    def __init__(self, line: str) -> None:
        self._opening = Counter(_opening().findall(line))
        self._closing = Counter(_closing().findall(line))

    def are_around(self, parts: list[str]) -> bool:
        """Tell whether an accent at an edge of a cluster has another one at the other end."""
        opens = not parts[0] or parts[1][0] == " "
        closes = not parts[-1] or parts[-2][-1] == " "
        first, last = parts[1].strip(), parts[-2].strip()
        if opens and closes and len(parts) > 3:
            return True
        return (opens and self._closing[first] > 0) or (closes and self._opening[last] > 0)


@cache
def _opening() -> re.Pattern[str]:
    """Return what finds an accent before a word."""
    return re.compile(f"(?<![{LETTERS}])[{SIGNS}`](?=[{LETTERS}])")


@cache
def _closing() -> re.Pattern[str]:
    """Return what finds an accent behind a word."""
    return re.compile(rf"(?<=[^\s])[{SIGNS}`](?![{LETTERS}])")
