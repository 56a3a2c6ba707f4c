"""Chunker: cuts a long text into chunks that can be repaired one after another.

A chunk ends with a line, because most damage is looked for line by line; with a paragraph, if
it can; and where rules that look beyond a line have nothing to do nearby.  Where no such place
comes for long, because there are no line ends or because damage is everywhere, the text is cut
there too: memory is bounded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import Final
from unicodedata import combining

from ..encodings.registry import Family, candidates_of

#: Usual length of a chunk, in code points.  Set by hand; see the table in docs/cli.md.
CHUNK: Final = 1 << 19
#: Length from which a chunk is cut though no good place was found, in code points.
LONGEST_CHUNK: Final = 1 << 22
#: How far around a line end rules may look that look beyond their line, in code points.
NEAR: Final = 500
#: How far rules look within a line that is long, in code points.
NEAR_IN_LINE: Final = 4000
#: Places that are tried before a chunk is made longer.
_TRIES: Final = 64
_PARAGRAPH_END: Final = re.compile(r"\n\r?\n(?![\r\n])")
_LINE_END: Final = re.compile(r"\n")
#: Where a long line is cut: after a blank, or after a line end of old Macs.
_BLANK: Final = re.compile(r"[ \t\r](?!\n)")

#: Tells whether a text may be cut in the midst of this excerpt.
SafeToCut = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Chunker:
    """Where a text is cut.

    ``best`` and ``good`` judge line ends, ``in_line`` the places where a long line may be cut,
    each by an excerpt around the place.
    """

    best: SafeToCut
    good: SafeToCut
    in_line: SafeToCut
    size: int = CHUNK
    longest: int = LONGEST_CHUNK

    def chunks(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield a text, given in pieces, in chunks of about ``size`` code points, at least one.

        >>> always = lambda excerpt: True
        >>> chunker = Chunker(always, always, always, size=5)
        >>> list(chunker.chunks(["one\\ntwo\\nth", "ree"])), list(chunker.chunks([]))
        (['one\\n', 'two\\n', 'three'], [''])
        """
        text = ""
        for piece in texts:
            text += piece
            while len(text) > self.size + NEAR and (cut := self._cut(text, NEAR)):
                yield text[:cut]
                text = text[cut:]
        while len(text) > self.size and (cut := self._cut(text, 0)):
            yield text[:cut]
            text = text[cut:]
        yield text  # never empty after a cut, for nothing is cut at the very end

    def _cut(self, text: str, ahead: int) -> int:
        """Return where to cut, ``ahead`` code points before the end; 0 if more text is needed."""
        for is_safe in (self.best, self.good):
            for place in self._places(text, len(text) - ahead):
                if is_safe(text[max(0, place - NEAR) : place + NEAR]):
                    return place
        return 0 if len(text) < self.longest else self._forced(text)

    def _places(self, text: str, end: int) -> Iterator[int]:
        """Yield line ends: the last paragraph ends that fit, the last lines, the next lines."""
        end = min(end, len(text) - 1)
        return chain(
            _last(_PARAGRAPH_END, text, self.size // 2, min(self.size, end)),
            _last(_LINE_END, text, 0, min(self.size, end)),
            islice(_all(_LINE_END, text, self.size, end), _TRIES),
        )

    def _forced(self, text: str) -> int:
        """Return where to cut where no place is safe: at a line end if there is one."""
        place = next(self._places(text, len(text)), 0)
        if place:
            return place
        blanks = list(_last(_BLANK, text, 0, self.size))
        for place in blanks:
            if self.in_line(text[max(0, place - NEAR_IN_LINE) : place + NEAR_IN_LINE]):
                return place
        if blanks:
            return blanks[0]
        anywhere = chain(range(self.size, 0, -1), range(self.size + 1, len(text)))
        place = next((place for place in anywhere if _may_begin(text, place)), 0)
        if place or len(text) <= 2 * self.longest + 2:
            return place
        return self.size + (text[self.size - 1 : self.size + 1] == "\r\n")


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a pattern ends between two offsets, from the last place on."""
    step = max((end - start) // _TRIES, 1)
    found = 0
    while end > start and found < _TRIES:
        first = max(start, end - step)
        places = list(_all(pattern, text, first, end))
        yield from reversed(places)
        found += len(places)
        end = first


def _all(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[int]:
    """Yield the places behind ``start``, up to ``end``, where a pattern ends and a chunk may."""
    for match in pattern.finditer(text, max(0, start - 2), end):
        if match.end() > start and _may_begin(text, match.end()):
            yield match.end()


def _may_begin(text: str, place: int) -> bool:
    """Tell whether a chunk may begin with what is at a place: not with half of something."""
    before, char = text[place - 1], text[place]
    if before == "\r" and char == "\n":
        return False
    if combining(char) or "\udc00" <= char <= "\udfff":
        return False
    return char < "\x80" or not text.startswith(_byte_order_marks(), place)


@cache
def _byte_order_marks() -> tuple[str, ...]:
    """Return U+FEFF, and how the first two of its bytes in UTF-8 show in other encodings.

    At the beginning of a text it is the mark of its encoding, and within a text it is removed: a
    chunk must not begin with it.
    """
    data = codecs.BOM_UTF8[:2]
    pages = (*candidates_of(Family.SINGLE_BYTE), *candidates_of(Family.MULTI_BYTE))
    shown = {data.decode(page.codec, "replace") for page in pages}
    # Twice through a page, and the replacement character alone, which may stand for anything.
    twice = {data.decode("cp1252").encode().decode("cp1252")}
    return ("\ufeff", *sorted((shown | twice) - {"\ufffd"}))
