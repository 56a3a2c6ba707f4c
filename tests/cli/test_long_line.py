"""A line of 200 MB: the right result, in bounded time and memory."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest
from tests.cli.running import run

SIZE = 200 << 20
GIGABYTE = 1 << 30


@pytest.fixture(scope="module")
def long_line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "a.txt"
    words = b"every word of it is in its place, "
    with path.open("wb") as file:
        for _ in range(20):
            file.write(b"{{here}}" + words * (SIZE // 20 // len(words)))
    return path


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 * GIGABYTE, 4 * GIGABYTE))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["fix", "-o", "out.txt"], 0),
        (["fix", "--diff"], 1),
        (["check"], 1),
        (["check", "--output-format", "sarif"], 1),
    ],
)
def test_line_of_200_mb(long_line: Path, arguments: list[str], code: int) -> None:
    began = time.monotonic()
    done = run(*arguments, "a.txt", cwd=long_line.parent, preexec_fn=limited)
    assert b"1 file, 20 edits, 0 findings" in done.stderr
    assert done.returncode == code
    assert time.monotonic() - began < 100  # a quadratic step would take hours
    if arguments[0] == "fix" and "-o" in arguments:
        repaired = (long_line.parent / "out.txt").read_bytes()
        assert repaired == long_line.read_bytes().replace(b"{{here}}", b"here")
        (long_line.parent / "out.txt").unlink()
    if arguments == ["check"]:
        assert len(done.stdout) < 10_000
