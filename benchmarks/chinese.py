"""Chinese conversion beside the package it takes its dictionaries from, and mixtures found.

    python -m benchmarks.chinese CORPUS [WRITERS]

CORPUS holds zh-hans.txt and zh-hant.txt, or the same with .xz.  WRITERS holds more zh-hant text,
which shows how people write (CORPUS, if it is not given).
"""

import lzma
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import opencc

import textrepair
from textrepair.chinese.variants.forms import (
    Occurrence,
    occurrences,
    read_choices,
    simplifying_table,
)
from textrepair.chinese.variants.mixture import convert_one_by_one, mixed_forms
from textrepair.chinese.variants.opencc import conversion, dictionary_folder

NAMES = ("t2s", "s2t", "s2tw", "s2hk", "t2tw", "tw2s")
SIZES = (1, 10, 20, 0)
#: What traditional text has so often in a word is right both ways.
SEEN = 2


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


def whole(texts: dict[str, str]) -> None:
    """Print how fast a whole ``fix`` is."""
    for variant in ("hans", "hant", "tw", "hk"):
        for kind, text in texts.items():
            fix = partial(textrepair.fix, chinese=variant)
            fix(text[:2000])
            print(f"fix {variant:5} {kind:8} {timed(fix, text)[1]:7.1f} MB/s")


def converters() -> dict[str, Callable[[str], str]]:
    """Return converters that know no words."""
    folder = dictionary_folder()
    if folder is None:
        raise SystemExit("needs opencc-python-reimplemented")
    choices = read_choices(folder / "dictionary" / "STCharacters.txt")
    usual = {ord(char): forms[0] for char, forms in choices.items()}
    return {"usual form": lambda text: text.translate(usual), "keeps": convert_one_by_one}


def pieces(text: str, lines: int) -> list[str]:
    """Cut a text into pieces of so many lines, 0 for all."""
    every = text.split("\n")
    step = lines or len(every)
    return ["\n".join(every[at : at + step]) for at in range(0, len(every), step)]


def mixtures(texts: dict[str, str], writers: str) -> None:
    """Print what is found in sound text, and in text converted character by character."""
    for kind, text in texts.items():
        found = {n: sum(len(list(mixed_forms(one))) for one in pieces(text, n)) for n in SIZES}
        print(f"{kind}: places named in pieces of so many lines, 0 for all: {found}")
    for name, convert in converters().items():
        for size in SIZES:
            recall(name, size, convert, texts["zh-hans"], writers)


def recall(
    name: str, size: int, convert: Callable[[str], str], simplified: str, writers: str
) -> None:
    """Print how many places are found in a text converted so, in pieces of so many lines."""
    there = wrong = found = found_wrong = extra = 0
    for piece in pieces(simplified, size):
        mixed, proper = convert(piece), conversion("s2t").convert(piece)
        differ = {at for at, (a, b) in enumerate(zip(mixed, proper, strict=True)) if a != b}
        nobody = {
            one.at
            for one in occurrences(mixed)
            if one.at in differ and not one.is_right and not written_so(mixed, one, writers)
        }
        named = {place.at for place in mixed_forms(mixed)}
        there, found = there + len(differ), found + len(differ & named)
        wrong, found_wrong = wrong + len(nobody), found_wrong + len(nobody & named)
        extra += len(named - differ)
    print(
        f"{name}, {size or 'all'} lines: {there} places, {found / there:.1%} named; "
        f"{wrong} that nobody writes so, {found_wrong / wrong:.1%}; no such place: {extra}"
    )


def written_so(mixed: str, one: Occurrence, traditional: str) -> bool:
    """Tell whether traditional text has this form in this word, or beside the same characters."""
    if one.phrase:
        start = mixed.translate(simplifying_table()).find(
            one.phrase, max(0, one.at - len(one.phrase))
        )
        words = [mixed[start : start + len(one.phrase)]]
    else:
        words = [mixed[one.at - 1 : one.at + 1], mixed[one.at : one.at + 2]]
    return all(traditional.count(word) >= SEEN for word in words)


def main() -> None:
    """Measure."""
    folder = Path(sys.argv[1])
    texts = {kind: read(folder, kind) for kind in ("zh-hans", "zh-hant")}
    speed(texts)
    whole(texts)
    writers = read(Path(sys.argv[2]), "zh-hant") if len(sys.argv) > 2 else texts["zh-hant"]
    mixtures(texts, writers)


if __name__ == "__main__":
    main()
