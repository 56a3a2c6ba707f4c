"""Lost indents of Chinese paragraphs: lines that begin with four question marks.

Web pages indent a paragraph by four no-break spaces, which GBK lacks; an encoder writes ``?`` for
each.  Statistics over all lines of a text tell whether its question marks are lost indents or were
typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: What an encoder writes for four no-break spaces.
LOST_INDENT: Final = "????"

_LINE: Final = re.compile(r"[^\r\n]+")
_MARKED: Final = re.compile(r"\?{4}[^?\s]")
_IDEOGRAPH: Final = re.compile("[㐀-鿿]")
_FOLDED_COMMA: Final = re.compile("[㐀-鿿],[㐀-鿿]")

#: A line counts as Chinese if it has an ideograph within this many code points.  Set by hand.
IDEOGRAPH_REACH: Final = 40

#: Least share and least number of the Chinese lines that begin with a lost indent, for a text to be
#: repaired.  Set by hand; checked on fixtures/rules/lost-indent.toml.
MARKED_SHARE: Final = 0.5
MARKED_LINES: Final = 2

#: Largest share of the Chinese lines that have other runs of question marks: at their beginning, as
#: people type them, or further on, as lost emoji leave them.  Set by hand.
OTHER_SHARE: Final = 0.2

#: Least length of a paragraph of prose, in code points; shorter lines may be a chat.  Set by hand.
PARAGRAPH_LENGTH: Final = 20


@dataclass(slots=True)
class IndentStatistics:
    """Statistics of the Chinese lines of a text, added up chunk by chunk.

    ``marked`` counts the lines that begin with a lost indent, ``others`` those with other runs of
    question marks; ``longest`` is the length of the longest marked line in code points.
    ``ends_sentence`` tells whether the last Chinese line ends with a closing mark; the three
    fields after it tell which marks occur anywhere in the text.
    """

    lines: int = 0
    marked: int = 0
    others: int = 0
    longest: int = 0
    ends_sentence: bool = False
    full_stop: bool = False
    comma: bool = False
    folded_comma: bool = False

    def add(self, text: str) -> None:
        """Add a chunk, which consists of whole lines."""
        self.full_stop = self.full_stop or "。" in text
        self.comma = self.comma or "，" in text
        self.folded_comma = self.folded_comma or _FOLDED_COMMA.search(text) is not None
        for match in _chinese_lines(text):
            line = match[0]
            marked = _MARKED.match(line) is not None
            self.lines += 1
            self.ends_sentence = line[-1] in "。”」！？"
            self.others += (line[0] == "?" and not marked) or "??" in line[len(LOST_INDENT) :]
            if marked:
                self.marked += 1
                self.longest = max(self.longest, len(line))

    @property
    def certain(self) -> bool | None:
        """Whether the text certainly lost indents; None if its question marks were typed.

        The text certainly lost indents if most of its lines begin with one.  A single line
        certainly lost its indent if it is prose whose commas were folded to ASCII while its full
        stops were not; other prose of a single line is uncertain (False).
        """
        if not self.marked:
            return None
        if self.lines == 1:
            prose = self.longest >= 2 * PARAGRAPH_LENGTH and self.ends_sentence
            return (self.full_stop and not self.comma and self.folded_comma) if prose else None
        enough = self.marked >= max(MARKED_LINES, MARKED_SHARE * self.lines)
        is_habit = enough and self.longest >= PARAGRAPH_LENGTH
        return True if is_habit and self.others <= OTHER_SHARE * self.lines else None


def indent_statistics(chunks: Iterable[str]) -> IndentStatistics:
    """Return the statistics of all chunks of a text, in time linear in its length.

    >>> text = "????今年全市新建公園二十座，總面積超過去年。\\n????市民可免費參觀。"
    >>> indent_statistics([text]).certain, indent_statistics(["????\\n你在幹嘛"]).certain
    (True, None)
    """
    statistics = IndentStatistics()
    for text in chunks:
        statistics.add(text)
    return statistics


def marked_lines(text: str) -> Iterator[int]:
    """Yield the offsets (code points) of the Chinese lines that begin with a lost indent."""
    return (match.start() for match in _chinese_lines(text) if _MARKED.match(match[0]))


def _chinese_lines(text: str) -> Iterator[re.Match[str]]:
    reach = IDEOGRAPH_REACH + len(LOST_INDENT)
    return (line for line in _LINE.finditer(text) if _IDEOGRAPH.search(line[0][:reach]))
