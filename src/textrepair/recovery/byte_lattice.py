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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ..language import Arc
from .characters import FOREIGN_BITS, Pattern, characters, combined, is_native

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


@dataclass(frozen=True, slots=True)
class Form:
    """How an encoding writes some of its characters: ``length`` bytes, a lead and trails."""

    length: int
    leads: frozenset[int]
    trails: frozenset[int] = frozenset()


def _span(*bounds: int) -> frozenset[int]:
    """Return the numbers from the first bound to the second, from the third to the fourth ..."""
    return frozenset(
        value
        for low, high in zip(bounds[::2], bounds[1::2], strict=True)
        for value in range(low, high + 1)
    )


_ASCII: Final = Form(1, _span(0x00, 0x7F))
_CONTINUATION: Final = _span(0x80, 0xBF)
#: The forms of each encoding. Sources: RFC 3629; CP936, CP950, CP949, CP932 and EUC-JP tables.
FORMS: Final[Mapping[str, tuple[Form, ...]]] = {
    "utf-8": (
        _ASCII,
        Form(2, _span(0xC2, 0xDF), _CONTINUATION),
        Form(3, _span(0xE0, 0xEF), _CONTINUATION),
        Form(4, _span(0xF0, 0xF4), _CONTINUATION),
    ),
    "gbk": (_ASCII, Form(2, _span(0x81, 0xFE), _span(0x40, 0x7E, 0x80, 0xFE))),
    "big5": (_ASCII, Form(2, _span(0xA1, 0xF9), _span(0x40, 0x7E, 0xA1, 0xFE))),
    "cp949": (_ASCII, Form(2, _span(0x81, 0xFE), _span(0x41, 0x5A, 0x61, 0x7A, 0x81, 0xFE))),
    "cp932": (
        Form(1, _span(0x00, 0x7F, 0xA1, 0xDF)),
        Form(2, _span(0x81, 0x9F, 0xE0, 0xFC), _span(0x40, 0x7E, 0x80, 0xFC)),
    ),
    "euc-jp": (_ASCII, Form(2, _span(0x8E, 0x8E, 0xA1, 0xFE), _span(0xA1, 0xFE))),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A character from one node to ``end``, of which the pattern of its bytes is known."""

    end: int
    pattern: Pattern
    bits: float

    @property
    def is_certain(self) -> bool:
        """Whether all bytes of the character are known."""
        return all(len(allowed) == 1 for allowed, _ in self.pattern)


@lru_cache(maxsize=1 << 12)
def _within(allowed: bytes, wanted: frozenset[int]) -> bytes:
    return bytes(byte for byte in allowed if byte in wanted)


def steps_from(graph: ByteGraph, node: int, true: str) -> list[Step]:
    """Return the characters that can begin at a node of the graph."""
    forms = FORMS[true]
    if node < len(graph.known) and node not in graph.gaps:
        lead = graph.known[node]
        forms = tuple(form for form in forms if lead in form.leads)
    return [
        step
        for form in forms
        for step in _steps_of_form(graph, node, form, ((), 0.0))
        if combined(true, graph.seen, step.pattern) != ()
    ]


def _steps_of_form(
    graph: ByteGraph, node: int, form: Form, read: tuple[Pattern, float]
) -> Iterator[Step]:
    """Yield the characters of one form, of which ``read`` (at a cost) is read already."""
    if node >= len(graph.known):
        return
    before, bits = read
    wanted = form.trails if before else form.leads
    for edge in graph.edges(node):
        allowed = _within(edge.allowed, wanted)
        if not allowed:
            continue
        pattern = (*before, (allowed, edge.joint))
        if len(pattern) == form.length:
            yield Step(edge.end, pattern, bits + edge.bits)
        else:
            yield from _steps_of_form(graph, edge.end, form, (pattern, bits + edge.bits))


def arcs_of(steps: list[Step], true: str, seen: str, language: str, most: int = 160) -> list[Arc]:
    """Return the arcs of some steps: one for each character that a pattern can be.

    Of each step the ``most`` likeliest characters are taken.
    """
    return [
        Arc(
            step.end,
            char,
            step.bits + (0.0 if is_native(char, language) else FOREIGN_BITS),
        )
        for step in steps
        for char in characters(true, seen, step.pattern, language)[:most]
    ]
