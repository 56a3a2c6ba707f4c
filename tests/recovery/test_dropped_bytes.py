"""Where double-byte text slipped out of step: found near the bytes that were dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.encodings import codec_of
from textrepair.recovery.decoders import ErrorPolicy, decode_losing
from textrepair.recovery.dropped_bytes import dropped_in_double_byte

SENTENCE = "孩子们沿着河边的小路跑来跑去，笑声传得很远。"


def test_text_that_lost_nothing_has_no_slips() -> None:
    garbled = "我们村里的老人常说，春天种下什么，秋天就收什么。".encode("gbk").decode("cp949")
    assert dropped_in_double_byte(garbled, "cp949", "gbk", "zh-hans") == []


def test_text_that_the_encoding_does_not_have_is_not_looked_at() -> None:
    assert dropped_in_double_byte("Привет 😀", "gbk", "big5", "zh-hant") == []


@pytest.mark.parametrize("read_as", ["big5", "cp949"])
def test_each_dropped_byte_is_found_within_two_characters(read_as: str) -> None:
    data = SENTENCE.encode("gbk")
    garbled, lost = decode_losing(data, read_as, ErrorPolicy.ONE_BYTE, "")
    marked, _ = decode_losing(data, read_as, ErrorPolicy.ONE_BYTE, "\N{REPLACEMENT CHARACTER}")
    assert lost
    found = dropped_in_double_byte(garbled, read_as, "gbk", "zh-hans")
    written_in = [i - n for n, i in enumerate(i for i, c in enumerate(marked) if c == "\ufffd")]
    assert all(min(abs(place - dropped) for place in found) <= 2 for dropped in written_in)


@given(st.text(max_size=40), st.sampled_from(["gbk", "big5", "cp949", "cp932"]))
def test_places_lie_in_the_text(text: str, read_as: str) -> None:
    shown = text.encode(codec_of(read_as), "ignore").decode(codec_of(read_as), "ignore")
    places = dropped_in_double_byte(shown, read_as, "gbk", "zh-hans")
    assert places == sorted(set(places))
    assert all(0 <= place < len(shown) for place in places)
