"""Reading the training text: LANG.txt or LANG.txt.xz, one sentence or paragraph a line."""

import lzma
from collections.abc import Iterator
from pathlib import Path

#: Every so manieth line is held back, to measure what is typical.
HELD_BACK = 25


def _read(path: Path) -> str:
    for candidate in (path, path.with_name(path.name + ".xz")):
        if candidate.exists():
            data = candidate.read_bytes()
            return (lzma.decompress(data) if candidate.suffix == ".xz" else data).decode()
    return ""


def lines(corpus: Path, language: str, *, held_back: bool = False) -> list[str]:
    """Return the training lines of a language, or those held back from training."""
    text = _read(corpus / "train" / f"{language}.txt")
    return [
        line
        for number, line in enumerate(text.splitlines())
        if line and (number % HELD_BACK == HELD_BACK - 1) is held_back
    ]


def words(corpus: Path, name: str) -> Iterator[tuple[str, int]]:
    """Yield the words of a list (words/NAME.txt) with their counts; nothing if there is none."""
    for line in _read(corpus / "words" / f"{name}.txt").splitlines():
        fields = line.split("\t") if "\t" in line else line.split(" ")
        if len(fields) > 1 and fields[1].isdigit():
            yield fields[0], int(fields[1])
