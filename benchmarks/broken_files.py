"""Large files that are broken in every line: python -m benchmarks.broken_files [--size 0.1].

Four inputs, through ``fix -w`` and ``check``: 200,000 short lines that are alike; 13 MB
in 200 files, whose lines are all different and hold the one phrase; a line of 60 MB, once of French
without damage and once with the phrase after each 100 words.  Printed are seconds by the clock,
seconds of CPU and megabytes of memory at most (of one process, where there are several).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from .large_files import CLEAN, measured

_TEXTREPAIR: Final = (sys.executable, "-m", "textrepair")
_SHORT: Final = "é Ã¼\n"
_PHRASE: Final = "DÃ©jÃ  vu à la carte"
#: At full size: lines that are alike, files, bytes of all files, bytes of the one line.
_LINES: Final = 200_000
_FILES: Final = 200
_BYTES: Final = 13_000_000
_LINE_BYTES: Final = 60_000_000
#: Words of a line of its own, and between two phrases in the long line.
_WORDS: Final = 7
_APART: Final = 100


def _words(rng: Random) -> Iterator[str]:
    """Return French words without an end, in an order of chance."""
    known = (CLEAN / "fr.txt").read_text(encoding="utf-8").split()
    while True:
        yield from rng.choices(known, k=10_000)


def make_lines(folder: Path, size: float) -> None:
    """Write one file of lines that are alike."""
    folder.joinpath("lines.txt").write_text(_SHORT * int(_LINES * size), encoding="utf-8")


def make_files(folder: Path, size: float) -> None:
    """Write 200 files of lines that differ, each with the phrase."""
    words = _words(Random(0))
    for number in range(_FILES):
        lines: list[str] = []
        left = _BYTES * size / _FILES
        while left > 0:
            chosen = [next(words) for _ in range(_WORDS)]
            chosen.insert(_WORDS // 2, _PHRASE)
            lines.append(" ".join(chosen) + "\n")
            left -= len(lines[-1].encode())
        folder.joinpath(f"{number:03}.txt").write_text("".join(lines), encoding="utf-8")


def make_line(folder: Path, size: float, phrase: str = "") -> None:
    """Write a file of one line, with a phrase after so many words."""
    words = _words(Random(0))
    left = _LINE_BYTES * size
    with folder.joinpath("line.txt").open("w", encoding="utf-8") as file:
        while left > 0:
            part = " ".join([*(next(words) for _ in range(_APART)), phrase]) + " "
            file.write(part)
            left -= len(part.encode())


#: By name: what writes it, and the commands.
_INPUTS: Final[dict[str, tuple[Callable[[Path, float], None], tuple[str, ...]]]] = {
    "lines": (make_lines, ("fix -w", "check", "check --output-format sarif")),
    "line": (make_line, ("fix -w", "check")),
    "broken line": (
        lambda folder, size: make_line(folder, size, _PHRASE),
        ("fix -w", "check"),
    ),
    "files": (make_files, ("fix -w", "fix -w --jobs 2", "check")),
}


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--size", type=float, default=1.0, help="this share of the full size")
    parser.add_argument("--only", nargs="*", choices=_INPUTS, default=list(_INPUTS))
    parser.add_argument("--command", default="", help="commands that begin so")
    options = parser.parse_args()
    print(f"{'input':12} {'MB':>6}  {'command':28} {'clock s':>8} {'CPU s':>7} {'peak MB':>8}")
    for name in options.only:
        make, commands = _INPUTS[name]
        for command in commands:
            if not command.startswith(options.command):
                continue
            with tempfile.TemporaryDirectory() as made:
                folder = Path(made)
                make(folder, options.size)  # anew: `fix -w` changes it
                size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
                began = time.monotonic()
                cost = measured([*_TEXTREPAIR, *command.split(), made], codes=(0, 1))
                spent = time.monotonic() - began
            row = f"{name:12} {size:6.1f}  {command:28} {spent:8.1f} {cost.seconds:7.1f}"
            print(f"{row} {cost.megabytes:8.0f}", flush=True)


if __name__ == "__main__":
    main()
