"""A number that cannot be where it stands: a 45th of May, 55.44 am, 29 of his 19 matches.

Looks like:    on May 2005, 5, found at 55.44am, in the 0th minute; two numbers beside each other
               that contradict: 29 of his 19 matches, 6 meters (60 feet); 1.234 people, May 5, 20018
Happens when:  a translation machine fills the numbers of its input into the places of its output
               in the wrong order.
Undone by:     hand, or refilled-numbers. A finding tells what cannot be, and why.
Left alone:    text that is not English; dates with the year first; what is counted from nought
               (the 0th element); bad style that can be understood (15:30 pm, 800 am);
               values that are only unlikely, such as 101 % and a year 2200.
Example:
    >>> import textrepair
    >>> text = "He died in the city on September 1918, 9."
    >>> result = textrepair.repair(text, select=["impossible-value"], language="en")
    >>> [finding.text for finding in result.findings]
    ['1918']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding, Suggestion
from ...numbers.checks import AFTER_A_LIMITED_NUMBER
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "impossible-value"
TRIGGER: Final = Trigger(first="0-9", then=AFTER_A_LIMITED_NUMBER, ascii=True)


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each number that cannot be."""
    from ...numbers.checks.impossible import impossible_values

    for found in impossible_values(text, is_english=options.language == "en"):
        whole = text[found.start : found.end]
        message = f"impossible {found.what}: {found.why}"
        likely = (Suggestion(found.likely, 0.7, "it has that many digits"),) if found.likely else ()
        yield Finding(NAME, found.start, found.end, whole, message, likely)


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
    edits_nothing=True,
    scope=Scope.LINE,
    reach=400,
)
