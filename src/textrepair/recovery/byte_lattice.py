"""The byte lattice of a damaged text: known bytes, gaps, and the characters that span them.

Nodes stand between bytes.  A known byte leads from its node to the next node.  At a
replacement character, edges list the bytes that may have stood there.  Where a replacement
character may stand for one byte or for two, the lattice has edges for both lengths; a
character that two codes of an encoding stand for has edges for both codes.

``character_arcs`` lists the characters that can span the bytes from a node on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ..encodings import (
    EURO,
    EURO_CODES,
    duplicate_codes,
    has_two_euros,
    is_multi_byte,
    unseen_codes,
)
from ..kernels import compiled_module
from ..patterns import lazily
from .decoders import (
    ASCII_LIMIT,
    ErrorPolicy,
    bytes_of,
    lost_before,
    may_be_lost_alone,
    pairs_lost_by_windows,
    undefined,
)

if TYPE_CHECKING:
    from ..kernels._arcs import FlatLattice

#: Cost of taking a ``?`` in garbled text for a question mark that somebody wrote, in bits.
LITERAL_BITS: Final = 9.0
#: What Latin-1 and Windows show for byte AD, which shows nothing and is stripped.
_SOFT_HYPHEN: Final = "\xad"
#: Cost of assuming that one was stripped, in bits: most programs that drop bytes keep it.
_HYPHEN_BITS: Final = 8.0
#: Cost of assuming that a byte was dropped at a place, in bits.
DROPPED_BITS: Final = 5.0
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
#: What decoders of Windows code page 932 write for bytes that they lose: 81 45.
LOST_IN_CP932: Final = "\N{KATAKANA MIDDLE DOT}"
#: What readers of Windows code page 932 make U+0080 and a no-break space of, which show nothing and
#: are often stripped.
INVISIBLE: Final = b"\x80\xa0"
_INVISIBLE_SHOWN: Final = frozenset("\x80\N{NO-BREAK SPACE}")
#: The beginning of a character of three bytes of UTF-8, at the end of bytes.
_OPEN: Final = lazily(rb"[\xe2-\xef][\x80-\xbf]?\Z")
_TRAILS: Final = bytes(range(0x80, 0xC0))
#: Cost of assuming that `INVISIBLE` was stripped before a mark, in bits.
STRIPPED_BITS: Final = 2.0
#: Cost of assuming that a code that shows nothing was stripped at a place, in bits, and most such
#: codes at one place.  Set by hand: one code in six of Chinese in UTF-8 shows nothing in page 936.
UNSEEN_BITS: Final = 3.0
_MOST_UNSEEN: Final = 2
_ANY: Final = bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100))
_HIGH: Final = bytes(range(0x80, 0x100))
#: Second bytes of double-byte characters in groups: what UTF-8 does not have, and ASCII that is in
#: no page a second byte; other ASCII; and what goes on and what begins a character of UTF-8.
_ALWAYS_LOSING: Final = bytes((*range(0x20, 0x40), 0x7F, 0xC0, 0xC1, *range(0xF5, 0x100)))
_ASCII_TRAILS: Final = bytes(range(0x40, 0x7F))
_UTF8_TRAILS: Final = bytes(range(0x80, 0xC0))
_UTF8_LEADS: Final = bytes(range(0xC2, 0xF5))


class Edge(NamedTuple):
    """A byte, one of ``allowed``, that leads ``ahead`` nodes on at a cost of ``bits``.

    Edges do not tell where they stand: so those of a mark are made once.
    ``joint`` says that the decoder lost the byte because of the byte after it, so the pair of
    bytes must not decode.
    """

    ahead: int
    allowed: bytes
    bits: float = 0.0
    joint: bool = False


#: The edges of each of some nodes that follow one another.
Gap = tuple[tuple[Edge, ...], ...]


@dataclass(slots=True)
class ByteLattice:
    """Bytes with gaps: ``known[node]`` is the byte at a node unless ``gaps`` has edges for it.

    ``read_as`` is the encoding that the bytes were read as.  ``offsets`` maps the node where
    the bytes of a character or of a replacement character begin to its offset in the text.
    ``unseen`` holds the nodes where unseen codes may be missing that left no mark.
    """

    read_as: str
    known: bytearray = field(default_factory=bytearray)
    gaps: dict[int, tuple[Edge, ...]] = field(default_factory=dict)
    offsets: dict[int, int] = field(default_factory=dict)
    unseen: set[int] = field(default_factory=set)
    _flat: FlatLattice | None = field(default=None, repr=False, compare=False)

    def flat(self) -> FlatLattice:
        """Return the nodes as the compiled kernel reads them, once nothing is appended any more."""
        if self._flat is None:
            self._flat = compiled_module("_arcs").FlatLattice(self.known, self.gaps)
        return self._flat

    def edges(self, node: int) -> tuple[Edge, ...]:
        """Return the edges that begin at a node."""
        found = self.gaps.get(node)
        return (Edge(1, bytes([self.known[node]])),) if found is None else found

    def add_gap(self, gap: Gap) -> None:
        """Append nodes with the edges of a gap."""
        self.gaps.update(enumerate(gap, len(self.known)))
        self.known += bytes(len(gap))

    def add_text(self, text: str, start: int, *, stripped: bool = False) -> None:
        """Append the bytes of characters that begin at offset ``start``.

        A character that ``read_as`` cannot encode becomes a node without edges.  With ``stripped``
        the bytes 80 are put back that UTF-8 lacks between two characters.
        """
        second_codes = duplicate_codes(self.read_as)
        for offset, char in enumerate(text, start):
            data = bytes_of(char, self.read_as)
            if stripped and data:
                for _ in range(_lacking(bytes(self.known[-3:]), data)):
                    self.add_gap(_ONE_INVISIBLE)
                    self.known[-1] = INVISIBLE[0]
            node = len(self.known)
            self.offsets[node] = offset
            second_code = second_codes.get(char) if second_codes else None
            if data is None:
                self.add_gap(_NOTHING)
            elif char == EURO and has_two_euros(self.read_as):
                self.add_gap(_EITHER_EURO)
            elif second_code is None:
                self.known += data
            else:
                self.add_gap(_either_code(data, second_code))

    def add_stripped_text(self, text: str, start: int, places: Sequence[int]) -> None:
        """Append the bytes of characters; unseen codes may be missing before some offsets of them.

        ``places`` are offsets in ``text``, ascending.
        """
        done = 0
        for place in places:
            self.add_text(text[done:place], start + done)
            self._add_after_unseen(text[place], start + place)
            done = place + 1
        self.add_text(text[done:], start + done)

    def _add_after_unseen(self, char: str, offset: int) -> None:
        """Append the bytes of a character, before which unseen codes may be missing."""
        node = len(self.known)
        codes = unseen_codes(self.read_as)
        size = 1 + len(codes.pairs)
        resume = node + _MOST_UNSEEN * size
        self.known += bytes(resume - node)
        self.add_text(char, offset)
        self.offsets[node] = offset
        self.unseen.update(range(node, resume))
        for here in range(node, resume, size):
            more = resume - here
            edges = [edge._replace(ahead=edge.ahead + more) for edge in self.edges(resume)]
            if codes.singles:
                edges.append(Edge(size, codes.singles, UNSEEN_BITS))
            for number, (firsts, seconds) in enumerate(codes.pairs, 1):
                edges.append(Edge(number, firsts, UNSEEN_BITS))
                self.gaps[here + number] = (Edge(size - number, seconds),)
            self.gaps[here] = tuple(edges)

    def add_after_stripped(self, data: bytes, start: int) -> None:
        """Append the bytes of the character at offset ``start``, or `INVISIBLE` and these bytes."""
        self.offsets[len(self.known)] = start
        stripped = Edge(1, INVISIBLE, STRIPPED_BITS)
        self.add_gap(((stripped, Edge(2, data[:1])), (Edge(1, data[:1]),)))
        self.known += data[1:]


def _lacking(before: bytes, after: bytes) -> int:
    """Return how many bytes of a character of UTF-8 are missing between two characters.

    >>> _lacking(b"\\xe3", b"\\x81\\xe6"), _lacking(b"\\xe3", b"\\xa1")
    (1, 0)
    """
    open_character = _OPEN.search(before)
    if open_character is None:
        return 0
    needs = 3 - len(open_character[0])
    trails = len(after) - len(after.lstrip(_TRAILS))
    return needs - trails if trails < needs and trails < len(after) else 0


#: A character that the page lacks; a byte `INVISIBLE`; and a euro sign of one byte or two.
_NOTHING: Final[Gap] = ((),)
_ONE_INVISIBLE: Final[Gap] = ((Edge(1, INVISIBLE),),)
_EITHER_EURO: Final[Gap] = (
    (Edge(2, EURO_CODES[0]), Edge(1, EURO_CODES[1][:1])),
    (Edge(1, EURO_CODES[1][1:]),),
)


@lru_cache(maxsize=1 << 10)
def _either_code(one: bytes, two: bytes) -> Gap:
    """Return the edges of a character that has two codes of two bytes."""
    firsts = (Edge(1, one[:1]), Edge(2, two[:1]))
    return firsts, (Edge(2, one[1:]),), (Edge(1, two[1:]),)


@cache
def _never_lead(read_as: str) -> frozenset[int]:
    """Return the bytes that form no character with any trail byte: a decoder loses them alone."""
    # Nearly all bytes that lead do so before one of the trail bytes that all pages have.
    trails = bytes((*range(0xA1, 0xFF), *range(0x40, 0xA1)))
    return frozenset(
        byte
        for byte in undefined(read_as)
        if all(may_be_lost_alone(read_as, byte, trail) for trail in trails)
    )


@lru_cache(maxsize=1 << 11)
def _replacement_gap(  # noqa: PLR0913 - the neighbours of a replacement character decide what it stands for
    read_as: str,
    policy: ErrorPolicy,
    replacement: str,
    follower: int | None,
    *,
    last: bool,
    as_windows: bool,
) -> Gap:
    """Return the edges of a replacement character, made once for all marks alike.

    ``follower`` is the byte after the replacement character; None if another replacement
    character follows, or the end of the text.
    """
    literal = [b"?"] if replacement == "?" else []
    alone = undefined(read_as) if follower is None else lost_before(read_as, follower)
    if policy is ErrorPolicy.ONE_BYTE or not is_multi_byte(read_as):
        joint = follower is None and not last and is_multi_byte(read_as)
        written = (Edge(1, byte, LITERAL_BITS) for byte in literal)
        return ((Edge(1, alone, 0.0, joint), *written),)
    if not last and (
        policy is ErrorPolicy.LEAD_AND_ANY_TRAIL or follower is None or follower >= ASCII_LIMIT
    ):
        alone = bytes(byte for byte in alone if byte in _never_lead(read_as))
    if as_windows:
        alone = alone if last else b""
        pairs = tuple((*pair, False) for pair in pairs_lost_by_windows(read_as))
    else:
        seconds = _ANY if policy is ErrorPolicy.LEAD_AND_ANY_TRAIL else _HIGH
        pairs = _lost_pairs(read_as, seconds)
    size = 1 + len(pairs)
    # at the end of the text a lead byte mostly stood alone
    cost = LITERAL_BITS if last else 0.0
    edges = [Edge(number, pair[0], cost, pair[2]) for number, pair in enumerate(pairs, 1)]
    if alone:
        edges.append(Edge(size, alone))
    edges += [Edge(size, byte, LITERAL_BITS) for byte in literal]
    seconds_of = [(Edge(size - number, pair[1]),) for number, pair in enumerate(pairs, 1)]
    return tuple(edges), *seconds_of


@cache
def _lost_pairs(read_as: str, seconds: bytes) -> tuple[tuple[bytes, bytes, bool], ...]:
    """Return the pairs that a decoder loses together: first bytes, second bytes, whether joint.

    The pairs are grouped by what UTF-8 makes of the second byte: where it begins a character, the
    first byte must be one of the few that are lost before such a byte.
    """
    groups: list[tuple[bytes, bytes, bool]] = []
    for those in (_ALWAYS_LOSING, _ASCII_TRAILS, _UTF8_TRAILS, _UTF8_LEADS):
        wanted = bytes(byte for byte in those if byte in seconds)
        lost = frozenset[int]().union(*(lost_before(read_as, byte) for byte in wanted))
        firsts = bytes(byte for byte in undefined(read_as) if byte in lost)
        if firsts:
            groups.append((firsts, wanted, those is _UTF8_TRAILS))
    return tuple(groups)


def byte_lattice(  # noqa: PLR0913 - all that a decoder does, and what may be missing besides
    text: str,
    read_as: str,
    policy: ErrorPolicy,
    replacement: str = REPLACEMENT,
    places: Sequence[Sequence[int]] | None = None,
    *,
    as_windows: bool = False,
) -> ByteLattice:
    """Return the byte lattice of a text that was read as ``read_as``: every replacement is a gap.

    ``places`` tells for each piece between replacements before which of its offsets unseen codes
    may be missing.  ``as_windows`` says that Windows read it, so that only pairs are lost, and
    fewer of them.

    >>> lattice = byte_lattice("caf脙\\ufffd", "gbk", ErrorPolicy.ONE_BYTE)
    >>> lattice.known.hex(" "), [edge.ahead for edge in lattice.edges(5)]
    ('63 61 66 c3 83 00', [1])
    """
    lattice = ByteLattice(read_as)
    offset = 0
    pieces = text.split(replacement)
    stripped = replacement == LOST_IN_CP932 and _INVISIBLE_SHOWN.isdisjoint(text)
    for number, piece in enumerate(pieces):
        skipped = 0
        if number:
            last = number == len(pieces) - 1 and not piece
            data = bytes_of(piece[:1], read_as) if piece else None
            lattice.offsets[len(lattice.known)] = offset
            follower = data[0] if data else None
            gap = _replacement_gap(
                read_as, policy, replacement, follower, last=last, as_windows=as_windows
            )
            if stripped:
                invisible = Edge(1, INVISIBLE, STRIPPED_BITS)
                farther = [edge._replace(ahead=edge.ahead + 1) for edge in gap[0]]
                gap = ((invisible, *farther), *gap)
            lattice.add_gap(gap)
            offset += 1
            if stripped and data and data[0] in _TRAILS:
                lattice.add_after_stripped(data, offset)
                offset += 1
                skipped = 1
        rest = piece[skipped:]
        if stripped or not places or not places[number]:
            lattice.add_text(rest, offset, stripped=stripped)
        else:
            lattice.add_stripped_text(rest, offset, places[number])
        offset += len(rest)
    lattice.offsets[len(lattice.known)] = offset
    return lattice


def lattice_with_drops(text: str, read_as: str, places: Sequence[int], most: int) -> ByteLattice:
    """Return the byte lattice of a text from which bytes may have been dropped at some offsets.

    At each of the offsets ``places`` (code points of ``text``, ascending, before a
    character that ``read_as`` has) up to ``most`` bytes may be missing.
    """
    lattice = ByteLattice(read_as)
    seen = _SOFT_HYPHEN in text
    offset = 0
    for place in places:
        follower = bytes_of(text[place], read_as)
        lattice.add_text(text[offset:place], offset)
        offset = place
        if not follower:
            continue
        lattice.offsets[len(lattice.known)] = place
        lattice.add_gap(_dropped_gap(read_as, follower[0], most, seen=seen))
    lattice.add_text(text[offset:], offset)
    lattice.offsets[len(lattice.known)] = len(text)
    return lattice


@lru_cache(maxsize=1 << 11)
def _dropped_gap(read_as: str, follower: int, most: int, *, seen: bool) -> Gap:
    """Return edges for zero to ``most`` dropped bytes, and for the byte after them.

    ``seen`` tells that soft hyphens were not stripped, for the text holds some.  Nor are they
    looked for where a page has a single hole: Windows-1251 loses И far more often than Э.
    """
    hyphen = b""
    if not seen and not is_multi_byte(read_as) and len(undefined(read_as)) > 1:
        hyphen = bytes_of(_SOFT_HYPHEN, read_as) or b""
    gap: list[tuple[Edge, ...]] = []
    for left in range(most, 0, -1):
        final = left == 1
        allowed = lost_before(read_as, follower) if final else undefined(read_as)
        lost = [Edge(1, allowed, DROPPED_BITS, not final)]
        if hyphen:
            lost.append(Edge(1, hyphen, _HYPHEN_BITS, not final))
        gap.append((*lost, Edge(left + 1, bytes([follower]))))
    return tuple(gap)
