"""The Arrow core: what is repaired, what stays the same object, and what no row can break."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import clean_texts, rule_cases

from textrepair import Applicability, Edit, Options, Pipeline, Rule, Trigger, fix, repair
from textrepair.errors import OptionError
from textrepair.options import Profile
from textrepair.pipeline.triggers import TriggerScan

from .rows import damaged, repaired, rows

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install -e '.[arrow]'")
arrow = pytest.importorskip("textrepair.tables.arrow")
pytestmark = [pytest.mark.engine, pytest.mark.filterwarnings("default")]

COUNT = 1000
TEXT_TYPES = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int16(), pa.string()),
]


def column(values: Any, kind: Any) -> Any:
    """Return values as an array; dictionaries are built of what occurs."""
    if pa.types.is_dictionary(kind):
        return pa.array(values, kind.value_type).dictionary_encode().cast(kind)
    return pa.array(values, kind)


@pytest.mark.parametrize("kind", TEXT_TYPES, ids=str)
class TestEveryTypeOfText:
    def test_clean_text_is_the_same_object(self, kind: Any) -> None:
        clean = [line for text in clean_texts().values() for line in text.split("\n")]
        array = column([*clean, None, ""], kind)
        assert arrow.fix_array(array) is array
        chunked = pa.chunked_array([array, array.slice(5, 9), array.slice(0, 0)])
        assert arrow.fix_array(chunked) is chunked

    def test_rows_are_repaired_as_by_fix(self, kind: Any) -> None:
        fixed = arrow.fix_array(column(rows(COUNT), kind))
        assert fixed.type == kind
        assert fixed.to_pylist() == list(repaired(COUNT))
        fixed.validate(full=True)

    def test_slices_and_chunks_are_repaired_as_the_whole(self, kind: Any) -> None:
        array = column(rows(COUNT), kind)
        chunks = pa.chunked_array([array.slice(0, 7), array.slice(7, 300), array.slice(307)])
        fixed = arrow.fix_array(chunks)
        assert [len(chunk) for chunk in fixed.chunks] == [7, 300, COUNT - 307]
        assert fixed.to_pylist() == list(repaired(COUNT))
        assert arrow.fix_array(array.slice(90, 50)).to_pylist() == list(repaired(COUNT)[90:140])

    def test_no_rows_and_only_nulls(self, kind: Any) -> None:
        for array in (column([], kind), column([None, None], kind)):
            assert arrow.fix_array(array) is array
            assert len(arrow.findings(array)) == len(array)


def test_a_dictionary_with_damage_that_no_row_has_is_clean() -> None:
    clean = pa.DictionaryArray.from_arrays(pa.array([0, None, 0]), pa.array(["x", "cafÃ©"]))
    assert arrow.fix_array(clean) is clean
    nulls = pa.DictionaryArray.from_arrays(pa.array([None, None], pa.int8()), pa.array(["cafÃ©"]))
    assert arrow.fix_array(nulls) is nulls


def test_values_of_a_dictionary_that_become_equal_become_one() -> None:
    old = pa.array(["café", "cafÃ©", None, "café"]).dictionary_encode()
    new = arrow.fix_array(old)
    assert new.to_pylist() == ["café", "café", None, "café"]
    assert new.dictionary.to_pylist() == ["café"]
    assert new.type == old.type


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary_view()], ids=str)
def test_bytes_are_decoded(kind: Any) -> None:
    french = "Il était déjà passé à l'hôtel, où l'on fêtait Noël."
    values = [
        french.encode("cp1252"),
        None,
        french.encode(),
        "cafÃ©".encode(),
        b"\xff\xd8\xff\xe0\x00\x10",
    ]
    fixed = arrow.fix_array(pa.array(values, kind))
    assert fixed.type == kind
    assert fixed.to_pylist() == [
        french.encode(),
        None,
        french.encode(),
        "café".encode(),
        values[-1],
    ]
    assert arrow.findings(pa.array(values, kind)).to_pylist()[-1][0]["kind"] == "error"


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()], ids=str)
def test_strings_that_are_no_utf8_end_no_job(kind: Any) -> None:
    """Spark and Parquet files hand such columns over."""
    french = "Il était déjà passé à l'hôtel, où l'on fêtait Noël.".encode("cp1252")
    raw = pa.array([french, b"\xff\xfe\x00", "cafÃ©".encode(), None])
    options = arrow.pc.CastOptions(kind, allow_invalid_utf8=True)
    column = arrow.pc.cast(raw, options=options)
    fixed = arrow.fix_array(column)
    assert fixed.type == kind
    fixed_bytes = fixed.cast(pa.large_binary()).to_pylist()
    expected = french.decode("cp1252").encode()
    assert fixed_bytes == [expected, b"\xff\xfe\x00", "café".encode(), None]
    kinds = [found and found[0]["kind"] for found in arrow.findings(column).to_pylist()]
    assert kinds == [[], "error", "edit", None]


def test_other_types_are_refused() -> None:
    with pytest.raises(OptionError, match="int64 holds no text"):
        arrow.fix_array(pa.array([1]))


class TestBatches:
    schema = pa.schema(
        [pa.field("t", pa.string(), metadata={"a": "b"}), pa.field("n", pa.int8(), nullable=False)],
        metadata={"k": "v"},
    )

    def batch(self, *texts: str | None) -> Any:
        return pa.record_batch(
            [pa.array(texts), pa.array(range(len(texts)), pa.int8())], self.schema
        )

    def test_clean_is_the_same_object(self) -> None:
        batch = self.batch("plain", None, "naïve")
        assert arrow.fix_batch(batch) is batch
        table = pa.table(batch)
        assert arrow.fix_batch(table, "t") is table

    def test_metadata_order_and_other_columns_stay(self) -> None:
        fixed = arrow.fix_batch(self.batch("cafÃ©", None))
        assert fixed.schema.equals(self.schema, check_metadata=True)
        assert fixed.to_pydict() == {"t": ["café", None], "n": [0, 1]}

    def test_into_keeps_the_original(self) -> None:
        fixed = arrow.fix_batch(pa.table(self.batch("cafÃ©")), "t", into="u")
        assert fixed.to_pydict() == {"t": ["cafÃ©"], "n": [0], "u": ["café"]}
        assert fixed.schema.metadata == {b"k": b"v"}

    @pytest.mark.parametrize("name", ["n", "x"])
    def test_a_column_without_text_is_said(self, name: str) -> None:
        with pytest.raises(OptionError, match=name):
            arrow.fix_batch(self.batch("x"), name)

    def test_batches_are_repaired_as_they_come(self) -> None:
        batches = arrow.fix_batches(self.batch(text) for text in ("cafÃ©", "b"))
        assert [batch.to_pydict()["t"] for batch in batches] == [["café"], ["b"]]


def test_rows_that_are_equal_are_repaired_alike() -> None:
    texts = ["cafÃ© no. 1", "naïve", "cafÃ© no. 1", "cafÃ© no. 2", None] * 2000
    fixed = arrow.fix_array(pa.array(texts)).to_pylist()
    assert fixed == ["café no. 1", "naïve", "café no. 1", "café no. 2", None] * 2000


@pytest.mark.parametrize("unsafe", [False, True])
@pytest.mark.parametrize("profile", ["repair", "normalize"])
def test_many_rows_are_repaired_as_by_fix(profile: Profile, unsafe: bool) -> None:
    pipeline = Pipeline(profile=profile, unsafe=unsafe)
    texts = [text for text in rows(COUNT) if text is not None][:300]
    fixed = arrow.fix_array(pa.array(texts, pa.large_string()), pipeline).to_pylist()
    assert fixed == [Pipeline(profile=profile, unsafe=unsafe).fix(text) for text in texts]


class TestSuspects:
    """A row in which a rule has something to do is never missed."""

    def check(self, texts: list[str], scan: TriggerScan) -> None:
        found = set(arrow.suspects(pa.array(texts, pa.large_string()), scan).tolist())
        assert {i for i, text in enumerate(texts) if scan.matches(text)} <= found
        assert found <= set(range(len(texts)))

    @pytest.mark.parametrize("profile", ["repair", "normalize"])
    def test_of_all_fixtures(self, profile: Profile) -> None:
        texts = [text for text in rows(COUNT) if text is not None]
        texts += [case.text for group in ("noop", "pass") for case in rule_cases(group)]
        texts = [text for text in texts if not re.search("[\ud800-\udfff]", text)]
        pipeline = Pipeline(profile=profile)
        self.check(texts, pipeline.fixing)
        self.check(texts, pipeline.scan)

    odd = st.text(st.sampled_from("ÃÂ©Ð¿â€™?\ufffd\ufeff\x85 \nab(1<&;么没ï¿½\u3000"), max_size=12)

    @given(st.lists(odd, max_size=8))
    def test_of_any_texts(self, texts: list[str]) -> None:
        self.check(texts, Pipeline().fixing)
        self.check(texts, Pipeline().scan)

    def test_many_megabytes_are_searched_in_parts(self) -> None:
        texts = ["naïve" * 100_000, "x", "cafÃ©"] * 30
        found = arrow.suspects(pa.array(texts, pa.large_string()))
        assert found.tolist() == list(range(2, 90, 3))


class TestFindings:
    def test_are_those_of_repair(self) -> None:
        texts = rows(400)
        told = arrow.findings(pa.array(texts))
        assert told.type == arrow.FINDINGS
        for text, found in zip(texts, told.to_pylist(), strict=True):
            if text is None:
                assert found is None
                continue
            known = repair(text)
            places = [(x.start, x.end, x.rule) for x in known.edits]
            places = sorted(places + [(x.start, x.end, x.rule) for x in known.findings])
            assert sorted((x["start"], x["end"], x["rule"]) for x in found) == places
            assert all(x["before"] == text[x["start"] : x["end"]] for x in found)


def _fails(text: str, _options: Options) -> list[Edit]:
    if "poison" in text:
        raise RuntimeError("this row is poisoned")
    return [
        Edit("toy", i, i + 1, "é", "e", "toy", Applicability.SAFE)
        for i, c in enumerate(text)
        if c == "é"
    ]


def test_a_bad_row_is_a_finding_in_its_row(caplog: pytest.LogCaptureFixture) -> None:
    rule = Rule("toy", "Toy", "Toy.", Trigger("é", ""), _fails, lambda text, _random: text)
    pipeline = Pipeline([rule], select=["toy"])
    array = pa.array(["é", "é poison", "plain"])
    assert arrow.fix_array(array, pipeline).to_pylist() == ["e", "é poison", "plain"]
    assert "this row is poisoned" in caplog.text
    told = arrow.findings(array, pipeline).to_pylist()
    assert [[x["kind"] for x in found] for found in told] == [["edit"], ["error"], []]
    assert told[1][0]["message"] == "RuntimeError: this row is poisoned"


@given(st.integers(0, 10_000))
def test_any_damaged_row_is_repaired_as_by_fix(seed: int) -> None:
    random = Random(seed)
    text = damaged(random.choice(sorted(clean_texts().values()))[:200], random)
    assert arrow.fix_array(pa.array([text])).to_pylist() == [fix(text)]
