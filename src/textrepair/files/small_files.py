"""Files that are read whole though nobody knows how long they are: lists, journals, configurations.

A name may stand for a device that never ends, or for a pipe that nobody writes to: in a folder that
comes from elsewhere somebody may have put such a thing, or a link to it, where we look for a file
of ours.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import Final

#: Bytes of a file that is read whole.  A baseline of a million places has some 100 MB.
MOST: Final = 256 << 20
_AT_ONCE: Final = 1 << 20


def read_named(path: str | os.PathLike[str], most: int = MOST) -> bytes:
    """Return the bytes of a file that somebody named, which may be a pipe.

    Raises OSError, also where it has more than so many bytes, and ValueError for a name that no
    file can have.

    >>> read_named("/dev/zero", most=100)
    Traceback (most recent call last):
    OSError: [Errno 27] File too large
    """
    with open(path, "rb") as file:  # noqa: PTH123 - a path that may hold any bytes
        return _read(file.fileno(), most)


def read_found(path: str | os.PathLike[str], most: int = MOST) -> bytes:
    """Return the bytes of a file that was found by its name, and that nobody named.

    It is a file, or a link to one.  Raises OSError for anything else, without waiting.

    >>> read_found("/dev/zero")
    Traceback (most recent call last):
    OSError: [Errno 22] Invalid argument
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        _refuse_others(descriptor)
        return _read(descriptor, most)
    finally:
        os.close(descriptor)


def open_own(path: str | os.PathLike[str]) -> int:
    """Return the descriptor of a file of ours to be read and added to; it is made if need be.

    Raises OSError for a link, which may lead anywhere, and for what is no file.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        _refuse_others(descriptor)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_others(descriptor: int) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def _read(descriptor: int, most: int) -> bytes:
    pieces: list[bytes] = []
    while piece := os.read(descriptor, _AT_ONCE):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return b"".join(pieces)
