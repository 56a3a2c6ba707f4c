"""The cost of a text in pieces: each scored once in all languages, then summed and compared.

Choosing between readings word by word needs the cost of each word in the language of the
text around it, not in the one that happens to suit the word.
"""

from __future__ import annotations

from collections.abc import Iterable

from .alphabet_model import ANY
from .model_files import UNITS_PER_BIT
from .naturalness import ANY_BITS, lane_sums
from .ngram_costs import LANES, REGIONS

#: The cost of a piece in every lane, in eighths of a bit.
Weight = list[int]
#: The lane that each script of a text is scored in.
Tongue = dict[str, int]

_HANDICAP = int(ANY_BITS * UNITS_PER_BIT)


def weigh(text: str) -> Weight:
    """Return the cost of a text in every lane."""
    return lane_sums(text)


def together(weights: Iterable[Weight]) -> Weight:
    """Return the cost of pieces together.

    >>> together([weigh("a "), weigh("b ")])[0] == weigh("a ")[0] + weigh("b ")[0]
    True
    """
    total = [0] * LANES
    for weight in weights:
        total = list(map(int.__add__, total, weight))
    return total


def tongue_of(weight: Weight) -> Tongue:
    """Return the best lane of each script that a text holds."""
    found: Tongue = {}
    for script, (first, names) in REGIONS.items():
        if weight[first]:
            lanes = weight[first : first + len(names)]
            if names[-1] == ANY:
                lanes[-1] += _HANDICAP
            found[script] = first + lanes.index(min(lanes))
    return found


def bits_in(weight: Weight, tongue: Tongue) -> float:
    """Return the bits of a piece in a tongue; a script that it does not name, in its best lane.

    A word that is foreign to the tongue is scored in all languages of its script pooled.

    >>> piece = weigh("tegnap szép idő volt ")
    >>> bits_in(piece, tongue_of(piece)) < bits_in(piece, tongue_of(weigh("el tiempo de ayer ")))
    True
    """
    units = weight[0]
    for script, (first, names) in REGIONS.items():
        if weight[first]:
            lanes = weight[first : first + len(names)]
            lane = tongue.get(script)
            if lane is None:
                units += min(lanes)
            elif names[-1] == ANY:
                units += min(weight[lane], lanes[-1] + _HANDICAP)
            else:
                units += weight[lane]
    return units / UNITS_PER_BIT
