"""Things kept on disk while there is no room for them in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import Final, Generic, TypeVar

from .errors import OutputError

T = TypeVar("T")

#: So many bytes are kept in memory first.
_IN_MEMORY: Final = 1 << 23


class Shelf(Generic[T]):
    """Things by number, pickled in a temporary file that nobody else sees.

    What is put again takes new room; the old is not used again.

    >>> shelf = Shelf[str]()
    >>> shelf.put(3, "three")
    >>> shelf.get(3), list(shelf.numbers())
    ('three', [3])
    >>> shelf.close()
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - lives as we do
        self._places: dict[int, int] = {}
        self._last: tuple[int, T] | None = None

    def put(self, number: int, thing: T) -> None:
        """Keep a thing under a number.  Raises OutputError where there is no room for it."""
        try:
            self._places[number] = self._file.seek(0, 2)
            pickle.dump(thing, self._file, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise no_room(error) from None
        self._last = number, thing

    def get(self, number: int) -> T:
        """Return what is under a number, as it was put; the last thing is not even copied."""
        if self._last is None or self._last[0] != number:
            self._file.seek(self._places[number])
            self._last = number, pickle.load(self._file)  # noqa: S301 - our own, see above
        return self._last[1]

    def numbers(self) -> Iterator[int]:
        """Yield the numbers under which there is something, in order."""
        return iter(sorted(self._places))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __contains__(self, number: int) -> bool:
        return number in self._places


def no_room(error: OSError) -> OutputError:
    """Return the error that says why a temporary file cannot be written, with a way out."""
    reason = (error.strerror or "no room").lower()
    return OutputError(
        f"a temporary file cannot be written ({reason}); make room in {tempfile.gettempdir()}, "
        "or name another directory with TMPDIR"
    )
