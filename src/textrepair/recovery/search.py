"""What is not certain of a byte graph, searched for: the most natural reading of its clusters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..language import Reading, best_reading
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteGraph
from .lattice import Step, arcs_of
from .segments import Cluster, Skeleton, Sound

#: States kept at a node of a small lattice, and of one with more than ``_MANY_ARCS`` arcs.
_WIDTH: Final = 32
_NARROW_WIDTH: Final = 16
_MANY_ARCS: Final = 400
#: Arcs of a whole lattice at most, unless it is so long that each step keeps but a few.
_MOST_ARCS: Final = 4000
_LEAST_ARCS: Final = 10
#: How sure a character of a large lattice can be: the search did not see all there is.
GUESS_CONFIDENCE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Restored:
    """A character that was searched for: what it is, how sure that is, and between which nodes."""

    text: str
    confidence: float
    node: int
    end: int


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text read from a byte graph: certain strings, and characters that were searched for."""

    parts: tuple[str | Restored | Sound, ...]

    @property
    def text(self) -> str:
        """The most natural reading."""
        return "".join([p if isinstance(p, str) else p.text for p in self.parts])

    def with_marks(self, mark: str, confidence: float) -> str:
        """Return the reading with a mark for each character that is less sure."""
        return "".join(
            [
                part
                if isinstance(part, str)
                else mark
                if isinstance(part, Restored) and part.confidence < confidence
                else part.text
                for part in self.parts
            ]
        )


def restore(skeleton: Skeleton, graph: ByteGraph, true: str, language: str) -> Restoration:
    """Read the clusters of a skeleton as a language would have them.

    A cluster of which no reading is known to the language becomes one U+FFFD.
    """
    parts: list[str | Restored | Sound] = []
    before = ""
    for number, part in enumerate(skeleton.parts):
        if isinstance(part, Cluster):
            following = skeleton.parts[number + 1] if number + 1 < len(skeleton.parts) else ""
            after = following[:HISTORY] if isinstance(following, str) else ""
            read = _read_cluster(part, graph, true, language, (before, after))
            parts += read
            text = "".join([p if isinstance(p, str) else p.text for p in read])
        else:
            parts.append(part)
            text = part if isinstance(part, str) else part.text
        before = (before + text)[-HISTORY:]
    return Restoration(tuple(parts))


def _read_cluster(
    cluster: Cluster, graph: ByteGraph, true: str, language: str, around: tuple[str, str]
) -> list[str | Restored]:
    """Return the characters of the best reading of a cluster, the certain ones as strings."""
    if not cluster.steps:
        return [Restored(REPLACEMENT, 0.0, cluster.start, cluster.end)]
    steps = tuple(
        tuple(Step(step.end - cluster.start, step.pattern, step.bits) for step in here)
        for here in cluster.steps
    )
    reading, surest = _best(steps, (true, graph.seen, language), around)
    if reading is None:
        return [Restored(REPLACEMENT, 0.0, cluster.start, cluster.end)]
    found: list[str | Restored] = []
    start = 0
    for arc, confidence in zip(reading.arcs, reading.confidences, strict=True):
        if len(steps[start]) == 1 and steps[start][0].is_certain:
            found.append(arc.text)
        else:
            node, end = cluster.start + start, cluster.start + arc.end
            found.append(Restored(arc.text, min(confidence, surest), node, end))
        start = arc.end
    return found


@lru_cache(maxsize=1 << 14)
def _best(
    steps: tuple[tuple[Step, ...], ...], encodings: tuple[str, str, str], around: tuple[str, str]
) -> tuple[Reading | None, float]:
    """Return the best reading of some steps, and how sure a character of it can be.

    ``encodings`` are the true one, the one seen, and the language.
    """
    true, seen, language = encodings
    most = max(_LEAST_ARCS, _MOST_ARCS // sum(map(len, steps)))
    lattice = [arcs_of(list(here), true, seen, language, most=most) for here in steps]
    is_small = sum(map(len, lattice)) <= _MANY_ARCS
    width = _WIDTH if is_small else _NARROW_WIDTH
    before, after = around
    reading = best_reading(lattice, language, before=before, after=after, width=width)
    return reading, 1.0 if is_small else GUESS_CONFIDENCE
