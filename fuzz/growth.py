"""Look for texts on which the time of ``repair`` grows faster than their length.

    nice python -m fuzz.growth --shapes 200

Each shape is a random line, repeated with blanks, without, or line by line. It is timed at two lengths,
of which the second is four times the first; what takes more than six times as long is printed.
"""

from __future__ import annotations

import argparse
import sys
from random import Random
from typing import Final

from .fragments import random_text
from .slowest import seconds

_SHORT: Final = 3_000
_FACTOR: Final = 4
_MOST_GROWTH: Final = 6.0
#: Less CPU time than this (seconds) is too little to compare.
_TELLING: Final = 0.25


def main() -> int:
    """Time random shapes; return 1 if one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--shapes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = Random(options.seed)
    seconds("é Ã¼ 涓枃 中?文 caf\ufffd ????實現(xiàn) 13月", unsafe=True)  # models are loaded
    too_fast = 0
    for number in range(options.shapes):
        unit = random_text(rng, rng.choice((6, 40, 200))) + rng.choice(("", " ", "\n", "a "))
        short = (unit * _SHORT)[:_SHORT]
        long = (unit * (_SHORT * _FACTOR))[: _SHORT * _FACTOR]
        unsafe = rng.random() < 0.3
        taken = seconds(short, unsafe=unsafe), seconds(long, unsafe=unsafe)
        if taken[1] > max(_TELLING, _MOST_GROWTH * taken[0]):
            too_fast += 1
            sys.stdout.write(f"{number}: {taken[0]:.2f} s, {taken[1]:.2f} s: {unit!r}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{options.shapes} shapes, {too_fast} grow too fast\n")
    return int(too_fast > 0)


if __name__ == "__main__":
    raise SystemExit(main())
