"""Paragraph indents that an encoding lost: four question marks before the lines of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Four no-break spaces, of which GBK has none.
LOST: Final = "????"

_LINE: Final = re.compile(r"[^\r\n]+")
_QUESTIONS: Final = re.compile(r"\?+")
_IDEOGRAPH: Final = re.compile("[㐀-鿿]")
_FOLDED_COMMA: Final = re.compile("[㐀-鿿],[㐀-鿿]")

#: How far into a line its first ideograph is looked for, in code points.
REACH: Final = 40

#: The least share of the Chinese lines that must begin so, and the least number of them.
SHARE: Final = 0.5
COUNT: Final = 2

#: The largest share of lines with other runs of question marks: at their beginning, as people
#: type them, or further on, as lost emoji leave them.
OTHER_SHARE: Final = 0.2

#: A paragraph of prose has so many characters at least; lines that are shorter may be a chat.
PARAGRAPH: Final = 20


@dataclass(frozen=True, slots=True)
class Indents:
    """Where lines begin with a lost indent (code points), and whether it is certain."""

    starts: tuple[int, ...]
    certain: bool


def lost_indents(text: str) -> Indents | None:
    """Return the lost indents of a text, None if what looks so is meant.

    They are certain where they are the habit of the text.  Takes time linear in the text.

    >>> text = "????今年全市新建公園二十座，總面積超過去年。\\n????市民可免費參觀。"
    >>> lost_indents(text)
    Indents(starts=(0, 25), certain=True)
    >>> lost_indents("????\\n你在幹嘛") is None
    True
    """
    lines = [line for line in _LINE.finditer(text) if _IDEOGRAPH.search(line[0][: REACH + 4])]
    marked = [line for line in lines if _is_marked(line[0])]
    if not marked:
        return None
    starts = tuple(line.start() for line in marked)
    longest = max(len(line[0]) for line in marked)
    if len(lines) == 1:
        prose = longest >= 2 * PARAGRAPH and lines[0][0][-1] in "。”」！？"
        return Indents(starts, _is_folded(text)) if prose else None
    others = sum(_has_other_marks(line[0]) for line in lines)
    habit = len(marked) >= max(COUNT, SHARE * len(lines)) and longest >= PARAGRAPH
    if not habit or others > OTHER_SHARE * len(lines):
        return None
    return Indents(starts, certain=True)


def _is_marked(line: str) -> bool:
    run = _QUESTIONS.match(line)
    return run is not None and run[0] == LOST and not line[len(LOST)].isspace()


def _has_other_marks(line: str) -> bool:
    """Tell whether a line holds runs of question marks that are no lost indent."""
    if line.startswith("?") and not _is_marked(line):
        return True
    return "??" in line[len(LOST) :]


def _is_folded(text: str) -> bool:
    """Tell whether a converter folded the commas of Chinese to ASCII and left its full stops."""
    return "。" in text and "，" not in text and _FOLDED_COMMA.search(text) is not None
