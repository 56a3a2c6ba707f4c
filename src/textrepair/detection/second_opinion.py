"""charset-normalizer's vote between two encodings that are all but equally likely.

It looks at the noise of a text, where the language models look at its letters.  Measured on
training and development text its vote is right less often than the models by any margin
that is worth the name, so it is asked only where they see no difference.
"""

from __future__ import annotations

from typing import Final

from .scoring import Contestant

#: Two encodings that differ by less cost alike, in bits.
NEARLY_EQUAL: Final = 0.25
#: How much of the data it is shown, in bytes.
_SAMPLE: Final = 1 << 14


def with_vote(ranked: list[Contestant], data: bytes) -> list[Contestant]:
    """Return two or more contestants as they are ranked when those nearly equal are voted on."""
    least = ranked[0].bits
    equal = [contestant for contestant in ranked if contestant.bits < least + NEARLY_EQUAL]
    if len(equal) < 2:
        return ranked
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    best = from_bytes(sample).best()
    reading = None if best is None else str(best)
    for contestant in equal:
        if sample.decode(contestant.codec, "replace") == reading:
            contestant.bits = least - NEARLY_EQUAL
            break
    return sorted(ranked, key=lambda contestant: contestant.bits)
