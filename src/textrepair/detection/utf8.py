"""When bytes are UTF-8 beyond doubt, and when valid UTF-8 may be something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .signatures import may_be_ebcdic

#: UTF-8 with errors is sure where there are at least this number of sound characters of several
#: bytes, and this number of them for each stray byte.  In GBK one pair of bytes in six looks
#: like such a character, against nine stray bytes.  Set by hand, checked on dev/encodings.
_SURE_OF_UTF8: Final = 4
_SURE_RATIO: Final = 2
#: Least number of sound characters for each error: in a multi-byte encoding, and in UTF-8, where
#: a line of another encoding may have more errors than the rest has characters of several bytes.
_LEAST_SOUND: Final = 4.0
_LEAST_SOUND_IN_UTF8: Final = 0.2
#: Characters of several bytes that make sure of UTF-8 whose only errors are filler.
LEAST_BESIDE_FILLER: Final = 2
#: A byte over and over, as old devices and records are filled with: no text.
FILLER: Final = re.compile(rb"([\x80-\xff])\1{3,}")
#: The steps between four equal bytes.
_EQUAL: Final = bytes(3)
_FIRST_HIGH: Final = 0x80
#: ASCII, and rows of one byte that is a letter in Windows-1252: those of signs are lines and dots.
#: A row is taken whole (``++``): to try all ways to cut it in rows of four would never end.
_ASCII_WITH_FILLER: Final = re.compile(
    rb"(?:[\x00-\x7f]++|([\x83\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\xff])\1{3,}+)++"
)
#: NUL over and over, which fills records: no text of UTF-16 or UTF-32 has four of them.
_NUL_FILLER: Final = re.compile(rb"\0{4,}")
#: Characters that UTF-8 writes with several bytes.
_SOUND: Final = re.compile("[^\0-\x7f\udc80-\udcff]+")
#: What fills erased memory (FF), tested memory (AA) and records (00), and C0 and F8, of no UTF-8.
_FILLER_OF_MEMORY: Final = re.compile(rb"([\0\xaa\xc0\xf8])\1{3,}|\xff{4,}")
_FILLER_ROWS: Final = tuple(bytes((byte,)) * 4 for byte in b"\0\xaa\xc0\xf8\xff")
#: Control bytes but for tab, line ends, form feed and escape: text of 8 bits holds none.
_CONTROLS: Final = bytes((*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)))
#: The high halves of the scripts of India, which are tabs and line ends in ASCII.
_INDIAN: Final = b"\t\n\v\f\r"
#: Bytes of the beginning that are looked at.
_SAMPLE: Final = 4096
#: Longest text, in bytes, and most characters of several bytes in it, that may be an accident.
_SHORT: Final = 256
_MOST_ACCIDENTS: Final = 2
#: A letter of ASCII beside one of a far script.  Greek is left out: science writes β-chain.
_ACCIDENT: Final = re.compile("[A-Za-z][\u0400-\u1fff]|[\u0400-\u1fff][A-Za-z]")
#: C1 controls, which garbled text has too, but beside ASCII; words in EBCDIC hold none of it.
_ODD_CONTROL: Final = re.compile("[\x80-\x9f]")
_ASCII: Final = re.compile("[!-?A-~]")


def not_ascii(text: str) -> int:
    """Count the characters of a text that are not ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def is_surely_utf8(several: int, strays: int) -> bool:
    """Tell whether characters of several bytes outnumber stray bytes by more than an accident.

    >>> is_surely_utf8(4, 2), is_surely_utf8(3, 0)
    (True, False)
    """
    return several >= max(_SURE_OF_UTF8, _SURE_RATIO * strays)


def is_ascii_with_filler(data: bytes) -> bool:
    r"""Tell whether all bytes beyond ASCII are rows of one that is a letter in Windows-1252.

    There may be a few characters of UTF-8 too, if they alone would be taken for that.

    >>> is_ascii_with_filler(b"end" + b"\xff" * 9), is_ascii_with_filler(b"1 \xb7\xb7\xb7\xb7 5")
    (True, False)
    """
    sound = data.decode("utf-8", "ignore").encode()
    if sound.isascii():
        may_be = data.isascii() or any(rows_of_filler(data))
        return may_be and _ASCII_WITH_FILLER.fullmatch(data) is not None
    text = data.decode("utf-8", "surrogateescape")
    rest = _SOUND.sub("", text).encode("utf-8", "surrogateescape")
    if any(rows_of_filler(rest)):
        rest = FILLER.sub(b"", rest)
    return rest.isascii() and not may_be_other_than_utf8(sound, len(sound))


def rows_of_filler(data: bytes) -> Iterator[int]:
    r"""Yield the lengths of the rows of one byte beyond ASCII, four and more of it, in order.

    Each byte is compared with the next at once: an expression looks at every byte beyond ASCII, and
    takes ten times as long.

    >>> list(rows_of_filler(b"ab\xff\xff\xff\xff----\xaa\xaa\xaa\xaa\xaa"))
    [4, 5]
    """
    number = int.from_bytes(data, "little")
    steps = (number ^ (number >> 8)).to_bytes(len(data), "little")
    start = steps.find(_EQUAL)
    while start >= 0:
        end = start + len(_EQUAL)
        while end < len(steps) and not steps[end]:
            end += 1
        if data[start] >= _FIRST_HIGH:
            yield end - start + 1
        start = steps.find(_EQUAL, end)


def without_filler(data: bytes) -> bytes:
    r"""Return bytes without rows of those that memory and records are filled with.

    Rows of other bytes may be lines and dots, which tell of a code page.  What is in step in an
    encoding of two bytes stays so: FF is in no pair of bytes, and of the others an odd one is left.

    >>> without_filler(b"caf\xe9" + b"\xff" * 9), without_filler(b"1 \xb7\xb7\xb7\xb7 5")
    (b'caf\xe9', b'1 \xb7\xb7\xb7\xb7 5')
    """
    if not any(row in data for row in _FILLER_ROWS):
        return data
    return _FILLER_OF_MEMORY.sub(lambda row: (row[1] or b"") * (len(row[0]) % 2), data)


def is_sound(codec: str, special: int, errors: int) -> bool:
    """Tell whether errors are few beside the characters that are not ASCII.

    >>> is_sound("utf-8", 1, 5), is_sound("gb18030", 1, 5)
    (True, False)
    """
    return special >= (_LEAST_SOUND_IN_UTF8 if codec == "utf-8" else _LEAST_SOUND) * errors


def may_be_other_than_utf8(beginning: bytes, length: int) -> bool:
    """Tell whether valid UTF-8 may be something else all the same.

    ``length`` is the number of all bytes, of which ``beginning`` are the first.  Bytes may be
    UTF-16 if they hold control bytes, or tabs in every other place; EBCDIC if at signs stand
    where blanks should be; and a few bytes of a code page may look like a letter of a far
    script in the middle of a word.

    >>> may_be_other_than_utf8("नमस्ते".encode("utf-16-le"), 12)
    True
    >>> may_be_other_than_utf8("na\\u05ed".encode(), 4)
    True
    """
    sample = _NUL_FILLER.sub(b"", beginning[:_SAMPLE])
    if length % 2 == 0 and (_holds_controls(sample) or _is_indian(sample)):
        return True
    if length <= _SHORT and not sample.isascii():
        return _is_accident(sample.decode("utf-8", "ignore"))
    return b"@" in sample and sample.isascii() and may_be_ebcdic(sample)


def _is_accident(text: str) -> bool:
    """Tell whether the few characters of several bytes are odd where they stand."""
    if sum(not char.isascii() for char in text) > _MOST_ACCIDENTS:
        return False
    if _ACCIDENT.search(text):
        return True
    return _ODD_CONTROL.search(text) is not None and _ASCII.search(text) is None


def _holds_controls(sample: bytes) -> bool:
    return len(sample) != len(sample.translate(None, _CONTROLS))


def _is_indian(sample: bytes) -> bool:
    """Tell whether every other byte may be the high half of a letter."""
    for high, low in ((sample[0::2], sample[1::2]), (sample[1::2], sample[0::2])):
        halves = len(high) - len(high.translate(None, _INDIAN))
        if 5 * halves > 4 * len(high) and len(low.strip(b"0123456789")) > len(low) // 2:
            return True
    return False
