"""Was a passage refilled?  What its numbers tell together where none of them is impossible.

Two things tell.  A number may be of a class that hardly ever stands at its place (``usage``).
And it may be one that English says in words nearby: other languages write months and small
counts in digits, so a 6 beside "June" that stands where no 6 is expected came from ``6月``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final, NamedTuple

from ..reading.spoken import Spoken
from ..templates.slots import Slot
from ..usage.expectation import expected
from ..usage.places import Usage
from .passage import Passage
from .running_text import in_running_text

#: What stands in the places of a family, where one word tells.
_EXPECTED: Final = {
    "year": "a year", "month-number": "a day or a year", "day": "a day of a month",
    "age": "an age", "percent": "a percentage", "hour": "an hour", "hour-alone": "an hour",
    "minute": "a number of minutes", "century": "the number of a century",
    "group": "a group of three digits", "first-group": "the beginning of a larger number",
}  # fmt: skip

#: A refill may begin with numbers in place; how likely it does, and slips, and comes right.
_STARTS_SOUND, _SLIPS, _COMES_RIGHT = 0.5, 0.25, 0.1

#: How much the worst number tells beyond its part in the whole.
_WORST: Final = 0.3

#: What it tells (nats) that a month, or a number in words, stands there in digits too, ...
_MONTH_IN_DIGITS, _WORD_IN_DIGITS = 2.0, 1.2

#: ... less where it stands beside that month, as a day does, ...
_DAY_OF_MONTH: Final = 0.7

_BESIDE, _LONGEST_MONTH = 6, 12

#: ... at a place where a number of its class tells no more than this, ...
_UNEXPECTED_MONTH, _UNEXPECTED_WORD = 0.5, -0.05

#: ... and no further away than this part of the passage.
_NEAR: Final = 0.6


@dataclass(frozen=True, slots=True)
class Doubt:
    """A slot whose number speaks against it: ``weight`` (nats), and why, as a sentence part."""

    slot: Slot
    weight: float
    why: str


class _Weighed(NamedTuple):
    """A slot, its usage, what its number tells (nats), and whether it is a numeral by itself."""

    slot: Slot
    where: Usage
    told: float
    alone: bool


@dataclass(frozen=True, slots=True)
class Suspicion:
    """How likely a passage was refilled (nats, 0 is open), and the slots that speak for it."""

    score: float
    doubts: tuple[Doubt, ...]


def suspicion(text: str, span: tuple[int, int], part: Passage) -> Suspicion:
    """Weigh the numbers of a passage, which is that of the span.

    >>> from .passage import passage
    >>> from ..templates.templates import templates
    >>> clean = "On June 12, 2018 he met 300 sailors, aged 18 to 45, in two boats."
    >>> filled = "On June 2018, 6 he met 12 sailors, aged 300 to 2, in two boats."
    >>> parts = [(t, passage(t, (0, 65), templates(t), {}, {})) for t in (clean, filled)]
    >>> [suspicion(t, (0, 65), part).score > 1 for t, part in parts]
    [False, True]
    """
    weighed = [
        _Weighed(slot, where, expected(where, slot.text), not room.marks)
        for room, places in zip(part.templates, part.usages, strict=True)
        if in_running_text(text, room)
        for slot, where in zip(room.slots, places, strict=True)
        if slot.text.isdecimal()
    ]
    doubts = [Doubt(n.slot, -n.told, _rare(n.where.family)) for n in weighed if n.told < 0]
    in_words = _said_twice(part, span[1] - span[0], weighed)
    score = _refilled(_once(weighed)) + _WORST * max([0.0, *(doubt.weight for doubt in doubts)])
    score += sum(doubt.weight for doubt in in_words)
    return Suspicion(score, tuple(sorted((*doubts, *in_words), key=lambda d: d.slot.start)))


def _once(weighed: Sequence[_Weighed]) -> list[float]:
    """Leave out what a number tells again: news repeat their figures."""
    first = {(number.slot.text, number.where.family): number.told for number in reversed(weighed)}
    return list(reversed(first.values()))


def _refilled(told: Sequence[float]) -> float:
    """Return the log odds of a refill that may begin, and go right again, anywhere.

    The forward algorithm over two states, numbers in place and numbers out of place.
    """
    sound, slipped, total = _STARTS_SOUND, 1 - _STARTS_SOUND, 0.0
    for i, weight in enumerate(told):
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


def _said_twice(part: Passage, length: int, weighed: Sequence[_Weighed]) -> list[Doubt]:
    """Return the numbers that a word nearby says too, at places that do not expect them."""
    far = _NEAR * length
    # A part of a larger numeral, or one side of a score, is no number that a word would say.
    bare = [n for n in weighed if n.alone and n.where.family != "score" and len(n.slot.text) <= 2]
    found: dict[int, Doubt] = {}
    for said, _ in part.spoken:
        limit = _UNEXPECTED_MONTH if said.is_month else _UNEXPECTED_WORD
        for slot, _, told, _ in bare:
            near = slot.start not in found and abs(slot.start - said.start) <= far
            if near and told <= limit and int(slot.text) == said.value:
                found[slot.start] = _in_digits(slot, said)
                break
    return list(found.values())


def _rare(family: str) -> str:
    what = _EXPECTED.get(family)
    return f"{what} is expected here" if what else "such a number hardly ever stands here"


def _in_digits(slot: Slot, said: Spoken) -> Doubt:
    what, weight = "a number in words", _WORD_IN_DIGITS
    if said.is_month:
        beside = -_BESIDE < slot.start - said.start < _LONGEST_MONTH
        what, weight = "the number of a month", _DAY_OF_MONTH if beside else _MONTH_IN_DIGITS
    return Doubt(slot, weight, f"it is {what} nearby, which other languages write in digits")
