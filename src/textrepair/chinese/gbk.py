"""GBK byte by byte: lead and trail bytes, characters, and the decoder that eats bytes.

A character is one byte below 0x80, or a lead byte (0x81 to 0xFE) and a trail byte (0x40 to 0xFE
without 0x7F).  GB 18030 gives every such pair a character, some of them in the private use area.
The modules of this wing ignore the four-byte sequences of GB 18030, which old pages do not have.

Sources: GBK as Python's codecs "gbk" and "gb18030" have it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

LEAD_BYTES: Final = range(0x81, 0xFF)

#: The one trail byte above ASCII that is no lead byte.  Where a character should begin with this
#: byte, a decoder writes a ``?`` and eats no further byte.
TRAIL_ONLY: Final = 0x80

#: What Windows, and browsers, write for `TRAIL_ONLY` instead of a ``?``.
EURO: Final = "€"

TRAIL_BYTES: Final = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)

#: The areas for private use of GBK: lead bytes with trail bytes.  Programs that strip characters of
#: private use drop these pairs without a trace.
PRIVATE_PAIRS: Final = (
    ((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA1, 0xA8)), (*range(0x40, 0x7F), *range(0x80, 0xA1))),
)


@lru_cache(maxsize=1 << 13)
def double_byte(char: str) -> bytes:
    """Return the two bytes that decode to a character; empty if no two bytes do.

    Characters of the private use area have two bytes as well: a misaligned reading of other
    characters can produce them.

    >>> double_byte("地").hex(), double_byte("a"), double_byte("\\ue000").hex()
    ('b5d8', b'', 'aaa1')
    """
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:  # a lone surrogate
        return b""
    return data if len(data) == 2 else b""


@lru_cache(maxsize=1 << 13)
def character(lead: int, trail: int) -> str:
    """Return the character that two bytes decode to in GBK; empty if they decode to none.

    >>> character(0xB5, 0xD8), character(0xB5, 0x28)
    ('地', '')
    """
    try:
        char = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


@cache
def characters_ending_in(trail: int) -> tuple[tuple[int, str], ...]:
    """Return the lead byte and the character of all pairs with this trail byte."""
    pairs = ((lead, character(lead, trail)) for lead in LEAD_BYTES)
    return tuple((lead, char) for lead, char in pairs if char)


@cache
def characters_beginning_with(lead: int) -> tuple[tuple[int, str], ...]:
    """Return the trail byte and the character of all pairs with this lead byte."""
    pairs = ((trail, character(lead, trail)) for trail in TRAIL_BYTES)
    return tuple((trail, char) for trail, char in pairs if char)


def traditional_only() -> str:
    """Return what ``is_traditional_only`` is true of, as the inside of a set of an expression.

    >>> import re
    >>> re.findall(f"[{traditional_only()}]", "實地实")
    ['實']
    """
    ideographs = "".join(map(chr, range(0x4E00, 0xA000)))
    simplified = set(ideographs.encode("gb2312", "ignore").decode("gb2312"))
    runs: list[str] = []  # of neighbours, each with its first and last
    for char in ideographs.encode("gbk", "ignore").decode("gbk"):
        if char in simplified:
            continue
        if runs and ord(runs[-1][-1]) == ord(char) - 1:
            runs[-1] = runs[-1][0] + char
        else:
            runs.append(char)
    return "".join("-".join(run) for run in runs)


@lru_cache(maxsize=1 << 13)
def is_traditional_only(char: str) -> bool:
    """Tell whether GBK has an ideograph that GB 2312, the set of simplified Chinese, lacks.

    >>> is_traditional_only("實"), is_traditional_only("地"), is_traditional_only("实")
    (True, False, False)
    """
    if not "\u4e00" <= char <= "\u9fff" or not double_byte(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@lru_cache(maxsize=1 << 13)
def is_frequent_traditional(char: str) -> bool:
    """Tell whether a character is of level 1 of Big5, which holds the frequent characters.

    >>> is_frequent_traditional("實"), is_frequent_traditional("鼐")
    (True, False)
    """
    try:
        data = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return len(data) == 2 and 0xA4 <= data[0] <= 0xC6


def decode_eating(data: bytes, *, shows_euros: bool = False) -> str:
    """Decode GBK as old converters do, which write one ``?`` for an undecodable pair.

    A lead byte without a trail byte eats the byte after it: both become one ``?``, whatever the
    second byte is.  A byte above ASCII that is no lead byte becomes one ``?`` alone, or, with
    ``shows_euros``, the byte 80 becomes ``€``.

    >>> decode_eating("地".encode("gbk") + b"\\xb5(d")
    '地?d'
    """
    out: list[str] = []
    position = 0
    while position < len(data):
        byte = data[position]
        if byte < 0x80 or (shows_euros and byte == TRAIL_ONLY):
            out.append(EURO if byte == TRAIL_ONLY else chr(byte))
            position += 1
            continue
        pair = data[position : position + 2]
        has_trail = len(pair) == 2 and 0x40 <= pair[1] <= 0xFE and pair[1] != 0x7F
        out.append(pair.decode("gb18030") if has_trail and byte in LEAD_BYTES else "?")
        position += 2 if byte in LEAD_BYTES else 1
    return "".join(out)
