"""Reading a file: its bytes, what they say, and how the file stood when it was read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from ..detection import Decoding, decode
from ..errors import BinaryInput, InputError
from .binary import binary_reason
from .discover import STDIN

#: Files of more bytes are not read as a whole.
IN_MEMORY: Final = 1 << 28
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a file from the one it was: device, inode, size, time of change."""

    device: int
    inode: int
    size: int
    changed: int
    is_regular: bool = True

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """Take the state from a status."""
        is_regular = stat.S_ISREG(status.st_mode)
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, is_regular)


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

    @property
    def form(self) -> Decoding:
        """What is known of the encoding."""
        return self.decoding


def read_document(
    path: str, *, encoding: str | None = None, language: str | None = None
) -> Document:
    """Read a file, or standard input for ``-``, and decode it; ``language`` is a hint.

    Raises InputError where it cannot be read, or has more than ``IN_MEMORY`` bytes;
    BinaryInput where it is not text (never with an ``encoding``: then the caller knows);
    and what ``decode`` raises.
    """
    with opened(path) as (file, state):
        data = read_all(file, state)
    return document_of(path, data, state, encoding=encoding, language=language)


def document_of(
    path: str,
    data: bytes,
    state: FileState | None,
    *,
    encoding: str | None = None,
    language: str | None = None,
) -> Document:
    """Return the document that bytes are.  Raises BinaryInput, and what ``decode`` raises."""
    if encoding is None:
        reason = binary_reason(data)
        if reason:
            raise not_text(reason)
    # bytes of another encoding are for a rule to repair, so that it can be seen and undone
    decoding = decode(data, encoding=encoding, language=language, mixed=False)
    return Document(path, data, decoding, state)


def not_text(reason: str) -> BinaryInput:
    """Return the error that says what a file is, if it is not text."""
    return BinaryInput(f"not text ({reason}); pass --encoding to have it read as text")


@contextmanager
def opened(path: str) -> Iterator[tuple[BinaryIO, FileState | None]]:
    """Open a file, or standard input, for reading; the state is None for what is no file.

    Raises InputError.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file")
        yield sys.stdin.buffer, None
        return
    try:
        file = open(path, "rb")  # noqa: PTH123, SIM115 - Path("") is a directory; closed below
    except ValueError:  # a NUL in the name
        raise InputError("no file can have this name; check it") from None
    except OSError as error:
        raise unreadable(error) from None
    with file:
        yield file, FileState.of(os.fstat(file.fileno()))


def read_all(file: BinaryIO, state: FileState | None) -> bytes:
    """Read all of a file.  Raises InputError, for one that is too large for memory too."""
    size = state.size if state is not None and state.is_regular else 0
    try:
        if 0 < size <= IN_MEMORY:
            return file.read()
        pieces: list[bytes] = []
        while size <= IN_MEMORY and (piece := file.read(_PIECE)):
            pieces.append(piece)
            size = sum(map(len, pieces))
    except OSError as error:
        raise unreadable(error) from None
    if size > IN_MEMORY:
        raise InputError(
            f"larger than {IN_MEMORY >> 20} MB, which can only be checked, and fixed without "
            "--diff and --source; split it at line ends"
        )
    return b"".join(pieces)


def unreadable(error: OSError) -> InputError:
    """Return the error that says why a file cannot be read, with a way out."""
    words = error.strerror or "cannot be read"
    return InputError(f"{words[:1].lower()}{words[1:]}; {_way_out(error)}")


def _way_out(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "check the name"
    if isinstance(error, PermissionError):
        return "ask for the right to read it, or leave it out"
    return "leave it out, or name another"
