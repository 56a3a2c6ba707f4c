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


Results = dict[int, list[tuple[bool, float]]]


def measured(
    chosen: list[tuple[str, int, bytes]], detectors: dict[str, Callable[[bytes], Answer]]
) -> dict[str, Results]:
    """Return for each tool and length whether it was right, and how many ms that took.

    The tools take turns at each sample, so that other work on the machine slows all alike.
    """
    results: dict[str, Results] = {name: defaultdict(list) for name in detectors}
    for encoding, length, data in chosen:
        for name, detect in detectors.items():
            start = time.process_time()
            answer = detect(data)
            spent = 1000 * (time.process_time() - start)
            results[name][length].append((is_right(answer, data, encoding), spent))
    return results


def plain(detect: Callable[[bytes], Answer]) -> str:
    """Return how many times longer 10 MB of ASCII and of UTF-8 take than ``bytes.decode``."""
    ratios = []
    for line in ("plain words go here\n", "naïve façades über alles\n"):
        data = (line * (10_000_000 // len(line.encode()))).encode()
        ratios.append(_least(detect, data) / _least(bytes.decode, data))
    return "10 MB of ASCII and of UTF-8 against bytes.decode: {:.1f}, {:.1f}".format(*ratios)


def _least(work: Callable[[bytes], object], data: bytes) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        work(data)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print for each tool and length the share of samples read right, and the time a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=10, help="take every so manieth sample")
    parser.add_argument("--tools", nargs="+")
    options = parser.parse_args()
    chosen = list(samples(options.folder))[:: options.every]
    detectors = {n: d for n, d in tools().items() if not options.tools or n in options.tools}
    for name, lengths in measured(chosen, detectors).items():
        print(f"{name}: bytes, samples, % right, ms in the median, ms at the 95th percentile")
        everything = [result for results in lengths.values() for result in results]
        for length, results in (*sorted(lengths.items()), ("all", everything)):
            times = sorted(spent for _, spent in results)
            print(
                f"{length:>6}{len(times):>7}{100 * mean(right for right, _ in results):>8.1f}"
                f"{median(times):>8.2f}{times[int(0.95 * len(times))]:>8.2f}"
            )
        if name == "textrepair":
            print(plain(detectors[name]))


if __name__ == "__main__":
    main()
