"""Lines of UTF-8 in a text in a legacy encoding: a new program added to what an old one wrote.

The other way round, a line of a legacy encoding in UTF-8, is told in ``mixed``.  Lines that are
not UTF-8 say which encoding the text is in, for those that are would be read as nonsense; then
each of the others is UTF-8 if it is by far the more natural so.  Words of some encodings are
valid UTF-8 by accident, but not natural.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ...encodings import BY_CODEC, Family, display_name
from ...encodings.stray_bytes import decode_keeping
from ...language import bits
from ..input import Input
from ..result import TextFormat
from ..signatures import utf16_by_high_bytes

#: Bits by which a line must be the more natural in UTF-8.  This and the constants below are set
#: by hand, on lines of train in 20 languages and 30 encodings.
_AHEAD: Final = 12.0
#: Bits for each byte of a line that the legacy encoding does not decode.
_UNDECODED: Final = 14.0
#: Code points of a line that are costed, from the first on that is not ASCII.
_COSTED: Final = 120
#: Lines of UTF-8 that are costed; of more, those that hold more than ASCII are taken for UTF-8 if
#: these are.
_MOST_COSTED: Final = 40
#: Bytes of the beginning that tell UTF-16, in which lines do not end where they seem to.
_HEAD: Final = 4096
_HIGH: Final = re.compile(rb"[\x80-\xff](?:[\x00-\xff]*[\x80-\xff])?")
#: What UTF-8 that is more than ASCII begins with; most lines of a legacy encoding do not, and to
#: catch an error takes three times as long.
_BEGINS: Final = re.compile(rb"[\x00-\x7f]*+[\xc2-\xf4][\x80-\xbf]")
_LEGACY: Final = frozenset({Family.SINGLE_BYTE, Family.MULTI_BYTE})


@dataclass(frozen=True, slots=True)
class Utf8Line:
    """A line of UTF-8 in a text in ``encoding``: where it stands there, and what it says."""

    start: int
    end: int
    before: str
    text: str
    encoding: str

    @property
    def message(self) -> str:
        """What was found, in words."""
        return f"a line of UTF-8 in {display_name(self.encoding)}"


def by_other_lines(data: Input, rank: Callable[[Input], TextFormat]) -> TextFormat | None:
    """Return the legacy encoding of a text some lines of which are UTF-8; None if none is.

    ``rank`` tells the encoding of the other lines.
    """
    several, strays = data.utf8_counts
    if not 0 < several < strays:
        return None
    sample = data.sampled()
    if b"\0" in sample.head(_HEAD) or any(utf16_by_high_bytes(sample.all())):
        return None
    lines = sample.all().splitlines(True)
    in_utf8 = [line for line in lines if _is_utf8(line)]
    if not in_utf8:
        return None
    others = Input(b"".join(line for line in lines if not _is_utf8(line)), data.language)
    form = rank(others)
    row = BY_CODEC.get(form.encoding)
    if row is None or row.family not in _LEGACY or form.had_bom:
        return None
    told = in_utf8[:_MOST_COSTED]
    return form if any(_is_natural(line, form.encoding) for line in told) else None


def utf8_lines(data: bytes, encoding: str) -> Iterator[Utf8Line]:
    """Yield the lines of UTF-8 in bytes of a legacy encoding, on offsets of the text in it.

    >>> data = "Язык\\n".encode() + "Сегодня дождь\\n".encode("koi8-r")
    >>> [line.text for line in utf8_lines(data, "koi8-r")]
    ['Язык']
    """
    row = BY_CODEC.get(encoding)
    if row is None or row.family not in _LEGACY:
        return
    position = counted_to = offset = costed = natural = 0
    for line in data.splitlines(True):
        start, offset = offset, offset + len(line)
        if not _is_utf8(line):
            continue
        if costed < _MOST_COSTED:
            costed += 1
            is_natural = _is_natural(line, encoding)
            natural += is_natural
        else:
            is_natural = 2 * natural > costed
        high = _HIGH.search(line)
        if not is_natural or high is None:
            continue
        first, last = high.span() if row.family is Family.SINGLE_BYTE else (0, len(line.rstrip()))
        read = line[first:last].decode("utf-8")
        before = decode_keeping(line[first:last], encoding)
        position += len(decode_keeping(data[counted_to : start + first], encoding))
        yield Utf8Line(position, position + len(before), before, read, encoding)
        position, counted_to = position + len(before), start + last


def _is_utf8(line: bytes) -> bool:
    """Tell whether a line is UTF-8, and more than ASCII."""
    if _BEGINS.match(line) is None:
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_natural(line: bytes, encoding: str) -> bool:
    """Tell whether a line is natural text in UTF-8, and far less so in a legacy encoding."""
    high = _HIGH.search(line)
    start = max(0, high.start() - 20) if high else 0
    if start:
        start = line.rfind(b" ", 0, start) + 1
    text = line[start:].decode("utf-8")[:_COSTED]
    legacy = line[start : start + len(text.encode())].decode(encoding, "replace")
    undecoded = legacy.count("\N{REPLACEMENT CHARACTER}")
    told = bits(legacy.replace("\N{REPLACEMENT CHARACTER}", "")) + _UNDECODED * undecoded
    return bits(text) + _AHEAD < told
