"""Numerals that cannot be: commas that part no groups of three digits, in English text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..templates.english import is_english_at, lines_around
from ..templates.slots import Groups, Numeral, is_grouped, numerals

#: A comma between digits after which no group of three digits stands.
_CANDIDATE: Final = re.compile(r"(?<=[0-9]),(?![0-9]{3}(?![0-9]))(?=[0-9])")

#: A quantity goes on with a unit or a noun; prices in euros are often written with a comma.
_QUANTITY: Final = re.compile(
    r"%|[ \N{NO-BREAK SPACE}-](?!(?:to|and|or|euros?|eur)\b|&)[^\W_]", re.IGNORECASE
)

#: Words that a list of numbers follows.
_LIST_WORD: Final = re.compile(
    r"""(?: [(\[{/=:;^_#] | \d[,;]?\s*(?:(?:and|or|&)\s*)?
        | \b(?:pages?|pp|p|articles?|arts?|sections?|chapters?|verses?|psalms?|figures?|figs?
             |tables?|steps?|items?|questions?|lines?|rows?|columns?|options?|parts?|volumes?|vols?
             |numbers?|nos?|nrs?|notes?|cases?|ids?|days?
             |jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
             |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
             )\.?\s*
        )$""",
    re.VERBOSE | re.IGNORECASE,
)

#: How far back the word before a numeral is looked for, in code points.
_REACH: Final = 16


def malformed_numerals(text: str, *, is_english: bool = False) -> Iterator[Numeral]:
    """Yield the numerals of the English lines of a text whose commas part no groups of three.

    ``is_english`` tells that all of the text is English; else each line is judged by its words.

    >>> [n.groups for n in malformed_numerals("6,5 boats, 1,250 men; pages 3,7", is_english=True)]
    [('6', '5')]
    """
    if "," not in text:
        return
    for start, end in lines_around(text, [m.start() for m in _CANDIDATE.finditer(text)]):
        if is_english or is_english_at(text, start, end):
            for numeral in numerals(text, start, end):
                if _is_malformed(numeral, text):
                    yield numeral


def _is_malformed(numeral: Numeral, text: str) -> bool:
    if "," not in numeral.marks or is_grouped(numeral.groups, numeral.marks):
        return False
    if not all(group.isdigit() for group in numeral.groups):
        return False  # a numeral with a gap is found as a missing number
    if _counts_up(numeral.groups):
        return False
    before = text[max(0, numeral.start - _REACH) : numeral.start]
    if before[-1:].isalpha() or before.endswith(("-", "'", "_", "/")) or _LIST_WORD.search(before):
        return False
    after = _QUANTITY.match(text, numeral.end)
    return after is not None and not _is_chemical(text, numeral.end)


def _counts_up(groups: Groups) -> bool:
    """Tell whether each group is the number after the one before it, as in a list."""
    return all(int(right) == int(left) + 1 for left, right in pairwise(groups))


def _is_chemical(text: str, at: int) -> bool:
    """Tell a name such as 2,3-dimethyl from a compound such as 6,5-kilometer."""
    return text.startswith("-", at) and not re.match(
        r"-(?:years?|months?|days?|hours?|kilomet|met[er]|miles?|percent|foot|feet|inch|ton|mile|G\b)",
        text[at : at + 12],
    )
