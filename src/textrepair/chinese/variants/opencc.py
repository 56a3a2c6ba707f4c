"""Conversions between Chinese variants by OpenCC.

The variants are simplified Chinese, traditional Chinese, and its standards in Taiwan and Hong Kong.
The dictionaries are those of the package ``opencc-python-reimplemented``, read on first use.  If
OpenCC's own package (in C++, also imported as ``opencc``) is installed instead, it converts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ...edits import same_ends
from ...errors import OptionError
from .phrases import Dictionary, Stage, compile_stage


@dataclass(frozen=True, slots=True)
class Conversion:
    """A conversion and OpenCC's name for it, such as ``s2t`` or ``tw2s``."""

    name: str
    convert: Callable[[str], str]


@cache
def conversion(name: str) -> Conversion:
    """Return the conversion with one of OpenCC's names; load its dictionaries.

    Raises OptionError if no package of OpenCC is installed.

    >>> conversion("s2t").convert("头发，出发")
    '頭髮，出發'
    """
    folder = dictionary_folder()
    if folder is None:
        import opencc

        return Conversion(name, opencc.OpenCC(name).convert)
    chain = stages(folder, name)

    def convert(text: str) -> str:
        for stage in chain:
            text = stage.convert(text)
        return text

    return Conversion(name, convert)


def differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end (code points) and new text of each place where two texts differ.

    Texts of different lengths, which only OpenCC's own package can give, differ in one place: all
    between their common beginning and their common end.

    >>> list(differences("abcd", "aXYd")), list(differences("abcd", "aXd"))
    ([(1, 3, 'XY')], [(1, 3, 'X')])
    """
    if before == after:
        return
    if len(before) != len(after):
        left, right = same_ends(before, after)
        yield left, len(before) - right, after[left : len(after) - right]
        return
    at = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    start = end = at[0]
    for i in at:
        if i > end:
            yield start, end, after[start:end]
            start = i
        end = i + 1
    yield start, end, after[start:end]


@cache
def dictionary_folder() -> Path | None:
    """Return the folder of the package that holds its dictionaries as text.

    None if OpenCC's own package is installed, whose dictionaries are compiled.  Raises OptionError
    if no package of OpenCC is installed.
    """
    from importlib.util import find_spec

    spec = find_spec("opencc")
    if spec is None or spec.origin is None:
        raise OptionError(
            "converting Chinese needs OpenCC; pip install opencc-python-reimplemented"
        )
    folder = Path(spec.origin).parent
    return folder if (folder / "dictionary" / "STPhrases.txt").exists() else None


def stages(folder: Path, name: str) -> tuple[Stage, ...]:
    """Compile the stages that the configuration of a conversion lists."""
    settings = json.loads((folder / "config" / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(
        _stage(tuple(_files(link["dict"], folder / "dictionary")))
        for link in settings["conversion_chain"]
    )


def _files(entry: dict[str, Any], folder: Path) -> Iterator[Path]:
    if entry["type"] == "group":
        for part in entry["dicts"]:
            yield from _files(part, folder)
    else:
        yield folder / entry["file"]


@cache
def _stage(files: tuple[Path, ...]) -> Stage:
    *phrases, characters = (read_dictionary(file) for file in files)
    return compile_stage(phrases[0] if phrases else {}, characters)


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictionary, and keep the first, which is the usual, conversion of each entry.

    A line of the file is an entry, a tab, and the conversions with spaces between them.
    """
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {entry: values.split(" ")[0] for entry, values in lines}
