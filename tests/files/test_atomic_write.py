"""Replacing files: all or nothing, and nothing else about them changes."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from textrepair.errors import OutputError
from textrepair.files.atomic_write import remove_strays, replace_file
from textrepair.files.document import read_document

NOBODY = 65534


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a directory that is ours while we are nobody; root may write everywhere."""
    made = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(made, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    yield made
    if root:
        os.seteuid(0)
    made.chmod(0o700)
    shutil.rmtree(made)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    replace_file(str(path), [b"new"])
    (tmp_path / "b").touch()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode == (tmp_path / "b").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o4755, 0o666])
def test_mode_is_kept(folder: Path, mode: int) -> None:
    path = folder / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(str(path), [b"new"])
    assert (stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == (mode, b"new")
    assert names(folder) == ["a"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    replace_file(str(path), [b"new"])
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", b"mine")
    except (OSError, AttributeError):
        pytest.skip("no extended attributes here")
    replace_file(str(path), [b"new"])
    assert os.getxattr(path, "user.note") == b"mine"


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("d/a")
    replace_file(str(link), [b"new"])
    assert link.is_symlink()
    assert (tmp_path / "d" / "a").read_bytes() == b"new"


def test_hard_links_are_not_parted(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    (tmp_path / "b").hardlink_to(path)
    with pytest.raises(OutputError, match=r"has 2 names \(hard links\).*write elsewhere with -o"):
        replace_file(str(path), [b"new"])
    assert (path.read_bytes(), (tmp_path / "b").read_bytes()) == (b"old", b"old")
    assert names(tmp_path) == ["a", "b"]


def appended(path: Path) -> None:
    path.write_bytes(b"by somebody else")


def rewritten_in_place(path: Path) -> None:
    """Other bytes of the length they had, and the time of change set back, as some editors do."""
    status = path.stat()
    path.write_bytes(b"OLD")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replaced(path: Path) -> None:
    """Another file under the name, alike in all that a file tells of itself but the inode."""
    status = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"old")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.rename(path)


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("change", [appended, rewritten_in_place, replaced, gone])
def test_file_that_changed_meanwhile(tmp_path: Path, change: Callable[[Path], None]) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    document = read_document(str(path))
    change(path)
    there = path.read_bytes() if path.exists() else None
    with pytest.raises(OutputError, match="changed while it was being repaired; run again"):
        replace_file(str(path), [b"new"], unchanged=document.is_unchanged)
    assert (path.read_bytes() if path.exists() else None) == there
    assert names(tmp_path) == (["a"] if there is not None else [])


def test_file_that_got_new_times_only(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    document = read_document(str(path))
    path.chmod(0o640)
    os.utime(path, ns=(1, 1))
    replace_file(str(path), [b"new"], unchanged=document.is_unchanged)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_file_that_did_not_change(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    replace_file(str(path), [b"new"], unchanged=read_document(str(path)).is_unchanged)
    assert path.read_bytes() == b"new"


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_killed_processes_left_is_removed(tmp_path: Path) -> None:
    stray = f".textrepair-{dead_process()}-{'0' * 16}.tmp"
    kept = {
        f".textrepair-{os.getpid()}-{'1' * 16}.tmp",  # of a living process
        f".textrepair-{dead_process()}-notes.tmp",
        "textrepair.tmp",
    }
    for name in (stray, *kept):
        (tmp_path / name).touch()
    assert remove_strays(str(tmp_path)) == [stray]
    assert set(names(tmp_path)) == kept
    assert remove_strays(str(tmp_path / "no")) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a file of somebody else")
def test_an_owner_that_cannot_be_kept_is_told(folder: Path) -> None:
    path = folder / "a"
    os.seteuid(0)
    path.write_bytes(b"old")
    os.chown(path, 1234, 4321)
    path.chmod(0o666)
    os.seteuid(NOBODY)
    assert replace_file(str(path), [b"new"]) == ["group 4321", "owner 1234"]
    assert path.read_bytes() == b"new"


def test_read_only_file(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(OutputError, match="read-only; make it writable"):
        replace_file(str(path), [b"new"])
    assert path.read_bytes() == b"old"


def test_read_only_directory(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(b"old")
    folder.chmod(0o500)
    with pytest.raises(OutputError, match="make the directory writable"):
        replace_file(str(path), [b"new"])
    assert path.read_bytes() == b"old"


def test_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no directory .*no; make it, or name another$"):
        replace_file(str(tmp_path / "no" / "a"), [b"new"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_full_device() -> None:
    with pytest.raises(OutputError, match="no space left on device"):
        replace_file("/dev/full", [b"new"])
    assert Path("/dev/full").is_char_device()
