"""How much Chinese, Japanese and Korean damage comes back, kind by kind, line by line.

    python -m benchmarks.east_asian_damage CORPUS [LINES] [KIND ...]

CORPUS holds texts by language, as zh-hans.txt or zh-hans.txt.xz.  For each kind the clean lines
(6 to 300 characters) are damaged as the programs that do so damage them, and repaired by ``fix``
and by ``repair(unsafe=True)``.  Printed are the lines that came back exactly, those that ``fix``
changed to something else without a finding (they must be none), and the lines that could be
damaged.
"""

from __future__ import annotations

import lzma
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import textrepair
from textrepair.chinese.glosses.simulate import CUTS, MORE_CUTS, glossary, splice_glosses
from textrepair.encodings import decode_utf8_or_western

Damage = Callable[[str], str | None]

LINES = 60
SHORTEST, LONGEST = 6, 300
#: Longest name of a file, in code points.
LONGEST_NAME = 16


def lines_of(corpus: Path, language: str, count: int) -> list[str]:
    """Return lines of a language that are of the lengths in question, drawn with a fixed seed."""
    packed = corpus / f"{language}.txt.xz"
    if packed.exists():
        text = lzma.decompress(packed.read_bytes()).decode()
    else:
        text = (corpus / f"{language}.txt").read_text(encoding="utf-8")
    lines = [
        line
        for line in text.splitlines()
        if SHORTEST <= len(line) <= LONGEST and not line.isascii() and line == line.strip()
    ]
    return Random(15).sample(lines, min(count, len(lines)))


def _exact(written_in: str, read: Callable[[bytes], str]) -> Damage:
    """Return the damage of a reader that loses nothing; None where it would."""

    def damage(text: str) -> str | None:
        try:
            return read(text.encode(written_in))
        except UnicodeError:
            return None

    return damage


def _cp936(data: bytes) -> str:
    """Read as Windows code page 936, in which the byte 80 is the euro sign."""
    pieces, position = [], 0
    while position < len(data):
        size = 1 if data[position] <= 0x80 else 2
        unit = data[position : position + size]
        pieces.append("€" if unit == b"\x80" else unit.decode("gbk"))
        position += size
    return "".join(pieces)


def eating(
    codec: str, mark: str, first: int = 0x81, *, hide_80: bool = False
) -> Callable[[bytes], str]:
    """Return a reader of double-byte text that writes one mark for a pair that it lacks.

    ``hide_80`` tells whether U+0080, which Windows makes of 80, is lost to view as well.
    """

    def read(data: bytes) -> str:
        pieces, position = [], 0
        while position < len(data):
            byte = data[position]
            if byte < 0x80:
                pieces.append(chr(byte))
                position += 1
                continue
            try:
                char = data[position : position + 1].decode(codec)
                pieces.append("" if hide_80 and char == "\x80" else char)
                position += 1
            except UnicodeDecodeError:
                try:
                    pieces.append(data[position : position + 2].decode(codec))
                except UnicodeDecodeError:
                    pieces.append(mark)
                position += 2 if byte >= first else 1
        return "".join(pieces)

    return read


def _page(name: str, holes: str = "") -> Callable[[bytes], str]:
    """Return a reader of a single-byte page, its holes read as another page has them."""

    def one(byte: bytes) -> str:
        for codec in (name, holes or "latin-1", "latin-1"):
            try:
                return byte.decode(codec)
            except UnicodeDecodeError:
                continue
        raise AssertionError(byte)

    return lambda data: "".join([one(data[at : at + 1]) for at in range(len(data))])


def _name(written_in: str, page: str) -> Damage:
    read = _exact(written_in, lambda data: data.decode(page))

    def damage(text: str) -> str | None:
        garbled = read(text)
        return None if garbled is None or garbled.isascii() else garbled

    return damage


def _without_escapes(text: str) -> str | None:
    try:
        return text.encode("iso2022_jp").decode("ascii").replace("\x1b", "")
    except UnicodeError:
        return None


def _without_tildes(text: str) -> str | None:
    try:
        return text.encode("hz").decode("ascii").replace("~{", "{").replace("~}", "}")
    except UnicodeError:
        return None


def _glossed(*, strips: bool) -> Damage:
    """Return the damage of a converter that glosses bytes; a tag follows each line."""

    def damage(text: str) -> str | None:
        text += "</p>"
        try:
            text.encode("gbk")
        except UnicodeEncodeError:
            return None
        glosses = glossary(text, Random(len(text)))
        cuts = CUTS + MORE_CUTS
        garbled = splice_glosses(text, glosses, cuts, shows_euros=True, strips_private=strips)
        # Only what taking out glosses alone does not restore: ?, then bytes out of step.
        return garbled if "?" in garbled.replace("?</p>", "") else None

    return damage


_CHINESE = ("zh-hans", "zh-hant")
KINDS: dict[str, list[tuple[str, str, Damage]]] = {
    "1": [
        (f"{language} UTF-8 as cp936 with €", language, _exact("utf-8", _cp936))
        for language in (*_CHINESE, "ja", "ko")
    ],
    "2": [
        (f"{language} UTF-8 as GBK, ? eats", language, _exact("utf-8", eating("gbk", "?")))
        for language in _CHINESE
    ],
    "3": [
        ("ja UTF-8 as cp932, ・ eats", "ja", _exact("utf-8", eating("cp932", "・"))),
        (
            "ja the same, U+0080 stripped",
            "ja",
            _exact("utf-8", eating("cp932", "・", hide_80=True)),
        ),
    ],
    "5": [
        (f"{language} {page} as UTF-8 or cp1252", language, _exact(page, decode_utf8_or_western))
        for language, page in (
            ("zh-hans", "gbk"),
            ("ko", "cp949"),
            ("ja", "euc-jp"),
            ("zh-hant", "big5"),
            ("ru", "cp1251"),
        )
    ],
    "6": [
        (f"ko UTF-8 as {page}", "ko", _exact("utf-8", _page(page, "cp1252")))
        for page in ("cp1253", "cp874", "cp1252")
    ],
    "7": [
        ("zh-hant glosses by bytes, cuts at ；：", "zh-hant", _glossed(strips=False)),
        ("zh-hant the same, private use stripped", "zh-hant", _glossed(strips=True)),
    ],
    "8": [
        (f"{language} name {written_in} as {page}", language, _name(written_in, page))
        for page in ("cp437", "cp850")
        for language, written_in in (
            ("zh-hans", "gbk"),
            ("zh-hant", "big5"),
            ("ja", "cp932"),
            ("ko", "cp949"),
            ("ru", "cp866"),
        )
    ],
    "9": [
        ("ja ISO-2022-JP without ESC", "ja", _without_escapes),
        ("zh-hans HZ without tildes", "zh-hans", _without_tildes),
    ],
}


def _pieces(lines: list[str], kind: str) -> Iterator[str]:
    """Yield the clean texts of a kind: names for 8, clauses for 1 (few lines survive), or lines."""
    if kind == "8":
        yield from _names_in(lines)
    elif kind == "1":
        clauses = (clause for line in lines for clause in re.split("[，。、！？：；,.?!]", line))
        yield from (clause for clause in clauses if len(clause) >= SHORTEST)
    else:
        yield from lines


def _names_in(lines: list[str]) -> Iterator[str]:
    """Yield names of files as people give them: the first words of lines, with an extension."""
    for line in lines:
        letters = "".join(char for char in line if char.isalnum() or char == " ")
        stem = letters[:LONGEST_NAME].strip()
        if " " in stem and letters[LONGEST_NAME : LONGEST_NAME + 1].strip():
            stem = stem.rsplit(" ", 1)[0]  # no half words
        if len(stem) >= SHORTEST and not stem.isascii():
            yield stem + ".txt"


def measure(corpus: Path, count: int, kinds: list[str]) -> None:
    """Print a row for each damage of each kind."""
    print(f"{'kind':42} {'n':>4} {'fix':>6} {'unsafe':>7} {'silent':>7}  s")
    for kind in kinds:
        for name, language, damage in KINDS[kind]:
            start = time.process_time()
            lines = lines_of(corpus, language, count)
            rows = [
                (line, garbled)
                for line in _pieces(lines, kind)
                if (garbled := damage(line)) is not None and garbled != line
            ]
            exact = unsafe = silent = 0
            for clean, garbled in rows:
                line = clean + ("</p>" if kind == "7" else "")
                repair = textrepair.repair(garbled)
                exact += repair.text == line
                forced = textrepair.repair(garbled, unsafe=True).text
                unsafe += forced == line
                partly = repair.text not in {line, garbled}
                silent += partly and not repair.findings
                if "-v" in sys.argv and forced != line:
                    print("  -", line, "|", garbled, "|", repair.text, "|", forced)
            n = max(1, len(rows))
            print(
                f"{kind + ' ' + name:42} {len(rows):4} {100 * exact / n:6.1f} "
                f"{100 * unsafe / n:7.1f} {silent:7}  {time.process_time() - start:.1f}",
                flush=True,
            )


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "-v"]
    folder = Path(arguments[0])
    wanted = int(arguments[1]) if len(arguments) > 1 else LINES
    measure(folder, wanted, arguments[2:] or list(KINDS))
