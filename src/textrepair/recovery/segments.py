"""Segmentation of a byte lattice: certain text, ambiguous spans, untouched characters.

Between the gaps all bytes are known and decode to certain text.  Around each gap an
ambiguous span is built.  The span ends where all its paths have met and ``HISTORY`` certain
characters follow, because the models look back no farther than that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Final

from ..encodings import codec_of, encoding_named, is_multi_byte
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteLattice
from .character_arcs import CharacterArc, arc_finder, arcs_and_ways
from .decoders import ASCII_LIMIT, bytes_of

#: Number of fitting bytes that one untouched character outweighs.  In East Asian writing some bytes
#: always fit; a Latin letter outweighs one byte.
_SOUND_WEIGHT: Final = 3
#: Number of fitting bytes that one unreadable span outweighs.
_UNREADABLE_WEIGHT: Final = 20
#: Characters that are certain or untouched from which on they tell whether a text is nonsense.
_FIRST_ASKED: Final = 24
#: The bytes that begin a character of several bytes in UTF-8, and the end of those that go on.
_FIRST_LEAD: Final = 0xC2
_LAST_LEAD: Final = 0xF4
_TRAILS_END: Final = 0xC0


@dataclass(slots=True)
class AmbiguousSpan:
    """A part of the lattice, node ``start`` to ``end``, that can be read in more than one way.

    ``arcs`` lists the character arcs by node; the nodes that they end at are relative to ``start``
    too, for spans recur in other places.  It is empty if the bytes cannot be read at all.
    """

    start: int
    end: int
    arcs: tuple[tuple[CharacterArc, ...], ...]


@dataclass(frozen=True, slots=True)
class UntouchedCharacter:
    """A character of the text that was not garbled and stays as it is."""

    text: str


@dataclass(slots=True)
class Segmentation:
    """A text cut into certain strings, ambiguous spans and untouched characters.

    ``unreadable`` counts the ambiguous spans that have no reading, ``looked_at`` the nodes and
    the ways from them that it took to find the spans, ``against`` what speaks against the encoding.
    ``length`` counts the characters that are certain or untouched, which are asked about when they
    are ``asked_at``.  ``fits`` tells that the text was cut to its end.  ``prepared`` is where the
    search keeps what it has made of the spans, by language, from a draft to the full search.
    """

    parts: list[str | AmbiguousSpan | UntouchedCharacter] = field(default_factory=list)
    unreadable: int = 0
    looked_at: int = 0
    most_looks: int = sys.maxsize
    fits: bool = True
    against: int = 0
    length: int = 0
    asked_at: int = _FIRST_ASKED
    prepared: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_too_open(self) -> bool:
        """Whether more had to be looked at than may be."""
        return self.looked_at > self.most_looks

    @property
    def certain(self) -> str:
        """The certain text, with U+FFFD in place of each ambiguous span."""
        return "".join(
            REPLACEMENT if isinstance(p, AmbiguousSpan) else p if isinstance(p, str) else p.text
            for p in self.parts
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """When bytes are given up, because they do not fit an encoding.

    So they do as soon as more than ``against`` bytes speak against it, as more than ``looks`` nodes
    and ways were looked at, or as ``is_nonsense`` says so of the certain text so far, which has
    U+FFFD for what is open; it is asked as often as the text has doubled.
    """

    against: float = inf
    looks: int = sys.maxsize
    is_nonsense: Callable[[str], bool] = lambda _: False


_NO_LIMITS: Final = Limits()


def segment(
    lattice: ByteLattice, written_in: str, text: str, limits: Limits = _NO_LIMITS
) -> Segmentation:
    """Cut the byte lattice of ``text`` into certain strings and ambiguous spans.

    Where the bytes cannot be ``written_in``, the character of the text at that place is
    untouched; if no character begins at the place, an unreadable span takes the bytes.  Both
    speak against ``written_in``.
    """
    found = Segmentation(most_looks=limits.looks)
    gaps = sorted(lattice.gaps)
    size = len(lattice.known)
    longest = max(form.length for form in encoding_named(written_in).byte_forms)
    is_utf8 = written_in == "utf-8"
    weight = _SOUND_WEIGHT if is_multi_byte(lattice.read_as) else 1
    node = next_gap = 0
    while node < size:
        while next_gap < len(gaps) and gaps[next_gap] < node:
            next_gap += 1
        limit = gaps[next_gap] if next_gap < len(gaps) else size
        certain, node = _certain_from(lattice.known, node, limit, written_in)
        if certain:
            found.parts.append(certain)
            found.length += len(certain)
        if node >= size:
            break
        if _is_given_up(found, limits):
            return found
        # A character that the page lacks is no bytes; and where no gap is near, what is no UTF-8 is
        # nothing else either: no arcs are looked for.
        is_hopeless = (
            lattice.gaps.get(node) == ()
            if node == limit
            else is_utf8 and (limit == size or node + longest <= limit)
        )
        if not is_hopeless and (span := _ambiguous_span(found, lattice, node, written_in)).arcs:
            found.parts.append(span)
            node = span.end
            continue
        part, node = _unreadable(lattice, node, text)
        found.parts.append(part)
        if isinstance(part, AmbiguousSpan):
            found.unreadable += 1
            found.against += _UNREADABLE_WEIGHT
        else:
            found.length += 1
            if not part.text.isascii() and bytes_of(part.text, lattice.read_as) is not None:
                found.against += weight
    _is_given_up(found, limits)
    return found


def _is_given_up(found: Segmentation, limits: Limits) -> bool:
    """Tell whether what was found so far does not fit, and keep the answer."""
    if found.against > limits.against or found.is_too_open:
        found.fits = False
    elif found.length >= found.asked_at:
        found.asked_at = 2 * found.length
        found.fits = not limits.is_nonsense(found.certain)
    return not found.fits


def _unreadable(
    lattice: ByteLattice, start: int, text: str
) -> tuple[AmbiguousSpan | UntouchedCharacter, int]:
    """Return the untouched character, or the span without arcs, at a node; and its end."""
    end = start + 1
    offset = lattice.offsets.get(start)
    while end not in lattice.offsets or lattice.offsets[end] == offset:
        end += 1  # where a byte may have been dropped before a character, it has two nodes
    if offset is None:
        return AmbiguousSpan(start, end, ()), end
    return UntouchedCharacter(text[offset]), end


def _certain_from(known: bytearray, start: int, limit: int, written_in: str) -> tuple[str, int]:
    """Decode the known bytes from ``start``; return the text and where an incomplete one begins."""
    if written_in == "utf-8" and _is_broken(known, start, limit):
        return "", start
    data = known[start:limit]
    try:
        return data.decode(codec_of(written_in)), limit
    except UnicodeDecodeError as error:
        end = start + error.start
    return known[start:end].decode(codec_of(written_in)), end


def _is_broken(known: bytearray, start: int, limit: int) -> bool:
    """Tell whether the first two bytes alone show that no UTF-8 begins at a place.

    In text that is something else this saves an error at each character.
    """
    if start >= limit or known[start] < ASCII_LIMIT:
        return False
    if not _FIRST_LEAD <= known[start] <= _LAST_LEAD:
        return True
    return start + 1 < limit and not ASCII_LIMIT <= known[start + 1] < _TRAILS_END


def _ambiguous_span(
    found: Segmentation, lattice: ByteLattice, start: int, written_in: str
) -> AmbiguousSpan:
    """Return the ambiguous span that begins at a node, without arcs if it cannot be read.

    It is not sought further where more than may be was looked at.
    """
    finder = arc_finder(written_in, lattice.read_as)
    if finder is not None:
        end, arcs, found.looked_at = finder.span(
            lattice.flat(), start, found.looked_at, found.most_looks, HISTORY
        )
        return AmbiguousSpan(start, end, arcs)
    return span_in_python(found, lattice, start, written_in)


def span_in_python(
    found: Segmentation, lattice: ByteLattice, start: int, written_in: str
) -> AmbiguousSpan:
    """Return the ambiguous span that begins at a node: the reference of the compiled kernel."""
    size = len(lattice.known)
    looks = _Looks(lattice, written_in, found)
    table: dict[int, list[CharacterArc]] = {}
    pending = {start}
    meeting = start  # where all paths met last
    while pending and not found.is_too_open:
        node = min(pending)
        if node > start and len(pending) == 1:
            meeting = node
            if node >= size or looks.settles(node):
                break
        pending.discard(node)
        if node >= size:
            continue
        arcs_here = table[node] = looks.arcs(node)
        pending.update([arc.end for arc in arcs_here])
    return AmbiguousSpan(start, meeting, _forward_only(table, start, meeting))


@dataclass(slots=True)
class _Looks:
    """The arcs of the nodes that were looked at for a span, which are counted."""

    lattice: ByteLattice
    written_in: str
    found: Segmentation
    known: dict[int, list[CharacterArc]] = field(default_factory=dict)

    def arcs(self, node: int) -> list[CharacterArc]:
        """Return the arcs that begin at a node."""
        arcs = self.known.get(node)
        if arcs is None:
            arcs, ways = arcs_and_ways(self.lattice, node, self.written_in)
            self.known[node] = arcs
            self.found.looked_at += 1 + ways
        return arcs

    def settles(self, node: int) -> bool:
        """Tell whether ``HISTORY`` certain characters, and no others, follow a node."""
        for _ in range(HISTORY):
            if node >= len(self.lattice.known):
                return True
            if node in self.lattice.gaps:
                return False
            arcs = self.arcs(node)
            if len(arcs) != 1 or not arcs[0].is_certain:
                return False
            node = arcs[0].end
        return True


def _forward_only(
    table: dict[int, list[CharacterArc]], start: int, end: int
) -> tuple[tuple[CharacterArc, ...], ...]:
    """Return the arcs of a span by node, without arcs that do not reach its end."""
    alive = {end}
    kept: list[tuple[CharacterArc, ...]] = []
    for node in range(end - 1, start - 1, -1):
        arcs = [arc for arc in table.get(node, ()) if arc.end in alive]
        if arcs:
            alive.add(node)
        kept.append(tuple([CharacterArc(to - start, pattern, bits) for to, pattern, bits in arcs]))
    return tuple(kept[::-1])
