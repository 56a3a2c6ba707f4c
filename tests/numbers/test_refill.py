"""The refill forward and backward, with a source and without; alignment; comparison."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.numbers import compare
from textrepair.numbers.checks.designations import designations
from textrepair.numbers.refill.alignment import align
from textrepair.numbers.refill.find import TextNumbers, guesses, suspected
from textrepair.numbers.refill.pour import could_be_poured, pour, tokens
from textrepair.numbers.refill.with_source import refilled
from textrepair.numbers.templates.slots import digit_runs

SOURCE = "到2025年,10G-PON端口70万个,占比32%;5G基站12万个,5G用户普及率达70%"
CLEAN = (
    "By 2025 there will be 700,000 ports of 10G-PON, and 32% of all; 120,000 5G base stations "
    "have been built, and the rate of 5G users has reached 70%."
)


@given(st.text("ab1290, .<>%\n年", max_size=50), st.text("12年, 3", max_size=30))
def test_what_was_poured_reads_as_poured(target: str, source: str) -> None:
    poured = pour(target, tokens(source))
    if "<>" not in target:
        assert could_be_poured(list(digit_runs(poured)), tokens(source))
    assert re.sub(r"\d+|<>", "", poured) == re.sub(r"\d+|<>", "", target)


@given(st.text("ab1290, .<>%\n年月", max_size=50), st.text("12年月%, 3三十\n", max_size=40))
def test_no_pair_of_texts_raises(target: str, source: str) -> None:
    for found in refilled(target, source):
        slot = found.slot
        assert target[slot.start : slot.end] == slot.write(slot.groups)
    match = compare(source, target)
    assert 0 <= match.score <= 1


def test_the_source_undoes_the_refill() -> None:
    text = pour(CLEAN, tokens(SOURCE))
    repaired = text
    for found in reversed(refilled(text, SOURCE)):
        slot, groups = found.slot, found.groups
        assert groups is not None
        repaired = repaired[: slot.start] + slot.write(groups) + repaired[slot.end :]
    assert repaired == CLEAN
    assert refilled(CLEAN, SOURCE) == []


def test_without_a_source_the_passage_tells() -> None:
    text = pour(CLEAN, tokens(SOURCE))
    evidence = [match.start() for match in re.finditer("<>", text)]
    first = {
        text[guess.slot.start : guess.slot.end + 2]: guess.slot.write(guess.readings[0])
        for guess in guesses(TextNumbers(text), evidence)
    }
    assert first["10,70 p"] == "700,000"
    assert first["32G-"] == "10"
    assert first["70G "] == "5"


def test_what_fits_where_it_stands_stays() -> None:
    text = (
        "As of May this year, 6,5 8G base stations have been built, with 9G coverage in more than "
        "85% of the villages and along 5 kilometers of the coast, where it was 30G coverage before."
    )
    first = {
        guess.slot.groups: guess.slot.write(guess.readings[0])
        for guess in guesses(TextNumbers(text), [text.index("6,5")])
    }
    assert first["85",] == "85"
    assert first["5",] == "30"
    assert first["6", "5"] == "89,000"


def test_sound_passages_are_not_suspected() -> None:
    assert suspected(TextNumbers(CLEAN)) == []
    assert (
        suspected(TextNumbers("It has been there since 1950, within 200 miles of the 3 towns."))
        == []
    )


def test_lines_are_aligned_though_some_have_no_partner() -> None:
    target = (
        "One line of some length about 5 boats.\nA second line, with 12 more.\nThe 3rd of 1999."
    )
    source = (
        "关于5艘船的一行,长度适中。\n这一行没有译文,它完全不同,而且比其他的都长得多,长得多,长得多。\n"
        "第二行,有12个。\n1999年的第3个。"
    )
    pairs = [(target[slice(*t)], source[slice(*s)]) for t, s in align(target, source)]
    assert pairs[0][1].startswith("关于5艘")
    assert pairs[-1] == ("The 3rd of 1999.", "1999年的第3个。")


@pytest.mark.parametrize(
    ("source", "target", "score"),
    [
        ("没有数字", "no digits", 1.0),
        ("8月17日", "17 August", 1.0),
        ("下午三点,2 km", "3 p.m., 2 kilometres", 1.0),
        ("620 Kilometer", "385 miles", 1.0),
        ("5 boats", "6 boats", 0.0),
    ],
)
def test_scores(source: str, target: str, score: float) -> None:
    assert compare(source, target).score == score


def test_what_is_missing_and_what_was_added_is_named() -> None:
    match = compare("5艘船,120人", "5 ships, 130 people")
    assert (match.missing, match.added, match.refilled) == (("120",), ("130",), False)


def test_designations_that_exist_are_in_their_own_table() -> None:
    for designation in designations():
        assert designation.numbers
        assert designation.source
        assert all(re.fullmatch(r"\d+(\.\d+)?", number) for number in designation.numbers)


def test_compare_is_a_function_whatever_was_asked_for_first() -> None:
    code = (
        "from textrepair.numbers import compare_lines\n"
        "from textrepair.numbers import compare\n"
        "print(compare('5 boats', '5 boats').score)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "1.0\n"
