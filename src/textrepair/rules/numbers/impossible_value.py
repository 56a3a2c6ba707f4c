"""A number that cannot be where it stands: a 45th of May, 55.44 am, 29 of his 19 matches.

Looks like:    on May 2005, 5, found at 55.44am, in the 0th minute; two numbers beside each other
               that contradict: 29 of his 19 matches, 6 meters (60 feet)
Happens when:  a translation machine fills the numbers of its input into the places of its output
               in the wrong order.
Undone by:     hand, or refilled-numbers. A finding tells what cannot be, and why.
Left alone:    text that is not English; bad style that can be understood (15:30 pm, 800 am);
               values that are only unlikely, such as 101 % and a year 2200.
Example:
    >>> import textrepair
    >>> text = "He died in the city on 1918 September 9."
    >>> result = textrepair.repair(text, select=["impossible-value"], language="en")
    >>> [finding.text for finding in result.findings]
    ['1918']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...numbers.templates.english import is_english_at, lines_around
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "impossible-value"
#: A number with something after it that limits what it can be; and zeros alone.
TRIGGER: Final = Trigger(
    first="0-9",
    then=r"(?:(?:st|nd|rd|th|s)\b| ?[ap]\.?m\b| [JFMASOND][a-z]"
    r"|(?<=[0-9]{4})(?:\.[0-9]{1,4})?(?:%| per| ?[mb](?:illion|n)?\b)|(?<=[0-9]{2}), [0-9]"
    r"|(?<= 000)\b| (?:BST|GMT|UTC|CES?T|MSK)\b"
    r"| (?:out )?of [aht]|-[0-9]{1,2} |[&/][0-9]|-foot-|[ -]year|(?:\.[0-9])?[ -]magnitude"
    r"|(?<=itude [0-9])|(?<=itude of [0-9])|(?<=ategory[ -][0-9])| and [0-9]|(?<=[(][0-9]))",
    ascii=True,
)

_CANDIDATE: Final = re.compile(rf"[{TRIGGER.first}]{TRIGGER.then}")


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each number that cannot be."""
    for start, end in lines_around(text, [m.start() for m in _CANDIDATE.finditer(text)]):
        said = sorted(_in_line(text[start:end]))
        if said and (options.language == "en" or is_english_at(text, start, end)):
            for first, last, message in said:
                here, there = start + first, start + last
                yield Finding(NAME, here, there, text[here:there], f"impossible {message}")


def _in_line(line: str) -> Iterator[tuple[int, int, str]]:
    from ...numbers.checks.contradictions import contradictions
    from ...numbers.checks.impossible import impossible
    from ...numbers.templates.templates import number_slots

    for found in impossible(line, number_slots(line)):
        yield found.slot.start, found.slot.end, f"{found.what}: {found.why}"
    for pair in contradictions(line):
        yield pair.start, pair.end, f"{pair.what}: {pair.why}"


def inflict(text: str, rng: Random) -> str:
    """Let each day of a month and the year after it change places.

    >>> inflict("on May 5, 2005 in Xining", Random(1))
    'on May 2005, 5 in Xining'
    """
    return re.sub(r"\b(\d{1,2}), (\d{4})\b", r"\2, \1", text)


RULE: Final = Rule(
    name=NAME,
    summary="A date, time, ordinal, share, score or measure that cannot be",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
    reach=400,
)
