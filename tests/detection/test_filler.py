"""A byte over and over is filler: no text, and no reason to read UTF-8 otherwise."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import Pipeline, decode
from textrepair.detection import text_format
from textrepair.detection.mixed.utf8_lines import _is_utf8
from textrepair.detection.utf8 import FILLER, rows_of_filler

FILLERS = [b"\xff", b"\xc0", b"\xf8", b"\xaa", b"\xfe"]
SOUND = {
    "one character": "héllo",
    "one Chinese character": "中",
    "some French": "naïve café über élan öl",
    "some Russian": "Привет мир, как дела",
    "some Chinese": "今天天气很好",
    "plain English": "This is plain English text, and it goes on here.",
}


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("count", [4, 10, 300])
@pytest.mark.parametrize("name", SOUND)
def test_filler_beside_text(name: str, filler: bytes, count: int) -> None:
    text = SOUND[name]
    strays = filler.decode("utf-8", "surrogateescape") * count
    for data in (
        text.encode() + filler * count,
        filler * count + b" " + text.encode(),
        text.encode() + b"\n" + filler * count + b"\n" + text.encode() + b"\n",
    ):
        decoded = decode(data)
        assert decoded.encoding == "utf-8"
        assert decoded.text.count(text) == data.count(text.encode())
        assert strays in decoded.text
        repaired = Pipeline().repair(decoded.text)
        assert not repaired.edits
        assert [finding.rule for finding in repaired.findings] == ["stray-bytes"]


def test_filler_is_counted_in_a_file_as_in_memory() -> None:
    data = ("naïve café\n".encode() + b"\xff" * 700) * 300
    assert text_format(io.BytesIO(data)).encoding == decode(data).encoding == "utf-8"


def test_runs_are_counted_and_not_bytes() -> None:
    data = "naïve café, über élan, öl und größer\n".encode() + b"\xff" * 99 + b" caf\xe9\n"
    assert decode(data, mixed=False).encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Inhalt ····· 5\nAnhang ····· 7\n".encode("latin-1"), "cp1252"),
        ("Contents\r\n════════\r\n".encode("cp437"), "cp437"),
        ("Ура! Аааааа! Привет всем.".encode("cp1251"), "cp1251"),
    ],
)
def test_rows_that_are_text(data: bytes, encoding: str) -> None:
    assert decode(data).encoding == encoding


def test_two_bytes_ff_are_no_spaces() -> None:
    """FF is a no-break space in DOS, but erased memory is full of it."""
    text = decode("naïve café über".encode() + b" \xff\xff x").text
    assert Pipeline().fix(text) == text


@pytest.mark.parametrize("filler", [b"\xff", b"\xc0", b"\xf8", b"\xaa", b"\0"])
@pytest.mark.parametrize("count", [4, 10, 300])
@pytest.mark.parametrize("word", ["héllo", "un café à la crème, très bon"])
def test_filler_beside_latin_1(word: str, filler: bytes, count: int) -> None:
    data = word.encode("latin-1")
    for mixed in (
        data + filler * count,
        filler * count + data,
        data + b"\n" + filler * count + b"\n" + data + b"\n",
    ):
        decoded = decode(mixed)
        assert decoded.encoding in {"cp1252", "latin-1", "iso8859-15"}
        assert word in decoded.text


@pytest.mark.parametrize("count", [4, 10, 300])
def test_nul_over_and_over_is_no_utf_16(count: int) -> None:
    for word in ("héllo", "中", "plain", "мир"):
        for data in (word.encode() + bytes(count), bytes(count) + word.encode()):
            assert decode(data).encoding in {"utf-8", "ascii"}
    padded = "plain text".encode("utf-16-le") + bytes(count // 2 * 2)
    assert decode(padded).text.rstrip("\0") == "plain text"


def test_time_of_long_rows() -> None:
    """To try all ways to cut a row in rows of four would never end."""
    assert decode(b"\xff" * 5000 + "héllo".encode() + b" \xc3\xff").encoding is not None
    assert decode(b"\xff" * 40_000 + "héllo".encode()).encoding == "utf-8"


@pytest.mark.parametrize("filler", FILLERS)
def test_a_long_row_before_what_is_no_filler_takes_no_time(filler: bytes) -> None:
    """Found by fuzz/guided.py: rows were divided in all ways, and 60 bytes never came to an end."""
    for count in (60, 85, 100_000):
        data = filler * count + b"r\x00&\xb9\x00"
        decoded = decode(data)
        assert decoded.encode(decoded.text) == data


@given(st.lists(st.tuples(st.sampled_from(b"\0\xff\xaa a\xe9\x80"), st.integers(1, 6)), max_size=8))
def test_rows_are_those_that_the_expression_finds(runs: list[tuple[int, int]]) -> None:
    data = b"".join(bytes([byte]) * times for byte, times in runs)
    assert list(rows_of_filler(data)) == [len(row.group()) for row in FILLER.finditer(data)]


@given(
    st.lists(
        st.one_of(
            st.text(st.characters(codec="utf-8"), max_size=2).map(str.encode), st.binary(max_size=2)
        ),
        max_size=6,
    )
)
def test_lines_of_utf8_are_those_that_decode(pieces: list[bytes]) -> None:
    line = b"".join(pieces)
    try:
        is_utf8 = not line.decode("utf-8").isascii()
    except UnicodeDecodeError:
        is_utf8 = False
    assert _is_utf8(line) == is_utf8
