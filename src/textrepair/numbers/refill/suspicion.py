"""The odds that a passage was refilled, from its numbers together, where none is impossible.

Two things speak for a refill.  A number may be of a class that hardly ever stands at its place
(``usage``).  And English may say the number in words nearby: other languages write months and
small counts in digits, so a 6 near "June" that stands where no 6 is expected came from ``6月``.

All numbers of this module were set on train/parallel, so that no clean passage is suspected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final, NamedTuple

from ..kinds import Kind
from ..reading.number_words import NamedNumber
from ..templates.slots import DigitRun
from ..templates.templates import NumberSlot
from ..usage.expectation import expected
from ..usage.places import Usage
from .passage import NumberPassage

#: What messages call the numbers that a family of places expects; nothing where no word tells.
_EXPECTED: Final = {kind: kind.traits.named for kind in Kind} | {
    "hour": Kind.TIME.traits.named,
    "hour-alone": Kind.TIME.traits.named,
    "month-number": "a day or a year",
    "group": "a group of three digits",
    "first-group": "the beginning of a larger number",
    "month": "the number of a month",
}

#: Probabilities: that the first number is in place, that the next one is not, that one out of place
#: is followed by one in place.
_STARTS_SOUND, _SLIPS, _COMES_RIGHT = 0.5, 0.25, 0.1

#: Weight of the worst number, beyond its part in the whole.
_WORST: Final = 0.3

#: Log odds (nats) where a month, or a number in words, stands nearby in digits too,
_MONTH_IN_DIGITS, _WORD_IN_DIGITS = 2.0, 1.2

#: ... where the digits stand right beside that month, as a day does,
_DAY_OF_MONTH: Final = 0.7

#: ... which is up to this far before the start of its name, or after (code points),
_BESIDE, _LONGEST_MONTH = 6, 12

#: ... at a place where the class of the number speaks for it by no more than this (nats),
_UNEXPECTED_MONTH, _UNEXPECTED_WORD = 0.5, -0.05

#: ... and no farther away than this share of the passage.
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class SuspectNumber:
    """A digit run that speaks for a refill by ``weight`` (nats); ``why`` completes a sentence."""

    run: DigitRun
    weight: float
    why: str


class _Weighed(NamedTuple):
    """A digit run, its usage, its log odds (nats), and whether it is a numeral by itself."""

    run: DigitRun
    where: Usage
    log_odds: float
    alone: bool


@dataclass(frozen=True, slots=True)
class RefillOdds:
    """The log odds (nats) that a passage was refilled, and the digit runs that speak for it."""

    score: float
    suspects: tuple[SuspectNumber, ...]


def refill_odds(text: str, span: tuple[int, int], part: NumberPassage) -> RefillOdds:
    """Return the odds that a passage was refilled; ``span`` is where in the text it stands.

    >>> from .passage import passage
    >>> from ..templates.templates import number_slots
    >>> clean = "On June 12, 2018 he met 300 sailors, aged 18 to 45, in two boats."
    >>> filled = "On June 2018, 6 he met 12 sailors, aged 300 to 2, in two boats."
    >>> parts = [(t, passage(t, (0, 65), number_slots(t), {}, {})) for t in (clean, filled)]
    >>> [refill_odds(t, (0, 65), part).score > 1 for t, part in parts]
    [False, True]
    """
    weighed = [
        _Weighed(run, where, expected(where, run.text), not slot.marks)
        for slot, places in zip(part.slots, part.usages, strict=True)
        if in_running_text(text, slot) and not _NAMED_BY_A_LETTER.match(text, slot.end)
        for run, where in zip(slot.runs, places, strict=True)
        if run.text.isdecimal()
    ]
    suspects = [
        SuspectNumber(n.run, -n.log_odds, _rare(n.where.family)) for n in weighed if n.log_odds < 0
    ]
    in_words = _said_twice(part, span[1] - span[0], weighed)
    score = _refilled(_once(weighed)) + _WORST * max(
        [0.0, *(suspect.weight for suspect in suspects)]
    )
    score += sum(suspect.weight for suspect in in_words)
    return RefillOdds(score, tuple(sorted((*suspects, *in_words), key=lambda d: d.run.start)))


def _once(weighed: Sequence[_Weighed]) -> list[float]:
    """Return the log odds of each number, of repeated numbers once: news repeat their figures."""
    first = {
        (number.run.text, number.where.family): number.log_odds for number in reversed(weighed)
    }
    return list(reversed(first.values()))


def _refilled(log_odds: Sequence[float]) -> float:
    """Return the log odds of a refill that may begin, and come right again, at any number.

    The forward algorithm over two states, numbers in place and numbers out of place.
    """
    sound, slipped, total = _STARTS_SOUND, 1 - _STARTS_SOUND, 0.0
    for i, weight in enumerate(log_odds):
        if i:
            sound, slipped = (
                sound * (1 - _SLIPS) + slipped * _COMES_RIGHT,
                sound * _SLIPS + slipped * (1 - _COMES_RIGHT),
            )
        slipped *= exp(-weight)
        both = sound + slipped
        total += log(both)
        sound, slipped = sound / both, slipped / both
    return total


def _said_twice(
    part: NumberPassage, length: int, weighed: Sequence[_Weighed]
) -> list[SuspectNumber]:
    """Return the numbers at places that do not expect them which a word nearby says too."""
    far = _NEAR * length
    # No word says a part of a larger numeral, or one side of a score.
    bare = [n for n in weighed if n.alone and n.where.family != "score" and len(n.run.text) <= 2]
    found: dict[int, SuspectNumber] = {}
    for said, _ in part.named:
        limit = _UNEXPECTED_MONTH if said.is_month else _UNEXPECTED_WORD
        for run, _, log_odds, _ in bare:
            near = run.start not in found and abs(run.start - said.start) <= far
            if near and log_odds <= limit and int(run.text) == said.value:
                found[run.start] = _in_digits(run, said)
                break
    return list(found.values())


def _rare(family: str) -> str:
    what = _EXPECTED.get(family)
    return f"{what} is expected here" if what else "such a number hardly ever stands here"


def _in_digits(run: DigitRun, said: NamedNumber) -> SuspectNumber:
    what, weight = "a number in words", _WORD_IN_DIGITS
    if said.is_month:
        beside = -_BESIDE < run.start - said.start < _LONGEST_MONTH
        what, weight = "the number of a month", _DAY_OF_MONTH if beside else _MONTH_IN_DIGITS
    return SuspectNumber(run, weight, f"it is {what} nearby, which other languages write in digits")


#: What stands right around a number of running text.  Bounded, so that long codes cost little.
_PLAIN_BEFORE: Final = re.compile(r"(?:^|[\s\N{NO-BREAK SPACE}])[(\[\"'“‘*]*[A-Za-z$£€¥~+.'-]*$")
_PLAIN_AFTER: Final = re.compile(
    r"""[%°½¼¾'’A-Za-z-]{0,40}+ [.,;:!?)\]"'”’*&-]{0,6}+
        (?:[A-Za-z0-9½][-A-Za-z0-9.,;:!?)"”’]{0,40}+)? (?:[\s\N{NO-BREAK SPACE}–—…]|$)""",
    re.VERBOSE,
)
#: 1) or (2. or *3. at the start of a line or after a sentence.
_LIST_MARKER: Final = re.compile(r"(?:^|\n|[.;:!?] )\s*[*(\[]?$")
_MARKED_AS_ITEM: Final = re.compile(r" ?[.)\]:-] ?")
#: 5G, 3D: names, of which the number says nothing of its place, or of a month nearby.
_NAMED_BY_A_LETTER: Final = re.compile(r"[A-Z]\b")
#: 5-HT, 32G-PON.
_CODE_AFTER: Final = re.compile(r"-[A-Z]")
#: Step 1: go.
_LABEL_AFTER: Final = re.compile(r":\s")

#: What touches a number of a code, an address or a version, in languages without spaces too.
_IN_A_CODE: Final = re.compile(r"^[A-Za-z/:_@=#+*|\\.-]|[/:_@=#+*|\\A-Za-z-]$")

#: How far back the text before a number is looked at, in code points.
_REACH: Final = 30

#: Fewer digits in brackets are an item of a list, or repeat a word; more are a year.
_SHORTEST_YEAR: Final = 4


def in_running_text(text: str, slot: NumberSlot) -> bool:
    """Tell whether a number is none of an address, a code, a list, or a date in digits.

    >>> from ..templates.templates import number_slots
    >>> text = "see a.org/1993/s93.htm in 1993, or call 415.782.7822"
    >>> [slot.groups[0] for slot in number_slots(text) if in_running_text(text, slot)]
    ['1993']
    """
    if slot.is_foreign:
        return not _IN_A_CODE.search(text[max(0, slot.start - 1) : slot.end + 1])
    if set(slot.marks) == {"."} and len(slot.runs) > 2:
        return False
    if _CODE_AFTER.match(text, slot.end) or _LABEL_AFTER.match(text, slot.end):
        return False
    before = text[max(0, slot.start - _REACH) : slot.start]
    if _MARKED_AS_ITEM.match(text, slot.end) and _LIST_MARKER.search(before):
        return False
    bracketed = before.endswith("(") and text.startswith((")", " in ", ", "), slot.end)
    if bracketed and len(slot.groups[0]) < _SHORTEST_YEAR:
        return False
    return bool(_PLAIN_AFTER.match(text, slot.end) and _PLAIN_BEFORE.search(before))
