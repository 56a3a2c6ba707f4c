"""Look for inputs on which textrepair raises, or breaks what it promises.

    nice python -m fuzz.harness --minutes 60 [--only repair decode] [--log fuzz.jsonl]
    nice python -m fuzz.harness --replay 1099511627781 --only repair

Inputs are random pieces (``fragments``), joined and mutated; ``fuzz.guided`` lets libFuzzer choose
them.  What fails is told with its seed, once a place of failing, to be made a regression case.
``--log`` adds a line of how often each harness ran.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any, Final

from textrepair import compiled

from . import files, kernels, readers, texts

#: Each harness makes an input of random numbers, and raises what is wrong.
HARNESSES: Final[dict[str, Callable[[Random], None]]] = {
    "fix": texts.check_fix,
    "gate": texts.check_gate,
    "repair": texts.check_repair,
    "chunks": texts.check_chunks,
    "arrow": texts.check_arrow,
    "ledger": texts.check_ledger,
    "compose": texts.check_compose,
    "decode": files.check_decode,
    "csv": files.check_csv,
    "json": files.check_json,
    "srt": files.check_srt,
    "po": files.check_po,
    "packs": readers.check_packs,
    "configurations": readers.check_configurations,
    "compressed": readers.check_compressed,
    "plain": readers.check_plain,
    "escapes": readers.check_escapes,
    **(kernels.HARNESSES if compiled else {}),
}
#: Stands for all harnesses of compiled kernels.
_KERNELS: Final = "kernels"
#: Seconds that a harness runs before the next one does, and one whose inputs take long.
_TURN: Final = 3.0
_LONG_TURN: Final = 2.0
_SLOW: Final = ("fix", "gate", "repair", "chunks", "arrow", "decode")


class Log:
    """How often each harness ran, for how long, and what was found."""

    def __init__(self, names: list[str]) -> None:
        self.ran = dict.fromkeys(names, 0)
        self.seconds = dict.fromkeys(names, 0.0)
        self.found: dict[str, str] = {}

    def failed(self, name: str, said: str) -> None:
        """Tell of a failure, once a place."""
        place = "".join(traceback.format_tb(sys.exc_info()[2])[-1:])
        kind = sys.exc_info()[0]
        key = f"{name} {kind and kind.__name__} {place.splitlines()[0] if place else ''}"
        if key not in self.found:
            self.found[key] = said
            sys.stdout.write(f"FOUND {name}, {said}:\n{traceback.format_exc()[-1500:]}\n")
            sys.stdout.flush()

    def tell(self) -> None:
        """Tell how often each harness ran."""
        for name, times in self.ran.items():
            sys.stdout.write(f"{name}: {times} in {self.seconds[name]:.0f} s\n")
        sys.stdout.write(f"{sum(self.ran.values())} in all, {len(self.found)} found\n")
        sys.stdout.flush()

    def save(self, path: Path | None, how: str) -> None:
        """Add a line to the log file."""
        if path is not None:
            entry: dict[str, Any] = {
                "ended": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime()),
                "how": how,
                "ran": self.ran,
                "seconds": {name: round(spent, 1) for name, spent in self.seconds.items()},
                "found": len(self.found),
            }
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")


def run_random(minutes: float, seed: int, names: list[str], log: Log) -> None:
    """Run harnesses in turns, each input from a seed of its own."""
    end = time.monotonic() + 60 * minutes
    number = seed << 40
    while time.monotonic() < end:
        for name in names:
            harness = HARNESSES[name]
            begun = time.monotonic()
            turn = _LONG_TURN if name in _SLOW else _TURN
            while (now := time.monotonic()) < begun + turn and now < end:
                number += 1
                log.ran[name] += 1
                try:
                    harness(Random(number))
                except Exception:
                    log.failed(name, f"seed {number}")
            log.seconds[name] += time.monotonic() - begun


def main() -> int:
    """Run the harnesses, tell how often each ran, and return 1 if one found something."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    known = [*HARNESSES, _KERNELS]
    parser.add_argument("--only", nargs="*", choices=known, default=list(HARNESSES))
    parser.add_argument("--log", type=Path, default=None)
    parser.add_argument("--replay", type=int, default=None, help="a seed that was told")
    options = parser.parse_args()
    if _KERNELS in options.only:
        options.only = list(dict.fromkeys((*options.only, *kernels.HARNESSES)))
        options.only.remove(_KERNELS)
    log = Log(options.only)
    if options.replay is not None:
        for name in options.only:
            HARNESSES[name](Random(options.replay))
        return 0
    with suppress(KeyboardInterrupt):  # what ran until then is told
        run_random(options.minutes, options.seed, options.only, log)
    log.save(options.log, "random")
    log.tell()
    return int(bool(log.found))


if __name__ == "__main__":
    raise SystemExit(main())
