"""Quantities, read from eight languages; templates, whatever stands in them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import repair
from textrepair.numbers import read
from textrepair.numbers.reading.chinese_numerals import parse
from textrepair.numbers.templates.templates import number_slots


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("人口8.9万人", "89000", "people"),
        ("投资12亿元", "1200000000", "money"),
        ("1億4千万ドル", "140000000", "money"),
        ("1억 2500만 달러", "125000000", "money"),
        ("8月17日", "17", "day"),
        ("十九世纪", "19", "century"),
        ("20 世纪30年代", "1930", "decade"),
        ("百分之百确定", "100", "percent"),
        ("占比达32%", "32", "percent"),
        ("45 英里", "45", "mile"),
        ("36歳", "36", "age"),
        ("Die Brücke und der Turm kosten 1,25 Millionen Euro", "1250000.00", "money"),
        ("Der Weg ist 1.250 Meter lang und breit", "1250", "m"),
        ("le 16 août et les autres", "16", "day"),
        ("au XIXe siècle", "19", "century"),
        ("les 10 000 habitants de la ville", "10000", None),
        ("в 2014 году", "2014", "year"),
        ("350 тыс. долларов", "350000", "money"),
        ("el siglo XIX y los otros", "19", "century"),
        ("los años 80 y los 90", "1980", "decade"),
        ("£2.8bn of it", "2800000000.0", "money"),
        ("zehn Jahre", "10", "years"),
    ],
)
def test_quantities_of_eight_languages(text: str, value: str, kind: str | None) -> None:
    found = [q for q in read(text) if Decimal(value) in q.values]
    assert found, [(q.values, q.kinds) for q in read(text)]
    if kind is not None:
        assert kind in found[0].kinds


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("周三下午三点", (15, 0)),
        ("早上 7:55", (7, 55)),
        ("午後4時40分", (16, 40)),
        ("오후 3시 30분", (15, 30)),
        ("um 15:00 Uhr", (15, 0)),
        ("à 07h55", (7, 55)),
        ("в 9:15", (9, 15)),
    ],
)
def test_times_of_day(text: str, clock: tuple[int, int]) -> None:
    assert [q.clock for q in read(text)] == [clock]


@pytest.mark.parametrize("text", ["24 小时", "三年前", "周六", "百年", "3 時間"])
def test_what_is_no_time_of_day(text: str) -> None:
    assert all(q.clock is None for q in read(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("on May <>, 2005", "year"),
        ("on 9 September 17", "year"),
        ("in the <>th century", "century"),
        ("a 16-year-old", "age"),
        ("found at 55.44am", "time"),
        ("at 11:99 BST", "time"),
        ("lost 4-1 at home", "score"),
        ("from 3 to <> inches", "inch"),
        ("some <> kph", "km/h"),
        ("active since 72.", "year"),
        ("in the <>s", "decade"),
        ("$<> billion", "money"),
    ],
)
def test_templates_are_told_by_what_is_around_them(text: str, kinds: str) -> None:
    assert kinds in number_slots(text)[-1].kinds


@given(st.text(max_size=80))
def test_quantities_and_templates_point_into_the_text(text: str) -> None:
    for quantity in read(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
    for slot in number_slots(text):
        assert text[slot.start : slot.end] == slot.write(slot.groups)


@given(st.text("〇零一二两三十百千万億1290.,", max_size=12))
def test_any_numeral_of_characters_has_a_value_or_none(numeral: str) -> None:
    try:
        value = parse(numeral)
    except ArithmeticError:
        pytest.fail("raised")
    assert value is None or value >= 0


@pytest.mark.parametrize(
    "word", ["sıx", "ſix", "Auguſt", "Aprıl", "JULİ", "twıce", "\N{KELVIN SIGN}asım"]
)
def test_letters_that_expressions_take_for_others_raise_nothing(word: str) -> None:
    """Without regard to case ``ı`` is ``i``, ``ſ`` is ``s`` and the Kelvin sign ``k``."""
    text = f"In {word} 2009 the 5,2 boats of {word} had 12 men and <> women; 5 {word} 1999."
    assert repair(text).original == text
    assert repair(text, source="2009年5月，2艘船，12人，1999年5月5日").original == text
