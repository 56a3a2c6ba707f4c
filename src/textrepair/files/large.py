"""Files too large to be read as a whole: gone through as often as needed, a piece at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from ..detection import Input, TextFormat, text_format
from ..encodings.stray_bytes import encode_keeping, joined, stray_spans
from ..errors import InputError
from ..pipeline.spool import Held
from .binary import binary_reason_of_file
from .document import Document, FileState, document_of, not_text, opened, read_all, unreadable
from .streams import texts

#: Files of more bytes are repaired in parts.
LARGE: Final = 1 << 23
#: Bytes copied at a time from what is no regular file.
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class LargeDocument:
    """A file that is open.  ``form`` is its encoding; the rest is as in Document."""

    path: str
    file: BinaryIO
    size: int
    form: TextFormat
    state: FileState | None

    @property
    def data(self) -> Input:
        """The bytes of the file."""
        return Input(self.file)

    def texts(self) -> Iterator[str]:
        """Yield what the file says, piece by piece, from the beginning.  Raises InputError."""
        yield from texts(self.data, self.form)
        self._make_sure_of_state()

    def blocks(self) -> Iterator[bytes]:
        """Yield the bytes of the file, piece by piece, from the beginning.  Raises InputError."""
        yield from self.data.chunks()
        self._make_sure_of_state()

    def beginning(self, length: int) -> bytes:
        """Return the first bytes of the file.  Raises InputError."""
        return self.data.head(length)

    def errors(self) -> Iterator[tuple[int, int]]:
        """Return the spans of bytes that do not decode, as ``Decoding.errors`` has them."""
        return joined(self._spans())

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Yield the same, in two where one goes on from piece to piece."""
        codec, offset = self.form.encoding, len(self.form.mark)
        for text in self.texts():
            yield from stray_spans(text, codec, offset)
            offset += len(encode_keeping(text, codec))

    def _make_sure_of_state(self) -> None:
        if self.state is not None and FileState.of(os.fstat(self.file.fileno())) != self.state:
            raise InputError("changed while it was being read; run again, or repair a copy")


@contextmanager
def open_document(
    path: str, *, encoding: str | None = None, language: str | None = None
) -> Iterator[Document | LargeDocument]:
    """Open a file, or standard input for ``-``; one of up to ``LARGE`` bytes is read at once.

    What is no regular file is copied to a temporary one if it is large.  Raises what
    ``read_document`` raises, but for large files.
    """
    with opened(path) as (file, state):
        if state is None or not state.is_regular:
            with Held() as held:
                size = _copied(file, held)
                if size > LARGE:
                    yield _large(path, held.file, None, size, encoding, language)
                else:
                    data = Input(held.file).all()
                    yield document_of(path, data, state, encoding=encoding, language=language)
        elif state.size > LARGE:
            yield _large(path, file, state, state.size, encoding, language)
        else:
            data = read_all(file, state)
            yield document_of(path, data, state, encoding=encoding, language=language)


def _large(  # noqa: PLR0913, PLR0917 - what there is to know of it
    path: str,
    file: BinaryIO,
    state: FileState | None,
    size: int,
    encoding: str | None,
    language: str | None,
) -> LargeDocument:
    if encoding is None:
        reason = binary_reason_of_file(file, size)
        if reason:
            raise not_text(reason)
    form = text_format(file, encoding=encoding, language=language)
    return LargeDocument(path, file, size, form, state)


def _copied(file: BinaryIO, held: Held) -> int:
    """Copy all that can be read; return how many bytes that is."""
    size = 0
    while piece := _piece(file):
        held.write(piece)
        size += len(piece)
    return size


def _piece(file: BinaryIO) -> bytes:
    try:
        return file.read(_PIECE)
    except OSError as error:
        raise unreadable(error) from None
