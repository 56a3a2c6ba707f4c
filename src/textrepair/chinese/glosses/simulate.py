"""The converter that glosses and cuts Chinese pages byte by byte: the channel run forward.

The converter works on GBK bytes and ignores where characters begin.  Behind each pair of bytes that
is a character of its list it writes the reading in brackets, even if the pair consists of the trail
byte of one character and the lead byte of the next.  Then it cuts the text at the bytes of the
fullwidth marks, again ignoring characters, and decodes each part on its own.
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
CUTS: Final = "！？，"
#: Some converters cut at these as well.
MORE_CUTS: Final = "；："
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")

#: Share of the traditional characters of a text that are on the list of a site.  Set by hand.
GLOSSARY_SHARE: Final = 0.6

#: Share of the traditional characters made of a trail byte and a lead byte that are on the list;
#: most of these characters are less frequent.  Set by hand.
ACROSS_SHARE: Final = 0.2


def glossary(text: str, rng: Random) -> list[tuple[str, str]]:
    """Choose the list of a site at random: characters with readings, in random order.

    The list holds only characters whose bytes occur in the text: characters of the text, and
    characters whose two bytes belong to two neighbours.

    >>> glossary("讓當地", Random(3))
    [('當', 'dāng'), ('讓', 'ràng')]
    """
    possible = [char for char in _pairs_in(text) if is_traditional_only(char)]
    chosen = [
        char
        for char in sorted(filter(is_frequent_traditional, possible))
        if rng.random() < (GLOSSARY_SHARE if char in text else ACROSS_SHARE)
    ]
    rng.shuffle(chosen)
    readings = ((char, main_reading(char)) for char in chosen)
    return [(char, reading) for char, reading in readings if reading]


def _pairs_in(text: str) -> set[str]:
    """Return the characters that neighbouring bytes of a text decode to, aligned or not."""
    data = text.encode("gbk", "replace")
    return {character(first, second) for first, second in pairwise(data)} - {""}


def splice_glosses(
    text: str,
    glosses: Sequence[tuple[str, str]],
    cuts: str = CUTS,
    *,
    shows_euros: bool = False,
    strips_private: bool = False,
) -> str:
    """Run a text through the converter with a list of glosses, line by line.

    Characters that GBK lacks become ``?``.  ``shows_euros`` tells whether the decoder makes ``€``
    of the byte 80, and ``strips_private`` whether characters of private use are dropped at last.

    >>> splice_glosses("讓當地人。”4月", [("數", "shù"), ("當", "dāng")])
    '讓當(dāng)?shù)厝恕！?月'
    """

    def spliced(line: re.Match[str]) -> str:
        parts = re.split(_any_of(cuts), _with_glosses(line[0], glosses))
        return "".join([decode_eating(part, shows_euros=shows_euros) for part in parts])

    garbled = re.sub(r"[^\r\n]+", spliced, text)
    return _PRIVATE.sub("", garbled) if strips_private else garbled


def _any_of(marks: str) -> bytes:
    return b"(" + b"|".join(mark.encode("gbk") for mark in marks) + b")"


def _with_glosses(line: str, glosses: Sequence[tuple[str, str]]) -> bytes:
    data = line.encode("gbk", "replace")
    for char, reading in glosses:
        pair = char.encode("gbk")
        data = data.replace(pair, pair + f"({reading})".encode("gbk"))
    return data
