"""Lines of a pipe are repaired as they come: ``tail -f log | textrepair fix``."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.running import environment, run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes that can be waited for")
#: Seconds within which a line must come back on a machine that is busy.
PATIENCE = 30.0


class Fixing:
    """A run of ``fix`` that is written to and read from a piece at a time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def read_line(self) -> bytes:
        """Return the next line, empty if none comes."""
        assert self.process.stdout is not None
        line = b""
        ends = time.monotonic() + PATIENCE
        while not line.endswith(b"\n") and time.monotonic() < ends:
            if select.select([self.process.stdout], [], [], 0.1)[0]:
                line += os.read(self.process.stdout.fileno(), 1)
        return line

    def finish(self) -> tuple[bytes, str, int]:
        """Close the input; return what is left, what was said, and the exit code."""
        out, err = self.process.communicate(timeout=PATIENCE)
        return out, err.decode(), self.process.returncode


@contextmanager
def fixing(cwd: Path, *arguments: str) -> Iterator[Fixing]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "textrepair", "fix", *arguments]
    process = subprocess.Popen(
        command, cwd=cwd, env=environment(), stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0
    )
    try:
        yield Fixing(process)
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            assert stream is not None
            stream.close()


@pytest.mark.parametrize("flags", [[], ["--line-buffered"]])
def test_a_line_comes_back_while_the_pipe_is_open(tmp_path: Path, flags: list[str]) -> None:
    with fixing(tmp_path, *flags) as log:
        log.write("one cafÃ©\n".encode())
        assert log.read_line() == "one café\n".encode()
        log.write(b"two {{x}}\nthree")
        assert log.read_line() == b"two x\n"
        log.write(b" {{y}}")
        out, said, code = log.finish()
    assert (out, code) == (b"three y", 0)
    assert "-: read as lines come, as utf-8" in said
    assert "1 file, 3 edits, 0 findings; 1 changed" in said


def test_a_pipe_that_does_not_pause_is_one_text(tmp_path: Path) -> None:
    text = "???? {{a}}\n{{b}} cafÃ©\n"
    done = run("fix", cwd=tmp_path, stdin=text.encode())
    assert done.stdout == "???? a\nb café\n".encode()
    assert done.stderr == b"1 file, 3 edits, 0 findings; 1 changed\n"


def test_comments_and_the_mark_are_those_of_one_text(tmp_path: Path) -> None:
    with fixing(tmp_path, "-q", "--line-buffered") as log:
        log.write(b"\xef\xbb\xbf{{a}} # textrepair: ignore-next-line\n")
        assert log.read_line() == b"\xef\xbb\xbfa # textrepair: ignore-next-line\n"
        log.write(b"{{b}}\n")
        assert log.read_line() == b"{{b}}\n"
        log.write(b"# textrepair: ignore-start\n")
        log.read_line()
        log.write(b"{{c}}\n")
        assert log.read_line() == b"{{c}}\n"
        assert log.finish() == (b"", "", 0)


def test_bytes_that_do_not_decode_stay(tmp_path: Path) -> None:
    with fixing(tmp_path, "-q", "--line-buffered", "--ignore", "mixed-encoding") as log:
        log.write("déjà\n".encode())
        log.read_line()
        log.write(b"\xff\xfe {{a}}\n")
        assert log.read_line() == b"\xff\xfe a\n"


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    with fixing(tmp_path, "--line-buffered") as log:
        log.write(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\n")
        out, said, code = log.finish()
    assert (out, code) == (b"", 2)
    assert "textrepair: -: not text (PNG image); pass --encoding" in said


def test_lines_of_json_are_repaired_as_fields(tmp_path: Path) -> None:
    with fixing(tmp_path, "-q", "--line-buffered", "--format", "jsonl") as log:
        log.write(b'{"a": "{{b}}", "c": "\\u00c3\\u00a9"}\n')
        assert log.read_line() == b'{"a": "b", "c": "\\u00e9"}\n'
