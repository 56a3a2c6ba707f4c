"""What bytes tell of their encoding by themselves: marks, NUL patterns, escapes, declarations."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

#: Byte order marks, longest first, for UTF-32 LE begins like UTF-16 LE.
MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: ISO 2022 announces each character set with one of these (RFC 1468, 1554, 1557, 1922).
_ESCAPES: Final = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$B", "iso2022_jp"),
    (b"\x1b$@", "iso2022_jp"),
    (b"\x1b(J", "iso2022_jp"),
    (b"\x1b$(D", "iso2022_jp_1"),
    (b"\x1b(I", "iso2022_jp_3"),
    (b"\x1b$(O", "iso2022_jp_3"),
    (b"\x1b$(Q", "iso2022_jp_2004"),
    (b"\x1b$A", "iso2022_jp_2"),
    (b"\x1b.A", "iso2022_jp_2"),
)
#: Tried in this order when an escape was seen: each decodes more than the one before it.
_ISO_2022: Final = (
    "iso2022_jp",
    "iso2022_jp_1",
    "iso2022_jp_2",
    "iso2022_jp_2004",
    "iso2022_jp_3",
    "iso2022_jp_ext",
    "iso2022_kr",
)
_NONE: Final[frozenset[str]] = frozenset()
#: HZ (RFC 1843): pairs of printable ASCII between ``~{`` and ``~}``.
_HZ: Final = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
#: Where a text declares its encoding: XML and HTML, Python's PEP 263, CSS; at the beginning.
_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{1,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})["']
    |<meta[^>]{1,200}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})
    |^[^\n]{0,80}\#.{0,40}?coding[:=][ \t]*([\w.-]{2,40})
    |^@charset\s"([\w.:-]{2,40})"
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
_DECLARED_WITHIN: Final = 1024
#: Fewer bytes than this tell nothing of UTF-16 that is not Latin.
_SHORT: Final = 8
#: How much is looked at for a pattern of NUL bytes.
_SAMPLE: Final = 4096


def mark_of(data: bytes, is_utf32: Callable[[], bool] | None = None) -> tuple[bytes, str] | None:
    """Return the byte order mark that data begin with, and what it marks.

    ``is_utf32`` tells whether what follows the mark of UTF-32 LE is that, if not ``data`` do.

    >>> mark_of(b"\\xef\\xbb\\xbfa")
    (b'\\xef\\xbb\\xbf', 'utf-8')
    """
    is_utf32 = is_utf32 or (lambda: decodes(data[4:], "utf-32-le"))
    for mark, name in MARKS:
        if data.startswith(mark) and (name != "utf-32-le" or is_utf32()):
            return mark, name
    return None


def bare_utf32(data: bytes) -> str | None:
    """Return which UTF-32 it is that has no mark: no code point fills its four bytes.

    >>> bare_utf32("plain".encode("utf-32-be"))
    'utf-32-be'
    """
    if len(data) % 4 or len(data) < 8 or not data[:_SAMPLE].strip(b"\0"):
        return None
    for name, first, second in (("utf-32-be", 0, 1), ("utf-32-le", 3, 2)):
        sample = data[:_SAMPLE]
        if not sample[first::4].strip(b"\0") and max(sample[second::4]) <= 0x10:
            return name if decodes(data, name) else None
    return None


def bare_utf16(data: bytes) -> str | None:
    """Return which UTF-16 it is that has no mark: half the bytes of Latin script are NUL.

    >>> bare_utf16("plain".encode("utf-16-be"))
    'utf-16-be'
    """
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return None
    pairs = len(sample) // 2
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if max(high, low) < 0.4 * pairs or min(high, low) > 0.05 * pairs:
        return None
    name = "utf-16-be" if high > low else "utf-16-le"
    return name if decodes(data, name) else None


def iso2022_or_hz(data: bytes) -> str | None:
    """Return the encoding of bytes that are ASCII alone, and change character set by escapes.

    >>> iso2022_or_hz("地図".encode("iso2022_jp")), iso2022_or_hz("地图".encode("hz"))
    ('iso2022_jp', 'hz')
    """
    found = escape_sequences_in(data)
    if not found or not data.isascii():
        return None
    return next((codec for codec in codecs_to_try(found) if decodes(data, codec)), None)


def escape_sequences_in(data: bytes) -> frozenset[str]:
    """Return the encodings whose escapes are in the data."""
    has_escape, has_tilde = b"\x1b" in data, b"~" in data and b"~{" in data
    if not (has_escape or has_tilde):
        return _NONE
    found = {codec for escape, codec in _ESCAPES if escape in data} if has_escape else set()
    if has_tilde and _HZ.search(data):
        found.add("hz")
    return frozenset(found)


def codecs_to_try(found: Collection[str]) -> Iterator[str]:
    """Yield the encodings to be tried on data with some escapes, the likeliest first."""
    first = next((codec for _, codec in _ESCAPES if codec in found), None)
    if first is not None:
        yield from (first, *_ISO_2022)
    if "hz" in found:
        yield "hz"


def declared(data: bytes) -> str | None:
    """Return the codec of the encoding that a text declares at its beginning, if Python has it.

    >>> declared(b'<meta charset="windows-1251">'), declared(b"# coding: klingon")
    ('cp1251', None)
    """
    for match in _DECLARED.finditer(data[:_DECLARED_WITHIN]):
        name = next(filter(None, match.groups())).decode("ascii", "replace")
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return None


def decodes(data: bytes, codec: str) -> bool:
    """Tell whether a codec decodes all of the bytes."""
    try:
        data.decode(codec)
    except UnicodeError:
        return False
    return True


def utf16_by_high_bytes(data: bytes) -> Iterator[str]:
    """Yield the byte orders of UTF-16 that the bytes may be in, seen by their high halves.

    Text of one script has high halves of few kinds: those of Cyrillic are 04, those of Han
    are 4E to 9F.  Blanks and digits have NUL there.
    """
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(data) < _SHORT or not sample.strip(b"\0"):
        return
    if b"\0" not in sample and sample.count(b" ") > max(1, len(sample) // 25):
        return
    for name, halves in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(halves.translate(None, _HIGH_HALVES)) <= len(halves) // 12:
            yield name


#: First bytes of the UTF-16 units that text is made of.
_HIGH_HALVES: Final = (
    bytes(
        (
            *range(0x0F),
            0x10,
            0x1E,
            0x1F,
            0x20,
            0x21,
            0x25,
            0x30,
            *range(0x4E, 0xA0),
            *range(0xAC, 0xD8),
        )
    )
    + b"\xff"
)
