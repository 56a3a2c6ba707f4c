"""A large file repaired in parts becomes what it becomes when it is read at once."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.laws.test_laws import FRAGMENTS, messy
from tests.support import article_cases, rule_cases

from textrepair import RULES, Edit, Finding, Options, Pipeline, Repair, Rule, decode
from textrepair.detection import text_format
from textrepair.errors import InputError, OutputError
from textrepair.files.document import Document, FileState
from textrepair.files.encode import render
from textrepair.files.large import LargeDocument
from textrepair.files.rendering_in_parts import is_as_it_was, render_parts
from textrepair.pipeline.chunked import PartedRepair
from textrepair.pipeline.chunker import NEAR, Cutter
from textrepair.rules.rule import Scope

#: The exceptions: these look at a whole text, and take each part for one.  Only their findings
#: can differ, or what they change with ``unsafe`` and ``chinese``.
JUDGED_APART = {"mixed-script", "chinese-variant", "number-gap", "refilled-numbers"}

PIPELINES = [Pipeline(), Pipeline(profile="normalize"), Pipeline(ignore=JUDGED_APART, unsafe=True)]
KNOWN = [case.text for group in ("pass", "noop", "known-failure") for case in rule_cases(group)]
ARTICLES = [case.text for case in article_cases()]

Said = list[Edit | Finding]


_Each = TypeVar("_Each", Edit, Finding)


def moved(each: _Each, offset: int) -> _Each:
    return replace(each, start=each.start + offset, end=each.end + offset)


def in_parts(pipeline: Pipeline, text: str, size: int, **more: Any) -> tuple[list[str], Said]:
    """Repair a text in parts; return these, and what was said of the whole of it."""
    parts: list[str] = []
    said: Said = []
    offset = 0
    pieces = [text[at : at + size + 3] for at in range(0, len(text), size + 3)]
    with PartedRepair(pipeline, lambda: pieces, size=size, **more) as parted:
        for repair in parted.repairs():
            assert repair.undo() == repair.original
            parts.append(repair.text)
            said += [moved(each, offset) for each in repair.edits]
            said += [moved(each, offset) for each in repair.findings]
            offset += len(repair.original)
        assert parted.changed == any(isinstance(each, Edit) for each in said)
    return parts, said


def assert_same(pipeline: Pipeline, text: str, size: int) -> None:
    """Assert that a text in parts is repaired as the whole is, with the same to be said of it."""
    whole = pipeline.repair(text)
    parts, said = in_parts(pipeline, text, size)
    assert "".join(parts) == whole.text
    assert [each for each in said if isinstance(each, Edit)] == list(whole.edits)
    assert exact(said) == exact([*whole.edits, *whole.findings])


def exact(said: Said) -> Said:
    """Return what rules say that see the same in a part as in the whole, in order."""
    told = [each for each in said if each.rule not in JUDGED_APART]
    return sorted(told, key=lambda each: (each.start, each.end, each.rule, each.message))


lines = st.lists(
    st.one_of(st.sampled_from(KNOWN).map(lambda text: text[:200]), messy, st.just("")), max_size=8
).map("\n".join)


@settings(max_examples=60)
@given(lines, st.integers(1, 120), st.sampled_from(PIPELINES))
def test_any_text_in_parts(text: str, size: int, pipeline: Pipeline) -> None:
    assert_same(pipeline, text, size)


@pytest.mark.parametrize("text", ARTICLES)
@pytest.mark.parametrize("size", [1, 100, 500])
def test_articles_in_parts(text: str, size: int) -> None:
    for pipeline in PIPELINES[:2]:
        assert_same(pipeline, text, size)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join(["dÃ©jÃ\xa0 vu", "sound", "", "naÃ¯vetÃ©", "20 \x80", ""] * 5)
    assert_same(Pipeline(), text, 9)


def test_parts_are_many() -> None:
    text = "dÃ©jÃ\xa0 vu\nlà-bas\n" * 50
    parts, said = in_parts(Pipeline(), text, 20)
    assert len(parts) > 40
    assert len(said) == 50


class TestWhatOtherPartsTell:
    """The text far away decides, and in parts it is far away."""

    def test_habit_of_a_converter(self) -> None:
        text = "加速落實(shí)網(wǎng)站計(jì)劃。\n" + "天地人和。\n" * 200 + "落實(shí)\n"
        assert in_parts(Pipeline(), text, 30)[0][-1].endswith("落實\n")
        assert_same(Pipeline(), text, 30)

    def test_digit_that_was_eaten(self) -> None:
        text = "5G網絡、5G基站\n" * 18 + "天地人和。\n" * 200 + "讓當?shù)鼐用裣硎艿?G應用\n"
        assert "享受到5G" in "".join(in_parts(Pipeline(), text, 30)[0])
        assert_same(Pipeline(), text, 30)

    def test_tag_of_html(self) -> None:
        text = "caf&eacute;\n" + "plain\n" * 300 + "<p>\n"
        assert_same(Pipeline(profile="normalize"), text, 20)
        assert_same(Pipeline(profile="normalize"), text.replace("<p>", "p"), 20)

    def test_text_that_is_utf8_throughout(self) -> None:
        good = "tu as été là\n" * 3 + "plain\n" * 300 + "→ ✓\n"
        text = good.encode().decode("latin-1")
        assert "".join(in_parts(Pipeline(), text, 20)[0]) == good
        assert_same(Pipeline(), text, 20)
        assert_same(Pipeline(), text + "ÿ\n", 20)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_say_how_far_they_look(rule: Rule) -> None:
    assert rule.scope in set(Scope)
    assert 0 <= rule.reach <= NEAR


class TestExceptions:
    """Where parts can differ from the whole; each is told in docs/cli.md."""

    @pytest.mark.parametrize("rule", sorted(JUDGED_APART))
    def test_rules_that_take_parts_for_a_whole(self, rule: str) -> None:
        (found,) = (each for each in Pipeline(select=[rule]).rules)
        assert found.scope is Scope.DOCUMENT
        assert found.find_in_chunks is None

    def test_they_are_told(self) -> None:
        text = "對於旅游業,這是建成后的示范,對于旅游。\n" * 9
        with PartedRepair(Pipeline(), lambda: [text], size=40) as parted:
            list(parted.repairs())
            assert parted.judged_apart == {"mixed-script"}

    def test_lines_that_are_too_long_are_cut_at_a_blank(self) -> None:
        text = "tu as été là et bien là " * 500
        parts, _ = in_parts(Pipeline(), text, 100, longest=400)
        assert max(map(len, parts)) <= 900
        assert all(part.endswith(" ") for part in parts)
        assert "".join(parts) == text

    def test_without_blanks_they_are_cut_anywhere(self) -> None:
        text = "天地人和" * 1000
        parts, _ = in_parts(Pipeline(), text, 100, longest=400)
        assert {len(part) for part in parts[:-1]} == {100}

    def test_damage_everywhere_is_cut_at_a_line_end(self) -> None:
        text = "".join(f"d\udce9j\udce0 vu {n}\n" for n in range(300))
        parts, _ = in_parts(Pipeline(), text, 100, longest=400)
        assert max(map(len, parts)) <= 900
        assert all(part.endswith("\n") for part in parts)


pieces = st.lists(
    st.sampled_from(["a\n", "bb ", "\r\n", "\r", "c\n\n", "\u0301", "\ufeff", "\ud800", "\udc00"]),
    max_size=60,
).map("".join)


@given(pieces, st.integers(1, 40), st.integers(1, 80), st.booleans())
@example("\r\n" * 20, 1, 1, False)
def test_cutting_loses_nothing(text: str, size: int, longest: int, quiet: bool) -> None:
    cutter = Cutter(lambda _: quiet, lambda _: quiet, lambda _: quiet, size, longest)
    parts = list(cutter.parts(text[at : at + 7] for at in range(0, len(text), 7)))
    assert "".join(parts) == text
    assert "" not in parts
    assert not any(part[0] == "\n" and before[-1] == "\r" for before, part in pairwise(parts))


def outcome_of(
    data: bytes, pipeline: Pipeline, to: str | None, size: int | None
) -> bytes | tuple[type, str]:
    """Return the bytes that a repaired file has, or why it is not written."""
    try:
        if size is None:
            document = Document("a", data, decode(data, mixed=False), None)
            return render(document, pipeline.repair(document.text), to=to)
        file = io.BytesIO(data)
        large = LargeDocument("a", file, len(data), text_format(file), None)
        with PartedRepair(pipeline, large.texts, size=size) as parted:
            changed = parted.changed
            written = b"".join(render_parts(large, parted.repairs(), changed=changed, to=to))
            assert is_as_it_was(large, changed=changed, to=to) == (written == data)
            return written
    except OutputError as error:
        return type(error), str(error)


CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "gb18030", "cp932", "iso2022_jp"]


@settings(max_examples=100)
@given(lines, st.sampled_from(CODECS), st.integers(1, 60), st.sampled_from([None, *CODECS]))
def test_files_in_parts(text: str, codec: str, size: int, to: str | None) -> None:
    data = text.encode(codec, "ignore")
    assert outcome_of(data, PIPELINES[0], to, size) == outcome_of(data, PIPELINES[0], to, None)


@given(
    st.lists(st.one_of(st.binary(max_size=9), st.sampled_from(FRAGMENTS).map(
        lambda text: text.encode("utf-8", "surrogatepass"))), max_size=12).map(b"\n".join),
    st.integers(1, 60),
)  # fmt: skip
def test_any_bytes_in_parts(data: bytes, size: int) -> None:
    for to in (None, "utf-8", "utf-16"):
        whole = outcome_of(data, PIPELINES[0], to, None)
        assert outcome_of(data, PIPELINES[0], to, size) == whole


def test_bytes_that_an_encoding_does_not_give_back() -> None:
    """cp932 has two codes for some characters: untouched ones would change."""
    data = ("昨日、{0}地図の展覧会が開かれました。\n" * 9).encode("cp932")
    data = data.replace(b"{0}", b"\x87\x90") + "縺薙ｓ縺ｫ縺｡縺ｯ".encode("cp932") + b"\n"
    whole = outcome_of(data, PIPELINES[0], None, None)
    assert outcome_of(data, PIPELINES[0], None, 20) == whole


def test_file_that_changes_while_it_is_read(tmp_path: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\n")
    with path.open("rb") as file:
        state = FileState.of(path.stat())
        large = LargeDocument("a", file, 8, text_format(file), state)
        assert list(large.texts()) == ["one\ntwo\n"]
        path.write_bytes(b"one\ntwo\nthree\n")
        with pytest.raises(InputError, match="changed while it was being read"):
            list(large.texts())


def _learn_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[list[Finding]]:
    """Tell of each chunk how many there are: misuse of ``find_in_chunks`` is found by it."""
    count = sum(1 for _ in chunks)
    for number, text in enumerate(chunks, 1):
        yield [Finding("learning", 0, 1, text[0], f"{number} of {count}")]


LEARNING = Rule(
    name="learning",
    summary="counts",
    doc="",
    trigger=Pipeline(select=["mojibake"]).rules[0].trigger,
    find=lambda text, options: next(_learn_in_chunks([text], options)),
    inflict=lambda text, rng: text,
    find_in_chunks=_learn_in_chunks,
)


def test_rule_that_sees_all_parts() -> None:
    pipeline = Pipeline([LEARNING])
    _, said = in_parts(pipeline, "aÃ©\nb\nc\n", 2)
    assert [each.message for each in said] == ["1 of 3", "2 of 3", "3 of 3"]


def test_repair_of_nothing() -> None:
    with PartedRepair(Pipeline(), list, size=5) as parted:
        assert list(parted.repairs()) == []
    assert Pipeline().repair("") == Repair("", "")
