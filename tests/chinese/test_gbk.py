"""GBK byte by byte, against the codecs of Python."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textrepair.chinese.gbk import (
    LEAD_BYTES,
    TRAIL_BYTES,
    character,
    characters_beginning_with,
    characters_ending_in,
    decode_eating,
    double_byte,
)

PAIRS = [(lead, trail) for lead in LEAD_BYTES for trail in TRAIL_BYTES]


def test_every_pair_of_gbk_is_the_character_that_the_codec_says() -> None:
    for lead, trail in PAIRS:
        data = bytes((lead, trail))
        assert character(lead, trail) in ("", data.decode("gbk", "ignore"))
        assert double_byte(data.decode("gb18030")) == data


def test_what_is_no_pair_is_no_character() -> None:
    assert character(0x80, 0x80) == character(0xB5, 0x7F) == character(0x41, 0x41) == ""
    assert double_byte("😀") == double_byte("\ud800") == double_byte("a") == b""


def test_characters_are_listed_by_their_first_and_by_their_second_byte() -> None:
    by_lead = {char for lead in LEAD_BYTES for _, char in characters_beginning_with(lead)}
    by_trail = {char for trail in TRAIL_BYTES for _, char in characters_ending_in(trail)}
    assert by_lead == by_trail
    assert len(by_lead) > 21_000


@given(st.text(st.characters(codec="gbk")))
def test_sound_text_is_decoded_as_it_was(text: str) -> None:
    assert decode_eating(text.encode("gbk")) == text


@given(st.binary(max_size=40))
def test_a_bad_pair_is_one_question_mark(data: bytes) -> None:
    seen = decode_eating(data)
    assert "\ufffd" not in seen
    position = 0
    for char in seen:
        if two := double_byte(char):
            assert data[position : position + 2] == two
        elif char != "?":
            assert data[position] == ord(char)
        lost = char == "?" and data[position] in LEAD_BYTES
        position += 2 if double_byte(char) or lost else 1
    assert position in (len(data), len(data) + 1)
