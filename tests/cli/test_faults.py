"""Rows of docs/faults.md that need a system which misbehaves: disks, clocks, names, processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import environment, run

GARBLED = "{{a}} and {{b}}\n"
REPAIRED = "a and b\n"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system with room for 64 kB; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,nr_inodes=16", "textrepair", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root mounts a small file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["fix", "-q", "-w", "a.txt"], GARBLED * 3400),
        (["fix", "-q", "-o", "b.txt", "a.txt"], GARBLED * 3400),
        (["check", "-q", "--report", "report.jsonl", "a.txt"], GARBLED * 1000),
    ],
    ids=["in place", "beside", "report"],
)
def test_full_disk(small_disk: Path, arguments: list[str], text: str) -> None:
    (small_disk / "a.txt").write_text(text)
    done = run(*arguments, cwd=small_disk)
    assert done.returncode == 2
    assert b"no space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (small_disk / "a.txt").read_text() == text
    assert not [p for p in small_disk.iterdir() if p.name.startswith(".textrepair")]


def test_disk_without_room_for_another_file(small_disk: Path) -> None:
    (small_disk / "a.txt").write_text(GARBLED)
    for number in range(20):
        try:
            (small_disk / f"{number}.bin").touch()
        except OSError:
            break
    done = run("fix", "-q", "-w", "a.txt", cwd=small_disk)
    assert done.returncode == 2
    assert b"no space left on device while writing; what was there is whole" in done.stderr
    assert (small_disk / "a.txt").read_text() == GARBLED


def test_full_disk_for_temporary_files(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "caf\u00c3\u00a9 \u00e9t\u00e9, na\u00c3\u00afve.\n" * 400_000, "utf-8"
    )
    done = run(
        "fix", "-q", "--select", "probe,mojibake", "a.txt",
        cwd=tmp_path, env=environment(TMPDIR=str(small_disk)),
    )  # fmt: skip
    assert done.returncode == 2
    assert (done.stdout, done.stderr.count(b"\n")) == (b"", 1)
    assert b"a temporary file cannot be written (no space left on device)" in done.stderr


def test_links_that_are_a_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").write_text(GARBLED)
    done = run("fix", "-q", "-w", "a.txt", "c.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"textrepair: a.txt: too many levels of symbolic links" in done.stderr
    assert (tmp_path / "c.txt").read_text() == REPAIRED
    done = run("fix", "-q", "-o", "a.txt", "c.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"too many levels of symbolic links" in done.stderr
    done = run("fix", "-w", ".", cwd=tmp_path)
    assert (done.returncode, b"1 file" in done.stderr) == (0, True)


def test_folder_that_links_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    done = run("fix", "-w", ".", cwd=tmp_path)
    assert (done.returncode, b"1 file" in done.stderr) == (0, True)


@pytest.mark.parametrize("years", [-60, 60])
def test_a_file_of_another_time(tmp_path: Path, years: int) -> None:
    """As after a clock went back, or forward: times are compared, and never put in order."""
    path = tmp_path / "a.txt"
    path.write_text(GARBLED)
    there = (1_700_000_000 + years * 31_557_600) * 10**9
    os.utime(path, ns=(there, there))
    done = run("fix", "-q", "-w", "--resume", ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert path.read_text() == REPAIRED


@ON_LINUX
def test_a_process_that_is_killed_among_several(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(GARBLED * 2000)
    process = subprocess.Popen(
        [sys.executable, "-m", "textrepair", "fix", "-q", "-w", "--jobs", "2", "."],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    workers: list[int] = []
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        if (tmp_path / "00.txt").read_text() == REPAIRED * 2000:
            workers = [int(child) for child in children.read_text().split()]
            break
        time.sleep(0.005)
    about = {p: Path(f"/proc/{p}/cmdline").read_bytes() for p in workers}
    named = [p for p in workers if b"resource_tracker" not in about[p]]
    os.kill(named[-1], signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 2, said
    assert b"a process was killed, perhaps for lack of memory; all are whole" in said
    assert b"Traceback" not in said
    assert {p.read_text() for p in tmp_path.glob("*.txt")} <= {GARBLED * 2000, REPAIRED * 2000}
    assert run("fix", "-q", "-w", ".", cwd=tmp_path).returncode == 0
    assert {p.read_text() for p in tmp_path.iterdir()} == {REPAIRED * 2000}, "no stray is left"


@pytest.mark.parametrize(
    "without",
    [
        {"TMPDIR": "/no/such/folder"},
        {"HOME": None},
        {"HOME": "/no/such/folder", "XDG_CONFIG_HOME": "/no/such/folder"},
        {"PATH": None, "TERM": None, "LANG": None},
    ],
    ids=["TMPDIR", "HOME", "HOME that is not there", "PATH"],
)
def test_environment_that_lacks_something(tmp_path: Path, without: dict[str, str | None]) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    kept = {k: v for k, v in (environment() | without).items() if v is not None}
    done = run("fix", "-q", "-w", "a.txt", cwd=tmp_path, env=kept)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "a.txt").read_text() == REPAIRED


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_XX.ISO8859-1"])
@pytest.mark.parametrize("utf8", ["0", "1"])
def test_locale_that_is_not_utf8(tmp_path: Path, locale: str, utf8: str) -> None:
    name = "東京.txt"
    (tmp_path / name).write_text("東京 {{a}}\n", "utf-8")
    setting = environment(LC_ALL=locale, LANG=locale, PYTHONUTF8=utf8, PYTHONCOERCECLOCALE="0")
    done = run("fix", "-q", name, cwd=tmp_path, env=setting)
    assert (done.returncode, done.stdout) == (0, "東京 a\n".encode())
    done = run("check", "--output-format", "concise", ".", cwd=tmp_path, env=setting)
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 1)
    assert b"Traceback" not in done.stderr
    assert run("fix", "-q", "-w", ".", cwd=tmp_path, env=setting).returncode == 0
    assert (tmp_path / name).read_text("utf-8") == "東京 a\n"


@pytest.mark.parametrize("descriptor", [0, 1, 2])
@pytest.mark.parametrize(
    "arguments", [["fix", "-q", "-w", "a.txt"], ["check", "a.txt"], ["fix", "-"]], ids=" ".join
)
def test_a_standard_stream_that_is_closed(
    tmp_path: Path, descriptor: int, arguments: list[str]
) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    done = run(*arguments, cwd=tmp_path, preexec_fn=lambda: os.close(descriptor))
    said = done.stdout + done.stderr
    assert b"Traceback" not in said
    assert done.returncode in {0, 1, 2}
    if "-w" in arguments:
        assert (done.returncode, (tmp_path / "a.txt").read_text()) == (0, REPAIRED)
    if arguments == ["fix", "-"] and descriptor == 0:
        assert b"standard input is closed; name a file" in done.stderr


@pytest.mark.parametrize("name", ["n" * 251 + ".txt", "é" * 125 + ".txt", "漢" * 83 + ".txt"])
def test_names_as_long_as_they_may_be(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(GARBLED)
    (tmp_path / "out").mkdir()
    assert run("fix", "-q", "-o", "out", name, cwd=tmp_path).returncode == 0
    assert (tmp_path / "out" / name).read_text() == REPAIRED
    assert run("fix", "-q", "-w", "--resume", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / name).read_text() == REPAIRED
    done = run("check", "-q", "n" * 300, cwd=tmp_path)
    assert done.returncode == 2
    assert b"file name too long" in done.stderr


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"a\nb.txt", b"-w", b" .txt", b"a\x1b[31m.txt"])
def test_odd_names_are_repaired_and_shown_harmless(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(GARBLED)
    done = run("fix", "-w", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert b"\x1b[31m" not in done.stderr
    assert path.read_text() == REPAIRED


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(GARBLED)
    done = run("fix", "-w", ".", cwd=tmp_path)
    assert (done.returncode, b"1 file" in done.stderr) == (0, True)
    assert (tmp_path / "a.txt").read_text() == REPAIRED


def test_two_writers_at_once(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(GARBLED * 100)
    arguments = [sys.executable, "-m", "textrepair", "fix", "-q", "-w", "."]
    runs = [
        subprocess.Popen(arguments, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for each in runs:
        _, said = each.communicate(timeout=120)
        assert each.returncode in {0, 2}
        for line in said.splitlines():
            assert b"changed while it was being repaired" in line
    assert {p.read_text() for p in tmp_path.iterdir()} == {REPAIRED * 100}


@ON_LINUX
@pytest.mark.slow
def test_ten_thousand_files_of_which_two_cannot_be_read(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").write_text(GARBLED if number % 100 == 0 else "clean\n")
    unreadable = ["/proc/self/mem", "/proc/thread-self/mem"]
    done = run("fix", "-w", unreadable[0], ".", unreadable[1], cwd=tmp_path)
    assert done.returncode == 2
    complaints = [line for line in done.stderr.splitlines() if line.startswith(b"textrepair: ")]
    assert len(complaints) == 2
    assert b"100" in done.stderr
    assert all((tmp_path / f"{n}.txt").read_text() == REPAIRED for n in range(0, 10_000, 100))
