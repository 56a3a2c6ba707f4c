"""Atomic writes: a file is replaced in one step, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from ..errors import OutputError, explained
from .document import FileState


def replace_file(path: str, pieces: Iterable[bytes], *, expected: FileState | None = None) -> int:
    """Write pieces to a file: all of them, or nothing; return how many names the file had.

    A temporary file beside it is written, synced and renamed over it, so that no reader,
    and no crash, ever sees half of it.  Mode, owner and extended attributes are kept as
    far as the system lets us; links are followed.  What is no regular file (a pipe, a
    device) is written to directly.  Raises OutputError; the file is then as it was, and
    so it is if it is no longer in the state ``expected``, or if the pieces raise anything.
    """
    target = os.path.realpath(path)
    with explained(lambda error: _cannot_write(target, error)):
        old = _status(target)
        if old is not None and not stat.S_ISREG(old.st_mode):
            with Path(target).open("wb") as file:
                file.writelines(pieces)
            return 1
        if old is not None and not _writable(target):
            raise OutputError("read-only; make it writable, or write elsewhere with -o")
        _replace(target, pieces, old, expected)
    return old.st_nlink if old else 1


def _replace(
    target: str, pieces: Iterable[bytes], old: os.stat_result | None, expected: FileState | None
) -> None:
    folder = os.path.dirname(target)  # noqa: PTH120 - a path that may hold any bytes
    temporary = f"{folder}/.textrepair-{secrets.token_hex(8)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags | getattr(os, "O_BINARY", 0), 0o600 if old else 0o666)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.writelines(pieces)
            file.flush()
            if old is not None:
                _keep_attributes(target, file.fileno(), old)
            os.fsync(file.fileno())
        now = _status(target)
        if expected is not None and (now is None or FileState.of(now) != expected):
            raise OutputError("changed while it was being repaired; run again")
        os.replace(temporary, target)  # noqa: PTH105
    finally:
        with contextlib.suppress(FileNotFoundError):  # renamed: all is well
            os.unlink(temporary)  # noqa: PTH108
    _sync_folder(folder)


def _keep_attributes(target: str, descriptor: int, old: os.stat_result) -> None:
    """Give the new file the owner, mode and extended attributes of the old."""
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid) and hasattr(os, "fchown"):
        with contextlib.suppress(PermissionError):  # only root gives files away
            os.fchown(descriptor, old.st_uid, old.st_gid)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):  # not on every file system, nor for every name
            for name in os.listxattr(target):
                os.setxattr(descriptor, name, os.getxattr(target, name))
    if hasattr(os, "fchmod"):  # last, for a change of owner clears bits of the mode
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: str) -> None:
    """Have the rename itself on the disk, where directories can be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _writable(target: str) -> bool:
    """Tell whether we may write to a file; renaming over it would not ask."""
    effective = os.access in os.supports_effective_ids
    return os.access(target, os.W_OK, effective_ids=effective)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return None


def _cannot_write(target: str, error: OSError) -> OutputError:
    """Return the error that says why a file cannot be written, with a way out."""
    folder = Path(target).parent
    if isinstance(error, PermissionError):
        return OutputError(
            f"no right to write in {folder}; make the directory writable, "
            "or write elsewhere with -o"
        )
    if isinstance(error, FileNotFoundError):
        return OutputError(f"there is no directory {folder}; make it, or change -o")
    reason = (error.strerror or "cannot be written").lower()
    return OutputError(f"{reason} while writing; what was there is whole; write elsewhere with -o")
