"""Count which forms of characters traditional writers use, and beside what.

    python tools/written_forms.py SIMPLIFIED TRADITIONAL... \\
        > src/textrepair/chinese/data/written_forms.txt

All are text by people who write so (.txt or .txt.xz, UTF-8).  OpenCC's phrases, and simplified
text converted by them, add to what stands beside a form, where writers mostly do as OpenCC says.
"""

from __future__ import annotations

import lzma
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from textrepair.chinese.variants.forms import Occurrence, Tables, occurrences, simplifying, tables
from textrepair.chinese.variants.opencc import conversion, dictionaries, read_dictionary
from textrepair.chinese.variants.usage import SIDES, context, share

HEAD = """\
# Made by tools/written_forms.py: how traditional writers write where OpenCC (s2t) says how.
# phrase, alone: simplified character and OpenCC's form; how often each form is written, where a
#   phrase of OpenCC says so, and elsewhere.
# <, >, <<, >>: simplified character and form; what stands before or after it (in simplified
#   Chinese), one character or two; the digit says how often, as a power of two.
# simplified: what a phrase becomes character by character, and what simplified text writes.
"""

#: What goes wrong one by one, as simplified and as it should be; of others OpenCC's phrases say
#: more than simplified text does.
TELLING = {"干乾", "炼链", "瞭了", "藉借"}

#: From this share on, writers are taken to know better than a phrase of OpenCC.
OFTEN = 0.1

#: Where writers follow OpenCC so often, its phrases count too, and text converted by it.
RELIABLE = 0.9
PHRASE_WEIGHT = 1.0
CONVERTED_WEIGHT = 0.25

#: What stands beside a form is kept if it was seen so often, and changes the odds so much (nats):
#: one character, two.
SEEN = 1.5
TELLS = (1.5, 2.5)

Beside = defaultdict[tuple[str, str], Counter[str]]


@dataclass
class Counts:
    """What was counted; as in `textrepair.chinese.variants.usage.Habits`."""

    written: defaultdict[tuple[str, str, bool], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    forms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    beside: Beside = field(default_factory=lambda: defaultdict(Counter))
    phrases: defaultdict[tuple[str, str], Counter[bool]] = field(
        default_factory=lambda: defaultdict(Counter)
    )

    def add(self, line: str) -> None:
        """Count a line by someone who writes so."""
        simplified = line.translate(simplifying())
        for one in occurrences(line):
            self.written[one.simplified, one.proper, bool(one.phrase)][one.form] += 1
            self.forms[one.simplified][one.form] += 1
            self._add_beside(one, simplified, 1.0)
            if one.phrase:
                self.phrases[one.phrase, one.simplified][one.right] += 1

    def add_converted(self, line: str, weight: float) -> None:
        """Count what stands beside forms in a line converted by OpenCC's phrases."""
        simplified = line.translate(simplifying())
        for one in occurrences(line):
            if one.phrase and one.form == one.proper and self._reliable(one):
                self._add_beside(one, simplified, weight)

    def _add_beside(self, one: Occurrence, simplified: str, weight: float) -> None:
        for side in SIDES:
            beside = side + context(simplified, one.at, side)
            self.beside[one.simplified, beside][one.form] += weight  # type: ignore[assignment]

    def _reliable(self, one: Occurrence) -> bool:
        here = self.phrases.get((one.phrase, one.simplified), Counter())
        if here[False] > OFTEN * here.total():
            return False
        counts = self.written.get((one.simplified, one.proper, True), Counter())
        return (counts[one.proper] + 0.5) / (counts.total() + 1) >= RELIABLE


def counted(traditional: Iterable[str], simplified: Iterable[str]) -> Counts:
    """Count lines of text in traditional and in simplified Chinese."""
    folder = dictionaries()
    if folder is None:
        raise SystemExit("needs opencc-python-reimplemented")
    counts = Counts()
    for line in traditional:
        counts.add(line)
    for phrase in read_dictionary(folder / "dictionary" / "STPhrases.txt").values():
        counts.add_converted(phrase, PHRASE_WEIGHT)
    for line in simplified:
        counts.add_converted(conversion("s2t").convert(line), CONVERTED_WEIGHT)
    return counts


def lines(counts: Counts) -> Iterator[str]:
    """Yield the lines of the table."""
    for (simplified, proper, in_phrase), forms in sorted(counts.written.items()):
        row = " ".join(f"{form}{n}" for form, n in sorted(forms.items()))
        yield f"{'phrase' if in_phrase else 'alone'} {simplified}{proper} {row}"
    groups: defaultdict[tuple[str, str], defaultdict[int, list[str]]]
    groups = defaultdict(lambda: defaultdict(list))
    for (simplified, beside), powers in telling(counts).items():
        side = beside[: len(beside) // 2]
        for form, power in powers.items():
            groups[side, simplified + form][power].append(beside[len(side) :])
    for (side, chars), by_power in sorted(groups.items()):
        row = " ".join(f"{power}{''.join(sorted(by_power[power]))}" for power in sorted(by_power))
        yield f"{side} {chars} {row}"


def telling(counts: Counts) -> dict[tuple[str, str], dict[str, int]]:
    """Return what stands beside forms and tells which they are, with powers of two."""
    known = tables()
    if known is None:
        raise SystemExit("needs opencc-python-reimplemented")
    kept: dict[tuple[str, str], dict[str, int]] = {}
    for key in sorted(counts.beside, key=lambda key: len(key[1])):
        forms = counts.beside[key]
        two = len(key[1]) > 2
        if forms.total() >= SEEN and tells(counts, key, kept, known) >= TELLS[two]:
            kept[key] = {
                form: min(9, int(math.log2(n) + 0.42))
                for form, n in sorted(forms.items())
                if n >= SEEN / 2 and form in known.choices[key[0]]
            }
    return kept


def tells(
    counts: Counts,
    key: tuple[str, str],
    kept: dict[tuple[str, str], dict[str, int]],
    known: Tables,
) -> float:
    """Return by how much (nats), at the most, this changes the odds of what a converter writes."""
    simplified, beside = key
    here, forms = counts.beside[key], counts.forms[simplified]
    side, chars = beside[: len(beside) // 2], beside[len(beside) // 2 :]
    shorter = side[0] + (chars[-1] if side[0] == "<" else chars[0])
    most = 0.0
    for old in {simplified, known.choices[simplified][0]}:
        for new in known.choices[simplified]:
            if new == old or not forms[new] + here[new]:
                continue
            base = share(forms, old, new)
            if len(side) > 1:
                powers = kept.get((simplified, shorter), {})
                base = share({form: 2.0**n for form, n in powers.items()}, old, new, base)
            found = share(here, old, new, base)
            change = math.log(found / (1 - found)) - math.log(base / (1 - base))
            most = max(most, abs(change))
    return most


def gone_wrong(text: str) -> Iterator[str]:
    """Yield the lines of phrases which go wrong character by character, as the text has them."""
    folder = dictionaries()
    if folder is None:
        raise SystemExit("needs opencc-python-reimplemented")
    characters = read_dictionary(folder / "dictionary" / "TSCharacters.txt")
    for entry, value in sorted(read_dictionary(folder / "dictionary" / "TSPhrases.txt").items()):
        one_by_one = "".join(characters.get(char, char) for char in entry)
        changed = {old + new for old, new in zip(one_by_one, value, strict=True) if old != new}
        told = changed and changed <= TELLING
        if told and one_by_one not in text and text.count(value) > 1:
            yield f"simplified {one_by_one} {value}"


def read(path: Path) -> str:
    """Read a file, compressed or not."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8").read()
    return path.read_text(encoding="utf-8")


def main() -> None:
    """Write the table."""
    simplified, *traditional = (read(Path(name)) for name in sys.argv[1:])
    counts = counted(
        (line for text in traditional for line in text.split("\n")), simplified.split("\n")
    )
    table = [*lines(counts), *gone_wrong(simplified)]
    sys.stdout.write(HEAD + "".join(f"{line}\n" for line in table))


if __name__ == "__main__":
    main()
