"""Texts to measure with: clean and garbled, new in every round, as documents and as one string.

The lines are those of a folder of ``LANGUAGE.txt.xz`` or ``LANGUAGE.txt``, one sentence a line;
where there is none they are made of the clean fixtures, clause by clause in another order each
time.  No line is used twice: repeated text flatters tools that remember.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

FIXTURES: Final = Path(__file__).parents[1] / "fixtures" / "clean"
#: So many times as much clean text is measured, for it goes through so much faster.
_CLEAN: Final = 10
#: Code points of a clean document.
_DOCUMENT: Final = 500
_MIXED: Final = (
    *("en", "fr", "de", "es", "pt", "it", "pl", "cs", "tr", "vi"),
    *("ru", "uk", "el", "ar", "he", "hi", "th", "zh-hans", "ja", "ko"),
)
_WESTERN: Final = ("fr", "de", "es", "pl")
#: One word in so many is garbled in text that is mostly clean.
_SPARSE: Final = 50
_CLAUSE: Final = re.compile(r"[^ ,.;:，。、；：！？]+[ ,.;:，。、；：！？]*")

Lines = Callable[[str], Iterator[str]]
#: Makes of a clean line the line to measure with; None where that cannot be.
Damage = Callable[[str], str | None]


@dataclass(frozen=True)
class Workload:
    """Text of one kind: of which languages, and what happened to it.

    ``unit`` tells what a document is: some lines of clean text, or one garbled line.
    ``peers_repair`` tells whether ftfy and plsfix undo such damage at all.
    """

    name: str
    languages: tuple[str, ...]
    damage: Damage = str
    is_clean: bool = False
    peers_repair: bool = True
    #: What makes one string of lines.
    joined: Callable[[Sequence[str]], str] = "\n".join


def read_as(written_in: str, codec: str, errors: str = "strict") -> Damage:
    """Return what reads the bytes of a line in a wrong encoding; None where that loses bytes.

    A character or two may be left out at the end, so that a character of two bytes ends there.
    """

    def damage(line: str) -> str | None:
        for kept in (line, line[:-1], line[:-2]):
            try:
                return kept.encode(written_in).decode(codec, errors)
            except UnicodeError:
                continue
        return None

    return damage


def as_windows_1252(line: str) -> str:
    """Read the UTF-8 of a line as browsers read Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in line.encode())


def one_word(line: str) -> str:
    """Garble one word in fifty, of those that are not ASCII: the same words of the same line."""
    rng = random.Random(line)
    words = line.split(" ")
    return " ".join(
        as_windows_1252(word) if not word.isascii() and rng.random() < _SPARSE / 1000 else word
        for word in words
    )


def as_json(line: str) -> str:
    """Return a row of JSON that holds a line, in which words may be garbled."""
    return json.dumps(
        {"id": len(line), "text": one_word(line), "tags": ["é", "x"]}, ensure_ascii=False
    )


def one_document(rows: Sequence[str]) -> str:
    """Return one JSON document, on one line, of some rows."""
    return f"[{', '.join(rows)}]"


WORKLOADS: Final = (
    Workload("clean ASCII", ("en",), lambda line: line if line.isascii() else None, is_clean=True),
    Workload("clean French and German", ("fr", "de"), is_clean=True),
    Workload("clean Chinese", ("zh-hans",), is_clean=True),
    Workload("clean text in 20 languages", _MIXED, is_clean=True),
    Workload("UTF-8 as Windows-1252", _WESTERN, as_windows_1252),
    Workload("one word in fifty garbled", _WESTERN, one_word),
    Workload("rows of JSON, one word in fifty", _WESTERN, as_json, joined=one_document),
    Workload("UTF-8 as Windows-1251", ("ru",), read_as("utf-8", "cp1251")),
    Workload("UTF-8 as GBK", ("zh-hans",), read_as("utf-8", "gb18030")),
    Workload(
        "UTF-8 as GBK, bytes lost",
        ("zh-hans",),
        read_as("utf-8", "gbk", "replace"),
        peers_repair=False,
    ),
    Workload("KOI8-R as Windows-1251", ("ru",), read_as("koi8-r", "cp1251"), peers_repair=False),
    Workload("Windows-1251 as Latin-1", ("ru",), read_as("cp1251", "latin-1"), peers_repair=False),
    Workload("GBK as Latin-1", ("zh-hans",), read_as("gbk", "latin-1"), peers_repair=False),
    Workload("EUC-KR as Latin-1", ("ko",), read_as("euc-kr", "latin-1"), peers_repair=False),
)


def lines_in(folder: Path) -> Lines:
    """Return what yields the lines of a language from a folder of corpora."""

    def lines(language: str) -> Iterator[str]:
        for path in (folder / f"{language}.txt.xz", folder / f"{language}.txt"):
            if path.exists():
                data = path.read_bytes()
                text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
                yield from (line for line in text.split("\n") if 10 < len(line) < 300)

    return lines


def lines_of_fixtures(seed: int) -> Lines:
    """Return what makes lines of a language without end, of the clauses of the fixtures."""

    def lines(language: str) -> Iterator[str]:
        rng = random.Random(f"{seed} {language}")
        path = FIXTURES / f"{language}.txt"
        clauses = _CLAUSE.findall(path.read_text(encoding="utf-8").replace("\n", " "))
        while len(clauses) > 1:
            yield "".join(rng.choices(clauses, k=min(12, len(clauses)))).strip()

    return lines


def documents(workload: Workload, lines: Lines, size: int, skipped: int) -> tuple[list[str], int]:
    """Return documents of about ``size`` bytes of UTF-8, and how many lines were used so far.

    ``skipped`` lines of each language were used before; clean text is ten times as much.
    """
    sources = [islice(lines(language), skipped, None) for language in workload.languages]
    made: list[str] = []
    current: list[str] = []
    total = taken = 0
    size *= _CLEAN if workload.is_clean else 1
    while total < size:
        row = [line for source in sources if (line := next(source, None)) is not None]
        if not row:
            break
        taken += 1
        current += [garbled for line in row if (garbled := workload.damage(line)) is not None]
        if not workload.is_clean or sum(map(len, current)) >= _DOCUMENT:
            made += [" ".join(current)] if workload.is_clean else current
            total += sum(len(line.encode("utf-8", "surrogatepass")) for line in current)
            current = []
    return made, skipped + taken
