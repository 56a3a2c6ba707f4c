"""Bytes to text: no byte is ever lost, whatever they are."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from textrepair import decode
from textrepair.encodings.stray_bytes import decode_keeping, encode_keeping
from textrepair.errors import DamagedInput, UnknownEncoding

MARKS = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE]
MARKS += [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE]
# what goes wrong is among these: NUL, ASCII, halves of surrogates, parts of UTF-8
TELLING = st.sampled_from([0x00, 0x0A, 0x41, 0x80, 0xBF, 0xC3, 0xA9, 0xD8, 0xDC, 0xE4, 0xFE, 0xFF])
RUSSIAN = "Вчера в городе открылась выставка старых карт, и туда пришло много людей.\n" * 3
CHINESE = "昨天市里开了一个旧地图的展览,来的人很多。\n" * 3


@given(st.sampled_from(MARKS), st.lists(TELLING | st.integers(0, 255), max_size=40).map(bytes))
@example(codecs.BOM_UTF16_LE, b"a\x00b")
@example(codecs.BOM_UTF16_LE, b"\x00\xd8a\x00")
@example(codecs.BOM_UTF32_LE, b"a")
@example(b"", b"\xed\xb2\x80")  # a lone surrogate written in UTF-8, which is an escape to us
def test_encode_gives_the_very_bytes_back(mark: bytes, rest: bytes) -> None:
    data = mark + rest
    decoding = decode(data)
    assert decoding.encode(decoding.text) == data
    assert decoding.read(data) == decoding.original


@given(st.text(), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "gb18030"]))
def test_sound_text_holds_no_stray_bytes(text: str, codec: str) -> None:
    assert decode_keeping(encode_keeping(text, codec), codec) == text


@pytest.mark.parametrize("mark", MARKS[1:])
def test_mark_is_no_text(mark: bytes) -> None:
    decoding = decode(mark)
    assert (decoding.text, decoding.had_bom, decoding.mark) == ("", True, mark)


def test_errors_are_byte_spans() -> None:
    data = codecs.BOM_UTF8 + "é, è, ê ".encode() + b"\xe9\xe8 x \xff"
    decoding = decode(data, mixed=False)
    assert decoding.errors == ((14, 16), (19, 20))
    assert [data[start:end] for start, end in decoding.errors] == [b"\xe9\xe8", b"\xff"]


def test_errors_in_utf_16_count_from_the_start_of_the_file() -> None:
    data = codecs.BOM_UTF16_LE + "é".encode("utf-16-le") + b"\x00\xd8" + b"x"
    assert decode(data).errors == ((4, 7),)


@pytest.mark.parametrize(
    ("text", "codec"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030")]
)
def test_whole_legacy_text(text: str, codec: str) -> None:
    decoding = decode(text.encode(codec))
    assert (decoding.text, decoding.errors) == (text, ())


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(codec: str) -> None:
    decoding = decode("plain\r\n".encode(codec))
    assert (decoding.text, decoding.encoding, decoding.had_bom) == ("plain\r\n", codec, False)


@pytest.mark.parametrize("data", [b"a\0b\0\0c", b"\0\0\0\0", b"text\0", b"a\0b\0c"])
def test_nul_bytes_are_text(data: bytes) -> None:
    assert decode(data).encoding == "utf-8"


def test_utf_8_with_a_cut_character_stays_utf_8() -> None:
    data = RUSSIAN.encode()[:-3] + b"\n" + RUSSIAN.encode()[1:]
    assert decode(data).encoding == "utf-8"


def test_legacy_text_with_one_word_of_utf_8_is_not_utf_8() -> None:
    data = RUSSIAN.encode("cp1251") + "é".encode() + RUSSIAN.encode("cp1251")
    assert decode(data).encoding == "cp1251"


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "", "a\0b", "\ud800"])
def test_unknown_encoding(name: str) -> None:
    with pytest.raises(UnknownEncoding, match="name a Python codec"):
        decode(b"a", encoding=name)


def test_bytes_that_are_not_in_the_encoding_given() -> None:
    with pytest.raises(DamagedInput, match="byte 6 is not utf-8"):
        decode(codecs.BOM_UTF8 + b"caf\xe9s", encoding="utf-8")


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "UTF8"])
def test_mark_is_seen_with_an_encoding_given(name: str) -> None:
    decoding = decode(codecs.BOM_UTF8 + b"a", encoding=name)
    assert (decoding.text, decoding.encoding, decoding.had_bom) == ("a", "utf-8", True)


@pytest.mark.parametrize("codec", ["utf-16-be", "utf-16-le"])
def test_utf_16_takes_its_order_from_the_mark(codec: str) -> None:
    data = "\N{ZERO WIDTH NO-BREAK SPACE}a".encode(codec)
    assert decode(data, encoding="utf-16").encoding == codec
