"""Turkish whose letters the fonts of a PDF wrote as others: what tells in a text, and what not."""

from __future__ import annotations

import pytest

from textrepair import fix
from textrepair.options import Options
from textrepair.rules.fonts.turkish_font_letters import RULE

SIGNED = "YaĢlı kiĢiler otobüsle çarĢıya gidiyordu.\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Normal bir Ģey.", "Normal bir şey."),
        ("Ġnsan geldi", "İnsan geldi"),
        ("BĠR", "BİR"),
        ("Deniz‟e, 80‟i", "Deniz’e, 80’i"),
    ],
)
def test_words_without_signs_are_read_in_a_text_with_others(line: str, expected: str) -> None:
    assert fix(SIGNED + line).split("\n")[1] == expected


@pytest.mark.parametrize("line", ["Ġorġ ħareġ", "Ģirts Bērziņš", "helloĠworld", "―‖"])
def test_other_languages_stay_in_a_text_with_such_words(line: str) -> None:
    assert fix(SIGNED + line).split("\n")[1] == line


def test_chunks_are_read_as_the_whole() -> None:
    text = SIGNED + "Normal bir Ģey.\n" * 3
    whole = [edit.after for edit in RULE.find(text, Options())]  # type: ignore[union-attr]
    assert RULE.find_in_chunks is not None
    parts = RULE.find_in_chunks(text.splitlines(keepends=True), Options())
    assert [edit.after for part in parts for edit in part] == whole  # type: ignore[union-attr]
