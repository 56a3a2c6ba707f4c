"""The compiled kernels give what their twins in Python give, to the last bit.

Where nothing is compiled there is nothing to compare: the suite then tests the Python alone.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, get_args
from unittest.mock import patch

import pytest
from hatch_build import KERNELS, source_checksum
from hypothesis import given
from hypothesis import strategies as st

from tests.support import clean_texts, rule_cases
from textrepair import RULES, Trigger, kernels
from textrepair.encodings import ENCODINGS
from textrepair.kernels import (
    UTF8_LINES,
    UTF8_THROUGHOUT,
    compiled,
    compiled_module,
    shared_scan,
)
from textrepair.kernels.lattice import Arc, Beam, Choices, Lattice, cheapest_path
from textrepair.language.any_language import compiled_any_language, units_in_any_language
from textrepair.language.compiled import compiled_costs, compiled_models
from textrepair.language.languages import LANGUAGES
from textrepair.language.lattice_search import BEAM_BITS, best_path, spelling_cost_in
from textrepair.language.model_files import UNITS_PER_BIT
from textrepair.language.naturalness import (
    naturalness,
    naturalness_of_lanes,
    sum_of_rows,
)
from textrepair.language.ngram_costs import GRAM, HISTORY, START, Costs
from textrepair.language.pair_costs import (
    EastAsian,
    bits_by_characters,
    bits_by_pairs,
    character_units,
    pair_units,
)
from textrepair.mojibake import refusal
from textrepair.mojibake.acceptance import _tables, lists_characters
from textrepair.mojibake.legacy import dense_lines
from textrepair.mojibake.structure import utf8_readers
from textrepair.mojibake.suspicious import sign_places
from textrepair.pipeline.gate_tables import load, tables_of, tables_of_package
from textrepair.pipeline.pipeline import Pipeline
from textrepair.pipeline.trigger_windows import scanner_of
from textrepair.recovery import ErrorPolicy, dropped_bytes
from textrepair.recovery.byte_lattice import byte_lattice
from textrepair.recovery.character_arcs import (
    CharacterArc,
    arc_finder,
    arcs_and_ways,
    ends_of,
    steps_in_python,
)
from textrepair.recovery.dropped_bytes import _pairs, orphans_in_python
from textrepair.recovery.segments import Segmentation, span_in_python

if TYPE_CHECKING:
    from textrepair.kernels._columns import ColumnScan
    from textrepair.kernels._scan import Scanner

needs_kernels = pytest.mark.skipif(not compiled, reason="the kernels are not compiled")

#: Letters of each pack, marks, rare scripts, lone surrogates and what else a text may hold.
AWKWARD = (
    "aAéßœ ’.,-19%\n\t"
    "яЖђїأبغָאבγΩकখதతกბԱ"
    "我們们的の、ーカＡａ한글各"
    "𐎀𓀀ⴰᚠ☃★🙂🏽\u0301\u200d\ud800\udfff\0\x85\xa0�"
)
texts = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(categories=None)), max_size=300)


@cache
def known_texts() -> list[str]:
    """Return texts of all fixtures: natural and garbled, in many languages."""
    cases = (*rule_cases("pass"), *rule_cases("noop"), *rule_cases("known-failure"))
    return [*clean_texts().values(), *(t for case in cases for t in (case.text, case.expected))]


def test_a_pure_package_has_no_compiled_modules() -> None:
    code = (
        "import textrepair, sys; from textrepair.language import bits; bits('né 我们');"
        "print(textrepair.compiled, *(m for m in sys.modules if 'kernels._' in m))"
    )
    environment = os.environ | {"TEXTREPAIR_PURE": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False"]


@needs_kernels
def test_the_kernels_are_as_new_as_their_source() -> None:
    for path in KERNELS.glob("*.pyx"):
        module = compiled_module(path.stem)
        assert module is not None, f"{path.name} is not compiled; run `nox -s kernels`"
        assert source_checksum() == module.SOURCE, "the source is newer; run `nox -s kernels`"


@needs_kernels
def test_costs_in_all_languages_of_known_texts() -> None:
    models = compiled_models()
    assert models is not None
    for text in known_texts():
        assert models.lane_costs(text) == sum_of_rows(text)
        assert naturalness(text) == naturalness_of_lanes(text, sum_of_rows(text))


@needs_kernels
@given(texts)
def test_costs_in_all_languages(text: str) -> None:
    models = compiled_models()
    assert models is not None
    assert models.lane_costs(text) == sum_of_rows(text)
    assert naturalness(text) == naturalness_of_lanes(text, sum_of_rows(text))


@needs_kernels
@given(texts, st.sampled_from(LANGUAGES))
def test_costs_in_one_language(text: str, language: str) -> None:
    fast, slow = compiled_costs(language), Costs(language)
    assert fast is not None
    padded = START + text
    for start in range(len(text)):
        gram = padded[start : start + GRAM]
        assert fast[gram] == slow[gram], gram


@needs_kernels
@pytest.mark.parametrize("east_asian", get_args(EastAsian))
def test_costs_by_pairs_of_known_texts(east_asian: EastAsian) -> None:
    for text in known_texts():
        assert bits_by_pairs(text, east_asian) == pair_units(text, east_asian) / UNITS_PER_BIT


@needs_kernels
@given(texts, st.sampled_from(get_args(EastAsian)))
def test_costs_by_pairs(text: str, east_asian: EastAsian) -> None:
    assert bits_by_pairs(text, east_asian) == pair_units(text, east_asian) / UNITS_PER_BIT


@needs_kernels
def test_costs_by_characters_of_known_texts() -> None:
    for text in known_texts():
        assert bits_by_characters(text) == character_units(text) / UNITS_PER_BIT


@needs_kernels
@given(texts)
def test_costs_by_characters(text: str) -> None:
    assert bits_by_characters(text) == character_units(text) / UNITS_PER_BIT


@needs_kernels
def test_costs_of_characters_that_do_not_fit_are_refused() -> None:
    models = compiled_models()
    assert models is not None
    for units in (-1, 1 << 16):
        with pytest.raises(ValueError, match="a character cannot cost"):
            models.character_costs("\U0010fffe", {"\U0010fffe": units})


def _listing(line: str) -> bool | None:
    tables = _tables()
    assert tables is not None
    return tables.lists(line)


@needs_kernels
def test_lists_of_characters_in_known_texts() -> None:
    for text in known_texts():
        for line in text.splitlines():
            assert _listing(line) == lists_characters(line), line


@needs_kernels
@given(st.one_of(texts, st.text(AWKWARD, max_size=60)))
def test_lists_of_characters(line: str) -> None:
    assert _listing(line) == lists_characters(line)


#: Characters one, two, five or more code points after one another, with blanks between some.
@needs_kernels
@given(
    st.sampled_from([0x20, 0x7A, 0xE0, 0x430, 0x2E70, 0x4E00, 0x9FF0, 0x1F600]),
    st.lists(st.sampled_from([-2, -1, 0, 1, 1, 1, 2, 3, 5, 16, 17, 64, 65]), max_size=50),
    st.sampled_from(["", " ", "\u3000", "-"]),
)
def test_lists_of_near_characters(first: int, steps: list[int], between: str) -> None:
    codes = [max(0, first + sum(steps[:place])) for place in range(len(steps) + 1)]
    line = between.join(map(chr, codes))
    assert _listing(line) == lists_characters(line)


def _choices(end: int, row: list[tuple[str, float]], bits: float) -> Choices:
    return Choices(end, "".join([char for char, _ in row]), tuple([more for _, more in row]), bits)


#: Lattices whose arcs spell no character, one, or two, and end at any later node; or are choices.
lattices = st.integers(0, 6).flatmap(
    lambda size: st.tuples(
        *(
            st.lists(
                st.builds(
                    Arc,
                    st.integers(node + 1, size),
                    st.text(AWKWARD, max_size=2),
                    st.floats(0, 30),
                )
                | st.builds(
                    _choices,
                    st.integers(node + 1, size),
                    st.lists(st.tuples(st.sampled_from(AWKWARD), st.floats(-4, 30)), max_size=4),
                    st.floats(0, 30),
                ),
                max_size=6,
            )
            for node in range(size)
        )
    )
)


@needs_kernels
@given(
    lattices,
    st.sampled_from(LANGUAGES),
    st.text(AWKWARD, max_size=4),
    st.text(AWKWARD, max_size=4),
    st.sampled_from([0, 1, 2, 3, 32]),
)
def test_the_cheapest_path(
    lattice: Lattice, language: str, before: str, after: str, width: int
) -> None:
    start = (START + before)[-HISTORY:]
    beam = Beam(width, BEAM_BITS)
    slow = cheapest_path(lattice, spelling_cost_in(language), start, after[:HISTORY], beam)
    fast = best_path(lattice, language, before=before, after=after, width=width)
    assert fast == slow
    if fast is not None and slow is not None:
        given = {id(arc) for here in lattice for arc in here}
        assert [id(a) for a in fast.arcs if id(a) in given] == [
            id(a) for a in slow.arcs if id(a) in given
        ]


@given(lattices, st.sampled_from(["en", "zh-hans"]), st.integers(1, 6), st.integers(1, 30))
def test_a_beam_that_cuts_nothing_finds_what_a_wider_one_finds(
    lattice: Lattice, language: str, width: int, more: int
) -> None:
    cost = spelling_cost_in(language)
    found = cheapest_path(lattice, cost, START, "", Beam(width, BEAM_BITS))
    wider = cheapest_path(lattice, cost, START, "", Beam(width + more, BEAM_BITS))
    if found is not None and found.states <= width:
        assert found == wider


@needs_kernels
def test_the_cheapest_path_through_many_states() -> None:
    letters = "abcdefghijklmnopqrstuvwxyzéèàüöäñçøåßæœ"
    lattice = [[Arc(node + 1, letter, node % 3) for letter in letters] for node in range(12)]
    for width in (0, 32):
        slow = cheapest_path(lattice[:4], spelling_cost_in("fr"), START, "e", Beam(width, 20.0))
        assert best_path(lattice[:4], "fr", after="e", width=width) == slow
    assert best_path(lattice, "fr") is not None


#: What lossy decoders show of text, with what they write for lost bytes.
lossy_lines = st.text(st.sampled_from("浣犲ソ今天Ð¸ÃÂ鈥�����???・ aé€\x80\xa0Œ"), max_size=24)


@needs_kernels
@given(
    lossy_lines,
    st.sampled_from(["gbk", "big5", "cp932", "cp949", "euc-jp", "cp1252", "cp1251"]),
    st.sampled_from(list(ErrorPolicy)[:3]),
    st.sampled_from(["\ufffd", "?", "・"]),
    st.sampled_from([encoding.name for encoding in ENCODINGS if encoding.byte_forms]),
    st.sampled_from([0, 1, 7, 100, sys.maxsize]),
)
def test_the_spans_of_lattices(  # noqa: PLR0917 - all that a lattice is made of
    line: str, read_as: str, policy: ErrorPolicy, mark: str, written_in: str, most: int
) -> None:
    lattice = byte_lattice(line, read_as, policy, mark)
    finder = arc_finder(written_in, read_as)
    assert finder is not None
    for start in range(len(lattice.known)):
        found = Segmentation(looked_at=3, most_looks=most)
        slow = span_in_python(found, lattice, start, written_in)
        fast = finder.span(lattice.flat(), start, 3, most, HISTORY)
        assert fast == (slow.end, slow.arcs, found.looked_at)
        assert all(type(arc) is CharacterArc for here in fast[1] for arc in here)
        assert finder.arcs(lattice.flat(), start) == arcs_and_ways(lattice, start, written_in)


@needs_kernels
@given(
    st.binary(max_size=40) | st.text("今天天气ａ, a?", max_size=20).map(lambda t: t.encode("gbk")),
    st.binary(min_size=64, max_size=64),
    st.sampled_from(["zh-hans", "ja", "ko"]),
)
def test_bytes_out_of_step(data: bytes, may_miss: bytes, language: str) -> None:
    may_miss = bytes(byte & 1 for byte in may_miss[: len(data) + 1])
    pairs = _pairs(data, "gbk")
    start = START[:HISTORY]
    slow = list(orphans_in_python(data, pairs, may_miss, language, start))
    kernel = compiled_module("_pairs")
    costs = compiled_costs(language)
    units = dropped_bytes._ORPHAN_COST, dropped_bytes._ASCII_ORPHAN_COST
    unreadable = dropped_bytes._UNREADABLE_COST
    fast = kernel.orphan_bytes(costs, data, pairs, may_miss, *units, unreadable, start)
    assert fast == slow


@needs_kernels
@given(lattices, st.integers(1, 40))
def test_the_steps_of_a_search(lattice: Lattice, width: int) -> None:
    ends = ends_of([[c for c in here if isinstance(c, Choices)] for here in lattice])
    kernel = compiled_module("_lattice")
    assert kernel.steps_and_states(ends, width) == steps_in_python(ends, width)


@needs_kernels
def test_an_arc_leads_onwards() -> None:
    for arc in (Arc(0, "a"), Arc(3, "a")):
        with pytest.raises(ValueError, match="does not lead onwards"):
            best_path([[arc], [Arc(2, "b")]], "en")


@cache
def scanner_and_patterns() -> tuple[Scanner, list[re.Pattern[str]]]:
    """Return the scan for the triggers of all rules, and the expressions that it stands for."""
    triggers = list(dict.fromkeys(rule.trigger for rule in RULES))
    scanner = scanner_of(triggers)
    assert scanner is not None
    return scanner, [re.compile(f"[{t.first}](?={t.then})", re.MULTILINE) for t in triggers]


def assert_scans_agree(text: str) -> None:
    """Assert that the scan finds the places and the triggers that the expressions find."""
    scanner, patterns = scanner_and_patterns()
    places = []
    place = scanner.find(text)
    while place >= 0:
        places.append(place)
        place = scanner.find(text, place + 1)
    starts = {i for i in range(len(text)) if any(p.match(text, i) for p in patterns)}
    assert places == sorted(starts)
    assert scanner.triggers(text) == [i for i, p in enumerate(patterns) if p.search(text)]


#: What triggers are made of, one character or one fixture's characters after another.
marks = st.one_of(
    st.sampled_from(sorted(set("".join(t.first + t.then for t in (r.trigger for r in RULES))))),
    st.sampled_from("?? \n(){}<>%$&=,;1"),
    st.characters(categories=None),
)


@needs_kernels
def test_the_scan_finds_what_the_triggers_match_in_known_texts() -> None:
    for text in known_texts():
        assert_scans_agree(text[:2000])


@needs_kernels
@given(st.text(marks, max_size=40))
def test_the_scan_finds_what_the_triggers_match(text: str) -> None:
    assert_scans_agree(text)
    for cut in range(min(len(text), 5)):
        assert_scans_agree(text[cut : len(text) - cut])


@needs_kernels
@given(st.text(marks, max_size=40))
def test_parts_of_the_scan_of_the_package_find_what_their_triggers_match(text: str) -> None:
    tables = tables_of_package()
    assert tables is not None
    for number, entry in enumerate(tables.rules):
        pattern = re.compile(f"[{entry.trigger.first}](?={entry.trigger.then})", re.MULTILINE)
        part = tables.scanner.part({number})
        match = pattern.search(text)
        assert part.find(text) == (-1 if match is None else match.start())
        assert part.triggers(text) == ([] if match is None else [number])
        assert shared_scan(entry.name).find(text) == part.find(text)


@needs_kernels
def test_readers_of_utf8_look_at_nothing_behind_a_text() -> None:
    from textrepair.kernels._scan import Utf8Reader

    text = "浣犲ソ"
    signs = scanner_and_patterns()[0].view({0})
    for is_sparse in (True, False):
        reader = Utf8Reader([], [], 0x110000, 0, 40, b"", b"", "gb18030", [], is_sparse)
        with pytest.raises(ValueError, match="of the scanner"):
            reader.read(text, None, signs)
    # Characters of three bytes in EUC-JP, of which each pair would be taken for a character.
    three = bytes.fromhex("c28fa1a1 8fb0a1" * 9).decode("euc-jp", "ignore")
    reader = Utf8Reader([], [], 0x110000, 0, 4000, b"", b"", "euc-jp", [(0, 0x10FFFF)], False)
    assert reader.read(three) is None


#: The scan for all rules, as a pipeline has it.
ALL_RULES = Pipeline().scan


@cache
def column_scan() -> ColumnScan:
    """Return the scan of columns for all rules."""
    found = Pipeline().scan.column_scan(1 << 20)
    assert found is not None
    return found


def rows_with_triggers(rows: list[bytes | None]) -> list[int]:
    """Return the rows of a column in which its scan finds triggers; nulls hide some text."""
    data = [b"caf\xc3\x83\xc2\xa9 {$@" if row is None else row for row in rows]
    offsets = array("q", accumulate(map(len, data), initial=0))
    is_valid = bytes(row is not None for row in rows) if None in rows else None
    return column_scan().rows(b"".join(data), offsets, is_valid)


@needs_kernels
@given(st.lists(st.one_of(st.none(), st.text(marks, max_size=30)), max_size=6))
def test_the_scan_of_a_column_finds_the_rows_that_the_scan_finds(rows: list[str | None]) -> None:
    texts = [None if row is None else re.sub("[\ud800-\udfff]", "", row) for row in rows]
    matches = [i for i, text in enumerate(texts) if text and ALL_RULES.matches(text)]
    assert rows_with_triggers([t if t is None else t.encode() for t in texts]) == matches


@needs_kernels
def test_the_scan_of_a_column_finds_the_known_texts_with_triggers() -> None:
    texts = [re.sub("[\ud800-\udfff]", "", text) for text in known_texts()]
    lines = [line for text in texts for line in (text, *text.split("\n"), *text.split())]
    matches = [i for i, line in enumerate(lines) if ALL_RULES.matches(line)]
    assert rows_with_triggers([line.encode() for line in lines]) == matches


@needs_kernels
@given(st.binary(max_size=12), st.text(marks, max_size=12))
def test_the_scan_of_a_column_raises_for_what_is_no_utf8(odd: bytes, text: str) -> None:
    row = re.sub("[\ud800-\udfff]", "", text).encode() + odd
    try:
        matches = ALL_RULES.matches(row.decode())
    except UnicodeDecodeError:
        with suppress(UnicodeDecodeError):
            assert rows_with_triggers([row]) == [0]  # by what stands before
    else:
        assert rows_with_triggers([row]) == ([0] if matches else [])


@needs_kernels
@pytest.mark.parametrize(
    ("data", "offsets", "is_valid"),
    [(b"ab", [0, 3], None), (b"ab", [-1, 2], None), (b"ab", [0, 2, 1], None), (b"ab", [0, 2], b"")],
)
def test_the_scan_of_a_column_refuses_what_is_none(
    data: bytes, offsets: list[int], is_valid: bytes | None
) -> None:
    with pytest.raises(ValueError, match=r"offsets|is_valid"):
        column_scan().rows(data, array("q", offsets), is_valid)


@needs_kernels
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("a", "(?<!é)b"),
        ("é", "(?!bc)"),
        ("é", "(?<!x.)(?:[^a-z]|$)"),
        ("é", "b{2,40}c"),
        ("é", "(?:b|cd){1,3}?\\b"),
        ("😀-🙏", "[^😀-😐]"),
        ("é", "\\s*\\w"),
        ("é", "(?<=^é)[\\S\\d]"),
        ("é", "(b)\\1"),
        ("é", "(?:(?!b).){3}"),
    ],
)
@given(text=st.text("aébcdx \n1😀😐😑𐀀", max_size=12))
def test_the_scan_keeps_to_any_expression(first: str, then: str, text: str) -> None:
    scanner = scanner_of([Trigger(first, then)])
    assert scanner is not None
    pattern = re.compile(f"[{first}](?={then})", re.MULTILINE)
    for start in range(len(text) + 1):
        match = pattern.search(text, start)
        assert scanner.find(text, start) == (-1 if match is None else match.start())


@needs_kernels
def test_a_gate_hands_back_what_holds_no_trigger() -> None:
    asked: list[tuple[str, dict[str, object]]] = []

    def function(text: str, **options: object) -> str:
        asked.append((text, options))
        return "asked"

    scanner = scanner_of([Trigger("é", "b"), Trigger("&", "amp;")])
    assert scanner is not None
    prepared = (scanner, scanner.view({1}), None)
    gate = compiled_module("_scan").gate
    fix = gate(function, lambda: None, lambda: prepared, 4, 9)
    assert [fix(text) for text in ("1234567", "né", "aé", "né")] == ["asked", "asked", "aé", "né"]
    fix = gate(function, lambda: None, lambda: prepared, 4, 3)
    assert [fix("1234567") for _ in range(4)] == ["asked", "asked", "asked", "1234567"]
    fix = gate(function, lambda: prepared, lambda: None, 4, 9)
    assert [fix("1234567"), fix("né"), fix("a" * 200)] == ["asked", "né", "a" * 200]
    asked.clear()
    for text in ("a&amp;" * 40, "née", "éb", "a&b" * 40):
        fix(text)
    assert [text for text, _ in asked] == ["a&amp;" * 40, "éb"]
    assert fix("1234567", unsafe=True) == "asked"
    assert asked[-1] == ("1234567", {"unsafe": True})
    with pytest.raises(TypeError):
        fix()


@cache
def gated_and_plain() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return ``fix`` of the default pipeline behind a gate, and without one."""
    pipeline = Pipeline()
    data = tables_of(pipeline)
    gate = compiled_module("_scan").gate

    def plain(text: str) -> str:
        """Fix a text by the rules alone: no compiled reader of UTF-8 is shared with them."""
        with patch.dict(kernels._scans):
            for name in (UTF8_LINES, UTF8_THROUGHOUT):
                kernels._scans.pop(name, None)
            return pipeline.fix(text)

    return gate(pipeline.fix, lambda: load(data), lambda: None, 1, 1), plain


def misread_bytes(text: str) -> str:
    """Return what the bytes of a text look like in Windows-1252, with C1 controls in its holes."""
    data = text.encode("utf-8", "surrogatepass")
    return "".join(WESTERN[byte] for byte in data)


def with_misread_words(text: str, step: int) -> str:
    """Return a text of which one word in some looks like its bytes in Windows-1252."""
    words = text.split(" ")
    return " ".join(word if i % step else misread_bytes(word) for i, word in enumerate(words))


def misread_as(text: str, page: str) -> str:
    """Return what the bytes of a text look like in another page, as far as they do."""
    return text.encode("utf-8", "surrogatepass").decode(page, "ignore")


WESTERN = [bytes([byte]).decode("cp1252", "replace").replace("�", chr(byte)) for byte in range(256)]


@needs_kernels
def test_what_passes_the_gate_is_what_the_rules_make() -> None:
    gated, plain = gated_and_plain()
    shortcuts = 0
    for text in known_texts():
        lines = text[:300].split("\n")
        for raw in (
            text[:600],
            misread_bytes(text[:300]),
            misread_bytes(lines[0][:40]),
            with_misread_words(text[:300], 4),
            with_misread_words(lines[0], 3),
            misread_as(text[:300], "cp1251"),
            misread_as(lines[0], "cp1251"),
            misread_as(text[:300], "gb18030"),
            misread_as(lines[0], "gb18030"),
        ):
            fixed = gated(raw)
            assert fixed == plain(raw)
            assert fixed is raw or fixed != raw
            shortcuts += fixed == text[:300] != raw
    assert shortcuts > 100


@needs_kernels
@given(
    st.text(
        st.one_of(st.sampled_from(AWKWARD), st.sampled_from("éàüß’“”–…€ñçа中\n ?")), max_size=40
    )
)
def test_what_is_misread_passes_the_gate_as_the_rules_make_it(text: str) -> None:
    gated, plain = gated_and_plain()
    for raw in (misread_bytes(text), misread_bytes(text)[1:], text + misread_bytes(text)):
        assert gated(raw) == plain(raw)


@needs_kernels
@given(
    st.text(
        st.one_of(
            st.sampled_from(AWKWARD), st.sampled_from("привет, мирПМ«»—\n1a的中文字，。的の")
        ),
        max_size=40,
    ),
    st.sampled_from(["cp1251", "gb18030", "cp1252"]),
)
def test_what_is_misread_as_another_page_passes_the_gate_as_the_rules_make_it(
    text: str, page: str
) -> None:
    gated, plain = gated_and_plain()
    for raw in (misread_as(text, page), misread_as(text, page)[1:], text + misread_as(text, page)):
        assert gated(raw) == plain(raw)


@needs_kernels
@given(
    st.lists(
        st.text(st.sampled_from("aàbcçéÉßøŁœŸ’”«» \xa0Ã©Â.1-µ®"), min_size=1, max_size=6),
        max_size=9,
    ),
    st.integers(1, 4),
    st.sampled_from([" ", " plain words of English ", "\n", ", "]),
)
def test_words_that_are_misread_pass_the_gate_as_the_rules_make_them(
    words: list[str], step: int, between: str
) -> None:
    gated, plain = gated_and_plain()
    raw = between.join(w if i % step else misread_bytes(w) for i, w in enumerate(words))
    assert gated(raw) == plain(raw)


@needs_kernels
def test_tables_that_are_damaged_are_refused() -> None:
    scanner, _ = scanner_and_patterns()
    tables = scanner.tables()
    scan = compiled_module("_scan")
    again = scan.Scanner(None, tables, lambda *_: False)
    assert again.tables() == tables
    for damaged in (b"", tables[:100], tables[:-1], b"\xff" * len(tables), b"\0" * len(tables)):
        with pytest.raises(ValueError, match=r"tables|classes|scanner"):
            scan.Scanner(None, damaged, lambda *_: False)


@needs_kernels
def test_what_windows_cannot_say_is_left_to_the_expression() -> None:
    assert scanner_of([Trigger("é", "(?i:b)")]) is None


@needs_kernels
def test_a_cost_is_that_of_four_characters() -> None:
    costs = compiled_costs("en")
    assert costs is not None
    for gram in ("", "abc", "abcde"):
        with pytest.raises(ValueError, match="not four"):
            costs[gram]


@needs_kernels
@given(texts)
def test_costs_in_any_language(text: str) -> None:
    kernel = compiled_any_language()
    assert kernel is not None
    assert kernel.units(text) == units_in_any_language(text)


@needs_kernels
@given(st.text(st.sampled_from("abc eiou.,ABÀÈÉÊÎÕèêãâîõűőčšž“\xa0Ãąę"), max_size=200))
def test_refused_lines(line: str) -> None:
    kernel = refusal._compiled()
    assert kernel is not None
    places = list(sign_places(line))
    assert kernel.refuses(line, places) == refusal.refuses(line, places)


@needs_kernels
def test_refused_lines_of_known_texts() -> None:
    kernel = refusal._compiled()
    assert kernel is not None
    for text in known_texts():
        for line in text.split("\n"):
            if places := list(sign_places(line)):
                assert kernel.refuses(line, places) == refusal.refuses(line, places), line


#: Text that pages of several scripts hold, and what becomes of it in others.
WRITTEN = st.text(
    st.sampled_from("аеинорстлвЩіЁ абвγαεΩשלוםاللهไทย我的是、のて한글,.?- aE7é\xa0€"), max_size=80
)
PAGES = st.sampled_from(
    (
        *("cp1251", "koi8_u", "cp866", "cp1253", "cp1255", "cp1256", "cp874"),
        *("gbk", "big5", "cp932", "euc_jp", "cp949", "utf-8"),
    )
)


@needs_kernels
@given(WRITTEN, PAGES, st.sampled_from(["latin-1", "cp1252", "cp1251", "koi8-r", "cp866"]))
def test_dense_lines(text: str, written_in: str, read_as: str) -> None:
    assert_dense_lines_alike(text.encode(written_in, "ignore").decode(read_as, "ignore"))


@needs_kernels
@given(texts)
def test_dense_lines_of_any_text(text: str) -> None:
    assert_dense_lines_alike(text)


@needs_kernels
def test_dense_lines_of_known_texts() -> None:
    for text in known_texts():
        for line in text.split("\n"):
            assert_dense_lines_alike(line)


def assert_dense_lines_alike(line: str) -> None:
    kernel = dense_lines._compiled()
    assert kernel is not None
    assert kernel.is_dense(line) == dense_lines.is_dense(line)
    count, different = dense_lines.characters_beyond_ascii(line)
    assert kernel.beyond(line) == (count, min(different, 16))
    for number, reader in enumerate(dense_lines._ALL_READERS):
        found = kernel.readings(line, number)
        assert found == dense_lines.readings(line, reader)
        for _, _, text in found:
            assert kernel.spoils(line, text) == dense_lines.spoils(line, text)


@needs_kernels
@given(st.text(st.sampled_from("a é ÃÂ\xa0©â€™сЂРµжі╨╤—Å¡ï»¿ð\x81\u20ac"), max_size=40))
def test_pages_that_may_show_utf8(line: str) -> None:
    fast, kernel = utf8_readers.readers_of(line), utf8_readers._compiled()
    assert kernel is not None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(utf8_readers, "_compiled", lambda: None)
        assert list(fast) == list(utf8_readers.readers_of(line))
        slow = [utf8_readers.may_show_utf8(line, place) for place in range(len(line))]
    assert [utf8_readers.may_show_utf8(line, place) for place in range(len(line))] == slow
