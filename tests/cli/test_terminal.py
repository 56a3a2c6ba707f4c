"""What a terminal gets: colours, but nothing of the input that would steer it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from tests.cli.running import environment

pty = pytest.importorskip("pty", reason="no terminals to be had here")

EVIL = "{{a\x1b[2J\x07\x9b31m\u202e\r}}b\u2028\u2029\ufeffc\n"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(cwd: Path, *arguments: str, typed: bytes = b"", **more: str) -> tuple[str, int]:
    """Run with a terminal for all three streams; return what it got, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd)
        command = [sys.executable, "-m", "textrepair", *arguments]
        os.execve(sys.executable, command, environment(**more))
    got = b""
    os.write(terminal, typed)
    try:
        while piece := os.read(terminal, 65536):
            got += piece
    except OSError:  # how Linux says that the other side is gone
        pass
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return got.decode("utf-8"), os.waitstatus_to_exitcode(status)


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(EVIL, newline="")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [["fix"], ["fix", "--diff"], ["check"], ["check", "--output-format", "concise"],
     ["check", "--output-format", "json"], ["check", "--output-format", "sarif"],
     ["check", "--output-format", "github"], ["check", "--output-format", "gitlab"],
     ["check", "--output-format", "junit"], ["check", "--output-format", "html"]],
)  # fmt: skip
def test_nothing_raw(evil: Path, arguments: list[str]) -> None:
    shown, _ = on_terminal(evil, *arguments, "--select", "probe", "a.txt")
    left = COLOUR.sub("", shown).replace("\r\n", "\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028\u2029\ufeff]", left)
    assert r"\u001b[2J" in left


def test_repaired_text(evil: Path) -> None:
    shown, code = on_terminal(evil, "fix", "-q", "--select", "probe", "a.txt")
    assert (shown, code) == ("a\\u001b[2J\\u0007\\u009b31m\\u202e\\rb\\u2028\\u2029\\ufeffc\r\n", 0)


@pytest.mark.parametrize("arguments", [["fix", "--diff"], ["check"]])
def test_colours(evil: Path, arguments: list[str]) -> None:
    assert COLOUR.search(on_terminal(evil, *arguments, "a.txt")[0])
    assert not COLOUR.search(on_terminal(evil, *arguments, "a.txt", NO_COLOR="1")[0])
    assert not COLOUR.search(on_terminal(evil, *arguments, "a.txt", TERM="dumb")[0])


@pytest.mark.parametrize("flags", [["-w"], ["-o", "out"]])
def test_nothing_to_write(tmp_path: Path, flags: list[str]) -> None:
    shown, code = on_terminal(tmp_path, "fix", *flags)
    assert "nothing to read; name files or directories, such as . for this one" in shown
    assert code == 2


@pytest.mark.parametrize("command", [["fix"], ["fix", "-"], ["check", "-"]])
def test_waiting_for_somebody_to_type_is_said(tmp_path: Path, command: list[str]) -> None:
    shown, code = on_terminal(tmp_path, *command, typed=b"caf\xc3\x83\xc2\xa9\n\x04")
    assert "reading from the terminal; end with Ctrl-D" in shown
    assert "café" in shown
    assert code == (command[0] == "check")


@pytest.mark.parametrize("command", [["check"], ["fix", "--diff"]])
def test_without_a_path_this_directory_is_read(evil: Path, command: list[str]) -> None:
    shown, code = on_terminal(evil, *command, "--select", "probe")
    assert "a.txt" in shown
    assert code == 1


def test_progress_of_a_check_leaves_its_report_whole(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"{number:03}.txt").write_text("{{a}}" if number == 120 else "a")
    shown, code = on_terminal(tmp_path, "check", "--output-format", "concise")
    assert "of 250 files" in shown
    plain = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", shown)
    line = './120.txt:1:1: probe a word in braces: "{{a}}" -> "a"'
    assert re.search(rf"[\r\n]{re.escape(line)}\r\n", plain)
    assert code == 1


def test_progress_bar(tmp_path: Path) -> None:
    for number in range(250):
        (tmp_path / f"{number}.txt").write_text("{{a}}")
    shown, code = on_terminal(tmp_path, "fix", "-w", ".")
    assert "of 250 files" in shown
    assert "250 files, 250 edits, 0 findings; 250 changed" in shown
    assert code == 0
