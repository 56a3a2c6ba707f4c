"""The bytes of a text that lost some: what is known, and what may have stood in the gaps.

Nodes stand between bytes.  A known byte leads from its node to the next; at a mark, edges
tell which bytes may have been there.  Where one mark may stand for one byte or two, there
are edges for both; so there are where a character may have come from either of two codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ..encodings.tables import MULTI_BYTE, unread
from .decoders import ASCII_LIMIT, Policy, lost_before, undefined

#: What it takes to believe that a question mark is one, in bits.
LITERAL_BITS: Final = 9.0
#: What it takes to believe that a byte was dropped in a place, in bits.
DROPPED_BITS: Final = 5.0
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_ANY: Final = bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100))
_HIGH: Final = bytes(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Edge:
    """A byte, one of ``allowed``, that leads to node ``end`` at a cost of ``bits``.

    ``joint``: it was lost because of the byte after it, so the two must not decode.
    """

    end: int
    allowed: bytes
    bits: float = 0.0
    joint: bool = False


Gap = dict[int, tuple[Edge, ...]]


@dataclass(slots=True)
class ByteGraph:
    """Bytes with gaps: ``known[node]`` is the byte there unless ``gaps`` has edges for the node.

    ``seen`` is the encoding the bytes were read in; ``offsets`` tells where in the text a
    character, or a mark, begins, by the node where its bytes begin.
    """

    seen: str
    known: bytearray = field(default_factory=bytearray)
    gaps: Gap = field(default_factory=dict)
    offsets: dict[int, int] = field(default_factory=dict)

    def edges(self, node: int) -> tuple[Edge, ...]:
        """Return what leads on from a node."""
        found = self.gaps.get(node)
        return (Edge(node + 1, bytes([self.known[node]])),) if found is None else found

    def add_gap(self, edges: Gap, nodes: int) -> None:
        """Append a gap that takes some nodes."""
        self.gaps |= edges
        self.known += bytes(nodes)

    def add_text(self, text: str, start: int) -> None:
        """Append the bytes of characters that begin at offset ``start``.

        A character that ``seen`` does not have is a node from which nothing leads on.
        """
        twins = _twins(self.seen)
        for offset, char in enumerate(text, start):
            data = unread(char, self.seen)
            node = len(self.known)
            self.offsets[node] = offset
            twin = twins.get(char) if twins else None
            if data is None:
                self.add_gap({node: ()}, 1)
            elif twin is None:
                self.known += data
            else:
                self.add_gap(_twin_edges(node, data, twin), 3)


@cache
def _twins(seen: str) -> Mapping[str, bytes]:
    """Return the characters that two codes of an encoding stand for, with the second code.

    Shift-JIS has rows of NEC and of IBM that repeat each other; a text does not tell which
    of the two codes a character came from, and they are different bytes.
    """
    if seen not in {"cp932", "big5"}:
        return {}
    codec = MULTI_BYTE[seen]
    found: dict[str, bytes] = {}
    for trail in range(0x40, 0xFF):
        for lead in set(undefined(seen)).difference(lost_before(seen, trail)):
            data = bytes([lead, trail])
            char = data.decode(codec)
            if char.encode(codec) != data:
                found[char] = data
    return found


def _twin_edges(node: int, one: bytes, two: bytes) -> Gap:
    end = node + 3
    return {
        node: (Edge(node + 1, one[:1]), Edge(node + 2, two[:1])),
        node + 1: (Edge(end, one[1:]),),
        node + 2: (Edge(end, two[1:]),),
    }


@cache
def _never_lead(seen: str) -> frozenset[int]:
    """Return the bytes that no byte can follow: they are lost alone."""
    lost = frozenset(undefined(seen))
    for follower in range(0x40, 0xFF):
        lost &= frozenset(lost_before(seen, follower))
    return lost


def _mark_gap(  # noqa: PLR0913 - what stands around a mark decides what it is
    node: int, seen: str, policy: Policy, mark: str, follower: int | None, *, last: bool
) -> tuple[Gap, int]:
    """Return the edges of a mark, and how many nodes they take.

    ``follower`` is the byte after the mark, None where it is a mark again or the text ends.
    """
    literal = [b"?"] if mark == "?" else []
    alone = undefined(seen) if follower is None else lost_before(seen, follower)
    if policy is Policy.EACH or seen not in MULTI_BYTE:
        end = node + 1
        joint = follower is None and not last and seen in MULTI_BYTE
        edges = [Edge(end, alone, 0.0, joint)]
        edges += [Edge(end, byte, LITERAL_BITS) for byte in literal]
        return {node: tuple(edges)}, 1
    end = node + 2
    if not last and (policy is Policy.EATING or follower is None or follower >= ASCII_LIMIT):
        alone = bytes(byte for byte in alone if byte in _never_lead(seen))
    second = _ANY if policy is Policy.EATING else _HIGH
    edges = [Edge(node + 1, undefined(seen), 0.0, True), Edge(end, alone)]
    edges += [Edge(end, byte, LITERAL_BITS) for byte in literal]
    return {node: tuple(edges), node + 1: (Edge(end, second),)}, 2


def graph_of(text: str, seen: str, policy: Policy, mark: str = REPLACEMENT) -> ByteGraph:
    """Return the bytes of a text that was read as ``seen``, every ``mark`` a gap.

    >>> graph = graph_of("caf脙\\ufffd", "gbk", Policy.EACH)
    >>> graph.known.hex(" "), [edge.end for edge in graph.edges(5)]
    ('63 61 66 c3 83 00', [6])
    """
    graph = ByteGraph(seen)
    offset = 0
    pieces = text.split(mark)
    for number, piece in enumerate(pieces):
        if number:
            last = number == len(pieces) - 1 and not piece
            data = unread(piece[:1], seen) if piece else None
            node = len(graph.known)
            graph.offsets[node] = offset
            follower = data[0] if data else None
            graph.add_gap(*_mark_gap(node, seen, policy, mark, follower, last=last))
            offset += 1
        graph.add_text(piece, offset)
        offset += len(piece)
    graph.offsets[len(graph.known)] = offset
    return graph


def dropping_graph(text: str, seen: str, places: Sequence[int], most: int) -> ByteGraph:
    """Return the bytes of a text from which bytes may have been dropped at some offsets.

    At each of the offsets ``places`` (code points of ``text``, ascending, before a
    character that ``seen`` has) up to ``most`` bytes may be missing.
    """
    graph = ByteGraph(seen)
    offset = 0
    for place in places:
        follower = unread(text[place], seen)
        graph.add_text(text[offset:place], offset)
        offset = place
        if not follower:
            continue
        graph.offsets[len(graph.known)] = place
        graph.add_gap(_dropped_gap(len(graph.known), seen, follower[0], most), most)
    graph.add_text(text[offset:], offset)
    graph.offsets[len(graph.known)] = len(text)
    return graph


def _dropped_gap(node: int, seen: str, follower: int, most: int) -> Gap:
    """Return edges for no byte, one or more, and the byte after them."""
    resume = node + most
    gap: Gap = {}
    for here in range(node, resume):
        final = here == resume - 1
        allowed = lost_before(seen, follower) if final else undefined(seen)
        gap[here] = (
            Edge(here + 1, allowed, DROPPED_BITS, not final),
            Edge(resume + 1, bytes([follower])),
        )
    return gap
