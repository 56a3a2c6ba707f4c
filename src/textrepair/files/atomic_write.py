"""Atomic writes: a file is replaced in one step, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from ..errors import OutputError, explained

_PREFIX: Final = ".textrepair-"
_SUFFIX: Final = ".tmp"
#: The name of a temporary file tells which process writes it.
_TEMPORARY: Final = re.compile(r"\.textrepair-(?P<process>[0-9]+)-[0-9a-f]{16}\.tmp")


def replace_file(
    path: str,
    pieces: Iterable[bytes],
    *,
    unchanged: Callable[[], bool] | None = None,
    backup: str | None = None,
) -> list[str]:
    """Write pieces to a file: all of them, or nothing; return what of it could not be kept.

    A temporary file beside it is written, synced and renamed over it, so that no reader,
    and no crash, ever sees half of it.  Mode, owner and extended attributes are kept as
    far as the system lets us; links are followed.  What is no regular file (a pipe, a
    device) is written to directly.  Raises OutputError; the file is then as it was, and
    so it is if it is not ``unchanged``, or if the pieces raise anything.  A file with several
    names (hard links) is left alone: only one of them would be new.  With ``backup`` the file as
    it was is kept under its name with that added, and an older one there is not overwritten.
    """
    target = os.path.realpath(path)
    with explained(lambda error: _cannot_write(target, error)):
        old = _status(target)
        if old is not None and not stat.S_ISREG(old.st_mode):
            with Path(target).open("wb") as file:
                file.writelines(pieces)
            return []
        if old is not None and not _writable(target):
            raise OutputError("read-only; make it writable, or write elsewhere with -o")
        if old is not None and old.st_nlink > 1:
            raise OutputError(
                f"has {old.st_nlink} names (hard links), of which one would be new and the others "
                "old; write elsewhere with -o, or put a copy in its place"
            )
        return _replace(target, pieces, old, unchanged, None if old is None else backup)


def _replace(
    target: str,
    pieces: Iterable[bytes],
    old: os.stat_result | None,
    unchanged: Callable[[], bool] | None,
    backup: str | None = None,
) -> list[str]:
    folder = os.path.dirname(target)  # noqa: PTH120 - a path that may hold any bytes
    temporary = f"{folder}/{_PREFIX}{os.getpid()}-{os.urandom(8).hex()}{_SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    lost: list[str] = []
    try:
        descriptor = os.open(temporary, flags | getattr(os, "O_BINARY", 0), 0o600 if old else 0o666)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.writelines(pieces)
            file.flush()
            if old is not None:
                lost = _keep_attributes(target, file.fileno(), old)
            os.fsync(file.fileno())
        if unchanged is not None and not unchanged():
            raise OutputError("changed while it was being repaired; run again")
        if backup is not None:
            _keep_as(target, target + backup)
        try:
            os.replace(temporary, target)  # noqa: PTH105
        except OSError:
            if backup is not None:
                os.unlink(target + backup)  # noqa: PTH108
            raise
    finally:
        with contextlib.suppress(OSError):  # renamed: all is well; or it was never made
            os.unlink(temporary)  # noqa: PTH108
    _sync_folder(folder)
    return lost


def _keep_as(target: str, backup: str) -> None:
    """Give a file, which is to be replaced, a second name.  Raises OutputError for one taken.

    Where a file cannot have two names, it is copied.
    """
    taken = OutputError(f"{backup} is there already; move it away, or pass another --backup")
    try:
        os.link(target, backup, follow_symlinks=False)
    except FileExistsError:
        raise taken from None
    except (OSError, NotImplementedError):
        if os.path.lexists(backup):
            raise taken from None
        import shutil

        shutil.copy2(target, backup)


def remove_strays(folder: str) -> list[str]:
    """Remove the temporary files that processes left in a folder when they were killed.

    Returns their names.  Those of living processes stay, and those that cannot be removed.
    """
    removed: list[str] = []
    with contextlib.suppress(OSError):  # a folder that cannot be listed has nothing to remove
        for name in sorted(os.listdir(folder or os.curdir)):  # noqa: PTH208 - names may be bytes
            match = _TEMPORARY.fullmatch(name)
            if match is None or _is_alive(int(match["process"])):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118 - Path would drop a leading "./"
            with contextlib.suppress(OSError):
                if stat.S_ISREG(os.lstat(path).st_mode):
                    os.unlink(path)  # noqa: PTH108
                    removed.append(name)
    return removed


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True  # somebody else's
    return True


def _keep_attributes(target: str, descriptor: int, old: os.stat_result) -> list[str]:
    """Give the new file the owner, mode and extended attributes of the old.

    Returns what could not be kept.
    """
    lost: list[str] = []
    new = os.fstat(descriptor)
    if hasattr(os, "fchown"):
        for owner, group, what in (
            (-1, old.st_gid, f"group {old.st_gid}"),
            (old.st_uid, -1, f"owner {old.st_uid}"),
        ):
            if owner in {-1, new.st_uid} and group in {-1, new.st_gid}:
                continue
            try:
                os.fchown(descriptor, owner, group)
            except PermissionError:  # only root gives files away
                lost.append(what)
    if hasattr(os, "listxattr"):
        try:
            for name in os.listxattr(target):
                os.setxattr(descriptor, name, os.getxattr(target, name))
        except OSError as error:  # not on every file system, nor for every name
            if error.errno not in {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}:
                lost.append("extended attributes")
    if hasattr(os, "fchmod"):  # last, for a change of owner clears bits of the mode
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    return lost


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
        return OutputError(f"there is no directory {folder}; make it, or name another")
    reason = (error.strerror or "cannot be written").lower()
    return OutputError(f"{reason} while writing; what was there is whole; write elsewhere with -o")
