"""The table of readings."""

from __future__ import annotations

import pytest

from textrepair.chinese.gbk import characters_beginning_with, is_traditional_only
from textrepair.chinese.pinyin import homophones, is_reading, main_reading

G = "\N{LATIN SMALL LETTER SCRIPT G}"


@pytest.mark.parametrize(
    ("char", "reading"),
    [("實", "shí"), ("行", "háng"), ("行", "xíng"), ("綠", "lǜ"), ("們", "men"), ("個", "gè")],
)
def test_readings_with_their_tones(char: str, reading: str) -> None:
    assert is_reading(reading, char)


@pytest.mark.parametrize("reading", ["", "shi", "shì", "shí4", "SHì", "a\tb", "|", "實"])
def test_what_is_no_reading_of_a_character(reading: str) -> None:
    assert not is_reading(reading, "實")


def test_other_spellings_of_the_same_letters() -> None:
    assert is_reading(f"{G}è", "個")
    assert homophones("lv") == homophones("lü")


def test_nearly_every_ideograph_of_gbk_has_a_reading() -> None:
    chars = [char for lead in range(0x81, 0xFF) for _, char in characters_beginning_with(lead)]
    ideographs = [char for char in chars if "\u4e00" <= char <= "\u9fff"]
    unread = [char for char in ideographs if main_reading(char) is None]
    assert len(ideographs) == 20_902
    assert len(unread) < 100
    assert not is_traditional_only("a")
