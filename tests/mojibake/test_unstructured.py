"""Readings without structure, and what must not be taken for text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair import fix, repair
from textrepair.language import bits, naturalness
from textrepair.language.any_language import any_language_pack, bits_in_any_language
from textrepair.language.scripts import ALPHABETS
from textrepair.mojibake.acceptance import is_table
from textrepair.mojibake.legacy.unstructured import are_letters_alone

LETTERS = st.sampled_from(
    "abzÀÃÄÅÆÇÉÊËÌÎÏÑÒÔÕÖØÙÛÜÝÞßàâãäåæçèéêëìîïðñòôõöøùûüýþÿőűăąćčďęěłńňřšťůžж語щЫя"
)
SEPARATORS = st.sampled_from(
    [" ", ", ", "; ", " | ", "-", "/", ".", "1", " 23 ", "'", '"', "…", "\n", "\t"]
)


@given(st.lists(st.tuples(LETTERS, SEPARATORS), max_size=40))
def test_single_letters_between_punctuation_are_never_changed(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(letter + separator for letter, separator in pieces)
    changed = [edit for edit in repair(text).edits if "mojibake" in {edit.rule, *edit.also}]
    assert [edit for edit in changed if not edit.message.startswith("UTF-8 was read")] == []


@given(st.lists(LETTERS, min_size=8, max_size=40), st.sampled_from([" ", "  ", ", ", '", "', "/"]))
def test_rows_of_letters_are_never_words(letters: list[str], separator: str) -> None:
    text = separator.join(letters)
    for line in (text, f'keys = "{text}"'):
        changed = [e for e in repair(line).edits if "mojibake" in {e.rule, *e.also}]
        assert [edit for edit in changed if not edit.message.startswith("UTF-8 was read")] == []


@given(st.permutations("ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸàâäçèéêëîïôöùûüÿ"))
def test_an_alphabet_is_a_table_in_any_order(letters: list[str]) -> None:
    assert is_table("".join(letters))


@pytest.mark.parametrize(
    ("garbled", "expected"),
    [
        ("Ïðèâåò, ìèð", "Привет, мир"),
        ("рТЙЧЕФ, ЛБЛ ДЕМБ?", "Привет, как дела?"),
        ("Az erdõben sötét volt, de a hegytetõn még sütött a nap.",
         "Az erdőben sötét volt, de a hegytetőn még sütött a nap."),
        ("ÄãºÃ£¬ÎÒÃÇÃ÷ÌìÔÚ³µÕ¾¼û¡£", "你好，我们明天在车站见。"),
    ],
)  # fmt: skip
def test_what_is_natural_in_no_language_is_still_repaired(garbled: str, expected: str) -> None:
    assert fix(garbled) == expected


def test_lists_of_letters_are_told_from_words_in_bytes() -> None:
    assert are_letters_alone(["à,", "(é)", "ü/û"])
    assert not are_letters_alone(["à,", "été"])
    assert not are_letters_alone(["ÄãºÃ"])


@pytest.mark.parametrize("script", ALPHABETS)
def test_each_alphabet_has_a_pack_of_any_language(script: str) -> None:
    assert (
        any_language_pack(script).cost("\x00\x00\x00") > any_language_pack(script).cost("   ") - 1
    )


@pytest.mark.parametrize(
    "text", ["De mûzen sliepe ûnder de flier", "güller açyldy, çagalar oýnaýar", "хорошая погода"]
)
def test_any_language_is_no_dearer_than_the_best_of_those_known(text: str) -> None:
    assert bits_in_any_language(text) <= bits(text)
    assert naturalness(text).bits == bits(text)


@pytest.mark.parametrize("page", ["cp437", "cp850", "cp866", "cp1251", "cp1252", "mac_roman"])
@pytest.mark.parametrize("text", ["学了就用", "看惯了", "茶馆", "马虎虎", "一看便知"])
def test_a_short_word_is_repaired_whole_or_not_at_all(
    text: str, page: str, request: pytest.FixtureRequest
) -> None:
    try:
        garbled = f'say("{text.encode("gbk").decode(page)}");'
    except UnicodeDecodeError:
        pytest.skip("a byte of it is no character of the page")
    if (text, page) == ("马虎虎", "mac_roman"):
        reason = "as Windows-1252 it says 疫炎炎 in Big5, and no other page is asked then"
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    assert fix(garbled) in (garbled, f'say("{text}");')


def test_a_word_that_a_later_pass_repairs_is_not_called_left_over() -> None:
    result = repair("La secciÃƒÂ³n del mÃƒÂ©dico está día y noche")
    assert (result.text, result.findings) == ("La sección del médico está día y noche", ())


@pytest.mark.parametrize("word", ["gá»i", "thá»"])
def test_a_vietnamese_word_that_lost_a_byte_is_said_to_be_left(word: str) -> None:
    result = repair(f"láº¡i {word} rá»“i mÃ¡y")
    assert result.text == f"lại {word} rồi máy"
    assert word in {finding.text for finding in result.findings}


def test_a_vietnamese_word_that_can_be_but_one_is_restored() -> None:
    assert fix("láº¡i luáºn rá»“i mÃ¡y") == "lại luận rồi máy"
