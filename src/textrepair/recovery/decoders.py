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
from collections.abc import Sequence


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


#: (true encoding, encoding it is read in): those that lose bytes often.
READINGS: Final = (
    ("utf-8", "gbk"),
    ("utf-8", "gb18030"),
    ("utf-8", "big5"),
    ("utf-8", "cp932"),
    ("utf-8", "cp949"),
    ("utf-8", "cp1252"),
    ("utf-8", "cp1251"),
    ("big5", "gbk"),
    ("gbk", "big5"),
    ("gbk", "cp949"),
)


#: What decoders write for what they lose.
MARKS: Final = ("\N{REPLACEMENT CHARACTER}", "?")


def decode_losing(data: bytes, seen: str, policy: Policy, mark: str) -> tuple[str, int]:
    """Return what a decoder of ``seen`` shows of some bytes, and how many it lost.

    >>> decode_losing("是的".encode(), "gbk", Policy.EACH, "?")
    ('鏄?鐨?', 2)
    """
    codec = MULTI_BYTE.get(seen, seen)
    pieces: list[str] = []
    position = lost = 0
    while position < len(data):
        try:
            pieces.append(data[position:].decode(codec))
            break
        except UnicodeDecodeError as error:
            start = position + error.start
            pieces.append(data[position:start].decode(codec))
        position = start + _error_length(data, start, seen, policy)
        lost += position - start
        pieces.append(mark)
    return "".join(pieces), lost


def _error_length(data: bytes, start: int, seen: str, policy: Policy) -> int:
    """Return how many bytes a decoder gives up where it cannot read on."""
    if policy is Policy.EACH or data[start] not in leads(seen) or start + 1 == len(data):
        return 1
    return 2 if policy is Policy.EATING or data[start + 1] >= ASCII_LIMIT else 1


def lossy_readings(text: str, marks: Sequence[str] = MARKS) -> list[str]:
    """Return what the text becomes by each wrong reading that loses some of it, but not all.

    >>> "Ã�bre" in lossy_readings("Èbre"), lossy_readings("plain")
    (False, [])
    """
    found: dict[str, None] = {}
    for true, seen in READINGS:
        try:
            data = text.encode(MULTI_BYTE.get(true, true))
        except UnicodeEncodeError:
            continue
        for policy in Policy:
            for mark in marks:
                garbled, lost = decode_losing(data, seen, policy, mark)
                if 0 < lost < len(data) // 2 and not garbled.isascii():
                    found[garbled] = None
    return list(found)
