"""A configuration that somebody else may have put there does not decide what is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.running import run

from textrepair.files.done_files import JOURNAL

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


@pytest.mark.parametrize("place", ["elsewhere", "pipe", "folder"])
def test_a_journal_that_leads_elsewhere_is_not_written(tmp_path: Path, place: str) -> None:
    tree = made(tmp_path / "tree")
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine\n")
    journal = tree / JOURNAL
    if place == "elsewhere":
        journal.symlink_to(outside)
    elif place == "pipe":
        os.mkfifo(journal)
    else:
        journal.mkdir()
    done = run("fix", "-w", "--resume", "tree", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert JOURNAL.encode() in done.stderr
    assert outside.read_bytes() == b"mine\n"


@pytest.mark.parametrize("line", [b"[" * 100_000, b"1", b'{"key": 1}', b"\xff", b'{"path": {}}'])
def test_a_journal_of_any_content_says_nothing(tmp_path: Path, line: bytes) -> None:
    tree = made(tmp_path / "tree")
    (tree / JOURNAL).write_bytes(line)
    done = run("fix", "-w", "--resume", "tree", cwd=tmp_path)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("name", ["a.cpg", ".gitignore", "textrepair.toml", "pyproject.toml"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_is_found_beside_files_is_a_file(tmp_path: Path, name: str, kind: str) -> None:
    """A pipe that nobody writes to would be waited for, a device has no end."""
    tree = made(tmp_path / "tree")
    if kind == "pipe":
        os.mkfifo(tree / name)
    else:
        (tree / name).symlink_to("/dev/zero")
    done = run("check", "a.txt", ".", cwd=tree)
    assert done.returncode == 1
    assert b"{!red}" in done.stdout


@pytest.mark.parametrize("suffix", ["/../../evil", "/evil", "a\\u0000"])
def test_a_configuration_keeps_copies_nowhere_else(tmp_path: Path, suffix: str) -> None:
    tree = made(tmp_path / "tree")
    (tree / "a.txt").write_text("cafÃ©\n", encoding="utf-8")
    (tree / "textrepair.toml").write_text(f'backup = "{suffix}"\n')
    done = run("fix", "-w", "a.txt", cwd=tree)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert {path.name for path in tmp_path.rglob("*")} == {"tree", "a.txt", "textrepair.toml"}
