"""Compare the compiled kernels with their twins in Python: each text goes through both.

    nice python -m fuzz.compiled --minutes 10 [--seed 1] [--only repair decode]
    nice python -m fuzz.compiled --replay 1099511627781

Two processes, one of them with ``TEXTREPAIR_PURE=1``, make the inputs of the seeds they are given
and tell what ``fix``, ``repair`` (safe and unsafe) and ``decode`` make of them, to the last digit of
a confidence.  What differs is told with its seed.  Returns 1 if something differs, and 2 if no
kernels are compiled, for then there is nothing to compare (``nox -s kernels`` compiles them).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

import textrepair
from textrepair.recovery.decoders import lossy_readings

from .fragments import random_text

_ROOT: Final = Path(__file__).parents[1]
#: Code points of a text at most.
_LONGEST: Final = 160
#: Inputs that a process is given at a time.
_BATCH: Final = 40
_CLEAN: Final = _ROOT / "fixtures" / "clean"
#: Encodings that bytes are written in; what one cannot write is left out.
_WRITTEN_IN: Final = ("utf-8", "cp1252", "cp1251", "koi8-r", "gbk", "big5", "cp932", "euc-kr")
#: Pages that text is misread in; what one does not have becomes U+FFFD.
_MISREAD_IN: Final = ("latin-1", "cp1252", "cp1251", "gbk", "cp437", "mac-roman")


def _clean(rng: Random) -> str:
    """Return a piece of clean text of some language."""
    text = rng.choice(_texts())
    start = rng.randrange(max(1, len(text) - _LONGEST))
    return text[start : start + rng.randint(4, _LONGEST)]


def _texts(found: list[str] = []) -> list[str]:  # noqa: B006 - read once
    if not found:
        found += [path.read_text(encoding="utf-8") for path in sorted(_CLEAN.glob("*.txt"))]
    return found


def text_of(rng: Random) -> str:
    """Return random pieces, or clean text, misread, with bytes lost, or by a rule."""
    kind = rng.randrange(5)
    if kind == 0:
        return random_text(rng, rng.randint(1, _LONGEST))
    text = _clean(rng)
    if kind == 1:
        return text
    if kind == 2:
        return rng.choice(lossy_readings(text) or [text])
    if kind == 3:
        return rng.choice(textrepair.RULES).inflict(text, rng)
    data = text.encode(rng.choice(_WRITTEN_IN), "ignore")
    return data.decode(rng.choice(_MISREAD_IN), "replace")


def bytes_of(rng: Random) -> bytes:
    """Return the bytes of a text in some encoding, in one of four cases with a byte changed."""
    data = bytearray(text_of(rng).encode(rng.choice(_WRITTEN_IN), "ignore"))
    if data and rng.randrange(4) == 0:
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _fix(rng: Random) -> Any:
    text = text_of(rng)
    return text, textrepair.fix(text)


def _repair(rng: Random) -> Any:
    text, unsafe = text_of(rng), rng.random() < 0.5
    repair = textrepair.repair(text, unsafe=unsafe)
    return text, [repr(told) for told in (repair.text, *repair.edits, *repair.findings)]


def _decode(rng: Random) -> Any:
    data = bytes_of(rng)
    try:
        return repr(data), repr(textrepair.decode(data))
    except textrepair.TextRepairError as error:
        return repr(data), repr(error)


HARNESSES: Final[dict[str, Callable[[Random], Any]]] = {
    "fix": _fix,
    "repair": _repair,
    "decode": _decode,
}


def _work() -> None:
    """Answer each seed on the standard input with a line of what comes of it."""
    sys.stdout.write(f"{json.dumps(textrepair.compiled)}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        for name, seed in json.loads(line):
            try:
                told = HARNESSES[name](Random(seed))
            except Exception as error:
                told = ["raised", repr(error)]
            sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


class Worker:
    """A process with or without the kernels."""

    def __init__(self, *, pure: bool) -> None:
        environment = {key: v for key, v in os.environ.items() if key != "TEXTREPAIR_PURE"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fuzz.compiled", "--worker"],
            cwd=_ROOT,
            env=environment | ({"TEXTREPAIR_PURE": "1"} if pure else {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.is_compiled = json.loads(self._answer())

    def _answer(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a process ended by itself: {self._process.wait()}")
        return line

    def ask(self, batch: list[tuple[str, int]]) -> None:
        """Give it harnesses with their seeds."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(batch) + "\n")
        self._process.stdin.flush()

    def answers(self, count: int) -> list[Any]:
        """Return what came of as many seeds."""
        return [json.loads(self._answer()) for _ in range(count)]

    def end(self) -> None:
        """End the process."""
        self._process.communicate()


def compare(seeds: list[tuple[str, int]], workers: tuple[Worker, Worker]) -> list[str]:
    """Return what differs between two processes, told with harness and seed."""
    for worker in workers:
        worker.ask(seeds)
    both = [worker.answers(len(seeds)) for worker in workers]
    return [
        f"{name}, seed {seed}:\n  compiled {json.dumps(one)}\n  pure     {json.dumps(other)}"
        for (name, seed), one, other in zip(seeds, *both, strict=True)
        if one != other
    ]


def main() -> int:
    """Compare for as long as asked, or one seed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", choices=list(HARNESSES), default=list(HARNESSES))
    parser.add_argument("--replay", type=int, default=None, help="a seed that was told")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _work()
        return 0
    workers = Worker(pure=False), Worker(pure=True)
    if not workers[0].is_compiled:
        sys.stdout.write("no kernels are compiled: `nox -s kernels` compiles them\n")
        return 2
    number, compared, found = options.seed << 40, 0, 0
    end = time.monotonic() + 60 * options.minutes
    while not compared or (options.replay is None and time.monotonic() < end):
        if options.replay is not None:
            batch = [(name, options.replay) for name in options.only]
        else:
            batch = [(options.only[n % len(options.only)], number + n) for n in range(_BATCH)]
        number += _BATCH
        for told in compare(batch, workers):
            found += 1
            sys.stdout.write(f"FOUND {told}\n")
            sys.stdout.flush()
        compared += len(batch)
    for worker in workers:
        worker.end()
    sys.stdout.write(f"{compared} compared, {found} differ\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
