"""What is written is checked before."""

from __future__ import annotations

import codecs

import pytest

from textrepair import Edit, Repair
from textrepair.detection import Input, text_format
from textrepair.errors import OutputError, UnknownEncoding
from textrepair.files.document import Document
from textrepair.files.encode import encode_repaired


def document(data: bytes, encoding: str | None = None) -> Document:
    source = Input(data)
    return Document("a.txt", source, text_format(source, encoding=encoding), None)


def render(document: Document, repair: Repair, to: str | None = None) -> bytes:
    pieces = encode_repaired(document, [repair], changed=repair.changed, to=to)
    return b"".join(document.blocks() if pieces is None else pieces)


def replaced(text: str, before: str, after: str) -> Repair:
    start = text.index(before)
    edit = Edit("test", start, start + len(before), before, after, "for a test")
    return Repair(text.replace(before, after, 1), text, (edit,))


def test_unchanged_text_gives_the_bytes_of_the_file() -> None:
    read = document(b"\x82\xa0\xfa\x4a", "cp932")  # the last pair is written otherwise
    assert render(read, Repair(read.text, read.text)) == read.data.all()


def test_codec_that_does_not_give_the_same_bytes_back() -> None:
    read = document(b"\xfa\x4ax", "cp932")
    with pytest.raises(OutputError, match="would not give the untouched bytes back"):
        render(read, replaced(read.text, "x", "y"))
    assert render(read, replaced(read.text, "x", "y"), to="utf-8") == "Ⅰy".encode()


def test_repair_that_cannot_be_undone() -> None:
    read = document(b"ab")
    with pytest.raises(OutputError, match="cannot be undone"):
        render(read, Repair("xx", "ab", (Edit("test", 0, 1, "a", "b", ""),)))


def test_text_that_would_be_read_otherwise() -> None:
    # the two halves of a character, apart before, would become one
    read = document("Le café était déjà fermé à midi, hélas. ".encode() * 3 + b"\xc3-\xa9")
    with pytest.raises(OutputError, match="does not survive utf-8"):
        render(read, replaced(read.text, "-", ""))


def test_character_that_the_encoding_lacks() -> None:
    read = document(b"caf\xe9\nx", "cp1252")
    with pytest.raises(OutputError, match="cannot hold '漢' at line 2, column 1; pass --to utf-8"):
        render(read, replaced(read.text, "x", "漢"))


def test_unknown_encoding() -> None:
    read = document(b"a")
    with pytest.raises(UnknownEncoding):
        render(read, Repair("a", "a"), to="klingon")


@pytest.mark.parametrize(
    ("data", "to", "expected"),
    [
        (b"\xef\xbb\xbfa", "utf-8", b"\xef\xbb\xbfa"),
        (b"\xef\xbb\xbfa", "latin-1", b"a"),
        (b"a", "utf-8", b"a"),
        (b"a", "utf-8-sig", b"\xef\xbb\xbfa"),
        (b"a", "utf-16", "a".encode("utf-16")),
        (codecs.BOM_UTF16_LE + b"a\0", "utf-8", b"a"),
        (codecs.BOM_UTF16_LE + b"a\0", "utf-16-le", codecs.BOM_UTF16_LE + b"a\0"),
    ],
)
def test_marks(data: bytes, to: str, expected: bytes) -> None:
    read = document(data)
    assert render(read, Repair(read.text, read.text), to=to) == expected


@pytest.mark.parametrize("codec", ["punycode", "idna", "utf-7", "hz", "utf-8-sig"])
def test_codecs_that_work_otherwise(codec: str) -> None:
    read = document("bücher".encode())
    if codec == "hz":
        read = document("中文 and more".encode())
    assert render(read, Repair(read.text, read.text), to=codec) == read.text.encode(codec)


def test_changed_text_whose_bytes_are_those_of_the_file() -> None:
    read = document("dÃ©jÃ\xa0 vu".encode("cp1252"), "cp1252")
    repair = Repair("déjà vu", read.text, (Edit("test", 0, 9, read.text, "déjà vu", ""),))
    assert encode_repaired(read, [repair], changed=True, to="utf-8") is None
