"""Reading a file: its bytes, what they say, and how the file stood when it was read."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from ..encodings.decode import Decoding, decode
from ..errors import BinaryInput, InputError
from .binary import binary_reason
from .walking import STDIN


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a file from the one it was: device, inode, size, time of change."""

    device: int
    inode: int
    size: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """Take the state from a status."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.  ``state`` is None for standard input."""

    path: str
    data: bytes
    decoding: Decoding
    state: FileState | None

    @property
    def text(self) -> str:
        """What the file says."""
        return self.decoding.text


def read_document(
    path: str, *, encoding: str | None = None, language: str | None = None
) -> Document:
    """Read a file, or standard input for ``-``, and decode it; ``language`` is a hint.

    Raises InputError where it cannot be read, BinaryInput where it is not text (never
    with an ``encoding``: then the caller knows), and what ``decode`` raises.
    """
    data, state = _read_stdin() if path == STDIN else _read_file(path)
    if encoding is None:
        reason = binary_reason(data)
        if reason:
            raise BinaryInput(f"not text ({reason}); pass --encoding to have it read as text")
    # bytes of another encoding are for a rule to repair, so that it can be seen and undone
    return Document(
        path, data, decode(data, encoding=encoding, language=language, mixed=False), state
    )


def _read_file(path: str) -> tuple[bytes, FileState]:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - Path("") is a directory
            state = FileState.of(os.fstat(file.fileno()))
            return file.read(), state
    except ValueError:  # a NUL in the name
        raise InputError("no file can have this name; check it") from None
    except OSError as error:
        raise InputError(f"{_lower(error.strerror)}; {_way_out(error)}") from None


def _read_stdin() -> tuple[bytes, None]:
    if sys.stdin is None:
        raise InputError("standard input is closed; name a file")
    try:
        return sys.stdin.buffer.read(), None
    except OSError as error:
        raise InputError(f"{_lower(error.strerror)}; name a file") from None


def _lower(words: str | None) -> str:
    return (words or "cannot be read")[:1].lower() + (words or "cannot be read")[1:]


def _way_out(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "check the name"
    if isinstance(error, PermissionError):
        return "ask for the right to read it, or leave it out"
    return "leave it out, or name another"
