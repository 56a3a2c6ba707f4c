"""Latin words that hold signs or letters of other alphabets: one legacy page taken for another.

A file in a Windows code page, shown by a DOS program or in another country: ``Gr÷▀e``, ``hjшrnet``,
``Universit鋞``.  No language writes such words.  Formulas, drawings, footnotes, brand names and
homoglyphs do, so a reading is believed only if every sign becomes a letter of Latin and the words
are then natural in a language that was written in that page.  It must also beat what else the
words can be: Latin words that end in a sign (``interferonγ``), two words and a sign between
them (``min≤max``), and words in letters that look alike (``voilа`` with a Cyrillic letter).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Final

from ...encodings import decode_exact, reencode
from ...language import naturalness
from ...language.any_language import bits_in_any_language
from ...language.languages import SCRIPT_OF
from ...patterns import lazily
from ..channels import WESTERN_CHANNELS, Channel
from ..whole_line import GarbledPassage
from .unstructured import LANGUAGES_IN, WESTERN_LANGUAGES

#: A word, without the ASCII signs of code and of data around it.
_WORD: Final = lazily(r"[^\s\x00-@\[-`{-\x7f]+")
_LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
#: What readers show for letters: signs of Latin-1, letters of Greek and Cyrillic, mathematics, box
#: drawing, East Asian characters.
_SIGNS: Final = (
    "\x80-\x9f¡-©«-¹»-¿×÷Ͱ-\u04ff\u2190-\u25ff\u207f\u20a7\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f"
)
_SIGN: Final = lazily(f"[{_SIGNS}]")
#: No sign between words.
_HAN: Final = lazily("[\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f]")
_MIXED: Final = lazily(f"[{_LATIN}][{_SIGNS}]|[{_SIGNS}][{_LATIN}]")
_INSIDE: Final = lazily(f"[{_LATIN}][{_SIGNS}]+[{_LATIN}]")
_FOREIGN_LETTERS: Final = lazily("[Ͱ-\u04ff\u3400-\u9fff\uac00-\ud7a3]+")
#: Marks of footnotes, trade marks and measures, which close words.
_CLOSING: Final = "®©™°¹²³§¶¢»´¸·"
_LETTER: Final = lazily("[A-Za-zÀ-ÖØ-öø-ſƠ-ưǍ-ǜȘ-ț’‘“”„«»¿¡–…]+")
#: A capital behind a small letter, or a small letter beyond ASCII in capitals.
_BROKEN_CASE: Final = lazily("[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ]{2}[à-öø-ÿ]|^[à-öø-ÿ][A-Z]")
#: Greek and Cyrillic letters, and those that they pass for, in names of brands too.
_LOOKALIKE: Final = str.maketrans(
    "аеорсухікмнтвАВЕКМНОРСТУХІЅЈѕјԁ" + "ЯИШДФПЦЧЖЭЮ" + "αοινρτυκηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧΞΛΣΔΦΩΠ",
    "aeopcyxikmhtbABEKMHOPCTYXISJsjd" + "RNWAOnUYXeI" + "aoivptuknwABEZHIKMNOPTYXEAEAOOn",
)

#: A word of fewer letters proves nothing.
_LEAST_LETTERS: Final = 4
#: How many standard deviations above natural the words may lie, in their language: words of four
#: letters, and others.  Set on 1,500 words of our own in 21 languages through 45 channels, and on
#: formulas, names and drawings that look like them.
_SHORT_EXCESS: Final = 2.4
_MOST_EXCESS: Final = 3.3
#: For so many bits that the words save against any language they may lie one deviation higher, and
#: this at most.
_BITS_AN_EXCESS: Final = 40.0
_MOST_MORE: Final = 2.4
#: Rare words are believed if they save so many bits in a line, with at least so many other letters,
#: that is natural in their language.
_RARE_EXCESS: Final = 7.5
_LINE_BITS: Final = 50.0
_LINE_EXCESS: Final = 2.5
_LEAST_AROUND: Final = 8
#: Bits by which a reading must beat every other one.
_LEAD_BITS: Final = 5.0
#: What a stray sign costs beside words that are sound without it, in bits.
_SIGN_BITS: Final = 12.0
#: By how many bits the words in letters that look alike may be dearer, and still be meant.
_LOOKALIKE_BITS: Final = 4.0
#: Longer lines are read in their first so many mixed words.
_MOST_WORDS: Final = 40


#: Words of one letter beyond ASCII.
_WORDS_OF_ONE_LETTER: Final = {
    "ca": "éèàÉÈÀ",
    "da": "åøæÅØÆ",
    "es": "óáúÓÁÚ",
    "fr": "àôÀÔ",
    "hu": "őéóŐÉÓ",
    "is": "áíæóÁÍÆÓ",
    "it": "èÈ",
    "nb": "åøÅØ",
    "nn": "åøÅØ",
    "pt": "àáéóôÀÁÉÓÔ",
    "ro": "îÎ",
    "sv": "åöÅÖ",
}


@dataclass(frozen=True, order=True, slots=True)
class _Word:
    """A word of a line, and what it reads as."""

    start: int
    end: int
    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the mixed words of a line read as through a channel."""

    channel: Channel
    words: tuple[_Word, ...]
    bits: float
    excess: float
    language: str


def mixed_words(line: str) -> list[GarbledPassage]:
    """Return the words of a line that hold signs for letters of Latin, in order.

    >>> [p.text for p in mixed_words("Gr÷▀e und H÷he")], mixed_words("cosφ, TNFα, min≤max")
    (['Größe', 'Höhe'], [])
    """
    if _MIXED.search(line) is None:
        return []
    words = [m for m in _WORD.finditer(line) if _MIXED.search(m[0])][:_MOST_WORDS]
    if not words or not any(len(m[0]) >= _LEAST_LETTERS - 1 for m in words):
        return []
    kept = _SIGN.sub("", "".join(m[0] for m in words))
    if not kept or _holds_foreign_words(line, words):
        return []
    found: dict[str, list[_Reading]] = {}
    for channel in WESTERN_CHANNELS:
        reading = _read(words, channel)
        if reading is not None:
            text = " ".join(word.reading for word in reading.words)
            found.setdefault(text, []).append(reading)
    ranked = sorted(found.values(), key=_bits)
    if not ranked or (len(ranked) > 1 and _bits(ranked[1]) - _bits(ranked[0]) < _LEAD_BITS):
        return []
    best = min(ranked[0], key=lambda reading: reading.bits)
    if not _is_believed(line, best):
        return []
    # Code pages that agree on these words may differ on others.
    others, best = max(
        ((list(_others(line, reading)), reading) for reading in ranked[0]),
        key=lambda item: len(item[0]),
    )
    return [_passage(word, best) for word in sorted((*best.words, *others))]


def _bits(readings: list[_Reading]) -> float:
    return min(reading.bits for reading in readings)


def _others(line: str, found: _Reading) -> Iterator[_Word]:
    """Yield the other words of a line that came through the channel: those that it makes better."""
    known = {word.start for word in found.words}
    for match in _WORD.finditer(line):
        word = match[0]
        if word.isascii() or match.start() in known:
            continue
        reading = _through(word, found.channel)
        if reading is None or reading == word:
            continue
        if len(word) == 1:
            is_better = reading in _WORDS_OF_ONE_LETTER.get(found.language, "")
        else:
            costs = [naturalness(text, (found.language,)).bits for text in (reading, word)]
            is_better = costs[0] + _LEAD_BITS <= costs[1] or _BROKEN_CASE.search(word) is not None
        if is_better:
            yield _Word(match.start(), match.end(), word, reading)


def _holds_foreign_words(line: str, words: Sequence[re.Match[str]]) -> bool:
    """Tell whether a line holds words of another alphabet by themselves: it is written in it."""
    spans = {m.start() for m in words}
    return any(
        len(m[0]) > 1 and _FOREIGN_LETTERS.fullmatch(m[0]) is not None
        for m in _WORD.finditer(line)
        if m.start() not in spans
    )


def _read(words: Sequence[re.Match[str]], channel: Channel) -> _Reading | None:
    """Return what words read as through a channel; None if one of them is no Latin word."""
    read: list[_Word] = []
    for match in words:
        reading = _through(match[0], channel)
        if reading is None:
            return None
        if reading != match[0]:
            read.append(_Word(match.start(), match.end(), match[0], reading))
    if not read:
        return None
    text = " ".join(word.reading for word in read)
    languages = _languages_in(channel.written_in)
    scored = naturalness(text, languages)
    if text.isupper():  # the models know few words in capitals
        scored = min(scored, naturalness(text.lower(), languages), key=lambda n: n.excess)
    if scored.language is None:
        return None
    return _Reading(channel, tuple(read), scored.bits, scored.excess, scored.language)


def _through(word: str, channel: Channel) -> str | None:
    data = reencode(word, channel.read_as)
    reading = None if data is None else decode_exact(data, channel.written_in)
    if reading is None or _LETTER.fullmatch(reading) is None or _BROKEN_CASE.search(reading):
        return None
    if all(char.isascii() or not char.isalpha() for char in reading):
        return None
    return reading


@cache
def _languages_in(page: str) -> tuple[str, ...]:
    names = LANGUAGES_IN.get(page, WESTERN_LANGUAGES)
    return tuple(sorted(name for name in names if name in SCRIPT_OF))


def _is_believed(line: str, reading: _Reading) -> bool:
    """Tell whether words are natural, and nothing but a wrong reading explains them."""
    longest = max((len(w.reading) for w in reading.words if _proves(w)), default=0)
    if longest < _LEAST_LETTERS or _are_words_and_signs(reading) or _are_lookalikes(reading):
        return False
    old = " ".join(word.text for word in reading.words)
    saved = max(bits_in_any_language(old) - reading.bits, 0.0)
    most = _SHORT_EXCESS if longest == _LEAST_LETTERS else _MOST_EXCESS
    if reading.excess <= most + min(saved / _BITS_AN_EXCESS, _MOST_MORE):
        return True
    return saved >= _LINE_BITS and reading.excess <= _RARE_EXCESS and _fits(line, reading)


def _fits(line: str, reading: _Reading) -> bool:
    """Tell whether a line that holds other words is natural in the language of the words read."""
    text = line
    for word in sorted((*reading.words, *_others(line, reading)), reverse=True):
        text = f"{text[: word.start]}{word.reading}{text[word.end :]}"
    scored = naturalness(text)
    others = sum(map(str.isalpha, text)) - sum(len(word.reading) for word in reading.words)
    return (
        scored.language == reading.language
        and scored.excess <= _LINE_EXCESS
        and others >= _LEAST_AROUND
    )


def _proves(word: _Word) -> bool:
    """Tell whether a word holds a sign that no footnote, trade mark or formula explains."""
    inner = word.text.strip(_CLOSING)
    if len(word.reading) <= _LEAST_LETTERS:
        return _INSIDE.search(inner) is not None
    return _MIXED.search(inner) is not None


def _are_words_and_signs(reading: _Reading) -> bool:
    """Tell whether the words are as natural without their signs: before them, or on both sides."""
    parts = [_SIGN.sub(" ", word.text).split() for word in reading.words]
    if any(_HAN.search(word.text) for word in reading.words) or any(
        len(part) < 3 for found in parts for part in found
    ):
        return False
    text = " ".join(part for found in parts for part in found)
    signs = sum(
        1 for word in reading.words for is_sign, _ in groupby(word.text, _is_sign) if is_sign
    )
    apart = naturalness(text, None)
    return apart.bits + _SIGN_BITS * signs <= reading.bits + _LEAD_BITS


def _is_sign(char: str) -> bool:
    return _SIGN.match(char) is not None


def _are_lookalikes(reading: _Reading) -> bool:
    """Tell whether all signs look like Latin letters, and the words are natural in these."""
    text = " ".join(word.text for word in reading.words)
    meant = text.translate(_LOOKALIKE)
    if _SIGN.search(meant):
        return False
    return naturalness(meant).bits <= reading.bits + _LOOKALIKE_BITS


def _passage(word: _Word, reading: _Reading) -> GarbledPassage:
    return GarbledPassage(
        word.start, word.end, word.reading, (reading.channel,), reading.channel.bits, natural=True
    )
