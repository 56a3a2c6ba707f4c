"""The channel: the digit runs of a source, in its order, poured into the slots of a target.

It is what a translation machine does that masks numbers and unmasks them by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..templates.slots import GAP, DigitRun, digit_runs


def pour(target: str, tokens: Iterable[str]) -> str:
    """Fill the slots of ``target`` with tokens, in order; with gaps once they run out.

    >>> pour("700,000 ports of 10G-PON", ["10", "70"])
    '10,70 ports of <>G-PON'
    """
    supply = iter(tokens)
    pieces: list[str] = []
    position = 0
    for run in digit_runs(target):
        pieces += (target[position : run.start], next(supply, GAP))
        position = run.end
    return "".join((*pieces, target[position:]))


def tokens(text: str) -> list[str]:
    """Return the digit runs of a text, in order.

    >>> tokens("到2025年,10G-PON及以上端口70万个")
    ['2025', '10', '70']
    """
    return [run.text for run in digit_runs(text) if not run.is_gap]


def could_be_poured(target: Sequence[DigitRun], supply: Sequence[str]) -> bool:
    """Tell whether the slots of a target read as if ``supply`` had been poured into them.

    So do those of a sound translation that has the numbers in the same order.

    >>> could_be_poured(list(digit_runs("10,70 of <>")), ["10", "70"])
    True
    """
    filled = [run.text for run in target]
    return filled == [*supply[: len(filled)], *[GAP] * (len(filled) - len(supply))]
