"""Which files are worked on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from textrepair.files.discover import Source, sources
from textrepair.files.selection import Selection


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


def test_links_to_files_are_not_followed(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "x.txt"
    outside.write_text("x")
    (tree / "0.txt").symlink_to(outside)
    (tree / "00.txt").symlink_to("a.txt")
    assert found(".") == ["./a.txt", "./b.txt", "./d/c.txt"]
    assert found("0.txt") == ["0.txt"]


def chosen(selection: Selection) -> list[str]:
    return [each.path for each in sources(["."], selection) if isinstance(each, Source)]


@pytest.mark.parametrize(
    ("selection", "paths"),
    [
        (Selection(), ["./b.txt"]),
        (Selection(git_ignored=False), ["./a.txt", "./b.txt", "./d/c.txt"]),
        (Selection(exclude=("b.*",)), []),
        (Selection(exclude=("d",), git_ignored=False), ["./a.txt", "./b.txt"]),
        (Selection(exclude=("/c.txt",), git_ignored=False), ["./a.txt", "./b.txt", "./d/c.txt"]),
        (Selection(extensions=("md",)), []),
        (Selection(extensions=(".TXT", "md")), ["./b.txt"]),
    ],
)
def test_what_is_left_out(tree: Path, selection: Selection, paths: list[str]) -> None:
    (tree / ".gitignore").write_text("# comment\na.txt\nd/\n")
    assert chosen(selection) == paths


def test_inner_ignore_files_win_and_outer_ones_end_at_the_repository(tree: Path) -> None:
    (tree / ".gitignore").write_text("*.txt\n")
    (tree / "d" / ".gitignore").write_text("!c.txt\n")
    assert chosen(Selection()) == ["./d/c.txt"]
    (tree / "d" / ".git").mkdir()
    (tree / "d" / "e.txt").touch()
    assert chosen(Selection()) == ["./d/c.txt", "./d/e.txt"]


def test_a_file_that_is_named_is_taken(tree: Path) -> None:
    (tree / ".gitignore").write_text("*\n")
    assert found("a.txt") == ["a.txt"]
