"""Windows of text that may be misaligned, each with the lattice of its possible readings.

Between two tokens the true text either has a border between characters (it is in step), or the last
byte of one token is the lead byte of a character whose trail byte is in the next token (one byte is
pending).  So the lattice has two nodes behind each token; a third one stands before an eaten byte,
and a fourth one in the middle of a pair that was stripped: its first byte ended the pending
character, and its second one is pending.
The text becomes misaligned at a lost byte before a gloss or a cut.  It is aligned again at a byte
of ASCII, eaten or not, at another lost byte before a gloss or a cut, or at the end of the line.

The costs in bits were set by hand and checked on fixtures/rules/misaligned-bytes.toml and
fixtures/articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...kernels.lattice import Arc
from ..gbk import (
    LEAD_BYTES,
    PRIVATE_PAIRS,
    TRAIL_ONLY,
    character,
    characters_beginning_with,
    characters_ending_in,
)
from ..pinyin import is_reading
from .clues import CLOSED_BY, CLOSING, TextClues, awaited_mark
from .tokens import Token, TokenKind, tokens_from, trail_bytes_of

#: Cost of an eaten byte, in bits: any of the 64 bytes of ASCII below the lowest trail byte.
EATEN_BITS: Final = 6.0

#: Bits that a guessed closing mark gains if its opening mark is open, and costs if none is.
PAIRING_BITS: Final = 8.0

#: Cost, in bits, of assuming that a pair of private use was stripped behind a pending byte.  One
#: pair in seven of those out of step is of private use, and what strips one strips all.
STRIPPED_BITS: Final = 8.0

#: Most bytes that can be pending where a stripped pair is looked for; more tell too little.
MOST_PENDING: Final = 8

#: Cost, in bits, of guessing a mark that is rare in Chinese prose, or that never ends a sentence
#: where a lost byte does.  Symbols in neither of the sets below are never guessed.
RARE_BITS: Final = 8.0
_MARKS: Final = frozenset("、。：；") | frozenset(CLOSED_BY)
_NEVER_LAST: Final = frozenset("、：；") | frozenset(CLOSED_BY)
_RARE_MARKS: Final = frozenset("·—…～％℃×●")

_WIDENED: Final = str.maketrans({"!": "！", ",": "，"})

#: Most lost bytes of a window that is searched, which bounds the time; set by hand.
MOST_LOST_BYTES: Final = 32

#: The nodes behind each token, as offsets from the node before it.
BEFORE_EATEN, PENDING, STRIPPED, IN_STEP = 1, 2, 3, 4
NODES: Final = 4

Lattice = list[list[Arc]]


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens from one that can misalign the text to one where it must be in step again.

    ``lattice`` holds for each node the arcs that leave it; it has ``NODES`` nodes a token.
    """

    tokens: tuple[Token, ...]
    lattice: Lattice

    @property
    def start(self) -> int:
        """Where the window begins, in code points of the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the window ends, in code points of the text."""
        return self.tokens[-1].end

    @property
    def is_hopeless(self) -> bool:
        """Whether too many bytes were lost for a search."""
        return sum(token.kind is TokenKind.LOST for token in self.tokens) > MOST_LOST_BYTES


def window_at(clues: TextClues, start: int, *, stripped: bool = False) -> Window | None:
    """Return the window that begins with the ``?`` at an offset; None if no misalignment can.

    With ``stripped``, pairs of private use may have been stripped between any two of its tokens.
    Takes time linear in the length of the window.

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
    if awaited and not clues.closes_later(start, awaited):
        awaited *= 2
    for token in tokens_from(clues.text, start):
        if not pending and not token.can_misalign:
            break
        lattice += [[] for _ in range(NODES)]
        node = NODES * len(tokens)
        after_stripped = stripped and _link_stripped(lattice, node, token, pending, awaited)
        if pending and token.kind is TokenKind.LOST and not token.reading:
            eaten = clues.eaten_before(token.end).char
            lattice[node + BEFORE_EATEN] = [Arc(node + IN_STEP, eaten, EATEN_BITS)]
        pending = _link(lattice, node, token, pending, awaited)
        if after_stripped and token.last not in pending:
            pending = (*pending, token.last)
        before = lattice[node - NODES + PENDING] if tokens else ()
        if awaited and any(arc.text == awaited[0] and token.data for arc in before):
            awaited = ""  # closed by bytes that are known
        tokens.append(token)
    lattice.pop()  # the node behind the last token is the end
    return Window(tuple(tokens), lattice) if tokens else None


def _link(
    lattice: Lattice, node: int, token: Token, pending: tuple[int, ...], awaited: str
) -> tuple[int, ...]:
    """Add the arcs over a token; return the lead bytes that can be pending behind the token."""
    from_step, from_pending = lattice[node], lattice[node - NODES + PENDING]
    if not (token.kind is TokenKind.LOST and token.is_alone and token.reading):
        from_step.append(Arc(node + IN_STEP, widened(token.text)))
    if token.can_misalign:
        from_step.append(Arc(node + PENDING, ""))
    behind = list(token.leads)
    if pending:
        if token.kind is TokenKind.LOST:
            _link_lost(lattice, node, token, pending, awaited)
        else:
            arcs = list(_completed(token, pending, node, awaited))
            from_pending += arcs
            if any(arc.end == node + PENDING for arc in arcs):
                behind.append(token.last)
    return tuple(behind)


def _completed(token: Token, pending: Sequence[int], node: int, awaited: str) -> Iterator[Arc]:
    """Yield the arcs over a token whose first byte is the trail byte of the pending character."""
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
        elif second[0] < 0x7F:  # a trail byte that is ASCII
            yield Arc(node + IN_STEP, char + chr(second[0]), cost)


def _characters(leads: Sequence[int], trail: int) -> Iterator[str]:
    """Yield the characters of a trail byte and one of some lead bytes; likely ones if several."""
    if len(leads) == 1:
        char = character(leads[0], trail)
        if char:
            yield char
        return
    wanted = set(leads)
    yield from (
        char for lead, char in characters_ending_in(trail) if lead in wanted and _is_likely(char)
    )


def _link_lost(
    lattice: Lattice, node: int, token: Token, pending: Sequence[int], awaited: str
) -> None:
    """Add the arcs on which a lost byte is the trail byte of the pending character."""
    from_pending = lattice[node - NODES + PENDING]
    for lead in pending:
        fitting = set(trail_bytes_of(lead, token.reading)) if token.reading else None
        for trail, char in characters_beginning_with(lead):
            if not _is_likely(char) or (fitting is not None and trail not in fitting):
                continue
            cost = _guess_bits(char, awaited)
            if token.is_alone and char in _NEVER_LAST:
                cost += RARE_BITS
            if token.is_alone or trail == TRAIL_ONLY:
                from_pending.append(Arc(node + IN_STEP, char, cost))
            if not token.reading and trail != TRAIL_ONLY:
                from_pending.append(Arc(node + BEFORE_EATEN, char, cost))


def _link_stripped(
    lattice: Lattice, node: int, token: Token, pending: Sequence[int], awaited: str
) -> bool:
    """Add the arcs on which a pair of private use was stripped before a token.

    Tells whether the last byte of the token can be pending after it.
    """
    if not 0 < len(pending) <= MOST_PENDING or not token.data:
        return False
    seconds: set[int] = set()
    middle = node - NODES + STRIPPED
    for firsts, then in PRIVATE_PAIRS:
        chars = [character(lead, first) for lead in pending for first in firsts]
        likely = [char for char in chars if char and _is_likely(char)]
        lattice[node - NODES + PENDING] += [
            Arc(middle, char, STRIPPED_BITS + _guess_bits(char, awaited)) for char in likely
        ]
        if likely:
            seconds.update(then)
    arcs = list(_completed(token, sorted(seconds & set(LEAD_BYTES)), node, awaited))
    lattice[middle] += arcs
    return any(arc.end == node + PENDING for arc in arcs)


def _is_likely(char: str) -> bool:
    """Tell whether a character may be guessed where a byte was lost."""
    return char >= "㐀" or char in _MARKS or char in CLOSING or char in _RARE_MARKS


def _guess_bits(char: str, awaited: str) -> float:
    """Return the cost in bits of guessing a character, beyond its cost in the language.

    ``awaited`` is the mark that would close what is open; twice, if no later one does.
    """
    if awaited.startswith(char):
        return -PAIRING_BITS * len(awaited)
    if char in CLOSING:
        return PAIRING_BITS
    return RARE_BITS if char in _RARE_MARKS else 0.0


def widened(text: str) -> str:
    """Return a text with its ASCII exclamation marks and commas made fullwidth.

    >>> widened("好!")
    '好！'
    """
    return text.translate(_WIDENED)
