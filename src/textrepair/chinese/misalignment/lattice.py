"""Text that is read out of step, and all the ways in which it can be read in step again.

Between two tokens the true text either has a border of its own, or the last byte of the one
before is the first of a character that goes on in the next.  So the text is a lattice with two
nodes behind each token: in step, and one byte pending (a third stands before the byte that was
eaten).  It falls out of step at a lost byte before a gloss or a cut, and comes back where bytes of
ASCII, eaten or not, a lost byte before a gloss or a cut, or the end of the line put it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...language import Arc
from ..gbk import NO_LEAD, beginning_with, character, ending_in
from ..pinyin import is_reading
from .clues import CLOSED_BY, CLOSING, TextClues, awaited_mark
from .tokens import Kind, Token, bytes_read, is_anchor, tokens_from

#: What it costs that a byte was eaten, in bits: nothing is known of it but that it is ASCII.
EATEN_BITS: Final = 6.0

#: What a closing mark gains where one is open, and costs where none is, in bits.
PAIRING_BITS: Final = 8.0

#: Of the symbols of GBK only some are ever guessed: the marks that Chinese prose often has, and
#: at a cost, in bits, some more, among them those that are written as two characters.
RARE_BITS: Final = 8.0
_MARKS: Final = frozenset("、。：；") | frozenset(CLOSED_BY)
_NEVER_LAST: Final = frozenset("、：；") | frozenset(CLOSED_BY)
_RARE_MARKS: Final = frozenset("·—…～％℃×●")

_WIDENED: Final = str.maketrans({"!": "！", ",": "，"})

#: How many bytes may be lost in a window.
LOST_AT_MOST: Final = 32

#: Nodes behind each token.
BEFORE_EATEN, PENDING, IN_STEP = 1, 2, 3
NODES: Final = 3

Lattice = list[list[Arc]]


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens from one where the text can fall out of step to one where it must be in step."""

    tokens: tuple[Token, ...]
    lattice: Lattice

    @property
    def start(self) -> int:
        """Where it begins, in code points of the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens[-1].end

    @property
    def is_hopeless(self) -> bool:
        """Whether more was lost than can be told."""
        return sum(token.kind is Kind.LOST for token in self.tokens) > LOST_AT_MOST


def window_at(clues: TextClues, start: int) -> Window | None:
    """Return the window that begins with the ``?`` at an offset, None if the text is in step there.

    The time it takes is linear in the length of the window.

    >>> window = window_at(TextClues("讓當?shù)鼐用裣硎艿?G應用"), 2)
    >>> window.start, window.end
    (2, 13)
    >>> window_at(TextClues("真的?好"), 2) is None
    True
    """
    tokens: list[Token] = []
    lattice: Lattice = [[]]
    pending: tuple[int, ...] = ()
    awaited = awaited_mark(clues.before(start))
    for token in tokens_from(clues.text, start):
        if not pending and not is_anchor(token):
            break
        lattice += [[], [], []]
        node = NODES * len(tokens)
        if pending and token.kind is Kind.LOST and not token.reading:
            eaten = clues.eaten_before(token.end).char
            lattice[node + BEFORE_EATEN] = [Arc(node + IN_STEP, eaten, EATEN_BITS)]
        pending = _link(lattice, node, token, pending, awaited)
        tokens.append(token)
    lattice.pop()  # the node behind the last token is the end
    return Window(tuple(tokens), lattice) if tokens else None


def _link(
    lattice: Lattice, node: int, token: Token, pending: tuple[int, ...], awaited: str
) -> tuple[int, ...]:
    """Add the arcs over a token; return the bytes that can be pending behind it."""
    from_step, from_pending = lattice[node], lattice[node - NODES + PENDING]
    if not (token.kind is Kind.LOST and token.alone and token.reading):
        from_step.append(Arc(node + IN_STEP, widened(token.text)))
    if is_anchor(token):
        from_step.append(Arc(node + PENDING, ""))
    behind = list(token.leads)
    if pending:
        if token.kind is Kind.LOST:
            _link_lost(lattice, node, token, pending, awaited)
        else:
            arcs = list(_completed(token, pending, node, awaited))
            from_pending += arcs
            if any(arc.end == node + PENDING for arc in arcs):
                behind.append(token.last)
    return tuple(behind)


def _completed(token: Token, pending: Sequence[int], node: int, awaited: str) -> Iterator[Arc]:
    """Yield the arcs over a token whose first byte ends the pending character."""
    if not token.data:
        return
    first, second = token.data[0], token.data[1:]
    for char in _characters(pending, first):
        cost = _guess_bits(char, awaited) if len(pending) > 1 else 0.0
        if not second:
            gloss = "" if is_reading(token.reading, char) else token.text[1:]
            yield Arc(node + IN_STEP, char + gloss, cost)
        elif second[0] >= 0x81:
            yield Arc(node + PENDING, char, cost)
        elif second[0] < 0x7F:  # it was read as a trail byte and is ASCII
            yield Arc(node + IN_STEP, char + chr(second[0]), cost)


def _characters(leads: Sequence[int], trail: int) -> Iterator[str]:
    if len(leads) == 1:
        char = character(leads[0], trail)
        if char:
            yield char
        return
    wanted = set(leads)
    yield from (char for lead, char in ending_in(trail) if lead in wanted and _is_likely(char))


def _link_lost(
    lattice: Lattice, node: int, token: Token, pending: Sequence[int], awaited: str
) -> None:
    """Add the arcs on which a lost byte ends the pending character."""
    from_pending = lattice[node - NODES + PENDING]
    for lead in pending:
        known = set(bytes_read(lead, token.reading)) if token.reading else None
        for trail, char in beginning_with(lead):
            if not _is_likely(char) or (known is not None and trail not in known):
                continue
            cost = _guess_bits(char, awaited)
            if token.alone and char in _NEVER_LAST:
                cost += RARE_BITS
            if token.alone or trail == NO_LEAD:
                from_pending.append(Arc(node + IN_STEP, char, cost))
            if not token.reading and trail != NO_LEAD:
                from_pending.append(Arc(node + BEFORE_EATEN, char, cost))


def _is_likely(char: str) -> bool:
    """Tell whether a character may be guessed where a byte was lost."""
    return char >= "㐀" or char in _MARKS or char in CLOSING or char in _RARE_MARKS


def _guess_bits(char: str, awaited: str) -> float:
    """Return what a guess costs beyond what the language says; a closing mark has to close."""
    if char == awaited:
        return -PAIRING_BITS
    if char in CLOSING:
        return PAIRING_BITS
    return RARE_BITS if char in _RARE_MARKS else 0.0


def widened(text: str) -> str:
    """Return a text with the marks that were folded to ASCII as Chinese has them.

    >>> widened("好!")
    '好！'
    """
    return text.translate(_WIDENED)
