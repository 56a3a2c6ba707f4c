"""UTF-8 that was read two bytes at a time, as GBK, Big5, Shift-JIS, EUC-KR or EUC-JP, by structure.

Each character was two bytes, so half of the sequences are split between two characters, and
much less is proved than where each byte was a character: ``前`` alone is valid UTF-8 in GBK.
In 140 MB of clean text no stretch of Chinese, Japanese or Korean reads as two characters of
three bytes each.  Latin text is told by its line: all that is not ASCII becomes letters of the
words that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ...encodings import decode_exact, reencode
from ...patterns import lazily
from ..redecode import LOST_IN_CP932
from .evidence import is_letter, script

#: Code pages of two bytes that UTF-8 is read as, the most frequent first.
MULTI_BYTE_READERS: Final = ("gb18030", "big5", "cp932", "cp949", "euc-jp")
#: So many characters of three bytes are proof in these code pages; in the others, clean text has as
#: many by accident.
_PROOF: Final = {"gb18030": 2, "big5": 2}
_MORE_PROOF: Final = 3
#: So many steps from one letter to the next are a row of a table if most of them are 1.
_ROW: Final = 4
#: So many letters of two bytes in one script are no accident.
_LEAST_LETTERS: Final = 5
#: So many East Asian characters that are Latin letters in their words are none either.
_LEAST_IN_WORDS: Final = 3

#: East Asian writing holds so few words of ASCII letters in a line that is else but one sign.
_LEAST_WORDS: Final = 2
_ASCII_WORD: Final = lazily("[A-Za-z]{2,}")
#: Where signs of Latin-1 stand, the low line being their place.
_SIGNS: Final = {
    "£": "_[0-9]",
    "§": "_ ?[0-9]",
    "©": "_ ?[0-9A-Z]",
    "®": "[a-zA-Z]_",
    "°": "[0-9] ?_",
    "±": "_ ?[0-9]",
    "²": "[m0-9]_",
    "³": "[m0-9]_",
    "µ": "_[mslgFVAW]",
    "×": "[0-9] ?_ ?[0-9]",
    "½": "(?:[0-9 ]|^)_",
    "¼": "(?:[0-9 ]|^)_",
    "¾": "(?:[0-9 ]|^)_",
    "¿": "(?:^|[^A-Za-z])_[A-Z]",
    "¡": "(?:^|[^A-Za-z])_[A-Z]",
    "«": "(?:^|[^A-Za-z])_[A-Za-z]",
    "»": "[A-Za-z.,!?]_",
    "·": "[A-Za-z0-9] ?_ ?[A-Za-z0-9]",
}

_STRETCH: Final = lazily("[^\x00-\x7f]+")
#: From U+2E80 to U+FFFF, told by what else there is: ``re`` takes the time of each code point.
_EAST_ASIAN: Final = lazily("[^\x00-\u2e7f\U00010000-\U0010ffff]")
#: Where bytes were lost, so much of what is not ASCII must still become letters of Latin words.
_MOST: Final = 0.6
#: First words of the names of what stands in Latin words.
_LATIN: Final = frozenset({"LATIN", "COMBINING", "MODIFIER"})
_BESIDE_WORDS: Final = "«»·°\N{NO-BREAK SPACE}"
_PUNCTUATION: Final = frozenset("‘’“”–—…•€™")
#: Emoji are F0 9F and two trail bytes: ``馃憤`` in GBK.  ``馃``, a cake, is written before none of
#: the characters that such two bytes are; punctuation, rows A1 to A3, would be arrows.
EMOJI_IN_GBK: Final = bytes(
    byte
    for lead in (*range(0x8C, 0xA0), *range(0xA4, 0xAC))
    for trail in range(0x80, 0xC0)
    for byte in (lead, trail)
).decode("gb18030", "ignore")
_EMOJI: Final = lazily(f"馃[{EMOJI_IN_GBK}]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a line that is not ASCII, and what its bytes say in UTF-8."""

    start: int
    end: int
    text: str
    scripts: frozenset[str]
    proves: bool
    is_latin: bool
    in_word: bool


def multi_byte_stretches(line: str, page: str) -> list[Stretch]:
    """Return the stretches of a line that were read as a code page, by their bytes alone.

    >>> [s.text for s in multi_byte_stretches("name: 浣犲ソ浣犲ソ", "gb18030")]
    ['你好你好']
    >>> multi_byte_stretches("以前", "gb18030")
    []
    """
    if _EAST_ASIAN.search(line) is None:
        return []
    found: list[Stretch] = []
    complete = True
    for match in _STRETCH.finditer(line):
        stretch = _stretch(line, match, page)
        if stretch is None:
            complete = False
        else:
            found.append(stretch)
    if complete and (_are_in_words(line, found) or _are_letters(found) or _are_latin(found)):
        return found
    if not complete and len(found) >= _MOST * sum(1 for _ in _STRETCH.finditer(line)):
        latin = [stretch for stretch in found if stretch.is_latin]
        if len(latin) == len(found) and _are_in_words(line, found):
            return found  # what is left lost a byte
    scripts = {name for stretch in found if stretch.proves for name in stretch.scripts}
    if "CYRILLIC" in scripts:
        scripts.add("LATIN")  # Chuvash writes ç, ă and ĕ with the Latin letters
    kept = [s for s in found if s.proves or (s.scripts and scripts.issuperset(s.scripts))]
    return _with_emoji(line, kept) if page == "gb18030" and "馃" in line else kept


def _with_emoji(line: str, found: list[Stretch]) -> list[Stretch]:
    """Return the stretches of a line, and the emoji between them that GBK shows."""
    more = [
        Stretch(*match.span(), text, frozenset(), proves=True, is_latin=False, in_word=False)
        for match in _EMOJI.finditer(line)
        if not any(s.start < match.end() and match.start() < s.end for s in found)
        and (text := decode_exact(match[0].encode("gb18030"), "utf-8")) is not None
    ]
    return sorted(found + more, key=lambda stretch: stretch.start)


def _are_latin(stretches: list[Stretch]) -> bool:
    """Tell whether some are proved, and all others are Latin letters or punctuation."""
    return any(s.proves for s in stretches) and all(s.is_latin for s in stretches)


def _are_letters(stretches: list[Stretch]) -> bool:
    """Tell whether all that is not ASCII becomes enough letters of one script."""
    scripts = {name for stretch in stretches for name in stretch.scripts}
    letters = {char for stretch in stretches for char in stretch.text if char > "\x7f"}
    return len(scripts) == 1 and scripts != {"LATIN"} and len(letters) >= _LEAST_LETTERS


def _stretch(line: str, match: re.Match[str], page: str) -> Stretch | None:
    """Return what a stretch says; None where its bytes are no UTF-8, or no text."""
    if page == "cp932" and LOST_IN_CP932 in match.group():
        return None
    data = reencode(match.group(), page)
    text = None if data is None else decode_exact(data, "utf-8")
    if text is None or not text.replace("\N{NO-BREAK SPACE}", " ").isprintable():
        return None
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    beyond = [char for char in text if char > "\x7f"]
    letters = [char for char in beyond if is_letter(char)]
    if _is_row_of_table(letters):
        return None
    is_east_asian = _EAST_ASIAN.search(match.group()) is not None
    scripts = frozenset(map(script, letters)) - {"COMBINING"}
    one_script = len(scripts) <= 1
    threes = sum(char > "\u07ff" for char in beyond)
    if beyond and _PUNCTUATION.issuperset(beyond):
        proves = (
            before.isalpha() or after.isalpha() or (not text.isupper() and text != text.upper())
        )
    elif threes:
        proves = threes >= _PROOF.get(page, _MORE_PROOF) and len(beyond) < len(match.group())
    else:
        proves = len(set(letters)) >= _LEAST_LETTERS and len(letters) == len(beyond)
    is_latin = _LATIN.issuperset(map(script, letters)) and all(
        is_letter(char) or char in _PUNCTUATION or char in _BESIDE_WORDS for char in beyond
    )
    in_word = is_latin and (_is_ascii_letter(before) or _is_ascii_letter(after))
    proves = proves and is_east_asian and one_script
    return Stretch(match.start(), match.end(), text, scripts, proves, is_latin, in_word)


def _is_row_of_table(letters: list[str]) -> bool:
    """Tell whether letters follow one another as in the table of a code page: that is no word."""
    steps = [ord(two) - ord(one) for one, two in pairwise(letters)]
    return len(steps) >= _ROW and 4 * steps.count(1) >= 3 * len(steps)


def _are_in_words(line: str, stretches: list[Stretch]) -> bool:
    """Tell whether all that is not ASCII in a line becomes letters of Latin words."""
    if not all(s.is_latin or _is_sign(line, s) for s in stretches):
        return False
    if len(_ASCII_WORD.findall(line)) >= _LEAST_WORDS and all(
        _is_sign(line, s) or (s.in_word and "ß" <= s.text <= "ÿ") for s in stretches
    ):
        return True
    garbled = {line[s.start : s.end] for s in stretches if s.in_word}
    if sum(s.end - s.start for s in stretches) >= _LEAST_IN_WORDS and len(garbled) > 1:
        return True
    return any(
        line[s.start - 1 : s.start].islower()
        and line[s.end : s.end + 1].islower()
        and not s.text.isupper()
        for s in stretches
    )


def _is_sign(line: str, stretch: Stretch) -> bool:
    """Tell whether a stretch is a single sign of Latin-1 where such a sign stands: ``拢120``."""
    places = _SIGNS.get(stretch.text)
    if places is None:
        return False
    around = line[max(0, stretch.start - 2) : stretch.start] + "_"
    return re.search(places, around + line[stretch.end : stretch.end + 2]) is not None


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
