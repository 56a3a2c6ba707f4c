"""Accuracy of textrepair beside ftfy: python -m benchmarks.accuracy CORPUS [--lines N] [--write].

CORPUS is a folder of clean text, ``LANG.txt.xz``, one sentence a line, that no model was made of.
Each line is written in one encoding and read in another, and then repaired on its own.  What comes
out is the line as it was, or something else, or the garbled line untouched.  ``textrepair.fix`` is
compared with ``ftfy.fix_encoding``, which leaves style alone as textrepair does.

``--write`` puts the table into docs/accuracy.md, and a plot beside it (needs matplotlib).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from math import ceil, floor
from pathlib import Path
from typing import Any, Final

import ftfy

from textrepair import fix

from .texts import Damage, Lines, as_windows_1252, lines_in

DOCS: Final = Path(__file__).parents[1] / "docs"
PLOT: Final = DOCS / "images" / "accuracy.png"
#: Tools with the colours of their bars, which people tell apart who see few colours.
COLOURS: Final = {"textrepair": "#00574b", "ftfy": "#7b6ba8"}
TOOLS: Final[Mapping[str, Callable[[str], str]]] = {"textrepair": fix, "ftfy": ftfy.fix_encoding}
_WESTERN: Final = ("fr", "de", "es", "pt", "it", "nl", "sv", "da")
_CENTRAL: Final = ("pl", "cs", "sk", "hu", "ro", "sl")
_ALL: Final = (
    *("en", *_WESTERN, *_CENTRAL, "tr", "vi", "ru", "uk", "bg", "el", "he", "ar", "hi", "th"),
    *("zh-hans", "zh-hant", "ja", "ko"),
)


@dataclass(frozen=True)
class Kind:
    """What happened to lines of some languages, or to a part of each.

    ``ftfy_undoes`` tells whether ftfy says that it undoes such damage.
    """

    name: str
    languages: tuple[str, ...]
    damage: Damage
    ftfy_undoes: bool = True
    part: Callable[[str], str] = str


def read_as(written_in: str, codec: str) -> Damage:
    """Return what reads the bytes of a line in a wrong encoding; None where that loses any."""

    def damage(line: str) -> str | None:
        try:
            return line.encode(written_in).decode(codec)
        except UnicodeError:
            return None

    return damage


def _with_marks(line: str) -> str | None:
    """Read UTF-8 as Windows-1252 and put U+FFFD for the bytes that it lacks; None if none is."""
    made = line.encode().decode("cp1252", "replace")
    return made if "\ufffd" in made else None


def _in_gbk_with_question_marks(line: str) -> str | None:
    made = line.encode().decode("gbk", "replace")
    return made.replace("\ufffd", "?") if "\ufffd" in made else None


def _word(line: str) -> str:
    """Return the longest word of a line."""
    return max(re.findall(r"[^\W\d_]+", line), key=len, default="")


def _twice(line: str) -> str:
    return as_windows_1252(as_windows_1252(line))


KINDS: Final = (
    Kind("clean text, 24 languages", _ALL, str),
    Kind("UTF-8 as Windows-1252, 24 languages", _ALL, as_windows_1252),
    Kind("UTF-8 as Windows-1252, twice", _ALL, _twice),
    Kind("UTF-8 as Mac Roman", _WESTERN, read_as("utf-8", "mac-roman")),
    Kind("UTF-8 as code page 437", _WESTERN, read_as("utf-8", "cp437")),
    Kind("UTF-8 as Windows-1250", _CENTRAL, read_as("utf-8", "cp1250")),
    Kind("UTF-8 as Windows-1251", ("ru", "uk", "bg"), read_as("utf-8", "cp1251")),
    Kind("UTF-8 as GB18030", ("zh-hans", "zh-hant", "ja"), read_as("utf-8", "gb18030"), False),
    Kind("UTF-8 as Windows-1252, bytes lost to �", (*_CENTRAL, "ru", "vi"), _with_marks),
    Kind("UTF-8 as GBK, bytes lost to ?", ("zh-hans",), _in_gbk_with_question_marks, False),
    Kind("Windows-1251 as Windows-1252", ("ru", "uk", "bg"), read_as("cp1251", "cp1252"), False),
    Kind("KOI8-R as Windows-1251", ("ru",), read_as("koi8-r", "cp1251"), False),
    Kind("Windows-1253 as Windows-1252", ("el",), read_as("cp1253", "cp1252"), False),
    Kind("Windows-1255 as Windows-1252", ("he",), read_as("cp1255", "cp1252"), False),
    Kind("GBK as Latin-1", ("zh-hans",), read_as("gbk", "latin-1"), False),
    Kind("Big5 as Latin-1", ("zh-hant",), read_as("big5", "latin-1"), False),
    Kind("EUC-JP as Latin-1", ("ja",), read_as("euc-jp", "latin-1"), False),
    Kind("EUC-KR as Latin-1", ("ko",), read_as("euc-kr", "latin-1"), False),
    Kind("one word, UTF-8 as Windows-1252", _ALL, as_windows_1252, part=_word),
    Kind(
        "one word, Windows-1251 as Windows-1252",
        ("ru", "uk", "bg"),
        read_as("cp1251", "cp1252"),
        ftfy_undoes=False,
        part=_word,
    ),
)


@dataclass(frozen=True)
class Shares:
    """Lines that a tool restored, wholly or in part, and that it changed otherwise, in percent."""

    exact: float
    part: float
    wrong: float


def samples(kind: Kind, lines: Lines, count: int) -> Iterator[tuple[str, str]]:
    """Yield lines of each language of a kind: garbled, and as they were."""
    is_clean = kind.damage is str
    for language in kind.languages:
        pairs = ((kind.damage(part), part) for line in lines(language) if (part := kind.part(line)))
        # A line that the damage leaves alone is no damage; one that does not fit is passed over.
        fit = ((bad, line) for bad, line in pairs if bad is not None and (is_clean or bad != line))
        yield from islice(fit, count)


def measure(kind: Kind, lines: Lines, count: int) -> tuple[int, dict[str, Shares]]:
    """Return how many lines of a kind there were, and what each tool made of them."""
    texts = list(samples(kind, lines, count))
    found: dict[str, Shares] = {}
    for tool, function in TOOLS.items():
        counts: Counter[str] = Counter()
        for garbled, line in texts:
            counts[_outcome(line, garbled, function(garbled))] += 1
        names = ("exact", "part", "wrong")
        found[tool] = Shares(*(100 * counts[name] / len(texts) for name in names))
    return len(texts), found


#: What a decoder or an encoder writes for what it cannot read or write.
_MARK: Final = re.compile("[\ufffd?]")


def _outcome(line: str, garbled: str, made: str) -> str:
    if made == line:
        return "exact"
    if made == garbled:
        return "left"
    # In part: each place that is not what it was still shows a mark of what is lost.
    places = SequenceMatcher(None, made, line, autojunk=False).get_opcodes()
    left = [made[start:end] for kind, start, end, _, _ in places if kind != "equal"]
    return "part" if all(_MARK.search(each) for each in left) else "wrong"


_PAGE: Final = """<!-- Generated by `nox -s bench -- accuracy CORPUS --write`; do not edit. -->

# Accuracy

Each line of text was garbled in one way and repaired by itself; neither its language nor what had
happened to it was told. *Exact*: the line is again what it was, to the last character. *In part*:
what was changed is right, and a `�` or `?` still marks each place that is not. *Wrong*: something
was changed to what it was not. The rest was left as it was found. The lines are held back from all
training (see [language models](language-models.md)); up to {count} of each language. ftfy {version}
stands beside it for comparison, by its function `fix_encoding`.

![Share of lines restored exactly, by kind of damage]({plot})

| damage | lines | textrepair: exact | in part | wrong | ftfy: exact | in part | wrong |
|---|--:|--:|--:|--:|--:|--:|--:|
{rows}

For *clean text*, exact means that it was left alone. *One word*: the longest of each line, without
the line. ¹ ftfy does not say that it undoes this; where it is wrong there, it has mostly read
control characters among the damage as Windows-1252. Shares of exact lines are rounded down, of
wrong ones up, so that 100 and 0 are exact.

How sure an answer is, and whether it is right as often as it says, is told in
[from bytes to text](decoding.md); how fast all this is, in [performance](performance.md).
"""


def page(measured: Mapping[Kind, tuple[int, Mapping[str, Shares]]], count: int) -> str:
    """Return docs/accuracy.md."""
    rows = []
    for kind, (total, shares) in measured.items():
        figures = (
            f"{_floor(s.exact):g} | {s.part:.3g} | {ceil(10 * s.wrong) / 10:g}"
            for s in shares.values()
        )
        mark = "" if kind.ftfy_undoes else " ¹"
        rows.append(f"| {kind.name}{mark} | {total} | {' | '.join(figures)} |")
    plot = PLOT.relative_to(DOCS).as_posix()
    return _PAGE.format(count=count, version=ftfy.__version__, plot=plot, rows="\n".join(rows))


def _floor(share: float) -> float:
    """Cut a share to one digit behind the point, so that 100 is all."""
    return floor(10 * share) / 10


def draw(measured: Mapping[Kind, tuple[int, Mapping[str, Shares]]], path: Path) -> None:
    """Draw the shares of each tool by kind: exact in full colour, wrong hatched behind it."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    kinds = list(measured)[::-1]
    height = 0.84 / len(TOOLS)
    figure, axes = plt.subplots(figsize=(8, 0.42 * len(kinds) + 1.2), layout="constrained")
    for number, tool in enumerate(TOOLS):
        places = [place + 0.42 - (number + 0.5) * height for place in range(len(kinds))]
        shares = [measured[kind][1][tool] for kind in kinds]
        exact, part = [s.exact for s in shares], [s.part for s in shares]
        axes.barh(places, exact, height, color=COLOURS[tool], label=f"{tool}: exact")
        style: dict[str, Any] = {"left": exact, "color": COLOURS[tool], "alpha": 0.4}
        axes.barh(places, part, height, label="in part", **style)
        style = {"left": [s.exact + s.part for s in shares], "hatch": "////", "fill": False}
        style |= {"edgecolor": COLOURS[tool], "linewidth": 0.6}
        axes.barh(places, [s.wrong for s in shares], height, label="wrong", **style)
        for place, share in zip(places, shares, strict=True):
            said = f"{_floor(share.exact):g}"
            end = share.exact + share.part + share.wrong
            axes.text(end + 0.8, place, said, va="center", fontsize=7)
    axes.set_yticks(range(len(kinds)), [kind.name for kind in kinds])
    axes.set_xlabel("lines in percent; the figure is the share restored exactly")
    axes.set_xlim(0, 106)
    axes.margins(y=0.01)
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside upper center", ncols=3 * len(TOOLS), frameon=False)
    figure.savefig(path, dpi=120)
    plt.close(figure)


def main() -> None:
    """Measure, print, and write the page if that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lines", type=int, default=100, help="lines of each language")
    parser.add_argument("--write", action="store_true", help="make docs/accuracy.md")
    given = parser.parse_args()
    lines = lines_in(given.corpus)
    measured = {}
    for kind in KINDS:
        measured[kind] = total, shares = measure(kind, lines, given.lines)
        said = ", ".join(f"{t} {s.exact:.1f} / {s.wrong:.1f}" for t, s in shares.items())
        print(f"{kind.name} ({total}): {said}", flush=True)
    if given.write:
        draw(measured, PLOT)
        (DOCS / "accuracy.md").write_text(page(measured, given.lines), "utf-8")


if __name__ == "__main__":
    main()
