"""A numeral that cannot be: its commas part no groups of three digits.

Looks like:    10,70 ports, 6,5 base stations, in English text
Happens when:  a translation machine takes 700,000 for two places to fill, and fills them with two
               numbers that have nothing to do with each other.
Undone by:     hand, or refilled-numbers. A finding marks the whole numeral.
Left alone:    text that is not English, where a comma may be the decimal mark; prices in euros;
               Indian grouping (1,23,456); lists without spaces (pages 3,7 and (10,5)); dates (May
               5,2014); names of chemicals (2,3-dimethyl).
Example:
    >>> import textrepair
    >>> text = "The plan brings 10,5 gigabit links into the enterprises of the city."
    >>> result = textrepair.repair(text, select=["malformed-number"])
    >>> [finding.text for finding in result.findings]
    ['10,5']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Final

from ...edits import Finding
from ...numbers.templates.english import is_english_at, lines_around
from ...numbers.templates.slots import Numeral, is_grouped, numerals
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "malformed-number"
#: A comma between digits, unless exactly three follow it.
TRIGGER: Final = Trigger(
    first=",", then=r"(?<=[0-9],)(?:[0-9](?:[0-9](?![0-9])|(?![0-9])|[0-9]{3}))", ascii=True
)

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

#: How far back the word before a numeral is looked for.
_REACH: Final = 16


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each malformed numeral."""
    if "," not in text:
        return
    for start, end in lines_around(text, [m.start() for m in _CANDIDATE.finditer(text)]):
        if options.language != "en" and not is_english_at(text, start, end):
            continue
        for numeral in numerals(text, start, end):
            if _is_malformed(numeral, text):
                whole = text[numeral.start : numeral.end]
                yield Finding(NAME, numeral.start, numeral.end, whole, _message(numeral, whole))


def _is_malformed(numeral: Numeral, text: str) -> bool:
    if "," not in numeral.marks or is_grouped(numeral.groups, numeral.marks):
        return False
    if not all(group.isdigit() for group in numeral.groups):
        return False  # with a gap in it, it is a finding of number-gap
    if _counts_up(numeral.groups):
        return False
    before = text[max(0, numeral.start - _REACH) : numeral.start]
    if before[-1:].isalpha() or before.endswith(("-", "'", "_", "/")) or _LIST_WORD.search(before):
        return False
    after = _QUANTITY.match(text, numeral.end)
    return after is not None and not _is_chemical(text, numeral.end)


def _counts_up(groups: tuple[str, ...]) -> bool:
    """Tell whether each group is the number after the one before it, as in a list."""
    return all(int(right) == int(left) + 1 for left, right in pairwise(groups))


def _is_chemical(text: str, at: int) -> bool:
    """Tell a name such as 2,3-dimethyl from a compound such as 6,5-kilometer."""
    return text.startswith("-", at) and not re.match(
        r"-(?:years?|months?|days?|hours?|kilomet|met[er]|miles?|percent|foot|feet|inch|ton|mile|G\b)",
        text[at : at + 12],
    )


def _message(numeral: Numeral, whole: str) -> str:
    return (
        f"{whole} is no English numeral: a comma is followed by groups of three digits;"
        f" {len(numeral.groups)} numbers may have been filled into the place of one"
    )


def inflict(text: str, rng: Random) -> str:
    """Fill the groups of grouped numerals with numbers of one or two digits.

    >>> inflict("700,000 ports", Random(3))
    '31,76 ports'
    """
    pieces: list[str] = []
    position = 0
    for numeral in numerals(text):
        if numeral.marks and is_grouped(numeral.groups, numeral.marks):
            ways_to_write = ",".join(str(rng.randrange(1, 100)) for _ in numeral.groups)
            pieces += (text[position : numeral.start], ways_to_write)
            position = numeral.end
    return "".join((*pieces, text[position:]))


RULE: Final = Rule(
    name=NAME,
    summary="A numeral whose commas part no groups of three digits, in English text",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
    reach=400,
)
