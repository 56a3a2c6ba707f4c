"""Compressed files: read and written as what they hold, by the suffix of their name."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any, BinaryIO, Final, Protocol

from ..errors import InputError, MissingPackage

#: Bytes that are read of a compressed file at a time.
_BLOCK: Final = 1 << 18
#: Bytes that are made of them at a time, so that no few bytes fill the memory.
_MOST_AT_ONCE: Final = 1 << 22
#: Compressed bytes of zstd that are read at a time, for it cannot be told to stop: it makes some
#: 30,000 bytes of one at most.
_ZSTD_BLOCK: Final = 1 << 10
#: ``wbits`` of zlib for data in the form of gzip.
_GZIP: Final = 31
#: Bytes that may be made of one compressed byte, once as many as ``_NO_BOMB`` were made.  Set by
#: hand: one line repeated without end comes to 1,000 with gzip, a log of a program to 50.
_MOST_RATIO: Final = 500
_NO_BOMB: Final = 1 << 28


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes: ...


class _Gzip:
    """What zlib makes of data in the form of gzip, in the shape of the other libraries."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=_GZIP)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max(max_length, 0))


class _Zstd:
    """What zstandard makes of data, which are given to it in small pieces."""

    def __init__(self) -> None:
        self._inner = _zstandard().ZstdDecompressor().decompressobj()
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return bool(self._inner.eof)

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return bytes(self._inner.unused_data) + self._waiting

    def decompress(self, data: bytes, _max_length: int = -1, /) -> bytes:
        data = self._waiting + data
        piece, self._waiting = data[:_ZSTD_BLOCK], data[_ZSTD_BLOCK:]
        return bytes(self._inner.decompress(piece))


def _zstandard() -> Any:
    try:
        import zstandard
    except ModuleNotFoundError:
        raise MissingPackage("zstandard is missing; pip install 'textrepair[zstd]'") from None
    return zstandard


_COMPRESSORS: Final[dict[str, Callable[[], _Compressor]]] = {
    "gz": lambda: zlib.compressobj(wbits=_GZIP),
    "bz2": bz2.BZ2Compressor,
    "xz": lzma.LZMACompressor,
    "zst": lambda: _zstandard().ZstdCompressor().compressobj(),
}
_DECOMPRESSORS: Final[dict[str, Callable[[], _Decompressor]]] = {
    "gz": _Gzip,
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "zst": _Zstd,
}
#: What the libraries raise for data that are damaged.  That of zstandard is told by its name, for
#: the package may be missing.
_DAMAGED: Final = (zlib.error, lzma.LZMAError, OSError, EOFError)


def compression_of(path: str) -> str | None:
    """Return how a file is compressed, by its name: gz, bz2, xz or zst; None if it is not.

    >>> compression_of("data.jsonl.gz"), compression_of("data.jsonl")
    ('gz', None)
    """
    suffix = PurePath(path).suffix[1:].lower()
    return suffix if suffix in _COMPRESSORS else None


def compressed(pieces: Iterable[bytes], kind: str | None) -> Iterator[bytes]:
    """Yield pieces compressed; as they are if ``kind`` is None.

    >>> import gzip
    >>> gzip.decompress(b"".join(compressed([b"some ", b"bytes"], "gz")))
    b'some bytes'
    """
    if kind is None:
        yield from pieces
        return
    compressor = _COMPRESSORS[kind]()
    for piece in pieces:
        if data := compressor.compress(piece):
            yield data
    yield compressor.flush()


class Decompressed:
    """What a compressed file holds, to be read from the beginning to the end.

    Several compressed streams may follow one another.  ``read`` raises InputError for data that
    are damaged, cut off, or so many times smaller than what they hold that they were made to fill
    a disk.
    """

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file = file
        self._kind = kind
        self._decompressor = _DECOMPRESSORS[kind]()
        self._rest = b""
        self._has_begun = False
        self._taken = self._made = 0

    def read(self, _size: int = -1) -> bytes:
        """Return some bytes, none at the end; how many is not known before."""
        while True:
            data, is_end = self._next()
            if self._decompressor.eof and not is_end:
                self._decompressor = _DECOMPRESSORS[self._kind]()
            if self._decompressor.eof or (is_end and not self._has_begun):
                return b""
            self._has_begun = True
            found = self._decompressed(data)
            if self._decompressor.eof:
                self._rest = self._decompressor.unused_data
            if found:
                return found
            if is_end and not self._decompressor.eof:
                raise self._damaged("cut off")

    def _next(self) -> tuple[bytes, bool]:
        """Return the bytes to go on with, and whether there are no more."""
        if not self._decompressor.eof and not self._decompressor.needs_input:
            return b"", False
        data, self._rest = self._rest, b""
        if not data:
            data = self._file.read(_BLOCK)
            self._taken += len(data)
        return data, not data

    def _decompressed(self, data: bytes) -> bytes:
        """Return what bytes hold, or the beginning of it.  Raises InputError."""
        try:
            found = self._decompressor.decompress(data, _MOST_AT_ONCE)
        except _DAMAGED as error:
            raise self._damaged("damaged") from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise self._damaged("damaged") from error
        self._made += len(found)
        if self._made > max(_NO_BOMB, _MOST_RATIO * self._taken):
            raise InputError(
                f"the {self._kind} data hold more than {_MOST_RATIO} times as many bytes as they "
                f"are, and more than {_NO_BOMB >> 20} MB; decompress the file if that is right"
            )
        return found

    def _damaged(self, what: str) -> InputError:
        return InputError(f"the {self._kind} data are {what}; mend the file, or leave it out")
