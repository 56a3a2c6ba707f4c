"""What happens to a language that nobody knows: python -m tools.leave_one_out CORPUS_DIR.

For each language with text in CORPUS_DIR/train the models are made without it: its lane and the
pooled lane of its script are taken out of the packs, and its word lists out of the packs
SCRIPT.any.  Then clean lines of its text run through `textrepair.fix`.  At most one line in 2,000
may change, for every language; languages of which more change are marked.  Beside that stands how
much mojibake of these lines (UTF-8 read as Windows-1252) is repaired.

Chinese, Japanese and Korean keep their models: without them there are none of their scripts.
"""

import argparse
import lzma
import multiprocessing
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.language_training.any_language import build_any_language

import textrepair
from textrepair.language import model_files as packs
from textrepair.language.alphabet_model import ANY
from textrepair.language.languages import LANGUAGES_OF
from textrepair.language.model_files import read_sections
from textrepair.language.scripts import ALPHABETS, symbol
from textrepair.pack_files import join_sections

#: One changed line in so many may be.
ONE_IN = 2000
#: Lines read of a language, and how long they may be in code points.
LONGEST = 300
#: Languages that go by several codes: all word lists of a set are left out together.
SAME = (
    {"kmr", "ku"}, {"tl", "fil"}, {"nb", "no", "nn"}, {"ms", "zsm", "id"}, {"fa", "prs"},
    {"gn", "gug"}, {"fuc", "ff", "fuf"}, {"hmn", "mww", "hnj"}, {"sr-latn", "sr", "hr", "bs"},
    {"shi", "zgh"}, {"rm-sursilv", "rm-vallader", "rm"}, {"hsb", "dsb"}, {"om", "gaz"},
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """What became of the lines of a language: how many there were, and the first that changed."""

    language: str
    lines: int
    changed: int
    example: str
    garbled: int
    repaired: int


def main() -> None:
    """Read the command line and print a row for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, default=2000, help="lines of each language")
    parser.add_argument("--garbled", type=int, default=40, help="lines that are garbled")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="languages")
    options = parser.parse_args()
    names = sorted(
        path.name.partition(".")[0] for path in (options.corpus / "train").glob("*.txt*")
    )
    wanted = [name for name in names if not options.only or name in options.only]
    work = [(options.corpus, name, options.limit, options.garbled) for name in wanted]
    build_any_language(options.corpus, ALPHABETS[-1])  # reads all lists, once for all languages
    fork = multiprocessing.get_context("fork")
    with fork.Pool(options.jobs, maxtasksperchild=1) as pool:
        results = list(pool.imap(_measured, work))
    for result in sorted(results, key=lambda r: (-r.changed / max(r.lines, 1), r.language)):
        _print(result)
    print(f"{sum(r.lines for r in results)} lines, {sum(r.changed for r in results)} changed")


def _print(result: Result) -> None:
    mark = "!" if result.changed * ONE_IN > result.lines else " "
    garbled = f"{result.repaired}/{result.garbled}" if result.garbled else "-"
    counts = f"{result.lines:6} {result.changed:4} {garbled:>7}"
    print(f"{mark}{result.language:12} {counts} {result.example}")


def _measured(work: tuple[Path, str, int, int]) -> Result:
    """Run the lines of a language through textrepair with models that do not know it."""
    corpus, language, limit, most_garbled = work
    text = lines_of(corpus, language, limit)
    with tempfile.TemporaryDirectory() as folder:
        write_packs(corpus, language, "".join(text[:100]), Path(folder))
        packs._DATA = folder  # in this process only, which ends with the language
        fixed = [(line, textrepair.fix(line)) for line in text]
        garbled = list(_garbled(text, most_garbled))
        repaired = sum(textrepair.fix(bad) == line for line, bad in garbled)
    changed = [f"{line} => {after}" for line, after in fixed if line != after]
    example = changed[0] if changed else ""
    return Result(language, len(text), len(changed), example, len(garbled), repaired)


def lines_of(corpus: Path, language: str, limit: int) -> list[str]:
    """Return lines of a language, in an order that is random but fixed."""
    path = next((corpus / "train").glob(f"{language}.txt*"))
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode().split("\n")
    lines = [line for line in text if line and len(line) <= LONGEST]
    random.Random(language).shuffle(lines)
    return lines[:limit]


def _garbled(lines: list[str], most: int) -> Iterator[tuple[str, str]]:
    """Yield lines, and what Windows-1252 makes of their UTF-8, as browsers read it."""
    dirty = [line for line in lines if not line.isascii()]
    for line in dirty[:most]:
        bad = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in line.encode()
        )
        yield line, bad


def write_packs(corpus: Path, language: str, sample: str, folder: Path) -> None:
    """Write the packs of all scripts to a folder, those of the language's script without it."""
    for path in Path(packs._DATA).glob("*.pack"):
        folder.joinpath(path.name).symlink_to(path)
    without = {language}.union(*(codes for codes in SAME if language in codes))
    for script in {symbol(char).script for char in sample}.intersection(ALPHABETS):
        anywhere = build_any_language(corpus, script, without)
        _replace(folder / f"{script}.any.pack", anywhere)
        _replace(folder / f"{script}.pack", _without_lane(script, language))


def _replace(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def _without_lane(script: str, language: str) -> bytes:
    """Return a pack in which a language, and the pooled lane if it was in it, were never seen.

    The pooled lane of a script of one language stays: else there were no lane at all.
    """
    lanes = (*LANGUAGES_OF[script], ANY)
    dead = (
        [lanes.index(lane) for lane in (language, ANY) if lane in lanes] if len(lanes) > 2 else []
    )
    if language not in lanes:
        dead = []
    sections = read_sections(script)
    for first in range(1, len(sections), 3):
        not_seen = 255 if first == 1 else 0
        sections[first + 1] = _blanked(sections[first + 1], len(lanes), dead, not_seen)
        sections[first + 2] = _blanked(sections[first + 2], len(lanes), dead, 0)
    return join_sections(sections)


def _blanked(table: bytes, width: int, dead: list[int], value: int) -> bytes:
    rows = bytearray(table)
    for lane in dead:
        rows[lane::width] = bytes([value]) * len(range(lane, len(rows), width))
    return bytes(rows)


if __name__ == "__main__":
    main()
