"""The characters that have two codes in Shift-JIS: text read as Shift-JIS does not tell which.

Windows code page 932 holds some 400 characters both where IBM put them (lead bytes FA to
FC) and where NEC did (87, ED, EE).  When the bytes of another encoding were read as
Shift-JIS, either code may have stood there; the reading that is the more natural text
tells which.  Both codes have two bytes, so each choice only touches its neighbours.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from ..encodings import decode_exact, duplicate_codes
from ..language import bits

#: Bytes before and after a choice that the model looks at.
_BEFORE: Final = 12
_AFTER: Final = 40
#: A choice beside another one can be wrong until that one is made too.
_SWEEPS: Final = 2
#: What decoders of Windows code page 932 write for bytes that they lose (81 45).  In UTF-8 these
#: bytes would be a character that ends in 81 before a capital E.
LOST_IN_CP932: Final = "\N{KATAKANA MIDDLE DOT}"
#: In a text with more such characters than this, the rest are left as CPython encodes them.
_MOST: Final = 200


def decode_with_duplicates(text: str, true: str) -> str | None:
    """Return what a text read as Shift-JIS says in the encoding ``true``; None if nothing.

    >>> garbled = "他回忆说".encode("gbk").decode("cp932")
    >>> decode_with_duplicates(garbled, "gbk")
    '他回忆说'
    """
    if true == "utf-8" and LOST_IN_CP932 in text:
        return None  # a mark of lost bytes, for lost-bytes
    try:
        data = text.encode("cp932")
    except UnicodeEncodeError:
        return None
    other = duplicate_codes("cp932")
    if other.keys().isdisjoint(text):
        return decode_exact(data, true)
    offsets = accumulate((len(char.encode("cp932")) for char in text), initial=0)
    choices = [(at, char) for at, char in zip(offsets, text, strict=False) if char in other]
    for offset, char in choices[:_MOST] * _SWEEPS:
        codes = (char.encode("cp932"), other[char])
        code = codes[data[offset : offset + 2] == codes[0]]
        data = _better(data, data[:offset] + code + data[offset + 2 :], offset, true)
    return decode_exact(data, true)


def _better(one: bytes, two: bytes, offset: int, true: str) -> bytes:
    """Return which of two byte strings, alike but at ``offset``, reads better around there.

    A choice may put all that follows out of step, so the model looks ahead until it is
    sure to be in step again, or is sure not to be.
    """
    window = slice(max(0, offset - _BEFORE), offset + _AFTER)
    start = 0 if true == "utf-8" else _last_ascii(one, window.start)
    texts = [data[start : window.stop].decode(true, "replace") for data in (one, two)]
    return one if bits(texts[0]) <= bits(texts[1]) else two


def _last_ascii(data: bytes, before: int) -> int:
    """Return a place at or before ``before`` that is in step in any reading: after a blank."""
    while before and data[before - 1] >= 0x40:
        before -= 1
    return before
