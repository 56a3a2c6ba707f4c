"""Build src/textrepair/chinese/data/readings.txt from the data of pypinyin.

    python tools/build_readings.py

Needs the extra ``build-data``. One line for each reading: the reading, a tab, the characters
whose main reading it is, a bar, the characters that are also read so. Only ideographs that GBK
holds, and only readings that GBK can write, for no converter that works on GBK can have written
another. Source: pypinyin (MIT), whose single-character data is that of pinyin-data (MIT).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parent.parent / "src/textrepair/chinese/data/readings.txt"


def in_gbk(text: str) -> bool:
    """Tell whether GBK holds all of a text."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def main() -> None:
    """Write the table."""
    first: dict[str, list[str]] = defaultdict(list)
    further: dict[str, list[str]] = defaultdict(list)
    for code_point, joined in sorted(PINYIN_DICT.items()):
        char = chr(code_point)
        readings = [r.replace("ɡ", "g").replace("ɑ", "a") for r in joined.split(",")]
        if not in_gbk(char):
            continue
        for place, reading in enumerate(dict.fromkeys(filter(in_gbk, readings))):
            (further if place else first)[reading].append(char)
    lines = [
        f"{reading}\t{''.join(first[reading])}|{''.join(further[reading])}\n"
        for reading in sorted({*first, *further})
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("".join(lines), "utf-8")
    print(f"{TARGET.name}: {len(lines)} readings, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
