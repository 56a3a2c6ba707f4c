"""Marks of Windows code page 932 that were written out in bytes: 起動</b> became ``起勁E/b>``.

A decoder of page 932 writes a katakana middle dot for bytes that it loses.  Who turns such text
into bytes again, to read them as the UTF-8 that they were, makes 81 45 of the dot: 81 ends the
character before it, which so becomes another one, and 45 is an ``E``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..language import bits
from ..patterns import lazily
from .told.swallowed import told_by_syntax

#: Chinese characters that end in 81 in UTF-8.  Kana are left out: people do write an E after them,
#: and a trigger of frequent letters is dear.
ENDING_IN_81: Final = "".join(map(chr, range(0x4E01, 0x9FA0, 64)))
_MARK: Final = lazily(f"[{ENDING_IN_81}]E")
_LANGUAGE: Final = "ja"
#: Code points before and after a mark that tell the character.
_AROUND: Final = 8
#: Bits by which the best character must be more natural than the mark, and than the next one.
_LEAST_GAIN: Final = 20.0
_LEAST_LEAD: Final = 6.0


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """A mark at ``start`` to ``end`` (code points), and what stood there.

    ``is_clear`` tells whether no other character fits nearly as well.
    """

    start: int
    end: int
    text: str
    is_clear: bool


def written_marks(line: str) -> list[WrittenMark]:
    """Return the marks of a line that were written out, with what stood there.

    >>> [mark.text for mark in written_marks("<b>アプリを起勁E/b>する")]
    ['動<']
    >>> written_marks("丁EX"), written_marks("ビタミンE")
    ([], [])
    """
    found: list[WrittenMark] = []
    for match in _MARK.finditer(line):
        start, end = match.span()
        before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND] or " "
        told = told_by_syntax(line[:start], line[end:])
        first = ord(line[start]) & ~0x3F
        costs = sorted(
            (bits(before + char + told + after, _LANGUAGE), char)
            for char in map(chr, range(first, first + 64))
        )
        gain = bits(before + match[0] + after, _LANGUAGE) - costs[0][0]
        is_clear = costs[1][0] - costs[0][0] >= _LEAST_LEAD
        if gain >= _LEAST_GAIN:
            found.append(WrittenMark(start, end, costs[0][1] + told, is_clear))
    return found
