"""How well each kind of damage to East Asian text is undone: python -m tools.measure_east_asian.

``CORPUS_DIR`` holds clean text, ``LANG.txt.xz``. Lines of 6 to 300 characters are damaged by the
simulator of each channel and given to ``textrepair.repair``, with ``unsafe`` where bytes were lost.
Of the lines that the damage changed the table tells:

- ``exact``: the line is what it was; with ``unsafe`` where bytes were lost.
- ``marks``: exact, or so but for marks that stand for a swallowed letter or digit of ASCII, of
  which no byte is left.
- ``safe``: the line is what it was by safe edits alone.
- ``said``: it is not, and a finding says so; for lines that lost bytes the three last shares and
  ``safe`` are the whole.  What ``marks`` lacks of 100 is what the models guessed wrong.
- ``silent``: safe edits left another line, and no finding says that anything is left to doubt.
- ``unsaid``: nothing was changed by safe edits, and no finding says that there is damage.

``--show N`` prints the first N lines of each kind that were not repaired.
"""

from __future__ import annotations

import argparse
import lzma
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final
from unicodedata import normalize

import textrepair
from textrepair.chinese.glosses.simulate import CUTS, MORE_CUTS, glossary, splice_glosses
from textrepair.encodings import (
    UTF8_OR_WESTERN,
    codec_of,
    decode_as_vendors,
    read_and_stripped,
    undefined_bytes,
    without_unseen,
)
from textrepair.mojibake.channels import Channel, misread
from textrepair.recovery import ErrorPolicy, decode_losing
from textrepair.rules.encoding import lost_escapes

#: Lengths of the lines, in code points; of names of files without their extension; of clauses.
SHORTEST: Final = 6
LONGEST: Final = 300
NAME_LENGTH: Final = 10
MOST_OF_CLAUSE: Final = 30

Damage = Callable[[str, Random], str | None]


@dataclass(frozen=True)
class Kind:
    """One kind of damage: its name, languages, simulator; whether bytes are lost, or it is a name.

    ``is_short`` takes clauses, as comments and messages of programs are.

    The simulator returns None where the damage cannot happen to a text.
    """

    name: str
    languages: tuple[str, ...]
    damage: Damage
    is_lossy: bool = False
    is_name: bool = False
    is_short: bool = False


def _as_vendors(true: str, seen: str) -> Damage:
    def damage(text: str, _rng: Random) -> str | None:
        return decode_as_vendors(text.encode(codec_of(true)), seen)

    return damage


def _losing(seen: str, policy: ErrorPolicy, mark: str, *, as_windows: bool = False) -> Damage:
    def damage(text: str, _rng: Random) -> str | None:
        garbled, lost = decode_losing(text.encode(), seen, policy, mark, as_windows=as_windows)
        return garbled if lost else None

    return damage


def _stripped(seen: str) -> Damage:
    def damage(text: str, _rng: Random) -> str | None:
        shown, stripped = read_and_stripped(text.encode(), seen) or ("", 0)
        return shown if stripped else None

    return damage


def _stripped_and_losing(seen: str, mark: str) -> Damage:
    def damage(text: str, _rng: Random) -> str | None:
        garbled, _ = decode_losing(text.encode(), seen, _ANY_TRAIL, mark, as_windows=True)
        shown = without_unseen(garbled, seen)
        return shown if shown != garbled and mark in shown else None

    return damage


def _holes_dropped(seen: str) -> Damage:
    def damage(text: str, _rng: Random) -> str | None:
        data = text.encode()
        kept = bytes(byte for byte in data if byte not in undefined_bytes(seen))
        return kept.decode(seen) if kept != data else None

    return damage


def _through(true: str, seen: str) -> Damage:
    def damage(text: str, _rng: Random) -> str | None:
        return misread(text, Channel(true, seen, 0.0))

    return damage


def _spliced(*, broken: bool, strips_private: bool = False) -> Damage:
    def damage(text: str, rng: Random) -> str | None:
        text.encode("gbk")
        glosses = glossary(text, rng)
        cuts = CUTS + rng.choice(("", MORE_CUTS))
        euros = rng.random() < 0.5
        garbled = splice_glosses(
            text, glosses, cuts, shows_euros=euros, strips_private=strips_private
        )
        glossed = text.translate({ord(char): f"{char}({said})" for char, said in glosses})
        return garbled if (garbled != glossed) == broken else None

    return damage


def _glossed(opening: str, closing: str, *, capitals: bool = False) -> Damage:
    """Return a converter without bytes that writes these brackets, and capitals."""

    def damage(text: str, rng: Random) -> str | None:
        said = {
            char: reading.upper() if capitals else reading for char, reading in glossary(text, rng)
        }
        return text.translate({ord(c): f"{c}{opening}{r}{closing}" for c, r in said.items()})

    return damage


def _tagged(text: str, rng: Random) -> str | None:
    text.encode("gbk")
    inner = text.rstrip("。！") + rng.choice(("。”", "！”", "。」"))
    return splice_glosses(f"<p>{inner}</p>", glossary(text, rng), CUTS + MORE_CUTS)


def _half_width(seen: str) -> Damage:
    """Return a reader of katakana in one byte a letter; lines hold nothing else beyond ASCII."""

    def damage(text: str, _rng: Random) -> str | None:
        if not _HALF_WIDTH.fullmatch(text):
            return None
        return decode_as_vendors(text.encode("cp932"), seen)

    return damage


def half_width_lines(text: str) -> Iterator[str]:
    """Yield a line of one to three katakana words of a text, and now and then an amount, for each.

    >>> list(half_width_lines("テレビとガスのサービス"))
    ['ﾃﾚﾋﾞ ｻｰﾋﾞｽ 50,000']
    """
    rng = Random(1)
    words = _KATAKANA.findall(text)
    for word in words:
        others = rng.choices(words, k=rng.randrange(3))
        line = " ".join([word, *others]).translate(_TO_HALF_WIDTH)
        yield line + rng.choice(("", " 50,000", " 1-2-3"))


_KATAKANA: Final = re.compile("[ァ-ヴー]{3,}")
_HALF_WIDTH: Final = re.compile("[ -~ｦ-ﾟ]*[ｦ-ﾝ]{4}[ -~ｦ-ﾟ]*")
#: Each katakana with its half-width form, with a voice mark behind it where it has one.
_TO_HALF_WIDTH: Final = {
    ord(normalize("NFKC", half + mark)): half + mark
    for half in map(chr, range(0xFF66, 0xFF9E))
    for mark in ("", "ﾞ", "ﾟ")
    if len(normalize("NFKC", half + mark)) == 1
}
_ANY_TRAIL: Final = ErrorPolicy.LEAD_AND_ANY_TRAIL
_KINDS_OF_NAMES: Final = (
    ("gbk", "zh-hans"),
    ("big5", "zh-hant"),
    ("cp932", "ja"),
    ("cp949", "ko"),
    ("cp866", "ru"),
)
KINDS: Final[tuple[Kind, ...]] = (
    *(
        Kind(f"1 utf-8 as Windows {seen}", languages, _as_vendors("utf-8", seen))
        for seen, languages in (
            ("gbk", ("zh-hans", "zh-hant", "ja", "ko")),
            ("cp932", ("ja",)),
            ("cp949", ("ko",)),
        )
    ),
    *(
        Kind(name, languages, damage, is_lossy=True)
        for name, languages, damage in (
            (
                "2 ? swallowed, Windows 936",
                ("zh-hans", "zh-hant", "ja"),
                _losing("gbk", _ANY_TRAIL, "?", as_windows=True),
            ),
            (
                "2 ? for one byte, gbk",
                ("zh-hans", "zh-hant", "ja"),
                _losing("gbk", ErrorPolicy.ONE_BYTE, "?"),
            ),
            (
                "2 ? for any pair, gbk",
                ("zh-hans", "zh-hant", "ja"),
                _losing("gbk", _ANY_TRAIL, "?"),
            ),
            (
                "3 ・ of Windows 932",
                ("ja", "zh-hans"),
                _losing("cp932", _ANY_TRAIL, "・", as_windows=True),
            ),
            (
                "3 ・ for one byte, cp932",
                ("ja", "zh-hans"),
                _losing("cp932", ErrorPolicy.ONE_BYTE, "・"),
            ),
            ("3 ・ for any pair, cp932", ("ja", "zh-hans"), _losing("cp932", _ANY_TRAIL, "・")),
        )
    ),
    *(
        Kind(f"5 mixed, {true}", (language,), _through(true, UTF8_OR_WESTERN))
        for true, language in (
            ("gbk", "zh-hans"),
            ("cp949", "ko"),
            ("big5", "zh-hant"),
            ("euc-jp", "ja"),
            ("cp1251", "ru"),
        )
    ),
    *(
        Kind(f"6 utf-8 as {seen}", ("ko",), _as_vendors("utf-8", seen))
        for seen in ("cp1253", "cp874", "cp1252")
    ),
    Kind("7 glosses", ("zh-hant",), _spliced(broken=False)),
    Kind("7 glosses, fullwidth brackets", ("zh-hant",), _glossed("（", "）")),
    Kind("7 glosses, capitals", ("zh-hant",), _glossed("(", ")", capitals=True)),
    Kind("7 glosses, broken", ("zh-hant",), _spliced(broken=True), is_lossy=True),
    Kind(
        "7 glosses, broken, stripped",
        ("zh-hant",),
        _spliced(broken=True, strips_private=True),
        is_lossy=True,
    ),
    Kind("7 glosses before tags", ("zh-hant",), _tagged, is_lossy=True),
    *(
        Kind(f"8 name, {true} as {seen}", (language,), _through(true, seen), is_name=True)
        for true, language in _KINDS_OF_NAMES
        for seen in ("cp437", "cp850")
    ),
    *(
        Kind(f"10 half-width katakana, {seen}", ("ja",), _half_width(seen))
        for seen in ("cp1252", "iso8859-5", "cp1251", "cp866", "mac_roman")
    ),
    Kind("9 ISO-2022-JP without ESC", ("ja",), lost_escapes.inflict),
    *(
        Kind(f"E unseen stripped, {seen}", langs, _stripped(seen), is_lossy=True, is_short=True)
        for seen, langs in (("gbk", ("zh-hans", "zh-hant")), ("cp932", ("ja",)))
    ),
    *(
        Kind(
            f"E unseen stripped, and {mark}, {seen}", langs, _stripped_and_losing(seen, mark), True
        )
        for seen, langs, mark in (("gbk", ("zh-hans", "zh-hant"), "?"), ("cp932", ("ja",), "・"))
    ),
    *(
        Kind(
            f"G holes of {seen} dropped", langs, _holes_dropped(seen), is_lossy=True, is_short=True
        )
        for seen, langs in (("cp1252", ("ru", "uk", "bg", "ko", "ja")), ("cp1251", ("ru",)))
    ),
)


def lines_of(corpus: Path, language: str, kind: Kind) -> Iterator[str]:
    """Yield the lines of a language in a fixed order, or names of files made of them."""
    text = lzma.decompress((corpus / f"{language}.txt.xz").read_bytes()).decode()
    if kind.name.startswith("10"):
        yield from (line for line in half_width_lines(text) if SHORTEST <= len(line) <= LONGEST)
        return
    fit = [line.strip() for line in text.splitlines() if SHORTEST <= len(line.strip()) <= LONGEST]
    Random(1).shuffle(fit)
    for line in fit:
        if kind.is_short:
            yield from _clauses(line)
        else:
            yield f"{line[:NAME_LENGTH].strip()}.txt" if kind.is_name else line


def _clauses(line: str) -> Iterator[str]:
    """Yield the clauses of a line that are as long as a comment, between blanks and quotes."""
    for number, clause in enumerate(re.split("[，。；：！？、,;:!?.]+", line)):
        if SHORTEST <= len(clause := clause.strip()) <= MOST_OF_CLAUSE:
            yield ("// {}", '"{}",', "{}", "{}...")[number % 4].format(clause)


def _is_exact_but_marks(text: str, truth: str) -> bool:
    """Tell whether a text is exact but for ``?`` in place of letters and digits of ASCII."""
    return len(text) == len(truth) and all(
        one == two or (one == "?" and two.isascii() and two.isalnum())
        for one, two in zip(text, truth, strict=True)
    )


def measure(kind: Kind, corpus: Path, language: str, most: int, show: int) -> str:
    """Return the row of a kind in a language, and print lines that were not repaired."""
    n = exact = marks = safe = said = silent = unsaid = 0
    started = time.process_time()
    for number, line in enumerate(lines_of(corpus, language, kind)):
        if n == most:
            break
        try:
            garbled = kind.damage(line, Random(number))
        except UnicodeError:
            continue
        truth = f"<p>{line.rstrip('。！')}" if garbled and garbled.startswith("<p>") else line
        if garbled is None or garbled == line:
            continue
        n += 1
        found = textrepair.repair(garbled)
        best = textrepair.repair(garbled, unsafe=True).text if kind.is_lossy else found.text
        is_exact = best.startswith(truth) if truth != line else best == truth
        exact += is_exact
        marks += is_exact or _is_exact_but_marks(best, truth)
        is_safe = found.text.startswith(truth) if truth != line else found.text == truth
        safe += is_safe
        is_silent = not is_safe and found.text != garbled and not found.findings
        silent += is_silent
        said += not is_safe and bool(found.findings)
        unsaid += found.text == garbled and not found.findings
        if (not is_exact or is_silent) and show > 0:
            show -= 1
            print(f"  want {truth}\n  of   {garbled}\n  got  {best}\n  safe {found.text}\n")
    used = time.process_time() - started
    shares = [
        f"{100 * count / max(n, 1):6.1f}" for count in (exact, marks, safe, said, silent, unsaid)
    ]
    return f"{kind.name:30} {language:8} {n:4} {' '.join(shares)} {1000 * used / max(n, 1):7.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, metavar="CORPUS_DIR")
    parser.add_argument("--lines", type=int, default=100, help="lines of each kind and language")
    parser.add_argument("--kinds", nargs="*", default=[], help="beginnings of names of kinds")
    parser.add_argument("--show", type=int, default=0, help="lines shown that were not repaired")
    args = parser.parse_args()
    print(f"{'kind':30} {'language':8}    n  exact  marks   safe   said silent unsaid ms/line")
    for kind in KINDS:
        if args.kinds and not kind.name.startswith(tuple(args.kinds)):
            continue
        for language in kind.languages:
            print(measure(kind, args.corpus, language, args.lines, args.show), flush=True)


if __name__ == "__main__":
    main()
