"""Words by themselves, as file names and menus have them: python -m benchmarks.short_words WORDS.

WORDS holds lists of words by language, one word first on each line, as ja.subtitles.txt.xz.  Words
of two to six characters are written in an encoding and read as Windows-1252, as browsers do, and
repaired by ``fix``.  Printed are the shares of the words that came back, that became something
else, that were left with a finding, and that were left without a word.
"""

from __future__ import annotations

import argparse
import lzma
from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

import textrepair

#: The lists, and the encodings that their languages are written in.
_LISTS: Final = (
    ("ja.subtitles", ("cp932", "euc_jp", "utf-8")),
    ("ko.subtitles", ("cp949", "utf-8")),
    ("zh-hans.subtitles", ("gbk", "utf-8")),
    ("zh-hans.thuocl", ("gbk",)),
    ("zh-hant.subtitles", ("big5", "utf-8")),
    ("ru.subtitles", ("cp1251", "koi8_r", "utf-8")),
    ("el.subtitles", ("cp1253", "utf-8")),
    ("he.subtitles", ("cp1255", "utf-8")),
    ("ar.subtitles", ("cp1256", "utf-8")),
    ("th.subtitles", ("cp874", "utf-8")),
)
SHORTEST, LONGEST = 2, 6
#: The words are drawn from the most frequent ones.
_FREQUENT: Final = 20_000


def words_of(path: Path, count: int) -> list[str]:
    """Return frequent words of a list that are letters beyond ASCII, drawn with a fixed seed."""
    lines = lzma.decompress(path.read_bytes()).decode().splitlines()[:_FREQUENT]
    words = [line.split()[0] for line in lines if line.strip()]
    kept = [w for w in words if SHORTEST <= len(w) <= LONGEST and min(w) > "\x7f" and w.isalpha()]
    return Random(15).sample(kept, min(count, len(kept)))


def shown(word: str, encoding: str) -> str | None:
    """Return what a browser that takes a word for Windows-1252 shows; None if it is not written."""
    try:
        data = word.encode(encoding)
    except UnicodeEncodeError:
        return None
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)


def outcome(word: str, garbled: str) -> str:
    """Return what became of a garbled word."""
    repair = textrepair.repair(garbled)
    if repair.text == word:
        return "exact"
    if repair.text != garbled:
        return "wrong"
    return "said" if repair.findings else "silent"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0])
    parser.add_argument("words", type=Path)
    parser.add_argument("--count", type=int, default=400, help="words of each list")
    options = parser.parse_args()
    print(f"{'words':20}{'encoding':10}{'n':>5}{'exact':>8}{'wrong':>8}{'said':>8}{'silent':>8}")
    for name, encodings in _LISTS:
        path = options.words / f"{name}.txt.xz"
        for encoding in encodings if path.exists() else ():
            pairs = [(word, shown(word, encoding)) for word in words_of(path, options.count)]
            counts = Counter(outcome(word, garbled) for word, garbled in pairs if garbled)
            total = counts.total()
            shares = "".join(
                f"{100 * counts[kind] / max(total, 1):8.1f}"
                for kind in ("exact", "wrong", "said", "silent")
            )
            print(f"{name:20}{encoding:10}{total:5}{shares}", flush=True)


if __name__ == "__main__":
    main()
