"""What the whole of a line says when it was read wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .channels import CHANNELS, Channel
from .hypotheses import Hypothesis, hypotheses, reread
from .judging import WORD, changed_words, is_natural, score

#: Bits that a reading must save beyond what its channels cost: 2 ** 10 to 1.
MARGIN_BITS: Final = 10.0
#: Bits by which it must beat every other reading.
LEAD_BITS: Final = 3.0
#: What it takes to believe once more in channels that other parts of the text came through.
KNOWN_BITS: Final = 8.0
#: Long texts are first read in a sample of about so many code points ...
SAMPLE_LENGTH: Final = 40
#: ... and then as a whole through so many of the channels that suited it best.
SAMPLE_BEST: Final = 4

Channels = tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What ``start`` to ``end`` of a text says: ``text``, when ``channels`` are undone.

    ``saved`` is by how many bits this is the more natural text; ``natural`` tells whether
    it is natural by itself, and no other reading is nearly as good.
    """

    start: int
    end: int
    text: str
    channels: Channels
    saved: float
    natural: bool


def whole(text: str, channels: Sequence[Channel] = CHANNELS) -> Passage | None:
    """Return the best reading of the whole of a text, or None where nothing is better.

    >>> best = whole("LibertÃ©, Ã©galitÃ©")
    >>> best.text, best.natural
    ('Liberté, égalité', True)
    """
    scored = sorted(
        ((score(h.text).bits + h.bits, h) for h in _likely_hypotheses(text, channels)),
        key=lambda item: item[0],
    )
    if not scored:
        return None
    cost, best = scored[0]
    gain = score(text).bits - cost
    if gain < MARGIN_BITS:
        return None
    leads = len(scored) == 1 or scored[1][0] - cost >= LEAD_BITS
    natural = leads and is_natural(text, best.text, best.channels)
    return Passage(0, len(text), best.text, best.channels, gain + best.bits, natural)


def _likely_hypotheses(text: str, channels: Sequence[Channel]) -> list[Hypothesis]:
    """Return the hypotheses that a sample of the text does not rule out."""
    sample = _sample(text)
    if len(text) <= 2 * len(sample):
        return list(hypotheses(text, channels))
    costs = {h.channels: score(h.text).bits + h.bits for h in hypotheses(sample, channels)}
    likely = sorted(costs, key=costs.__getitem__)[:SAMPLE_BEST]
    found = [reread(text, chain) for chain in likely]
    return [hypothesis for hypothesis in found if hypothesis is not None]


def _sample(text: str) -> str:
    """Return the first words of a text that are not ASCII, some forty code points in all."""
    words: list[str] = []
    length = 0
    for match in WORD.finditer(text):
        word = match.group()
        if not word.isascii():
            words.append(word)
            length += len(word) + 1
            if length > SAMPLE_LENGTH:
                break
    return " ".join(words)


def as_before(text: str, channels: Channels) -> Passage | None:
    """Return what a text says if it came through the channels that text nearby came through.

    None where it cannot have, or where that is no more natural than the text as it is.
    """
    hypothesis = reread(text, channels)
    if hypothesis is None:
        return None
    reading = hypothesis.text
    old = " ".join(changed_words(reading, text))
    new = " ".join(changed_words(text, reading))
    saved = score(old).bits - score(new).bits
    if saved < KNOWN_BITS:
        return None
    return Passage(0, len(text), reading, channels, saved, is_natural(text, reading, channels))
