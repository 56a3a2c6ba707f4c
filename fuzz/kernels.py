"""Harnesses that give the compiled kernels what the package never would, and compare them with Python.

    nice python -m fuzz.harness --only kernels

``nox -s sanitize`` runs them with kernels that were built with AddressSanitizer and
UndefinedBehaviorSanitizer, which end the process where memory is misused.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any, Final, get_args

from textrepair.encodings import ENCODINGS
from textrepair.kernels import compiled_module
from textrepair.kernels.lattice import Arc, Beam, Choices, cheapest_path
from textrepair.language import LANGUAGES
from textrepair.language.any_language import compiled_any_language, units_in_any_language
from textrepair.language.compiled import compiled_costs, compiled_models
from textrepair.language.lattice_search import BEAM_BITS, best_path, spelling_cost_in
from textrepair.language.model_files import UNITS_PER_BIT
from textrepair.language.naturalness import sum_of_rows
from textrepair.language.ngram_costs import GRAM, HISTORY, START, Costs
from textrepair.language.pair_costs import EastAsian, bits_by_pairs, pair_units
from textrepair.mojibake import refusal
from textrepair.mojibake.acceptance import _tables, lists_characters
from textrepair.mojibake.structure import utf8_readers
from textrepair.mojibake.suspicious import sign_places
from textrepair.pack_files import read_sections
from textrepair.pipeline.gate_tables import tables_path
from textrepair.pipeline.pipeline import Pipeline
from textrepair.recovery.byte_lattice import ByteLattice, Edge
from textrepair.recovery.character_arcs import arc_finder
from textrepair.recovery.segments import Segmentation, span_in_python

from .fragments import random_text

#: Numbers at the limits of what the kernels count in.
_LIMITS: Final = (0, 1, -1, 2**15, 2**16 - 1, 2**16, 2**31 - 1, 2**31, -(2**31), 2**62)


def _text(rng: Random, most: int) -> str:
    """Return a text whose code points take one, two or four bytes; with surrogates in some."""
    text = random_text(rng, rng.randint(0, most)) if rng.random() < 0.8 else ""
    top = rng.choice((0x80, 0x100, 0x3000, 0x10000, 0x110000))
    return text + "".join(chr(rng.randrange(top)) for _ in range(rng.randint(0, 8)))


@cache
def _written() -> bytes:
    """Return the tables of the scanner that comes with the package."""
    return read_sections(tables_path())[1]


def check_scan(rng: Random) -> None:
    """A scanner of damaged tables is refused, or looks through any text from any place."""
    tables = bytearray(_written())
    is_damaged = rng.random() < 0.7
    if is_damaged:
        head = rng.random() < 0.5  # what counts stands first
        for _ in range(rng.randint(1, 4)):
            tables[rng.randrange(700 if head else len(tables))] = rng.randrange(256)
        if rng.random() < 0.1:
            del tables[rng.randrange(len(tables)) :]
    scan = compiled_module("_scan")
    try:
        scanner = scan.Scanner(None, bytes(tables), lambda *_: rng.random() < 0.5)
    except (ValueError, MemoryError):
        assert is_damaged
        return
    text = _text(rng, 200)
    with suppress(ValueError):  # a window of damaged tables asks too far away
        found = scanner.triggers(text)
        place = scanner.find(text, rng.choice((0, rng.randint(-5, 300), *_LIMITS)))
        assert -1 <= place < len(text), text
        if not is_damaged:
            assert bool(found) or scanner.find(text) < 0, text
        compiled_module("_columns").ColumnScan(scanner, scanner).rows(
            data := text.encode("utf-8", "replace"), array("q", [0, len(data)]), None
        )


@cache
def _columns() -> Any:
    return Pipeline().scan.column_scan(1 << 20)


def check_columns(rng: Random) -> None:
    """A column of any bytes and any offsets is refused, or gives rows that there are, in order."""
    rows = [_text(rng, 40).encode("utf-8", "replace") for _ in range(rng.randint(0, 6))]
    if rows and rng.random() < 0.3:
        rows[rng.randrange(len(rows))] += rng.randbytes(rng.randint(1, 5))
    offsets = array("q", accumulate(map(len, rows), initial=rng.choice((0, 0, 0, 3))))
    if rng.random() < 0.3:
        offsets[rng.randrange(len(offsets))] = rng.choice((*_LIMITS, rng.randint(-2, 60)))
    is_valid = bytes(rng.choices((0, 1, 1, 255), k=len(rows))) if rng.random() < 0.5 else None
    if is_valid and rng.random() < 0.1:
        is_valid = is_valid[:-1]
    try:
        found = _columns().rows(b"".join(rows), offsets, is_valid)
    except (ValueError, UnicodeDecodeError):
        return
    assert found == sorted(set(found)), rows
    assert all(0 <= row < len(rows) and (not is_valid or is_valid[row]) for row in found), rows


def check_readers(rng: Random) -> None:
    """A reader of any page is refused, or reads any text as no more than it has characters."""
    scan = compiled_module("_scan")
    codec = rng.choice((None, None, "gbk", "cp932", "cp949", "big5", "gb18030", "euc-jp"))
    page = rng.choice(("cp1252", "cp1251", "latin-1", "cp437"))
    byte_of = [(ord(c), b) for b in range(256) for c in bytes([b]).decode(page, "ignore")]
    byte_of += [(rng.randrange(0x11000), rng.randrange(300)) for _ in range(rng.choice((0, 0, 3)))]
    ranges = [(low, low + rng.randrange(0x4000)) for low in rng.choices(range(0x10FFFF), k=2)]
    pairs = rng.choice((b"", rng.randbytes(51 * 64), b"\xff" * (51 * 64), rng.randbytes(9)))
    end, least, longest = (
        rng.choice((0x110000, 0x3000, 0)),
        rng.randint(-1, 3),
        rng.choice((0, 40, 4000)),
    )
    letters, is_sparse = ranges if rng.random() < 0.5 else [(0, 0x10FFFF)], rng.random() < 0.3
    refused = ranges if rng.random() < 0.3 else []
    try:
        reader = scan.Utf8Reader(
            byte_of, refused, end, least, longest, b"\x80\xd0", pairs, codec, letters, is_sparse
        )
    except ValueError:
        return
    text = _text(rng, 60)
    if rng.random() < 0.8:
        text = text.encode("utf-8", "ignore").decode(
            codec or page, rng.choice(("ignore", "replace"))
        )
    scanner = _scanner()
    signs = scanner.view(set(rng.choices(range(60), k=9)))
    given = rng.choice(((), (scanner, signs), (None, signs)))
    try:
        read = reader.read(text, *given)
    except ValueError:
        assert given[:1] == (None,), text
        return
    assert read is None or len(read) <= 2 * len(text), text


@cache
def _scanner() -> Any:
    return compiled_module("_scan").Scanner(None, _written(), lambda *_: True)


def _arcs(rng: Random, node: int, size: int) -> Arc | Choices:
    """Return an arc from a node, or some choices; they may lead nowhere."""
    end = rng.randint(node + 1, size) if rng.random() < 0.99 else rng.randint(-1, size + 2)
    text = _text(rng, 3)[: rng.randint(0, 3)]
    bits = rng.choice((0.0, 1.5, 30.0, rng.random()))
    if rng.random() < 0.5:
        return Arc(end, text, bits)
    return Choices(end, text, tuple([rng.choice((0.0, 8.0, -rng.random())) for _ in text]), bits)


def check_lattices(rng: Random) -> None:
    """The cheapest path through a lattice of any arcs is that of Python, or refused."""
    size = rng.randint(0, 6)
    lattice = [[_arcs(rng, node, size) for _ in range(rng.randint(0, 6))] for node in range(size)]
    language = rng.choice(LANGUAGES)
    before, after = _text(rng, 6), _text(rng, 6)
    width = rng.choice((0, 1, 2, 32))
    try:
        fast = best_path(lattice, language, before=before, after=after, width=width)
    except ValueError:
        assert any(not node < arc.end <= size for node, arcs in enumerate(lattice) for arc in arcs)
        return
    start = (START + before)[-HISTORY:]
    beam = Beam(width, BEAM_BITS)
    slow = cheapest_path(lattice, spelling_cost_in(language), start, after[:HISTORY], beam)
    assert fast == slow, (lattice, language, before, after, width)


def check_costs(rng: Random) -> None:
    """The costs of any text are those of Python."""
    models = compiled_models()
    assert models is not None
    text = _text(rng, 60)
    assert models.lane_costs(text) == sum_of_rows(text), text
    language = rng.choice(LANGUAGES)
    costs = compiled_costs(language)
    assert costs is not None
    slow, padded = Costs(language), START + text
    for start in rng.choices(range(len(text) or 1), k=4):
        gram = padded[start : start + GRAM]
        if len(gram) == GRAM:
            assert costs[gram] == slow[gram], (gram, language)
    east_asian = rng.choice(get_args(EastAsian))
    assert bits_by_pairs(text, east_asian) == pair_units(text, east_asian) / UNITS_PER_BIT, text


def check_listings(rng: Random) -> None:
    """Whether a line lists characters is told as in Python."""
    kernel = _tables()
    assert kernel is not None
    line = _text(rng, 60)
    if rng.random() < 0.5:
        first = rng.choice((0x20, 0xE0, 0x430, 0x2E7E, 0x4E00, 0xFFFE, 0x10F000))
        steps = rng.choices((0, 1, 1, 1, 2, 3, 16, 64, 65), k=rng.randint(1, 50))
        line += "".join(map(chr, accumulate(steps, initial=first)))
    assert kernel.lists(line) == lists_characters(line), line


def check_refusals(rng: Random) -> None:
    """What text costs in any language, which lines are refused and may show UTF-8, as in Python."""
    any_language, kernel = compiled_any_language(), refusal._compiled()
    assert any_language is not None
    assert kernel is not None
    text = _text(rng, 60)
    assert any_language.units(text) == units_in_any_language(text), text
    line = "".join(rng.choices("abcdest  .,AÀÈÉèêãâîõűőčšž“\xa0Ãąę", k=rng.randint(0, 200)))
    places = list(sign_places(line))
    assert kernel.refuses(line, places) == refusal.refuses(line, places), line
    pages = utf8_readers._compiled()
    assert pages is not None
    shown = {
        by.page for by in map(utf8_readers.reader, utf8_readers.READERS) if by.runs.search(text)
    }
    assert [by.page for by in utf8_readers.readers_of(text)] == [
        page for page in utf8_readers.READERS if page in shown
    ], text


def _edge(rng: Random) -> Edge:
    allowed = bytes(sorted(set(rng.choices(range(256), k=rng.choice((1, 4, 60))))))
    return Edge(rng.randint(1, 4), allowed, rng.choice((0.0, 2.0, 9.0)), rng.random() < 0.2)


def check_spans(rng: Random) -> None:
    """The spans of any bytes with any gaps are those of Python."""
    read_as = rng.choice([encoding.name for encoding in ENCODINGS])
    written_in = rng.choice([encoding.name for encoding in ENCODINGS if encoding.byte_forms])
    lattice = ByteLattice(read_as)
    for _ in range(rng.randint(0, 8)):
        lattice.known += rng.randbytes(rng.randint(0, 4))
        lattice.known += "é中の한😀".encode(rng.choice(("utf-8", "gb18030")))[rng.randint(0, 9) :]
        if rng.random() < 0.6:
            edges = tuple([_edge(rng) for _ in range(rng.randint(0, 4))])
            lattice.add_gap(tuple([edges] * rng.randint(1, 2)))
    finder = arc_finder(written_in, read_as)
    assert finder is not None
    most = rng.choice((0, 1, 7, 100, sys.maxsize))
    for start in range(len(lattice.known)):
        found = Segmentation(looked_at=3, most_looks=most)
        slow = span_in_python(found, lattice, start, written_in)
        fast = finder.span(lattice.flat(), start, 3, most, HISTORY)
        assert fast == (slow.end, slow.arcs, found.looked_at), (lattice, start, written_in)


#: Run where the kernels are compiled.
HARNESSES: Final[dict[str, Callable[[Random], None]]] = {
    "scan": check_scan,
    "columns": check_columns,
    "readers": check_readers,
    "lattices": check_lattices,
    "costs": check_costs,
    "listings": check_listings,
    "refusals": check_refusals,
    "spans": check_spans,
}
