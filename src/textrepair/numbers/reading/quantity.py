"""Quantities: what the numbers of a text mean, whatever they are written like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text says, at ``start`` to ``end`` (code points).

    ``values`` are its possible values (1.250 is two things); ``kinds`` says of what it can
    be a number (``year``, ``day``, ``percent`` ..., a unit of measure, or nothing if that
    is open); ``clock`` is hour and minute of a time; ``text`` are the digits as they stand,
    empty for numbers in words; ``neighbours`` are the Latin words beside it.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    kinds: tuple[str, ...] = ()
    clock: tuple[int, int] | None = None
    text: str = ""
    neighbours: frozenset[str] = frozenset()

    @property
    def spelled(self) -> bool:
        """Whether it is written in words."""
        return not self.text


def neighbours(text: str, start: int, end: int) -> frozenset[str]:
    """Return the Latin words with a capital right before and after a span.

    >>> sorted(neighbours("the F125 and Nord Stream 2 pipe", 25, 26))
    ['Stream']
    """
    return frozenset(filter(None, (_word_before(text, start), _word_after(text, end))))


#: The word that touches a number, but for spaces and hyphens, if it is no longer than this.
_REACH: Final = 24
_BEFORE: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]+(?=[ -]*$)")
_AFTER: Final = re.compile(r"[ -]*([A-Za-z]+)")


def _word_before(text: str, start: int) -> str:
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    return _name(match.group()) if match else ""


def _word_after(text: str, end: int) -> str:
    match = _AFTER.match(text, end, end + _REACH)
    return _name(match.group(1)) if match else ""


def _name(word: str) -> str:
    return word if word == "mph" or not word.islower() else ""
