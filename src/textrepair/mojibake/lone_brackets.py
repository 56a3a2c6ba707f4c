"""Brackets and quotation marks of GBK around Latin text, read as Latin-1: ``¡¶the art of war¡·``.

Where a Chinese title or quotation is in Latin letters, its brackets are all that was garbled,
and no word tells.  Both brackets of a pair do: no one writes ``¡¶`` and, later in the line, ``¡·``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .channels import CHANNELS, Channel
from .whole_line import GarbledPassage

#: Opening and closing marks of GBK, as their bytes (A1 and another).
_PAIRS: Final = ("《》", "〈〉", "“”", "‘’", "「」", "『』", "【】")
_CHANNEL: Final[Channel] = next(
    c for c in CHANNELS if (c.written_in, c.read_as) == ("gbk", "western")
)
#: For messages only: beyond doubt.
_BITS: Final = 20.0


def _shown(mark: str) -> str:
    return re.escape(mark.encode("gbk").decode("latin-1"))


#: One pair, around up to 200 characters that are no such marks: ``¡¶the art of war¡·``.
_AROUND: Final = re.compile(
    "|".join(
        f"{_shown(first)}(?=[^\\x80-\\xa1\\n]{{1,200}}?{_shown(last)})|"
        f"(?<![\\xa1-\\xff]){_shown(last)}"
        for first, last in _PAIRS
    )
)


def lone_brackets(line: str) -> Iterator[GarbledPassage]:
    """Yield the brackets of a line that are in pairs, as passages.

    >>> [p.text for p in lone_brackets("¡¶the art of war¡·")], list(lone_brackets("¡Hola!"))
    (['《', '》'], [])
    """
    closing = ""
    for match in _AROUND.finditer(line):
        mark = match[0].encode("latin-1").decode("gbk")
        ends = next((pair[1] for pair in _PAIRS if pair[0] == mark), "")
        if ends:
            closing = ends
        elif mark == closing:
            closing = ""
        else:
            continue
        yield GarbledPassage(*match.span(), mark, (_CHANNEL,), _BITS, natural=True)
