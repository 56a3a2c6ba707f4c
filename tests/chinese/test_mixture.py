"""Text converted character by character: none is found in sound text, most in converted text."""

from __future__ import annotations

import pytest
from tests.support import clean_texts

from textrepair.chinese.variants.mixture import convert_one_by_one, mixed_forms
from textrepair.chinese.variants.opencc import conversion, dictionary_folder
from textrepair.chinese.variants.script import ScriptVariant, blocks

TEXTS = clean_texts()

pytestmark = pytest.mark.skipif(
    dictionary_folder() is None,
    reason="OpenCC's own package hides its dictionaries",
)


@pytest.mark.parametrize("name", TEXTS)
def test_sound_text_is_no_mixture(name: str) -> None:
    for text in (TEXTS[name], *TEXTS[name].splitlines()):
        assert list(mixed_forms(text)) == []


@pytest.mark.parametrize("convert", ["s2t", "s2tw", "s2hk"])
def test_text_converted_by_words_is_no_mixture(convert: str) -> None:
    assert list(mixed_forms(conversion(convert).convert(TEXTS["zh-hans"]))) == []


def test_places_have_the_form_that_words_would_give() -> None:
    simplified = TEXTS["zh-hans"]
    mixed, proper = convert_one_by_one(simplified), conversion("s2t").convert(simplified)
    places = list(mixed_forms(mixed))
    assert len(places) > 3
    for place in places:
        assert mixed[place.at] == place.written != place.proper == proper[place.at]


USUAL_FORM = (
    "我們走了三公裏路，皇後那時還在宮裏，說她複習了功課，又去幹洗店取衣服，最後回復了書信。"
)


def test_a_converter_that_gives_each_character_its_usual_form_is_told() -> None:
    named = {USUAL_FORM[place.at - 1 : place.at + 1] for place in mixed_forms(USUAL_FORM)}
    assert {"公裏", "皇後"} <= named
    assert not {"宮裏", "最後"} & named


@pytest.mark.parametrize("line", ["它的儲量很丰富。", "這是一种很大的鳥。", "他去世后葬在這里。"])
def test_a_single_place_that_no_writer_writes_so_is_enough(line: str) -> None:
    assert len(list(mixed_forms(line))) >= 1


def test_a_text_that_writes_both_forms_where_they_belong_was_not_converted() -> None:
    sound = "以後在後面，皇后和太后。發展理髮，乾杯幹活干涉。於是于先生到了這裡，一公里。" * 5
    assert list(mixed_forms(sound + "這個關系很好。")) == []


def test_japanese_and_cantonese_are_left() -> None:
    for text in ("万葉集第一巻", "人口約八十万人", "佢話嗰間制作公司好大"):
        assert list(mixed_forms(text)) == []


def test_a_line_with_kana_is_left_and_the_others_are_not() -> None:
    japanese = "「万葉集」は日本の歌集である。\n"
    chinese = "對于旅游業來說，這項建設完成后將成為全國的示范。\n"
    places = list(mixed_forms(chinese * 3 + japanese + chinese))
    assert len(places) == 16
    assert list(mixed_forms(japanese * 3 + chinese)) == []


def test_surnames_are_left_in_a_text_that_is_mixed() -> None:
    text = "于明對于旅游業的示范,建成后去了。范明說:對于采取的措施,他制造了種种問題。"
    named = [text[place.at - 1 : place.at + 1] for place in mixed_forms(text)]
    assert {"對于", "示范", "成后"} <= set(named)
    assert not {"于", "。范"} & set(named)


def test_lines_are_told_apart() -> None:
    text = "这是我们的国家。\n這是我們的國家。\n好。\n"
    assert [(block.text, block.variant) for block in blocks(text)] == [
        ("这是我们的国家。\n", ScriptVariant.SIMPLIFIED),
        ("這是我們的國家。\n", ScriptVariant.TRADITIONAL),
        ("好。\n", ScriptVariant.EITHER),
    ]
