"""Files that cannot be read or written: a message, exit code 2, and nothing is lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import default_signals, environment, run


def test_unreadable_file(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        path = "/proc/self/mem"  # nobody may read its first page, root included
    else:
        (tmp_path / "a.txt").write_text("a")
        (tmp_path / "a.txt").chmod(0)
        path = "a.txt"
    done = run("check", "-q", path, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(f"textrepair: {path}: ".encode())
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("way", [["-w"], ["-o", "a.txt"], ["-o", "d"]])
def test_full_disk(tmp_path: Path, way: list[str]) -> None:
    text = "{{a}}" * 30_000
    path = tmp_path / "a.txt"
    path.write_text(text)
    (tmp_path / "d").mkdir()

    def no_more_room() -> None:  # what the kernel says then is "file too large"
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = run("fix", "-q", *way, "a.txt", cwd=tmp_path, preexec_fn=no_more_room)
    assert done.returncode == 2
    assert done.stderr == (
        b"textrepair: a.txt: file too large while writing; what was there is whole; "
        b"write elsewhere with -o\n"
    )
    assert path.read_text() == text
    assert [each.name for each in tmp_path.rglob("*")] == ["a.txt", "d"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "arguments", [["fix", "-q", "a.txt"], ["check", "-q", "a.txt"], ["explain"], ["-V"], ["--help"]]
)
def test_full_standard_output(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text("{{a}}")
    with Path("/dev/full").open("wb") as full:
        done = run(*arguments, cwd=tmp_path, stdout=full)
    assert done.returncode == 2
    assert b"no space left on device" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_closed_standard_output_of_a_completion(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "textrepair", "completion", "bash"]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == b"textrepair: standard output is closed; write to a file with -o\n"


def test_closed_standard_output(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{{a}}")
    command = [sys.executable, "-m", "textrepair", "fix", "-q", "a.txt"]
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        b"textrepair: a.txt: standard output is closed; write to a file with -o\n"
    )


@pytest.mark.parametrize("buffering", [{}, {"PYTHONUNBUFFERED": "1"}])
def test_reader_that_goes_early(tmp_path: Path, buffering: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("{{a}} and more\n" * 100_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "textrepair", "fix", "-q", "--select", "probe", "a.txt"],
        cwd=tmp_path,
        env=environment(**buffering),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.read(5) == b"a and"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


def test_unbuffered_output_is_whole(tmp_path: Path) -> None:
    text = "{{a}} and more\n" * 100_000
    (tmp_path / "a.txt").write_text(text)
    env = environment(PYTHONUNBUFFERED="1")
    done = run("fix", "-q", "--select", "probe", "a.txt", cwd=tmp_path, env=env)
    assert done.stdout == text.replace("{{a}}", "a").encode()


ENDINGS = {
    signal.SIGINT: (130, b"textrepair: interrupted; no file is half written"),
    signal.SIGTERM: (143, b"textrepair: ended by SIGTERM; no file is half written"),
    signal.SIGHUP: (129, b"textrepair: ended by SIGHUP; no file is half written"),
}


def waiting(tmp_path: Path, **more: Any) -> subprocess.Popen[bytes]:
    """A process that has reported on one file and waits for standard input."""
    (tmp_path / "a.txt").write_text("{{a}}")
    more.setdefault("preexec_fn", default_signals)
    process = subprocess.Popen(
        [sys.executable, "-m", "textrepair", "check", "--output-format", "concise", "a.txt", "-"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )
    assert process.stdout
    assert process.stdout.readline().startswith(b"a.txt:1:1: probe")
    return process


@pytest.mark.parametrize("number", ENDINGS)
def test_signal_that_ends(tmp_path: Path, number: signal.Signals) -> None:
    process = waiting(tmp_path)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    code, message = ENDINGS[number]
    assert (process.returncode, out) == (code, b"")
    assert err.strip() == message


def test_signal_that_is_ignored(tmp_path: Path) -> None:
    """As under nohup."""
    process = waiting(tmp_path, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    process.send_signal(signal.SIGHUP)
    _, err = process.communicate(b"{{b}}", timeout=60)
    assert process.returncode == 1
    assert b"ended by" not in err


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stray = tmp_path / f".textrepair-{dead.pid}-{'0' * 16}.tmp"
    stray.touch()
    (tmp_path / "a.txt").write_text("{{a}}")
    done = run("fix", "-w", ".", cwd=tmp_path)
    assert f"removed {stray.name}, which an interrupted run left behind".encode() in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("clean {?a}")
    os.utime(path, ns=(10**18, 10**18))
    before = path.stat()
    assert run("fix", "-q", "-w", "a.txt", cwd=tmp_path).returncode == 0
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_write_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text("{{a}}")
    (tmp_path / "link.txt").symlink_to("d/a.txt")
    assert run("fix", "-q", "-w", "link.txt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "d" / "a.txt").read_text() == "a"


def test_hard_links_are_not_parted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{{a}}")
    (tmp_path / "b.txt").hardlink_to(tmp_path / "a.txt")
    for names in (["a.txt"], ["a.txt", "b.txt"], ["."]):
        done = run("fix", "-w", *names, cwd=tmp_path)
        assert done.returncode == 2
        assert b"a.txt: has 2 names (hard links), of which one would be new" in done.stderr
        assert (tmp_path / "a.txt").read_text() == (tmp_path / "b.txt").read_text() == "{{a}}"


def test_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_text("{{a}}")
    done = run("check", "-q", "--output-format", "concise", ".", cwd=tmp_path)
    assert done.stdout == b'./\\udcff.txt:1:1: probe a word in braces: "{{a}}" -> "a"\n'
    assert run("check", "-q", "--output-format", "json", ".", cwd=tmp_path).returncode == 1
    assert b'"uri": "%FF.txt"' in run("check", "--output-format", "sarif", ".", cwd=tmp_path).stdout


def test_working_directory_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f"rmdir ../gone && {sys.executable} -m textrepair check -q no.txt"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path / "gone",
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
