"""Characters that TOML cannot hold: surrogates, alone and in pairs."""

from __future__ import annotations

import pytest

from textrepair import fix, repair


@pytest.mark.parametrize("text", ["😀", "\U0010ffff", "\ue000", "\ud7ff"])
def test_characters_around_surrogates_stay(text: str) -> None:
    result = repair(text)
    assert result.edits == ()
    assert fix(text) is text


def test_pairs_are_joined() -> None:
    assert fix("hi \ud83d\ude00!") == "hi 😀!"
    assert fix("\ud83d\udc80") == "💀"  # the second half alone would stand for a byte


def test_a_half_is_told_and_kept() -> None:
    result = repair("\ude00\ud83d")
    assert result.text == "\ude00\ud83d"
    assert [finding.rule for finding in result.findings] == ["lone-surrogates"] * 2


def test_what_text_removal_brings_together_is_joined_too() -> None:
    assert fix("\ud83d\ufeff\ude00") == "😀"


@pytest.mark.parametrize("layers", [1, 2, 40, 5000])
def test_entities_of_many_layers_are_undone_at_once(layers: int) -> None:
    result = repair("&" + "amp;" * layers + "lt;", profile="normalize")
    assert result.text == "<"
    assert len(result.edits) == 1


@pytest.mark.parametrize("layers", [1, 40, 5000])
def test_escapes_inside_escapes_are_removed_at_once(layers: int) -> None:
    result = repair("a" + "\x1b[" * layers + "m" * layers + "b", profile="normalize")
    assert result.text == "ab"
    assert len(result.edits) == 1


@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", " "])
def test_a_trail_byte_that_became_a_plain_space_is_restored(space: str) -> None:
    garbled = f"On y va Ã{space} pied, et l'Ã©tÃ© Ã{space} vÃ©lo."
    assert fix(garbled) == "On y va à pied, et l'été à vélo."


@pytest.mark.parametrize("word", ["Genève", "l’école", "l'école", "pied"])
def test_a_space_behind_a_word_stays_whatever_comes_then(word: str) -> None:
    assert fix(f"Il va Ã {word} depuis l'Ã©tÃ©") == f"Il va à {word} depuis l'été"


def test_a_trail_byte_that_fell_together_with_the_space_behind_it_is_restored() -> None:
    assert fix("On y va Ã pied, et l'Ã©tÃ© Ã vÃ©lo.") == "On y va à pied, et l'été à vélo."
