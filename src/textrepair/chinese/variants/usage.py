"""Usage counts: which forms of one-to-many characters writers of traditional Chinese use.

Writers do not always use OpenCC's form.  The counts tell how often writers use each form, by
whether a phrase of OpenCC gives it, and by the neighbours of the character.  They combine, as
log-odds, to the cost of a form at a place.  tools/written_forms.py made the table
data/written_forms.txt from corpora; see NOTICE.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from .forms import Occurrence

#: The neighbours of a character that are counted: one before, one after, two before, two after.
#: Counts of two neighbours refine the counts of one, so the pairs come later.
SIDES: Final = ("<", ">", "<<", ">>")

#: Surnames that traditional Chinese writes like simplified Chinese, while it mostly writes another
#: form of the character in words.
SURNAMES: Final = frozenset("于范余云岳郁姜沈谷涂游胡种党卜丑")

#: Largest ratio of the evidence before a surname to the evidence after it.  Any word can stand
#: before a name.  Set by hand; checked on the measurements of docs/chinese.md.
BEFORE_NAMES: Final = 2.0

#: Weight, in occurrences, of the share of a form over all places, as the prior of its share in
#: phrases or elsewhere.  Set by hand.
PAIR_WEIGHT: Final = 2.0

_NO_COUNTS: Final[Mapping[str, float]] = {}


@dataclass(frozen=True, slots=True)
class UsageCounts:
    """Counts of the forms that writers of traditional Chinese use.

    ``written`` has them by simplified character, OpenCC's form, and whether a phrase of OpenCC
    gives that form; ``forms`` by simplified character alone; ``lines_beside`` the lines of the
    table with the counts of a simplified character beside its neighbours, which `beside` reads.
    ``gone_wrong`` maps phrases that a converter simplified character by character (干隆) to how
    writers of simplified Chinese write them (乾隆).
    """

    written: Mapping[tuple[str, str, bool], Mapping[str, float]]
    forms: Mapping[str, Mapping[str, float]]
    lines_beside: Mapping[str, tuple[str, ...]]
    gone_wrong: Mapping[str, str]

    def cost(self, place: Occurrence, simplified: str) -> float:
        """Return minus the logarithm (nats) of the probability that a writer writes this form.

        ``simplified`` is the text of the occurrence in simplified Chinese.

        >>> from textrepair.chinese.variants.forms import compare, form_tables, wrong_occurrences
        >>> tables, text = form_tables(), "对于这次发布"
        >>> places = wrong_occurrences(compare("對于這次發布", tables), tables)
        >>> [round(usage_counts().cost(place, text)) for place in places]
        [18, 0]
        """
        old, new = place.form, place.proper
        base = smoothed_share(self.forms.get(place.simplified, _NO_COUNTS), old, new)
        counts = self.written.get((place.simplified, new, bool(place.phrase)), _NO_COUNTS)
        odds = _odds(smoothed_share(counts, old, new, base, PAIR_WEIGHT))
        before, after = self._odds_beside(simplified, place.at, old, new, base)
        if place.written in SURNAMES and before < 0:
            before = min(0.0, max(before, BEFORE_NAMES * after))
        return _nats(odds + before + after)

    def log_odds(self, simplified: str, at: int, one: str, other: str) -> float:
        """Return the log-odds (nats) that writers write one form rather than another at ``at``.

        ``simplified`` is the text in simplified Chinese.

        >>> round(usage_counts().log_odds("被发现", 1, "發", "髮"))
        19
        """
        base = smoothed_share(self.forms.get(simplified[at], _NO_COUNTS), one, other)
        before, after = self._odds_beside(simplified, at, one, other, base)
        return _odds(base) + before + after

    def _odds_beside(
        self, simplified: str, at: int, old: str, new: str, base: float
    ) -> tuple[float, float]:
        """Return what the neighbours before and after ``at`` add to the log-odds (nats).

        ``base`` is the share of the form ``old`` beside ``new`` over all places.
        """
        odds: list[float] = []
        for sides in (SIDES[::2], SIDES[1::2]):
            share = base
            for side in sides:
                found = beside(self.lines_beside.get(simplified[at], ()))
                counts = found.get(side + neighbours(simplified, at, side), _NO_COUNTS)
                share = smoothed_share(counts, old, new, share)
            odds.append(_odds(share) - _odds(base))
        return odds[0], odds[1]


def smoothed_share(
    counts: Mapping[str, float], old: str, new: str, base: float = 0.5, weight: float = 1.0
) -> float:
    """Return the share of the form ``old`` beside ``new``, smoothed towards ``base``.

    ``weight`` is the weight of ``base`` in occurrences.

    >>> smoothed_share({"后": 1, "後": 8}, "后", "後")
    0.15
    """
    one, other = counts.get(old, 0.0), counts.get(new, 0.0)
    return (one + weight * base) / (one + other + weight)


def neighbours(simplified: str, at: int, side: str) -> str:
    """Return the neighbours of a character: Han itself, 0 for digits, a for letters, else ^.

    ``side`` is a member of `SIDES`.

    >>> [neighbours("他2天后,回", 3, side) for side in SIDES]
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
    """Load the usage counts on their first use."""
    # Not importlib.resources, which takes longer to load than the table.
    path = Path(__file__).parents[1] / "data" / "written_forms.txt"
    return _parse(path.read_text(encoding="utf-8").splitlines())


def _parse(lines: Iterable[str]) -> UsageCounts:
    """Parse the lines of the table, whose head explains them."""
    written: dict[tuple[str, str, bool], dict[str, float]] = {}
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beside: defaultdict[str, list[str]] = defaultdict(list)
    gone_wrong: dict[str, str] = {}
    for line in lines:
        kind, *fields = line.split(" ")
        if kind in SIDES:
            beside[fields[0][0]].append(line)
        elif kind in ("phrase", "alone"):
            simplified, proper = fields[0][0], fields[0][1]
            row = {count[0]: float(count[1:]) for count in fields[1:]}
            written[simplified, proper, kind == "phrase"] = row
            forms[simplified].update(row)
        elif kind == "simplified":
            gone_wrong[fields[0]] = fields[1]
    lines_beside = {simplified: tuple(found) for simplified, found in beside.items()}
    return UsageCounts(written, forms, lines_beside, gone_wrong)


@lru_cache(maxsize=64)
def beside(lines: tuple[str, ...]) -> Mapping[str, Mapping[str, float]]:
    """Return the counts of the forms of a character by its `neighbours`, after a member of `SIDES`.

    They are read from the lines of the table when text has the character: all of them would take
    eighty times the memory.

    >>> beside(("< 后後 1天日 3年", "< 后后 0皇"))["<年"], beside(("> 后後 1天日",))[">日"]
    ({'後': 8.0}, {'後': 2.0})
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for line in lines:
        kind, characters, *groups = line.split(" ")
        size = len(kind)
        for group in groups:
            count = 2.0 ** int(group[0])
            for i in range(1, len(group), size):
                found[kind + group[i : i + size]][characters[1]] = count
    return dict(found)
