"""Whether ``decode`` is right as often as it says: python -m benchmarks.confidence CORPUS.

CORPUS is a folder of clean text, ``LANG.txt.xz``.  Lines, words, words in English sentences and
rows of names are written in the code pages of their languages, the Windows page first of all,
and decoded.  Answers are put into bins of confidence; each bin tells the share that was right.
``--plot FILE.svg`` draws that beside what chardet says of itself; ``--save FILE`` keeps the
evidence of each answer for ``tools`` that fit the constants of ``detection/confidence.py``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from textrepair.detection import Input, text_format

_WESTERN: Final = "ca da de en es eu fi fr ga gl is it nb nl pt sq sv af br fo lb oc"
#: The code pages of each language, the usual ones first.
PAGES: Final = {
    **dict.fromkeys(_WESTERN.split(), "cp1252 cp1252 cp1252 iso8859-15 cp850 mac-roman cp437"),
    **dict.fromkeys(
        ("cs", "hr", "hu", "pl", "sk", "sl"), "cp1250 cp1250 cp1250 iso8859-2 cp852 mac-latin2"
    ),
    "ro": "cp1250 iso8859-2 cp852",
    **dict.fromkeys(("ru", "bg"), "cp1251 cp1251 cp1251 koi8-r iso8859-5 cp866 mac-cyrillic"),
    "uk": "cp1251 cp1251 koi8-u",
    "sr": "cp1251 iso8859-5 cp855",
    "el": "cp1253 cp1253 iso8859-7 cp737",
    "tr": "cp1254 cp1254 iso8859-9 cp857",
    **dict.fromkeys(("lt", "lv", "et"), "cp1257 cp1257 iso8859-13 cp775"),
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "th": "cp874",
    "ja": "cp932 cp932 euc_jp",
    "ko": "cp949",
    "zh-hans": "gb18030",
    "zh-hant": "cp950",
}
ENGLISH: Final = (
    "The author is {}, who wrote it.", "name: {}", "See the file {} for details.", "<li>{}</li>",
    "Thanks to {} for the patch.", "{}", "# maintained by {} since 1999", "Order for {} (2 items)",
)  # fmt: skip
LENGTHS: Final = (12, 20, 40, 100, 400)
#: The bounds of the bins of confidence.
BINS: Final = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


def samples(corpus: Path, number: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield form, text and bytes of ``number`` samples of each language."""
    rng = random.Random(seed)
    for language, pages in PAGES.items():
        path = corpus / f"{language}.txt.xz"
        if not path.exists():
            continue
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            text = [line.strip() for line in lines]
        for count in range(number):
            form = ("line", "word", "in English", "table")[count % 4]
            sample = _sample(text, form, rng)
            codec = rng.choice(pages.split())
            try:
                data = sample.encode(codec)
            except UnicodeEncodeError:
                continue
            if not data.isascii():
                yield form, sample, data


def _sample(text: list[str], form: str, rng: random.Random) -> str:
    if form == "line":
        line = " ".join(rng.sample(text, 4))
        start = rng.randrange(max(1, len(line) // 2))
        return line[start : start + rng.choice(LENGTHS)].strip()
    words = [w.strip(".,;:!?\"'()«»“”„…") for w in " ".join(rng.sample(text, 12)).split()]
    special = [w for w in words if not w.isascii() and w.isalpha()] or ["x"]
    if form == "word":
        return rng.choice(special)
    if form == "in English":
        return rng.choice(ENGLISH).format(rng.choice(special).title())
    rows = rng.choice((1, 2, 4))
    return "".join(
        f"{rng.choice(special).title()};{rng.choice(words)};{rng.randint(1, 99)}\r\n"
        for _ in range(rows)
    )


Asked = Callable[[bytes], tuple[str | None, float]]


def detectors() -> dict[str, Asked]:
    """Return what tells an encoding and how sure it is, by name."""

    def ours(data: bytes) -> tuple[str | None, float]:
        form = text_format(Input(data))
        return form.encoding, form.confidence

    found: dict[str, Asked] = {"textrepair": ours}
    try:
        import chardet
    except ImportError:
        return found

    def theirs(data: bytes) -> tuple[str | None, float]:
        answer = chardet.detect(data)
        return answer["encoding"], answer["confidence"] or 0.0

    return {**found, "chardet": theirs}


def is_right(data: bytes, encoding: str | None, text: str) -> bool:
    """Tell whether an encoding reads bytes as a text."""
    try:
        return encoding is not None and data.decode(encoding) == text
    except (UnicodeError, LookupError):
        return False


Answers = list[tuple[float, bool]]


def binned(answers: Answers) -> Iterator[tuple[float, float, int]]:
    """Yield for each bin the mean confidence, the share right, and the number of answers."""
    for low, high in pairwise(BINS):
        inside = [(sure, good) for sure, good in answers if low <= sure < high]
        if inside:
            count = len(inside)
            yield sum(s for s, _ in inside) / count, sum(g for _, g in inside) / count, count


_COLOURS: Final = {"textrepair": "#1f5fa8", "chardet": "#c4622d"}
_SIZE, _EDGE = 420, 56


def plot(results: dict[str, Answers], target: Path) -> None:
    """Draw confidence against share right; the area of a dot is the number of answers."""

    def place(sure: float, share: float) -> tuple[float, float]:
        return _EDGE + sure * _SIZE, _EDGE + (1 - share) * _SIZE

    width = _SIZE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{width + 20}" '
        f'viewBox="0 0 {width} {width + 20}" font-family="sans-serif" font-size="13">',
        f'<rect width="{width}" height="{width + 20}" fill="#ffffff"/>',
    ]
    for step in range(6):
        x, y = place(step / 5, step / 5)
        parts += [
            f'<path d="M{x:.0f} {_EDGE}V{_EDGE + _SIZE}M{_EDGE} {y:.0f}H{_EDGE + _SIZE}" '
            'stroke="#dddddd"/>',
            f'<text x="{x:.0f}" y="{_EDGE + _SIZE + 18}" text-anchor="middle">{step / 5}</text>',
            f'<text x="{_EDGE - 8}" y="{y + 4:.0f}" text-anchor="end">{step / 5:.1f}</text>',
        ]
    parts.append(
        f'<path d="M{_EDGE} {_EDGE + _SIZE}L{_EDGE + _SIZE} {_EDGE}" stroke="#888888" '
        'stroke-dasharray="5 4"/>'
    )
    for row, (name, answers) in enumerate(results.items()):
        colour = _COLOURS.get(name, "#444444")
        dots = [(*place(sure, share), count) for sure, share, count in binned(answers)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in dots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 14 * (count / len(answers)) ** 0.5:.1f}" '
            f'fill="{colour}" fill-opacity="0.6"/>'
            for x, y, count in dots
        ]
        x, y = _EDGE + 14, _EDGE + 22 + 20 * row
        parts.append(f'<circle cx="{x}" cy="{y - 4}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{x + 12}" y="{y}">{name}</text>')
    middle, bottom = _EDGE + _SIZE / 2, _EDGE + _SIZE + 42
    parts += [
        f'<text x="{middle:.0f}" y="{bottom}" text-anchor="middle">confidence</text>',
        f'<text transform="translate(16 {middle:.0f}) rotate(-90)" text-anchor="middle">'
        "share of answers that are right</text>",
        f'<text x="{middle:.0f}" y="28" text-anchor="middle" font-size="14">'
        "What a confidence means</text>",
        "</svg>",
    ]
    target.write_text("\n".join(parts) + "\n", encoding="utf-8")


def main() -> None:
    """Print a table by bins, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--number", type=int, default=60, help="samples of a language")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    chosen = list(samples(options.corpus, options.number, options.seed))
    results: dict[str, Answers] = {}
    for name, ask in detectors().items():
        told = [
            (form, ask(data), is_right(data, ask(data)[0], text)) for form, text, data in chosen
        ]
        results[name] = [(sure, good) for _, (_, sure), good in told]
        share = sum(good for _, good in results[name]) / len(told)
        print(f"{name}: {len(told)} samples, {100 * share:.1f} % right")
        for form in ("line", "word", "in English", "table"):
            good = [g for f, _, g in told if f == form]
            print(f"  {form}: {100 * sum(good) / len(good):.1f} % of {len(good)}")
        for sure, right, count in binned(results[name]):
            print(f"  confidence {sure:.3f}: {100 * right:5.1f} % right of {count}")
        high = [good for sure, good in results[name] if sure >= 0.95]
        print(f"  0.95 and more: {100 * sum(high) / max(1, len(high)):.2f} % right of {len(high)}")
    if options.save:
        rows = [[form, data.hex(), text] for form, text, data in chosen]
        options.save.write_text(json.dumps(rows), encoding="utf-8")
    if options.plot:
        plot(results, options.plot)


if __name__ == "__main__":
    main()
