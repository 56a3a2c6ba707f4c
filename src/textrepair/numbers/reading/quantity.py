"""Quantities: what the numbers of a text mean, whatever they are written like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..languages import either


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text says, at ``start`` to ``end`` (code points).

    ``values`` are its possible values (1.250 has two); ``kinds`` says of what it can be a
    number, and is empty where that is open; ``clock`` is hour and minute of a time; ``text`` holds
    the digits as they stand, nothing for numbers in words; ``neighbours`` are the Latin words
    beside the number.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    kinds: tuple[Kind, ...] = ()
    clock: tuple[int, int] | None = None
    text: str = ""
    neighbours: frozenset[str] = frozenset()

    @property
    def spelled(self) -> bool:
        """Whether the number is written in words."""
        return not self.text


#: What follows an hour after noon, in words or as p.m.
_AFTER_NOON: Final = (
    f"{either(lambda language: language.hours_word)}?"
    f" ?{either(lambda language: language.afternoon_after)}"
)
_PM: Final = re.compile(_AFTER_NOON)
_CLOCK: Final = re.compile(either(lambda language: language.clock, _AFTER_NOON))
_BEFORE_AFTERNOON: Final = re.compile(f"{either(lambda language: language.afternoon_before)}[ ]?$")

#: How far back a word for the afternoon is looked for, in code points: two characters and spaces.
_AFTERNOON_REACH: Final = 4


def is_clock_at(text: str, end: int) -> bool:
    """Tell whether what follows a number in words makes it an hour.

    >>> is_clock_at("drei Uhr", 4), is_clock_at("drei Boote", 4)
    (True, False)
    """
    return _CLOCK.match(text, end) is not None


def time_of_day(text: str, start: int, end: int, hour: int, minute: int) -> Quantity:
    """Return the quantity for a time at a span, in 24 hours if the text says which half.

    >>> time_of_day("3 p.m.", 0, 1, 3, 0).clock
    (15, 0)
    """
    before = text[max(0, start - _AFTERNOON_REACH) : start]
    if hour < 12 and (_BEFORE_AFTERNOON.search(before) or _PM.match(text, end)):
        hour += 12
    return Quantity(start, end, (Decimal(hour),), (Kind.TIME,), (hour, minute), text[start:end])


#: A word touches a number, but for spaces and hyphens, if it is no longer than this (code points).
_REACH: Final = 24
_WORD_AFTER: Final = re.compile(r"[ -]*([A-Za-z]+)")


def neighbours(text: str, start: int, end: int) -> frozenset[str]:
    """Return the Latin words with a capital right before and after a span, and "mph".

    >>> sorted(neighbours("the F125 and Nord Stream 2 pipe", 25, 26))
    ['Stream']
    """
    after = _WORD_AFTER.match(text, end, end + _REACH)
    words = (_word_before(text, start), after.group(1) if after else "")
    return frozenset(word for word in words if word and (word == "mph" or not word.islower()))


def _word_before(text: str, start: int) -> str:
    """Return the Latin word before an offset; nothing if it begins farther away than is seen.

    A step back at a time: a pattern would be tried at each place that is seen.
    """
    first = max(0, start - _REACH)
    end = first + len(text[first:start].rstrip(" -"))
    begin = end
    while begin and text[begin - 1].isascii() and text[begin - 1].isalpha():
        begin -= 1
        if begin < first:
            return ""
    return text[begin:end]
