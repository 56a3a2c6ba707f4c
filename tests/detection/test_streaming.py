"""A file that is read piece by piece says what it says as a whole, wherever the pieces end."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textrepair import decode
from textrepair.detection import Input, TextFormat, text_format
from textrepair.detection import input as detection_input
from textrepair.errors import DamagedInput, InputError
from textrepair.files.streams import Encoder, RoundTripCheck, texts

LINES = {
    "utf-8": "Žluťoučký kůň pěl ódy.\n",
    "utf-8-sig": "Čas běží.\n",
    "utf-16": "Čas běží.\r\n",
    "utf-16-le": "Čas běží.\r\n",
    "utf-16-be": "Čas běží 𝄞.\r\n",
    "utf-32": "Čas běží.\n",
    "utf-32-be": "Čas běží.\n",
    "cp1250": "Žluťoučký kůň pěl ďábelské ódy.\n",
    "gb18030": "昨天市里开了一个旧地图的展览。\n",
    "cp932": "昨日、古い地図の展覧会が開かれました。\n",
    "euc_kr": "어제 시내에서 옛 지도 전시회가 열렸습니다.\n",
    "iso2022_jp": "昨日、map の展覧会が開かれました。\n",
    "hz": "昨天 map 的展览。\n",
    "cp037": "the time is running, and it runs\n",
}
ODD = {
    "a character cut off at the end": "déjà vu, et très bientôt à Orléans".encode() + b"\xe2\x82",
    "stray bytes": "déjà vu à Orléans, là-bas".encode() + b" \xe9t\xe9 " + "naïvement".encode(),
    "stray bytes in Chinese": "昨天市里开了一个旧地图的展览。".encode("gb18030") * 3
    + b"\x81\n\xff",
    "half a unit": "Čas běží.".encode("utf-16") + b"a",
    "a lone surrogate": "Čas".encode("utf-16") + b"\x00\xd8" + "běží".encode("utf-16-le"),
    "NUL bytes": b"Born\0 in\0 the\0 USA\0\0\0",
    "a mark alone": b"\xff\xfe",
    "escapes": "昨日\n".encode("iso2022_jp") + b"\x1b$B" + b"plain\n",
    "nothing": b"",
}


def same_form(data: bytes) -> TextFormat:
    """Assert that the form of a file is that of its bytes, and return it."""
    form, whole = text_format(io.BytesIO(data)), decode(data, mixed=False)
    assert (form.encoding, form.had_bom, form.language) == (
        whole.encoding,
        whole.had_bom,
        whole.language,
    )
    assert form.confidence == pytest.approx(whole.confidence)
    assert form.candidates == whole.candidates
    return form


def assert_same(data: bytes, size: int) -> None:
    """Assert that pieces of a file say what the whole says, and are written as the whole is."""
    form, whole = same_form(data), decode(data, mixed=False)
    pieces = list(texts(Input(io.BytesIO(data)), form, size))
    assert "".join(pieces) == whole.text
    encoder, proof = Encoder(form.encoding), RoundTripCheck(form.encoding)
    written = [encoder.encode(piece) for piece in pieces] + [encoder.encode("", final=True)]
    assert form.mark + b"".join(written) == whole.mark + Encoder(whole.encoding).encode(
        whole.text, final=True
    )
    for piece, data_of_piece in zip([*pieces, ""], written, strict=True):
        assert proof.holds(piece, data_of_piece)
    assert proof.holds("", b"", final=True)


@pytest.fixture(params=[1, 2, 3, 7, 64])
def tiny_blocks(request: pytest.FixtureRequest) -> Iterator[int]:
    """Have files read a few bytes at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detection_input, "BLOCK", request.param)
        yield request.param


@pytest.mark.parametrize("codec", LINES)
def test_encodings(codec: str, tiny_blocks: int) -> None:
    assert_same((LINES[codec] * 20).encode(codec), tiny_blocks)


@pytest.mark.parametrize("name", ODD)
def test_odd_bytes(name: str, tiny_blocks: int) -> None:
    assert_same(ODD[name], tiny_blocks)


@given(st.binary(max_size=200), st.integers(1, 50))
@example(b"\xff\xfe\x00\x00\x00", 1)
@example(b"\x1b$B~{", 3)
def test_any_bytes(data: bytes, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detection_input, "BLOCK", size)
        assert_same(data, size)


@given(st.text(max_size=60), st.sampled_from(sorted(LINES)), st.integers(1, 9))
def test_any_text(text: str, codec: str, size: int) -> None:
    data = (LINES[codec] + text).encode(codec, "ignore")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(detection_input, "BLOCK", size)
        assert_same(data, size)


@pytest.mark.parametrize("at", [0, 5, 1 << 19, (1 << 20) + 1])
def test_large_file_is_sampled_where_it_tells(at: int) -> None:
    """One line in Windows-1252, somewhere in two megabytes of ASCII."""
    data = b"plain words\n" * 180_000
    data = data[:at] + "\nStraße, größer\n".encode("cp1252") + data[at:]
    assert len(data) > detection_input.READ_WHOLE
    assert text_format(io.BytesIO(data)).encoding == "cp1252"


@pytest.mark.parametrize("codec", ["gb18030", "cp932", "euc_kr", "cp1250", "utf-16-be"])
def test_large_file(codec: str) -> None:
    data = (LINES.get(codec, LINES["utf-16-be"]) * 40_000).encode(codec)
    assert len(data) > detection_input.READ_WHOLE
    form = same_form_but_candidates(data)
    assert "".join(texts(Input(io.BytesIO(data)), form)) == data.decode(form.encoding)


def same_form_but_candidates(data: bytes) -> TextFormat:
    form, whole = text_format(io.BytesIO(data)), decode(data, mixed=False)
    assert (form.encoding, form.had_bom) == (whole.encoding, whole.had_bom)
    return form


def test_what_decodes_only_the_beginning_is_not_given() -> None:
    """The end is no EUC-KR, which the sample shows; the middle is none either, and is not seen."""
    korean = LINES["euc_kr"].encode("euc_kr") * 40_000
    middle = len(korean) // 2 + 20_000
    data = korean[:middle] + bytes(range(0x80, 0x100)) * 4_000 + korean[middle:]
    form = text_format(io.BytesIO(data))
    whole = decode(data, mixed=False)
    assert form.encoding == whole.encoding


def test_encoding_given() -> None:
    form = text_format(io.BytesIO(b"\xe9\n\xe8\n"), encoding="koi8-r")
    assert list(texts(Input(b"\xe9\n\xe8\n"), form, 2)) == ["И\n", "Х\n"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"caf\xe9 noir", "utf-8"),
        (b"caf\xc3", "utf-8"),
        (b"\xff\xfea\x00\x00\xd8a\x00", "utf-16"),
        ("展览\n".encode("gb18030") + b"\x81\x20", "gb18030"),
        ("展覧\n".encode("iso2022_jp") + b"\x80", "iso2022_jp"),
    ],
)
def test_encoding_given_that_does_not_fit(data: bytes, encoding: str, tiny_blocks: int) -> None:
    with pytest.raises(DamagedInput) as of_whole:
        decode(data, encoding=encoding)
    with pytest.raises(DamagedInput) as of_file:
        text_format(io.BytesIO(data), encoding=encoding)
    assert str(of_file.value) == str(of_whole.value)


def test_codec_that_knows_no_pieces() -> None:
    with pytest.raises(InputError, match="pass another --encoding"):
        text_format(io.BytesIO(b"abc"), encoding="idna")


def test_proof_of_the_contrary() -> None:
    assert not RoundTripCheck("utf-8").holds("é", b"e")
    assert not RoundTripCheck("utf-8").holds("é", b"\xc3", final=True)
