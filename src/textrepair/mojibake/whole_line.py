"""What the whole of a line says when it was read wrongly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from ..caching import remembered
from ..language.naturalness import score
from .acceptance import WORD, changed_words, is_accepted
from .channels import Channel
from .redecode import Hypothesis, undo, undo_hypotheses

#: Bits that a reading must save beyond what its channels cost: 2 ** 10 to 1.
MARGIN_BITS: Final = 10.0
#: Bits by which it must beat every other reading.
LEAD_BITS: Final = 3.0
#: What it takes to believe once more in channels that other parts of the text came through.
KNOWN_BITS: Final = 8.0
#: A long text is first read in a sample of about this many code points ...
SAMPLE_LENGTH: Final = 40
#: ... in which a reading must not be worse than the text as it is by more bits than this, ...
SAMPLE_SLACK: Final = 4.0
#: ... and then as a whole through this many of the channels that suited the sample best.
SAMPLE_BEST: Final = 4

Channels = tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class GarbledPassage:
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


def touched(
    passages: Sequence[GarbledPassage], spans: Iterable[tuple[int, int]]
) -> Iterator[list[int]]:
    """Yield for each of some spans the numbers of the passages that it touches.

    Both are ordered by where they begin.  A long line has thousands of each, so not every passage
    is compared with every span.

    >>> word = GarbledPassage(0, 4, "été", (), 9.0, True)
    >>> list(touched([word], [(0, 2), (4, 9)]))
    [[0], []]
    """
    first = 0
    for start, end in spans:
        while first < len(passages) and passages[first].end <= start:
            first += 1
        here: list[int] = []
        number = first
        while number < len(passages) and passages[number].start < end:
            if passages[number].end > start:
                here.append(number)
            number += 1
        yield here


def _anything(_word: str) -> bool:
    return True


def best_whole_reading(
    text: str, looks_garbled: Callable[[str], bool] = _anything
) -> GarbledPassage | None:
    """Return the best reading of the whole of a text, or None where nothing is better.

    ``looks_garbled`` tells whether a word shows signs of a wrong reading: such words are looked
    at first.

    >>> best = best_whole_reading("LibertÃ©, Ã©galitÃ©")
    >>> best.text, best.natural
    ('Liberté, égalité', True)
    """
    scored = sorted(
        ((score(h.text).bits + h.bits, h) for h in _likely_hypotheses(text, looks_garbled)),
        key=lambda item: item[0],
    )
    if not scored:
        return None
    cost, best = scored[0]
    gain = score(text).bits - cost
    if gain < MARGIN_BITS:
        return None
    leads = len(scored) == 1 or scored[1][0] - cost >= LEAD_BITS
    natural = leads and is_accepted(text, best.text, best.channels)
    return GarbledPassage(0, len(text), best.text, best.channels, gain + best.bits, natural)


def _likely_hypotheses(text: str, looks_garbled: Callable[[str], bool]) -> list[Hypothesis]:
    """Return the hypotheses that a sample of the text does not rule out."""
    sample = _sample(text, looks_garbled)
    if len(text) <= 2 * len(sample):
        return list(undo_hypotheses(text))
    found = [undo(text, chain) for chain in _likely_chains(sample)]
    return [hypothesis for hypothesis in found if hypothesis is not None]


@remembered(most=4096)
def _likely_chains(sample: str) -> tuple[Channels, ...]:
    """Return the channels that suit a sample best; remembered, for words recur."""
    most = score(sample).bits + SAMPLE_SLACK
    costs = {h.channels: score(h.text).bits for h in undo_hypotheses(sample)}
    likely = sorted((c for c in costs if costs[c] <= most), key=costs.__getitem__)
    return tuple(likely[:SAMPLE_BEST])


def _sample(text: str, looks_garbled: Callable[[str], bool]) -> str:
    """Return words of a text that are not ASCII, dirty ones first, some forty code points."""
    words = [word for word in WORD.findall(text) if not word.isascii()]
    words.sort(key=looks_garbled, reverse=True)
    lengths = accumulate(len(word) + 1 for word in words)
    return " ".join(
        word
        for word, length in zip(words, lengths, strict=True)
        if length - len(word) - 1 <= SAMPLE_LENGTH
    )


def undo_as_before(text: str, channels: Channels) -> GarbledPassage | None:
    """Return what a text says if it came through the channels that text nearby came through.

    None where it cannot have, or where that is no more natural than the text as it is.
    """
    hypothesis = undo(text, channels)
    if hypothesis is None:
        return None
    reading = hypothesis.text
    old = " ".join(changed_words(reading, text))
    new = " ".join(changed_words(text, reading))
    saved = score(old).bits - score(new).bits
    if saved < KNOWN_BITS:
        return None
    return GarbledPassage(
        0, len(text), reading, channels, saved, is_accepted(text, reading, channels)
    )


def explained_share(line: str, passages: Iterable[GarbledPassage]) -> float:
    """Return how much of what is not ASCII in a line its passages explain, from 0 to 1."""
    explained = sum(beyond_ascii(line[p.start : p.end]) for p in passages)
    return explained / max(beyond_ascii(line), 1)


def beyond_ascii(text: str) -> int:
    """Return how many characters of a text are beyond ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))
