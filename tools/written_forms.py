"""Count which forms of characters traditional writers use where OpenCC says which to use.

    python tools/written_forms.py SIMPLIFIED TRADITIONAL... \\
        > src/textrepair/chinese/data/written_forms.txt

Both are text by people who write so (.txt or .txt.xz, UTF-8).
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from textrepair.chinese.forms import Occurrence, occurrences
from textrepair.chinese.variants import dictionaries, read_dictionary

HEAD = """\
# Made by tools/written_forms.py: how traditional writers write where OpenCC (s2t) says how.
# phrase: in this phrase they often keep another form of this simplified character.
# agree: simplified, traditional form; how often they write it so, in a phrase, and alone.
# differ: what they write instead, what OpenCC says; how often, in a phrase, and alone.
# simplified: what a phrase becomes character by character, and what simplified text writes.
"""

#: What goes wrong one by one, as simplified and as it should be; of others OpenCC's phrases say
#: more than simplified text does.
TELLING = {"干乾", "炼链", "瞭了", "藉借"}

#: From this share on, writers are taken to know better than a phrase of OpenCC.
OFTEN = 0.1


def read(path: Path) -> str:
    """Read a file, compressed or not."""
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8").read()
    return path.read_text(encoding="utf-8")


def unreliable(seen: list[Occurrence]) -> set[tuple[str, str]]:
    """Return the (phrase, simplified character) where writers often keep another form."""
    agree: Counter[tuple[str, str]] = Counter()
    differ: Counter[tuple[str, str]] = Counter()
    for one in seen:
        if one.phrase:
            (agree if one.right else differ)[one.phrase, one.simplified] += 1
    return {key for key, n in differ.items() if n / (n + agree[key]) > OFTEN}


def lines(seen: list[Occurrence]) -> Iterator[str]:
    """Yield the lines of the table."""
    left_out = unreliable(seen)
    agree: Counter[tuple[str, str, bool]] = Counter()
    differ: Counter[tuple[str, str, bool]] = Counter()
    for one in seen:
        if (one.phrase, one.simplified) in left_out:
            continue
        if one.right:
            agree[one.simplified, one.proper, bool(one.phrase)] += 1
        else:
            differ[one.written, one.proper, bool(one.phrase)] += 1
    for phrase, char in sorted(left_out):
        yield f"phrase {phrase} {char}"
    for kind, table in (("agree", agree), ("differ", differ)):
        for one_form, proper in sorted({key[:2] for key in table}):
            counts = f"{table[one_form, proper, True]} {table[one_form, proper, False]}"
            yield f"{kind} {one_form} {proper} {counts}"


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


def main() -> None:
    """Write the table."""
    simplified, *traditional = map(Path, sys.argv[1:])
    seen = [one for path in traditional for one in occurrences(read(path))]
    table = [*lines(seen), *gone_wrong(read(simplified))]
    sys.stdout.write(HEAD + "".join(f"{line}\n" for line in table))


if __name__ == "__main__":
    main()
