"""Throughput of textrepair and its peers, on the clean fixtures: python -m benchmarks.throughput.

All tools run in turn in one process on the same text, so that the ratios hold whatever the
machine: CPU time, median of some rounds.  In brackets: how many times as long as textrepair
a tool takes.  The words are few and come again and again, which favours tools that remember.
"""

import argparse
import gc
import importlib
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import textrepair

Fixer = Callable[[str], object]

CLEAN = Path(__file__).parents[1] / "fixtures" / "clean"
DOCUMENT = 500
#: Clean text by name: the languages of which its lines are.
TEXTS = {
    "clean ASCII": ("en",),
    "clean Latin": ("fr", "de", "es", "pt", "pl", "cs", "hu", "tr"),
    "clean Cyrillic, Greek": ("ru", "uk", "bg", "sr", "el"),
    "clean Chinese, Japanese": ("zh-hans", "zh-hant", "ja"),
}
WESTERN = ("fr", "de", "es")


def lines_of(languages: Sequence[str]) -> list[str]:
    """Read the lines of the fixtures of some languages."""
    return [
        line
        for language in languages
        for line in (CLEAN / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    ]


def mojibake(line: str) -> str:
    """Read the UTF-8 of a line as browsers read Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in line.encode())


def documents(lines: Sequence[str], size: int) -> list[str]:
    """Join lines, their words in another order each time, to documents of about 500 characters."""
    rng = random.Random(0)
    made: list[str] = []
    current: list[str] = []
    total = turn = 0
    while total < size:
        words = lines[turn % len(lines)].split(" ")
        rng.shuffle(words)
        current.append(" ".join(words))
        turn += 1
        if sum(map(len, current)) >= DOCUMENT:
            made.append(" ".join(current))
            total += len(made[-1])
            current = []
    return made


def texts(size: int) -> dict[str, list[str]]:
    """Return the documents to run over, each kind also as one long string."""
    lines = {name: lines_of(languages) for name, languages in TEXTS.items()}
    lines["clean ASCII"] = [
        line.encode("ascii", "ignore").decode() for line in lines["clean ASCII"]
    ]
    lines["cp1252 mojibake"] = [mojibake(line) for line in lines_of(WESTERN)]
    small = {name: documents(each, size) for name, each in lines.items()}
    return small | {f"{name}, one string": ["\n".join(each)] for name, each in small.items()}


def tools() -> dict[str, Fixer]:
    """Return what is compared; a peer that is not installed is left out."""
    found: dict[str, Fixer] = {"textrepair": textrepair.fix}
    for module, function in (
        ("ftfy", "fix_text"),
        ("ftfy", "fix_encoding"),
        ("plsfix", "fix_text"),
    ):
        try:
            found[f"{module}.{function}"] = getattr(importlib.import_module(module), function)
        except ImportError:
            print(f"{module} is not installed")
    return found


def seconds(fixer: Fixer, items: Sequence[str]) -> float:
    """Return the CPU time of running a tool over all items."""
    gc.collect()
    start = time.process_time()
    for item in items:
        fixer(item)
    return max(time.process_time() - start, 1e-7)


def main(size: int, rounds: int) -> None:
    """Measure, and print megacharacters per second, and ratios of textrepair to the peers."""
    fixers = tools()
    print(f"{'M characters/s':36}" + "".join(f"{name:>19}" for name in fixers))
    for name, items in texts(size).items():
        spent: dict[str, list[float]] = {tool: [] for tool in fixers}
        for _ in range(rounds):
            for tool, fixer in fixers.items():
                spent[tool].append(seconds(fixer, items))
        ours = statistics.median(spent["textrepair"])
        total = sum(map(len, items)) / 1e6
        cells = []
        for times in spent.values():
            median = statistics.median(times)
            cells.append(f"{total / median:10.2f} ({median / ours:5.1f}x)")
        print(f"{name:36}" + "".join(f"{cell:>19}" for cell in cells))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=300_000, help="characters of each text")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    main(options.size, options.rounds)
