"""From bytes of which some are unknown to the characters they can be: a lattice.

``arcs_of`` gives what ``language.best_reading`` searches, node by node.  The nodes are those of
the byte graph, the arcs the characters that can stand between two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..language import Arc
from .byte_lattice import ByteGraph
from .characters import FOREIGN_BITS, Pattern, characters, combined, is_native


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
