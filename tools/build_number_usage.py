"""Make the table of number usage: python -m tools.build_number_usage CORPUS_DIR OUT WIKIPEDIA.

CORPUS_DIR holds train/en.txt.xz and, line-aligned, train/parallel/LANG.txt.  WIKIPEDIA is an
export of English Wikipedia packed with bzip2; the one used is part of the source distribution of
gensim 4.3.3 (PyPI), gensim/test/test_data/enwiki-latest-pages-articles1.xml-p000000010p000030302-
shortened.bz2.  The same files give the same bytes.
"""

import argparse
import bz2
import html
import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from textrepair.numbers.refill.pour import pour, tokens
from textrepair.numbers.templates.templates import number_slots
from textrepair.numbers.usage.classes import number_class
from textrepair.numbers.usage.places import usage

_SOURCES = ("zho-CN", "jpn", "kor", "deu", "fra", "rus", "spa")

#: Weights of a line of each text: the news are what the table is for.
_NEWS, _ENGLISH, _WIKIPEDIA = 2.0, 1.0, 0.4

#: Numbers of the family, and of any place, that count with those of a place (Dirichlet prior).
_OF_FAMILY, _OF_ANY = 4.0, 8.0

#: Cap, by family, on what a number may speak against its place (nats): a table made from a few
#: thousand numbers has not seen all.  Set on train/parallel, so that no clean passage is suspected.
_MOST = {
    "count": 1.2, "about": 1.2, "measure": 1.0, "score": 0.8, "label": 0.6, "open": 0.6,
    "ordinal": 1.0, "year-like": 1.2, "scale": 1.2, "month-number": 2.5, "day": 2.5, "age": 2.0,
    "decimals": 1.0, "decimal-whole": 1.0, "scale-whole": 1.0, "money-whole": 1.0, "money": 1.0,
    "percent-whole": 1.0, "century": 1.5, "group": 0.5,
}  # fmt: skip

#: Classes, by place or family, that never speak against a number: what such a table has seldom seen
#: is sound all the same.
_SOUND = {
    "month-number": "<=12, <=31, past, year",
    "day": "<=31",
    "year": "year, past, future",
    "year-like": "year, past, future",
    "word-by": "year, past, future",
    "word-in": "year, past, future",
    "age-compound": "<=3, <=12, <=15, <=17, <=99, thousands",
    "age": "<=15, <=17, <=99, thousands",
    "hour": "<=12, <=23, 0x",
    "percent": "<=99, <=100, thousands",
    "scale": "<=99, <=999",
    "money": "hundreds, <=99, <=999",
    "score": "<=9, <=25",
    "measure-short": "<=1, <=9, <=12, <=31",
    "days": "<=99",
    "hours": "<=99",
    "decimals": "1 digits, 2 digits",
    "century": "<=14, <=22",
    "decade": "round 2 digits, round 4 digits",
    "decade-in-the": "round 2 digits, round 4 digits",
    "count": "hundreds, more",
    "about": "hundreds, more",
    "measure": "<=31, <=99, hundreds",
    "starts": "year, past",
    "attached": "<=1, <=9, <=12, <=31, <=99, <=999, hundreds, more",
    "money-whole": "<=1, <=9, <=99, <=999",
    "ends-for": "<=1, <=9, <=12, <=31, <=99, <=999, hundreds",
    "ratio": "<=1, <=9, <=12, <=31, <=99, <=999, hundreds",
}

Weighted = Iterable[tuple[float, str]]
Rows = dict[str, dict[str, float]]


def build(lines: Weighted, poured: Iterable[str]) -> Rows:
    """Return for each place how much likelier each class is there than among poured tokens.

    Logarithms (nats) of quotients; rows named "family ..." are for places not in the table.
    """
    counts: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for weight, line in lines:
        for slot in number_slots(line):
            for index, run in enumerate(slot.runs):
                if run.text.isdecimal() and run.text.isascii():
                    found = usage(line, slot, index)
                    name = number_class(found.family, run.text)
                    counts[found.place, found.family][name] += weight
                    counts["", found.family][name] += weight
    supply = Counter(poured)
    rows: Rows = {}
    for place, family in sorted(counts):
        rows[place or f"family {family}"] = _ratios(counts, place, family, supply)
    return rows


def _ratios(
    counts: dict[tuple[str, str], dict[str, float]], place: str, family: str, supply: Counter[str]
) -> dict[str, float]:
    anywhere: Counter[str] = Counter()
    for token, count in supply.items():
        anywhere[number_class(family, token)] += count
    others = counts["", family]
    own = counts[place, family] if place else {}
    names = sorted(anywhere.keys() | others.keys())
    ratios = {}
    for name in names:
        base = (anywhere[name] + 0.5) / (anywhere.total() + 0.5 * len(names))
        usual = (others.get(name, 0.0) + _OF_ANY * base) / (sum(others.values()) + _OF_ANY)
        here = (own.get(name, 0.0) + _OF_FAMILY * usual) / (sum(own.values()) + _OF_FAMILY)
        ratios[name] = math.log(here / base)
    return ratios


def poured_tokens(folder: Path, rows: Iterable[int] | None = None) -> Iterator[str]:
    """Yield the numbers that a refill puts into the English lines, where it changes them.

    ``rows`` are the indexes of the lines that are read; without it, all are.
    """
    english = (folder / "eng.txt").read_text(encoding="utf-8").split("\n")
    wanted = None if rows is None else frozenset(rows)
    for language in _SOURCES:
        source = (folder / f"{language}.txt").read_text(encoding="utf-8").split("\n")
        for row, (there, here) in enumerate(zip(source, english, strict=True)):
            if wanted is not None and row not in wanted:
                continue
            if any(c.isdecimal() for c in here) and pour(here, tokens(there)) != here:
                yield from tokens(there)


def english_lines(corpus: Path, wikipedia: Path) -> Iterator[tuple[float, str]]:
    """Yield lines of English with the weight of each; news are not counted twice."""
    yield from english_rows(corpus)
    yield from ((_WIKIPEDIA, line) for line in prose(wikipedia))


def english_rows(corpus: Path, but: Set[str] = frozenset()) -> Iterator[tuple[float, str]]:
    """Yield the lines of the corpora, ``but`` some of the news, with their weights."""
    news = set((corpus / "train/parallel/eng.txt").read_text(encoding="utf-8").split("\n"))
    yield from ((_NEWS, line) for line in sorted(news - but))
    with lzma.open(corpus / "train/en.txt.xz", "rt", encoding="utf-8") as lines:
        yield from (
            (_ENGLISH, line.rstrip("\n")) for line in lines if line.rstrip("\n") not in news
        )


_MARKUP = (
    (r"(?s)<!--.*?-->|<ref[^>]*/>|<ref.*?</ref>|\{\|.*?\|\}", ""),
    *[(r"\{\{[^{}]*\}\}", "")] * 5,  # templates lie in templates
    (r"<[^>]+>|\[\[(?:File|Image|Category):[^\]]*\]\]|'{2,}", ""),
    (r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]", r"\1"),
    (r"\[https?:\S+ ?([^\]]*)\]", r"\1"),
)


def prose(export: Path) -> Iterator[str]:
    """Yield the paragraphs of an export of Wikipedia, without markup."""
    text = bz2.decompress(export.read_bytes()).decode("utf-8")
    for article in re.findall(r"(?s)<text[^>]*>(.*?)</text>", text):
        plain = html.unescape(html.unescape(article))
        for pattern, new in _MARKUP:
            plain = re.sub(pattern, new, plain)
        for line in (" ".join(line.split()) for line in plain.split("\n")):
            whole = re.fullmatch(r"[^*#|!;:={][^|]{58,}[.!?]\"?", line)
            if whole and "{{" not in line and "}}" not in line:
                yield line


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("wikipedia", type=Path)
    options = parser.parse_args()
    rows = build(
        english_lines(options.corpus, options.wikipedia),
        poured_tokens(options.corpus / "train/parallel"),
    )
    table = _HEADER + "".join(_bounds()) + "".join(map(_line, rows.items()))
    options.out.write_text(table, encoding="utf-8")


def rounded(rows: Rows) -> Rows:
    """Return the rows as the table will have them: in tenths."""
    return {
        place: {name: round(10 * ratio) / 10 for name, ratio in ratios.items()}
        for place, ratios in rows.items()
    }


def _bounds() -> Iterator[str]:
    """Yield the lines of the table that bound what its rows tell."""
    yield from (f"most {family} = {round(10 * nats)}\n" for family, nats in _MOST.items())
    yield from (f"sound {place} = {classes}\n" for place, classes in _SOUND.items())


def _line(row: tuple[str, dict[str, float]]) -> str:
    place, ratios = row
    said = ", ".join(f"{name}: {round(10 * ratio)}" for name, ratio in ratios.items())
    return f"{place} = {said}\n"


_HEADER = """\
# How much likelier each class of numbers is at a place than elsewhere, in English.
# Generated by tools/build_number_usage.py from clean text; do not edit.  Natural logarithms of the
# quotients, times ten; the classes are those of numbers/usage/classes.py.  "most" caps what numbers
# of a family tell against their place, "sound" lists classes that never do.
"""

if __name__ == "__main__":
    main()
