"""What tells, with the source at hand, which of several numbers belongs where."""

from __future__ import annotations

from decimal import Decimal

import pytest

from textrepair import repair
from textrepair.numbers.kinds import Kind
from textrepair.numbers.reading.number_words import spelled_numbers
from textrepair.numbers.reading.reader import read
from textrepair.numbers.reading.units import converted
from textrepair.numbers.refill.pour import pour, tokens
from textrepair.numbers.refill.scores_and_ranges import parts
from textrepair.numbers.refill.with_source import refilled
from textrepair.numbers.templates.slots import digit_runs

#: Sources and sound translations whose numbers come in another order.
PAIRS = (
    ("El Betis ganó por 3-1 y suma ya 27 puntos en 14 partidos.",
     "With 27 points from 14 matches, Betis won 3-1."),
    ("Le pont, long de 320 mètres, a été inauguré en 1974 et a coûté 12,5 millions de francs.",
     "Opened in 1974 at a cost of 12.5 million francs, the bridge is 320 metres long."),
    ("Мост длиной 320 метров открыли в 1974 году; он обошёлся в 12,5 млн рублей.",
     "Opened in 1974 at a cost of 12.5 million roubles, the bridge is 320 metres long."),
    ("2019年の売上高は前年比8%増の1兆2000億円、従業員は3万5000人だった。",
     "Sales rose 8% to 1.2 trillion yen in 2019, and the company had 35,000 employees."),
    ("지난해 관광객은 120만 명으로 15% 늘었고, 그중 40%가 중국인이었다.",
     "Of the 1.2 million tourists last year, 15% more than before, 40% were Chinese."),
    ("Die Strecke ist 42 Kilometer lang, und 1.200 Läufer nahmen teil, darunter 350 Frauen.",
     "Some 350 women were among the 1,200 runners on the route of 26 miles."),
    ("2012年至2017年间,该市人口从450万增加到610万。",
     "The city's population rose from 4.5 million to 6.1 million between 2012 and 2017."),
    ("El 60 % de los 1.500 encuestados, 900 personas, está a favor.",
     "Of 1,500 people asked, 900, or 60%, are in favour."),
    ("Von den 80 Sitzen erhielt die Partei 33, die Opposition kam auf 29.",
     "The opposition won 29 and the party 33 of the 80 seats."),
    ("Der Preis stieg auf 31 Mio. Euro (36 Mio. Dollar).",
     "The price rose to $36 million (€31 million)."),
)  # fmt: skip


@pytest.mark.parametrize(("source", "clean"), PAIRS)
def test_sound_translations_are_left(source: str, clean: str) -> None:
    assert refilled(clean, source) == []


@pytest.mark.parametrize(("source", "clean"), PAIRS)
def test_the_refill_is_undone(source: str, clean: str) -> None:
    assert repair(pour(clean, tokens(source)), source=source, unsafe=True).text == clean


@pytest.mark.parametrize(
    ("source", "damaged", "places"),
    [
        (
            "この事故で17人がけがをし、3人が死亡した。",
            "The accident killed 17 people and injured 3.",
            2,
        ),
        ("29 Spiele, 19 davon verloren.", "They lost 29 of the 19 matches.", 2),
    ],
)
def test_two_numbers_that_changed_places(source: str, damaged: str, places: int) -> None:
    assert sum(assignment.changes for assignment in refilled(damaged, source)) == places


def test_measures_that_english_takes_apart_or_says_twice() -> None:
    source = "Er ist 1,88 m groß und wohnt 72 km weit weg."
    clean = "He lives 45 miles (72 kilometers) away and is 6-foot-2."
    damaged = pour(clean, tokens(source))
    assert repair(damaged, source=source, unsafe=True).text == clean


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("620", "km", "mile", "385"),
        ("135", "km/h", "mph", "85"),
        ("290", "kg", "pound", "650"),
        ("27", "°C", "°F", "80"),
        ("2", "months", "days", "60"),
        ("100", "hectare", "acre", "250"),
    ],
)
def test_conversions_come_to_round_numbers(value: str, unit: str, to: str, expected: str) -> None:
    assert converted(Decimal(value), Kind(unit), Kind(to))[0] == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("меньше сорока восьми, к двадцатому", [48, 20]),
        ("pour la douzième fois, quatre-vingt-dix-neuf", [12, 99]),
        ("achtundvierzig und zweihundert", [48, 200]),
        ("doscientos cincuenta y dos", [252]),
        ("스물다섯 명, 열 다섯 마리", [25, 15]),
        ("a two-year-old and forty-one others", [2, 41]),
        ("vingt et une, deux cents", [21, 200]),
        ("twenty or one", [20]),
    ],
)
def test_number_words_in_all_forms(text: str, values: list[int]) -> None:
    assert [number.value for number in spelled_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("am 17.8. und am 18.8.", ["day", "month", "day", "month"]),
        ("2018-08-17", ["year", "month", "day"]),
        ("7割の人", ["percent"]),
        ("para el uno de octubre", ["day"]),
        ("a la una de la tarde", ["time"]),
        ("за сутки", ["hour"]),
        ("depuis un siècle", ["years"]),
    ],
)
def test_dates_times_and_shares(text: str, kinds: list[str]) -> None:
    assert [quantity.kinds[0] for quantity in read(text)] == kinds


def test_a_character_of_a_word_is_no_number() -> None:
    assert read("维多利亚十字勋章") == []


def test_halves_of_pairs() -> None:
    text = "2-1, then 5/6; between 3 and 4, 7 to 9 km, 8 of 9"
    kinds = [part[0] if part else "" for part in parts(text, list(digit_runs(text)))]
    assert kinds == ["range"] * 2 + ["fraction"] * 2 + ["range"] * 4 + [""] * 2


def test_no_line_is_too_long() -> None:
    line = "On 5 May 17 of 30 boats, 40% of all, left for 3-1 and 6 km. " * 300
    assert refilled(line, line) == []


def test_a_text_against_itself_says_nothing() -> None:
    chinese = "2018年,8万9千人。5月6日,10G-PON端口70万个,占比32%,2022年第3季度。"
    english = "On 3 June 2018, 89,000 men came in 12 ships, and 32% of them left in 2022."
    assert refilled(chinese, chinese) == []
    assert refilled(english, english) == []
