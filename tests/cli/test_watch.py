"""``--watch`` works on a file again when it changes, and on one that comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.running import default_signals, environment

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ended as from a keyboard")
#: Seconds within which a change must be seen on a machine that is busy.
PATIENCE = 40.0


@contextmanager
def watching(cwd: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "textrepair", *arguments]
    with (cwd / ".said").open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            preexec_fn=default_signals,  # noqa: PLW1509 - the tests start no threads
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def wait_for(cwd: Path, text: str) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if text in (cwd / ".said").read_text("utf-8"):
            return
        time.sleep(0.1)
    raise AssertionError(f"{text!r} is not in {(cwd / '.said').read_text('utf-8')!r}")


def test_files_that_change_are_written_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{{a}}")
    (tmp_path / "b.txt").write_text("{{b}}")
    with watching(tmp_path, "fix", "-w", "--watch", ".") as process:
        wait_for(tmp_path, "watching 2 files; end with Ctrl-C")
        assert (tmp_path / "a.txt").read_text() == "a"
        (tmp_path / "a.txt").write_text("{{another}}")
        wait_for(tmp_path, "1 file changed at ")
        wait_for(tmp_path, "1 file, 1 edit, 0 findings; 1 changed")
        assert (tmp_path / "a.txt").read_text() == "another"
        time.sleep(1.5)  # what it wrote itself is no change
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
    assert (tmp_path / ".said").read_text("utf-8").count("changed at") == 1


def test_files_that_come_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with watching(tmp_path, "check", "--watch", "--output-format", "concise", "."):
        wait_for(tmp_path, "watching 1 file")
        (tmp_path / "b.txt").write_text("{{b}}")
        wait_for(tmp_path, "./b.txt:1:1: probe a word in braces")
