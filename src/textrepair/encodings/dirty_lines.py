"""The lines of a text that bear signs of a wrong reading.

Lines are the unit that is read anew: most files were garbled line by line or as a
whole.  Very long lines are taken in parts, cut at blanks where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby, pairwise
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
        if not is_table(line := text[start:end]):
            yield start, line
        position = end


def is_table(line: str) -> bool:
    """Tell whether a line lists characters by their numbers or by their kind: that is no language.

    Every such line is an odd text in each encoding, and reads as well in one as in another.

    >>> is_table("夽夾夿奀奃奅奆奊奌奍奐"), is_table("áàâäãåçéèêëíìîïñ"), is_table("Ïðèâåò, ìèð!")
    (True, True, False)
    """
    characters = "".join(line.split())
    if 2 * sum(ord(b) - ord(a) == 1 for a, b in pairwise(characters)) > len(characters):
        return True
    beyond = [ord(char) for char in characters if not char.isascii()]
    steps = [b - a for a, b in pairwise(beyond)]
    rising = sum(0 < step <= _NEAR for step in steps)
    close = sum(0 < abs(step) <= _NEXT for step in steps)
    if len(steps) >= _LEAST_STEPS and max(rising, close) > _TABLE_SHARE * len(steps):
        return True
    if any(small and len(list(row)) >= _ROW for small, row in groupby(steps, _is_small)):
        return True
    han = [ord(char) for char in characters if _FIRST_HAN <= char <= _LAST_HAN]
    near = sum(0 < abs(b - a) <= _ONE_RADICAL for a, b in pairwise(han))
    if len(han) > _LEAST_STEPS and near > _TABLE_SHARE * len(han):
        return True
    return _is_alphabet([char for char in characters if not char.isascii()])


def _is_small(step: int) -> bool:
    return 0 < step <= _SMALL


def _is_alphabet(characters: list[str]) -> bool:
    """Tell whether each of many letters occurs once, in small and in capital letters if few."""
    if len(set(characters)) < len(characters) or max(characters, default="") >= _EAST_ASIAN:
        return False
    both = sum(char.swapcase() != char and char.swapcase() in characters for char in characters)
    return len(characters) >= _MANY or (
        len(characters) >= _SOME and 4 * both >= 3 * len(characters)
    )


_EAST_ASIAN: Final = "\u2e80"
#: Letters beyond ASCII of which none occurs twice: so many are an alphabet, and so many if most are
#: there as small letters and as capitals.  Of 24 letters of a text some are the same.
_MANY: Final = 24
_SOME: Final = 6


#: From so many steps from one character beyond ASCII to the next on a line is taken for a table
#: if this share of them goes up by at most so much, or up or down by the lesser figure.
_LEAST_STEPS: Final = 7
_TABLE_SHARE: Final = 0.8
_NEAR: Final = 16
_NEXT: Final = 5
#: Chinese characters so near each other in number have one radical, as in the rows of a page.
_ONE_RADICAL: Final = 64
_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
#: So many steps in a row of at most so much, up, and there is a table on the line.
_ROW: Final = 10
_SMALL: Final = 3


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
