"""The damage run forward: digit runs of a source, in its order, poured into those of a target.

A translation machine does so that masks the numbers of its input and fills them in by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..templates.slots import GAP, DigitRun, digit_runs


def pour(target: str, tokens: Iterable[str]) -> str:
    """Replace the digit runs of ``target`` by tokens, in order; by gaps once the tokens run out.

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
    """Tell whether the runs of a target read as if the tokens of ``supply`` had been poured in.

    The runs of a sound translation do so too, if it has the numbers in the order of its source.

    >>> could_be_poured(list(digit_runs("10,70 of <>")), ["10", "70"])
    True
    """
    filled = [run.text for run in target]
    return filled == [*supply[: len(filled)], *[GAP] * (len(filled) - len(supply))]
