"""Conversions between Chinese variants by OpenCC.

The variants are simplified Chinese, traditional Chinese, and its standards in Taiwan and Hong Kong.
The dictionaries are those of the package ``opencc-python-reimplemented``, read on first use; the
segmentation is our own, see `phrases`.  If OpenCC's own package (in C++, also imported as
``opencc``) is installed beside it, its newer dictionaries say how each phrase is converted; if it
is installed instead, it converts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ...edits import same_ends
from ...errors import OptionError
from .phrases import Dictionary, Stage, compile_stage

#: The dictionary of phrases of the conversions from simplified Chinese.
_FROM_SIMPLIFIED: Final = "STPhrases.txt"

#: Surnames that stay as they are while their character is mostly converted, and forms of address.
_NAMES: Final = "于余范郁姜沈谷涂游云岳朴"
_TITLES: Final = (
    *("先生", "小姐", "女士", "太太"),
    *("老师", "教授", "医生", "博士", "同学", "师傅"),
)


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
    if files[0].name != _FROM_SIMPLIFIED:
        return compile_stage(phrases[0] if phrases else {}, characters)
    from .usage import usage_counts

    with_names = _newest(phrases[0]) | _names(characters)
    return compile_stage(with_names, characters, border_words(), usage_counts().log_odds)


def _names(characters: Dictionary) -> dict[str, str]:
    """Return phrases of a surname with 姓 or a form of address; the surname stays as it is."""
    titles = {title: "".join(characters.get(c, c) for c in title) for title in _TITLES}
    addressed = {f"{name}{title}": f"{name}{titles[title]}" for name in _NAMES for title in titles}
    return addressed | {f"姓{name}": f"姓{name}" for name in _NAMES}


@cache
def border_words() -> frozenset[str]:
    """Load common words that begin or end where a phrase of OpenCC may wrongly be seen.

    >>> {"一下子", "包括"} <= border_words()
    True
    """
    path = Path(__file__).parents[1] / "data" / "border_words.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[0] != "#" for word in line.split(" "))


def _newest(phrases: Dictionary) -> dict[str, str]:
    """Return phrases from simplified Chinese as OpenCC's own package converts each, if it can."""
    import opencc

    if not hasattr(opencc, "CONFIGS"):  # opencc-python-reimplemented, which has no such name
        return dict(phrases)
    entries = list(phrases)
    values = opencc.OpenCC("s2t").convert("\n".join(entries)).split("\n")
    return {
        entry: value if len(value) == len(entry) else phrases[entry]
        for entry, value in zip(entries, values, strict=True)
    }


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictionary, and keep the first, which is the usual, conversion of each entry.

    A line of the file is an entry, a tab, and the conversions with spaces between them.
    """
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {entry: values.split(" ")[0] for entry, values in lines}
