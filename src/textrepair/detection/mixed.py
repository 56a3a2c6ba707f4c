"""Bytes of another encoding in UTF-8: read as what they are, where that is natural text.

Files are put together from pieces: a line pasted from an old program, quotation marks that
an editor wrote in Windows-1252.  In the text these bytes stand as lone surrogates (see
``stray``).  Those near each other came the same way, and are read in one encoding: the one
in which the words they stand in are most natural.  Reading must beat the belief that the
bytes are mere dirt, and then the text without them is what was meant; if it does not, and
if a character was cut off at the end, the bytes stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ..edits import Edit
from ..encodings.registry import strays_read, unwritten
from ..encodings.tables import display_name, read
from ..language import bits
from .stray_runs import DIRT_BITS, RUN, before_cut, dirt_bits, groups, is_cut, runs

RULE: Final = "mixed-encoding"

#: How much of the text around a group is looked at.
_CONTEXT: Final = 20
#: What it takes to believe that bytes are of another encoding, by how rare it is.
_PAGES: Final = {
    "cp1252": 0.0,
    "cp1250": 6.0,
    "cp1251": 6.0,
    "cp1253": 6.0,
    "cp1254": 7.0,
    "cp1255": 7.0,
    "cp1256": 7.0,
    "cp1257": 8.0,
    "cp874": 8.0,
    "koi8-r": 8.0,
    "iso8859-2": 8.0,
    "mac-roman": 9.0,
    "cp850": 9.0,
    "cp866": 9.0,
    "cp437": 10.0,
    "cp852": 10.0,
}
_MULTI_BYTE: Final = {"gb18030": 8.0, "cp932": 8.0, "cp950": 8.0, "cp949": 8.0, "euc-jp": 9.0}
#: An encoding that other bytes of the text were in is likelier.
_MET_BITS: Final = 6.0
#: After so many groups only the encodings met so far are tried.
_LEARNING: Final = 40


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a part of a text, ``start`` to ``end``, says in an encoding, and what that costs."""

    page: str
    start: int
    end: int
    text: str
    cost: float


@dataclass(frozen=True, slots=True)
class _Window:
    """The line around a group of stray bytes, as much of it as tells something."""

    text: str
    start: int
    end: int

    @classmethod
    def around(cls, text: str, start: int, end: int) -> _Window:
        """Return the window around a group."""
        line = text.rfind("\n", max(0, start - _CONTEXT), start) + 1
        line_end = text.find("\n", end, end + _CONTEXT)
        right = min(end + _CONTEXT, len(text)) if line_end < 0 else line_end
        return cls(text, line or max(0, start - _CONTEXT), right)

    def bits_with(self, start: int, end: int, reading: str) -> float:
        """Return the cost of the window with a part read, and other stray bytes left out."""
        left, right = self.text[self.start : start], self.text[end : self.end]
        return bits(RUN.sub("", left) + reading + RUN.sub("", right))


@dataclass(slots=True)
class Habit:
    """What was met before, in a text of several parts: encodings, and how many groups."""

    pages: set[str] = field(default_factory=set)
    groups: int = 0


def mixed_edits(text: str, habit: Habit | None = None) -> Iterator[Edit]:
    """Yield the edits that read stray bytes as what they are, on offsets of ``text``.

    ``habit`` is what the part before it has shown, if there was one; it goes on from there.

    >>> text = b"d\\xe9j\\xe0 vu".decode("utf-8", "surrogateescape")
    >>> [edit.after for edit in mixed_edits(text)]
    ['é', 'à']
    """
    habit = habit or Habit()
    met = habit.pages
    position = 0
    for start, end in groups(text):
        habit.groups += 1
        if start < position:  # read already, with the bytes before it
            continue
        whole = before_cut(text, start, end)
        reading, margin = _best(text, start, whole, met, learning=habit.groups <= _LEARNING)
        if reading is None or reading.start < position:
            continue
        met.add(reading.page)
        position = reading.end
        yield from _edits(text, reading, 1.0 - 2.0 ** -min(margin + 1.0, 20.0))


def _best(
    text: str, start: int, end: int, met: set[str], *, learning: bool
) -> tuple[_Reading | None, float]:
    """Return the best reading of a group, and its margin; None if the bytes are to stay."""
    if all(is_cut(text, *span) for span in runs(text, start, end)):
        return None, 0.0
    window = _Window.around(text, start, end)
    pages = [page for page in (*_PAGES, *_MULTI_BYTE) if learning or page in met]
    readings = list(_readings(window, start, end, pages or ["cp1252"], met))
    if not readings:
        return None, 0.0
    best = min(readings, key=lambda reading: reading.cost)
    bare = window.bits_with(start, end, RUN.sub("", text[start:end]))
    margin = bare + sum(dirt_bits(text[a:b]) for a, b in runs(text, start, end)) - best.cost
    return (best if margin > 0 else None), margin


def _readings(
    window: _Window, start: int, end: int, pages: list[str], met: set[str]
) -> Iterator[_Reading]:
    """Yield what a group says in each encoding, each text once."""
    seen: set[str] = set()
    wide = _with_lookalikes(window, start, end)
    for page in pages:
        first, last = (start, end) if page in _PAGES else wide
        group = window.text[first:last]
        text = _in_page(group, page) if page in _PAGES else _in_multi_byte(group, page)
        if text is None or text in seen:
            continue
        seen.add(text)
        prior = (_PAGES | _MULTI_BYTE)[page] - (_MET_BITS if page in met else 0.0)
        yield _Reading(page, first, last, text, window.bits_with(first, last, text) + prior)


def _with_lookalikes(window: _Window, start: int, end: int) -> tuple[int, int]:
    """Widen a group by what looks like characters of two bytes, and may be one in GBK."""
    while start > window.start and "\x80" <= window.text[start - 1] < "\u0800":
        start -= 1
    while end < window.end and "\x80" <= window.text[end] < "\u0800":
        end += 1
    return start, end


def _in_page(group: str, page: str) -> str | None:
    """Read the stray bytes of a group in a code page; None if one of them is nothing there."""
    return None if _undefined(page).search(group) else group.translate(strays_read(page))


@cache
def _undefined(page: str) -> re.Pattern[str]:
    undefined = "".join(chr(0xDC00 + value) for value in unwritten(page))
    return re.compile(f"[{undefined}]" if undefined else "(?!)")


def _in_multi_byte(group: str, page: str) -> str | None:
    """Read all bytes of a group in a multi-byte encoding, those that look like UTF-8 too."""
    return read(group.encode("utf-8", "surrogateescape"), page) if len(group) > 1 else None


def _edits(text: str, reading: _Reading, confidence: float) -> Iterator[Edit]:
    """Yield an edit for each run of stray bytes; for multi-byte encodings one for the group."""
    name = display_name(reading.page)
    start, end, read_text = reading.start, reading.end, reading.text
    if reading.page in _MULTI_BYTE:
        message = f"bytes of {name} in UTF-8"
        yield Edit(RULE, start, end, text[start:end], read_text, message, confidence=confidence)
        return
    around = (text[max(0, start - 1) : start] or " ") + read_text + text[end : end + 1]
    for first, last in runs(text, start, end):
        place = first - start
        after = read_text[place : last - start]
        beside = around[place : place + 1] + around[last - start + 1 : last - start + 2]
        alone = len(after) == 1 and after.isalpha() and not any(map(str.isalpha, beside))
        if alone and not _stands_alone(text, first, last, after, read_text):
            continue
        message = f"{'bytes' if last - first > 1 else 'a byte'} of {name} in UTF-8"
        yield Edit(RULE, first, last, text[first:last], after, message, confidence=confidence)


def _stands_alone(text: str, start: int, end: int, letter: str, read_text: str) -> bool:
    """Tell whether a letter may be a word: not the only thing read, and less odd than dirt."""
    if read_text == letter:
        return False
    window = _Window.around(text, start, end)
    return window.bits_with(start, end, letter) < window.bits_with(start, end, "") + DIRT_BITS
