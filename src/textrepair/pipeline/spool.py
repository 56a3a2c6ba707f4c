"""Things kept on disk while there is no room for them in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Final, Generic, Self, TypeVar, cast

from ..errors import OutputError

T = TypeVar("T")

#: So many bytes are kept in memory first.
IN_MEMORY: Final = 1 << 23


class Held:
    """Bytes that are written once and then read: in memory, or in a file that nobody else sees.

    >>> with Held() as held:
    ...     held.write(b"some ")
    ...     held.write(b"bytes")
    ...     held.file.seek(0), held.file.read()
    (0, b'some bytes')
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by close

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def write(self, data: bytes) -> None:
        """Add bytes at the end.  Raises OutputError where there is no room for them."""
        with _said_plainly():
            self._file.write(data)

    @property
    def file(self) -> BinaryIO:
        """The file, with all that was written.  Raises OutputError as ``write`` does."""
        with _said_plainly():
            self._file.flush()
        return cast(BinaryIO, self._file)

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # what is not written yet is of no use any more
            self._file.close()


class Shelf(Generic[T]):
    """Things by number, pickled.  What is put again takes new room; the old is not used again.

    >>> shelf = Shelf[str]()
    >>> shelf.put(3, "three")
    >>> shelf.get(3), list(shelf.numbers())
    ('three', [3])
    >>> shelf.close()
    """

    def __init__(self) -> None:
        self._held = Held()
        self._places: dict[int, int] = {}
        self._last: tuple[int, T] | None = None

    def put(self, number: int, thing: T) -> None:
        """Keep a thing under a number.  Raises OutputError where there is no room for it."""
        self._places[number] = self._held.file.seek(0, 2)
        self._held.write(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))
        self._last = number, thing

    def get(self, number: int) -> T:
        """Return what is under a number; the thing of the last call, if it is the same again."""
        if self._last is None or self._last[0] != number:
            file = self._held.file
            file.seek(self._places[number])
            self._last = number, pickle.load(file)  # noqa: S301 - our own, nobody else sees it
        return self._last[1]

    def numbers(self) -> Iterator[int]:
        """Yield the numbers under which there is something, in order."""
        return iter(sorted(self._places))

    def close(self) -> None:
        """Let go of all of it."""
        self._held.close()

    def __contains__(self, number: int) -> bool:
        return number in self._places


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn errors of the system into OutputError, with a way out."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "no room").lower()
        raise OutputError(
            f"a temporary file cannot be written ({reason}); make room in "
            f"{tempfile.gettempdir()}, or name another directory with TMPDIR"
        ) from None
