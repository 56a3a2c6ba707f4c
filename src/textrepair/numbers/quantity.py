"""Quantities: what the numbers of a text mean, whatever they are written like."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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


_REACH = 24


def _word_before(text: str, start: int) -> str:
    piece = text[max(0, start - _REACH) : start].rstrip(" -")
    if start - len(piece) > max(0, start - _REACH) + 1:
        return ""
    at = len(piece)
    while at and piece[at - 1].isascii() and piece[at - 1].isalpha():
        at -= 1
    return _name(piece[at:])


def _word_after(text: str, end: int) -> str:
    piece = text[end : end + _REACH].lstrip(" -")
    at = 0
    while at < len(piece) and piece[at].isascii() and piece[at].isalpha():
        at += 1
    return _name(piece[:at])


def _name(word: str) -> str:
    return word if any(c.isupper() for c in word) or word == "mph" else ""
