"""Where stray bytes stand in a text, and which may be the rest of a character of UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: A stray byte that is no ASCII, and a run of them.
RUN: Final = re.compile("[\udc80-\udcff]+")
#: Runs with less than so much between them, in one line, came the same way; surrogates that
#: are no stray bytes did not come from bytes.
_GROUP: Final = re.compile(
    "[\udc80-\udcff](?:[^\n\ud800-\udc7f\udd00-\udfff]{0,40}[\udc80-\udcff])*"
)
#: A group is at most so long.
_LONGEST: Final = 600
#: What the belief costs that a byte is dirt, and that bytes are the rest of a cut character.
DIRT_BITS: Final = 10.0
_CUT_BITS: Final = 8.0
#: The beginning of a character of UTF-8, without its end.
_CUT: Final = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_THREE_BYTES: Final = 0xE0
#: How far around bytes a text is taken to be in the same script.
_SAME_TEXT: Final = 200


def groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of stray bytes that came the same way, in pieces if they are long."""
    for match in _GROUP.finditer(text):
        start = match.start()
        while match.end() - start > _LONGEST:
            last = max(m.end() for m in RUN.finditer(text, start, start + _LONGEST))
            yield start, last
            following = RUN.search(text, last, match.end())
            if following is None:
                break
            start = following.start()
        else:
            yield start, match.end()


def before_cut(text: str, start: int, end: int) -> int:
    """Return the end of a group without a character that the end of the text has cut off."""
    spans = list(runs(text, start, end))
    first, last = spans[-1]
    if last < len(text) or not _CUT.fullmatch(as_bytes(text[first:last])):
        return end
    return spans[-2][1] if len(spans) > 1 else start


def runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of stray bytes that follow one another."""
    return (match.span() for match in RUN.finditer(text, start, end))


def is_cut(text: str, start: int, end: int) -> bool:
    """Tell whether bytes may as well be the rest of a character like those around it."""
    run = as_bytes(text[start:end])
    if not _CUT.fullmatch(run):
        return False
    if run[0] >= _THREE_BYTES:
        beside = text[start - 1 : start] + text[end : end + 1]
        return any("\u0800" <= char < "\ud800" or char > "\udfff" for char in beside)
    around = text[max(0, start - _SAME_TEXT) : end + _SAME_TEXT]
    first, last = ((run[0] & 0x1F) << 6), ((run[0] & 0x1F) << 6) + 0x3F
    return re.search(f"[{chr(first)}-{chr(last)}]", around) is not None


def dirt_bits(run: str) -> float:
    """Return what it takes to believe that a run is dirt, or the rest of a character."""
    cut = len(run) > 1 and _CUT.fullmatch(as_bytes(run))
    return _CUT_BITS if cut else DIRT_BITS * len(run)


def as_bytes(run: str) -> bytes:
    """Return the bytes that stand in a text as lone surrogates."""
    return bytes(ord(char) - 0xDC00 for char in run)
