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
from collections.abc import Iterable, Iterator
from pathlib import Path

from textrepair.numbers.refill.pour import pour, tokens
from textrepair.numbers.templates.templates import number_slots
from textrepair.numbers.usage.classes import number_class
from textrepair.numbers.usage.places import usage

_SOURCES = ("zho-CN", "jpn", "kor", "deu", "fra", "rus", "spa")

#: How much a line of each text counts: the news are what the table is for.
_NEWS, _ENGLISH, _WIKIPEDIA = 2.0, 1.0, 0.4

#: So many numbers of the family, or of any place, count with those of a place.
_OF_FAMILY, _OF_ANY = 4.0, 8.0

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


def poured_tokens(folder: Path) -> Iterator[str]:
    """Yield the numbers that a refill puts into the English lines, where it changes them."""
    english = (folder / "eng.txt").read_text(encoding="utf-8").split("\n")
    for language in _SOURCES:
        source = (folder / f"{language}.txt").read_text(encoding="utf-8").split("\n")
        for there, here in zip(source, english, strict=True):
            if any(c.isdecimal() for c in here) and pour(here, tokens(there)) != here:
                yield from tokens(there)


def english_lines(corpus: Path, wikipedia: Path) -> Iterator[tuple[float, str]]:
    """Yield lines of English with the weight of each; news are not counted twice."""
    news = set((corpus / "train/parallel/eng.txt").read_text(encoding="utf-8").split("\n"))
    yield from ((_NEWS, line) for line in sorted(news))
    with lzma.open(corpus / "train/en.txt.xz", "rt", encoding="utf-8") as lines:
        yield from (
            (_ENGLISH, line.rstrip("\n")) for line in lines if line.rstrip("\n") not in news
        )
    yield from ((_WIKIPEDIA, line) for line in prose(wikipedia))


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
    options.out.write_text(_HEADER + "".join(map(_line, rows.items())), encoding="utf-8")


def _line(row: tuple[str, dict[str, float]]) -> str:
    place, ratios = row
    said = ", ".join(f"{name}: {round(10 * ratio)}" for name, ratio in ratios.items())
    return f"{place} = {said}\n"


_HEADER = """\
# How much likelier each class of numbers is at a place than elsewhere, in English.
# Made by tools/build_number_usage.py from clean text; do not edit.  Natural logarithms of the
# quotients, times ten; the classes are those of number_classes.py.
"""

if __name__ == "__main__":
    main()
