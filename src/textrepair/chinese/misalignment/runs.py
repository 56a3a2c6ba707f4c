"""Runs: the misaligned parts of a window, as pieces of repaired text with confidences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...kernels.lattice import Arc, Reading
from .tokens import Token, TokenKind
from .window import BEFORE_EATEN, NODES, PENDING, STRIPPED, Window

#: Least confidence from which a character that lost a byte is restored.  Set by hand; checked on
#: fixtures/rules/misaligned-bytes.toml.
CERTAIN: Final = 0.85
#: Marks that stand in mid-text alike: the text around hardly tells which one lost a byte.
_ALIKE: Final = frozenset("。、：；，")
ALIKE_CONFIDENCE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """The repaired ``text`` of a place, ``start`` to ``end`` (code points).

    ``confidence`` is 1 if no byte was lost.  ``is_eaten`` tells whether a byte of ASCII was eaten
    here; ``note`` tells from what that byte was inferred.
    """

    start: int
    end: int
    text: str
    confidence: float = 1.0
    is_eaten: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A misaligned part of the text as pieces that follow each other without a gap.

    ``bits`` is the cost of its guesses beyond their cost in the language.
    """

    pieces: tuple[Piece, ...]
    bits: float

    @property
    def start(self) -> int:
        """Where the run begins, in code points of the text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the run ends, in code points of the text."""
        return self.pieces[-1].end

    @property
    def text(self) -> str:
        """The repaired text of the run."""
        return "".join(piece.text for piece in self.pieces)


def runs_in(window: Window, reading: Reading) -> Iterator[Run]:
    """Yield the runs of a window in which a reading of its lattice is out of step."""
    steps: list[_Step] = []
    for arc, confidence in zip(reading.arcs, reading.confidences, strict=True):
        out_of_step = arc.end % NODES in {PENDING, STRIPPED, BEFORE_EATEN}
        if steps or out_of_step:
            steps.append(_Step(window.tokens[(arc.end - 1) // NODES], arc, confidence))
        if steps and not out_of_step:
            cost = sum(step.arc.bits for step in steps if step.arc.text)
            yield Run(tuple(_pieces(list(_with_stripped(steps)))), cost)
            steps = []


@dataclass(frozen=True, slots=True)
class _Step:
    """An arc of the best reading, the token under it, and its posterior.

    ``is_guess`` tells whether the character of the arc lost bytes that the token does not show.
    """

    token: Token
    arc: Arc
    confidence: float
    is_guess: bool = False


def _with_stripped(steps: Sequence[_Step]) -> Iterator[_Step]:
    """Yield the steps; the two characters of a stripped pair are one step with their texts."""
    first: _Step | None = None
    for step in steps:
        if step.arc.end % NODES == STRIPPED:
            first = step
            continue
        if first is not None:
            text = first.arc.text + step.arc.text
            arc = Arc(step.arc.end, text, first.arc.bits + step.arc.bits)
            confidence = min(first.confidence, step.confidence)
            yield _Step(step.token, arc, confidence, is_guess=True)
            first = None
        else:
            yield step


def _pieces(steps: Sequence[_Step]) -> Iterator[Piece]:
    """Yield the pieces of a run; the place of a character is the token in which it begins.

    Only a last character that is uncertain, because its trail byte was lost, takes the place of the
    ``?`` of that byte.
    """
    eaten = steps[-1] if steps[-2].arc.end % NODES == BEFORE_EATEN else None
    first, *completing = steps[:-1] if eaten else steps
    tokens = [first.token, *(step.token for step in completing)]
    for token, step in zip(tokens, completing[:-1], strict=False):
        lost = token.kind is TokenKind.LOST or step.is_guess
        yield from _without_gloss(token, step.arc.text, step.confidence if lost else 1.0)
    begins, ends, step = tokens[-2], tokens[-1], completing[-1]
    lost = TokenKind.LOST in (begins.kind, ends.kind) or step.is_guess
    confidence = step.confidence if lost else 1.0
    if eaten and lost and step.arc.text in _ALIKE:
        confidence = min(confidence, ALIKE_CONFIDENCE)
    moved = confidence < CERTAIN and begins.kind is not TokenKind.LOST
    yield from _without_gloss(begins, *(("", 1.0) if moved else (step.arc.text, confidence)))
    if moved or not eaten:
        text, confidence = (step.arc.text, confidence) if moved else ("", 1.0)
        yield from _without_gloss(ends, text, confidence)
    if eaten:
        at = ends.end if moved else ends.start
        yield Piece(at, ends.end, "?", 0.0, is_eaten=True)


def _without_gloss(token: Token, text: str, confidence: float) -> Iterator[Piece]:
    """Yield the piece of a token, or two: for the token, and for the gloss to be removed."""
    if token.reading and text:
        yield Piece(token.start, token.start + 1, text, confidence)
        yield Piece(token.start + 1, token.end, "")
    else:
        yield Piece(token.start, token.end, text, confidence)
