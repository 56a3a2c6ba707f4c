"""Comments silence in chunks what they silence in the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textrepair.cli.ignore_comments import IgnoreComments
from textrepair.edits import Edit, Repair, apply_edits

LINES = st.sampled_from(
    [
        "cafÃ©\n",
        "cafÃ© # textrepair: ignore\n",
        "cafÃ© // textrepair: ignore[mojibake]\n",
        "cafÃ© -- textrepair: ignore[number-gap]\n",
        "# textrepair: ignore-next-line\n",
        "# textrepair: ignore-next-line[number-gap] # textrepair: ignore\n",
        "# textrepair: ignore-start\n",
        "# textrepair: ignore-start[mojibake]\n",
        "cafÃ© # textrepair: ignore-end\n",
        "# textrepair: ignore-file[mojibake]\n",
        "\n",
    ]
)


def repaired(text: str) -> Repair:
    starts = [i for i in range(len(text)) if text.startswith("Ã©", i)]
    edits = tuple(Edit("mojibake", i, i + 2, "Ã©", "é", "wrong encoding") for i in starts)
    return Repair(apply_edits(text, edits), text, edits)


@given(st.lists(LINES, max_size=12), st.integers(0, 12))
def test_chunks_give_what_the_whole_gives(lines: list[str], cut: int) -> None:
    whole = IgnoreComments().heeded(repaired("".join(lines))).text
    comments = IgnoreComments("".join(lines))
    chunks = ["".join(lines[:cut]), "".join(lines[cut:])]
    assert "".join(comments.heeded(repaired(chunk)).text for chunk in chunks) == whole


@given(st.lists(LINES, max_size=12))
def test_what_is_left_can_be_undone(lines: list[str]) -> None:
    repair = repaired("".join(lines))
    heeded = IgnoreComments().heeded(repair)
    assert heeded.undo() == repair.original
    assert set(heeded.edits) <= set(repair.edits)


def test_an_edit_over_two_lines_is_silenced_by_either() -> None:
    text = "one\ntwo # textrepair: ignore\nthree\n"
    edit = Edit("misaligned-bytes", 0, 6, text[:6], "x", "late")
    assert IgnoreComments().heeded(Repair("x" + text[6:], text, (edit,))).edits == ()


def test_many_comments_take_linear_time() -> None:
    text = "cafÃ© # textrepair: ignore\n" * 20_000
    assert IgnoreComments().heeded(repaired(text)).edits == ()
