"""The lines of a text that bear signs of a wrong reading.

Lines are the unit that is read anew: most files were garbled line by line or as a
whole.  Very long lines are taken in parts, cut at blanks where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import sub
from typing import Final

from . import signs

#: Lines are taken as a whole up to about this many code points.
LONGEST_LINE: Final = 1500


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(f"[{signs.FIRST}](?={signs.THEN})")


def is_dirty(text: str) -> bool:
    """Tell whether a text bears signs of a wrong reading; clean text hardly ever does.

    >>> is_dirty("dÃ©jÃ vu"), is_dirty("déjà vu")
    (True, False)
    """
    return not text.isascii() and _sign().search(text) is not None


@lru_cache(maxsize=2048)
def is_dirty_word(word: str) -> bool:
    """Tell the same of a word, once: words recur."""
    return is_dirty(word)


def dirty_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines that bear signs, each with its place in the text (code points).

    >>> list(dirty_lines("un\ndÃ©jÃ vu\ntrois"))
    [(3, 'dÃ©jÃ vu')]
    """
    search = _sign().search
    position = 0
    while (match := search(text, position)) is not None:
        start = _line_start(text, position, match.start())
        end = _line_end(text, match.start())
        if not _is_table(line := text[start:end]):
            yield start, line
        position = end


def _is_table(line: str) -> bool:
    """Tell whether a line lists characters in the order of their numbers: that is no language.

    Every such line is an odd text in each encoding, and reads as well in one as in another.
    """
    numbers = list(map(ord, "".join(line.split())))
    return 2 * list(map(sub, numbers[1:], numbers)).count(1) > len(numbers)


def _line_start(text: str, earliest: int, at: int) -> int:
    start = max(earliest, text.rfind("\n", earliest, at) + 1)
    if at - start <= LONGEST_LINE:
        return start
    blank = text.find(" ", at - LONGEST_LINE, at)
    return at - LONGEST_LINE if blank < 0 else blank + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + LONGEST_LINE)
    if end >= 0 or len(text) <= at + LONGEST_LINE:
        return end if end >= 0 else len(text)
    blank = max(text.rfind(" ", at, at + LONGEST_LINE), text.rfind("\n", at, at + LONGEST_LINE))
    return blank if blank > at else at + LONGEST_LINE
