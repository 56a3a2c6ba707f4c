"""Document: a file that is open, as chunks of text, with the encoding and the state it is in."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Final

from ..detection import Input, TextFormat, codec_called, text_format
from ..encodings.stray_bytes import encode_keeping, joined, stray_spans
from ..errors import BinaryInput, InputError, explained
from ..pipeline.chunker import CHUNK
from ..pipeline.spool import SpooledBytes
from .binary import binary_reason
from .compressed import Decompressed, compression_of
from .discover import STDIN
from .small_files import read_found
from .streams import texts

#: Files of more bytes are read in chunks.  Set by hand; docs/cli.md tells what memory that takes.
LARGE: Final = 1 << 23
#: Files of more bytes are not read at once, though that is asked for.  Set by hand: a repair
#: takes about 15 times as much memory.
IN_MEMORY: Final = 1 << 28
#: Bytes of a ``.cpg`` that are looked at for the name of an encoding.
_LONGEST_NAME: Final = 40
#: Bytes that are read at a time from what does not tell its size.
_BLOCK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells a file from the file it was: device, inode, size, times of change.

    ``modified`` can be set by anyone, ``changed`` by the system only.
    """

    device: int
    inode: int
    size: int
    modified: int
    changed: int
    is_regular: bool = True

    def is_same_file(self, other: FileState) -> bool:
        """Tell whether both are of one file and of one size, whatever the times."""
        return self.device == other.device and self.inode == other.inode and self.size == other.size

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """Take the state from a status."""
        is_regular = stat.S_ISREG(status.st_mode)
        times = (status.st_mtime_ns, status.st_ctime_ns)
        return cls(status.st_dev, status.st_ino, status.st_size, *times, is_regular)


@dataclass(frozen=True)
class Document:
    """A file that was read at once, or one that is open and read as often as needed.

    ``state`` is None for what is no file.  ``file`` is None if the bytes are in memory: then
    the document is one chunk.  ``compression`` tells how the file itself is compressed; the bytes
    are those that it holds.  All methods raise InputError where the file cannot be read.
    """

    path: str
    data: Input
    text_format: TextFormat
    state: FileState | None
    file: BinaryIO | None = None
    compression: str | None = None

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self.data.size

    @property
    def chunk_size(self) -> int:
        """The number of code points of a chunk: all of a text that is in memory."""
        return CHUNK if self.file is not None else max(1, len(self.text))

    @cached_property
    def text(self) -> str:
        """All of the text; what does not decode is kept as stray bytes."""
        return "".join(texts(self.data, self.text_format))

    def texts(self) -> Iterator[str]:
        """Yield the text in pieces, from the beginning."""
        if self.file is None:
            yield self.text
        else:
            yield from texts(self.data, self.text_format)
            self._check_state(self.file)

    def blocks(self, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes in pieces, from the beginning up to an offset."""
        position = 0
        for block in self.data.chunks():
            yield block if end is None else block[: end - position]
            position += len(block)
            if end is not None and position >= end:
                return
        if self.file is not None:
            self._check_state(self.file)

    def errors(self) -> Iterator[tuple[int, int]]:
        """Return the spans of bytes that do not decode, as ``Decoding.errors`` has them."""
        return joined(self._error_spans())

    def _error_spans(self) -> Iterator[tuple[int, int]]:
        """Yield the spans of each piece: two where bytes in two pieces follow one another."""
        codec, offset = self.text_format.encoding, len(self.text_format.mark)
        before = ""
        for text in self.texts():
            offset += len(encode_keeping(before, codec))
            yield from stray_spans(text, codec, offset)
            before = text

    def byte_offset(self, place: int) -> int:
        """Return the offset in the file of a place in the text, which is in code points."""
        offset = len(self.text_format.mark)
        for text in self.texts():
            offset += len(encode_keeping(text[:place], self.text_format.encoding))
            place -= len(text)
            if place <= 0:
                break
        return offset

    def is_unchanged(self) -> bool:
        """Tell whether the file still is as it was read.

        Clocks are coarse, and a file may get new times without new bytes: by a backup, a scanner,
        or the system that writes a copy to the disk late.  So a file that is in memory is compared
        byte by byte, and only others by their times.  Raises InputError where it cannot be read any
        more.
        """
        if self.state is None:
            return True
        try:
            with open(self.path, "rb") as file:  # noqa: PTH123 - a path that may hold any bytes
                now = FileState.of(os.fstat(file.fileno()))
                if self.file is not None or self.compression is not None:
                    return now == self.state
                return now.is_same_file(self.state) and file.read() == self.data.read_at(
                    0, self.size
                )
        except FileNotFoundError:
            return False
        except OSError as error:
            raise unreadable(error) from None

    def _check_state(self, file: BinaryIO) -> None:
        if self.compression is not None:
            return  # it was read once, to the end
        if self.state is not None and FileState.of(os.fstat(file.fileno())) != self.state:
            raise InputError("changed while it was being read; run again, or repair a copy")


@contextmanager
def open_document(  # noqa: PLR0913 - what is known of a file
    path: str,
    *,
    encoding: str | None = None,
    language: str | None = None,
    at_once: bool = False,
    keeping: bool = False,
    stdin: BinaryIO | None = None,
) -> Iterator[Document]:
    """Open a file, or standard input for ``-``; ``language`` is a hint at its encoding.

    A file of up to ``LARGE`` bytes is read at once, with ``at_once`` one of up to
    ``IN_MEMORY``.  What is no regular file, or is compressed by its name, is copied to a temporary
    file if it is larger.  With ``keeping`` bytes that are not in the ``encoding`` given are kept.
    ``stdin`` is read in the place of standard input.
    Raises InputError where it cannot be read, or is too large; BinaryInput where it is not
    text (never with an ``encoding``: then the caller knows); and what ``decode`` raises.
    """
    with _opened(path, stdin) as (opened, found), SpooledBytes() as spool:
        kind = compression_of(path)
        if kind is None:
            data, state, file = _input(opened, found, spool, at_once=at_once)
        else:
            data, _, file = _input(Decompressed(opened, kind), None, spool, at_once=at_once)
            state = found
        data.declared_beside = declared_beside(path)
        is_table = data.declared_beside is not None and path.lower().endswith(".dbf")
        if encoding is None and not is_table and (reason := binary_reason(data)) is not None:
            way_out = (
                "save it as text (CSV of a spreadsheet) and repair that"
                if "office" in reason
                else "pass --encoding to have it read as text"
            )
            raise BinaryInput(f"not text ({reason}); {way_out}")
        form = text_format(data, encoding=encoding, language=language, keeping=keeping)
        yield Document(path, data, form, state, file, kind)


def read_document(
    path: str, *, encoding: str | None = None, language: str | None = None
) -> Document:
    """Return a document that is read at once, see ``open_document``."""
    with open_document(path, encoding=encoding, language=language, at_once=True) as document:
        return document


def declared_beside(path: str) -> str | None:
    """Return the codec that the ``.cpg`` beside a file of that name declares, as maps have them."""
    if path == STDIN:
        return None
    beside = Path(path)
    for suffix in (".cpg", ".CPG"):
        try:
            name = read_found(beside.with_suffix(suffix))[:_LONGEST_NAME]
        except (OSError, ValueError):  # none is there, or the path can have no suffix
            continue
        return codec_called(name.decode("ascii", "replace"))
    return None


@contextmanager
def _opened(path: str, stdin: BinaryIO | None) -> Iterator[tuple[BinaryIO, FileState | None]]:
    """Open a file, or standard input, for reading; the state is None for what is no file."""
    if path == STDIN and stdin is not None:
        yield stdin, None
        return
    if path == STDIN:
        if sys.stdin is None:
            raise InputError("standard input is closed; name a file")
        yield sys.stdin.buffer, None
        return
    with explained(unreadable):
        try:
            file = open(path, "rb")  # noqa: PTH123, SIM115 - Path("") is a directory; closed below
        except ValueError:  # a NUL in the name
            raise InputError("no file can have this name; check it") from None
    with file:
        yield file, FileState.of(os.fstat(file.fileno()))


def _input(
    file: BinaryIO | Decompressed, state: FileState | None, spool: SpooledBytes, *, at_once: bool
) -> tuple[Input, FileState | None, BinaryIO | None]:
    """Return the bytes of a file, its state, and the file to be read if they are not in memory."""
    limit = IN_MEMORY if at_once else LARGE
    is_large = state is not None and state.is_regular and state.size > limit
    data = b"" if is_large else _read(file, limit)
    if not is_large and len(data) <= limit:
        return Input(data), state, None
    if at_once:
        raise InputError(
            f"larger than {IN_MEMORY >> 20} MB, which can only be checked, and fixed without "
            "--diff and --source; split it at line ends"
        )
    if is_large and not isinstance(file, Decompressed):
        return Input(file), state, file
    if _is_device(file):
        raise InputError(f"a device with more than {limit >> 20} MB; name a file")
    _copy(data, file, spool)
    return Input(spool.file), None, spool.file


def _is_device(file: BinaryIO | Decompressed) -> bool:
    """Tell whether this is a device, such as /dev/zero, of which a copy would fill the disk."""
    if isinstance(file, Decompressed):
        return False
    try:
        status = os.fstat(file.fileno())
    except (OSError, ValueError):  # no file behind it, as in tests
        return False
    return stat.S_ISCHR(status.st_mode) and not file.isatty()


def _read(file: BinaryIO | Decompressed, limit: int) -> bytes:
    """Return all bytes of a file that has no more than a limit; of a larger one, some more."""
    pieces: list[bytes] = []
    size = 0
    with explained(unreadable):
        while size <= limit and (piece := file.read(_BLOCK)):
            pieces.append(piece)
            size += len(piece)
            if len(piece) < _BLOCK and isinstance(file, io.BufferedReader):
                break  # that was the end; a terminal would have to be told of it again
    return b"".join(pieces)


def _copy(head: bytes, file: BinaryIO | Decompressed, spool: SpooledBytes) -> None:
    """Copy bytes, and all that can still be read of a file."""
    while head:
        spool.write(head)
        with explained(unreadable):
            head = file.read(_BLOCK)


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
