"""A diff on a pipe is one that patch and git apply, whatever the file and its name."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.cli.running import run

TOOLS = {
    "patch": ["patch", "-p1", "--binary"],
    "git": ["git", "apply", "--whitespace=nowarn"],
}
BODY = "one\nzwölf {{a}}\nthree\n" + "more\n" * 9 + "last {{b}}"
FILES = {
    "first line, with a byte order mark": "{{a}} one\ntwo\n".encode("utf-8-sig"),
    "byte order mark before a line that stays": ("one\n" + BODY).encode("utf-8-sig"),
    "byte order mark far from a change": ("x\n" * 9 + BODY).encode("utf-8-sig"),
    "only line, with a byte order mark and no line end": "{{a}}".encode("utf-8-sig"),
    "no line end": BODY.encode(),
    "carriage returns": BODY.replace("\n", "\r\n").encode(),
    "Latin-1": BODY.encode("latin-1"),
}
NAMES = [
    "a.txt",
    "two words.txt",
    "täb\tnew\nline.txt",
    'quote".txt',
    "back\\slash.txt",
    "\u202eabc.txt",
]


def applied(tool: str, folder: Path, name: str, data: bytes) -> bytes:
    path = folder / name
    path.write_bytes(data)
    done = run("fix", "-q", "--diff", "--select", "probe", name, cwd=folder)
    assert done.returncode == 1
    subprocess.run(TOOLS[tool], cwd=folder, input=done.stdout, check=True, capture_output=True)
    return path.read_bytes()


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("kind", FILES)
def test_diff_of_a_file(tmp_path: Path, tool: str, kind: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    data = FILES[kind]
    repaired = data.replace(b"{{a}}", b"a").replace(b"{{b}}", b"b")
    assert applied(tool, tmp_path, "a.txt", data) == repaired


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("name", NAMES)
def test_diff_of_a_file_with_a_name(tmp_path: Path, tool: str, name: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    if tool == "patch" and "\n" in name:
        pytest.skip("GNU patch takes no name with a line end")
    assert applied(tool, tmp_path, name, b"{{a}}\n") == b"a\n"


@pytest.mark.parametrize("tool", TOOLS)
def test_diff_of_a_file_with_a_name_that_is_no_text(tmp_path: Path, tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    assert applied(tool, tmp_path, os.fsdecode(b"\xff\xe9.txt"), b"{{a}}\n") == b"a\n"


@pytest.mark.parametrize("tool", TOOLS)
def test_diff_of_a_folder(tmp_path: Path, tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    (tmp_path / "inner folder").mkdir()
    names = ["one.txt", "inner folder/two.txt", "inner folder/three é.txt"]
    for name in names:
        (tmp_path / name).write_bytes(BODY.encode("utf-8-sig"))
    for path in (".", "./", str(tmp_path)):
        diff = run("fix", "-q", "--diff", "--select", "probe", path, cwd=tmp_path).stdout
        assert diff.count(b"+++ ") == len(names)
        assert path != str(tmp_path) or b"+++ b" + os.fsencode(tmp_path) in diff.replace(b'"', b"")
    diff = run("fix", "-q", "--diff", "--select", "probe", ".", cwd=tmp_path).stdout
    subprocess.run(TOOLS[tool], cwd=tmp_path, input=diff, check=True, capture_output=True)
    for name in names:
        assert b"{{" not in (tmp_path / name).read_bytes()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-16-be", "cp037"])
def test_no_diff_where_none_can_be_applied(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(BODY.encode(encoding))
    more = [] if encoding in {"utf-16", "utf-32"} else ["--encoding", encoding]
    done = run("fix", "-q", "--diff", *more, "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is nothing that patch or git can apply; pass -w" in done.stderr
