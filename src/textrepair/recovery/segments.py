"""Segmentation of a byte lattice: certain text, ambiguous spans, untouched characters.

Between the gaps all bytes are known and decode to certain text.  Around each gap an
ambiguous span is built.  The span ends where all its paths have met and ``HISTORY`` certain
characters follow, because the models look back no farther than that.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..encodings import codec_of
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteLattice
from .character_arcs import CharacterArc, arcs_from


@dataclass(slots=True)
class AmbiguousSpan:
    """A part of the lattice, node ``start`` to ``end``, that can be read in more than one way.

    ``arcs`` lists the character arcs by node, relative to ``start``; it is empty if the bytes
    cannot be read at all.
    """

    start: int
    end: int
    arcs: list[list[CharacterArc]]


@dataclass(frozen=True, slots=True)
class UntouchedCharacter:
    """A character of the text that was not garbled and stays as it is."""

    text: str


@dataclass(slots=True)
class Segmentation:
    """A text cut into certain strings, ambiguous spans and untouched characters.

    ``unreadable`` counts the ambiguous spans that have no reading.  ``prepared`` is where the
    search keeps what it has made of the spans, by language, from a draft to the full search.
    """

    parts: list[str | AmbiguousSpan | UntouchedCharacter] = field(default_factory=list)
    unreadable: int = 0
    prepared: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def certain(self) -> str:
        """The certain text, with U+FFFD in place of each ambiguous span."""
        return "".join(
            REPLACEMENT if isinstance(p, AmbiguousSpan) else p if isinstance(p, str) else p.text
            for p in self.parts
        )


def segment(lattice: ByteLattice, written_in: str, text: str) -> Segmentation:
    """Cut the byte lattice of ``text`` into certain strings and ambiguous spans.

    Where the bytes cannot be ``written_in``, the character of the text at that place is
    untouched; if no character begins at the place, an unreadable span takes the bytes.
    """
    found = Segmentation()
    gaps = sorted(lattice.gaps)
    size = len(lattice.known)
    node = next_gap = 0
    while node < size:
        while next_gap < len(gaps) and gaps[next_gap] < node:
            next_gap += 1
        limit = gaps[next_gap] if next_gap < len(gaps) else size
        certain, node = _certain_from(lattice.known, node, limit, written_in)
        if certain:
            found.parts.append(certain)
        if node < size:
            node = _add_uncertain(found, lattice, node, written_in, text)
    return found


def _add_uncertain(
    found: Segmentation, lattice: ByteLattice, start: int, written_in: str, text: str
) -> int:
    """Add the ambiguous span or untouched character that begins at a node; return its end."""
    span = _ambiguous_span(lattice, start, written_in)
    if span.arcs:
        found.parts.append(span)
        return span.end
    end = start + 1
    offset = lattice.offsets.get(start)
    while end not in lattice.offsets or lattice.offsets[end] == offset:
        end += 1  # where a byte may have been dropped before a character, it has two nodes
    if offset is None:
        found.parts.append(AmbiguousSpan(start, end, []))
        found.unreadable += 1
    else:
        found.parts.append(UntouchedCharacter(text[offset]))
    return end


def _certain_from(known: bytearray, start: int, limit: int, written_in: str) -> tuple[str, int]:
    """Decode the known bytes from ``start``; return the text and where an incomplete one begins."""
    data = known[start:limit]
    try:
        return data.decode(codec_of(written_in)), limit
    except UnicodeDecodeError as error:
        end = start + error.start
    return known[start:end].decode(codec_of(written_in)), end


def _ambiguous_span(lattice: ByteLattice, start: int, written_in: str) -> AmbiguousSpan:
    """Return the ambiguous span that begins at a node, without arcs if it cannot be read."""
    size = len(lattice.known)
    table: dict[int, list[CharacterArc]] = {}
    ahead: dict[int, list[CharacterArc]] = {}
    pending = {start}
    meeting = start  # where all paths met last
    while pending:
        node = min(pending)
        if node > start and len(pending) == 1:
            meeting = node
            if node == size or _settles(lattice, node, written_in, ahead):
                break
        pending.discard(node)
        if node == size:
            continue
        arcs_here = table[node] = ahead.get(node) or arcs_from(lattice, node, written_in)
        pending.update(arc.end for arc in arcs_here)
    return AmbiguousSpan(start, meeting, _forward_only(table, start, meeting))


def _settles(
    lattice: ByteLattice, node: int, written_in: str, ahead: dict[int, list[CharacterArc]]
) -> bool:
    """Tell whether ``HISTORY`` certain characters, and no others, follow a node.

    What is found of the arcs goes into ``ahead``.
    """
    for _ in range(HISTORY):
        if node == len(lattice.known):
            return True
        if node in lattice.gaps:
            return False
        arcs = ahead.get(node)
        if arcs is None:
            arcs = ahead[node] = arcs_from(lattice, node, written_in)
        if len(arcs) != 1 or not arcs[0].is_certain:
            return False
        node = arcs[0].end
    return True


def _forward_only(
    table: dict[int, list[CharacterArc]], start: int, end: int
) -> list[list[CharacterArc]]:
    """Return the arcs of a span by node, without arcs that do not reach its end."""
    alive = {end}
    kept: list[list[CharacterArc]] = []
    for node in range(end - 1, start - 1, -1):
        arcs = [arc for arc in table.get(node, ()) if arc.end in alive]
        if arcs:
            alive.add(node)
        kept.append(arcs)
    return kept[::-1]
