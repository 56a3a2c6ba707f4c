"""A number that is missing: <> stands in its place.

Looks like:    the penetration rate of <>G users has reached <>%; grown by ⟨1⟩%, to __NUM2__ people;
               1 @,@ 000 boats
Happens when:  a translation machine keeps the numbers of its input apart, and fills them into the
               places of its output one after another. Where it has no number left it writes <>.
Undone by:     hand: its line does not tell which number it was. Where the paragraph or a source
               text tells, the rule refilled-numbers says so.
Left alone:    <> in code and markup (a <> b, List<>, <></>), and in text about them; <> with
               digits after it in the line, because a machine that has run out of numbers has none
               for what follows; __NUM1__, {0}, $num and others in templates, programs and manuals,
               that is outside prose, where no number must stand, or (for the usual ones of
               templates) where no other number stands in digits.
Example:
    >>> import textrepair
    >>> text = "The penetration rate of <>G users has reached <>%."
    >>> [finding.start for finding in textrepair.repair(text).findings]
    [24, 46]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding, Suggestion
from ...numbers.checks.gaps import missing_numbers
from ...numbers.templates.slots import GAP
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "number-gap"
#: <>, <num>; ｟num｠; ⟨1⟩; __NUM; #1#; {0}; $num, [NUM; 1 @,@ 000.
TRIGGER: Final = Trigger(
    first="<｟⟨_#{$[@",
    then=r"(?:(?<=<)(?:>|[Nn][Uu][Mm])|(?<=｟)[NnDd]|(?<=⟨)(?:[0-9]|[Nn][Uu][Mm])"
    r"|(?<=__)[Nn][Uu][Mm]|(?<=#)[0-9]{1,2}#|(?<={)[0-9]{1,2}}|(?<=[$\[])[Nn][Uu][Mm]"
    r"|(?<= @)[-,.]@ )",
    ascii=True,
)

_NOT_FILLED: Final = (
    "a number is missing here: a translation machine has not filled its placeholder"
)

_APART: Final = "a tokenizer wrote this mark apart, and nobody joined it again"

_MESSAGE: Final = "a number is missing here: a translation machine writes <> when it has none left"


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each gap."""
    for number in missing_numbers(text, is_english=options.language == "en"):
        whole = text[number.start : number.end]
        if number.text is not None:
            right = (Suggestion(number.text, 0.9, "tokenizers write marks apart like this"),)
            yield Finding(NAME, number.start, number.end, whole, _APART, right)
        else:
            message = _MESSAGE if number.is_gap else _NOT_FILLED
            yield Finding(NAME, number.start, number.end, whole, message)


def inflict(text: str, rng: Random) -> str:
    """Lose the last numbers of each line, as a machine that has run out of them does.

    >>> inflict("3 of 4 people", Random(0))
    '3 of <> people'
    """
    return "\n".join(_run_out(line, rng) for line in text.split("\n"))


def _run_out(line: str, rng: Random) -> str:
    runs = list(re.finditer(r"\d+", line))
    if not runs:
        return line
    first_lost = rng.randrange(len(runs))
    for run in reversed(runs[first_lost:]):
        line = line[: run.start()] + GAP + line[run.end() :]
    return line


RULE: Final = Rule(
    name=NAME,
    summary="<> where a translation machine had no number left",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    edits_nothing=True,
    scope=Scope.DOCUMENT,
)
