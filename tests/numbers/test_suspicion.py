"""What gives a refilled passage away where none of its numbers is impossible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.numbers.checks.contradictions import contradictions
from textrepair.numbers.refill.find import SUSPICIOUS, TextNumbers, suspected
from textrepair.numbers.refill.passage import passage
from textrepair.numbers.refill.pour import pour
from textrepair.numbers.refill.suspicion import refill_odds
from textrepair.numbers.templates.templates import number_slots
from textrepair.numbers.usage.classes import number_class
from textrepair.numbers.usage.expectation import expected
from textrepair.numbers.usage.places import Usage, usage

CLEAN = (
    "On June 12, 2018 the harbour was closed, because 340 boats had come since 2003. More than "
    "70 percent of the sailors, aged 18 to 45, had been there in 2015, he said in two interviews."
)


def score(text: str) -> float:
    return refill_odds(
        text, (0, len(text)), passage(text, (0, len(text)), number_slots(text), {}, {})
    ).score


def test_a_sound_passage_is_not_suspected() -> None:
    assert score(CLEAN) < 0
    assert suspected(TextNumbers(CLEAN)) == []


def test_the_same_numbers_in_another_order_are() -> None:
    filled = pour(CLEAN, ["2018", "6", "12", "2003", "340", "2015", "70", "2", "18", "45"])
    assert score(filled) > SUSPICIOUS
    assert "6" in [suspect.run.text for suspect in suspected(TextNumbers(filled))]


def test_what_is_expected_is_said() -> None:
    [suspect] = suspected(
        TextNumbers("The harbour has been closed since 7, and nobody of the crew was there.")
    )
    assert (suspect.run.text, suspect.why) == ("7", "a year is expected here")


def test_a_month_in_digits_tells_only_where_none_is_expected() -> None:
    assert score("It was sold in June to 6 new owners, who had it for two more years.") > 1
    assert score("It was sold on June 12 at 6:00 to the owners, who had it for two years.") < 1


def test_what_was_said_before_tells_nothing_new() -> None:
    once = "The town has 7 and the harbour has ten boats of its own."
    assert score(once + " " + once) <= score(once) + 0.2


POURED = "Only ten storms came within 1950 miles of Phoenix since 200, and 3 within 40 miles."
SOUND = "In 1987 about 500 boats came, and in May 1992 they had been there for 12 years.\n\n"


def test_a_passage_alone_among_many_that_are_sound_is_not_suspected() -> None:
    assert suspected(TextNumbers(SOUND + POURED))
    assert not suspected(TextNumbers(20 * SOUND + POURED))


def test_a_passage_in_company_is_suspected() -> None:
    text = f"{20 * SOUND}{POURED}\n\n{POURED}\n\n{20 * SOUND}"
    assert len(suspected(TextNumbers(text))) == 2 * len(suspected(TextNumbers(POURED)))


def test_pages_of_books_tell_nothing() -> None:
    assert not suspected(TextNumbers(f"{POURED} See vol. 27, p. 339."))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("It has been so since 1987, he said", "year-since"),
        ("more than 500 people", "people-about"),
        ("the 2016 election", "year-of-thing"),
        ("by 32%", "percent"),
        ("on 5 May", "day"),
        ("at 7:30 p.m.", "hour-of-twelve"),
        ("a 3-1 win", "score-left"),
        ("the F16 came", "attached"),
    ],
)
def test_places(text: str, place: str) -> None:
    assert usage(text, number_slots(text)[0], 0).place == place


@given(st.text("0123456789", min_size=1, max_size=30), st.sampled_from(["age", "group", "year"]))
def test_every_number_has_a_class_and_an_expectation(digits: str, family: str) -> None:
    assert number_class(family, digits)
    assert -5 < expected(Usage(family, family), digits) < 5


@given(st.text("019 ,.-:/%()&ofhisMaywnfte<>\n", max_size=60))
def test_no_text_raises(text: str) -> None:
    suspected(TextNumbers(text))
    for found in contradictions(text):
        assert any(c.isdigit() for c in text[found.start : found.end])


def test_long_runs_of_digits_are_no_numbers() -> None:
    suspected(
        TextNumbers(
            f"In the year {'9' * 5000} the {'3' * 5000} people were there, in May and in 7."
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "lost 29 of his 19 matches",
        "a wave of 6 meters (60 feet)",
        "won by 3&3 in the Ryder Cup",
        "a 1-5 victory",
        "6-foot-14",
        "an earthquake of magnitude 85",
        "a 4-year-old woman",
        "three pieces of 2 9/4 inches",
    ],
)
def test_contradictions(text: str) -> None:
    assert len(list(contradictions(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "lost 19 of his 29 matches",
        "a wave of 6 meters (20 feet)",
        "won by 3&2 in the Ryder Cup",
        "a 1-5 defeat",
        "6-foot-11",
        "a star of magnitude 12",
        "a 14-year-old woman",
        "open 24/7 for 2 9/16 inches",
    ],
)
def test_no_contradictions(text: str) -> None:
    assert list(contradictions(text)) == []
