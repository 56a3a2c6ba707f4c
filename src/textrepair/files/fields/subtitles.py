"""Subtitles: the texts of the cues of SRT and WebVTT; numbers, timings and blank lines stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ...pipeline.triggers import TriggerScan
from .field import TEXT, Field, Item

_LINE: Final = re.compile(r"([^\r\n]*+)(?:\r\n|\n|\r|\Z)")
_TIMING: Final = re.compile(r"[ \t]*(?:\d+:)?\d+:\d+[,.:]\d+[ \t]*-->")
_NUMBER: Final = re.compile(r"[ \t\ufeff]*\d+[ \t]*")
#: A line: where it starts, where its text ends, and the text.
_Line = tuple[int, int, str]


class Subtitles:
    """The cues of one file.  In WebVTT a blank line ends a cue; in SRT it may stand in one."""

    is_whole = True

    def __init__(self, *, is_vtt: bool) -> None:
        self._is_vtt = is_vtt

    def cut(self, _text: str) -> int:
        """Return 0: the file is one chunk."""
        return 0

    def fields(self, text: str, scan: TriggerScan, *, is_first: bool) -> Iterator[Field]:
        """Yield the texts of the cues."""
        for number, (start, end) in enumerate(self._cues(_lines(text))):
            if scan.matches(text[start:end]):
                yield Field(start, end, number, text[start:end])

    def pieces(self, written: str) -> list[str]:
        """Return the characters: there are no escapes."""
        return list(written)

    def replacement(self, _text: str, _field: Field, new: str) -> str:
        """Return the new text as it is: there are no escapes."""
        return new

    def parse(self, text: str) -> list[Item]:
        """Return the texts of the cues, and what stands between them."""
        items: list[Item] = []
        position = 0
        for start, end in self._cues(_lines(text)):
            items += [("between", text[position:start]), (TEXT, text[start:end])]
            position = end
        return [*items, ("between", text[position:])]

    def _cues(self, lines: list[_Line]) -> Iterator[tuple[int, int]]:
        """Yield start and end of the text of each cue; a cue without text has none."""
        timings = [i for i, (_, _, line) in enumerate(lines) if _TIMING.match(line)]
        for timing, following in pairwise([*timings, len(lines)]):
            first, last = timing + 1, following
            if self._is_vtt:
                blank = (i for i in range(first, following) if not lines[i][2].strip())
                last = next(blank, following)
            elif following < len(lines) and _NUMBER.fullmatch(lines[following - 1][2]):
                last = max(first, following - 1)  # the number of the next cue
            while last > first and not lines[last - 1][2].strip():
                last -= 1
            if last > first:
                yield lines[first][0], lines[last - 1][1]


def _lines(text: str) -> list[_Line]:
    return [(m.start(), m.end(1), m[1]) for m in _LINE.finditer(text) if m[0]]
