"""Reading the quantities that a text says in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from . import words as number_words
from .clock import SPOKEN_CLOCK, time_of_day
from .context import ES_MONTHS, kinds_of
from .quantity import Quantity
from .scales import scale_at

#: Where "one" is a number.
_ONE: Final = re.compile(
    rf"(?P<day>(?<= el )uno(?= de (?:{ES_MONTHS})))|(?<=a la )(?P<hour>una)(?= de la)"
    r"|(?P<war>(?<!\w)I{1,2})(?= Guerra Mundial)"
)


def spoken_quantities(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the quantities in words, but for those inside quantities that were found already.

    >>> [(str(q.values[0]), q.kinds) for q in spoken_quantities("zwei Millionen Euro", [])]
    [('2000000', ('money',))]
    """
    taken = {offset for quantity in found for offset in range(quantity.start, quantity.end)}
    position = 0
    for start, end, number, ordinal, kind in number_words.occurrences(text):
        if start in taken or start < position:
            continue
        if number <= 12 and SPOKEN_CLOCK.match(text, end):
            yield replace(time_of_day(text, start, end, number, 0), text="")
            continue
        after, scale = scale_at(text, end)
        position = after
        kinds = (kind,) if kind else kinds_of(text, start, after, "")
        if ordinal and "ordinal" not in kinds:
            kinds = (*kinds, "ordinal")
        yield Quantity(start, after, (number * scale,), kinds)
    yield from _ones(text)


def _ones(text: str) -> Iterator[Quantity]:
    for match in _ONE.finditer(text):
        if match.lastgroup == "hour":
            yield replace(time_of_day(text, *match.span(), 1, 0), text="")
        else:
            value = Decimal(number_words.roman(match.group("war") or "I"))
            kind = "day" if match.lastgroup == "day" else "ordinal"
            yield Quantity(match.start(), match.end(), (value,), (kind,))
