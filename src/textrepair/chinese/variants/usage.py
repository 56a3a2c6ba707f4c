"""How traditional writers write: counts of forms, and of what stands beside them.

The table, data/written_forms.txt, is made by tools/written_forms.py from corpora.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from .forms import Occurrence

#: Before, after a place: one character, or two.  The two follow the one.
SIDES: Final = ("<", ">", "<<", ">>")

#: Surnames that stay as they are in traditional text, but as words are mostly written otherwise.
SURNAMES: Final = frozenset("于范余云岳郁姜沈谷涂游胡种党卜丑")

#: What stands before a surname says so much at the most, by what stands after it.
BEFORE_NAMES: Final = 2.0

#: How many places the count of a pair of forms weighs, where phrases are counted apart.
PAIR_WEIGHT: Final = 2.0

_NO_COUNTS: Final[Mapping[str, float]] = {}


@dataclass(frozen=True, slots=True)
class UsageCounts:
    """Counts of what writers write.

    ``written`` by simplified character, OpenCC's form, and whether a phrase of OpenCC says
    so; ``forms`` by simplified character alone.  ``beside`` by simplified character and what
    stands beside it, see `contexts`.  ``gone_wrong`` holds what phrases become when they
    are simplified character by character (干隆 for 乾隆), where no writer of simplified
    Chinese writes so.
    """

    written: Mapping[tuple[str, str, bool], Mapping[str, float]]
    forms: Mapping[str, Mapping[str, float]]
    beside: Mapping[tuple[str, str], Mapping[str, float]]
    gone_wrong: Mapping[str, str]

    def cost(self, place: Occurrence, simplified: str) -> float:
        """Return minus the logarithm (nats) of how often writers write so at such a place.

        ``simplified`` is the text around it in simplified Chinese.

        >>> from textrepair.chinese.variants.forms import compare, tables, wrong_places
        >>> known, text = tables(), "对于这次发布"
        >>> places = wrong_places(compare("對于這次發布", known), known)
        >>> [round(usage_counts().cost(place, text)) for place in places]
        [18, 0]
        """
        old, new = place.form, place.proper
        base = share(self.forms.get(place.simplified, _NO_COUNTS), old, new)
        counts = self.written.get((place.simplified, new, bool(place.phrase)), _NO_COUNTS)
        odds = _odds(share(counts, old, new, base, PAIR_WEIGHT))
        before, after = (
            _odds(self._share_beside(place, simplified, sides, base)) - _odds(base)
            for sides in (SIDES[::2], SIDES[1::2])
        )
        if place.written in SURNAMES and before < 0:
            before = min(0.0, max(before, BEFORE_NAMES * after))
        return _nats(odds + before + after)

    def _share_beside(
        self, place: Occurrence, simplified: str, sides: Iterable[str], base: float
    ) -> float:
        """Return how often writers write so beside what stands on one side."""
        for side in sides:
            beside = context(simplified, place.at, side)
            counts = self.beside.get((place.simplified, side + beside), _NO_COUNTS)
            base = share(counts, place.form, place.proper, base)
        return base


def share(
    counts: Mapping[str, float], old: str, new: str, base: float = 0.5, weight: float = 1.0
) -> float:
    """Return the share of one form beside another, where so few were counted by their base.

    >>> share({"后": 1, "後": 8}, "后", "後")
    0.15
    """
    one, other = counts.get(old, 0.0), counts.get(new, 0.0)
    return (one + weight * base) / (one + other + weight)


def context(simplified: str, at: int, side: str) -> str:
    """Return what stands beside a place: Han as it is, else 0, a, or ^ for all other.

    >>> [context("他2天后,回", 3, side) for side in SIDES]
    ['天', '^', '0天', '^回']
    """
    start = at - len(side) if side[0] == "<" else at + 1
    chars = (
        simplified[i] if 0 <= i < len(simplified) else "" for i in range(start, start + len(side))
    )
    return "".join(map(_kind, chars))


def _kind(char: str) -> str:
    if "\u3400" <= char <= "\u9fff":
        return char
    if char.isdigit():
        return "0"
    return "a" if char.isalpha() else "^"


def _odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _nats(odds: float) -> float:
    """Return minus the logarithm of the probability with these odds."""
    return math.log1p(math.exp(-odds)) if odds > -30 else -odds


@cache
def usage_counts() -> UsageCounts:
    """Load the counts."""
    # Not importlib.resources, which takes longer to load than the table.
    path = Path(__file__).parents[1] / "data" / "written_forms.txt"
    return parse(path.read_text(encoding="utf-8").splitlines())


def parse(lines: Iterable[str]) -> UsageCounts:
    """Read the lines of the table."""
    written: dict[tuple[str, str, bool], dict[str, float]] = {}
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beside: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    gone_wrong: dict[str, str] = {}
    for line in lines:
        kind, *fields = line.split(" ")
        if kind in SIDES:
            simplified, form = fields[0][0], fields[0][1]
            size = len(kind)
            for group in fields[1:]:
                count = 2.0 ** int(group[0])
                for i in range(1, len(group), size):
                    beside[simplified, kind + group[i : i + size]][form] = count
        elif kind in ("phrase", "alone"):
            simplified, proper = fields[0][0], fields[0][1]
            row = {count[0]: float(count[1:]) for count in fields[1:]}
            written[simplified, proper, kind == "phrase"] = row
            forms[simplified].update(row)
        elif kind == "simplified":
            gone_wrong[fields[0]] = fields[1]
    return UsageCounts(written, forms, beside, gone_wrong)
