"""Reading the quantities of a text: digits, numerals in characters and in words, times, scores.

For Chinese, Japanese, Korean, German, French, Russian, Spanish and English.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .digits import written_quantities
from .quantity import Quantity
from .reading_words import spoken_quantities

#: Spaces that keep numbers together are read as plain ones.
_SPACES: Final = dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
_HARD_SPACE: Final = re.compile("[\u00a0\u2009\u202f]")

#: Number words are not read beside kana and Chinese characters.
_CHINESE: Final = re.compile("[\u3040-\u9fff]")

#: What joins the two ends of a range, or the items of a list.
_JOINS: Final = re.compile(
    r" ?(?:[-–~～至到,、]|から|to|bis|und|à|et|а?|y|и|до|или|and|和|或|에서|및) ?|歳?と"
)
_JOIN_LENGTH: Final = 6


def read(text: str, *, words: bool = True) -> list[Quantity]:
    """Return the quantities of a text, in order; ``words`` tells to read such as "ten" too.

    >>> [(str(q.values[0]), q.kinds) for q in read("2018年8.9万人,32%")]
    [('2018', ('year',)), ('89000', ('people',)), ('32', ('percent',))]
    """
    if _HARD_SPACE.search(text):
        text = text.translate(_SPACES)
    found = list(written_quantities(text))
    if words and not _CHINESE.search(text):
        found = sorted([*found, *spoken_quantities(text, found)], key=_start)
    return _ranges(text, found)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give a number that is joined to the next one what that one counts."""
    joined = list(found)
    for i in range(len(joined) - 2, -1, -1):
        left, right = joined[i], joined[i + 1]
        if left.kinds or not right.kinds or right.start - left.end > _JOIN_LENGTH:
            continue
        if _JOINS.fullmatch(text, left.end, right.start):
            joined[i] = replace(left, kinds=right.kinds)
    return joined
