"""Hours and minutes, with what makes them those of an afternoon."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from .quantity import Quantity

#: What follows an hour in words, and what says that it is one after noon.
_DAYTIME: Final = (
    r"(?: horas?| heures?| Uhr| час(?:ов|а)?)? ?(?:de la (?:tarde|noche)|du soir"
    r"|dans la soirée|de l['’]après-midi|(?:am )?(?:Nachmittag|Abend|nachmittags|abends)"
    r"|дня|вечера)"
)
_PM: Final = re.compile(rf" ?p\.?m\b|{_DAYTIME}")
SPOKEN_CLOCK: Final = re.compile(
    rf" o'clock| ?[ap]\.?m\b|{_DAYTIME}| Uhr| heures du| de la mañana| час(?:ов|а) утра"
)
_AFTERNOON: Final = re.compile(r"(?:下午|晚上|午後|오후|傍晚|夜)[ ]?$")


def time_of_day(text: str, start: int, end: int, hour: int, minute: int) -> Quantity:
    """Return the quantity for a time at a span, in 24 hours if the text says which half.

    >>> time_of_day("3 p.m.", 0, 1, 3, 0).clock
    (15, 0)
    """
    after_noon = _AFTERNOON.search(text[max(0, start - 4) : start]) or _PM.match(text, end)
    if hour < 12 and after_noon:
        hour += 12
    return Quantity(start, end, (Decimal(hour),), ("time",), (hour, minute), text[start:end])
