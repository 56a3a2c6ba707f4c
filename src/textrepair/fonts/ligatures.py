"""Ligatures that a font has under codes of its own: which characters show ff, fi, fl, ffi and ffl.

A font draws ``ff`` of ``effect`` as one glyph.  The text of a PDF may have the code of the glyph,
and what reads it takes that for a character of another encoding.  Each table says what the codes of
one kind of font become.  A word is read if a list of words knows it, or if its letters are more
natural, by a margin in bits, than two words, or a letter of another code page, would be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..caching import remembered
from ..patterns import lazily
from .accent_readings import bits_of
from .accents import NO_EDGE, SIGNS
from .apostrophes import language_of
from .known_words import LANGUAGES, is_known, is_known_in_part

__all__ = [
    "CONTROL_FONTS", "LIGATURE_PLACE", "LIGATURE_REACH", "LIGATURE_SIGNS", "SHOWN_FONTS",
    "LigatureWord", "drawn_by", "read_ligatures",
]  # fmt: skip

#: What a kind of font shows for ligatures.
Font = dict[str, str]

_TEX: Final = ("ff", "fi", "fl", "ffi", "ffl")
#: Fonts whose ligatures are shown as signs and letters.
SHOWN_FONTS: Final[tuple[Font, ...]] = (
    # The fonts of TeX as PostScript fonts have them at codes 174 to 178, which Latin-1 shows so.
    dict(zip("®¯°±²", _TEX, strict=True)),
    # Adobe's standard encoding, read as Latin-1.
    {"®": "fi", "¯": "fl"},
    # Mac OS Roman, read as Latin-1.
    {"Þ": "fi", "ß": "fl"},
    # Scientific WorkPlace, in Windows-1252 and in Mac OS Roman.
    {"¤": "ff", "…": "fi", "‡": "fl", "¢": "ffi", "¥": "ffl"},
    {"§": "ff", "Ö": "fi", "¢": "ffi"},
    # A symbol font of mathematics.
    {"↵": "ff"},
    # Older fonts of Apple and Adobe, in the private use area.
    {"\uf001": "fi", "\uf002": "fl"},
)
#: Fonts of TeX, whose ligatures are control characters: at codes 11 to 15, and in newer ones (T1)
#: at 27 to 31.  Of 13 nothing can be told, for it ends lines.
CONTROL_FONTS: Final[tuple[Font, ...]] = (
    {"\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl"},
    dict(zip("\x1b\x1c\x1d\x1e\x1f", _TEX, strict=True)),
)
#: The inside of a set of a regular expression with all signs that fonts show for ligatures.
LIGATURE_SIGNS: Final = "".join(dict.fromkeys("".join(map("".join, SHOWN_FONTS))))
#: What must stand by such a sign for a word to tell by itself, as an expression behind it: German
#: is full of ß, Icelandic of Þ before vowels, and all prose of an ellipsis before a blank.
LIGATURE_PLACE: Final = (
    "(?<=[®¯°±²¤‡¥↵\uf001\uf002\u0304…])[a-z]|(?<=[a-z][®¤§↵])|(?<=[a-z][§ÞÖ])[a-z]|(?<=¢) ?[a-z]"
    "|(?<=Þ)(?:[bglntx]|rst|rm|ve|el|er|sh|sc)"
)
#: How far around its line a ligature may tell of others, in code points.
LIGATURE_REACH: Final = 300

#: Those that stand beside letters in clean text: letters, an ellipsis, signs of sections and units.
_COMMON: Final = "Þß…Ö§°²¥"
#: What may stand behind a word: ``Brand®``, ``m²``.
_MARKS: Final = "®°²"
#: NFKC takes a macron for a blank and a combining one; the ffi of Scientific WorkPlace may have a
#: blank behind it.
_MACRON: Final = " \u0304"
_WIDE: Final = "¢ "

#: How Latin-1 shows the first bytes of such signs in UTF-8: ``Ã®``, ``Â°``.
_UTF8: Final = "ÃÂâ"

#: Bits that the letters must gain against a blank in their place, which is dear to a word of two
#: short pieces: words of the list, words that hold one, and others.
_LEAST_KNOWN: Final = -14.0
_LEAST_IN_PART: Final = -3.0
_LEAST_UNKNOWN: Final = 3.0
#: Bits more with a sign that is common in clean text, and less where other words of the line, or of
#: those beside it, have ligatures of the font.  All were set on train: words with ligatures, and
#: pairs of words with a sign between them, of which 7 in 10,000 lines are taken for a word.
_COMMON_BITS: Final = 6.0
_TOLD_BITS: Final = 8.0
#: Letters of a word that tells by itself, in a line of one of the languages, and in another one.
_LEAST_LETTERS: Final = 4
_LONG: Final = 7
#: Lines whose words are kept, for the lines beside them.
_LINES: Final = 8

#: Pages, and those in which they are read: ``a¤o`` may be año, ``fran‡ais`` français.
_PAGES: Final = (
    ("cp437", "cp1252"),
    ("cp852", "cp1252"),
    ("mac-roman", "cp1252"),
    ("latin-1", "mac-roman"),
    ("cp1257", "cp1252"),
)


@dataclass(frozen=True, slots=True)
class LigatureWord:
    """A word with what a font shows for ligatures, and the word that it was.

    ``is_safe`` tells whether that is certain; else other words of the line tell that it is damaged.
    """

    start: int
    before: str
    after: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word as one font has it; ``spare`` are the bits it gains beyond those that it must."""

    start: int
    before: str
    after: str
    font: int
    is_known: bool
    is_in_place: bool
    spare: float

    def tells(self, language: str | None) -> bool:
        """Tell whether the word by itself shows what happened, in a line of a language."""
        if self.spare < 0 or self.before[-1] in _MARKS or not self.is_in_place:
            return False
        if self.before[0] == "Ö" or ("Ö" in self.before and not self.is_known):
            return False
        if len(self.after) < _LEAST_LETTERS and self.before[-1] != "↵":
            return False
        return language in LANGUAGES or (self.is_known and len(self.after) >= _LONG)


def drawn_by(font: Font, text: str) -> str:
    """Return a text as a font shows it that has its own codes for ligatures.

    >>> drawn_by(SHOWN_FONTS[1], "the first flower"), drawn_by({"↵": "ff"}, "an offer")
    ('the ®rst ¯ower', 'an o↵er')
    """
    for sign, letters in sorted(font.items(), key=lambda item: -len(item[1])):
        ends = "(?=[a-z])" if letters != "ff" else ""
        text = re.sub(f"(?<![A-Z]){letters}{ends}", sign, text)
    return text


def read_ligatures(text: str, *, controls: bool = False) -> Iterator[LigatureWord]:
    """Yield the words of a text with ligatures, with offsets of the text.

    With ``controls`` those of ``CONTROL_FONTS`` are asked for, else those of ``SHOWN_FONTS``.

    >>> [word.after for word in read_ligatures("a di↵erent e↵ect, but press ↵ first")]
    ['different', 'effect']
    """
    signs = _signs_of(CONTROL_FONTS if controls else SHOWN_FONTS)
    sign = re.compile(f"[{signs}\u0304]")
    find = _control_words if controls else _shown_words
    end = 0
    while match := sign.search(text, end):
        start = text.rfind("\n", end, match.start()) + 1 or end
        end = text.find("\n", match.end()) + 1 or len(text)
        yield from _in_line(text, start, end, signs, find)


def _in_line(
    text: str, start: int, end: int, signs: str, find: Callable[[str], tuple[_Candidate, ...]]
) -> Iterator[LigatureWord]:
    """Yield the words of a line."""
    line = text[start:end]
    words = find(line)
    if not words or sum(word.spare < -_TOLD_BITS for word in words) > len(words) / 2:
        return  # most of the signs stand between words
    before = max(text.rfind("\n", 0, max(0, start - 1)) + 1, start - LIGATURE_REACH)
    after = text.find("\n", end) + 1 or len(text)
    beside = *find(text[before:start]), *find(text[end : min(after, end + LIGATURE_REACH)])
    language = language_of(_word_pattern(signs).sub(" ", line))
    telling: dict[int, set[str]] = {}
    for word in (*beside, *words):
        if word.tells(language):
            telling.setdefault(word.font, set()).add(word.before)
    for word in words:
        others = telling.get(word.font, set()) - {word.before}
        told = bool(others) and language in LANGUAGES
        if word.tells(language) or (told and word.spare >= -_TOLD_BITS):
            yield LigatureWord(start + word.start, word.before, word.after, is_safe=True)
        elif len(others) > 1 and told and word.before[-1] not in _MARKS:
            yield LigatureWord(start + word.start, word.before, word.after, is_safe=False)


@remembered(most=_LINES)
def _shown_words(line: str) -> tuple[_Candidate, ...]:
    return tuple(_candidates(line, SHOWN_FONTS))


#: What shows UTF-8 in some page: a letter that is a lead byte there, before what is no letter.  é
#: and the like may stand before a ligature (ré¯échir), capitals and signs with two trails may not.
_LEAD_BEFORE: Final = lazily(
    "[^\x00-\x7f](?<=[A-Z\u00c0-\u00df\u0100-\u06ff])(?=[^\\w\\s])|[à-ï][^\\x00-\\x7f]{2}"
)
#: Bytes that are letters in DOS and Mac pages, between letters: the line was read in another page.
_OF_ANOTHER_PAGE: Final = lazily("[a-z][†›‹„‚ˆ‰][a-z]")
#: Two signs beside each other, of which none is a mark of prose; letters that are not Latin.
_SIGN: Final = "[^\\w\\s\x00-\x7f“”‘’„‚«»‹›–—…•↵\ue000-\uf8ff]"
_TWO_SIGNS: Final = lazily(f"{_SIGN}(?:{_SIGN}|[^\\W\x00-\u024f])|[^\\W\x00-\u024f]{_SIGN}")


@remembered(most=_LINES)
def _control_words(line: str) -> tuple[_Candidate, ...]:
    return tuple(_candidates(line, CONTROL_FONTS))


def _candidates(line: str, fonts: Sequence[Font]) -> Iterator[_Candidate]:
    """Yield the words of a line that some font explains, each by the font that does best."""
    if _OF_ANOTHER_PAGE.search(line) is not None:
        return
    signs = _signs_of(fonts)
    for match in _word_pattern(signs).finditer(line):
        before = match[0]
        if _LEAD_BEFORE.search(before) is not None or _is_beside_sign(line, *match.span()):
            continue
        fits = [
            (not is_known(after), bits_of(after), after, font, start)
            for font, table in enumerate(fonts)
            for after, start in _read(before, table)
        ]
        if fits:
            unknown, bits, after, font, start = min(fits)
            if not unknown:
                least = _LEAST_KNOWN
            elif is_known_in_part(after, start, start + 2):
                least = _LEAST_IN_PART
            else:
                least = _LEAST_UNKNOWN
            least += _COMMON_BITS * any(sign in before for sign in _COMMON)
            spare = _bits_otherwise(before, signs) - bits - least
            is_in_place = _place(signs).search(line, match.start(), match.end() + 1) is not None
            yield _Candidate(match.start(), before, after, font, not unknown, is_in_place, spare)


def _is_beside_sign(line: str, start: int, end: int) -> bool:
    """Tell whether bytes of other characters may stand in a word or beside it.

    So it is where two signs stand beside each other, or a sign beside letters that are not Latin:
    in ``¡¯`` of page 936, in ``j®πngsten``.
    """
    around = line[max(0, start - 1) : end + 1]
    return _TWO_SIGNS.search(around) is not None


@cache
def _place(signs: str) -> re.Pattern[str]:
    """Return what finds a sign in a place where it may tell: a control character anywhere."""
    return re.compile(f"[{signs}\u0304](?:{LIGATURE_PLACE}|(?<=[\x0b-\x1f]))")


def _signs_of(fonts: Sequence[Font]) -> str:
    return "".join(map("".join, fonts))


@cache
def _word_pattern(signs: str) -> re.Pattern[str]:
    """Return what finds letters with one to four signs among them."""
    letters = f"[^\\W\\d_{signs}]{{0,40}}"
    mark = f"{_WIDE}(?=[a-z])|[{signs}]|{_MACRON}(?=[a-z])"
    accents = f"[{SIGNS}]"  # a macron is one of them, and may be an accent among others
    before = rf"(?<![^\W\d_])(?<!{accents})(?<![{NO_EDGE}])"
    behind = rf"(?![^\W\d_]|{accents}|[{NO_EDGE}])"
    return re.compile(f"{before}(?:{letters}(?:{mark})){{1,4}}{letters}{behind}")


def _read(word: str, table: Font) -> Iterator[tuple[str, int]]:
    """Yield a word with the ligatures of a font, and where the first is, if that explains it."""
    tight = word.replace(_MACRON, "¯").replace(_WIDE, "¢")
    said = "".join(table.get(char, char) for char in tight)
    if said.isalpha() and _is_sound(tight, table):
        yield said, min(at for at, char in enumerate(tight) if char in table)


def _is_sound(word: str, table: Font) -> bool:
    """Tell whether ligatures stand where they can: inside, ff at the end, fi at the beginning.

    >>> _is_sound("o↵", {"↵": "ff"}), _is_sound("Wi®", {"®": "fi"}), _is_sound("no", {"®": "fi"})
    (True, False, False)
    """
    places = [at for at, char in enumerate(word) if char in table]
    for at in places:
        letters, behind = table[word[at]], word[at + 1 : at + 2]
        if behind and not (behind.islower() or behind in table):
            return False
        if (not behind and letters != "ff") or (at == 0 and letters not in {"fi", "fl"}):
            return False
    return bool(places) and len(word) > 1 and word[0] not in _UTF8


def _bits_otherwise(word: str, signs: str) -> float:
    """Return the bits of a word if its signs are what they are, or letters of another page."""
    apart = " ".join(re.sub(f"[{signs}\u0304]", " ", word).split())
    others = (word.translate(table) for table in _letters_of_pages())
    return min(bits_of(apart), bits_of(word), *map(bits_of, others))


@cache
def _letters_of_pages() -> tuple[dict[int, str], ...]:
    """Return the letters of pages that another page shows as these signs."""
    return tuple(
        {
            ord(sign): letter
            for sign in LIGATURE_SIGNS
            if (letter := sign.encode(read, "ignore").decode(written, "ignore")).isalpha()
        }
        for written, read in _PAGES
    )
