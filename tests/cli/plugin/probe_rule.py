"""A rule for tests of the command line, plugged in the way any package does it.

{{word}} becomes word; {!word} becomes word as a best guess; {?word} is a finding.
"""

import re
from collections.abc import Iterator
from random import Random

from textrepair import Edit, Finding, Options, Rule, Suggestion, Trigger
from textrepair.edits import Applicability

_PLACE = re.compile(r"\{(?:\{(?P<safe>[^{}]*)\}\}|!(?P<guess>[^{}]*)\}|\?(?P<open>[^{}]*)\})")
_NAMED = {"han": "\u6f22", "lf": "\n", "half": "\udc80", "bidi": "\u202e"}


def find(text: str, _options: Options) -> Iterator[Edit | Finding]:
    for match in _PLACE.finditer(text):
        start, end, before = match.start(), match.end(), match.group()
        if match["open"] is not None:
            word = match["open"]
            choices = (Suggestion(word, 0.6, "as written"), Suggestion(word.upper(), 0.3, "louder"))
            yield Finding(RULE.name, start, end, before, "an open word", choices)
        elif match["guess"] is not None:
            after, grade = match["guess"], Applicability.UNSAFE
            yield Edit(RULE.name, start, end, before, after, "a guess", grade, 0.7)
        else:
            after = _NAMED.get(match["safe"], match["safe"])
            yield Edit(RULE.name, start, end, before, after, "a word in braces")


def inflict(text: str, rng: Random) -> str:
    return re.sub(r"\w+", lambda m: f"{{{{{m.group()}}}}}" if rng.random() < 0.5 else m[0], text)


RULE = Rule(
    name="probe",
    summary="words in braces",
    doc=__doc__,
    trigger=Trigger(first="{", then="[{!?]", ascii=True),
    find=find,
    inflict=inflict,
)
