"""fix -i: what a person chooses is applied, recorded, and answers the same questions again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.strategies import repairs

from textrepair import Edit, Finding, Repair, Suggestion
from textrepair.cli.subcommands.choose import Choices, Chooser, NoTerminal
from textrepair.edits import apply_edits
from textrepair.errors import InputError
from textrepair.reports.report import FileResult
from textrepair.reports.text import plain

CHOICES = (Suggestion("x", 0.6, "fits"), Suggestion("y", 0.4, "fits too"))
TEXT = "a?b, c?d, e?f"
FOUND = tuple(Finding("lost", i, i + 1, "?", "a character is lost", CHOICES) for i in (1, 6, 11))


class Keys:
    """Keys that were pressed one after another; then nobody is there."""

    def __init__(self, keys: str) -> None:
        self._keys = iter(keys)
        self.shown = ""

    def show(self, text: str) -> None:
        self.shown += text

    def key(self) -> str:
        return next(self._keys, "")


def chosen(keys: str, repair: Repair, choices: Choices | None = None) -> Repair:
    chooser = Chooser(Keys(keys), choices if choices is not None else Choices(), plain)
    return chooser(FileResult("a", "utf-8", 9, repair))


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("", TEXT),
        ("\n\n\n", TEXT),
        ("12\n", "axb, cyd, e?f"),
        ("1d", "axb, c?d, e?f"),
        ("a1", "axb, cxd, exf"),
        ("a\n", TEXT),
        ("1u2d", "ayb, c?d, e?f"),
        ("u1", "axb, c?d, e?f"),
        ("z9x1", "axb, c?d, e?f"),  # keys that mean nothing
        ("ax2", "ayb, c?d, e?f"),  # what was said for all is taken back by another key
    ],
)
def test_keys(keys: str, text: str) -> None:
    repair = chosen(keys, Repair(TEXT, TEXT, (), FOUND))
    assert repair.text == text
    assert repair.undo() == TEXT
    assert len(repair.edits) + len(repair.findings) == len(FOUND)


def test_going_back_takes_back_what_was_said_of_all() -> None:
    other = Finding("other", 7, 8, "d", "odd", CHOICES)
    repair = Repair(TEXT, TEXT, (), (*FOUND[:2], other, FOUND[2]))
    assert chosen("a1u21\n1", repair).text == "ayb, cxd, exf"


@pytest.mark.parametrize("key", ["q", "\x03", "\x04"])
def test_stopping(key: str) -> None:
    choices = Choices()
    with pytest.raises(KeyboardInterrupt):
        chosen(f"1{key}", Repair(TEXT, TEXT, (), FOUND), choices)
    assert list(choices.by_place.values()) == ["x"]


def test_a_choice_takes_the_place_of_a_safe_edit() -> None:
    edit = Edit("safe-rule", 0, 3, "a?b", "a-b", "why")
    repair = chosen("1", Repair(f"a-b{TEXT[3:]}", TEXT, (edit,), FOUND[:1]))
    assert (repair.text, len(repair.edits)) == ("axb, c?d, e?f", 1)
    assert repair.findings == ()


def test_what_is_sure_is_not_asked() -> None:
    edit = Edit("safe-rule", 0, 3, "a?b", "a-b", "why")
    keys = Keys("1")
    Chooser(keys, Choices(), plain)(FileResult("a", "utf-8", 9, Repair("a-b", "a?b", (edit,))))
    assert keys.shown == ""


def test_what_is_shown_is_harmless() -> None:
    odd = Suggestion("\x1b[2J\u202e", 0.5, "\x1b")
    keys = Keys("")
    finding = Finding("lost", 0, 1, "\x1b", "\x1b]0;title\x07", (odd,))
    Chooser(keys, Choices(), plain)(
        FileResult("\x1b", "utf-8", 9, Repair("\x1b", "\x1b", (), (finding,)))
    )
    assert not set(keys.shown) & set("\x1b\x07\u202e")
    assert r"\u001b" in keys.shown


def test_recorded_choices_are_made_again(tmp_path: Path) -> None:
    path = str(tmp_path / "choices.json")
    choices = Choices.read(path)
    first = chosen("12\n", Repair(TEXT, TEXT, (), FOUND), choices)
    choices.write(path)
    again = Chooser(NoTerminal(), Choices.read(path), plain)
    assert again(FileResult("a", "utf-8", 9, Repair(TEXT, TEXT, (), FOUND))).text == first.text


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"choices": [1]}', '{"choices": 3}', "[" * 100_000]
)
def test_files_that_hold_no_choices(tmp_path: Path, text: str) -> None:
    path = tmp_path / "choices.json"
    path.write_text(text)
    with pytest.raises(InputError, match="holds no choices"):
        Choices.read(str(path))


@given(repairs(), st.text("12a\nudx", max_size=12))
def test_any_keys_give_a_sound_repair(repair: Repair, keys: str) -> None:
    made = chosen(keys, repair)
    assert apply_edits(made.original, made.edits) == made.text
    assert made.undo() == repair.original
