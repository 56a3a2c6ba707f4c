"""What fuzz/harness.py found in the splicing of fields, each as a case."""

from __future__ import annotations

from tests.toys import swap

from textrepair import Pipeline
from textrepair.files.fields import FieldRepair
from textrepair.files.fields.delimited import Delimited
from textrepair.files.fields.json_strings import JsonStrings


def spliced(text: str, pipeline: Pipeline, size: int) -> str:
    with FieldRepair(pipeline, lambda: [text], Delimited((), ","), size=size) as repair:
        return "".join(each.text for each in repair.repairs())


def test_a_byte_order_mark_at_the_beginning_of_a_later_chunk_is_text() -> None:
    toy = Pipeline([swap("toy", "Ã©", "é")])
    assert spliced("x\n\ufeffÃ©,\nb", toy, 2) == "x\n\ufeffé,\nb"
    assert spliced("\ufeffÃ©,\nb", toy, 100) == "\ufeffé,\nb"


def test_a_first_field_in_quotes_behind_a_mark_is_not_cut() -> None:
    toy = Pipeline([swap("toy", "Ã©", "é")])
    text = '\ufeff"\r",Ã©,Ã©\n\nÃ©,Ã©\n\n'
    assert spliced(text, toy, 1) == text.replace("Ã©", "é")


def test_the_only_field_of_a_row_that_becomes_empty_is_quoted() -> None:
    toy = Pipeline([swap("toy", "Ã©", "")])
    assert spliced("a\nÃ©\nb\n", toy, 100) == 'a\n""\nb\n'
    assert spliced("\ufeffÃ©", toy, 100) == '\ufeff""'
    assert spliced("a,Ã©\nb,c\n", toy, 100) == "a,\nb,c\n"


def test_two_surrogates_that_stand_side_by_side_in_a_string_stay_two() -> None:
    # as escapes they would be read as one character
    toy = Pipeline([swap("toy", "Ã©", "\n")])
    text = '"Ã© \ud83d\ude00 Ã©"\n'
    with FieldRepair(toy, lambda: [text], JsonStrings((), by_line=True), size=100) as repair:
        assert [each.text for each in repair.repairs()] == ['"\\n \ud83d\ude00 \\n"\n']
