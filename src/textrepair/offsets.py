"""Offsets across a change of text: from before to after, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets (code points) through ordered, disjoint replacements.

    The four tuples hold, for each replacement, its start and end before and after.
    """

    before_starts: tuple[int, ...]
    before_ends: tuple[int, ...]
    after_starts: tuple[int, ...]
    after_ends: tuple[int, ...]

    @classmethod
    def of(cls, replacements: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Build from (start, end, length of the replacement), in order.

        >>> OffsetMap.of([(2, 5, 1)]).forward(6)
        4
        """
        rows: list[tuple[int, int, int, int]] = []
        shift = 0
        for start, end, length in replacements:
            rows.append((start, end, start + shift, start + shift + length))
            shift += length - (end - start)
        columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
        return cls(*columns)

    def forward(self, offset: int) -> int:
        """Map an offset before the change to one after it."""
        return _map(
            offset, self.before_starts, self.before_ends, self.after_starts, self.after_ends
        )

    def backward(self, offset: int) -> int:
        """Map an offset after the change to one before it."""
        return _map(
            offset, self.after_starts, self.after_ends, self.before_starts, self.before_ends
        )

    def span_backward(self, start: int, end: int) -> tuple[int, int]:
        """Map a span after the change to the smallest one before it that covers its origin.

        >>> OffsetMap.of([(2, 5, 3)]).span_backward(3, 4)
        (2, 5)
        """
        first = bisect_right(self.after_starts, start) - 1
        if first >= 0 and start < self.after_ends[first]:
            new_start = self.before_starts[first]
        else:
            new_start = self.backward(start)
        last = bisect_left(self.after_starts, end) - 1
        if last >= 0 and end <= self.after_ends[last] and start < end:
            return new_start, self.before_ends[last]
        return new_start, max(new_start, self.backward(end))


def _map(
    offset: int,
    starts: tuple[int, ...],
    ends: tuple[int, ...],
    other_starts: tuple[int, ...],
    other_ends: tuple[int, ...],
) -> int:
    """Map an offset; one inside a replacement advances with the other side, to its end."""
    i = bisect_right(starts, offset) - 1
    if i < 0:
        return offset
    if offset < ends[i]:
        return min(other_starts[i] + offset - starts[i], other_ends[i])
    return other_ends[i] + offset - ends[i]
