"""A byte graph cut into what is certain and what is not.

Between the gaps the bytes are known and decode by themselves.  Around each gap a small
lattice is built, up to where all its paths have met and ``HISTORY`` certain characters
follow, so that nothing after can bear on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..encodings.tables import MULTI_BYTE
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteGraph
from .lattice import Step, steps_from


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
        if node < size:
            node = _add_uncertain(found, graph, node, true, text)
    return found


def _add_uncertain(found: Skeleton, graph: ByteGraph, start: int, true: str, text: str) -> int:
    """Add what begins at a node and is not certain; return the node where it ends."""
    cluster = _cluster_from(graph, start, true)
    if cluster.steps:
        found.parts.append(cluster)
        return cluster.end
    end = start + 1
    while end not in graph.offsets:
        end += 1
    offset = graph.offsets.get(start)
    if offset is None:
        found.parts.append(Cluster(start, end, []))
        found.unreadable += 1
    else:
        found.parts.append(Sound(text[offset]))
    return end


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
