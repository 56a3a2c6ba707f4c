"""Replacing files: all or nothing, and nothing else about them changes."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from textrepair.errors import OutputError
from textrepair.files.atomic_write import replace_file
from textrepair.files.document import FileState, read_document

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


def test_hard_links_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    (tmp_path / "b").hardlink_to(path)
    assert replace_file(str(path), [b"new"]) == 2
    assert (tmp_path / "b").read_bytes() == b"old"


def test_file_that_changed_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    state = read_document(str(path)).state
    path.write_bytes(b"by somebody else")
    with pytest.raises(OutputError, match="changed while it was being repaired; run again"):
        replace_file(str(path), [b"new"], expected=state)
    assert path.read_bytes() == b"by somebody else"
    assert names(tmp_path) == ["a"]


def test_file_that_went_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    state = FileState.of(path.stat())
    path.unlink()
    with pytest.raises(OutputError, match="run again"):
        replace_file(str(path), [b"new"], expected=state)
    assert names(tmp_path) == []


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
    with pytest.raises(OutputError, match=r"there is no directory .*no; make it"):
        replace_file(str(tmp_path / "no" / "a"), [b"new"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_full_device() -> None:
    with pytest.raises(OutputError, match="no space left on device"):
        replace_file("/dev/full", [b"new"])
    assert Path("/dev/full").is_char_device()
