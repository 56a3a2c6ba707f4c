"""Brackets and quotes of Chinese: which of them are open."""

from __future__ import annotations

from typing import Final

#: Brackets and quotes, and what closes them.
CLOSED_BY: Final = dict(zip("“‘「『《〈（【〔〖", "”’」』》〉）】〕〗", strict=True))
CLOSING: Final = frozenset(CLOSED_BY.values())

#: How far back an open bracket or quote is looked for, in code points.
PAIRING_REACH: Final = 400


def awaited_mark(text: str, at: int) -> str:
    """Return the mark that would close the innermost open bracket or quote before an offset.

    >>> awaited_mark("他說“全覆蓋。", 7), awaited_mark("他說", 2)
    ('”', '')
    """
    open_marks: list[str] = []
    reach = max(0, at - PAIRING_REACH)
    for char in text[max(reach, text.rfind("\n", reach, at)) : at]:
        if char in CLOSED_BY:
            open_marks.append(CLOSED_BY[char])
        elif open_marks and char == open_marks[-1]:
            open_marks.pop()
    return open_marks[-1] if open_marks else ""
