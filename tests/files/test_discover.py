"""Which files are worked on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from textrepair.files.discover import Source, sources


def found(*paths: str) -> list[str]:
    return [each.path for each in sources(paths) if isinstance(each, Source)]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "d/c.txt", ".git/config", "d/.x", "__pycache__/x.pyc"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_by_name_without_what_is_hidden(tree: Path) -> None:
    assert found(".") == ["./a.txt", "./b.txt", "./d/c.txt"]


def test_what_is_named_is_taken_hidden_or_not(tree: Path) -> None:
    assert found("d/.x", ".git/config") == ["d/.x", ".git/config"]


def test_each_file_once(tree: Path) -> None:
    (tree / "link.txt").symlink_to("a.txt")
    (tree / "hard.txt").hardlink_to(tree / "a.txt")
    assert found("d/c.txt", "./d/c.txt", ".", "d") == ["d/c.txt", "./a.txt", "./b.txt"]


def test_links_to_directories_are_not_followed(tree: Path) -> None:
    (tree / "d" / "up").symlink_to(tree)
    (tree / "dangling").symlink_to("nowhere")
    assert found(".") == ["./a.txt", "./b.txt", "./d/c.txt"]


def test_pipes_are_passed_over(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    assert found(".") == ["./a.txt", "./b.txt", "./d/c.txt"]


def test_names_that_are_no_text(tree: Path) -> None:
    (tree / "d" / os.fsdecode(b"\xff\n.txt")).touch()
    assert found("d") == ["d/c.txt", os.fsdecode(b"d/\xff\n.txt")]
    (tree / "d" / os.fsdecode(b"\xff\n.txt")).unlink()


def test_paths_inside(tree: Path) -> None:
    inside = [s.inside for s in sources(["d/../d", "a.txt"]) if isinstance(s, Source)]
    assert inside == ["c.txt", "a.txt"]
