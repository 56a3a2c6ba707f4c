"""Bytes that real decoders read and Python's codecs do not: those of Windows, and of browsers.

Windows gives every byte a character, so that nothing is lost: single bytes that no character
has (80, A0, FD to FF), and the private use areas of its pages.  The euro sign is the byte 80 of
Windows code page 936, and in the GBK decoder of the WHATWG Encoding Standard; GB 18030 has it
as A2 E3.  Undefined bytes of single-byte pages are shown by some programs as Windows-1252 has
them.  Sources: the tables of Perl's Encode, with which this module was compared code by code (see
NOTICE); WHATWG Encoding Standard, GBK decoder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ..patterns import lazily

EURO: Final = "€"
#: The euro sign as Windows code page 936 has it, and as GB 18030 has it.
EURO_CODES: Final = (b"\x80", b"\xa2\xe3")
_WITH_EURO: Final = frozenset({"gbk", "gb18030"})
#: Single bytes of the Windows pages, by encoding.
_SINGLE: Final[Mapping[str, Mapping[str, bytes]]] = {
    "gbk": {"\uf8f5": b"\xff"},
    "gb18030": {"\uf8f5": b"\xff"},
    "cp949": {"\x80": b"\x80", "\uf8f7": b"\xff"},
    "big5": {"\x80": b"\x80", "\uf8f8": b"\xff"},
    "cp932": {
        "\x80": b"\x80",
        "\N{NO-BREAK SPACE}": b"\xa0",
        "\uf8f0": b"\xa0",
        "\uf8f1": b"\xfd",
        "\uf8f2": b"\xfe",
        "\uf8f3": b"\xff",
    },
}
_BIG5_TRAILS: Final = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
#: Private use areas: first lead byte, last one, trail bytes, the first code point.
_PRIVATE: Final[Mapping[str, tuple[tuple[int, int, tuple[int, ...], int], ...]]] = {
    "gbk": (
        (0xAA, 0xAF, tuple(range(0xA1, 0xFF)), 0xE000),
        (0xF8, 0xFE, tuple(range(0xA1, 0xFF)), 0xE234),
        (0xA1, 0xA7, (*range(0x40, 0x7F), *range(0x80, 0xA1)), 0xE4C6),
    ),
    "cp932": ((0xF0, 0xF9, (*range(0x40, 0x7F), *range(0x80, 0xFD)), 0xE000),),
    "big5": (
        (0xFA, 0xFE, _BIG5_TRAILS, 0xE000),
        (0x8E, 0xA0, _BIG5_TRAILS, 0xE311),
        (0x81, 0x8D, _BIG5_TRAILS, 0xEEB8),
        (0xC7, 0xC8, _BIG5_TRAILS, 0xF70F),
    ),
    "cp949": (
        (0xC9, 0xC9, tuple(range(0xA1, 0xFF)), 0xE000),
        (0xFE, 0xFE, tuple(range(0xA1, 0xFF)), 0xE05E),
    ),
}
#: UTF-8 that ends in an unfinished character, of which one byte or two are still to come.
_ONE_OPEN: Final = lazily(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_MORE_OPEN: Final = lazily(rb"(?:[\xe1-\xef]|[\xf0-\xf4][\x80-\xbf]?)\Z")
_TRAILS: Final = range(0x80, 0xC0)


@cache
def vendor_codes(encoding: str) -> Mapping[str, bytes]:
    """Return the characters that Windows has in a page beyond Python's codec, with their bytes.

    >>> vendor_codes("cp950") == {}, vendor_codes("big5")["\\uf8f8"], vendor_codes("gbk")["€"]
    (True, b'\\xff', b'\\x80')
    """
    found = {EURO: EURO_CODES[0]} if encoding in _WITH_EURO else {}
    found |= _SINGLE.get(encoding, {})
    for first, last, trails, start in _PRIVATE.get(encoding, ()):
        codes = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in trails)
        found |= {chr(point): code for point, code in enumerate(codes, start)}
    return MappingProxyType(found)


def has_two_euros(encoding: str) -> bool:
    """Tell whether the euro sign in an encoding may be either of ``EURO_CODES``."""
    return encoding in _WITH_EURO


def with_euros(pieces: list[bytes], standard: bytes) -> bytes:
    """Return the bytes of a text, those of its euro signs as UTF-8 has need of them.

    ``pieces`` are the bytes before, between and after the euro signs; ``standard`` is what a
    euro sign is where UTF-8 has no place for a single byte.

    >>> with_euros([b"\\xe6\\x9c", b"\\xe8\\xbf\\x91"], b"\\xa2\\xe3").hex(" ")
    'e6 9c 80 e8 bf 91'
    """
    return b"".join(_joined(pieces, standard))


def _joined(pieces: list[bytes], standard: bytes) -> Iterator[bytes]:
    before = pieces[0]
    yield before
    for piece in pieces[1:]:
        code = standard
        follows = piece[:1]
        if (_ONE_OPEN.search(before[-4:]) and not (follows and follows[0] in _TRAILS)) or (
            _MORE_OPEN.search(before[-4:])
        ):
            code = EURO_CODES[0]
        yield code
        yield piece
        before = before[-4:] + code + piece
