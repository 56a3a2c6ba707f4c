"""The text in a byte graph: what is certain is decoded, what is not is searched for.

Between the gaps the bytes are known and decode by themselves.  Around each gap a small
lattice is built, up to where all its paths have met and ``HISTORY`` certain characters
follow, so that nothing after can bear on it; the language model then chooses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ..language import Reading, best_reading
from ..language.rows import HISTORY
from .byte_graph import REPLACEMENT, ByteGraph
from .codepages import MULTI_BYTE
from .lattice import Step, arcs_of, steps_from

#: States kept at a node of a small lattice, and of one with more than ``_MANY_ARCS`` arcs.
_WIDTH: Final = 32
_NARROW_WIDTH: Final = 16
_MANY_ARCS: Final = 400
#: Arcs of a whole lattice at most, unless it is so long that each step keeps but a few.
_MOST_ARCS: Final = 4000
_LEAST_ARCS: Final = 10
#: How sure a character of a large lattice can be: the search did not see all there is.
GUESS_CONFIDENCE: Final = 0.9


@dataclass(slots=True)
class Cluster:
    """A part of the graph that can be read in more than one way: nodes ``start`` to ``end``."""

    start: int
    end: int
    steps: list[list[Step]]


@dataclass(frozen=True, slots=True)
class Sound:
    """A character of the text that was not garbled."""

    text: str


@dataclass(slots=True)
class Skeleton:
    """A text cut into what is certain and what is not.

    ``unreadable`` is how many of its clusters make no sense at all.
    """

    parts: list[str | Cluster | Sound] = field(default_factory=list)
    unreadable: int = 0

    @property
    def certain(self) -> str:
        """What is certain, with U+FFFD for what is not."""
        return "".join(
            REPLACEMENT if isinstance(p, Cluster) else p if isinstance(p, str) else p.text
            for p in self.parts
        )


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


def skeleton_of(graph: ByteGraph, true: str, text: str) -> Skeleton:
    """Cut a graph, made of ``text``, into certain strings and clusters.

    Where the bytes cannot be ``true``, the character of the text there is taken for sound;
    if it does not begin where they cease to make sense, its rest is unreadable.
    """
    found = Skeleton()
    gaps = sorted(graph.gaps)
    size = len(graph.known)
    node = next_gap = 0
    while node < size:
        while next_gap < len(gaps) and gaps[next_gap] < node:
            next_gap += 1
        limit = gaps[next_gap] if next_gap < len(gaps) else size
        certain, node = _certain_from(graph.known, node, limit, true)
        if certain:
            found.parts.append(certain)
        if node == size:
            break
        cluster = _cluster_from(graph, node, true)
        if cluster.steps:
            found.parts.append(cluster)
            node = cluster.end
            continue
        start = node
        node += 1
        while node not in graph.offsets:
            node += 1
        offset = graph.offsets.get(start)
        if offset is None:
            found.parts.append(Cluster(start, node, []))
            found.unreadable += 1
        else:
            found.parts.append(Sound(text[offset]))
    return found


def _certain_from(known: bytearray, start: int, limit: int, true: str) -> tuple[str, int]:
    """Decode the known bytes from ``start``; return them and where an incomplete one begins."""
    data = known[start:limit]
    try:
        return data.decode(MULTI_BYTE.get(true, true)), limit
    except UnicodeDecodeError as error:
        end = start + error.start
    return known[start:end].decode(MULTI_BYTE.get(true, true)), end


def _cluster_from(graph: ByteGraph, start: int, true: str) -> Cluster:
    """Return the cluster that begins at a node; without steps if no character can begin there."""
    size = len(graph.known)
    table: dict[int, list[Step]] = {}
    pending = {start}
    waist = start  # where all paths met last
    while pending:
        node = min(pending)
        if node > start and len(pending) == 1:
            waist = node
            if node == size or _settles(graph, node, true):
                break
        pending.discard(node)
        if node == size:
            continue
        steps_here = table[node] = steps_from(graph, node, true)
        pending.update(step.end for step in steps_here)
    return Cluster(start, waist, _forward_only(table, start, waist))


def _settles(graph: ByteGraph, node: int, true: str) -> bool:
    """Tell whether ``HISTORY`` certain characters, and nothing else, begin at a node."""
    for _ in range(HISTORY):
        if node == len(graph.known):
            return True
        if node in graph.gaps:
            return False
        steps = steps_from(graph, node, true)
        if len(steps) != 1 or not steps[0].is_certain:
            return False
        node = steps[0].end
    return True


def _forward_only(table: dict[int, list[Step]], start: int, end: int) -> list[list[Step]]:
    """Return the steps of a cluster by node, without those that lead nowhere."""
    alive = {end}
    kept: list[list[Step]] = []
    for node in range(end - 1, start - 1, -1):
        steps = [step for step in table.get(node, ()) if step.end in alive]
        if steps:
            alive.add(node)
        kept.append(steps)
    return kept[::-1]


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
