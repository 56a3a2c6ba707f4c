"""Whole lines of other scripts in a legacy page: what pairs of characters tell, and do not tell."""

import re

import pytest

from textrepair.mojibake.channels import CHANNELS, UKRAINIAN_CHANNELS, Channel, misread
from textrepair.mojibake.legacy.dense_lines import dense_line
from textrepair.mojibake.legacy.unstructured import is_torn_utf8

from ..support import clean_texts

CLEAN = clean_texts()
PAGES = {
    "ru": ("cp1251", "koi8-r", "cp866"),
    "uk": ("cp1251", "koi8-u"),
    "bg": ("cp1251",),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "th": ("cp874",),
    "zh-hans": ("gbk",),
    "zh-hant": ("big5", "gbk"),
    "ja": ("cp932", "euc-jp"),
    "ko": ("cp949",),
}
CASES = [
    (language, channel)
    for language, pages in PAGES.items()
    for page in pages
    for channel in (*CHANNELS, *UKRAINIAN_CHANNELS)
    if channel.written_in == page
]


READERS = ("western", "cp1251", "koi8-r", "cp866")
#: Plain marks for those that not every page holds.
PLAIN = str.maketrans("“”„’—–…", '"""\'--.')


def lines_of(language: str) -> list[str]:
    return CLEAN[language].splitlines()


@pytest.mark.parametrize("language", CLEAN)
def test_no_clean_line_is_read_anew(language: str) -> None:
    for line in lines_of(language):
        assert dense_line(line) is None
        assert dense_line(line.upper()) is None


@pytest.mark.parametrize(
    "line",
    [
        "à, ç; è, é; ê, ë; î, ï; ô, ö; û, ü",  # a list of letters
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ",  # a table of letters
        "°°°°°°°°°°°°°°°°°°",  # a line that is drawn
        "¤·¤·¤·¤·¤·¤·¤·¤·",
        "Ïðèâåò",  # too short to tell: for the models
    ],
)
def test_lines_that_tell_nothing(line: str) -> None:
    assert dense_line(line) is None


def test_a_line_of_which_a_half_is_sound() -> None:
    garbled = "Привет из Москвы, дорогие друзья, как дела".encode("koi8-r").decode("cp1251")
    assert dense_line(garbled) is not None
    assert dense_line(f"Сегодня мы идём {garbled}") is None


def test_a_word_that_is_as_sound_as_its_reading_spoils_nothing() -> None:
    line = "Бабушка рассказывала внукам о деяниях старых мастеров."
    passage = dense_line(line.encode("koi8-r").decode("cp1251"))
    assert passage is not None
    assert passage.text == line


def test_chinese_that_looks_like_torn_utf8_by_accident() -> None:
    line = "邻居家的孩子为母马喂草，从不收费。"
    garbled = line.encode("gbk").decode("latin-1")
    assert is_torn_utf8(garbled.encode("latin-1"))
    passage = dense_line(garbled)
    assert passage is not None
    assert (passage.text, passage.channels[0].read_as) == (line, "western")


@pytest.mark.parametrize("language", CLEAN)
def test_utf8_that_lost_bytes_is_in_no_other_page(language: str) -> None:
    for line in lines_of(language):
        shown = line.encode().decode("latin-1")
        for losing in ("[\x80-\x9f]", "[\xa0-\xaf]", "[\x81\x8d\x8f\x90\x9d]"):
            torn = re.sub(losing, "", shown)
            assert dense_line(torn) is None or not is_torn_utf8(torn.encode("latin-1"))


def test_korean_with_more_marks_and_rare_syllables_than_usual() -> None:
    line = "[소설]은 재미있게 썼구나. 결말도 좋았음."
    passage = dense_line(line.encode("cp949").decode("latin-1"))
    assert passage is not None
    assert passage.text == line


@pytest.mark.parametrize("reader", ["cp1251", "latin-1"])
def test_koi8_u_is_named_where_its_letters_are(reader: str) -> None:
    both = "Сьогодня на дорозi до мiста не буде нi снiгу, нi дощу".replace("i", "и")
    ukrainian = both.replace("снигу", "снігу")
    for line, page in ((both, "koi8-r"), (ukrainian, "koi8-u")):
        passage = dense_line(line.encode("koi8-u").decode(reader))
        assert passage is not None
        assert (passage.text, passage.channels[0].written_in) == (line, page)


@pytest.mark.parametrize(("language", "channel"), CASES, ids=str)
def test_what_is_read_is_right(language: str, channel: Channel) -> None:
    readings = [
        (line, dense_line(garbled))
        for line in lines_of(language)
        if (garbled := misread(line.translate(PLAIN), channel)) is not None
    ]
    read = [(line.translate(PLAIN), p.text) for line, p in readings if p is not None]
    assert all(line == text for line, text in read)
    assert read or not readings or channel.read_as not in READERS
