"""Blocks of a file say what the whole says."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import decode
from textrepair.encodings.streaming import decode_blocks

LINES = {
    "utf-8": "Žluťoučký kůň pěl ódy.\n",
    "utf-16-le": "Čas běží.\r\n",
    "utf-16": "Čas běží.\r\n",
    "utf-8-sig": "Čas běží.\n",
    "cp1250": "Žluťoučký kůň pěl ďábelské ódy.\n",
    "gb18030": "昨天市里开了一个旧地图的展览。\n",
    "cp932": "昨日、古い地図の展覧会が開かれました。\n",
}


@pytest.mark.parametrize("codec", LINES)
@pytest.mark.parametrize("block", [1, 7, 64, 1000])
def test_same_as_the_whole(codec: str, block: int) -> None:
    data = (LINES[codec] * 20).encode(codec)
    parts = list(decode_blocks(io.BytesIO(data), block=block))
    whole = decode(data, mixed=False)
    assert "".join(part.text for part in parts) == whole.text
    assert {part.encoding for part in parts} == {whole.encoding}
    assert b"".join(part.encode(part.text) for part in parts) == data


@given(st.binary(max_size=200), st.integers(1, 50))
def test_no_byte_is_lost(data: bytes, block: int) -> None:
    parts = list(decode_blocks(io.BytesIO(data), block=block))
    assert b"".join(part.encode(part.text) for part in parts) == data


def test_encoding_given() -> None:
    parts = list(decode_blocks(io.BytesIO(b"\xe9\n\xe8\n"), encoding="koi8-r", block=2))
    assert [part.text for part in parts] == ["И\n", "Х\n"]


def test_high_byte_far_behind_the_beginning() -> None:
    data = b"plain words\n" * 30_000 + "Straße\n".encode("cp1252") + b"more of them\n" * 30_000
    parts = list(decode_blocks(io.BytesIO(data), block=1 << 16))
    assert "".join(part.text for part in parts) == data.decode("cp1252")
