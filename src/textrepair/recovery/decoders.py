"""Lossy decoders: which bytes each of them loses, and what it writes instead.

A decoder that meets bytes it cannot read writes a replacement character (U+FFFD, or
``?``), or nothing.  Which bytes can hide behind a replacement character is known exactly:
the bytes that the code page leaves undefined, and lead bytes that cannot go with the byte
after them.  Under Windows-1251 only the byte 98 can hide.

Decoders differ in how many bytes one replacement character stands for (``ErrorPolicy``).
CPython writes one for each bad byte and reads on at the next byte.  Browsers (WHATWG
Encoding Standard) replace a lead byte and a non-ASCII trail byte together.  Old converters
replace a lead byte and any trail byte, ASCII included.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import product
from typing import Final

from ..encodings import (
    codec_of,
    decode_as_vendors_from,
    is_multi_byte,
    read_and_stripped,
    reencode,
)


class ErrorPolicy(StrEnum):
    """Which bytes one replacement character stands for; see the module."""

    ONE_BYTE = "one bad byte"
    LEAD_AND_HIGH_TRAIL = "a lead byte and its non-ASCII trail byte"
    LEAD_AND_ANY_TRAIL = "a lead byte and any trail byte"
    STRIPPED = "nothing: what the page shows of the bytes is not seen, and was stripped"


#: What decoders do that lose bytes themselves.
LOSING: Final = (
    ErrorPolicy.ONE_BYTE,
    ErrorPolicy.LEAD_AND_HIGH_TRAIL,
    ErrorPolicy.LEAD_AND_ANY_TRAIL,
)


_HIGH: Final = range(0x80, 0x100)
ASCII_LIMIT: Final = 0x80


def _decodes(data: bytes, read_as: str) -> bool:
    try:
        data.decode(codec_of(read_as))
    except UnicodeDecodeError:
        return False
    return True


@cache
def undefined(read_as: str) -> bytes:
    """Return the bytes that the decoder cannot read alone, lead bytes among them.

    >>> undefined("cp1252").hex(" "), undefined("cp1251").hex(" ")
    ('81 8d 8f 90 9d', '98')
    """
    return bytes(byte for byte in _HIGH if not _decodes(bytes([byte]), read_as))


@cache
def lost_before(read_as: str, follower: int | None) -> bytes:
    """Return the bytes that may be lost before the byte ``follower`` (None: at the end).

    >>> lost_before("gbk", 0xE4).hex(" ")
    '80 a2 aa ab ac ad ae af f8 f9 fa fb fc fd fe ff'
    """
    if follower is None or not is_multi_byte(read_as):
        return undefined(read_as)
    return bytes(byte for byte in undefined(read_as) if may_be_lost_alone(read_as, byte, follower))


@lru_cache(maxsize=1 << 13)  # each page that is tried has the characters of a line
def bytes_of(char: str, read_as: str) -> bytes | None:
    """Return the bytes that read as a character, remembered: channels share characters."""
    return reencode(char, read_as)


def may_be_lost_alone(read_as: str, first: int, second: int) -> bool:
    """Tell whether a byte that the decoder cannot read alone makes no character with the next."""
    return not is_multi_byte(read_as) or not _decodes(bytes((first, second)), read_as)


def may_be_lost(read_as: str, first: int, second: int) -> bool:
    """Tell whether ``first`` may be lost where ``second`` follows it.

    >>> may_be_lost("gbk", 0xAF, 0xE8), may_be_lost("gbk", 0xE6, 0x98)
    (True, False)
    """
    return first in lost_before(read_as, second)


@cache
def pairs_lost_by_windows(read_as: str) -> tuple[tuple[bytes, bytes], ...]:
    """Return the pairs of bytes that Windows loses in a page: first bytes, and second ones to each.

    Windows shows more than Python's codec has (see ``encodings.vendor_codes``), so it loses less.
    The first group holds what is lost after any first byte, ASCII most of all.

    >>> (_, always), *more = pairs_lost_by_windows("gbk")
    >>> b"?" in always, dict(more)[bytes([0xA2])].hex(" ")
    (True, 'ab ac ad ae af b0 e3 e4 ef f0 fd fe')
    """
    lost = {first: _seconds_lost_by_windows(read_as, first) for first in leads(read_as)}
    lost = {first: seconds for first, seconds in lost.items() if seconds}
    always = frozenset.intersection(*lost.values())
    firsts: dict[frozenset[int], list[int]] = {}
    for first, seconds in lost.items():
        firsts.setdefault(seconds - always, []).append(first)
    groups = [(bytes(those), bytes(sorted(rest))) for rest, those in firsts.items() if rest]
    return ((bytes(lost), bytes(sorted(always))), *groups)


def _seconds_lost_by_windows(read_as: str, first: int) -> frozenset[int]:
    """Return the bytes that Windows loses together with a first one; none if it has that alone."""
    if decode_as_vendors_from(bytes((first,)), 0, read_as)[1]:
        return frozenset()
    return frozenset(
        second
        for second in (*range(0x20, 0x7F), *_HIGH)
        if not decode_as_vendors_from(bytes((first, second)), 0, read_as)[1]
    )


@cache
def leads(read_as: str) -> bytes:
    """Return the bytes after which an old converter of this encoding eats another one.

    >>> leads("cp932").hex(" ")[:8], leads("cp1252")
    ('81 82 83', b'')
    """
    return undefined(read_as) if is_multi_byte(read_as) else b""


@cache
def shown_as_begun(read_as: str) -> tuple[str, str]:
    """Return the characters of a page whose bytes end inside a character of three in UTF-8.

    Those that are its first two bytes come first, then those of which the second byte is its first
    one: before these stands a character of either kind, for their first byte is no lead byte.

    >>> two, one = shown_as_begun("gbk")
    >>> "鐮" in two, "呫" in one, "吗" in two + one
    (True, True, False)
    """
    two = [bytes((lead, trail)) for lead in range(0xE1, 0xF0) for trail in range(0x80, 0xC0)]
    one = [bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0xE1, 0xF0)]
    return _east_asian(two, read_as), _east_asian(one, read_as)


def _east_asian(codes: list[bytes], page: str) -> str:
    # Line ends, which are no trail bytes, keep apart what thousands of calls would decode.
    found = b"\n".join(codes).decode(codec_of(page), "ignore")
    return "".join(sorted({char for char in found if char >= "\u2e80"}))


#: Pairs of encodings, written in and read as, in which real texts often lose bytes.
READINGS_THAT_LOSE_BYTES: Final = (
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


#: What decoders write for the bytes that they lose.
REPLACEMENTS: Final = ("\N{REPLACEMENT CHARACTER}", "?")
#: What decoders of one page write besides, by its name.
_OWN_MARKS: Final = {"cp932": ("\N{KATAKANA MIDDLE DOT}",)}
#: Pages that Windows reads in its own way.
_WINDOWS_PAGES: Final = frozenset({"gbk", "cp932"})
#: East Asian characters begin here.
_EAST_ASIAN: Final = "\u3000"


def decode_losing(
    data: bytes, read_as: str, policy: ErrorPolicy, replacement: str, *, as_windows: bool = False
) -> tuple[str, int]:
    """Return the text that a decoder makes of some bytes, and how many bytes it lost.

    ``as_windows`` reads what Windows has in a page beyond Python's codec: ``€`` for the byte 80 of
    page 936, and characters of private use.

    >>> decode_losing("是的".encode(), "gbk", ErrorPolicy.ONE_BYTE, "?")
    ('鏄?鐨?', 2)
    >>> decode_losing("是的".encode(), "gbk", ErrorPolicy.ONE_BYTE, "?", as_windows=True)
    ('鏄\\ue21c殑', 0)
    """
    read = decode_as_vendors_from if as_windows else _decode_from
    pieces: list[str] = []
    position = lost = 0
    while True:
        text, start = read(data, position, read_as)
        pieces.append(text)
        if start == len(data):
            return "".join(pieces), lost
        position = start + _error_length(data, start, read_as, policy)
        lost += position - start
        pieces.append(replacement)


def _decode_from(data: bytes, start: int, read_as: str) -> tuple[str, int]:
    """Return what Python's codec reads from an offset on, and where it cannot read on."""
    codec = codec_of(read_as)
    try:
        return data[start:].decode(codec), len(data)
    except UnicodeDecodeError as error:
        end = start + error.start
        return data[start:end].decode(codec), end


def _error_length(data: bytes, start: int, read_as: str, policy: ErrorPolicy) -> int:
    """Return the number of bytes that a decoder skips where it cannot read on."""
    if (
        policy is ErrorPolicy.ONE_BYTE
        or data[start] not in leads(read_as)
        or start + 1 == len(data)
    ):
        return 1
    return 2 if policy is ErrorPolicy.LEAD_AND_ANY_TRAIL or data[start + 1] >= ASCII_LIMIT else 1


def lossy_readings(text: str, marks: Sequence[str] = REPLACEMENTS) -> list[str]:
    """Return the garbled texts that lossy decoders make of a text, if less than half is lost.

    Where they leave no mark, what a page of Windows shows of the text is among them, stripped of
    the characters that show nothing.

    >>> "Ã�bre" in lossy_readings("Èbre"), lossy_readings("plain")
    (False, [])
    """
    found: dict[str, None] = {}
    # Programs that have marks of their own are met with East Asian text.
    own_marks = _OWN_MARKS if marks[0] and max(text, default="") >= _EAST_ASIAN else {}
    for written_in, read_as in READINGS_THAT_LOSE_BYTES:
        try:
            data = text.encode(codec_of(written_in))
        except UnicodeEncodeError:
            continue
        as_windows = max(text, default="") >= _EAST_ASIAN and read_as in _WINDOWS_PAGES
        for policy, windows in product(LOSING, (False, True) if as_windows else (False,)):
            for replacement in (*marks, *own_marks.get(read_as, ())):
                garbled, lost = decode_losing(
                    data, read_as, policy, replacement, as_windows=windows
                )
                if 0 < lost < len(data) // 2 and not garbled.isascii():
                    found[garbled] = None
        if as_windows and "" in marks and written_in == "utf-8":
            shown, stripped = read_and_stripped(data, read_as) or ("", 0)
            if 0 < stripped < len(data) // 4:
                found[shown] = None
    return list(found)
