"""The cheapest path through bytes that may be in step or out of step with their characters.

Double-byte text that lost a byte pairs all bytes after it wrongly.  Each position of the bytes is a
node; a step reads one or two bytes as a character, or says that a byte is half a character whose
other half is lost.  A step costs what its caller says, and what the language says of its character
after the characters before it.

This is a Viterbi search that keeps one path for each position: the forward pass computes the
cheapest path to each position, the backtrace follows it from the end.  Keeping one state a
position, and not one for each history, makes the time linear in the number of bytes; the path is
the cheapest one up to this approximation.

Source: Viterbi 1967, "Error bounds for convolutional codes and an asymptotically optimum decoding
algorithm".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import inf
from typing import NamedTuple


class ByteStep(NamedTuple):
    """A step of a path over ``length`` bytes, read as ``char`` (empty: as no character).

    ``cost`` comes on top of the cost of the character.  ``is_orphan`` says that the byte is half
    a character whose other byte is lost.
    """

    length: int
    char: str
    cost: float
    is_orphan: bool = False


class _BestPath(NamedTuple):
    """The cheapest path to a position: its cost, the characters it ends with, its last step."""

    cost: float
    history: str
    step: ByteStep | None


def orphan_bytes(
    size: int,
    steps_at: Callable[[int], Iterable[ByteStep]],
    character_cost: Callable[[str], float],
    start: str,
) -> Iterator[int]:
    """Yield the positions of orphan bytes on the cheapest path over ``size`` bytes, last first.

    ``steps_at`` gives the steps that begin at a position.  ``character_cost`` gives the cost of
    the last character of a string; the characters before it are its history.  ``start`` is the
    history at the first byte and after each step that reads no character.  All costs have one
    unit, which the caller chooses.

    >>> orphan = ByteStep(1, "", 2.0, is_orphan=True)
    >>> steps = [[ByteStep(1, "a", 9.0), orphan], [ByteStep(1, "b", 0.0)]]
    >>> list(orphan_bytes(2, steps.__getitem__, lambda gram: 1.0, "  "))
    [0]
    """
    best = [_BestPath(inf, "", None)] * (size + 1)
    best[0] = _BestPath(0.0, start, None)
    for position in range(size):
        so_far, history, _ = best[position]
        for step in steps_at(position):
            cost = so_far + step.cost
            then = start
            if step.char:
                gram = history + step.char
                cost += character_cost(gram)
                then = gram[1:]
            if cost < best[position + step.length].cost:
                best[position + step.length] = _BestPath(cost, then, step)
    position = size
    while position and (last := best[position].step) is not None:
        position -= last.length
        if last.is_orphan:
            yield position
