"""How far a number is what its place expects, from counts of English text."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from .classes import number_class
from .places import Usage

#: No number tells more than this (nats): there is too much that a table has not seen.
_MOST: Final = {
    "count": 1.2, "about": 1.2, "measure": 1.0, "score": 0.8, "label": 0.6, "open": 0.6,
    "ordinal": 1.0, "year-like": 1.2, "scale": 1.2, "month-number": 2.5, "day": 2.5, "age": 2.0,
    "decimals": 1.0, "decimal-whole": 1.0, "scale-whole": 1.0, "money-whole": 1.0, "money": 1.0,
    "percent-whole": 1.0, "century": 1.5, "group": 0.5,
}  # fmt: skip
_MOST_OF_YEARS: Final = 2.0
_MOST_ANYWHERE: Final = 3.0

#: Classes that never speak against a number, at a place or in a family: what a table made from
#: a few thousand numbers has seldom seen is sound all the same.
_SOUND: Final = {
    "month-number": "<=12 <=31 past year",
    "day": "<=31",
    "year": "year past future",
    "year-like": "year past future",
    "word-by": "year past future",
    "word-in": "year past future",
    "age-compound": "<=3 <=12 <=15 <=17 <=99 thousands",
    "age": "<=15 <=17 <=99 thousands",
    "hour": "<=12 <=23 0x",
    "percent": "<=99 <=100 thousands",
    "scale": "<=99 <=999",
    "money": "hundreds <=99 <=999",
    "score": "<=9 <=25",
    "measure-short": "<=1 <=9 <=12 <=31",
    "days": "<=99",
    "hours": "<=99",
    "decimals": "1|digits 2|digits",
    "century": "<=14 <=22",
    "decade": "round|2|digits round|4|digits",
    "decade-in-the": "round|2|digits round|4|digits",
    "count": "hundreds more",
    "about": "hundreds more",
    "measure": "<=31 <=99 hundreds",
    "starts": "year past",
    "attached": "<=1 <=9 <=12 <=31 <=99 <=999 hundreds more",
    "money-whole": "<=1 <=9 <=99 <=999",
    "ends-for": "<=1 <=9 <=12 <=31 <=99 <=999 hundreds",
    "ratio": "<=1 <=9 <=12 <=31 <=99 <=999 hundreds",
}

#: What a class tells that was never seen.
_UNSEEN: Final = -1.0


@lru_cache(maxsize=4096)
def expected(where: Usage, digits: str) -> float:
    """Return how much likelier such a number is at a place than in refilled text (nats).

    >>> year = Usage("year-in", "year")
    >>> expected(year, "1987") > 1, expected(year, "7") < -2
    (True, True)
    """
    row = _table().get(where.place) or _table().get(f"family {where.family}", {})
    name = number_class(where.family, digits)
    told = row.get(name, _UNSEEN)
    if told < 0 and name in _sound().get(where.place, _sound().get(where.family, ())):
        return 0.0
    most = _MOST.get(where.family, _MOST_ANYWHERE)
    return max(told, -(_MOST_OF_YEARS if len(digits) == 4 else most))


@cache
def _sound() -> dict[str, frozenset[str]]:
    return {
        where: frozenset(name.replace("|", " ") for name in names.split())
        for where, names in _SOUND.items()
    }


@cache
def _table() -> dict[str, dict[str, float]]:
    rows = {}
    # Not importlib.resources, which takes longer to load than the table.
    text = Path(__file__).parents[1].joinpath("data", "number_usage.txt").read_text("utf-8")
    for line in filter(lambda line: not line.startswith("#"), text.splitlines()):
        place, _, told = line.partition(" = ")
        pairs = (pair.rsplit(": ", 1) for pair in told.split(", "))
        rows[place] = {name: int(tenths) / 10 for name, tenths in pairs}
    return rows
