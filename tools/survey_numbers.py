"""Number findings in sound English files: python -m tools.survey_numbers FOLDER... [--share 1/8].

Nearly all numbers in the documentation of a machine are right, so nearly each finding of a number
rule there is wrong; a person judges them.  Each file that is English by its words, compressed ones
too, runs through the number rules, and each finding is printed with the text around it.  Files of
equal content count once; of a large file its beginning is read.  ``--share`` takes one file of so
many, told by its content, so that two shares have no file in common.
"""

import argparse
import gzip
import lzma
import multiprocessing
import os
import zlib
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

from tools.survey_files import NO_FILES, is_text

from textrepair import Pipeline
from textrepair.numbers.templates.english import is_english

#: Bytes read of a file, after it was decompressed.
LONGEST: Final = 200_000
#: Code points printed on both sides of a finding, and findings printed of one file.
AROUND: Final = 60
MOST_SHOWN: Final = 5
RULES: Final = (
    "refilled-numbers", "number-gap", "malformed-number", "impossible-value",
    "impossible-designation",
)  # fmt: skip
#: Formats that are no text to read, though they are text.
NOT_READ: Final = frozenset(
    (".html", ".htm", ".svg", ".xml", ".json", ".csv", ".po", ".js", ".css")
)

_PIPELINE: Final = Pipeline(select=RULES)


def main() -> None:
    """Read the command line, and print what is found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--share", default="0/1", help="which share of how many, from 0 on")
    parser.add_argument("--most", type=int, default=100_000, help="how many files in all")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    share, shares = map(int, options.share.split("/"))
    read = found = 0
    texts = english_texts(options.folders, share, shares)
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for path, findings in pool.imap(findings_of, texts, 16):
            read += 1
            for rule, message, around in findings[:MOST_SHOWN]:
                found += 1
                print(f"{path}\n    {rule}: {message}\n    {around!r}", flush=True)
            if read >= options.most:
                break
        pool.terminate()
    print(f"{read} English files read, {found} findings")


def english_texts(folders: list[Path], share: int, shares: int) -> Iterator[tuple[Path, str]]:
    """Yield the English files below some folders that belong to a share, each content once."""
    seen: set[bytes] = set()
    for path in _files(folders):
        data = contents(path)
        digest = blake2b(data, digest_size=12).digest()
        if not data or digest in seen or zlib.crc32(data) % shares != share or not is_text(data):
            continue
        seen.add(digest)
        text = data.decode("utf-8")
        if is_english(text):
            yield path, text


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name not in NO_FILES)
            for name in sorted(names):
                if Path(name.removesuffix(".gz")).suffix not in NOT_READ:
                    yield Path(place, name)


def contents(path: Path) -> bytes:
    """Return the beginning of a file, decompressed, up to the end of a line; nothing if unread."""
    try:
        if path.is_symlink() or not path.is_file():
            return b""
        if path.suffix == ".gz":
            with gzip.open(path) as file:
                data = file.read(LONGEST)
        elif path.suffix == ".xz":
            with lzma.open(path) as unpacked:
                data = unpacked.read(LONGEST)
        else:
            with path.open("rb") as plain:
                data = plain.read(LONGEST)
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
        return b""
    return data[: data.rfind(b"\n") + 1] if len(data) == LONGEST else data


def findings_of(job: tuple[Path, str]) -> tuple[Path, list[tuple[str, str, str]]]:
    """Return what the number rules say of a text: rule, message, and the text around."""
    path, text = job
    repair = _PIPELINE.repair(text)
    said = [(found.start, found.end, found.rule, found.message) for found in repair.findings]
    said += [(edit.start, edit.end, edit.rule, edit.message) for edit in repair.edits]
    return path, [
        (
            rule,
            message,
            text[max(0, start - AROUND) : start]
            + "⟦"
            + text[start:end]
            + "⟧"
            + text[end : end + AROUND],
        )
        for start, end, rule, message in sorted(said)
    ]


if __name__ == "__main__":
    main()
