"""What else a recovered character can be: what its bytes allow, weighed in its place.

The search gives the best reading and how likely each of its characters is.  Where that is less than
certain, whoever reads the finding wants to know what else may have stood there.
"""

from __future__ import annotations

from typing import Final

from ..language import bits
from ..language.ngram_costs import HISTORY
from .character_arcs import characters_between
from .hypotheses import Recovery
from .search import RecoveredCharacter

#: Most characters that are weighed against each other: those that the language uses most.
_MOST_WEIGHED: Final = 24
#: Most characters that are told of one place, and how much less likely each may be than the best,
#: in bits.  Set by hand.
_MOST_TOLD: Final = 3
_WITHIN_BITS: Final = 8.0


def likeliest(found: Recovery, number: int) -> tuple[tuple[str, float], ...]:
    """Return what the part ``number`` of a reading can be, with confidences, likeliest first.

    The first is what the reading has; empty if the part was not recovered.
    """
    parts = found.recovered.parts
    part = parts[number]
    if not isinstance(part, RecoveredCharacter):
        return ()
    texts = [p if isinstance(p, str) else p.text for p in parts]
    before, after = _end_of(texts[:number]), _start_of(texts[number + 1 :])
    written_in, language = found.channel.written_in, found.language
    allowed = characters_between(found.lattice, (part.node, part.end), written_in, language)
    costs = {
        char: bits(before + char + after, language)
        for char in allowed[:_MOST_WEIGHED]
        if char != part.text
    }
    best = min(costs.values(), default=0.0)
    near = [
        char for char in sorted(costs, key=costs.__getitem__) if costs[char] - best <= _WITHIN_BITS
    ]
    near = near[: _MOST_TOLD - 1]
    shares = [2.0 ** (best - costs[char]) for char in near]
    rest = min(1.0 - part.confidence, part.confidence)
    others = [(char, rest * share / sum(shares)) for char, share in zip(near, shares, strict=True)]
    return ((part.text, part.confidence), *others)


def _end_of(texts: list[str]) -> str:
    found = ""
    for text in reversed(texts):
        found = text + found
        if len(found) >= HISTORY:
            break
    return found[-HISTORY:]


def _start_of(texts: list[str]) -> str:
    found = ""
    for text in texts:
        found += text
        if len(found) >= HISTORY:
            break
    return found[:HISTORY]
