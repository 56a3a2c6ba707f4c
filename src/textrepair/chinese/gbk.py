"""GBK byte by byte: pairs of bytes, characters, and the decoder that eats.

A character is one byte below 0x80, or a lead byte (0x81 to 0xFE) and a trail byte (0x40 to 0xFE
but 0x7F).  GB 18030 gives every such pair a character, some of them in the private use area;
its sequences of four bytes do not occur in what is meant here.
"""

from __future__ import annotations

from functools import cache
from typing import Final

LEADS: Final = range(0x81, 0xFF)

#: The one trail byte above ASCII that is no lead byte: where a character should begin with it,
#: a decoder gives a ``?`` and eats nothing.
NO_LEAD: Final = 0x80

TRAILS: Final = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)


@cache
def two_bytes(char: str) -> bytes:
    """Return the two bytes that are read as this character; empty if there are none.

    Characters of the private use area have bytes too, for an out-of-step reading brings them up.

    >>> two_bytes("地").hex(), two_bytes("a"), two_bytes("\\ue000").hex()
    ('b5d8', b'', 'aaa1')
    """
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:  # a lone surrogate
        return b""
    return data if len(data) == 2 else b""


@cache
def character(lead: int, trail: int) -> str:
    """Return the character that GBK writes as these two bytes; empty if there is none.

    >>> character(0xB5, 0xD8), character(0xB5, 0x28)
    ('地', '')
    """
    try:
        char = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


@cache
def ending_in(trail: int) -> tuple[tuple[int, str], ...]:
    """Return all (lead byte, character) whose trail byte is this one."""
    pairs = ((lead, character(lead, trail)) for lead in LEADS)
    return tuple((lead, char) for lead, char in pairs if char)


@cache
def beginning_with(lead: int) -> tuple[tuple[int, str], ...]:
    """Return all (trail byte, character) whose lead byte is this one."""
    pairs = ((trail, character(lead, trail)) for trail in TRAILS)
    return tuple((trail, char) for trail, char in pairs if char)


@cache
def is_traditional_only(char: str) -> bool:
    """Tell whether GBK holds this ideograph, but not GB 2312, the set of simplified Chinese.

    >>> is_traditional_only("實"), is_traditional_only("地"), is_traditional_only("实")
    (True, False, False)
    """
    if not "\u4e00" <= char <= "\u9fff" or not two_bytes(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def is_frequent_traditional(char: str) -> bool:
    """Tell whether Big5 holds this character in its first level, that of frequent ones.

    >>> is_frequent_traditional("實"), is_frequent_traditional("鼐")
    (True, False)
    """
    try:
        data = char.encode("big5")
    except UnicodeEncodeError:
        return False
    return len(data) == 2 and 0xA4 <= data[0] <= 0xC6


def decode_eating(data: bytes) -> str:
    """Decode as old converters do: a lead byte that nothing can follow becomes one ``?``.

    The byte after it is eaten with it, whatever it is.  Any other bad byte is one ``?`` too.

    >>> decode_eating("地".encode("gbk") + b"\\xb5(d")
    '地?d'
    """
    out: list[str] = []
    position = 0
    while position < len(data):
        byte = data[position]
        if byte < 0x80:
            out.append(chr(byte))
            position += 1
            continue
        pair = data[position : position + 2]
        trails = len(pair) == 2 and byte in LEADS and 0x40 <= pair[1] <= 0xFE and pair[1] != 0x7F
        out.append(pair.decode("gb18030") if trails else "?")
        position += 2 if byte in LEADS else 1
    return "".join(out)
