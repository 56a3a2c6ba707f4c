"""A file repaired in chunks, of any size, becomes what it becomes as a whole."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.laws.test_laws import FRAGMENTS, messy
from tests.support import article_cases, rule_cases

from textrepair import RULES, Edit, Finding, Options, Pipeline, Repair, Rule, decode
from textrepair.detection import Input, text_format
from textrepair.errors import InputError, OutputError
from textrepair.files.document import Document, FileState
from textrepair.files.encode import encode_repaired, is_format
from textrepair.pipeline.chunked import ChunkedRepair
from textrepair.pipeline.chunker import NEAR, Chunker
from textrepair.rules.rule import Scope

#: The exceptions: these look at a whole text, and take each chunk for one.  Only their findings
#: can differ, or what they change with ``unsafe`` and ``chinese``.
CHUNK_SCOPE = {"mixed-script", "chinese-variant", "number-gap", "refilled-numbers"}

#: These only report, and look at the lines around.  Where they have something to do at every line
#: end, a chunk ends there all the same.
NEARBY = {rule.name for rule in RULES if rule.reports_only and rule.reach}

PIPELINES = [Pipeline(), Pipeline(profile="normalize"), Pipeline(ignore=CHUNK_SCOPE, unsafe=True)]
KNOWN = [case.text for group in ("pass", "noop", "known-failure") for case in rule_cases(group)]
ARTICLES = [case.text for case in article_cases()]

Said = list[Edit | Finding]


_Each = TypeVar("_Each", Edit, Finding)


def moved(each: _Each, offset: int) -> _Each:
    return replace(each, start=each.start + offset, end=each.end + offset)


def in_chunks(pipeline: Pipeline, text: str, size: int, **more: Any) -> tuple[list[str], Said]:
    """Repair a text in chunks; return these, and what was said of the whole of it."""
    chunks: list[str] = []
    said: Said = []
    offset = 0
    pieces = [text[at : at + size + 3] for at in range(0, len(text), size + 3)]
    with ChunkedRepair(pipeline, lambda: pieces, size=size, **more) as chunked:
        for repair in chunked.repairs():
            assert repair.undo() == repair.original
            chunks.append(repair.text)
            said += [moved(each, offset) for each in repair.edits]
            said += [moved(each, offset) for each in repair.findings]
            offset += len(repair.original)
        assert chunked.changed == any(isinstance(each, Edit) for each in said)
    return chunks, said


def assert_same(
    pipeline: Pipeline, text: str, size: int, apart: Collection[str] = CHUNK_SCOPE
) -> None:
    """Assert that a text in chunks is repaired as the whole is, with the same to be said of it.

    ``apart`` are the rules that may say something else.
    """
    whole = pipeline.repair(text)
    chunks, said = in_chunks(pipeline, text, size)
    assert "".join(chunks) == whole.text
    assert [each for each in said if isinstance(each, Edit)] == list(whole.edits)
    expected: Said = [*whole.edits, *whole.findings]
    assert exact(said, apart) == exact(expected, apart)
    ours, theirs = messages(said, apart), messages(expected, apart)
    assert all(ours[place] == theirs[place] for place in ours.keys() & theirs.keys())


def exact(said: Said, apart: Collection[str]) -> list[tuple[int, int, str]]:
    """Return the places of rules that see the same in a chunk as in the whole, in order.

    A finding at which several rules point (``also``) counts for each of them: in a chunk a rule
    that looks at a whole text may point at a place where in the whole text it does not.
    """
    return sorted(
        (each.start, each.end, rule)
        for each in said
        for rule in (each.rule, *each.also)
        if rule not in apart
    )


def messages(said: Said, apart: Collection[str]) -> dict[tuple[int, int, str], str]:
    """Return what is said at each place at which no rule points that looks at a whole text."""
    return {
        (each.start, each.end, each.rule): each.message
        for each in said
        if not {each.rule, *each.also} & set(apart)
    }


lines = st.lists(
    st.one_of(st.sampled_from(KNOWN).map(lambda text: text[:200]), messy, st.just("")), max_size=8
).map("\n".join)


@pytest.mark.slow
@settings(max_examples=60)
@given(lines, st.integers(1, 120) | st.just(1 << 20), st.sampled_from(PIPELINES))
def test_any_text_in_chunks(text: str, size: int, pipeline: Pipeline) -> None:
    assert_same(pipeline, text, size, CHUNK_SCOPE | NEARBY)


@pytest.mark.parametrize("text", ARTICLES)
@pytest.mark.parametrize("size", [1, 100, 500])
def test_articles_in_chunks(text: str, size: int) -> None:
    for pipeline in PIPELINES[:2]:
        assert_same(pipeline, text, size)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    text = end.join(["dÃ©jÃ\xa0 vu", "sound", "", "naÃ¯vetÃ©", "20 \x80", ""] * 5)
    assert_same(Pipeline(), text, 9)


def test_chunks_are_many() -> None:
    text = "dÃ©jÃ\xa0 vu\nlà-bas\n" * 50
    chunks, said = in_chunks(Pipeline(), text, 20)
    assert len(chunks) > 40
    assert len(said) == 50


class TestWhatOtherPartsTell:
    """The text far away decides, and in chunks it is far away."""

    def test_habit_of_a_converter(self) -> None:
        text = "加速落實(shí)網(wǎng)站計(jì)劃。\n" + "天地人和。\n" * 200 + "落實(shí)\n"
        assert in_chunks(Pipeline(), text, 30)[0][-1].endswith("落實\n")
        assert_same(Pipeline(), text, 30)

    def test_digit_that_was_eaten(self) -> None:
        text = "5G網絡、5G基站\n" * 18 + "天地人和。\n" * 200 + "讓當?shù)鼐用裣硎艿?G應用\n"
        assert "享受到5G" in "".join(in_chunks(Pipeline(), text, 30)[0])
        assert_same(Pipeline(), text, 30)

    def test_tag_of_html(self) -> None:
        text = "caf&eacute;\n" + "plain\n" * 300 + "<p>\n"
        assert_same(Pipeline(profile="normalize"), text, 20)
        assert_same(Pipeline(profile="normalize"), text.replace("<p>", "p"), 20)

    def test_text_that_is_utf8_throughout(self) -> None:
        good = "tu as été là\n" * 3 + "plain\n" * 300 + "→ ✓\n"
        text = good.encode().decode("latin-1")
        assert "".join(in_chunks(Pipeline(), text, 20)[0]) == good
        assert_same(Pipeline(), text, 20)
        assert_same(Pipeline(), text + "ÿ\n", 20)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_say_how_far_they_look(rule: Rule) -> None:
    assert rule.scope in set(Scope)
    assert 0 <= rule.reach <= NEAR


def test_finding_that_only_a_chunk_joins() -> None:
    """In its chunk 2014 is also a refilled number; in the whole text others are."""
    text = (
        "In 208 the ferry carried 1,250 cars.\nÐ¿Ñ€In 12 the team won 66 matches, 2014% of them "
        "at home."
    )
    assert_same(Pipeline(), text, 1)


class TestExceptions:
    """Where chunks can differ from the whole; each is told in docs/cli.md."""

    @pytest.mark.parametrize("rule", sorted(CHUNK_SCOPE))
    def test_rules_that_take_chunks_for_a_whole(self, rule: str) -> None:
        (found,) = (each for each in Pipeline(select=[rule]).rules)
        assert found.scope is Scope.DOCUMENT
        assert found.find_in_chunks is None

    def test_they_are_told(self) -> None:
        text = "對於旅游業,這是建成后的示范,對于旅游。\n" * 9
        with ChunkedRepair(Pipeline(), lambda: [text], size=40) as chunked:
            list(chunked.repairs())
            assert chunked.rules_with_chunk_scope == {"mixed-script"}

    def test_lines_that_are_too_long_are_cut_at_a_blank(self) -> None:
        text = "tu as été là et bien là " * 500
        chunks, _ = in_chunks(Pipeline(), text, 100, longest=400)
        assert max(map(len, chunks)) <= 900
        assert all(chunk.endswith(" ") for chunk in chunks)
        assert "".join(chunks) == text

    def test_without_blanks_they_are_cut_anywhere(self) -> None:
        text = "天地人和" * 1000
        chunks, _ = in_chunks(Pipeline(), text, 100, longest=400)
        assert {len(chunk) for chunk in chunks[:-1]} == {100}

    def test_damage_everywhere_is_cut_at_a_line_end(self) -> None:
        text = "".join(f"d\udce9j\udce0 vu {n}\n" for n in range(300))
        chunks, _ = in_chunks(Pipeline(), text, 100, longest=400)
        assert max(map(len, chunks)) <= 900
        assert all(chunk.endswith("\n") for chunk in chunks)


pieces = st.lists(
    st.sampled_from(["a\n", "bb ", "\r\n", "\r", "c\n\n", "\u0301", "\ufeff", "\ud800", "\udc00"]),
    max_size=60,
).map("".join)


@given(pieces, st.integers(1, 40), st.integers(1, 80), st.booleans())
@example("\r\n" * 20, 1, 1, False)
@example("\r\n\u0301\u0301\u0301", 1, 1, False)
def test_cutting_loses_nothing(text: str, size: int, longest: int, quiet: bool) -> None:
    chunker = Chunker(lambda _: quiet, lambda _: quiet, lambda _: quiet, size, longest)
    chunks = list(chunker.chunks(text[at : at + 7] for at in range(0, len(text), 7)))
    assert "".join(chunks) == text
    assert "" not in chunks or chunks == [""]
    assert not any(chunk[0] == "\n" and before[-1] == "\r" for before, chunk in pairwise(chunks))


def written(
    data: bytes, pipeline: Pipeline, to: str | None, size: int | None
) -> bytes | tuple[type, str]:
    """Return the bytes that a repaired file has, or why it is not written.

    ``size`` is that of its chunks; None for one chunk, of bytes that are in memory.
    """
    file = None if size is None else io.BytesIO(data)
    source = Input(data if file is None else file)
    document = Document("a", source, text_format(source), None, file)
    try:
        with ChunkedRepair(pipeline, document.texts, size=size or document.chunk_size) as chunked:
            changed, repairs = chunked.changed, chunked.repairs()
            assert (chunked.count == 1) >= (size is None)
            pieces = encode_repaired(document, repairs, changed=changed, to=to)
            return data if pieces is None else b"".join(pieces)
    except OutputError as error:
        return type(error), str(error)


def expected(data: bytes, pipeline: Pipeline, to: str | None) -> bytes:
    """Return the bytes that a repaired file is to have, made in the plainest way."""
    read = decode(data, mixed=False)
    repair = pipeline.repair(read.text)
    if to is not None and not is_format(to, read):
        return repair.text.encode(to)
    return read.encode(repair.text) if repair.changed else data


CODECS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "gb18030", "cp932", "iso2022_jp"]


@pytest.mark.slow
@settings(max_examples=100)
@given(lines, st.sampled_from(CODECS), st.integers(1, 60), st.sampled_from([None, *CODECS]))
@example("\x1b[0m“It’s fine,” she said.\n他说“好”。", "utf-8", 1, "iso2022_jp")
@example("说\n\udc80", "utf-8", 1, "cp932")
@example("\udc80\n说", "utf-8", 1, "cp932")
def test_files_in_chunks(text: str, codec: str, size: int, to: str | None) -> None:
    data = text.encode(codec, "ignore")
    whole = written(data, PIPELINES[0], to, None)
    assert written(data, PIPELINES[0], to, size) == whole
    assert isinstance(whole, tuple) or whole == expected(data, PIPELINES[0], to)


@given(
    st.lists(st.one_of(st.binary(max_size=9), st.sampled_from(FRAGMENTS).map(
        lambda text: text.encode("utf-8", "surrogatepass"))), max_size=12).map(b"\n".join),
    st.integers(1, 60),
)  # fmt: skip
@example(b"\x0f0\xc9\xd0\n\xef\xbb\xbf", 1)  # Mac Roman, and a byte order mark in it
def test_any_bytes_in_chunks(data: bytes, size: int) -> None:
    for to in (None, "utf-8", "utf-16"):
        whole = written(data, PIPELINES[0], to, None)
        assert written(data, PIPELINES[0], to, size) == whole


def test_bytes_that_an_encoding_does_not_give_back() -> None:
    """cp932 has two codes for some characters: untouched ones would change."""
    data = ("昨日、{0}地図の展覧会が開かれました。\n" * 9).encode("cp932")
    data = data.replace(b"{0}", b"\x87\x90") + "縺薙ｓ縺ｫ縺｡縺ｯ".encode("cp932") + b"\n"
    whole = written(data, PIPELINES[0], None, None)
    assert written(data, PIPELINES[0], None, 20) == whole


def test_file_that_changes_while_it_is_read(tmp_path: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\n")
    with path.open("rb") as file:
        state = FileState.of(path.stat())
        large = Document("a", Input(file), text_format(file), state, file)
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


def test_rule_that_sees_all_chunks() -> None:
    pipeline = Pipeline([LEARNING])
    _, said = in_chunks(pipeline, "aÃ©\nb\nc\n", 2)
    assert [each.message for each in said] == ["1 of 3", "2 of 3", "3 of 3"]


def test_repair_of_nothing() -> None:
    with ChunkedRepair(Pipeline(), list, size=5) as chunked:
        assert list(chunked.repairs()) == [Repair("", "")]
    assert Pipeline().repair("") == Repair("", "")


@pytest.mark.parametrize("text", ["dÃ©jÃ\xa0 vu, 7 of 4", "On 4 of 7", "", "plain"])
def test_one_chunk_with_a_source(text: str) -> None:
    source = "am 7. von 4"
    for pipeline in PIPELINES:
        with ChunkedRepair(pipeline, lambda: [text], source=source) as chunked:
            assert list(chunked.repairs()) == [pipeline.repair(text, source=source)]


def test_rules_that_only_report_can_be_left_out() -> None:
    text = "dÃ©jÃ\xa0 vu\x9d 45 May\n"
    whole = Pipeline().repair(text)
    with ChunkedRepair(Pipeline(), lambda: [text]) as chunked:
        (silent,) = chunked.repairs(report=False)
    assert (silent.text, silent.edits) == (whole.text, whole.edits)
    assert set(silent.findings) < set(whole.findings)
