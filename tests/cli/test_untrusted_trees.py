"""A configuration that somebody else may have put there does not decide what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import run

BOLD = 'unsafe-fixes = true\nto = "utf-16"\n'
GUESS = b"a {!red} fox\n"


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(GUESS)
    return folder


def test_configuration_in_a_scanned_directory_is_not_read(tmp_path: Path) -> None:
    tree = made(tmp_path / "tree")
    (tree / "textrepair.toml").write_text(BOLD)
    (tree / "pyproject.toml").write_text("[tool.textrepair]\nunsafe-fixes = true\n")
    done = run("fix", "-w", "tree", cwd=tmp_path)
    assert (tree / "a.txt").read_bytes() == GUESS
    assert b"configured by" not in done.stderr


def test_configuration_above_the_project(tmp_path: Path) -> None:
    (tmp_path / "textrepair.toml").write_text(BOLD)
    inner = made(tmp_path / "x" / "y")
    done = run("fix", "-w", "a.txt", cwd=inner)
    assert (inner / "a.txt").read_bytes() == GUESS
    path = str(tmp_path / "textrepair.toml").encode()
    assert b"configured by " + path in done.stderr
    assert b"unsafe-fixes and to left out, for " + path + b" is not of this project" in done.stderr
    assert run("fix", "-q", "-w", "a.txt", cwd=inner).stderr == b""


@pytest.mark.parametrize("mark", [".git", ".hg", "pyproject.toml"])
def test_configuration_of_the_project(tmp_path: Path, mark: str) -> None:
    (tmp_path / "textrepair.toml").write_text("unsafe-fixes = true\n")
    (tmp_path / mark).touch()
    inner = made(tmp_path / "x" / "y")
    done = run("fix", "-w", "a.txt", cwd=inner)
    assert (inner / "a.txt").read_bytes() == b"a red fox\n"
    assert b"configured by" in done.stderr
    assert b"left out" not in done.stderr


def test_configuration_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("unsafe-fixes = true\n")
    inner = made(tmp_path / "x")
    assert run("fix", "--config", "../mine.toml", "a.txt", cwd=inner).stdout == b"a red fox\n"


def test_isolated(tmp_path: Path) -> None:
    inner = made(tmp_path / "x")
    (inner / "textrepair.toml").write_text("unsafe-fixes = true\n")
    assert run("fix", "a.txt", cwd=inner).stdout == b"a red fox\n"
    assert run("fix", "--isolated", "a.txt", cwd=inner).stdout == GUESS
    for order in (["--isolated", "--config", "x"], ["--config", "textrepair.toml", "--isolated"]):
        done = run("fix", *order, "a.txt", cwd=inner)
        assert done.returncode == 2
        assert b"--isolated and --config exclude each other" in done.stderr
