"""Whether an ASCII text may hold anything that rules repair, at memory speed and without imports.

Nearly all ASCII text holds nothing to repair.  The few triggers that ASCII can hold name marks
(``Trigger.marks``), and an ASCII text without marks is done with: no rule is imported, no regular
expression compiled.  Finding a character takes 8 microseconds in a megabyte, finding a longer
string 800, so a mark is looked for where its rarest character is.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: A text is gone through from one rare character to the next while it holds at most one of them in
#: so many code points: a step costs as much as 500 code points of a search for the mark itself.
_SPARSE = 1000
#: More marks than so many that end in one character are looked for in one go: a search for a mark
#: costs 0.8 ns a code point, and to part a text of HTML at each of that character 7 ns.
_MANY = 10
#: Code points that are parted at a time, so that little memory is taken.
_WINDOW = 1 << 16


def search_for_marks(marks: Iterable[str]) -> Callable[[str], bool]:
    r"""Return a function that tells whether a text holds any of the marks.

    The rarest character of a mark is taken to be its last one that is no letter or digit.

    >>> holds_mark = search_for_marks(["\\u00", ";&", "C3%"])
    >>> holds_mark("100 % & more"), holds_mark("&Atilde;&copy;"), holds_mark("a \\u00e9")
    (False, True, True)
    """
    by_rarest: dict[str, list[tuple[int, str]]] = {}
    for mark in marks:
        offset = max(i for i, char in enumerate(mark) if not char.isalnum())
        by_rarest.setdefault(mark[offset], []).append((offset, mark))
    searches = tuple(by_rarest.items())

    def holds_mark(text: str) -> bool:
        for rarest, found_by in searches:
            if rarest in text and _holds(text, rarest, found_by):
                return True
        return False

    return holds_mark


def _holds(text: str, rarest: str, found_by: list[tuple[int, str]]) -> bool:
    """Tell whether a text holds a mark, each with the offset of the rarest character in it."""
    at = -1
    for _ in range(len(text) // _SPARSE):
        at = text.find(rarest, at + 1)
        if at < 0:
            return False
        for offset, mark in found_by:
            if at >= offset and text.startswith(mark, at - offset):
                return True
    # There are many: whole marks are found sooner, one after another, or by the ends of what stands
    # before that character.
    start = max(0, at - max(len(mark) for _, mark in found_by))
    ends = {mark for offset, mark in found_by if offset == len(mark) - 1}
    if len(ends) <= _MANY:
        ends = set()
    elif _holds_end(text, rarest, {mark[:-1] for mark in ends}, start):
        return True
    return any(text.find(mark, start) >= 0 for _, mark in found_by if mark not in ends)


def _holds_end(text: str, rarest: str, ends: set[str], start: int) -> bool:
    """Tell whether one of some strings stands before a character, from a place on."""
    lengths = {len(end) for end in ends}
    for begin in range(start, len(text), _WINDOW):
        pieces = text[max(0, begin - max(lengths)) : begin + _WINDOW].split(rarest)
        pieces.pop()  # no such character stands behind it
        for length in lengths:
            if not ends.isdisjoint({piece[-length:] for piece in pieces}):
                return True
    return False
