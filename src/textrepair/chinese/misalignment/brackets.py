"""Brackets and quotes of Chinese: which of them are open."""

from __future__ import annotations

from typing import Final

#: Brackets and quotes, and what closes them.
CLOSED_BY: Final = dict(zip("“‘「『《〈（【〔〖", "”’」』》〉）】〕〗", strict=True))
CLOSING: Final = frozenset(CLOSED_BY.values())

#: How far back an open bracket or quote is looked for, in code points.
PAIRING_REACH: Final = 400


def awaited_mark(before: str) -> str:
    """Return the mark that would close the innermost open bracket or quote of the last line.

    >>> awaited_mark("他說“全覆蓋。"), awaited_mark("他說“全覆蓋。”")
    ('”', '')
    """
    open_marks: list[str] = []
    for char in before[before.rfind("\n") + 1 :]:
        if char in CLOSED_BY:
            open_marks.append(CLOSED_BY[char])
        elif open_marks and char == open_marks[-1]:
            open_marks.pop()
    return open_marks[-1] if open_marks else ""
