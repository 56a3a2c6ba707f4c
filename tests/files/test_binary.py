"""Which bytes are text."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest

from textrepair.detection import Input
from textrepair.files.binary import binary_reason

CHINESE = "昨天市里开了一个旧地图的展览,来的人很多。\n"
TEXTS = {
    "empty": b"",
    "ASCII": b"plain\n",
    "UTF-8": CHINESE.encode(),
    "GBK": CHINESE.encode("gbk"),
    "cp437 with lines": ("\u2554\u2550\u2550\u2557\r\n" * 50).encode("cp437"),
    "ISO-2022-JP, which has escapes": "地図の展覧会。".encode("iso2022_jp"),
    "terminal log": b"\x1b[31mred\x1b[0m\x07\r\n" * 3 + b"and quite some more words",
    "NULs at the end, after a crash": b"a line of the log\n" * 3 + b"\0" * 4096,
    "NULs in between": b"Born\0 in\0 the\0 USA",
    "UTF-16": "plain".encode("utf-16"),
    "UTF-16 without a mark": "plain words\n".encode("utf-16-le"),
    "UTF-16 with half a character at the end": CHINESE.encode("utf-16") + b"\0",
    "UTF-16 of Arabic without a mark": "قرأت كتابا قديما عن السفن".encode("utf-16-be"),
    "UTF-16 of Cyrillic without a mark": ("вчера было холодно\n" * 9).encode("utf-16-le"),
    "EBCDIC of short lines": "a card\x85and one more\x85".encode("cp037") * 20,
    "ISO-2022-KR, which shifts": "내일은 비가 온다\n".encode("iso2022_kr"),
    "begins like an archive": b"PK is how it begins, and BZh may too",
    "begins like a font": b"OTTO was a king",
    "begins like a program": b"MZ stands for Mark Zbikowski",
    "begins like a picture of dots": b"P5 1 2 means page 5",
    "picture of dots in words": b"P3\n2 2\n255\n1 2 3 4 5 6 7 8 9 10 11 12\n",
    "begins like Sun audio": b".snd is how it begins",
    "begins like audio": b"ID3 is about tags",
    "a form feed and Ctrl-Z, from DOS": b"page one\x0cpage two\x1a",
    "mojibake with C1 controls": "Ã\x83Â©".encode(),
    "stray bytes": b"\xc3\xa9t\xc3\xa9 \xff\xfe \xe9",
}
NOISE = random.Random(5).randbytes(5000)
BINARIES = {
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "ZIP": b"PK\x03\x04\x14\0\0\0\x08\0",
    "gzip": gzip.compress(b"a" * 1000),
    "raw deflate": zlib.compress(NOISE),
    "PDF": b"%PDF-1.4\nall of it ASCII\n",
    "ELF": b"\x7fELF\x02\x01\x01\0\0\0\0\0",
    "tar": b"name".ljust(257, b"\0") + b"ustar\x0000",
    "MP4": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "PGM": b"P5\n# dots\n64 64\n255\n" + bytes(128 + n % 40 for n in range(4096)),
    "PPM": b"P6 32 32 255\n" + bytes(100 + n * n % 150 for n in range(3072)),
    "PAM": b"P7\nWIDTH 4\nHEIGHT 4\nDEPTH 1\nMAXVAL 255\nENDHDR\n" + b"\xc8" * 16,
    "Sun audio": b".snd\0\0\0\x18\0\0\x0f\xa0\0\0\0\1" + bytes(120 + n % 99 for n in range(4000)),
    "terminfo": b"\x1a\x01\x1e\x00\x10\x00\x04\x00" + b"dumb|80-column dumb tty\0" * 3,
    "noise": NOISE,
    "noise after text": b"#!/bin/sh\n# unpacks itself\n" * 9 + NOISE * 20,
    "numbers of 16 bits": b"".join((n * n % 997).to_bytes(2, "little") for n in range(300)),
    "nothing but NULs": b"\0" * 100,
    "a mark, then noise": b"\xfe\xff" + bytes([0xD8, 0x00] * 500),
}


@pytest.mark.parametrize("data", TEXTS.values(), ids=TEXTS)
def test_text(data: bytes) -> None:
    assert binary_reason(Input(data)) is None


@pytest.mark.parametrize("data", BINARIES.values(), ids=BINARIES)
def test_no_text(data: bytes) -> None:
    assert binary_reason(Input(data)) is not None
