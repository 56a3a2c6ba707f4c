"""Text files of a machine that must be left alone: python -m tools.survey_files FOLDER...

Nearly all files of a machine are undamaged: documentation, catalogues of messages, source code,
licences, dictionaries.  Each file in UTF-8 runs through `textrepair.fix`, and each line of which
it changes is printed, before and after; a person judges them.  Files with other than ASCII text
come first.  Files of equal content count once; of a large file its beginning is read.
"""

import argparse
import multiprocessing
import os
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import blake2b
from pathlib import Path
from typing import Final

import textrepair

#: Bytes read of a file, up to the end of a line.
LONGEST: Final = 200_000
#: Changed lines printed of one file, and the code points of each around the change.
MOST_SHOWN: Final = 3
AROUND: Final = 30
#: Folders that hold no files of their own.
NO_FILES: Final = frozenset({"proc", "sys", "dev", "run"})


def main() -> None:
    """Read the command line, and print the files that change."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--ascii", type=int, default=3000, help="how many files in ASCII")
    parser.add_argument("--most", type=int, default=100_000, help="how many files in all")
    parser.add_argument("--exclude", nargs="*", default=[], help="parts of paths to leave out")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    beyond: list[Path] = []
    ascii_only: list[Path] = []
    for path, is_ascii in text_files(options.folders, options.exclude):
        (ascii_only if is_ascii else beyond).append(path)
    step = max(1, len(ascii_only) // max(options.ascii, 1))
    chosen = (beyond + ascii_only[::step][: options.ascii])[: options.most]
    print(f"{len(beyond)} files with other than ASCII text, {len(ascii_only)} in ASCII")
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        changed = 0
        for path, changes in zip(chosen, pool.imap(changes_of, chosen, 16), strict=True):
            if changes:
                changed += 1
                print(path, len(changes), flush=True)
                for before, after in changes[:MOST_SHOWN]:
                    print(f"    {before!r}\n    {after!r}", flush=True)
    print(f"{len(chosen)} files read, {changed} changed")


def text_files(folders: list[Path], excluded: list[str]) -> Iterator[tuple[Path, bool]]:
    """Yield the files in UTF-8 below some folders, and whether each is ASCII, each content once."""
    seen: set[bytes] = set()
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name not in NO_FILES)
            if any(part in place for part in excluded):
                below.clear()
                continue
            for path in (Path(place, name) for name in sorted(names)):
                data = _beginning(path)
                digest = blake2b(data, digest_size=12).digest()
                if data and digest not in seen and is_text(data):
                    seen.add(digest)
                    yield path, data.isascii()


def is_text(data: bytes) -> bool:
    """Tell whether bytes are text in UTF-8."""
    if b"\0" in data:
        return False
    try:
        data.decode("utf-8")
    except UnicodeError:
        return False
    return True


def changes_of(path: Path) -> list[tuple[str, str]]:
    """Return what `fix` changes in a file: the place before and after, with what is around it."""
    text = _beginning(path).decode("utf-8")
    fixed = textrepair.fix(text)
    if fixed == text:
        return []
    changes = []
    before, after = text.split("\n"), fixed.split("\n")
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            changes.append(_excerpt("\n".join(before[i:j]), "\n".join(after[k:m])))
    return changes


def _excerpt(before: str, after: str) -> tuple[str, str]:
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    first = max(0, start - AROUND)
    return (
        before[first : len(before) - max(0, end - AROUND)],
        after[first : len(after) - max(0, end - AROUND)],
    )


def _alike(one: str, two: str) -> int:
    """Return how many characters two texts begin with that are the same in both."""
    pairs = zip(one, two, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def _beginning(path: Path) -> bytes:
    """Return the beginning of a file, up to the end of a line; nothing if it cannot be read."""
    if path.is_symlink() or not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST)
    except OSError:
        return b""
    return data if len(data) < LONGEST else data[: data.rfind(b"\n") + 1]


if __name__ == "__main__":
    main()
