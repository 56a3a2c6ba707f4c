"""Fields in another encoding than the UTF-8 of their file: when together they tell which."""

from __future__ import annotations

from pathlib import Path

import pytest

from textrepair.cli import main
from textrepair.detection import encoding_of_fields
from textrepair.detection.mixed.field_bytes import field_readings

CZECH = ("Dvořák", "Němec", "Šimánek", "Kučera", "Březina", "Říha", "Žák", "Hůlka", "Ježek", "Bič")
KOREAN = ("서울특별시", "부산광역시", "대구 중구", "인천 남동구", "광주 북구", "대전 서구", "울산")


def stray(data: bytes) -> str:
    """Return bytes as the text of a file in UTF-8 has them."""
    return data.decode("utf-8", "surrogateescape")


DO_NOT_TELL = {
    "sound fields": list(CZECH),
    "two fields": [stray(name.encode("cp1250")) for name in CZECH[:2]],
    "dirt in words": [stray(word + b"\xff" + word) for word in (b"main", b"bread", b"some", b"we")],
    # VARCHAR(4) counts bytes: the last character was cut
    "cut characters": [stray(name.encode()[:2]) for name in ("čtyři", "žena", "šest", "říz", "ům")],
}


@pytest.mark.parametrize("name", DO_NOT_TELL)
def test_no_encoding_is_told(name: str) -> None:
    assert encoding_of_fields(DO_NOT_TELL[name]) is None


@pytest.mark.parametrize(
    ("fields", "encoding"), [(CZECH, "cp1250"), (CZECH, "iso8859-2"), (KOREAN, "cp949")]
)
def test_fields_tell_their_encoding(fields: tuple[str, ...], encoding: str) -> None:
    strays = [stray(field.encode(encoding)) for field in fields]
    told = encoding_of_fields(strays)
    assert told == encoding
    for text, field in zip(strays, fields, strict=True):
        readings = field_readings(text, told)
        assert readings is not None
        for reading in reversed(readings):
            text = text[: reading.start] + reading.text + text[reading.end :]  # noqa: PLW2901
        assert text == field


@pytest.mark.parametrize("text", ["caf\u00e9 \udce9", "\udc81"])
def test_a_field_that_is_utf8_in_part_or_no_text_is_not_read(text: str) -> None:
    assert field_readings(text, "cp1252") is None


def test_a_field_that_tells_nothing_is_read_as_the_others(tmp_path: Path) -> None:
    names = [*CZECH, "Žďár", "Ťuhýk"]
    lines = [b"id,name", *(b"%d,%s" % (i, name.encode("cp1250")) for i, name in enumerate(names))]
    lines += [b"%d,%s" % (i, name.encode()) for i, name in enumerate(names * 3)]
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n".join(lines))
    assert main(["fix", "-q", "-w", str(path)]) == 0
    read = path.read_text("utf-8").split("\n")
    assert [line.partition(",")[2] for line in read[1:]] == [*names, *names * 3]
