"""Random numbers that are read from bytes, so that atheris can steer what a harness makes."""

from __future__ import annotations

from random import Random

_ALL_ONES = 0xFFFF


class FromBytes(Random):
    """A source of random numbers that takes them from bytes; zeros when these are used up.

    >>> FromBytes(b"\\x02").randrange(4)
    2
    >>> FromBytes(b"").choice("abc")
    'a'
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self._data = data
        self._position = 0

    def random(self) -> float:
        """Return a number from 0 to 1, by two bytes."""
        return self._next(2) / (_ALL_ONES + 1)

    def getrandbits(self, k: int, /) -> int:
        """Return a number of some bits, by as many bytes as hold them."""
        return self._next((k + 7) // 8) & ((1 << k) - 1)

    def rest(self) -> bytes:
        """Return the bytes that were not used."""
        return self._data[self._position :]

    def _next(self, size: int) -> int:
        found = self._data[self._position : self._position + size]
        self._position += size
        return int.from_bytes(found, "little")
