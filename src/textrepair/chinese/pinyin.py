"""Pinyin readings of Chinese characters, and the characters that share a reading.

The table data/readings.txt lists the ideographs of GBK by reading.  tools/build_readings.py makes
it from the data of pypinyin (MIT), whose readings of single characters are those of pinyin-data
(MIT).  See NOTICE.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
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

#: A regular expression for letters that may be a reading as a whole: capitals and fullwidth letters
#: too, as some converters write them.
ANY_READING: Final = rf"(?:[{LETTERS}{LETTERS.upper()}{_FULLWIDTH}]{{1,{LONGEST_READING}}})"

#: Letters that stand for a letter of the table: phonetic g and a, and v, which is typed for ü.
_SPELLINGS: Final = str.maketrans(
    {
        "\N{LATIN SMALL LETTER SCRIPT G}": "g",
        "\N{LATIN SMALL LETTER ALPHA}": "a",
        "v": "ü",
    }
)


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
    """
    return normalize("NFKC", reading.translate(_SPELLINGS)).lower()


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
