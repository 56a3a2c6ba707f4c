"""Counting what the language models are made of."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.language_training.extra import LARGEST, read_counts
from tools.language_training.streams import BLANK, count_grams
from tools.lingua_counts import with_ends

lines = st.lists(st.text("ab ", max_size=20))


def inside(text: str, length: int) -> Counter[str]:
    """Count n-grams of letters only."""
    grams = [text[i : i + length] for i in range(len(text) - length + 1)]
    return Counter(gram for gram in grams if " " not in gram)


def test_a_is_a_letter_in_an_alphabet() -> None:
    singles, pairs, triples = count_grams(["banana a"], 3, BLANK)
    assert singles == {"a": 4, "n": 2, "b": 1, " ": 2}
    assert pairs["a "] == 2
    assert triples["ban"] == triples["nan"] == triples["na "] == triples[" a "] == 1


def test_a_stands_for_letters_of_other_scripts_in_chinese() -> None:
    _, pairs, triples = count_grams(["天a地"], 3)
    assert pairs["天a"] == pairs["a地"] == 1
    assert "天a地" not in triples


@given(lines)
def test_ends_of_words_follow_from_counts_inside_words(text: list[str]) -> None:
    joined = " ".join(text)
    found = with_ends([inside(joined, length) for length in (1, 2, 3)])
    assert found == [+level for level in count_grams([joined], 3, BLANK)]


def test_counts_are_read_in_letters_that_are_known_or_not_rare(tmp_path: Path) -> None:
    levels = [{"a": 300_000, "B": 100_000, "ø": 1, "é": 1}, {"aø": 1, "aé": 1, "aB": 5}, {"aBa": 5}]
    tmp_path.joinpath("xx.json").write_text(json.dumps(levels), encoding="utf-8")
    singles, pairs, triples = read_counts(tmp_path, "latin", "xx", known={"é"})
    assert singles == {"a": 300_000, "b": 100_000, "é": 1}
    assert pairs == {"aé": 1, "ab": 5}
    assert triples == {"aba": 5}


def test_large_counts_are_scaled_down(tmp_path: Path) -> None:
    tmp_path.joinpath("xx.json").write_text(json.dumps([{"a": 4 * LARGEST}]), encoding="utf-8")
    assert read_counts(tmp_path, "latin", "xx")[0]["a"] == pytest.approx(LARGEST)
