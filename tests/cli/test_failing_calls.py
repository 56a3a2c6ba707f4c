"""Each call of the system that a run makes on its files fails once: what is said, what is left.

A library that is preloaded (``failing_calls.c``) fails the first read, the second, and so on, until
a run meets no failure any more.  Each time the file is as it was, or wholly repaired, and no
temporary file is left.
"""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import environment, run
from tests.cli.test_large_files import command

SOURCE = Path(__file__).with_name("failing_calls.c")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a C compiler"
    ),
]
BEFORE = "{{a}} and {{b}}\n" * 400
AFTER = "a and b\n" * 400
#: More calls than a run makes on one file.
MANY = 60


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("preloaded") / "failing.so"
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-w", "-o", str(made), str(SOURCE), "-ldl"], check=True
    )
    return made


def failing(
    library: Path, folder: Path, failure: tuple[str, int], arguments: list[str], script: list[str]
) -> Iterator[subprocess.CompletedProcess[bytes]]:
    """Yield what a run said with its first call failing, its second, ... until none fails."""
    calls, number = failure
    told = library.with_name("told")
    for at in range(1, MANY):
        (folder / "a.txt").write_text(BEFORE)
        told.unlink(missing_ok=True)
        done = subprocess.run(
            [*script, *arguments],
            cwd=folder,
            env=environment(
                LD_PRELOAD=str(library),
                FAIL_CALLS=f",{calls},",
                FAIL_AT=str(at),
                FAIL_ERRNO=str(number),
                FAIL_BELOW=str(folder),
                FAIL_TOLD=str(told),
                TMPDIR=str(folder),
            ),
            capture_output=True,
            check=False,
            timeout=120,
        )
        if not told.exists():
            assert done.returncode == 0, done.stderr
            assert at > 1, "no call was met"
            return
        yield done
    pytest.fail("a run that has no end")


def assert_whole(folder: Path, done: subprocess.CompletedProcess[bytes]) -> None:
    text = (folder / "a.txt").read_text()
    assert text in {BEFORE, AFTER}
    if done.returncode == 0:
        assert text == AFTER
    else:
        assert done.returncode == 2
        assert done.stderr.startswith(b"textrepair: "), done.stderr
        assert done.stderr.count(b"\n") == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


WHOLE = [sys.executable, "-m", "textrepair"]
WAYS = {"whole": WHOLE, "chunks": command(size=500)}


@pytest.mark.parametrize("script", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (("write", errno.ENOSPC), b"no space left on device"),
        (("create", errno.ENOSPC), b"no space left on device"),
        (("fsync,fchmod,rename", errno.EIO), b"input/output error"),
        (("create,rename", errno.EACCES), b"no right to write"),
        (("read", errno.EIO), b"input/output error"),
        (("open", errno.EACCES), b""),
    ],
)
def test_each_call_fails_once(
    library: Path, tmp_path: Path, script: list[str], failure: tuple[str, int], said: bytes
) -> None:
    times = 0
    for done in failing(library, tmp_path, failure, ["fix", "-q", "-w", "a.txt"], script):
        times += 1
        assert_whole(tmp_path, done)
        if done.returncode:
            assert said in done.stderr, done.stderr
    assert times


def test_a_file_that_cannot_be_read_stops_no_other(library: Path, tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(BEFORE)
    arguments = ["fix", "-q", "-w", "a.txt", "z.txt"]
    for done in failing(library, tmp_path, ("read", errno.EIO), arguments, command(size=500)):
        texts = [(tmp_path / name).read_text() for name in ("a.txt", "z.txt")]
        assert AFTER in texts, done.stderr
        assert set(texts) <= {BEFORE, AFTER}
        assert b"Traceback" not in done.stderr
        (tmp_path / "z.txt").write_text(BEFORE)


def test_standard_output_of_a_failing_read_is_not_cut(library: Path, tmp_path: Path) -> None:
    for done in failing(library, tmp_path, ("read", errno.EIO), ["fix", "-q", "a.txt"], WHOLE):
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"a.txt: input/output error" in done.stderr
    assert run("fix", "-q", "a.txt", cwd=tmp_path).stdout == AFTER.encode()
