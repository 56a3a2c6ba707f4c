"""Words that multiply the number before them: thousand, Millionen, млрд."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_SCALES: Final = (
    (r"(?:mil millones|Milliarden?|Mrd\.?|milliards?|миллиард\w*|млрд\.?|billions?|bn)", 10**9),
    (r"(?:Billion(?:en)?|billones|трлн\.?|триллион\w*|trillions?|tn)", 10**12),
    (r"(?:Million(?:en)?|Mio\.?|millions?|millón|millones|миллион\w*|млн\.?|mn)", 10**6),
    (r"(?:Tausend|thousand|mille|mil|тысяч\w*|тыс\.?)", 1000),
)
_SCALE: Final = tuple(
    (re.compile(rf"[ \u00a0\u202f-]?{names}(?![^\W\d_])"), Decimal(value))
    for names, value in _SCALES
)
_ANY_SCALE: Final = re.compile("|".join(pattern.pattern for pattern, _ in _SCALE))
_ONCE: Final = Decimal(1)


def scale_at(text: str, end: int) -> tuple[int, Decimal]:
    """Return where a scale after a number ends, and its value; the same offset and 1 if none.

    >>> scale_at("2,5 Mrd. Euro", 3)
    (8, Decimal('1000000000'))
    """
    if _ANY_SCALE.match(text, end):
        for pattern, value in _SCALE:
            if match := pattern.match(text, end):
                return match.end(), value
    return end, _ONCE
