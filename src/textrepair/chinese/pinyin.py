"""Pinyin readings of Chinese characters, and the characters that share a reading.

The table data/readings.txt lists the ideographs of GBK by reading.  tools/build_readings.py makes
it from the data of pypinyin (MIT), whose readings of single characters are those of pinyin-data
(MIT).  See NOTICE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Final
from unicodedata import normalize

#: All letters that spell readings, as part of a character class of a regular expression.
LETTERS: Final = "a-zāáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɑɡ"

#: Most letters of a reading.  The longest reading, zhuāng, has six; one more allows for spellings
#: that the table does not have.
LONGEST_READING: Final = 7

#: A regular expression for letters that may be a reading.
READING: Final = rf"[{LETTERS}]{{1,{LONGEST_READING}}}"

_FULLWIDTH: Final = "\uff41-\uff5a"

#: A regular expression for letters that may be a reading: capitals and fullwidth letters too, as
#: some converters write them.
PLAIN_READING: Final = rf"[{LETTERS}{LETTERS.upper()}{_FULLWIDTH}]{{1,{LONGEST_READING}}}"

#: A letter as HTML and as JSON may write it: ``&iacute;``, ``&#462;``, ``\\u00ed``.
_ESCAPED: Final = r"&#?[0-9A-Za-z]{3,6};|\\u[0-9A-Fa-f]{4}"

#: The same with letters that are escaped, and with a numeral for the tone, ``xian4``.
ANY_READING: Final = (
    rf"(?:(?:[{LETTERS}{LETTERS.upper()}{_FULLWIDTH}]|{_ESCAPED}){{1,{LONGEST_READING}}}[1-5]?)"
)

#: Letters that stand for a letter of the table: phonetic g and a, and v, which is typed for ü.
_SPELLINGS: Final = str.maketrans(
    {
        "\N{LATIN SMALL LETTER SCRIPT G}": "g",
        "\N{LATIN SMALL LETTER ALPHA}": "a",
        "v": "ü",
    }
)


_JSON: Final = re.compile(r"\\u([0-9A-Fa-f]{4})")
_NUMBERED: Final = re.compile("[a-zü]+[1-5]")
#: The vowels with the marks of the tones 1 to 4.
_WITH_TONES: Final = dict(
    zip("aeiouü", ("āáǎà", "ēéěè", "īíǐì", "ōóǒò", "ūúǔù", "ǖǘǚǜ"), strict=True)
)
#: The vowel of a syllable that bears the mark: a or e, the o of ou, else the last one.
_MARKED: Final = re.compile("[ae]|o(?=u)|[iouü](?=[^aeiouü]*$)")


@dataclass(frozen=True, slots=True)
class Homophones:
    """The characters that share a reading: as their main reading, or as a further one."""

    main: str
    further: str


_NO_CHARACTERS: Final = Homophones("", "")


@cache
def _table() -> Mapping[str, Homophones]:
    # Not importlib.resources, which takes longer to load than the table.
    text = Path(__file__).with_name("data").joinpath("readings.txt").read_text("utf-8")
    table = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        reading, _, characters = line.partition("\t")
        main, _, further = characters.partition("|")
        table[reading] = Homophones(main, further)
    return table


@cache
def _main_readings() -> Mapping[str, str]:
    return {char: reading for reading, shared in _table().items() for char in shared.main}


def usual_spelling(reading: str) -> str:
    """Return a reading in the letters of the table.

    >>> [usual_spelling(s) for s in ("lv", "\N{LATIN SMALL LETTER SCRIPT G}è", "SHÍ", "ｓｈí")]
    ['lü', 'gè', 'shí', 'shí']
    >>> [usual_spelling(s) for s in ("xian4", "shui3", "sh&iacute;", "sh\\\\u00ed", "men5")]
    ['xiàn', 'shuǐ', 'shí', 'shí', 'men']
    """
    if "&" in reading or "\\" in reading:
        reading = _JSON.sub(lambda match: chr(int(match[1], 16)), unescape(reading))
    spelled = normalize("NFKC", reading.translate(_SPELLINGS)).lower()
    if not _NUMBERED.fullmatch(spelled):
        return spelled
    tone, marked = int(spelled[-1]) - 1, _MARKED.search(spelled[:-1])
    if marked is None or tone == len(_WITH_TONES["a"]):
        return spelled[:-1]
    at = marked.start()
    return f"{spelled[:at]}{_WITH_TONES[spelled[at]][tone]}{spelled[at + 1 : -1]}"


def homophones(reading: str) -> Homophones:
    """Return the characters with a reading, tone mark included; no characters if it is none.

    >>> "數" in homophones("shù").main, "數" in homophones("shǔ").further
    (True, True)
    """
    return _table().get(usual_spelling(reading), _NO_CHARACTERS)


def is_reading(reading: str, char: str) -> bool:
    """Tell whether a reading, with its tone mark, is one of the readings of a character.

    >>> is_reading("háng", "行"), is_reading("xíng", "行"), is_reading("xing", "行")
    (True, True, False)
    """
    shared = homophones(reading)
    return char in shared.main or char in shared.further


def main_reading(char: str) -> str | None:
    """Return the main reading of a character; None if GBK lacks the character or it has none.

    >>> main_reading("實")
    'shí'
    """
    return _main_readings().get(char)
