"""OffsetMap: offsets of a text before and after replacements, mapped in both directions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

#: Start and end, in code points.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """A map of offsets (code points) through ordered, disjoint replacements.

    The four tuples hold, for each replacement, its start and end in the text before and in the text
    after all replacements.
    """

    before_starts: tuple[int, ...]
    before_ends: tuple[int, ...]
    after_starts: tuple[int, ...]
    after_ends: tuple[int, ...]

    @classmethod
    def of(cls, replacements: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Build the map from the start, end and new length of each replacement, in order.

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
        """Map an offset of the text before the replacements to the text after them."""
        return _map(
            offset, self.before_starts, self.before_ends, self.after_starts, self.after_ends
        )

    def backward(self, offset: int) -> int:
        """Map an offset of the text after the replacements to the text before them."""
        return _map(
            offset, self.after_starts, self.after_ends, self.before_starts, self.before_ends
        )

    def origin(self, start: int, end: int) -> tuple[Span, Span]:
        """Widen a span of the text after to whole replacements; return it and its original span.

        Both spans are the smallest possible: text that was removed beside the span is no part of
        the original span.

        >>> OffsetMap.of([(2, 5, 3)]).origin(3, 6)
        ((2, 6), (2, 6))
        >>> OffsetMap.of([(2, 5, 0)]).origin(0, 2)  # the removal after the span stays outside
        ((0, 2), (0, 2))
        """
        last = max(start, end - 1)
        first_edit = self._replacement_at(start, inside=start == end)
        last_edit = self._replacement_at(last, inside=start == end)
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

    def _replacement_at(self, offset: int, *, inside: bool) -> int | None:
        """Return the index of the replacement at an offset of the text after; None if none.

        ``inside`` asks for a replacement that begins before the offset.
        """
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
    """Map an offset from one side to the other; inside a replacement, at most to its end."""
    i = bisect_right(starts, offset) - 1
    if i < 0:
        return offset
    if offset < ends[i]:
        return min(other_starts[i] + offset - starts[i], other_ends[i])
    return other_ends[i] + offset - ends[i]
