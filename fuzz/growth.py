"""Look for texts on which the time of ``repair`` grows faster than their length.

    nice python -m fuzz.growth --shapes 200
    nice python -m fuzz.growth --fragments

Each shape is a random piece or line, repeated with blanks, without, or line by line.  It is timed at
longer and longer lengths, of which each is four times the one before, until it takes a second; what
takes more than six times as long as the length before is printed.
"""

from __future__ import annotations

import argparse
import sys
from random import Random
from typing import Final

from .fragments import FRAGMENTS, random_text
from .slowest import load_models, seconds

#: Code points of the shortest text, and of the longest.
_SHORT: Final = 3_000
_LONG: Final = 800_000
_FACTOR: Final = 4
_MOST_GROWTH: Final = 6.0
#: Less CPU time than this (seconds) is too little to compare; a text that takes as much is long enough.
_TELLING: Final = 0.25
_ENOUGH: Final = 1.0
_ENDS: Final = ("", " ", "\n", "a ", ",")


def grows(unit: str, *, unsafe: bool) -> list[tuple[int, float]]:
    """Return lengths and times of a shape, of which the last grew too fast; empty if none did."""
    found: list[tuple[int, float]] = []
    length = _SHORT
    while length <= _LONG:
        text = (unit * (length // len(unit) + 1))[:length]
        found.append((length, seconds(text, unsafe=unsafe)))
        if len(found) > 1 and found[-1][1] > max(_TELLING, _MOST_GROWTH * found[-2][1]):
            # A busy machine may have slowed one of them: the better of two times counts.
            for at in (-2, -1):
                size, spent = found[at]
                again = (unit * (size // len(unit) + 1))[1 : size + 1]
                found[at] = size, min(spent, seconds(again, unsafe=unsafe))
            if found[-1][1] > _MOST_GROWTH * found[-2][1]:
                return found
        if found[-1][1] > _ENOUGH and len(found) > 1:
            return []
        length *= _FACTOR
    return []


def main() -> int:
    """Time shapes; return 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--shapes", type=int, default=100)
    parser.add_argument("--fragments", action="store_true", help="each piece instead")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = Random(options.seed)
    load_models()
    units = (
        (piece + end for piece in FRAGMENTS for end in rng.sample(_ENDS, 2))
        if options.fragments
        else (
            random_text(rng, rng.choice((6, 40, 200))) + rng.choice(_ENDS)
            for _ in range(options.shapes)
        )
    )
    too_fast = tried = 0
    for unit in units:
        tried += 1
        taken = grows(unit, unsafe=rng.random() < 0.3)
        if taken:
            too_fast += 1
            times = ", ".join(f"{length}: {spent:.2f} s" for length, spent in taken)
            sys.stdout.write(f"{times}: {unit!r}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{tried} shapes, {too_fast} grow too fast\n")
    return int(too_fast > 0)


if __name__ == "__main__":
    raise SystemExit(main())
