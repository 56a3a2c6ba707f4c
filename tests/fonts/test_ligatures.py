"""Ligatures of fonts are told from signs between words."""

from __future__ import annotations

import pytest

from textrepair import fix, repair
from textrepair.fonts import CONTROL_FONTS, SHOWN_FONTS, drawn_by, read_ligatures
from textrepair.fonts.known_words import is_known

SENTENCES = (
    "The first officer briefly defined the differences between the two profiles.",
    "Different coefficients influence the final figure, and the traffic was difficult to identify.",
    "They offered sufficient fish to the staff of the lighthouse, five miles off the reef.",
)
#: Words in which the letters are no ligature of one piece, in several languages.
PAIRS = ("half…ill", "deaf\x0cing", "wolf®und", "stuff↵load", "if°it", "of¢fice", "self\x0binker")


@pytest.mark.parametrize("font", SHOWN_FONTS, ids=lambda font: ascii("".join(font)))
@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_font_is_read(font: dict[str, str], sentence: str) -> None:
    drawn = drawn_by(font, sentence)
    assert drawn != sentence
    assert fix(drawn) == sentence


@pytest.mark.parametrize("font", CONTROL_FONTS, ids=lambda font: ascii("".join(font)))
@pytest.mark.parametrize("sentence", SENTENCES)
def test_control_characters_are_read_on_request(font: dict[str, str], sentence: str) -> None:
    drawn = drawn_by(font, sentence)
    assert fix(drawn) is drawn
    assert fix(drawn, unsafe=True) == sentence
    assert {finding.rule for finding in repair(drawn).findings} == {"control-characters"}


@pytest.mark.parametrize("pair", PAIRS)
def test_two_words_stay_two(pair: str) -> None:
    line = f"the boats {pair} were seen from the shore"
    assert [*read_ligatures(line), *read_ligatures(line, controls=True)] == []


def test_a_line_beside_tells() -> None:
    """``cli®`` may be a trade mark; where ® was ff in the line before, it is a word."""
    assert fix("the white cli® of the cape") == "the white cli® of the cape"
    lines = "it has no e®ect on di®erent boats\nthe white cli® of the cape"
    assert fix(lines) == "it has no effect on different boats\nthe white cliff of the cape"


def test_a_letter_of_a_code_page_is_left_to_mojibake() -> None:
    for word in ("a¤o", "fran‡ais", "ni¤o", "f¯rste", "acci¢n"):
        assert list(read_ligatures(f"xx {word} xx")) == []


def test_the_list_knows_words_with_ligatures_alone() -> None:
    assert all(map(is_known, ("Office", "Schiff", "définir", "ufficio", "coefficients")))
    assert not any(map(is_known, ("offi", "boat", "", "xffx")))
