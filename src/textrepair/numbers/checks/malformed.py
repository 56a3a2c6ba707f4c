"""Numerals that cannot be: commas that part no groups of three digits, in English text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..recent import told_once
from ..templates.english import is_english_at, lines_around
from ..templates.slots import Groups, Numeral, is_grouped, numerals
from .elsewhere import malformed_elsewhere

#: A comma between digits after which no group of three digits stands.
_CANDIDATE: Final = re.compile(r",(?<=[0-9],)(?![0-9]{3}(?![0-9]))(?=[0-9])")

#: A quantity goes on with a unit or a noun; prices in euros are often written with a comma.
_QUANTITY: Final = re.compile(
    r"%|[ \N{NO-BREAK SPACE}-](?!(?:to|and|or|for|at|is|are|if|means?|euros?|eur)\b|&"
    r"|\d+/\d|0\w)[^\W_]",
    re.IGNORECASE,
)

#: Words that a list of numbers follows.
_LIST_WORD: Final = re.compile(
    r"""(?: [(\[{/=:;^_#] | \d[,;]?\s*(?:(?:and|or|&)\s*)?
        | \b(?:pages?|pp|p|articles?|arts?|sections?|chapters?|verses?|psalms?|figures?|figs?
             |tables?|steps?|items?|questions?|lines?|rows?|columns?|options?|parts?|volumes?|vols?
             |positions?|points?|combinations?|coordinates?|graph|numbers?|nos?|nrs?|notes?|cases?|ids?|days?
             |jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
             |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
             )\.?\s*
        | (?:^|[\s\\])-{1,2}[a-z][a-z-]*[ ] | ="  # blame -L 40,60; --reflog="10,1 hour ago"
        )$""",
    re.VERBOSE | re.IGNORECASE,
)

#: What follows a size that is written with a decimal comma: 5,4 MB, 2,54 mm, 3,3 V.  Longer units
#: and those of distance and weight also follow numerals of thousands.
SIZE: Final = (
    r"[ \n\N{NO-BREAK SPACE}-]?(?:[kKMGT]i?(?:[Bb]|bit)(?:/s|ps)?|[kMG]?[Hh]z|[mµ]?[msVA]|[mkM]?W"
    r"|cm|d[Bb]A?|bar|fps|rpm|p[tx]|inch)\b(?![-'’])"
)
_SIZE: Final = re.compile(SIZE)
#: The next of a list of pairs: 1,3 2,3 1,1.
_PAIR: Final = re.compile(r" \d+,\d")
_COPYRIGHT: Final = re.compile(r"copyright|\([Cc]\)|©", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")

#: How far back the word before a numeral is looked for, in code points.
_REACH: Final = 24
#: So many groups that grow are a list: few numerals have as many groups at all.
_LIST: Final = 4
#: Groups of fewer digits, three and more of them that grow, are a list, too.
_LONGEST_GROUP: Final = 3
#: How far back in its line a notice of copyright begins, in code points.
_LINE: Final = 160


@told_once
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
        else:
            yield from malformed_elsewhere(text[start:end], start)


def _is_malformed(numeral: Numeral, text: str) -> bool:
    if "," not in numeral.marks or is_grouped(numeral.groups, numeral.marks):
        return False
    if not all(group.isdigit() for group in numeral.groups):
        return False  # a numeral with a gap is found as a missing number
    if numeral.marks.count(".") > 1:
        return False  # 1234.567,1234.789
    if _counts_up(numeral.groups) or _is_list(numeral, text):
        return False
    before = text[max(0, numeral.start - _REACH) : numeral.start]
    if (
        before[-1:].isalpha()
        or before.endswith(("-", "'", "_", "/", "%", ",", "+", "~"))
        or _LIST_WORD.search(before)
    ):
        return False
    after = _QUANTITY.match(text, numeral.end)
    return after is not None and not _is_chemical(text, numeral.end)


def _counts_up(groups: Groups) -> bool:
    """Tell whether each group is the number after the one before it, as in a list.

    Three and more groups may count in longer steps, or stand still: 1,6,11,16.
    """
    steps = {int(right) - int(left) for left, right in pairwise(groups)}
    if len(groups) > 2 and steps == {0}:
        return True  # not 1,1,1 but 1
    if len(groups) >= _LIST and (min(steps) > 0 or max(steps) < 0):
        return True  # 2,3,4,5,7,9; 40,30,20,10
    if len(groups) > 2 and min(steps) > 0 and max(map(len, groups)) < _LONGEST_GROUP:
        return True  # 6,10,12 bytes
    return steps == {1} or (len(groups) > 2 and len(steps) == 1 and min(steps) > 0)


def _is_list(numeral: Numeral, text: str) -> bool:
    """Tell years, coordinates, pairs and decimal fractions from a numeral."""
    groups = numeral.groups
    if all(map(_YEAR.fullmatch, groups)) or (groups[0] == "0" and groups[-1] != "000"):
        return True  # 1996,1999 by the author; the 0,0 location, 0,5 of a second
    if numeral.marks == ",." and len(groups[1]) < _LONGEST_GROUP:
        return True  # from 8,4.75 to 9,5
    if _SIZE.match(text, numeral.end) or _PAIR.match(text, numeral.end):
        return True
    line = text.rfind("\n", max(0, numeral.start - _LINE), numeral.start) + 1
    start = max(line, numeral.start - _LINE)
    return _COPYRIGHT.search(text, start, numeral.start) is not None


def _is_chemical(text: str, at: int) -> bool:
    """Tell a name such as 2,3-dimethyl from a compound such as 6,5-kilometer."""
    return text.startswith("-", at) and not re.match(
        r"-(?:years?|months?|days?|hours?|kilomet|met[er]|miles?|percent|foot|feet|inch|ton|mile|G\b)",
        text[at : at + 12],
    )
