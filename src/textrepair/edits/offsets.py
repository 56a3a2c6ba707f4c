"""Offsets across a change of text: from before to after, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

#: Start and end, in code points.
Span = tuple[int, int]


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

    def origin(self, start: int, end: int) -> tuple[Span, Span]:
        """Widen a span after the change to whole replacements; return it and where it comes from.

        Both are the smallest there are: what was removed beside the span is no part of it.

        >>> OffsetMap.of([(2, 5, 3)]).origin(3, 6)
        ((2, 6), (2, 6))
        >>> OffsetMap.of([(2, 5, 0)]).origin(0, 2)  # three characters after it are gone
        ((0, 2), (0, 2))
        """
        last = max(start, end - 1)
        first_edit = self._around(start, inside=start == end)
        last_edit = self._around(last, inside=start == end)
        after_start, before_start = (
            (start, self.backward(start))
            if first_edit is None
            else (self.after_starts[first_edit], self.before_starts[first_edit])
        )
        after_end, before_end = (
            (end, self.backward(last) + end - last)
            if last_edit is None
            else (self.after_ends[last_edit], self.before_ends[last_edit])
        )
        return (after_start, after_end), (before_start, before_end)

    def _around(self, offset: int, *, inside: bool) -> int | None:
        """Return which replacement holds the character, or the point inside it, at an offset."""
        i = bisect_right(self.after_starts, offset) - 1
        if i < 0 or offset >= self.after_ends[i]:
            return None
        return None if inside and offset == self.after_starts[i] else i


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
