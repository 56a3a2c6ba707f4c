"""One process that repairs mixed text for as long as asked: its memory and its speed must stay flat.

    nice python -m fuzz.soak --minutes 60
    nice python -m fuzz.soak --lines 1000000 --damaged 0.02
    nice python -m fuzz.soak --from lines.jsonl --lines 1000000

The lines are words of ``fixtures/clean`` in random order, so that no line comes twice; a share of them
was damaged by a rule (``inflict``); ``--from`` takes those that ``fuzz.mixed_lines`` wrote.  Every twentieth of the run a line tells what was done, how fast
(lines a second of CPU), and how much memory the process has and had at most.  Returns 1 if the speed
of a kind of line fell by more than half, or if the memory is above ``--most-megabytes`` or has grown
by more than a tenth since the first half.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from textrepair import RULES, Pipeline

_CLEAN: Final = Path(__file__).parents[1] / "fixtures" / "clean"
_PARTS: Final = 20
_MOST_GROWTH: Final = 1.1
_MOST_SLOWDOWN: Final = 2.0
#: Seconds of CPU below which speeds are not compared.
_TELLING: Final = 2.0


def vocabularies() -> dict[str, list[str]]:
    """Return the words of each clean text."""
    return {path.stem: path.read_text("utf-8").split() for path in sorted(_CLEAN.glob("*.txt"))}


def lines(rng: Random, damaged: float) -> Iterator[tuple[str, bool]]:
    """Yield lines without end, and whether each was damaged."""
    words = list(vocabularies().values())
    inflict = [rule.inflict for rule in RULES if "repair" in rule.profiles]
    number = 0
    while True:
        number += 1
        line = " ".join(rng.choices(rng.choice(words), k=rng.randint(4, 14))) + f" {number:x}"
        if rng.random() < damaged:
            yield rng.choice(inflict)(line, rng), True
        else:
            yield line, False


def saved(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the lines that ``fuzz.mixed_lines`` wrote, again and again; the file is not held.

    Each time the words of a line begin with another of them, so that no line comes twice.
    """
    for turn in count():
        with path.open(encoding="ascii") as lines_of_file:
            for line in lines_of_file:
                text, is_damaged = json.loads(line)
                words = text.split(" ")
                first = turn % len(words)
                yield " ".join(words[first:] + words[:first]), is_damaged


def memory() -> tuple[float, float]:
    """Return the megabytes that the process has, and had at most."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return most, most
    # Not ``ru_maxrss``: in a child it begins with what its parent had when it was made.
    sizes = dict(line.split(":", maxsplit=1) for line in status.splitlines())
    return int(sizes["VmRSS"].split()[0]) / 1024, int(sizes["VmHWM"].split()[0]) / 1024


def main() -> int:
    """Repair lines; return 1 if that became slow, or took too much memory."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--lines", type=int, default=0, help="so many lines, and no minutes")
    parser.add_argument("--damaged", type=float, default=0.3)
    parser.add_argument("--from", type=Path, dest="saved", help="lines of fuzz.mixed_lines")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most-megabytes", type=float, default=200.0)
    options = parser.parse_args()
    pipeline = Pipeline(unsafe=options.unsafe)
    made = saved(options.saved) if options.saved else lines(Random(options.seed), options.damaged)
    begun = time.monotonic()
    speeds: dict[bool, list[float]] = {False: [], True: []}
    held: list[float] = []
    number = 0
    for part in range(1, _PARTS + 1):
        spent, repaired = {False: 0.0, True: 0.0}, {False: 0, True: 0}
        while (
            number < options.lines * part / _PARTS
            if options.lines
            else time.monotonic() - begun < 60 * options.minutes * part / _PARTS
        ):
            number += 1
            line, is_damaged = next(made)
            start = time.process_time()
            pipeline.repair(line)
            spent[is_damaged] += time.process_time() - start
            repaired[is_damaged] += 1
        now, most = memory()
        held.append(now)
        told = []
        for kind, name in ((False, "clean"), (True, "damaged")):
            if spent[kind] > _TELLING:
                speeds[kind].append(repaired[kind] / spent[kind])
            told.append(f"{name} {repaired[kind] / max(spent[kind], 1e-9):,.0f} a second")
        sys.stdout.write(f"{number:,} lines; {'; '.join(told)}; {now:.0f} MB, at most {most:.0f}\n")
        sys.stdout.flush()
    slow = [s for s in speeds.values() if len(s) > 1 and s[-1] * _MOST_SLOWDOWN < max(s[1:])]
    grew = held[-1] > _MOST_GROWTH * max(held[: _PARTS // 2])
    large = memory()[1] > options.most_megabytes
    sys.stdout.write(f"slower: {bool(slow)}; grew: {grew}; too large: {large}\n")
    return int(bool(slow) or grew or large)


if __name__ == "__main__":
    raise SystemExit(main())
