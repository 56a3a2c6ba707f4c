"""Many files: several processes, a run that is stopped, killed or resumed, and whole originals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from textrepair.cli import main
from textrepair.files.done_files import JOURNAL, DoneFiles

from .running import environment, run

BEFORE = "x caf\u00c3\u00a9\n" * 50
AFTER = "x café\n" * 50


def files(folder: Path, count: int = 6) -> list[Path]:
    paths = [folder / f"{i}.txt" for i in range(count)]
    for path in paths:
        path.write_text(BEFORE, encoding="utf-8")
    return paths


def texts(paths: list[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


def test_processes_do_what_one_does(tmp_path: Path) -> None:
    paths = files(tmp_path)
    arguments = ("fix", "-w", "--output-format", "json", "--report", "rows.jsonl")
    done = run(*arguments, "--jobs", "2", *[path.name for path in paths], cwd=tmp_path)
    named = "".join(f"{path.name}: repaired (50 edits)\n" for path in paths)
    said = f"{named}6 files, 300 edits, 0 findings; 6 changed\n"
    assert (done.returncode, done.stderr.decode()) == (0, said)
    assert texts(paths) == [AFTER] * 6
    assert len((tmp_path / "rows.jsonl").read_bytes().splitlines()) == 300
    files(tmp_path)
    alone = run(*arguments, "--jobs", "1", *[path.name for path in paths], cwd=tmp_path)
    assert (done.stdout, done.stderr) == (alone.stdout, alone.stderr)


def test_what_is_wrong_with_a_file_is_said_and_the_others_done(tmp_path: Path) -> None:
    paths = files(tmp_path, 3)
    (tmp_path / "bad.json").write_text("{x", encoding="utf-8")
    names = [path.name for path in paths]
    done = run("fix", "-w", "--jobs", "2", "bad.json", "gone.txt", *names, cwd=tmp_path)
    assert done.returncode == 2
    assert b"bad.json: not JSON" in done.stderr
    assert b"gone.txt: no such file" in done.stderr
    assert b"2 could not be worked on" in done.stderr
    assert texts(paths) == [AFTER] * 3


def test_two_files_with_one_place_are_said(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "c").mkdir(parents=True)
        (tmp_path / name / "c" / "x.txt").write_text(BEFORE, encoding="utf-8")
    done = run("fix", "--jobs", "2", "a/c", "b/c", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert b"has the same name" in done.stderr
    assert (tmp_path / "out" / "c" / "x.txt").read_text(encoding="utf-8") == AFTER


def test_resume_leaves_out_what_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    paths = files(folder, 3)
    (folder / "bad.json").write_text("{x", encoding="utf-8")
    assert main(["fix", "-w", str(folder), "--resume", "--jobs", "1"]) == 2
    assert (folder / JOURNAL).exists(), "a file is not done"
    paths[1].write_text(BEFORE + "more\n", encoding="utf-8")  # changed since
    (folder / "bad.json").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert main(["fix", "-w", str(folder), "--resume", "--jobs", "1"]) == 0
    said = capsys.readouterr().err
    assert "2 files were done before" in said
    assert "2 files, 50 edits" in said
    assert not (folder / JOURNAL).exists(), "all is done"
    assert texts(paths) == [AFTER, AFTER + "more\n", AFTER]


def test_other_options_are_another_run(tmp_path: Path) -> None:
    path = files(tmp_path, 1)[0]
    journal = str(tmp_path / JOURNAL)
    done = DoneFiles(journal, "one")
    done.add(str(path))
    done.close(is_complete=False)
    with Path(journal).open("ab") as file:
        file.write(b'{"key": "one", "pa')  # cut off by a crash
    again, other = DoneFiles(journal, "one"), DoneFiles(journal, "other")
    assert again.has(str(path))
    assert not other.has(str(path))
    again.add(str(path))
    again.close(is_complete=False)
    other.close(is_complete=False)
    assert [
        json.loads(line)["key"]
        for line in Path(journal).read_bytes().splitlines()
        if line.endswith(b"}")
    ] == ["one", "one"]


def test_resume_goes_with_files(tmp_path: Path) -> None:
    path = files(tmp_path, 1)[0]
    assert main(["fix", "--resume", str(path)]) == 2


def stopped(folder: Path, how: int, *arguments: str) -> int:
    """Start a run over a folder, stop it once some files are done, and return its exit code."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "textrepair",
            "fix",
            "-q",
            "-w",
            "--jobs",
            "2",
            *arguments,
            str(folder),
        ],
        env=environment(),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        if any(path.read_bytes() != data for path, data in before.items()):
            break
        time.sleep(0.01)
    if how == signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does
    else:
        process.kill()
    process.communicate(timeout=60)
    return process.returncode


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["interrupt", "kill"])
def test_a_run_that_is_stopped_leaves_whole_files_and_is_resumed(how: int, tmp_path: Path) -> None:
    paths = files(tmp_path, 40)
    stopped(tmp_path, how, "--resume")
    assert all(text in {BEFORE, AFTER} for text in texts(paths))
    assert main(["fix", "-q", "-w", "--resume", str(tmp_path)]) == 0
    assert texts(paths) == [AFTER] * 40


def test_a_file_that_was_rewritten_and_set_back_is_not_done(tmp_path: Path) -> None:
    (path,) = files(tmp_path, 1)
    done = DoneFiles(str(tmp_path / JOURNAL), "key")
    done.add(str(path))
    done.close(is_complete=False)
    done = DoneFiles(str(tmp_path / JOURNAL), "key")
    assert done.has(str(path))
    times = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_mtime_ns == times.st_mtime_ns
    assert not done.has(str(path))
    done.close(is_complete=False)
