"""The readings of Chinese characters in pinyin.

The table, data/readings.txt, is derived from the data of pypinyin (MIT), whose readings of single
characters are those of pinyin-data (MIT), by tools/build_readings.py: the ideographs that GBK
holds, by reading.  See NOTICE.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

#: All letters that a reading is spelled with.
LETTERS: Final = "a-zāáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿɑɡ"

#: The longest reading, zhuāng, has six letters; one more is allowed for other spellings.
LONGEST: Final = 7

#: What may be a reading, as part of a regular expression.
READING: Final = rf"[{LETTERS}]{{1,{LONGEST}}}"

#: Spellings of the same letter: fonts for phonetics, and the v that keyboards have for ü.
_SPELLINGS: Final = str.maketrans(
    {
        "\N{LATIN SMALL LETTER SCRIPT G}": "g",
        "\N{LATIN SMALL LETTER ALPHA}": "a",
        "v": "ü",
    }
)


@dataclass(frozen=True, slots=True)
class Readers:
    """The characters that are read in one way: mainly (``main``), or so too (``further``)."""

    main: str
    further: str


_NOBODY: Final = Readers("", "")


@cache
def _table() -> Mapping[str, Readers]:
    # Not importlib.resources, which takes longer to load than the table.
    text = Path(__file__).with_name("data").joinpath("readings.txt").read_text("utf-8")
    table = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        reading, _, characters = line.partition("\t")
        main, _, further = characters.partition("|")
        table[reading] = Readers(main, further)
    return table


@cache
def _main_readings() -> Mapping[str, str]:
    return {char: reading for reading, readers in _table().items() for char in readers.main}


def usual_spelling(reading: str) -> str:
    """Return a reading in the letters of the table.

    >>> usual_spelling("lv"), usual_spelling("\N{LATIN SMALL LETTER SCRIPT G}è")
    ('lü', 'gè')
    """
    return reading.translate(_SPELLINGS)


def readers_of(reading: str) -> Readers:
    """Return the characters that are read so, tone marks and all; none for what is no reading.

    >>> "數" in readers_of("shù").main, "數" in readers_of("shǔ").further
    (True, True)
    """
    return _table().get(usual_spelling(reading), _NOBODY)


def is_reading(reading: str, char: str) -> bool:
    """Tell whether a character can be read so.

    >>> is_reading("háng", "行"), is_reading("xíng", "行"), is_reading("xing", "行")
    (True, True, False)
    """
    readers = readers_of(reading)
    return char in readers.main or char in readers.further


def main_reading(char: str) -> str | None:
    """Return the first reading of a character, None if GBK lacks it or it has none.

    >>> main_reading("實")
    'shí'
    """
    return _main_readings().get(char)
