"""Garbled names: what is renamed, what is not, and the way back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from textrepair.cli.subcommands.rename import rename_in
from textrepair.errors import InputError
from textrepair.files.entry_names import Journal, Renaming, read_journal, renamings


def tree(root: Path) -> set[bytes]:
    return {os.fsencode(path.relative_to(root)) for path in root.rglob("*")}


def names(root: Path, *paths: bytes) -> None:
    for path in map(os.fsdecode, paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()


def planned(root: Path) -> dict[str, str]:
    return {r.old: r.new for r in renamings([str(root)]) if isinstance(r, Renaming)}


@pytest.mark.parametrize(
    "name",
    [
        "plain.txt",
        "sound é.txt",
        "Ñandú.md",
        "日本語.txt",
        "Žluťoučký kůň.txt",
        "a\nÃ©.txt",
        ".git/cafÃ©",
    ],
)
def test_sound_names_stay(tmp_path: Path, name: str) -> None:
    names(tmp_path, name.encode())
    assert planned(tmp_path) == {}


def test_mojibake_and_bytes_of_other_encodings(tmp_path: Path) -> None:
    russian = ["Привет.txt", "Мир и труд.doc", "Съешь булок.txt"]
    names(
        tmp_path, "cafÃ©.txt".encode(), "─π║├.txt".encode(), *(n.encode("cp1251") for n in russian)
    )
    assert sorted(planned(tmp_path).values()) == sorted([*russian, "café.txt", "你好.txt"])


def test_there_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names(
        tmp_path, "d/dÃ©jÃ\xa0 vu/MÃ¼ller.md".encode(), "d/Привет, мир и труд.txt".encode("cp1251")
    )
    before = tree(tmp_path / "d")
    assert rename_in(["d"], write=False, undo=None) == 1
    assert tree(tmp_path / "d") == before
    assert rename_in(["d"], write=True, undo=None) == 0
    assert tree(tmp_path / "d") == {
        "déjà vu".encode(), "déjà vu/Müller.md".encode(), "Привет, мир и труд.txt".encode()
    }  # fmt: skip
    (journal,) = tmp_path.glob("textrepair-renames-*")
    assert rename_in([], write=False, undo=str(journal)) == 0
    assert tree(tmp_path / "d") == before
    assert rename_in(["d"], write=False, undo=None) == 1


def test_a_name_that_is_taken_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names(tmp_path, "d/cafÃ©".encode(), "d/café".encode())
    before = tree(tmp_path / "d")
    assert rename_in(["d"], write=True, undo=None) == 2
    assert tree(tmp_path / "d") == before


def test_names_stay_inside_their_directory(tmp_path: Path) -> None:
    names(tmp_path, "Ã¢â‚¬â„¢..%2F".encode())
    for each in renamings([str(tmp_path)]):
        assert isinstance(each, Renaming)
        assert "/" not in each.new


@pytest.mark.parametrize("text", ["{}", "[", '{"from": 1, "to": 2}', "\x00", '"a"'])
def test_journals_that_are_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "journal"
    path.write_text(text)
    with pytest.raises(InputError, match=r"line 1 is no renaming|no such file"):
        read_journal(str(path))


def test_a_journal_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_text("x")
    with pytest.raises(OSError, match="file exists"):
        Journal(str(path))
