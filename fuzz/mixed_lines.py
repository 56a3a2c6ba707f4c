"""Write lines of texts of many languages, some damaged by a rule, none twice: what ``fuzz.soak`` repairs.

    python -m fuzz.mixed_lines FOLDER --lines 1000000 --damaged 0.3 > lines.jsonl
    nice python -m fuzz.soak --from lines.jsonl

``FOLDER`` has texts of one sentence a line, ``*.txt`` or ``*.txt.xz``.  A line of the output is a JSON
list: the text, and whether it was damaged.  The lines are made by another process than the one that
is measured, so that its memory holds none of them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from textrepair import RULES


def sentences(folder: Path) -> list[str]:
    """Return the lines of all texts of a folder, each once."""
    found: dict[str, None] = {}
    for path in sorted(folder.iterdir()):
        if path.name.endswith((".txt", ".txt.xz")):
            data = path.read_bytes()
            text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode("utf-8")
            found.update(dict.fromkeys(filter(str.strip, text.split("\n"))))
    return list(found)


def mixed(folder: Path, damaged: float, rng: Random) -> Iterator[tuple[str, bool]]:
    """Yield lines in random order, and whether each was damaged."""
    lines = sentences(folder)
    rng.shuffle(lines)
    inflict = [rule.inflict for rule in RULES if "repair" in rule.profiles]
    seen: set[int] = set()
    for line in lines:
        is_damaged = rng.random() < damaged
        text = rng.choice(inflict)(line, rng) if is_damaged else line
        if hash(text) not in seen:
            seen.add(hash(text))
            yield text, is_damaged


def main() -> int:
    """Write lines; return 1 if there are too few."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--damaged", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    number = 0
    for line in mixed(options.folder, options.damaged, Random(options.seed)):
        if number == options.lines:
            return 0
        sys.stdout.write(json.dumps(line) + "\n")
        number += 1
    return int(number < options.lines)


if __name__ == "__main__":
    raise SystemExit(main())
