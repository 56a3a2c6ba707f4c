"""Measures for which English has two places and the source one number.

``45 miles (72 kilometers)`` says one measure twice; ``6-foot-2`` takes 1.88 metres apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..reading.quantity import Quantity
from ..reading.units import convertible
from ..templates.templates import Template

_TWICE: Final = re.compile(r"[ -]?[A-Za-z°. /]{1,24} ?(?:\(|, or )(?:about |around |some )?")
_FEET_AND_INCHES: Final = re.compile(r"(?:[- ]?f(?:oo|ee)?t[- ,]+|['’′] ?)")

#: A source that says a measure as often as English does is likelier.
ECHO: Final = 0.3

#: What it is worth that a height comes to feet and inches.
HEIGHT: Final = -0.5

#: Inches of a unit, and in a foot.
_INCHES: Final = {"m": Decimal("39.3701"), "cm": Decimal("0.393701")}
_FOOT: Final = 12


@dataclass(frozen=True, slots=True)
class Echo:
    """A number that the source says once more, so to speak: ``of`` which, and the places for it.

    ``instead`` tells that it stands for the other one, which then need not be said.
    """

    quantity: Quantity
    of: int
    places: tuple[int, ...]
    cost: float = ECHO
    instead: bool = False


def echoes(target: str, rooms: Sequence[Template], said: Sequence[Quantity]) -> Iterator[Echo]:
    """Yield the numbers that a line of the source says for two places of the target.

    >>> from ..reading.reader import read
    >>> from ..templates.templates import templates
    >>> text = "45 miles (72 kilometers) from there"
    >>> [(echo.of, echo.places) for echo in echoes(text, templates(text), read("72 km"))]
    [(0, (0, 1))]
    >>> text = "a 1-foot-88 man"
    >>> [str(e.quantity.values[0]) for e in echoes(text, templates(text), read("1,88 m groß"))]
    ['6', '2']
    """
    for i in range(len(rooms) - 1):
        one, other = rooms[i], rooms[i + 1]
        between = target[one.end : other.start]
        if _FEET_AND_INCHES.fullmatch(between):
            for j, quantity in enumerate(said):
                yield from _feet_and_inches(quantity, j, i)
        elif _TWICE.fullmatch(between):
            units = {(a, b) for a in one.kinds for b in other.kinds if convertible(a, b)}
            for j, quantity in enumerate(said):
                if any(unit in pair for unit in quantity.kinds for pair in units):
                    yield Echo(quantity, j, (i, i + 1))


def _feet_and_inches(quantity: Quantity, of: int, place: int) -> Iterator[Echo]:
    for unit in quantity.kinds:
        if unit in _INCHES:
            inches = int((quantity.values[0] * _INCHES[unit]).to_integral_value())
            feet = replace(quantity, values=(Decimal(inches // _FOOT),), kinds=("foot",), text="")
            yield Echo(feet, of, (place,), HEIGHT, instead=True)
            rest = replace(feet, values=(Decimal(inches % _FOOT),), kinds=())
            yield Echo(rest, of, (place + 1,), HEIGHT)
