"""The converter that glosses and cuts Chinese pages byte by byte: the channel run forward.

It works on GBK bytes and knows nothing of where characters begin.  Behind each pair of bytes that
is a character of its list it writes the reading in brackets, also where the pair is made of the
end of one character and the beginning of the next.  Then it cuts the text, again at any place, at
the bytes of the fullwidth marks, and each part is decoded on its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Final

from ..gbk import character, decode_eating, is_frequent_traditional, is_traditional_only
from ..pinyin import main_reading

#: The marks at which the text is cut: fullwidth exclamation mark, question mark, comma.
CUTS: Final = ("！", "？", "，")
_CUTS: Final = re.compile(b"(" + b"|".join(mark.encode("gbk") for mark in CUTS) + b")")

_FOLDED: Final = str.maketrans({"！": "!", "，": ","})

#: The share of the traditional characters of a text that a site has on its list, about.
SHARE_GLOSSED: Final = 0.6

#: The same of those that only come about across borders: most of them are less frequent.
SHARE_ACROSS: Final = 0.2


def glossary(text: str, rng: Random) -> list[tuple[str, str]]:
    """Choose the list of a site: characters with readings, in an order of its own.

    Of all its characters only those matter whose bytes are in the text: those of the text, and
    some that come about across the borders of two characters.

    >>> glossary("讓當地", Random(3))
    [('當', 'dāng'), ('讓', 'ràng')]
    """
    known = [char for char in _pairs_in(text) if is_traditional_only(char)]
    chosen = [
        char
        for char in sorted(filter(is_frequent_traditional, known))
        if rng.random() < (SHARE_GLOSSED if char in text else SHARE_ACROSS)
    ]
    rng.shuffle(chosen)
    readings = ((char, main_reading(char)) for char in chosen)
    return [(char, reading) for char, reading in readings if reading]


def _pairs_in(text: str) -> set[str]:
    """Return the characters that any two bytes of a text in a row are."""
    data = text.encode("gbk", "replace")
    return {character(first, second) for first, second in pairwise(data)} - {""}


def splice_glosses(text: str, glosses: Sequence[tuple[str, str]]) -> str:
    """Run the text through the converter with this list; what GBK lacks becomes ``?``.

    Each line is converted on its own.

    >>> splice_glosses("讓當地人。”4月", [("數", "shù"), ("當", "dāng")])
    '讓當(dāng)?shù)厝恕！?月'
    """
    return re.sub(r"[^\r\n]+", lambda line: _splice_line(line[0], glosses), text)


def _splice_line(line: str, glosses: Sequence[tuple[str, str]]) -> str:
    data = line.encode("gbk", "replace")
    for char, reading in glosses:
        pair = char.encode("gbk")
        data = data.replace(pair, pair + f"({reading})".encode("gbk"))
    return "".join(map(decode_eating, _CUTS.split(data)))


def fold_marks(text: str) -> str:
    """Fold fullwidth exclamation marks and commas to ASCII, as sites do with what comes out.

    >>> fold_marks("好，好！")
    '好,好!'
    """
    return text.translate(_FOLDED)
