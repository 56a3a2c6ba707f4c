"""The compiled matcher against the package whose dictionaries it compiles, and an oracle."""

from __future__ import annotations

from functools import cache

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import clean_texts

from textrepair.chinese.variants.opencc import (
    border_words,
    conversion,
    dictionary_folder,
    stages,
)
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
def test_whole_texts_are_converted_almost_as_the_package_does(name: str, text: str) -> None:
    ours, theirs = conversion(name).convert(TEXTS[text]), package(name).convert(TEXTS[text])
    unlike = sum(one != other for one, other in zip(ours, theirs, strict=True))
    assert unlike <= len(theirs) / 500, "only the borders of words differ"


@given(st.sampled_from(NAMES), st.data())
def test_each_phrase_is_converted_as_the_package_does(name: str, data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(phrases_of(name)))
    assert conversion(name).convert(phrase) == package(name).convert(phrase)


@cache
def phrases_of(name: str) -> list[str]:
    """Return the phrases of the dictionary of a conversion that hold nothing but Han."""
    folder = dictionary_folder()
    assert folder is not None
    return sorted(stages(folder, name)[0].phrases.keys() - border_words() or {"后"})


#: A dictionary that overlaps itself in every way.
PHRASES = {"一二": "AB", "二三": "CD", "二三四": "EFG", "三四五": "hij", "一二三四五六": "KLMNOP"}
CHARACTERS = {"一": "1", "二": "2", "四": "4"}


def ahead(text: str) -> list[str]:
    """Return the words of a text by the longest phrases from its beginning."""
    if not text:
        return []
    word = next(text[:n] for n in range(6, 0, -1) if n == 1 or text[:n] in PHRASES)
    return [word, *ahead(text[len(word) :])]


def back(text: str) -> list[str]:
    """Return the words of a text by the longest phrases from its end."""
    if not text:
        return []
    word = next(text[-n:] for n in range(6, 0, -1) if n == 1 or text[-n:] in PHRASES)
    return [*back(text[: -len(word)]), word]


def converted_slowly(text: str) -> str:
    """Convert as it is defined: in both directions, and where they disagree by fewer words."""
    one, two = ahead(text), back(text)
    result = ""
    while one:
        i = next(
            n
            for n in range(1, len(one) + 1)
            if any(len("".join(one[:n])) == len("".join(two[:m])) for m in range(len(two) + 1))
        )
        j = next(m for m in range(1, len(two) + 1) if "".join(two[:m]) == "".join(one[:i]))
        better = min(
            one[:i], two[:j], key=lambda words: (len(words), [len(w) for w in words].count(1))
        )
        result += "".join(PHRASES.get(word, CHARACTERS.get(word, word)) for word in better)
        one, two = one[i:], two[j:]
    return result


@given(st.text("一二三四五六x", max_size=16))
def test_phrases_are_taken_in_both_directions(text: str) -> None:
    stage = compile_stage(PHRASES, CHARACTERS)
    assert stage.convert(text) == "x".join(map(converted_slowly, text.split("x")))


#: Two phrases that overlap in 二, and a phrase that makes the first the better one by words.
RIVALS = {"一二": "一A", "二三": "B三", "三四": "三四"}


@pytest.mark.parametrize(
    ("odds", "expected"), [(0.9, "一A三四"), (1.1, "一B三四"), (-5.0, "一A三四")]
)
def test_a_phrase_gives_way_if_the_neighbours_clearly_say_so(odds: float, expected: str) -> None:
    def weigh(text: str, at: int, one: str, other: str) -> float:
        assert (text[at], {one, other}) == ("二", {"A", "B"})
        return odds if one == "B" else -odds

    stage = compile_stage(RIVALS, {"五": "5"}, weigh=weigh)
    assert stage.convert("一二三四") == expected
    assert list(stage.phrases_at("一二三四", [1])) == ["二三" if "B" in expected else "一二"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_han_is_touched(name: str) -> None:
    text = "Plain English, ひらがな, 한국어, 😀, \ud800 and \x00."
    assert conversion(name).convert(text) == text
