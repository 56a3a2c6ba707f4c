"""Measures that English says twice, ``45 miles (72 kilometers)``, where the source says one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .conversions import convertible
from .quantity import Quantity
from .templates import Template

_BETWEEN: Final = re.compile(r"[ -]?[A-Za-z°. /]{1,24} ?(?:\(|, or )(?:about |around |some )?")

#: A source that says the measure once is likelier than one that says it twice.
ECHO: Final = 0.3


def echoes(
    target: str, rooms: Sequence[Template], said: Sequence[Quantity]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield which numbers of the source can fill both places of which pairs.

    >>> from .reading import read
    >>> from .templates import templates
    >>> text = "45 miles (72 kilometers) from there"
    >>> list(echoes(text, templates(text), read("72 km")))
    [(0, (0, 1))]
    """
    for i in range(len(rooms) - 1):
        one, other = rooms[i], rooms[i + 1]
        if not _BETWEEN.fullmatch(target[one.end : other.start]):
            continue
        units = {(a, b) for a in one.kinds for b in other.kinds if convertible(a, b)}
        for j, quantity in enumerate(said):
            if any(unit in pair for unit in quantity.kinds for pair in units):
                yield j, (i, i + 1)
