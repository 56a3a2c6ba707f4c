"""Which passages of a line were read wrongly, and what they say.

Where the line as a whole has no better reading, each word is tried, and the cheapest
sequence of sound and garbled words is searched: changing the channel costs what the
channel takes, staying in it costs nothing.  So one garbled sentence in a sound text is
found, and two sentences garbled in different ways.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import compress
from typing import Final

from ..caching import remembered
from ..language.naturalness import (
    LaneCosts,
    LanguageOfScript,
    bits_in,
    lane_costs,
    languages_of,
    score,
    sum_of,
)
from .acceptance import WORD, is_accepted
from .channels import CHANNELS
from .redecode import is_writable, undo, undo_hypotheses
from .stretches import reread_stretches
from .whole_line import KNOWN_BITS, MARGIN_BITS, Channels, GarbledPassage

#: How many garbled words the likely channels are found from, and how many of those channels are
#: tried on all words.
SAMPLE_WORDS: Final = 12
LIKELY: Final = 6


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a line, and what it would read as through some channels."""

    start: int
    end: int
    costs: LaneCosts
    readings: dict[Channels, str]
    costs_through: dict[Channels, LaneCosts]
    is_garbled: bool

    @property
    def is_neutral(self) -> bool:
        """Whether the word tells nothing of how the text was read."""
        return not self.readings and not self.is_garbled


def garbled_words(
    text: str, looks_garbled: Callable[[str], object], recent_channels: Iterable[Channels] = ()
) -> list[GarbledPassage]:
    """Return the garbled passages of a text of which other parts are sound, in order.

    ``looks_garbled`` tells whether a word shows signs of a wrong reading; ``recent_channels`` are
    channels that text nearby came through: they are believed at less cost.
    """
    words = _words(text, looks_garbled, recent_channels)
    if not any(word.readings for word in words):
        return []
    languages = languages_of(sum_of(word.costs for word in words if not word.is_garbled))
    known = set(recent_channels)
    states = _cheapest_states(words, languages, known)
    if not known.issuperset(states):
        known.update(states)
        states = _cheapest_states(words, languages, known)
    return [
        passage
        for run in _runs(words, states)
        if (passage := _passage(text, words, run, states[run[0]], languages)) is not None
    ]


def _words(
    text: str, looks_garbled: Callable[[str], object], recent_channels: Iterable[Channels]
) -> list[_Word]:
    """Cut a text into words, and read each that is not ASCII through the likely channels.

    Where no channel suits a dirty word, there are none.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    texts = [text[start:end] for start, end in spans]
    dirty = [not word.isascii() and bool(looks_garbled(word)) for word in texts]
    garbled = dict.fromkeys(compress(texts, dirty))
    likely = _likely_channels(list(garbled)[:SAMPLE_WORDS], recent_channels)
    if not likely:
        return []
    words: list[_Word] = []
    for span, word, bad in zip(spans, texts, dirty, strict=True):
        found = {} if word.isascii() else _readings(word, likely, looks_garbled)
        weights = {chain: _weight(reading) for chain, reading in found.items()}
        words.append(_Word(*span, _weight(word), found, weights, bad))
    return words


@remembered(most=1024)
def _weight(word: str) -> LaneCosts:
    """Weigh a word as it stands between blanks, once: words recur."""
    return lane_costs(f" {word} ")


def _likely_channels(
    dirty_words: Sequence[str], recent_channels: Iterable[Channels]
) -> tuple[Channels, ...]:
    """Return the channels that suit some dirty word best, and those that suit most of them."""
    saved: dict[Channels, float] = {}
    found = dict.fromkeys(recent_channels)
    for word in dirty_words:
        gains = _gains(word)
        for chain, gain in gains.items():
            saved[chain] = saved.get(chain, 0.0) + gain
        if gains:
            found[max(gains, key=gains.__getitem__)] = None
    found |= dict.fromkeys(sorted(saved, key=saved.__getitem__, reverse=True)[:LIKELY])
    return tuple(found)


@remembered(most=512)
def _gains(word: str) -> dict[Channels, float]:
    """Return how many bits a word becomes more natural through each channel that helps."""
    as_it_is = score(word).bits
    chains = [hypothesis.channels for hypothesis in undo_hypotheses(word)]
    chains += [(channel,) for channel in CHANNELS if channel.written_in == "utf-8"]
    found = ((chain, _through(word, chain)) for chain in dict.fromkeys(chains))
    gains = {
        chain: as_it_is - score(reading).bits for chain, reading in found if reading is not None
    }
    return {chain: gain for chain, gain in gains.items() if gain > 0.0}


def _through(word: str, chain: Channels) -> str | None:
    """Return what a word reads as through some channels, as a whole or in stretches of UTF-8."""
    hypothesis = undo(word, chain)
    if hypothesis is not None:
        return hypothesis.text
    if len(chain) > 1 or chain[0].written_in != "utf-8":
        return None
    reading = reread_stretches(word, chain[0].read_as)
    return reading if reading is not None and is_writable(reading) else None


def _readings(
    word: str, likely: tuple[Channels, ...], looks_garbled: Callable[[str], object]
) -> dict[Channels, str]:
    """Return the sound readings of a word through the likely channels."""
    if "\N{REPLACEMENT CHARACTER}" in word:
        return {}
    found = ((chain, _through(word, chain)) for chain in likely)
    return {
        chain: reading
        for chain, reading in found
        if reading is not None and not looks_garbled(reading)
    }


def _cheapest_states(
    words: Sequence[_Word], languages: LanguageOfScript, known: Set[Channels]
) -> list[Channels]:
    """Return the channels that each word came through, () for none: the cheapest sequence."""
    kinds: list[Channels] = [()]
    kinds += dict.fromkeys(channels for word in words for channels in word.readings)
    price = {kind: _price(kind, known) for kind in kinds}
    best = {kind: price[kind] for kind in kinds}
    steps: list[dict[Channels, Channels]] = []
    stay = {kind: kind for kind in kinds}
    was_neutral = False
    for word in words:
        is_neutral = word.is_neutral
        if is_neutral and was_neutral:
            steps.append(stay)  # whoever gains by a change has changed at the word before
            continue
        was_neutral = is_neutral
        cheapest = min(kinds, key=best.__getitem__)
        came_from: dict[Channels, Channels] = {}
        then: dict[Channels, float] = {}
        for kind in kinds:
            change = best[cheapest] + price[kind]
            came_from[kind] = kind if best[kind] <= change else cheapest
            then[kind] = min(best[kind], change) + _cost(word, kind, languages)
        best = then
        steps.append(came_from)
    state = min(kinds, key=best.__getitem__)
    states: list[Channels] = []
    for came_from in reversed(steps):
        states.append(state)
        state = came_from[state]
    return states[::-1]


def _price(kind: Channels, known: Set[Channels]) -> float:
    """Return what it takes to believe that a passage came through some channels."""
    if not kind:
        return 0.0
    return KNOWN_BITS if kind in known else sum(c.bits for c in kind) + MARGIN_BITS


def _cost(word: _Word, kind: Channels, languages: LanguageOfScript) -> float:
    """Return the bits of a word in a state; infinite where it has no such reading."""
    if word.is_neutral:
        return 0.0  # what reads the same through every channel says nothing of any
    if not kind:
        return bits_in(word.costs, languages)
    weight = word.costs_through.get(kind)
    return float("inf") if weight is None else bits_in(weight, languages)


def _runs(words: Sequence[_Word], states: Sequence[Channels]) -> Iterator[list[int]]:
    """Yield the indexes of the words of each garbled run: from its first to its last reading."""
    run: list[int] = []
    for i, (word, state) in enumerate(zip(words, states, strict=True)):
        if run and state != states[run[0]]:
            yield run
            run = []
        if state in word.readings:
            run = list(range(run[0], i + 1)) if run else [i]
    if run:
        yield run


def _passage(
    text: str,
    words: Sequence[_Word],
    run: list[int],
    channels: Channels,
    languages: LanguageOfScript,
) -> GarbledPassage | None:
    """Return what a run says, unless a garbled word beside it cannot be read: then all waits."""
    if _is_stuck(words, run[0] - 1, -1) or _is_stuck(words, run[-1] + 1, 1):
        return None
    start, end = words[run[0]].start, words[run[-1]].end
    pieces: list[str] = []
    position = start
    saved = 0.0
    for word in (words[i] for i in run):
        reading = word.readings.get(channels)
        if reading is not None:
            saved += bits_in(word.costs, languages) - bits_in(
                word.costs_through[channels], languages
            )
            pieces += (text[position : word.start], reading)
            position = word.end
    reading = "".join([*pieces, text[position:end]])
    left, right = _sound_neighbours(text, words, run)
    before, after = left + text[start:end] + right, left + reading + right
    natural = is_accepted(before, after, channels, around=text)
    return GarbledPassage(start, end, reading, channels, saved, natural)


def _sound_neighbours(text: str, words: Sequence[_Word], run: list[int]) -> tuple[str, str]:
    """Return the words before and after a run, where they are sound, with the blanks between."""
    first, last = words[run[0]], words[run[-1]]
    before = words[run[0] - 1] if run[0] else first
    after = words[run[-1] + 1] if run[-1] + 1 < len(words) else last
    left = "" if before.is_garbled else text[before.start : first.start]
    right = "" if after.is_garbled else text[last.end : after.end]
    return left, right


def _is_stuck(words: Sequence[_Word], i: int, step: int) -> bool:
    """Tell whether the next word that is not ASCII is garbled and cannot be read."""
    while 0 <= i < len(words):
        word = words[i]
        if word.is_garbled or word.readings:
            return word.is_garbled and not word.readings
        i += step
    return False
