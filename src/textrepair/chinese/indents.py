"""Paragraph indents that an encoding lost: four question marks before the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: Four no-break spaces, of which GBK has none.
LOST: Final = "????"

_LINE: Final = re.compile(r"[^\r\n]+")
_MARKED: Final = re.compile(r"\?{4}[^?\s]")
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


@dataclass(slots=True)
class IndentStatistics:
    """What the Chinese lines of a text show of its indents, taken part by part."""

    lines: int = 0
    marked: int = 0
    others: int = 0
    longest: int = 0
    ends_sentence: bool = False
    full_stop: bool = False
    comma: bool = False
    folded_comma: bool = False

    def take(self, text: str) -> None:
        """Take note of a part that begins and ends with lines."""
        self.full_stop = self.full_stop or "。" in text
        self.comma = self.comma or "，" in text
        self.folded_comma = self.folded_comma or _FOLDED_COMMA.search(text) is not None
        for match in _chinese_lines(text):
            line = match[0]
            marked = _MARKED.match(line) is not None
            self.lines += 1
            self.ends_sentence = line[-1] in "。”」！？"
            self.others += (line[0] == "?" and not marked) or "??" in line[len(LOST) :]
            if marked:
                self.marked += 1
                self.longest = max(self.longest, len(line))

    @property
    def certain(self) -> bool | None:
        """Whether it is certain that indents were lost; None if what looks so is meant.

        It is where they are the habit of the text.  A single line must be prose whose commas
        were folded to ASCII while its full stops were not.
        """
        if not self.marked:
            return None
        if self.lines == 1:
            prose = self.longest >= 2 * PARAGRAPH and self.ends_sentence
            return (self.full_stop and not self.comma and self.folded_comma) if prose else None
        habit = self.marked >= max(COUNT, SHARE * self.lines) and self.longest >= PARAGRAPH
        return True if habit and self.others <= OTHER_SHARE * self.lines else None


def indent_statistics(parts: Iterable[str]) -> IndentStatistics:
    """Return what all parts of a text show.  Takes time linear in the text.

    >>> text = "????今年全市新建公園二十座，總面積超過去年。\\n????市民可免費參觀。"
    >>> indent_statistics([text]).certain, indent_statistics(["????\\n你在幹嘛"]).certain
    (True, None)
    """
    shown = IndentStatistics()
    for text in parts:
        shown.take(text)
    return shown


def marked_lines(text: str) -> Iterator[int]:
    """Yield where Chinese lines begin with what a lost indent leaves (code points)."""
    return (match.start() for match in _chinese_lines(text) if _MARKED.match(match[0]))


def _chinese_lines(text: str) -> Iterator[re.Match[str]]:
    reach = REACH + len(LOST)
    return (line for line in _LINE.finditer(text) if _IDEOGRAPH.search(line[0][:reach]))
