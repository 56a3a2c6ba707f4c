"""Fields of CSV, JSON, subtitles and catalogues: repaired where they stand, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textrepair import Pipeline
from textrepair.errors import InputError, OptionError, OutputError
from textrepair.files.fields import FieldRepair, field_format
from textrepair.files.fields.delimited import Delimited, find_delimiter
from textrepair.pipeline.triggers import TriggerScan

PIPELINE = Pipeline()


def repaired(name: str, text: str, size: int = 1 << 20, **options: Any) -> str:
    """Return a file repaired by its fields, read in pieces; undo gives the file back."""
    form = field_format(name, lambda: text, **options)
    assert form is not None
    step = max(1, size // 3)

    def texts() -> list[str]:
        return [text[i : i + step] for i in range(0, len(text), step)]

    with FieldRepair(PIPELINE, texts, form, size=size) as repair:
        repairs = list(repair.repairs())
        assert "".join(each.undo() for each in repairs) == text
        assert "".join(each.original for each in repairs) == text
        result = "".join(each.text for each in repairs)
        assert repair.changed == (result != text)
    return result


NOOPS = [
    ("a.csv", ""),
    ("a.csv", '\ufeffid;n\r\n007;"x"\r\r\n\n;;\n'),
    ("a.csv", 'a,"never closed Ã©\n1,2\n'),
    ("a.csv", 'a,"x"Ã©behind\n'),
    ("a.jsonl", '{"a": "caf\u00c3\u00a9", broken\n{"caf\u00c3\u00a9": 1}\n\n'),
    ("a.json", '{"a": 1E3, "a": 10000000000000000000000, "b": [NaN, "\\ud83d \\/"]}'),
    ("a.json", '{"lone": "\\udce9"}'),
    ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n"),
    ("a.vtt", "WEBVTT caf\u00c3\u00a9\n\nNOTE caf\u00c3\u00a9\n\nSTYLE\n::cue {}\n"),
    ("a.po", 'msgid "caf\u00c3\u00a9"\nmsgstr "\\303\\251"\n'),
]


@pytest.mark.parametrize(("name", "text"), NOOPS)
def test_what_is_sound_or_no_field_stays(name: str, text: str) -> None:
    assert repaired(name, text) == text


FILM = (
    "1\r\n00:00:01,000 --> 00:00:02,000\r\n{}\r\n\r\n1984\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,000\r\n{}"
)
PASSES = [
    ("a.csv", 'x;"caf\u00c3\u00a9";007\r\n', 'x;"café";007\r\n'),
    ("a.csv", 'a,"say ""caf\u00c3\u00a9"""\n', 'a,"say ""café"""\n'),
    ("a.csv", "a|b\ncaf\u00c3\u00a9|1", "a|b\ncafé|1"),
    ("a.tsv", "a\tcaf\u00c3\u00a9, x\n", "a\tcafé, x\n"),
    # a field gets quotes if its new text needs them
    (
        "a.csv",
        "a,b\nx,\u00e2\u20ac\u0153hi\u00e2\u20ac\u009d it\u00e2\u20ac\u2122s\n",
        "a,b\nx,“hi” it’s\n",
    ),
    ("a.json", '{"a" : "caf\\u00c3\\u00a9 \\/"}', '{"a" : "caf\\u00e9 \\/"}'),
    ("a.json", '{"a":"na\u00c3\u00afve caf\\u00e9"}', '{"a":"naïve caf\\u00e9"}'),
    ("a.jsonl", '[]\n{"a":"caf\u00c3\u00a9"}\r\n', '[]\n{"a":"café"}\r\n'),
    ("-", '{"a":["caf\u00c3\u00a9"]}', '{"a":["café"]}'),
    ("a.srt", FILM.format("caf\u00c3\u00a9", "na\u00c3\u00afve"), FILM.format("café", "naïve")),
    (
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<i>caf\u00c3\u00a9</i>\n\ncaf\u00c3\u00a9\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000 line:0\n<i>café</i>\n\ncaf\u00c3\u00a9\n",
    ),
    (
        "a.po",
        'msgid "caf\u00c3\u00a9"\nmsgstr[0] ""\n"caf\u00c3\u00a9\\n\\"\\t"\n'
        '#~ msgstr "na\u00c3\u00afve"\n',
        'msgid "caf\u00c3\u00a9"\nmsgstr[0] ""\n"café\\n\\"\\t"\n#~ msgstr "naïve"\n',
    ),
]


@pytest.mark.parametrize(("name", "before", "after"), PASSES)
def test_fields_are_repaired_where_they_stand(name: str, before: str, after: str) -> None:
    assert repaired(name, before) == after
    assert repaired(name, "\ufeff" + before) == "\ufeff" + after
    assert repaired(name, after) == after


@pytest.mark.parametrize(
    ("name", "columns", "text", "after"),
    [
        ("a.csv", "b", "a,b\ncaf\u00c3\u00a9,caf\u00c3\u00a9\n", "a,b\ncaf\u00c3\u00a9,café\n"),
        ("a.csv", "1", "a,b\ncaf\u00c3\u00a9,caf\u00c3\u00a9\n", "a,b\ncafé,caf\u00c3\u00a9\n"),
        (
            "a.json",
            "b.c",
            '{"a":"caf\u00c3\u00a9","b":{"c":"caf\u00c3\u00a9"}}',
            '{"a":"caf\u00c3\u00a9","b":{"c":"café"}}',
        ),
        (
            "a.json",
            "c[].d",
            '{"c":[{"d":"caf\u00c3\u00a9"},"caf\u00c3\u00a9"]}',
            '{"c":[{"d":"café"},"caf\u00c3\u00a9"]}',
        ),
        ("a.json", "d", '[{"d":"caf\u00c3\u00a9"}]', '[{"d":"café"}]'),
        (
            "a.po",
            "msgid",
            'msgid "caf\u00c3\u00a9"\nmsgstr "caf\u00c3\u00a9"\n',
            'msgid "café"\nmsgstr "caf\u00c3\u00a9"\n',
        ),
    ],
)
def test_only_the_columns_asked_for(name: str, columns: str, text: str, after: str) -> None:
    assert repaired(name, text, columns=columns.split(",")) == after
    assert repaired(name, text, size=9, columns=columns.split(",")) == after


def test_what_cannot_be_is_said() -> None:
    with pytest.raises(InputError, match="no column 'x'; there are: a, b"):
        repaired("a.csv", "a,b\n1,2\n", columns=["x"])
    with pytest.raises(InputError, match=r"not JSON.*line 1, column 2.*--format text"):
        repaired("a.json", "{x}")
    with pytest.raises(OptionError, match="has no columns"):
        field_format("a.srt", str, columns=["x"])
    assert field_format("a.txt", lambda: "plain [text]") is None


def test_a_line_that_is_no_json_is_left_and_said_if_there_is_damage_in_it() -> None:
    text = '{"a": 1}\n{"a": broken}\n{"a": "caf\u00c3\u00a9", broken}\n'
    form = field_format("a.jsonl", str)
    assert form is not None
    with FieldRepair(PIPELINE, lambda: [text], form) as repair:
        (done,) = repair.repairs()
    assert done.text == text
    (found,) = done.findings
    assert text[found.start :].startswith("broken}\n")
    assert "not JSON" in found.message


def test_what_is_long_and_clean_comes_in_parts_and_what_is_not_in_few_records() -> None:
    line, long = '{"a": "x"}\r\n', '{"a": "' + "y" * 500 + '"}\r\n'
    text = line * 9 + long + line * 9 + '{"a": "caf\u00c3\u00a9"}\r\n'
    form = field_format("a.jsonl", str)
    assert form is not None
    with FieldRepair(PIPELINE, lambda: [text[:70], text[70:]], form, size=40) as repair:
        done = list(repair.repairs())
        assert repair.count == len(done)
    assert "".join(each.original for each in done) == text
    assert max(len(each.text) for each in done) <= 41
    assert not any(each.text.endswith("\r") for each in done)
    (changed,) = [each.text for each in done if each.edits]
    assert changed.endswith('{"a": "café"}\r\n')


@pytest.mark.parametrize(("escape", "parts"), [("", 13), ("\\n", 3)])
def test_a_long_record_that_is_repaired_is_written_in_parts(escape: str, parts: int) -> None:
    """Where an escape stands in it, one edit says what is written anew."""
    text = '{"a": "' + "na\u00c3\u00afve caf\u00c3\u00a9 x " * 40 + f'{escape}"}}\r\n'
    form = field_format("a.jsonl", str)
    assert form is not None
    with FieldRepair(PIPELINE, lambda: [text[:99], text[99:]], form, size=50) as repair:
        done = list(repair.repairs())
    assert "".join(each.original for each in done) == text
    assert "".join(each.text for each in done) == text.replace("\u00c3\u00af", "ï").replace(
        "\u00c3\u00a9", "é"
    )
    assert all(each.undo() == each.original for each in done)
    assert len(done) == parts


def test_quotes_that_are_restyled_stay_valid_json() -> None:
    form = field_format("a.json", str)
    assert form is not None
    with FieldRepair(Pipeline(profile="normalize"), lambda: ['{"q": "“hi”"}'], form) as repair:
        assert [each.text for each in repair.repairs()] == ['{"q": "\\"hi\\""}']


class _Careless(Delimited):
    """Forgets that a comma in a field needs quotes."""

    def replacement(self, text: str, field: Any, new: str) -> str:
        return new + ",x"


def test_nothing_is_given_if_other_fields_would_change() -> None:
    with pytest.raises(OutputError, match="more than the fields"):
        FieldRepair(PIPELINE, lambda: ["a,caf\u00c3\u00a9\n"], _Careless())


def test_the_delimiter_is_found() -> None:
    assert [find_delimiter(t) for t in ("a;b,c\n1;2\n", "a\tb\n", "", "x\n", '"a;b",c\n')] == [
        ";", "\t", ",", ",", ","
    ]  # fmt: skip


# Laws: whatever the quoting, the escapes, the line ends and the marks.

GARBLED = st.sampled_from(
    ["caf\u00c3\u00a9", "na\u00c3\u00afve", "\u00c3\u00a9t\u00c3\u00a9 \u00c3\u00a0 Paris"]
)
ODD = st.text(st.sampled_from("ab7 ,;\"'\\\t\r\n\u2028\x85é漢😀<&"), max_size=6)
VALUES = st.lists(st.one_of(GARBLED, ODD), min_size=1, max_size=3).map(" ".join)
END = st.sampled_from(["\n", "\r\n", "\r"])


def expected(value: str) -> str:
    return PIPELINE.fix(value)


@st.composite
def tables(draw: Callable[..., Any]) -> tuple[str, str]:
    """Draw a CSV file with odd quoting; return it, and its delimiter."""
    delimiter = draw(st.sampled_from(",;\t|"))
    width = draw(st.integers(1, 3))
    lines = []
    for _ in range(draw(st.integers(1, 5))):
        fields = []
        for _ in range(width):
            value = draw(VALUES)
            must = bool(re.search(f'[\r\n"{re.escape(delimiter)}]', value))
            doubled = '"' + value.replace('"', '""') + '"'
            fields.append(doubled if must or draw(st.booleans()) else value)
        lines.append(delimiter.join(fields) + draw(END))
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(END))
    return draw(st.sampled_from(["", "\ufeff"])) + "".join(lines), delimiter


def read_csv(text: str, delimiter: str) -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    )


@given(tables(), st.integers(1, 60))
def test_csv_is_read_as_before_but_for_repaired_fields(table: tuple[str, str], size: int) -> None:
    text, delimiter = table
    new = repaired("a.csv", text, size=size, delimiter=delimiter)
    wanted = [[expected(value) for value in row] for row in read_csv(text, delimiter)]
    assert read_csv(new, delimiter) == wanted
    if wanted == read_csv(text, delimiter):
        assert new == text
    assert repaired("a.csv", new, delimiter=delimiter) == new


@given(tables())
def test_csv_fields_are_those_of_csv(table: tuple[str, str]) -> None:
    text, delimiter = table
    found = Delimited((), delimiter).fields(text, _Everything(), is_first=True)
    assert [field.value for field in found] == [v for row in read_csv(text, delimiter) for v in row]


class _Everything(TriggerScan):
    """A scan that finds something in every text."""

    def __init__(self) -> None:
        super().__init__(())

    def matches(self, text: str) -> bool:
        return True


JSON = st.recursive(
    st.one_of(VALUES, st.integers(), st.booleans(), st.none(), st.just(1e300)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(VALUES, inner, max_size=3)
    ),
    max_leaves=8,
)


def with_values(value: Any) -> Any:
    """Return a document in which each string that is a value is repaired."""
    if isinstance(value, str):
        return expected(value)
    if isinstance(value, list):
        return [with_values(inner) for inner in value]
    return {k: with_values(v) for k, v in value.items()} if isinstance(value, dict) else value


@given(JSON, st.booleans(), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_stays_valid_and_the_rest_of_it_as_it_is(
    document: Any, ascii_only: bool, indent: Any, spaced: bool
) -> None:
    separators = (" , ", " : ") if spaced else None
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent, separators=separators)
    new = repaired("a.json", text)
    assert json.loads(new) == with_values(document)
    if with_values(document) == document:
        assert new == text
    if ascii_only:
        assert new.isascii()
    # where no escape is to be kept, the new text is that of the same writer
    written = json.dumps(
        with_values(document), ensure_ascii=ascii_only, indent=indent, separators=separators
    )
    assert new == written


@given(st.lists(JSON, max_size=5), END.filter(lambda end: end != "\r"), st.integers(5, 80))
@example(["caf\u00c3\u00a9", "é\x85\x85"], "\n", 5)  # `fix` read the second one, `repair` did not
def test_json_lines_are_repaired_in_any_pieces(documents: list[Any], end: str, size: int) -> None:
    text = "".join(json.dumps(each, ensure_ascii=False) + end for each in documents)
    new = repaired("a.jsonl", text, size=size)
    assert [json.loads(line) for line in new.split("\n") if line.strip()] == [
        with_values(each) for each in documents
    ]
    assert new.count(end) == text.count(end)


CUE = st.lists(
    st.one_of(GARBLED, st.sampled_from(["1984", "<i>x</i>", "- no"])), min_size=1, max_size=2
)


@given(st.lists(CUE, max_size=4), END, st.sampled_from(["", "\ufeff"]), st.integers(1, 2))
def test_subtitles_keep_numbers_timings_and_blank_lines(
    cues: list[list[str]], end: str, mark: str, blanks: int
) -> None:
    def file(repair: Callable[[str], str]) -> str:
        blocks = [
            f"{i}{end}00:00:0{i},000 --> 00:00:0{i},900{end}"
            f"{repair(end.join(cue))}{end * blanks}{end}"
            for i, cue in enumerate(cues)
        ]
        return mark + "".join(blocks)

    assert repaired("a.srt", file(str)) == file(expected)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_catalogues_keep_sources_and_escapes(pairs: list[tuple[str, str]], end: str) -> None:
    def quoted(value: str) -> str:
        for char, escape in (
            ("\\", "\\\\"),
            ('"', '\\"'),
            ("\n", "\\n"),
            ("\r", "\\r"),
            ("\t", "\\t"),
        ):
            value = value.replace(char, escape)
        return f'"{value}"'

    def file(repair: Callable[[str], str]) -> str:
        return "".join(
            f"#: a.c:1 {end}msgid {quoted(a)}{end}msgstr {quoted(repair(b))}{end}{end}"
            for a, b in pairs
        )

    assert repaired("a.po", file(str)) == file(expected)
