"""The characters that can span the bytes of a lattice from a node on, and the arcs to search.

``arcs_from`` lists the characters that can begin at a node, and ``search_arcs`` turns them into the
choices that ``language.best_path`` searches, and ``steps_and_states`` tells what the search takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import log2
from typing import TYPE_CHECKING, Final, NamedTuple

from ..encodings import ByteForm, codec_of, encoding_named
from ..kernels import compiled_module
from ..language import Choices
from .byte_lattice import ByteLattice
from .characters import FOREIGN_BITS, Pattern, characters, combined, is_native

if TYPE_CHECKING:
    from ..kernels._arcs import ArcFinder

#: What is known of a byte that is known.
_KNOWN: Final = tuple([(bytes((byte,)), False) for byte in range(0x100)])
_DIGITS: Final = frozenset("0123456789")
#: Bits of choosing one of ten digits, which the models take for equally likely.
_ANY_DIGIT_BITS: Final = log2(10)


class CharacterArc(NamedTuple):
    """A character that spans the bytes up to node ``end``; ``pattern`` limits what it can be."""

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


@cache
def _forms_by_lead(written_in: str) -> dict[int, tuple[ByteForm, ...]]:
    """Return the byte forms whose characters begin with a byte, by that byte."""
    forms = encoding_named(written_in).byte_forms
    return {lead: tuple(form for form in forms if lead in form.leads) for lead in range(0x100)}


@lru_cache(maxsize=32)  # up to half a megabyte each
def arc_finder(written_in: str, read_as: str) -> ArcFinder | None:
    """Return what finds the arcs of an encoding in the lattices of a page; None if not compiled.

    It finds what ``arcs_and_ways`` finds.
    """
    kernel = compiled_module("_arcs")
    if kernel is None:
        return None
    forms = [(f.length, f.leads, f.trails) for f in encoding_named(written_in).byte_forms]
    found: ArcFinder = kernel.ArcFinder(
        forms,
        lambda pattern: combined(written_in, read_as, pattern) != "",
        lambda data: _known_pattern(written_in, data),
        _KNOWN,
        CharacterArc,
    )
    return found


def arcs_from(lattice: ByteLattice, node: int, written_in: str) -> list[CharacterArc]:
    """Return the character arcs that can begin at a node of the lattice."""
    return arcs_and_ways(lattice, node, written_in)[0]


def arcs_and_ways(
    lattice: ByteLattice, node: int, written_in: str
) -> tuple[list[CharacterArc], int]:
    """Return the character arcs that can begin at a node, and of how many ways through the bytes.

    Most ways through the bytes of nonsense spell no character; each costs as much as an arc.
    """
    if node < len(lattice.known) and node not in lattice.gaps:
        forms = _forms_by_lead(written_in)[lattice.known[node]]
        if len(forms) == 1:
            end = node + forms[0].length
            if all(place not in lattice.gaps for place in range(node + 1, end)):
                pattern = _known_pattern(written_in, bytes(lattice.known[node:end]))
                return ([] if pattern is None else [CharacterArc(end, pattern, 0.0)]), 1
    else:
        forms = encoding_named(written_in).byte_forms
    ways = [way for form in forms for way in _arcs_of_form(lattice, node, form)]
    found = [
        CharacterArc(end, pattern, bits)
        for end, pattern, bits in ways
        if combined(written_in, lattice.read_as, pattern) != ""
    ]
    return found, len(ways)


@lru_cache(maxsize=1 << 12)
def _known_pattern(written_in: str, data: bytes) -> Pattern | None:
    """Return the pattern of a character of which all bytes are known; None if they are none."""
    (form,) = _forms_by_lead(written_in)[data[0]]
    if len(data) < form.length or any(byte not in form.trails for byte in data[1:]):
        return None
    if len(data.decode(codec_of(written_in), "ignore")) != 1:
        return None
    return tuple([_KNOWN[byte] for byte in data])


def _arcs_of_form(
    lattice: ByteLattice, node: int, form: ByteForm
) -> list[tuple[int, Pattern, float]]:
    """Return the arcs of one byte form as tuples: nonsense has thousands, few of them characters.

    All ways on are followed byte by byte, in the order of the edges.
    """
    known, gaps = lattice.known, lattice.gaps
    wanted = form.leads
    ways: list[tuple[int, Pattern, float]] = [(node, (), 0.0)]
    for _ in range(form.length):
        longer: list[tuple[int, Pattern, float]] = []
        for here, before, bits in ways:
            if here >= len(known):
                continue
            edges = gaps.get(here)
            if edges is None:
                if known[here] in wanted:
                    longer.append((here + 1, (*before, _KNOWN[known[here]]), bits))
                continue
            for ahead, may_be, more, joint in edges:
                allowed = _within(may_be, wanted)
                if allowed:
                    longer.append((here + ahead, (*before, (allowed, joint)), bits + more))
        ways, wanted = longer, form.trails
    return ways


def characters_between(
    lattice: ByteLattice, span: tuple[int, int], written_in: str, language: str
) -> tuple[str, ...]:
    """Return the characters that the bytes between two nodes can spell, likeliest first."""
    start, end = span
    found = (
        char
        for arc in arcs_from(lattice, start, written_in)
        if arc.end == end
        for char in characters(written_in, lattice.read_as, arc.pattern, language)
    )
    return tuple(dict.fromkeys(found))


def search_arcs(
    arcs: Iterable[CharacterArc], written_in: str, read_as: str, language: str, most: int = 160
) -> list[Choices]:
    """Return the arcs to search: choices of the characters that the pattern of an arc allows.

    Of each character arc the ``most`` likeliest characters are taken; a digit that may be any
    stands for all of them.
    """
    found = []
    for end, pattern, bits in arcs:
        chars, more = _choices_of(pattern, written_in, read_as, language, most)
        if chars:
            found.append(Choices(end, chars, more, bits))
    return found


@lru_cache(maxsize=1 << 12)
def _choices_of(
    pattern: Pattern, written_in: str, read_as: str, language: str, most: int
) -> tuple[str, tuple[float, ...]]:
    """Return the likeliest characters that a pattern allows, with the bits that each costs more."""
    return _choices(characters(written_in, read_as, pattern, language)[:most], language)


@lru_cache(maxsize=1 << 11)
def _choices(chars: str, language: str) -> tuple[str, tuple[float, ...]]:
    """Return characters with the bits that they cost more than their bytes.

    Ten digits are one choice, which is as likely as all ten; a letter of another script is dearer.

    >>> _choices("(0123456789α", "en")
    ('(1α', (0.0, -3.321..., 8.0))
    """
    any_digit = _DIGITS.issubset(chars)
    kept = "".join([char for char in chars if not any_digit or char == "1" or char not in _DIGITS])
    more = [0.0 if is_native(char, language) else FOREIGN_BITS for char in kept]
    if any_digit:
        more[kept.index("1")] = -_ANY_DIGIT_BITS
    return kept, tuple(more)


#: By the node that they leave, the nodes to which arcs lead, and how many to each.
Ends = tuple[tuple[tuple[int, int], ...], ...]


def ends_of(arcs: Iterable[Iterable[Choices]]) -> Ends:
    """Return to which nodes the arcs from each node lead, and how many to each."""
    found = []
    for here in arcs:
        ends: dict[int, int] = {}
        for end, chars, _, _ in here:
            ends[end] = ends.get(end, 0) + len(chars)
        found.append(tuple(ends.items()))
    return tuple(found)


def steps_and_states(ends: Ends, width: int) -> tuple[int, int]:
    """Return the most steps of a search, and the most states that the beam keeps at a node.

    A node has at most one state for each step to it.
    """
    kernel = compiled_module("_lattice")
    if kernel is None:
        return steps_in_python(ends, width)
    found: tuple[int, int] = kernel.steps_and_states(ends, width)
    return found


def steps_in_python(ends: Ends, width: int) -> tuple[int, int]:
    """Return what the compiled kernel returns: its reference."""
    states = [1] + [0] * len(ends)
    most = widest = 0
    for node, here in enumerate(ends):
        kept = min(width, states[node])
        widest = max(widest, kept)
        for end, count in here:
            most += kept * count
            states[end] += kept * count
    return most, widest
