"""Detection of languages that no model knows: python -m benchmarks.unknown_languages CORPUS.

For each language of the corpora that can be written in Windows-1252 the models are made without
it (``tools.leave_one_out``), and its text in that code page is decoded, 20 to 5,000 bytes at a
time.  Prints the share that is read right by length, and the languages that are read worst.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from tools.language_training.any_language import build_any_language
from tools.leave_one_out import lines_of, write_packs

from textrepair import decode
from textrepair.language import model_files
from textrepair.language.scripts import ALPHABETS

LENGTHS: Final = (20, 50, 100, 200, 500, 1000, 5000)
_LATIN: Final = "latin"
Misread = tuple[int, str, float, str]


def measured(work: tuple[Path, str, int]) -> tuple[str, Counter[int], Counter[int], list[Misread]]:
    """Return the numbers of samples, and of those read right, of a language nobody knows."""
    corpus, language, number = work
    rng = random.Random(language)
    lines = [line for line in lines_of(corpus, language, 6000) if _is_western(line)]
    total: Counter[int] = Counter()
    right: Counter[int] = Counter()
    wrong: list[Misread] = []
    if sum(not line.isascii() for line in lines) < 100:
        return language, total, right, wrong
    with tempfile.TemporaryDirectory() as folder:
        write_packs(corpus, language, "".join(lines[:100]), Path(folder))
        model_files._DATA = folder  # in this process only, which ends with the language
        for length in LENGTHS:
            for _ in range(number):
                data = _sample(lines, length, rng)
                if data.isascii():
                    continue
                total[length] += 1
                read = decode(data)
                is_right = read.text == data.decode("cp1252")
                right[length] += is_right
                if not is_right:
                    wrong.append((length, read.encoding, read.confidence, read.text[:60]))
    return language, total, right, wrong


def _is_western(line: str) -> bool:
    try:
        line.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _sample(lines: list[str], length: int, rng: random.Random) -> bytes:
    """Return text of about a length with something beyond ASCII, in Windows-1252."""
    special = [line for line in lines if not line.isascii()]
    text = rng.choice(special)
    while len(text) < length:
        text += "\n" + rng.choice(lines)
    places = [place for place, char in enumerate(text) if char > "\x7f"]
    start = max(0, rng.choice(places[:5]) - rng.randrange(length))
    return text[start : start + length].encode("cp1252")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="the corpora: train, words")
    parser.add_argument("--number", type=int, default=10, help="samples of a language and length")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="languages")
    options = parser.parse_args()
    names = sorted(p.name.partition(".")[0] for p in (options.corpus / "train").glob("*.txt*"))
    work = [
        (options.corpus, name, options.number)
        for name in names
        if not options.only or name in options.only
    ]
    build_any_language(options.corpus, ALPHABETS[-1])  # reads all lists, once for all languages
    total: Counter[int] = Counter()
    right: Counter[int] = Counter()
    shares: dict[str, float] = defaultdict(float)
    fork = multiprocessing.get_context("fork")
    with fork.Pool(options.jobs, maxtasksperchild=1) as pool:
        for language, there, good, wrong in pool.imap(measured, work):
            total += there
            right += good
            if there:
                shares[language] = sum(good.values()) / sum(there.values())
            for length, encoding, confidence, text in wrong:
                print(f"{language} {length}: {encoding} ({confidence:.2f}) {text!r}")
    for length in LENGTHS:
        share = 100 * right[length] / max(1, total[length])
        print(f"{length} bytes: {share:.1f} % of {total[length]}")
    worst = sorted(shares, key=shares.__getitem__)[:10]
    print(len(shares), "languages;", ", ".join(f"{n} {100 * shares[n]:.0f}" for n in worst))


if __name__ == "__main__":
    main()
