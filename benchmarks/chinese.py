"""Chinese conversion beside the package it takes its dictionaries from, and mixtures found.

    python -m benchmarks.chinese CORPUS

CORPUS holds zh-hans.txt and zh-hant.txt, or the same with .xz.
"""

import lzma
import sys
import time
from collections.abc import Callable
from pathlib import Path

import opencc

from textrepair.chinese.forms import habits, occurrences
from textrepair.chinese.mixture import convert_one_by_one, mixed_places
from textrepair.chinese.variants import conversion

NAMES = ("t2s", "s2t", "s2tw", "s2hk", "t2tw", "tw2s")
#: A form that writers use at least so often where OpenCC has another is right both ways.
BOTH_WAYS = 0.3


def read(folder: Path, name: str) -> str:
    """Read a text of the corpus."""
    packed = folder / f"{name}.txt.xz"
    if packed.exists():
        return lzma.open(packed, "rt", encoding="utf-8").read()
    return (folder / f"{name}.txt").read_text(encoding="utf-8")


def timed(convert: Callable[[str], str], text: str) -> tuple[str, float]:
    """Return the result and the megabytes a second, in CPU time."""
    start = time.process_time()
    result = convert(text)
    return result, len(text.encode()) / 1e6 / (time.process_time() - start)


def speed(texts: dict[str, str]) -> None:
    """Print speed and agreement for each conversion and text."""
    for name in NAMES:
        package = opencc.OpenCC(name)
        ours = conversion(name).convert
        ours("头发，乾隆")
        package.convert("头发，乾隆")
        for kind, text in texts.items():
            mine, fast = timed(ours, text)
            theirs, slow = timed(package.convert, text)
            same = "same" if mine == theirs else "DIFFERENT"
            print(
                f"{name:5} {kind:8} {fast:7.1f} MB/s  package {slow:5.2f} MB/s  "
                f"{fast / slow:5.1f}x  {same}"
            )


def mixtures(texts: dict[str, str]) -> None:
    """Print what is found in sound text, and in text converted character by character."""
    for kind, text in texts.items():
        lines = sum(bool(list(mixed_places(line))) for line in text.split("\n"))
        print(f"{kind}: {len(list(mixed_places(text)))} places in the text, {lines} lines")
    simplified = texts["zh-hans"]
    mixed, proper = convert_one_by_one(simplified), conversion("s2t").convert(simplified)
    places = {at for at, (a, b) in enumerate(zip(mixed, proper, strict=True)) if a != b}
    wrong = {
        one.at
        for one in occurrences(mixed, wrong_only=True)
        if one.at in places and habits().rate(one) <= BOTH_WAYS
    }
    found = {place.at for place in mixed_places(mixed)}
    print(f"converted: {len(places)} places differ, {len(found & places) / len(places):.1%} found")
    print(f"written by nobody so: {len(wrong)}, {len(found & wrong) / len(wrong):.1%} found")
    print(f"named, but no such place: {len(found - places)}")


def main() -> None:
    """Measure."""
    folder = Path(sys.argv[1])
    texts = {kind: read(folder, kind) for kind in ("zh-hans", "zh-hant")}
    speed(texts)
    mixtures(texts)


if __name__ == "__main__":
    main()
