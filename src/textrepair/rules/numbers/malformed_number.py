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

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...numbers.checks.malformed import malformed_numerals
from ...numbers.templates.slots import Numeral, is_grouped, numerals
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "malformed-number"
#: A comma between digits, unless exactly three follow it.
TRIGGER: Final = Trigger(
    first=",", then=r"(?<=[0-9],)(?:[0-9](?:[0-9](?![0-9])|(?![0-9])|[0-9]{3}))", ascii=True
)


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each malformed numeral."""
    for numeral in malformed_numerals(text, is_english=options.language == "en"):
        whole = text[numeral.start : numeral.end]
        yield Finding(NAME, numeral.start, numeral.end, whole, _message(numeral, whole))


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
            filled = ",".join(str(rng.randrange(1, 100)) for _ in numeral.groups)
            pieces += (text[position : numeral.start], filled)
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
    edits_nothing=True,
    scope=Scope.LINE,
    reach=400,
)
