"""Files that are repaired in chunks: the same output, messages and exit codes as for small ones."""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import environment, run
from tests.cli.test_cases import as_bytes, load

#: Each test runs the command line several times, in processes of their own.
pytestmark = pytest.mark.slow

#: Runs the command line with every file taken for a large one, in chunks of a few code points.
IN_CHUNKS = """
import sys
from textrepair.files import document
document.LARGE = 0
document.IN_MEMORY = {in_memory}
document.CHUNK = {size}
from textrepair.cli import main
sys.exit(main(sys.argv[1:]))
"""
APART = re.compile(rb"^.*: read in parts, each of which is a text of its own to .*\n", re.MULTILINE)
CASES = [case for case in load() if case.values[0]["run"][0] in {"fix", "check"}]


def command(size: int = 4, in_memory: int = 1 << 20) -> list[str]:
    return [sys.executable, "-c", IN_CHUNKS.format(size=size, in_memory=in_memory)]


def run_in_chunks(
    *arguments: str, cwd: Path, stdin: bytes = b"", **more: Any
) -> subprocess.CompletedProcess[bytes]:
    if "stdin" not in more:
        more["input"] = stdin
    return subprocess.run(
        [*command(), *arguments],
        cwd=cwd,
        env=environment(),
        check=False,
        timeout=120,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )


@pytest.mark.parametrize("case", CASES)
def test_golden_cases(case: dict[str, Any], tmp_path: Path) -> None:
    """Whatever is told and written of a small file is told and written of a large one."""
    results = []
    for name, runner in (("whole", run), ("parts", run_in_chunks)):
        folder = tmp_path / name
        folder.mkdir()
        for file, content in case.get("files", {}).items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(content))
        done = runner(*case["run"], cwd=folder, stdin=as_bytes(case.get("stdin", "")))
        there = {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        told = APART.sub(b"", done.stderr).replace(os.fsencode(folder), b"")
        results.append((done.stdout, told, done.returncode, there))
    assert results[1] == results[0], "in parts, and as a whole"


GARBLED = "dÃ©jÃ\xa0 vu\nsound\n" * 200
REPAIRED = GARBLED.replace("dÃ©jÃ\xa0", "déjà")


@pytest.mark.parametrize("way", [["-o", "out.txt"], ["-o", "a.txt"], ["-w"], []])
def test_every_way(tmp_path: Path, way: list[str]) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    (tmp_path / "a.txt").chmod(0o640)
    done = run_in_chunks("fix", *way, "a.txt", cwd=tmp_path)
    named = b"a.txt: repaired (200 edits)\n" if way else b""
    assert done.stderr == named + b"1 file, 200 edits, 0 findings; 1 changed\n"
    assert done.returncode == 0
    written = tmp_path / (way[1] if len(way) > 1 else "a.txt")
    assert (written.read_bytes() if way else done.stdout).decode() == REPAIRED
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", written.name}
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_pipe_into_standard_input(tmp_path: Path) -> None:
    done = run_in_chunks("fix", "-q", "-", cwd=tmp_path, stdin=GARBLED.encode("utf-16"))
    assert done.stdout == REPAIRED.encode("utf-16")


def test_named_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text(GARBLED)
    with subprocess.Popen(["sh", "-c", "cat a.txt > pipe"], cwd=tmp_path):
        done = run_in_chunks("fix", "-q", "pipe", cwd=tmp_path)
    assert done.stdout.decode() == REPAIRED


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("sound\r\n" * 50 + "x\rdÃ©jÃ\xa0 vu", newline="")
    for output_format in ("json", "sarif", "concise", "full"):
        flags = ("check", "-q", "--output-format", output_format, "a.txt")
        whole, parts = run(*flags, cwd=tmp_path), run_in_chunks(*flags, cwd=tmp_path)
        assert parts.stdout == whole.stdout
        assert parts.returncode == whole.returncode == 1
    assert (
        b'"line": 52, "column": 1'
        in run_in_chunks(*flags[:3], "json", "a.txt", cwd=tmp_path).stdout
    )


def test_report_beside_the_repair(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    done = run_in_chunks("fix", "-w", "--output-format", "concise", "a.txt", cwd=tmp_path)
    assert done.stdout.count(b"mojibake") == 200
    assert done.stdout.startswith(b"a.txt:1:1: mojibake")
    assert b"a.txt:399:1: mojibake" in done.stdout


def test_statistics_count_the_file_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    done = run_in_chunks("check", "--statistics", "a.txt", cwd=tmp_path)
    assert done.stderr == b"1 file, 200 edits, 0 findings\n"
    assert b"    200         0  mojibake" in done.stdout


@pytest.mark.parametrize("way", [["-w"], ["-o", "a.txt"], ["-o", "d"]])
def test_full_disk(tmp_path: Path, way: list[str]) -> None:
    (tmp_path / "a.txt").write_text(GARBLED * 9)
    (tmp_path / "d").mkdir()

    def no_more_room() -> None:  # what the kernel says then is "file too large"
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = run_in_chunks("fix", "-q", *way, "a.txt", cwd=tmp_path, preexec_fn=no_more_room)
    assert done.returncode == 2
    assert done.stderr == (
        b"textrepair: a.txt: file too large while writing; what was there is whole; "
        b"write elsewhere with -o\n"
    )
    assert (tmp_path / "a.txt").read_text() == GARBLED * 9
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "d"]


@pytest.mark.parametrize("to", ["ascii", "cp1251"])
def test_nothing_is_printed_of_what_cannot_be_written(tmp_path: Path, to: str) -> None:
    (tmp_path / "a.txt").write_text("plain\n" * 40 + "naïve\n")
    for runner in (run, run_in_chunks):
        done = runner("fix", "-q", "--to", to, "a.txt", cwd=tmp_path)
        assert done.stdout == b""
        assert done.stderr == (
            f"textrepair: a.txt: {to} cannot hold 'ï' at line 41, column 3; "
            "pass --to utf-8\n".encode()
        )
        assert done.returncode == 2


def test_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("plain\n" * 40)
    os.utime(path, ns=(10**18, 10**18))
    before = path.stat()
    for to in ("utf-8", "ascii"):  # the same bytes in another encoding are no change either
        assert run_in_chunks("fix", "-q", "-w", "--to", to, "a.txt", cwd=tmp_path).returncode == 0
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_binary_file(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40)
    for arguments in (["fix", "a.bin"], ["check", "."]):
        whole, parts = (runner(*arguments, cwd=tmp_path) for runner in (run, run_in_chunks))
        assert (parts.stdout, parts.stderr) == (whole.stdout, whole.stderr)
        assert parts.returncode == whole.returncode == 2


def test_no_room_for_temporary_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    script = IN_CHUNKS.format(size=4, in_memory=1 << 20).replace(
        "document.LARGE = 0",
        "document.LARGE = 0\nfrom textrepair.pipeline import spool\nspool.IN_MEMORY = 1",
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "fix", "-q", "a.txt"],
        cwd=tmp_path,
        env=environment(TMPDIR=str(tmp_path)),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"textrepair: a.txt: a temporary file cannot be written (file too large)" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("flags", [["--diff"], ["--source", "b.txt"]])
def test_what_needs_the_whole_has_a_limit(tmp_path: Path, flags: list[str]) -> None:
    (tmp_path / "a.txt").write_text(GARBLED)
    (tmp_path / "b.txt").write_text("source")
    script = command(in_memory=100)
    done = subprocess.run(
        [*script, "fix", "-q", *flags, "a.txt"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"textrepair: a.txt: larger than 0 MB" in done.stderr


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (signal.SIGINT, b"interrupted"),
        (signal.SIGTERM, b"ended by SIGTERM"),
        (signal.SIGHUP, b"ended by SIGHUP"),
    ],
)
def test_a_signal_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals, said: bytes
) -> None:
    (tmp_path / "a.txt").write_text(GARBLED * 4000)
    process = subprocess.Popen(
        [*command(), "fix", "-w", "a.txt"],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert err.endswith(b"textrepair: " + said + b"; no file is half written\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == GARBLED * 4000


def test_reader_that_goes_early(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("plain\n" * 100_000)
    process = subprocess.Popen(
        [*command(size=1000), "fix", "-q", "a.txt"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.read(5) == b"plain"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.slow
def test_sixty_megabytes(tmp_path: Path) -> None:
    """The real size, and a memory that a whole file would not fit into."""
    block = "Les étés étaient très beaux là-bas, près de la forêt.\n" * 2000
    with (tmp_path / "a.txt").open("w") as file:
        for _ in range(560):
            file.write(block)
        file.write("dÃ©jÃ\xa0 vu\n")
        file.write(block)
    assert (tmp_path / "a.txt").stat().st_size > 60 << 20

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))

    done = run("fix", "a.txt", "-o", "out.txt", cwd=tmp_path, preexec_fn=limited)
    assert done.stderr == b"a.txt: repaired (1 edit)\n1 file, 1 edit, 0 findings; 1 changed\n"
    repaired = (tmp_path / "out.txt").read_bytes()
    assert repaired == (tmp_path / "a.txt").read_bytes().replace(
        "dÃ©jÃ\xa0".encode(), "déjà".encode()
    )


@pytest.mark.parametrize("flags", [[], ["--candidates"], ["--output-format", "json"]])
def test_detect(tmp_path: Path, flags: list[str]) -> None:
    clean = "昨天市里开了一个旧地图的展览。\n" * 30
    (tmp_path / "gb.txt").write_bytes(b"plain\n" * 9 + clean.encode("gb18030") + b"\xff")
    (tmp_path / "utf16.txt").write_bytes(clean.encode("utf-16"))
    (tmp_path / "stray.txt").write_bytes(b"\xe9 " + clean.encode() + b"\xe9\xe8")
    whole, parts = (runner("detect", *flags, ".", cwd=tmp_path) for runner in (run, run_in_chunks))
    assert (parts.stdout, parts.stderr, parts.returncode) == (whole.stdout, whole.stderr, 0)
    assert whole.stdout
