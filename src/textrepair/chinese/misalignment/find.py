"""Misaligned runs of a text: found by its windows, and accepted by how natural they become.

A window begins at each ``?`` before a gloss, a mark at which the text was cut, or the end of the
line.  The beam search of the language model reads its lattice; each run of that reading which is
out of step is weighed: the text with the repaired run must be more natural than the text as it
stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ...language import Reading, best_path, bits
from ..pinyin import READING
from .clues import EATABLE, TextClues
from .runs import ALIKE_CONFIDENCE, Run, runs_in
from .window import NODES, Lattice, Window, widened, window_at

#: A regular expression for what follows the ``?`` with which a window begins: the rest of a gloss
#: whose bracket was eaten, as in 當?shù), or a mark at which the text was cut.
ANCHOR: Final = rf"(?:{READING}[)]|[!,！？，；：])"

#: Bits by which a run must become more natural to be repaired; half of it suffices for a finding.
#: A run of three characters gains about 30 bits.  Set by hand; checked on
#: fixtures/rules/misaligned-bytes.toml.
MARGIN: Final = 12.0

#: Bits a character from which on a run reads strangely, so that pairs between its tokens may have
#: been stripped.  Chinese has 6 to 8.  Set by hand.
STRANGE_BITS: Final = 9.0

#: Bits of a single character from which on a finding says that a run still reads strangely.  Set by
#: hand: of 80 lines from which nothing was stripped two hold such a character.
STRANGEST_BITS: Final = 17.0

#: Bits that a reading must save to be believed where it says that pairs were stripped.  Set by
#: hand.
STRIPPED_MARGIN: Final = 5.0

#: The same where a single character of the other reading costs more bits than the second number: it
#: is hardly ever written there, 囈繁榮 for 國家繁榮.  Set by hand.
LEAST_MARGIN: Final = 1.0
UNWRITTEN_BITS: Final = 20.0


#: Length of the text on each side of a run that is weighed with the run, in code points.
CONTEXT: Final = 4

#: Beam width: most states of a node.  Wider beams never changed the reading of such a window.
WIDTH: Final = 12

#: Most characters that `likely_eaten` returns.
CANDIDATES: Final = 5

#: Length of the text on each side of a window that tells which variety of Chinese it is, in code
#: points.
VARIETY_CONTEXT: Final = 60

_FULL_STOP: Final = "。"
_VARIETIES: Final = ("zh-hant", "zh-hans")
#: How near a Chinese character stands in text that was read out of step, in code points.
NEAR_HAN: Final = 12
_HAN_BODY: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
_HAN: Final = re.compile(f"[{_HAN_BODY}]")
#: ``ANCHOR``, but behind a mark in ASCII, which stands in any language, only near such a character.
NEAR_HAN_ONLY: Final = (
    rf"(?:{READING}[)]|[！？，；：]|[!,](?:.{{0,{NEAR_HAN - 2}}}[{_HAN_BODY}]"
    + "".join(f"|(?<=[{_HAN_BODY}].{{{n}}})" for n in range(2, NEAR_HAN + 1))
    + "))"
)
_START: Final = re.compile(r"\?" + ANCHOR)
_GLOSS: Final = re.compile(rf"\({READING}\)")


@dataclass(frozen=True, slots=True)
class MisalignedRun:
    """A run, the language code of its variety of Chinese, and its gain in naturalness (bits).

    ``is_strange`` tells whether a character of it is hardly ever written there, so that characters
    beside it may have been stripped.
    """

    run: Run
    language: str
    gain: float
    is_strange: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the gain suffices to repair the run."""
        return self.gain >= MARGIN


def misaligned_runs(clues: TextClues) -> Iterator[MisalignedRun]:
    """Yield the runs of a text that are more natural aligned, in order.

    Runs of marks that an author may have typed are left out.  The clues learn each clear run before
    the run is yielded.  Takes time linear in the text.

    >>> found, *_ = misaligned_runs(TextClues("讓當?shù)鼐用裣硎艿?G應用"))
    >>> found.run.text, found.is_clear
    ('地居民享受到?', True)
    """
    text = clues.text
    position = 0
    while start := _START.search(text, position):
        position = start.start() + 1
        if not _HAN.search(text, max(0, position - NEAR_HAN), position + NEAR_HAN):
            continue  # a regular expression or a signature: (n?,k),(k,m?)
        window = window_at(clues, start.start())
        if window is not None:
            position = window.end
        if window is not None and not window.is_hopeless:
            yield from _runs_of(clues, window)


def _runs_of(clues: TextClues, window: Window) -> Iterator[MisalignedRun]:
    """Yield the runs of a window that are more natural aligned."""
    text = clues.text
    around = text[max(0, window.start - VARIETY_CONTEXT) : window.start + VARIETY_CONTEXT]
    language = min(_VARIETIES, key=lambda variety: bits(around, variety))
    for run in _best_runs(clues, window, language):
        gain = _gain(text, run, language)
        may_be_meant = clues.marks_may_be_meant(run.start, run.end, run.text)
        if may_be_meant or gain < MARGIN / 2:
            continue
        before = _context_before(text, run.start)
        strange = clues.private_may_be_stripped and _dearest(run, language, before) > STRANGEST_BITS
        found = MisalignedRun(run, language, gain, strange)
        if found.is_clear:
            clues.learn(run.start, run.end, run.text)
        yield found


def _best_runs(clues: TextClues, window: Window, language: str) -> list[Run]:
    """Return the runs of the most natural reading of a window.

    Pairs that were stripped are looked for where a reading without them is strange.
    """
    reading = _read(clues.text, window, language)
    runs = list(runs_in(window, reading)) if reading else []
    if not (clues.private_may_be_stripped and any(_is_strange(run, language) for run in runs)):
        return runs
    other = window_at(clues, window.start, stripped=True)
    better = _read(clues.text, other, language) if other else None
    before = [_context_before(clues.text, run.start) for run in runs]
    dearest = max(_dearest(run, language, so_far) for run, so_far in zip(runs, before, strict=True))
    margin = STRIPPED_MARGIN if dearest <= UNWRITTEN_BITS else LEAST_MARGIN
    if other and reading and better and reading.bits - better.bits >= margin:
        return list(runs_in(other, better))
    return runs


def _read(text: str, window: Window, language: str) -> Reading | None:
    """Return the most natural reading of a window between the text before and after it."""
    before = _context_before(text, window.start)
    after = widened(text[window.end : window.end + CONTEXT])

    def best(lattice: Lattice) -> Reading | None:
        return best_path(lattice, language, before=before, after=after, width=WIDTH)

    reading = best(window.lattice)
    doubled = _double_stop(reading) if reading else None
    if doubled is None:
        return reading
    others = [best(_without_stop(window.lattice, node)) for node in doubled]
    chosen = min(filter(None, others), key=lambda other: other.bits, default=reading)
    return chosen and _doubted(chosen, doubled)


def _double_stop(reading: Reading) -> tuple[int, int] | None:
    """Return the nodes where two full stops in a row begin, both guessed; None if there are none.

    The models know such rows from chats; where bytes were lost it was 。 and what closes.
    """
    starts = [0, *(arc.end for arc in reading.arcs)]
    texts = [(start, arc) for start, arc in zip(starts, reading.arcs, strict=False) if arc.text]
    for (one, first), (two, second) in pairwise(texts):
        if first.text == second.text == _FULL_STOP and one % NODES and two % NODES:
            return one, two
    return None


def _doubted(reading: Reading, nodes: tuple[int, int]) -> Reading:
    """Return a reading that is not sure of the characters that begin at some nodes."""
    starts = [0, *(arc.end for arc in reading.arcs)]
    sure = tuple(
        min(confidence, ALIKE_CONFIDENCE) if start in nodes else confidence
        for start, confidence in zip(starts, reading.confidences, strict=False)
    )
    return replace(reading, confidences=sure)


def _without_stop(lattice: Lattice, node: int) -> Lattice:
    """Return a lattice in which no full stop begins at a node."""
    kept = [arc for arc in lattice[node] if arc.text != _FULL_STOP]
    return [*lattice[:node], kept, *lattice[node + 1 :]]


def _is_strange(run: Run, language: str) -> bool:
    return bits(run.text, language) > STRANGE_BITS * len(run.text)


def _dearest(run: Run, language: str, before: str) -> float:
    """Return the bits that the least likely ideograph of a run costs where it stands."""
    texts = [before + run.text[:end] for end in range(len(run.text) + 1)]
    costs = pairwise([bits(text, language) for text in texts])
    each = zip(run.text, costs, strict=True)
    return max((after - so_far for char, (so_far, after) in each if _HAN.match(char)), default=0.0)


def _context_before(text: str, at: int) -> str:
    """Return the text before an offset, without glosses."""
    return widened(_GLOSS.sub("", text[max(0, at - 4 * CONTEXT) : at])[-CONTEXT:])


def _gain(text: str, run: Run, language: str) -> float:
    """Return the bits by which the repaired run is more natural than the text as it stands."""
    before = _context_before(text, run.start)
    after = widened(text[run.end : run.end + CONTEXT])
    shown = widened(text[run.start : run.end])
    gain = bits(before + shown + after, language) - bits(before + run.text + after, language)
    return gain - run.bits


def likely_eaten(text: str, at: int, language: str) -> dict[str, float]:
    """Return the likeliest characters eaten just before an offset, with their probabilities."""
    after = text[at : at + CONTEXT]
    cost = {char: bits(char + after, language) for char in EATABLE}
    least = min(cost.values())
    total = sum(2 ** (least - each) for each in cost.values())
    best = sorted(cost, key=cost.__getitem__)[:CANDIDATES]
    return {char: 2 ** (least - cost[char]) / total for char in best}
