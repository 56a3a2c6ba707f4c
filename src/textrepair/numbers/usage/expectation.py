"""How far a number is what its place expects, from counts of English text.

The counts are in ``data/number_usage.txt``, made by ``tools/build_number_usage.py``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from .classes import number_class
from .places import ABROAD, MONTH, UNKNOWN, Usage

#: Cap on what a number of four digits tells against its place (nats), and of any number where the
#: table has no cap for its family.  Set on train/parallel, like the next.
_MOST_OF_YEARS: Final = 2.0
_MOST_ANYWHERE: Final = 3.0

#: What a class tells that was never seen in its place (nats).
_UNSEEN: Final = -1.0

#: What a number from 1 to 12, and another one, tells in the place of a month (nats).  Set by hand.
_A_MONTH: Final = 0.7
_NO_MONTH: Final = -2.5

#: In other languages a number tells something only if it is as rare as this in English (nats): the
#: table is not theirs.  Set on train of 141 languages.
_RARE_ABROAD: Final = -2.05

_LONG: Final = 4

#: Cap on the number of pairs of a usage and digits whose expectation is kept.
_KEPT: Final = 4096


@lru_cache(maxsize=_KEPT)
def expected(where: Usage, digits: str) -> float:
    """Return how much likelier digits are at a place than in refilled text (nats).

    >>> year = Usage("year-in", "year")
    >>> expected(year, "1987") > 1, expected(year, "7") < -2
    (True, True)
    """
    if where.family == UNKNOWN:
        return 0.0
    if where.family == MONTH:
        return _A_MONTH if digits.isdecimal() and 0 < int(digits[:3]) <= 12 else _NO_MONTH
    table = _table()
    row = table.get(where.place) or table.get(f"family {where.family}", {})
    name = number_class(where.family, digits)
    log_odds = row.get(name, _UNSEEN)
    if where.place.startswith(ABROAD) and (
        log_odds > _RARE_ABROAD or (where.family == "percent" and len(digits) < _LONG)
    ):
        return 0.0  # prices rise by 120 per cent in any language
    sound = table.get(f"sound {where.place}", table.get(f"sound {where.family}", {}))
    if log_odds < 0 and name in sound:
        return 0.0
    most = table["most"].get(where.family, _MOST_ANYWHERE)
    return max(log_odds, -(_MOST_OF_YEARS if len(digits) == 4 else most))


@cache
def _table() -> dict[str, dict[str, float]]:
    """Return the rows of the table by place; those of "most" are in one row, by family."""
    rows: dict[str, dict[str, float]] = {"most": {}}
    # Not importlib.resources, which takes longer to load than the table.
    text = Path(__file__).parents[1].joinpath("data", "number_usage.txt").read_text("utf-8")
    for line in filter(lambda line: not line.startswith("#"), text.splitlines()):
        place, _, told = line.partition(" = ")
        if place.startswith("most "):
            rows["most"][place.removeprefix("most ")] = int(told) / 10
        elif place.startswith("sound "):
            rows[place] = dict.fromkeys(told.split(", "), 0.0)
        else:
            pairs = (pair.rsplit(": ", 1) for pair in told.split(", "))
            rows[place] = {name: int(tenths) / 10 for name, tenths in pairs}
    return rows
