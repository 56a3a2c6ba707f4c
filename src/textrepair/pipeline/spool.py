"""Storage for what waits between two passes over a long text: in memory at first, then on disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from typing import BinaryIO, Final, Generic, Self, TypeVar, cast

from ..errors import OutputError, explained

T = TypeVar("T")

#: Bytes that are kept in memory before a temporary file is begun.  Set by hand: the size of
#: the files that are repaired as one chunk.
IN_MEMORY: Final = 1 << 23
#: Bytes that are read back at a time.
BLOCK: Final = 1 << 20


class SpooledBytes:
    """Bytes that are written once and then read: in memory, or in a file that nobody else sees.

    >>> with SpooledBytes() as spool:
    ...     spool.write(b"some ")
    ...     spool.write(b"bytes")
    ...     list(spool.blocks())
    [b'some bytes']
    """

    def __init__(self) -> None:
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def write(self, data: bytes) -> None:
        """Add bytes at the end.  Raises OutputError where there is no room for them."""
        with _no_room_explained():
            self._opened().write(data)

    @property
    def file(self) -> BinaryIO:
        """The file, with all that was written.  Raises OutputError as ``write`` does."""
        with _no_room_explained():
            self._opened().flush()
        return self._opened()

    def blocks(self) -> Iterator[bytes]:
        """Yield all bytes, ``BLOCK`` at a time."""
        file = self.file
        file.seek(0)
        while data := file.read(BLOCK):
            yield data

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            with suppress(OSError):  # bytes that are still in a buffer are of no use any more
                self._file.close()

    def _opened(self) -> BinaryIO:
        """Return the file, which is made when it is needed first: it seldom is."""
        if self._file is None:
            from tempfile import SpooledTemporaryFile

            self._file = cast(BinaryIO, SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - see close
        return self._file


class DiskStore(Generic[T]):
    """Objects by number, pickled; the object used last stays in memory.

    An object that is put again takes new room; its old room is not used again.

    >>> store = DiskStore[str]()
    >>> store.put(3, "three")
    >>> store.get(3), list(store.numbers())
    ('three', [3])
    >>> store.close()
    """

    def __init__(self) -> None:
        self._spool = SpooledBytes()
        #: Where each object begins; None for one that is in memory only.
        self._offsets: dict[int, int | None] = {}
        self._last: tuple[int, T] | None = None

    def put(self, number: int, value: T) -> None:
        """Keep an object under a number.  Raises OutputError where there is no room."""
        self._make_room(number)
        self._offsets[number] = None
        self._last = number, value

    def get(self, number: int) -> T:
        """Return the object under a number; the very object if it is the one used last."""
        self._make_room(number)
        if self._last is None or self._last[0] != number:
            file = self._spool.file
            file.seek(self._offsets[number] or 0)
            import pickle  # few texts are longer than memory

            self._last = number, pickle.load(file)  # noqa: S301 - our own, nobody else sees it
        return self._last[1]

    def numbers(self) -> Iterator[int]:
        """Yield the numbers under which there is an object, in order."""
        return iter(sorted(self._offsets))

    def close(self) -> None:
        """Let go of all objects."""
        self._spool.close()

    def _make_room(self, number: int) -> None:
        """Write the object used last, before another takes its place in memory."""
        if (
            self._last is None
            or self._last[0] == number
            or self._offsets[self._last[0]] is not None
        ):
            return
        import pickle

        self._offsets[self._last[0]] = self._spool.file.seek(0, 2)
        self._spool.write(pickle.dumps(self._last[1], pickle.HIGHEST_PROTOCOL))

    def __contains__(self, number: int) -> bool:
        return number in self._offsets


def _no_room_explained() -> AbstractContextManager[None]:
    return explained(_no_room)


def _no_room(error: OSError) -> OutputError:
    from tempfile import gettempdir

    reason = (error.strerror or "no room").lower()
    return OutputError(
        f"a temporary file cannot be written ({reason}); make room in {gettempdir()}, "
        "or name another directory with TMPDIR"
    )
