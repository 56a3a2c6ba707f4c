"""What real decoders lose, and when: the bytes that may hide behind a mark.

A decoder that meets bytes it cannot read writes a mark (U+FFFD, or ``?``), or nothing.
Which bytes can hide there is known exactly: those that the code page leaves undefined, or
a lead byte that cannot go with the byte after it.  Under Windows-1251 that is the byte
98 alone.

Decoders differ in what one mark stands for.  CPython gives one for each bad byte and
reads on at the next.  Browsers (WHATWG Encoding Standard) take a lead byte and a
non-ASCII trail byte together.  Old converters take any trail byte, ASCII too.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final

from ..encodings.tables import MULTI_BYTE


class Policy(StrEnum):
    """What one mark stands for; see the module."""

    EACH = "one bad byte"
    PAIR = "a lead byte and its non-ASCII trail byte"
    EATING = "a lead byte and any trail byte"


_HIGH: Final = range(0x80, 0x100)
ASCII_LIMIT: Final = 0x80


def _decodes(data: bytes, seen: str) -> bool:
    try:
        data.decode(MULTI_BYTE.get(seen, seen))
    except UnicodeDecodeError:
        return False
    return True


@cache
def undefined(seen: str) -> bytes:
    """Return the bytes that the decoder cannot read by themselves (lead bytes among them).

    >>> undefined("cp1252").hex(" "), undefined("cp1251").hex(" ")
    ('81 8d 8f 90 9d', '98')
    """
    codec = "cp1252" if seen == "western" else seen
    return bytes(byte for byte in _HIGH if not _decodes(bytes([byte]), codec))


@cache
def lost_before(seen: str, follower: int | None) -> bytes:
    """Return the bytes that may be lost before the byte ``follower`` (None: at the end).

    >>> lost_before("gbk", 0xE4).hex(" ")
    '80 a2 aa ab ac ad ae af f8 f9 fa fb fc fd fe ff'
    """
    if follower is None or seen not in MULTI_BYTE:
        return undefined(seen)
    return bytes(byte for byte in undefined(seen) if not _decodes(bytes([byte, follower]), seen))


@cache
def _lost_pairs(seen: str) -> tuple[bytes, ...]:
    return tuple(lost_before(seen, follower) for follower in range(0x100))


def may_be_lost(seen: str, first: int, second: int) -> bool:
    """Tell whether ``first`` may be lost where ``second`` follows it.

    >>> may_be_lost("gbk", 0xAF, 0xE8), may_be_lost("gbk", 0xE6, 0x98)
    (True, False)
    """
    return first in _lost_pairs(seen)[second]


@cache
def leads(seen: str) -> bytes:
    """Return the bytes after which an old converter of this encoding eats another one.

    >>> leads("cp932").hex(" ")[:8], leads("cp1252")
    ('81 82 83', b'')
    """
    return undefined(seen) if seen in MULTI_BYTE else b""
