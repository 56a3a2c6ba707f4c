"""Accuracy and speed of ``decode`` and its peers, on samples in legacy encodings.

    python -m benchmarks.decoding SAMPLES [--every N] [--tools textrepair chardet ...]

SAMPLES is a folder of JSON lines (also .xz): ``encoding``, ``length``, ``b64``.
"""

from __future__ import annotations

import argparse
import base64
import json
import lzma
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median

Answer = tuple[str | None, str | None]
#: Codecs that customarily read what others are named.
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "big5": "cp950",
    "euc_kr": "cp949",
    "euc-kr": "cp949",
    "iso8859-1": "cp1252",
    "iso-8859-1": "cp1252",
    "ascii": "utf-8",
}


def samples(folder: Path) -> Iterator[tuple[str, int, bytes]]:
    """Yield encoding, length and bytes of each sample."""
    for path in sorted(folder.glob("*.jsonl*")):
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                sample = json.loads(line)
                yield sample["encoding"], sample["length"], base64.b64decode(sample["b64"])


def tools() -> dict[str, Callable[[bytes], Answer]]:
    """Return the detectors that are installed, by name."""
    import textrepair

    def ours(data: bytes) -> Answer:
        read = textrepair.decode(data)
        return read.encoding, read.text

    found: dict[str, Callable[[bytes], Answer]] = {"textrepair": ours}
    try:
        import chardet

        found["chardet"] = lambda data: (chardet.detect(data)["encoding"], None)
    except ImportError:
        print("chardet is not installed")
    from charset_normalizer import from_bytes

    def normalizer(data: bytes) -> Answer:
        best = from_bytes(data).best()
        return (best.encoding if best else None), None

    return found | {"charset_normalizer": normalizer}


def is_right(answer: Answer, data: bytes, encoding: str) -> bool:
    """Tell whether the encoding named, or a wider one, gives the text."""
    name, text = answer
    goals = {_normal(_read(data, codec)) for codec in (encoding, WIDER.get(encoding, encoding))}
    named = (name or "").lower()
    texts = [text] if text is not None else [_read(data, c) for c in (named, WIDER.get(named, ""))]
    return any(_normal(found) in goals for found in texts if found is not None)


def _read(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _normal(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)


def main() -> None:
    """Print for each tool and length the share of samples read right, and the time a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=10, help="take every so manieth sample")
    parser.add_argument("--tools", nargs="+")
    options = parser.parse_args()
    chosen = list(samples(options.folder))[:: options.every]
    for name, detect in tools().items():
        if options.tools and name not in options.tools:
            continue
        right, spent = defaultdict(list), defaultdict(list)
        for encoding, length, data in chosen:
            start = time.process_time()
            answer = detect(data)
            spent[length].append(1000 * (time.process_time() - start))
            right[length].append(is_right(answer, data, encoding))
        print(f"{name}: bytes, samples, % right, ms in the median, ms at the 95th percentile")
        for length in sorted(right):
            times = sorted(spent[length])
            print(
                f"{length:>6}{len(times):>7}{100 * mean(right[length]):>8.1f}"
                f"{median(times):>8.2f}{times[int(0.95 * len(times))]:>8.2f}"
            )


if __name__ == "__main__":
    main()
