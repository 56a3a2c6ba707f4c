"""Brackets and quotation marks of GBK and Big5 around Latin text, read as Latin-1.

``¡¶the art of war¡·`` is 《the art of war》 in GBK, and ``¡mthe art of war¡n`` is it in Big5. Where
a Chinese title or quotation is in Latin letters, its brackets are all that was garbled, and no word
tells.  Both brackets of a pair do: no one writes ``¡¶`` and, later in the line, ``¡·``, nor ``¡m``
and ``¡n`` without a letter behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..patterns import lazily
from .channels import CHANNELS, Channel
from .whole_line import GarbledPassage

#: Opening and closing marks, as their bytes (A1 and another) show them.
PAIRS: Final = ("《》", "〈〉", "“”", "‘’", "「」", "『』", "【】")
#: A table for ``str.translate`` that drops these marks.
LONE_BRACKETS: Final = dict.fromkeys(map(ord, "".join(PAIRS)))
_CHANNELS: Final[dict[str, Channel]] = {
    encoding: next(c for c in CHANNELS if (c.written_in, c.read_as) == (encoding, "western"))
    for encoding in ("gbk", "big5")
}
_LEAD: Final = "¡"
#: For messages only: beyond doubt.
_BITS: Final = 20.0


def _shown(mark: str, encoding: str) -> str:
    return mark.encode(encoding).decode("latin-1")


#: What the marks are, and the encoding that shows them so.  The sets of GBK and Big5 are disjoint.
_MARKS: Final = {
    _shown(mark, encoding): (mark, encoding)
    for encoding in _CHANNELS
    for pair in PAIRS
    for mark in pair
}


def _pattern(encoding: str, pair: str) -> str:
    """Match one mark of a pair around up to 200 characters that are no such marks.

    A mark of Big5 that ends in a letter opens no Spanish word: it stands before no small letter of
    the kind that closes.
    """
    first, last = (re.escape(_shown(mark, encoding)) for mark in pair)
    ends = "(?![A-Za-z])" if last[-1].isalpha() else ""
    return (
        f"{first}(?=\\S)(?=[^\\x80-\\xa1\n]{{1,200}}?{last}{ends})|(?<![\\xa1-\\xff]){last}{ends}"
    )


_AROUND: Final = lazily(
    "|".join(_pattern(encoding, pair) for encoding in _CHANNELS for pair in PAIRS)
)


def lone_brackets(line: str) -> Iterator[GarbledPassage]:
    """Yield the brackets of a line that are in pairs, as passages.

    >>> [p.text for p in lone_brackets("¡¶the art of war¡·")], list(lone_brackets("¡Hola!"))
    (['《', '》'], [])
    """
    if _LEAD not in line:
        return
    closing = ""
    for match in _AROUND.finditer(line):
        mark, encoding = _MARKS[match[0]]
        ends = next((pair[1] for pair in PAIRS if pair[0] == mark), "")
        if ends:
            closing = ends
        elif mark == closing:
            closing = ""
        else:
            continue
        channels = (_CHANNELS[encoding],)
        yield GarbledPassage(*match.span(), mark, channels, _BITS, natural=True)
