"""Laws of the rules of Chinese converters: pinyin-gloss, misaligned-bytes, lost-indent."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import FIXTURES, assert_sound

from textrepair import Applicability, Edit, Options, Pipeline, Repair
from textrepair.rules.chinese import lost_indent, misaligned_bytes, pinyin_gloss

RULES = [pinyin_gloss.RULE, misaligned_bytes.RULE, lost_indent.RULE]
CAUTIOUS = Pipeline(RULES)
BOLD = Pipeline(RULES, unsafe=True)

#: Sentences in which the bytes of characters meet those of their neighbours.
SENTENCES = (
    "這項服務讓當地居民享受到優惠。",
    "他在一所大學讀書，每個星期回家一次。",
    "體育場館都在維修，因為去年下了三場大雨。",
    "「橋已經通了。」記者在現場看到，車輛正在排隊。",
    "圖書館計劃在年底開辦展覽，參觀不收費用。",
    "她說：「我們還沒有準備好，請再等一等！」",
    "網絡信號已經覆蓋全縣4個鎮的120個村莊。",
    "老師傅把手藝傳給了兩個徒弟，店門照常打開。",
)
articles = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True).map("\n".join)
seeds = st.integers(0, 10_000)


def repaired(text: str, pipeline: Pipeline = CAUTIOUS) -> Repair:
    """Repair a text and assert what holds for all repairs."""
    result = pipeline.repair(text)
    assert_sound(result)
    assert pipeline.fix(text) == result.text
    assert pipeline.fix(result.text) is result.text
    return result


def as_pattern(text: str) -> re.Pattern[str]:
    """Return what matches the text, where a question mark may stand for what was lost."""
    parts = re.split(r"(\?+)", text)
    return re.compile("".join(f".{{0,{len(p)}}}" if "?" in p else re.escape(p) for p in parts))


@given(articles)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text).text is text


@given(articles, seeds)
def test_spliced_glosses_come_out_again(text: str, seed: int) -> None:
    garbled = pinyin_gloss.inflict(text, Random(seed))
    assert repaired(garbled).text == text


@settings(max_examples=60)
@given(articles, seeds)
def test_what_was_read_out_of_step_comes_back_or_is_flagged(text: str, seed: int) -> None:
    garbled = misaligned_bytes.inflict(text, Random(seed))
    result = repaired(garbled)
    assert as_pattern(result.text).fullmatch(text) or result.findings
    assert ("?" in result.text) <= bool(result.findings or "?" in text)


@given(articles, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_lost_indents_come_back(text: str, end: str) -> None:
    lines = [line + "這是後來加上的一句話，讓每一段都夠長。" for line in text.split("\n")]
    plain = end.join(lines)
    result = Pipeline([lost_indent.RULE]).repair(lost_indent.inflict(plain, Random(0)))
    if len(lines) > 1:
        assert result.text == end.join("\u3000\u3000" + line for line in lines)
    else:
        assert result.findings or not result.changed


@given(st.text("當?(shù鼐!,？）「」\ue000\ud8005G\n實í", max_size=40))
def test_no_text_breaks_the_rules(text: str) -> None:
    repaired(text)
    repaired(text, BOLD)


@pytest.mark.parametrize("name", ["ferry", "reservoir", "bookshop", "telescope", "noodles"])
@pytest.mark.parametrize("seed", range(3))
def test_articles_damaged_otherwise(name: str, seed: int) -> None:
    text = (FIXTURES / "articles" / f"{name}.expected.txt").read_text("utf-8")
    text = text.replace("?", "").replace("\u3000", "")
    result = repaired(misaligned_bytes.inflict(text, Random(seed)))
    assert as_pattern(result.text).fullmatch(text)
    assert not re.search(r"\([a-z]*[^\x00-\x7f][a-z]*\)", result.text), "no gloss is left"


@pytest.mark.slow
@pytest.mark.parametrize(
    "garbled",
    [
        "讓當?shù)鼐用裣硎艿?G應用。" * 60,
        "好?!" * 500,
        "「" * 400 + "好?!" * 300,
        "好?!?" * 60,
        "當?shù)" * 300,
        "?(gè)" * 300,
        "????好\n" * 300,
        "好?!" + "字典的" * 500,
    ],
)
def test_awkward_shapes_are_repaired_in_one_go(garbled: str) -> None:
    repaired(garbled)


def test_the_indent_can_be_chosen() -> None:
    text = "????全市今年新建公園二十座，總面積比去年多一成。\n????公園全部免費開放。"
    (first, second) = lost_indent.find(text, Options(indent="\t"))
    assert (first.after, second.after) == ("\t", "\t")


def test_an_inferred_digit_says_what_it_is_inferred_from() -> None:
    text = "5G基站、5G套餐、5G用戶、5G手機、5G電視、5G學校，讓當?shù)鼐用裣硎艿?G應用。"
    (edit,) = misaligned_bytes.find(text, Options())
    assert isinstance(edit, Edit)
    assert edit.message == (
        "read one byte late; 5 was eaten: inferred from 5G, which occurs 6 times in this text"
    )
    assert edit.before == "?shù)鼐用裣硎艿?"
    assert edit.after == "地居民享受到5"
    assert edit.applicability is Applicability.SAFE
    assert edit.confidence < 0.9


def test_a_digit_that_nothing_tells_is_named_by_what_it_can_be() -> None:
    (finding,) = repaired("他說：“橋已經通了?!?月2日，第一輛車開過。").findings
    assert finding.text == "?"
    assert [suggestion.text for suggestion in finding.suggestions] == list("123456789")
    assert finding.message.endswith("it can be 1 to 9; nothing in the text tells")


def test_lost_tags_and_brackets_are_told_by_what_closes_them() -> None:
    assert "居民<br>" in repaired("這項服務讓當?shù)鼐用?br>受益。").text
    assert "居民(含租客)" in repaired("這項服務讓當?shù)鼐用?含租客)受益。").text
