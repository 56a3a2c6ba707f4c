"""How good and how fast the language models are: python -m benchmarks.language CORPUS [PART...].

CORPUS holds LANG.txt or LANG.txt.xz, text the models were not trained on. Parts: ranking,
discrimination, restoration, speed (all of them if none is named).
"""

import argparse
import lzma
import random
import re
import time
import timeit
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from textrepair.language import LANGUAGES, Arc, best_path, bits, naturalness, ranking

#: Lines of each language that are measured.
SAMPLE = 150
#: A clean reading wins if the garbled one costs so many bits more.
MARGIN_BITS = 8.0
#: Languages, true code page, code page wrongly read.
CONFUSIONS = (
    ("ru bg", "cp1251", "koi8-r"),
    ("ru uk", "koi8-r", "cp1251"),
    ("ru", "cp1251", "cp866"),
    ("ru", "cp866", "cp1251"),
    ("ru", "cp1251", "mac-cyrillic"),
    ("hu", "cp1250", "latin-1"),
    ("pl cs sl hr ro", "cp1250", "cp1252"),
    ("pl cs sk", "iso8859-2", "cp1252"),
    ("tr az", "cp1254", "cp1252"),
    ("lt lv et", "cp1257", "cp1252"),
    ("fr de es pt", "cp1252", "cp1250"),
    ("fr de sv", "cp1252", "cp850"),
    ("fr de sv", "cp850", "cp1252"),
    ("el", "cp1253", "cp1252"),
    ("he", "cp1255", "cp1252"),
    ("ar fa", "cp1256", "cp1252"),
    ("ar", "cp1256", "cp1251"),
    ("zh-hans zh-hant ja ko", "utf-8", "gb18030"),
    ("zh-hans ja", "gb18030", "big5hkscs"),
    ("ja", "cp932", "gb18030"),
    ("ko", "cp949", "gb18030"),
    ("zh-hant", "big5", "gb18030"),
    ("fr de ru", "utf-8", "cp1252"),
)


def read_lines(corpus: Path, code: str) -> list[str]:
    """Return an even sample of the lines of a language."""
    path = corpus / f"{code}.txt.xz"
    data = lzma.decompress(path.read_bytes()) if path.exists() else b""
    if not data and (corpus / f"{code}.txt").exists():
        data = (corpus / f"{code}.txt").read_bytes()
    lines = data.decode().splitlines()
    return lines[:: max(1, len(lines) // SAMPLE)][:SAMPLE]


def clauses(lines: list[str]) -> Iterator[str]:
    """Yield clauses of 6 to 20 characters."""
    for line in lines:
        for clause in re.split(r"[,;:.!?，。、；：！？]\s*", line):
            if 6 <= len(clause) <= 20:
                yield clause
                break


def named(text: str) -> str:
    """Return the language that comes first."""
    ranked = ranking(text)
    return ranked[0][0] if ranked else ""


def measure_ranking(corpus: Path) -> None:
    """Print how often the language is named rightly, and how excess is spread on clean text."""
    rows: list[tuple[str, list[float]]] = []
    for code in LANGUAGES:
        lines = read_lines(corpus, code)
        if not lines:
            continue
        found = [naturalness(line) for line in lines]
        excess = sorted(n.excess for n in found)
        numbers = [
            sum(named(line) == code for line in lines) / len(lines),
            sum(named(line[:20]) == code for line in lines) / len(lines),
            sum(n.bits for n in found) / sum(n.characters for n in found),
            excess[int(0.99 * len(excess))],
            excess[-1],
        ]
        rows.append((code, numbers))
    rows.sort(key=lambda row: row[1])
    means = [sum(column) / len(rows) for column in zip(*(row[1] for row in rows), strict=True)]
    print("language  lines right  20 characters right  bits/char  excess 99%  highest")
    for code, numbers in [*rows, ("mean", means)]:
        print(f"{code:8}", *(f"{number:8.3f}" for number in numbers))


def garble(text: str, true: str, read: str) -> str | None:
    """Return text written in one encoding and read in another, None if that cannot be."""
    try:
        data = text.encode(true)
    except UnicodeEncodeError:
        return None
    garbled = data.decode(read, "replace")
    return None if garbled == text else garbled


def wins(pieces: list[str], true: str, read: str) -> tuple[int, int, int]:
    """Return how many clean pieces win by the margin, lose, and are there."""
    won = lost = asked = 0
    for piece in pieces:
        garbled = garble(piece, true, read)
        if garbled is None:
            continue
        asked += 1
        margin = bits(garbled) - bits(piece)
        won += margin >= MARGIN_BITS
        lost += margin <= 0
    return won, lost, asked


def measure_discrimination(corpus: Path) -> None:
    """Print how often clean text is told from the same text misread."""
    print("confusion: won by 8 bits, lost, of; the same for clauses")
    for codes, true, read in CONFUSIONS:
        for code in codes.split():
            lines = read_lines(corpus, code)
            line, clause = wins(lines, true, read), wins(list(clauses(lines)), true, read)
            shares = [f"{w / max(n, 1):6.3f} {lost:3d} {n:4d}" for w, lost, n in (line, clause)]
            print(f"{code:8} {true:10} as {read:12} {shares[0]}   {shares[1]}")


def measure_false_alarms(corpus: Path) -> None:
    """Print how often clean text looks better when it is misread."""
    pairs = sorted({(read, true) for _, true, read in CONFUSIONS})
    alarms = asked = 0
    for code in LANGUAGES:
        for line in read_lines(corpus, code)[::3]:
            for read, true in pairs:
                try:
                    other = line.encode(read).decode(true)
                except UnicodeError:
                    continue
                if other == line:
                    continue
                asked += 1
                if bits(line) - bits(other) >= MARGIN_BITS:
                    alarms += 1
                    if alarms <= 20:
                        print(f"  {code} {read} as {true}: {line[:60]!r} -> {other[:60]!r}")
    print(f"clean text that looks better misread, by 8 bits: {alarms} of {asked}")


def candidates(character: str, lost: int) -> list[str]:
    """Return what a character can be of whose UTF-8 form byte `lost` is unknown."""
    data = character.encode()
    found = []
    for value in range(0x80, 0xC0) if lost else range(0xC2, 0xF0):
        try:
            text = (data[:lost] + bytes([value]) + data[lost + 1 :]).decode()
        except UnicodeDecodeError:
            continue
        if len(text) == 1 and unicodedata.category(text) not in {"Cn", "Co", "Cc"}:
            found.append(text)
    return found


def restore(line: str, code: str, share: float, pick: Callable[[int], int]) -> tuple[int, int, int]:
    """Lose a byte of some characters; return how many were lost, restored, and candidates."""
    chance = random.Random(line)
    lattice = []
    lost = []
    for place, character in enumerate(line):
        size = len(character.encode())
        options = [character]
        if size > 1 and chance.random() < share:
            options = candidates(character, pick(size))
            lost.append(place)
        lattice.append([Arc(place + 1, option) for option in options])
    reading = best_path(lattice, code)
    assert reading is not None
    right = sum(reading.text[place] == line[place] for place in lost)
    return len(lost), right, sum(len(lattice[place]) for place in lost)


def measure_restoration(corpus: Path) -> None:
    """Print how many characters that lost a byte are read rightly."""
    print("byte lost: restored (mean number of candidates)")
    for code, share in (("zh-hans", 0.15), ("zh-hant", 0.15), ("ja", 0.15), ("ko", 0.15),
                        ("ru", 0.15), ("fr", 1.0)):  # fmt: skip
        lines = [line for line in read_lines(corpus, code) if len(line) > 9]
        found = []
        for name, pick in (("last", lambda n: n - 1), ("middle", lambda n: 1)):
            sums = [restore(line, code, share, pick) for line in lines]
            lost, right, options = (sum(column) for column in zip(*sums, strict=True))
            found.append(f"{name} {right / lost:.4f} ({options / lost:.0f})")
        print(f"{code:8}", "  ".join(found))


def measure_speed(corpus: Path) -> None:
    """Print nanoseconds a character, cold and warm."""
    reference = min(timeit.repeat("sum(range(1000))", number=1000, repeat=5)) * 1e3
    print(f"(for comparison, sum(range(1000)) takes {reference:.1f} us here)")
    print("language: first use in ms, ns a character of new text, of the same text again")
    for code in ("en", "ru", "zh-hans", "ja", "ko", "th"):
        lines = read_lines(corpus, code)
        start = time.process_time()
        naturalness(lines[0])
        first = time.process_time() - start
        size = sum(map(len, lines[1:]))
        times = []
        for _ in range(2):
            start = time.process_time()
            for line in lines[1:]:
                naturalness(line)
            times.append((time.process_time() - start) / size * 1e9)
        print(f"{code:8} {first * 1e3:6.1f} {times[0]:8.0f} {times[1]:8.0f}")


def main() -> None:
    """Run the parts asked for."""
    parts = {
        "speed": measure_speed,
        "ranking": measure_ranking,
        "discrimination": measure_discrimination,
        "alarms": measure_false_alarms,
        "restoration": measure_restoration,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("parts", nargs="*", choices=[*parts, []], default=list(parts))
    options = parser.parse_args()
    for part in options.parts:
        start = time.process_time()
        parts[part](options.corpus)
        print(f"({part}: {time.process_time() - start:.0f} s)\n")


if __name__ == "__main__":
    main()
