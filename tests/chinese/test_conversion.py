"""The compiled matcher against the package whose dictionaries it compiles, and an oracle."""

from __future__ import annotations

from functools import cache

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import clean_texts

from textrepair.chinese.variants.opencc import conversion, dictionary_folder
from textrepair.chinese.variants.phrases import compile_stage

NAMES = ("t2s", "s2t", "s2tw", "s2hk", "t2tw", "t2hk", "tw2s")
TEXTS = clean_texts()
HAN = (
    "后台里面干于发展头发着落了解出生于台湾台中县乾隆髮發皇周制"
    "复杂云面只系统计划劃臺裏爲說著名，。a 1〇．"
)

pytestmark = pytest.mark.skipif(
    dictionary_folder() is None, reason="OpenCC's own package is installed, which is used as it is"
)


@cache
def package(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["zh-hans", "zh-hant", "yue", "ja", "looks-damaged"])
def test_whole_texts_are_converted_as_the_package_does(name: str, text: str) -> None:
    assert conversion(name).convert(TEXTS[text]) == package(name).convert(TEXTS[text])


@given(st.sampled_from(NAMES), st.text(st.sampled_from(HAN), max_size=20))
def test_any_text_is_converted_as_the_package_does(name: str, text: str) -> None:
    assert conversion(name).convert(text) == package(name).convert(text)


#: A dictionary that overlaps itself in every way.
PHRASES = {"一二": "AB", "二三": "CD", "二三四": "EFG", "三四五": "hij", "一二三四五六": "KLMNOP"}
CHARACTERS = {"一": "1", "二": "2", "四": "4"}


def converted_slowly(text: str) -> str:
    """Convert as it is defined: the longest phrase anywhere, of those the leftmost, then beside."""
    for length in range(6, 1, -1):
        for at in range(len(text) - length + 1):
            phrase = text[at : at + length]
            if phrase in PHRASES:
                left, right = text[:at], text[at + length :]
                return converted_slowly(left) + PHRASES[phrase] + converted_slowly(right)
    return "".join(CHARACTERS.get(char, char) for char in text)


@given(st.text("一二三四五六x", max_size=16))
def test_phrases_are_taken_in_their_order(text: str) -> None:
    stage = compile_stage(PHRASES, CHARACTERS)
    assert stage.convert(text) == "".join(
        converted_slowly(part) if part != "x" else part
        for part in text.replace("x", "|x|").split("|")
    )


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_han_is_touched(name: str) -> None:
    text = "Plain English, ひらがな, 한국어, 😀, \ud800 and \x00."
    assert conversion(name).convert(text) == text
