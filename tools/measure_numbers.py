"""Measure the number rules: python -m tools.measure_numbers CORPUS_DIR [--part dev].

Prints what is found, and put right, of numbers that were poured in by position, by language and by
blocks of line numbers of the parallel lines, with and without a source; and then of each kind of
slip of other engines.  With --left-out the table of usage is built anew for each block, without the
lines of the block and without Wikipedia: what the table knows of the lines it was made from then
tells nothing.  In per cent; "clean" are clean pieces in which anything is found.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.build_number_usage import Rows, Weighted, build, english_rows, poured_tokens, rounded

import textrepair
from textrepair.numbers import compare
from textrepair.numbers.refill.pour import pour, tokens
from textrepair.numbers.slips.damage import SLIPS, damage
from textrepair.numbers.templates.slots import digit_runs
from textrepair.numbers.usage import expectation

_SOURCES = ("zho-CN", "jpn", "kor", "deu", "fra", "rus", "spa")
_RULES = (
    "refilled-numbers", "altered-numbers", "number-gap", "malformed-number", "impossible-value",
    "impossible-designation",
)  # fmt: skip

_Span = tuple[int, int]


@dataclass(frozen=True)
class _Piece:
    """Lines of a source and of their translation, clean; ``first`` is the number of the first."""

    first: int
    source: str
    target: str


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--folds", type=int, default=4, help="blocks of line numbers")
    parser.add_argument("--left-out", action="store_true", help="build the table for each block")
    options = parser.parse_args()
    folder = options.corpus / options.part / "parallel"
    english = _lines(folder / "eng.txt")
    sources = {name: _lines(folder / f"{name}.txt") for name in _SOURCES}
    size = -(-len(english) // options.folds)
    blocks = [range(at, min(at + size, len(english))) for at in range(0, len(english), size)]
    for length in (1, 5):
        for title, measure in (("with source", _with_source), ("without", _without)):
            _print_refills(
                f"{title}, pieces of {length}", sources, english, blocks, length, measure
            )
    if options.left_out:
        _print_left_out(options.corpus, folder, sources, english, blocks)
    _print_slips(sources, english)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _pieces(
    source: Sequence[str], target: Sequence[str], block: range, length: int
) -> list[_Piece]:
    """Return the pieces of a block of lines whose translation has digits."""
    starts = range(block.start, block.stop - length + 1, length)
    texts = (
        _Piece(i, "\n".join(source[i : i + length]), "\n".join(target[i : i + length]))
        for i in starts
    )
    return [piece for piece in texts if any(digit_runs(piece.target))]


def _found(text: str, source: str | None) -> list[_Span]:
    """Return the spans of what the number rules say of a text."""
    said = textrepair.repair(text, source=source, select=list(_RULES))
    edits = [(edit.start, edit.end) for edit in said.edits]
    return edits + [(finding.start, finding.end) for finding in said.findings]


def _fixed(text: str, source: str | None) -> str:
    return textrepair.repair(text, source=source, unsafe=True, select=list(_RULES)).text


def _refill(piece: _Piece, source: str | None) -> Counter[str]:
    """Count what is found in a piece, clean and refilled."""
    filled = pour(piece.target, tokens(piece.source))
    counts = Counter(pieces=1, clean=bool(_found(piece.target, source)))
    if filled == piece.target:
        return counts
    spans = _found(filled, source)
    pairs = zip(digit_runs(piece.target), digit_runs(filled), strict=True)
    for before, after in pairs:
        hit = any(start < after.end and after.start < end for start, end in spans)
        changed = before.text != after.text
        counts.update(changed=changed, hit=changed and hit, touched=hit)
    right = _fixed(filled, source) == piece.target
    counts.update(filled=1, flagged=bool(spans), exact=right)
    return counts


def _with_source(piece: _Piece) -> Counter[str]:
    return _refill(piece, piece.source)


def _without(piece: _Piece) -> Counter[str]:
    return _refill(piece, None)


def _print_refills(  # noqa: PLR0913, PLR0917 - the texts, and how they are cut and measured
    title: str,
    sources: dict[str, list[str]],
    english: Sequence[str],
    blocks: Sequence[range],
    length: int,
    measure: Callable[[_Piece], Counter[str]],
) -> None:
    by_language: Counter[tuple[str, str]] = Counter()
    for language, source in sources.items():
        for block in blocks:
            for piece in _pieces(source, english, block, length):
                for name, count in measure(piece).items():
                    for row in (language, f"lines {block.start + 1}-{block.stop}", "all"):
                        by_language[row, name] += count
    print(f"\nrefilled, {title}")
    print("                pieces recall precision flagged  exact  clean")
    rows = dict.fromkeys(row for row, _ in by_language)
    for row in sorted(rows, key=lambda row: (row == "all", row.startswith("lines"))):
        _print_row(row, Counter({name: n for (r, name), n in by_language.items() if r == row}))


def _print_row(row: str, of: Counter[str]) -> None:
    shares = (
        _share(of["hit"], of["changed"]), _share(of["hit"], of["touched"]),
        _share(of["flagged"], of["filled"]), _share(of["exact"], of["filled"]),
        _share(of["clean"], of["pieces"]),
    )  # fmt: skip
    recall, precision, flagged, exact, clean = shares
    print(f"{row:15} {of['filled']:6} {recall} {precision:>9} {flagged:>7} {exact} {clean}")


def _share(count: int, total: int) -> str:
    return f"{100 * count / total:6.1f}" if total else "     -"


def _print_left_out(
    corpus: Path,
    folder: Path,
    sources: dict[str, list[str]],
    english: Sequence[str],
    blocks: Sequence[range],
) -> None:
    """Print how many pieces of five lines are flagged without a source, by what the table saw."""
    print("\nrefilled pieces of 5, without source, flagged; clean ones flagged; table made")
    poured = list(poured_tokens(folder, range(len(english))))

    def of_all(_block: range) -> tuple[Weighted, list[str]]:
        return english_rows(corpus), poured

    def of_the_rest(block: range) -> tuple[Weighted, list[str]]:
        rest = [i for i in range(len(english)) if i not in block]
        news = frozenset(english[block.start : block.stop])
        return english_rows(corpus, but=news), list(poured_tokens(folder, rest))

    shipped = expectation._table()
    kept = {name: row for name, row in shipped.items() if name == "most" or "sound " in name}
    for title, material in (("from all lines", of_all), ("without the block", of_the_rest)):
        counts: Counter[str] = Counter()
        for block in blocks:
            _use({**kept, **rounded(build(*material(block)))})
            for source in sources.values():
                for piece in _pieces(source, english, block, 5):
                    counts += _without(piece)
        flagged = _share(counts["flagged"], counts["filled"])
        print(f"{title:18} {flagged} {_share(counts['clean'], counts['pieces'])}")
    _use(shipped)


def _use(table: Rows) -> None:
    """Let numbers be weighed by a table."""
    vars(expectation)["_table"] = lambda: table
    expectation.expected.cache_clear()


def _masked(piece: _Piece, _rng: random.Random) -> str:
    """Leave a placeholder for each number of the translation that is one of the source."""
    pairs = compare(piece.source, piece.target).pairs
    text = piece.target
    for index, (_, (start, end)) in sorted(enumerate(pairs, 1), key=lambda p: -p[1][1][0]):
        text = f"{text[:start]}__NUM{index}__{text[end:]}"
    return text


def _of_era(piece: _Piece, _rng: random.Random) -> str:
    """Count the years as the Republic of China does."""
    return re.sub(r"\b(19[2-9]\d|20\d\d)\b", lambda m: str(int(m[1]) - 1911), piece.target)


def _damaged(name: str, piece: _Piece, rng: random.Random) -> str:
    return damage(piece.target, name, rng)


def _slips() -> Iterator[tuple[str, Callable[[_Piece, random.Random], str]]]:
    for name in SLIPS:
        yield name, partial(_damaged, name)
    yield "placeholder", _masked
    yield "year of an era", _of_era


def _print_slips(sources: dict[str, list[str]], english: Sequence[str]) -> None:
    """Print for each kind of slip what is found of it and put right, with a source and without."""
    print("\nslips of single lines, with source and without")
    print("                 lines found precise exact | found precise")
    for name, do in _slips():
        rng = random.Random(name)
        counts: Counter[str] = Counter()
        for language, source in sources.items():
            for piece in _pieces(source, english, range(len(english)), 1):
                counts += _slip(_as_of_era(piece) if "era" in name else piece, do, rng, language)
        print(
            f"{name:16} {counts['lines']:5} {_share(counts['with'], counts['lines'])}"
            f" {_share(counts['with precise'], counts['with said'])}"
            f" {_share(counts['exact'], counts['lines'])} |"
            f" {_share(counts['without'], counts['lines'])}"
            f" {_share(counts['without precise'], counts['without said'])}"
        )


def _as_of_era(piece: _Piece) -> _Piece:
    """Return a piece whose source counts its years as the Republic of China does."""
    years = re.sub(r"(19[2-9]\d|20\d\d) ?年", lambda m: f"民國{int(m[1]) - 1911}年", piece.source)
    return _Piece(piece.first, years, piece.target)


def _slip(
    piece: _Piece, do: Callable[[_Piece, random.Random], str], rng: random.Random, language: str
) -> Counter[str]:
    """Count what is found of a slip of a piece whose numbers are those of its source."""
    counts: Counter[str] = Counter()
    if "民國" in piece.source and language != "zho-CN":
        return counts
    if compare(piece.source, piece.target).score < 1:
        return counts  # a translator's own slip, or a number in words
    altered = do(piece, rng)
    if altered == piece.target or (do is _of_era and "民國" not in piece.source):
        return counts
    counts["lines"] = 1
    start, end = _changed(piece.target, altered)
    for name, source in (("with", piece.source), ("without", None)):
        spans = _found(altered, source)
        hits = sum(a < end and start < b for a, b in spans)
        counts.update({name: bool(hits), f"{name} precise": hits, f"{name} said": len(spans)})
    counts["exact"] = _fixed(altered, piece.source) == piece.target
    return counts


def _changed(clean: str, altered: str) -> _Span:
    """Return the span of the altered text that is another than in the clean one, in whole words."""
    start = next((i for i, (a, b) in enumerate(zip(clean, altered, strict=False)) if a != b), 0)
    same = 0
    while same < min(len(clean), len(altered)) - start and clean[-1 - same] == altered[-1 - same]:
        same += 1
    end = max(len(altered) - same, start + 1)
    while start and not altered[start - 1].isspace():
        start -= 1
    while end < len(altered) and not altered[end].isspace():
        end += 1
    return start, end


if __name__ == "__main__":
    main()
