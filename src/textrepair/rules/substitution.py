"""What rules share: edits from a pattern, CJK lines, and strings that code replaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ..edits import Applicability, Edit, Finding
from ..encodings.replacement_tables import Spans, is_replaced, replaced_strings

#: Tells what stands for a match; the match itself where nothing is to change.
Exchange = Callable[[re.Match[str]], str]

_CJK: Final = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u3131-\u318e"
    "\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)

#: A character of the planes beyond U+FFFF, which UTF-16 writes as two surrogates.
BEYOND_BMP: Final = re.compile("[\U00010000-\U0010ffff]")


def exchanged(  # noqa: PLR0913 - the first five say what, the others how sure
    rule: str,
    text: str,
    pattern: re.Pattern[str],
    exchange: Exchange,
    message: str,
    *,
    applicability: Applicability = Applicability.SAFE,
    confidence: float = 0.95,
) -> Iterator[Edit]:
    """Yield an edit for each match of a pattern that is to change.

    >>> pattern = re.compile("ﬁ")
    >>> [e.start for e in exchanged("r", "ﬁrst ﬁve", pattern, lambda m: "fi", "")]
    [0, 5]
    """
    for match in pattern.finditer(text):
        after = exchange(match)
        if after != match[0]:
            yield Edit(rule, *match.span(), match[0], after, message, applicability, confidence)


def lines_with(sign: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold a sign, with their places in the text, in order.

    >>> list(lines_with(re.compile("b"), "a\\nbb\\nb"))
    [(2, 'bb'), (5, 'b')]
    """
    position = 0
    while (match := sign.search(text, position)) is not None:
        start = max(position, text.rfind("\n", 0, match.start()) + 1)
        end = text.find("\n", match.start())
        position = len(text) if end < 0 else end
        yield start, text[start:position]


class CjkLines:
    """Tells whether there is Chinese, Japanese or Korean in the line of an offset.

    Offsets must be asked for in order; each line is looked at once.

    >>> CjkLines("one\\n二").has(1), CjkLines("one\\n二").has(4)
    (False, True)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._found = False

    def has(self, offset: int) -> bool:
        """Tell whether the line of an offset holds a CJK character."""
        if offset >= self._end:
            start = self._text.rfind("\n", self._end, offset) + 1 or self._end
            end = self._text.find("\n", offset)
            self._end = len(self._text) + 1 if end < 0 else end + 1
            self._found = _CJK.search(self._text, start, self._end) is not None
        return self._found


def surrogates_of(match: re.Match[str]) -> str:
    """Return the two surrogates of a character."""
    beyond = ord(match[0]) - 0x10000
    return chr(0xD800 + (beyond >> 10)) + chr(0xDC00 + (beyond & 0x3FF))


def outside_tables(text: str, said: Iterable[Edit | Finding]) -> Iterator[Edit | Finding]:
    """Yield what is said of a text, but for what touches a string that code replaces.

    >>> list(outside_tables("'Ã©' => 'é'", [Finding("mojibake", 1, 3, "Ã©", "")]))
    []
    """
    start, end = 0, -1
    spans: Spans = ()
    for item in said:
        if not start <= item.start <= end:
            start = text.rfind("\n", 0, item.start) + 1
            end = text.find("\n", item.start)
            end = len(text) if end < 0 else end
            spans = replaced_strings(text[start:end])
        if not is_replaced(spans, item.start - start, item.end - start):
            yield item
