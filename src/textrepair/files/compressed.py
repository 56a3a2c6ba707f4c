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
#: ``wbits`` of zlib for data in the form of gzip.
_GZIP: Final = 31


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


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
    "gz": lambda: zlib.decompressobj(wbits=_GZIP),
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "zst": lambda: _zstandard().ZstdDecompressor().decompressobj(),
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
    are damaged or cut off.
    """

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file = file
        self._kind = kind
        self._decompressor = _DECOMPRESSORS[kind]()
        self._rest = b""
        self._has_begun = False

    def read(self, _size: int = -1) -> bytes:
        """Return some bytes, none at the end; how many is not known before."""
        while True:
            data = self._rest or self._file.read(_BLOCK)
            self._rest = b""
            if not data:
                if self._has_begun and not self._decompressor.eof:
                    raise self._damaged("cut off")
                return b""
            if self._decompressor.eof:
                self._decompressor = _DECOMPRESSORS[self._kind]()
            self._has_begun = True
            try:
                found = self._decompressor.decompress(data)
            except _DAMAGED as error:
                raise self._damaged("damaged") from error
            except Exception as error:
                if type(error).__name__ != "ZstdError":
                    raise
                raise self._damaged("damaged") from error
            if self._decompressor.eof:
                self._rest = self._decompressor.unused_data
            if found:
                return found

    def _damaged(self, what: str) -> InputError:
        return InputError(f"the {self._kind} data are {what}; mend the file, or leave it out")
