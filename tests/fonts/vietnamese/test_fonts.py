"""Vietnamese in fonts: tables against a decoder, syllables, and what a whole text tells."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

import pytest
from tests.support import ROOT

from textrepair import decode, fix, repair
from textrepair.fonts.vietnamese.font_tables import FONTS, TCVN3, VISCII
from textrepair.fonts.vietnamese.lost_horns import readings_with_horns
from textrepair.fonts.vietnamese.syllables import is_syllable
from textrepair.options import Options
from textrepair.rules.fonts.vietnamese_fonts import RULE

STANDARDS: Final = {TCVN3: "TCVN5712-1", VISCII: "VISCII"}
CLEAN: Final = (ROOT / "fixtures" / "clean" / "vi.txt").read_text(encoding="utf-8")
FONT: Final = {font.name: font for font in FONTS}


def iconv(code: int, standard: str) -> str:
    """Return what a byte is; a letter is written when the next character tells of no mark."""
    done = subprocess.run(
        ["iconv", "-f", standard, "-t", "UTF-8"],
        input=bytes([code, ord(".")]),
        capture_output=True,
        check=False,
    )
    return done.stdout.decode()[:-1]


@pytest.mark.skipif(shutil.which("iconv") is None, reason="needs iconv")
@pytest.mark.parametrize("name", STANDARDS)
def test_a_font_shows_what_the_standard_says(name: str) -> None:
    if iconv(0xAA, STANDARDS[name]) == "":
        pytest.skip("this iconv lacks the standard")
    codes = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0x100)}
    letters = {
        code: FONT[name].letters[char] for code, char in codes.items() if char in FONT[name].letters
    }
    assert letters == {code: iconv(code, STANDARDS[name]) for code in letters}
    assert len(letters) > 70


@pytest.mark.parametrize("encoding", ["x-viet-tcvn3", "viscii"])
def test_bytes_in_a_code_page_of_vietnamese_are_found_to_be(encoding: str) -> None:
    text = "Mỗi sáng ông lão ra bờ sông câu cá, chiều về nhóm bếp đợi cháu."
    found = decode(text.encode(encoding))
    assert (found.encoding, found.text) == (encoding, text)


@pytest.mark.parametrize("name", FONT)
def test_what_a_font_writes_it_shows(name: str) -> None:
    words = CLEAN.split()
    written = {word: FONT[name].written(word) for word in words if is_syllable(word)}
    assert len(written) > 50
    lost = [word for word, code in written.items() if FONT[name].shown(code) != word]
    assert [word for word in lost if word.islower()] == []


def test_hardly_any_word_of_vietnamese_is_no_syllable() -> None:
    words = [word.strip(".,:;!?“”()–") for word in CLEAN.split()]
    beyond_ascii = [word for word in words if word and not word.isascii() and word.isalpha()]
    wrong = [word for word in beyond_ascii if not is_syllable(word)]
    assert len(beyond_ascii) > 80
    assert set(wrong) <= {"PORQUÊ", "Â", "đ"}


@pytest.mark.parametrize(
    "word", ["café", "naïve", "Ünal", "kể̀", "đợc", "ngiên", "cếch", "tôc", "thét́", ""]
)
def test_what_breaks_a_rule_of_spelling_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_a_syllable_with_a_lost_soft_hyphen_is_one_in_use() -> None:
    assert readings_with_horns("trêng") == ("trường",)
    assert readings_with_horns("nh") == ("như",)
    assert readings_with_horns("the") == ()


#: Three lines that tell their font, and three that do not.
LINES: Final = (
    "§\xad\xeang vµo chî, c©y cam vµ c©y b\xad\xebi",
    "Bµ b¸n thÞt, «ng b¸n c¸",
    "Hai ng\xad\xeai ®îi ®ß",
    "Tr\xad\xeang häc më cöa",
    "mét",
    "Café, rosé",
)


def test_a_text_tells_the_font_of_words_that_do_not() -> None:
    assert [fix(line) for line in LINES[3:]] == list(LINES[3:])
    assert fix("\n".join(LINES)).split("\n") == [
        "Đường vào chợ, cây cam và cây bưởi",
        "Bà bán thịt, ông bán cá",
        "Hai người đợi đò",
        "Trường học mở cửa",
        "một",
        "Café, rosé",
    ]


def test_chunks_are_read_as_the_whole() -> None:
    whole = list(RULE.find("\n".join(LINES), Options()))
    assert RULE.find_in_chunks is not None
    chunks = [line + "\n" for line in LINES]
    parts = list(RULE.find_in_chunks(chunks, Options()))
    assert [item.after for item in whole if hasattr(item, "after")] == [
        item.after for part in parts for item in part if hasattr(item, "after")
    ]


def test_what_a_word_may_be_as_well_is_told() -> None:
    result = repair("Ng¬i mêi kh¸ch ®îc nhng kh¸ch ®i råi")
    assert "được nhưng khách đi rồi" in result.text
    told = {item.text: [other.text for other in item.suggestions] for item in result.findings}
    assert told == {"Ng¬i": ["Ngơi"], "mêi": ["mời"]}
