"""The runs of a window that were read out of step, piece by piece, with what is sure of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ...language import Arc, Reading
from .lattice import BEFORE_EATEN, NODES, PENDING, Window
from .tokens import Kind, Token

#: From this confidence on a character of which a byte was lost is taken for certain.
CERTAIN: Final = 0.85


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands at ``start`` to ``end`` (code points) in truth.

    ``confidence`` is 1 where no byte was lost.  ``eaten`` tells that a byte of ASCII was
    eaten here, ``note`` how it was found.
    """

    start: int
    end: int
    text: str
    confidence: float = 1.0
    eaten: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text that was read out of step: its pieces, one after another.

    ``bits`` is what its guesses cost or gain beyond what the language says.
    """

    pieces: tuple[Piece, ...]
    bits: float

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1].end

    @property
    def text(self) -> str:
        """What it reads in step."""
        return "".join(piece.text for piece in self.pieces)


def runs_in(window: Window, reading: Reading) -> Iterator[Run]:
    """Yield the runs of a window that the reading takes to be out of step."""
    steps: list[_Step] = []
    for arc, confidence in zip(reading.arcs, reading.confidences, strict=True):
        out_of_step = arc.end % NODES in (PENDING, BEFORE_EATEN)
        if steps or out_of_step:
            steps.append(_Step(window.tokens[(arc.end - 1) // NODES], arc, confidence))
        if steps and not out_of_step:
            cost = sum(step.arc.bits for step in steps if step.arc.text)
            yield Run(tuple(_pieces(steps)), cost)
            steps = []


@dataclass(frozen=True, slots=True)
class _Step:
    """An arc of the best reading over a token, and how sure it is."""

    token: Token
    arc: Arc
    confidence: float


def _pieces(steps: Sequence[_Step]) -> Iterator[Piece]:
    """Yield the pieces of a run: each character stands where the token stood in which it begins.

    Only one that ends in a lost byte and is not certain stands where that byte is to be seen.
    """
    eaten = steps[-1] if steps[-2].arc.end % NODES == BEFORE_EATEN else None
    first, *completing = steps[:-1] if eaten else steps
    tokens = [first.token, *(step.token for step in completing)]
    for token, step in zip(tokens, completing[:-1], strict=False):
        lost = token.kind is Kind.LOST
        yield from _without_gloss(token, step.arc.text, step.confidence if lost else 1.0)
    begins, ends, step = tokens[-2], tokens[-1], completing[-1]
    lost = Kind.LOST in (begins.kind, ends.kind)
    confidence = step.confidence if lost else 1.0
    moved = confidence < CERTAIN and begins.kind is not Kind.LOST
    yield from _without_gloss(begins, *(("", 1.0) if moved else (step.arc.text, confidence)))
    if moved or not eaten:
        text, confidence = (step.arc.text, confidence) if moved else ("", 1.0)
        yield from _without_gloss(ends, text, confidence)
    if eaten:
        at = ends.end if moved else ends.start
        yield Piece(at, ends.end, "?", 0.0, eaten=True)


def _without_gloss(token: Token, text: str, confidence: float) -> Iterator[Piece]:
    """Yield what stands at a token; a lost byte apart from the rest of the gloss behind it."""
    if token.reading and text:
        yield Piece(token.start, token.start + 1, text, confidence)
        yield Piece(token.start + 1, token.end, "")
    else:
        yield Piece(token.start, token.end, text, confidence)
