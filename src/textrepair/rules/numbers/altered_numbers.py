"""Numbers that a translation engine changed: a digit lost, a scale mistaken, a date turned round.

Looks like:    890,000 people for 8.9万人; 1.234 people for 1,234; June 5 for 5月6日; 39 miles for
               100公里; 5% for 5‰; the year 107 for 民國107年
Happens when:  an engine that copies digits drops or doubles one; one that reads numbers takes
               another mark for the decimal one, mistakes 万 and 亿, takes the day for the month,
               converts a measure twice, or keeps the year of an era.
Undone by:     the source (``source=``, ``--source``), which says the number: the number of the
               target that the source does not say, and that of the source that the target does not
               say, are one if a known slip makes the first of the second. Such edits are never
               safe, and where two numbers of the source can have become one of the target, a
               finding lists both.
Left alone:    everything without a source; numbers that translators round, convert, correct or
               leave out; dates in digits with slashes, which English reads both ways; a text whose
               numbers were poured in by position, which refilled-numbers undoes.
Example:
    >>> import textrepair
    >>> result = textrepair.repair("They have 890,000 boats.", source="8.9万艘船。")
    >>> [(finding.text, finding.suggestions[0].text) for finding in result.findings]
    [('890,000', '89,000')]
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding, Suggestion
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "altered-numbers"
#: Nothing: without a source there is nothing to do, and with one every rule is asked.
TRIGGER: Final = Trigger(first="0-9", then="(?!)", ascii=True)

#: How sure an edit is: of the numbers so changed in train/parallel, damaged on purpose, 97 % are
#: the number that stood there.
_SURE: Final = 0.9
_UNSURE: Final = 0.4


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each number of which one slip is clear, a finding for the others."""
    if options.source is None:
        return
    from ...numbers.slips.find import slips

    for slip in slips(text, options.source):
        before = text[slip.start : slip.end]
        message = f"{slip.name}: {slip.why}"
        if len(slip.texts) == 1 and slip.texts[0] != before:
            after = slip.texts[0]
            unsafe = Applicability.UNSAFE
            yield Edit(NAME, slip.start, slip.end, before, after, message, unsafe, _SURE)
        else:
            reason = "the source says this number, and the text does not"
            others = tuple(Suggestion(t, _UNSURE, reason) for t in slip.texts if t != before)
            yield Finding(NAME, slip.start, slip.end, before, message, others)


def inflict(text: str, rng: Random) -> str:
    """Do one kind of slip to a number of each line.

    >>> inflict("700,000 ports", Random(3))
    '700.000 ports'
    """
    from ...numbers.slips.damage import SLIPS, damage

    lines = text.split("\n")
    return "\n".join(damage(line, rng.choice(list(SLIPS)), rng) for line in lines)


RULE: Final = Rule(
    name=NAME,
    summary="Numbers of a translation that an engine changed, told by the source",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.DOCUMENT,
    takes_in=("number-gap", "malformed-number", "impossible-designation", "impossible-value"),
)
