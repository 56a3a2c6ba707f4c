"""Stretches of UTF-8 inside a word of which the rest was never garbled.

A garbled word may stand in quotes that are sound, and in a script without blanks a
garbled sentence may touch a sound one.  Only what is valid UTF-8 from end to end, and
begins and ends between two characters of the text, is read anew.
"""

from __future__ import annotations

import re
from functools import cache

from ..encodings import (
    EURO,
    EURO_CODES,
    decode_exact,
    decode_table,
    has_two_euros,
    is_multi_byte,
    reencode,
)
from ..patterns import lazily

_UTF8 = lazily(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
    rb"|(?<=[\x80-\xbf])[\x20-\x7e]{1,40}(?=[\xc2-\xf4]))+"
)


def reread_stretches(word: str, seen: str) -> str | None:
    """Return a word with its stretches of UTF-8, read as ``seen``, read anew; None without any.

    >>> reread_stretches("“Ã©tÃ©”", "western")
    '“été”'
    >>> reread_stretches("今天浣犲ソ", "gb18030")
    '今天你好'
    """
    return _reread_multi_byte(word, seen) if is_multi_byte(seen) else _reread_single(word, seen)


@cache
def utf8_as_shown_in(page: str) -> re.Pattern[str]:
    """Match UTF-8 as the characters of a single-byte code page show it.

    >>> [bool(utf8_as_shown_in("western").search(text)) for text in ("voilÃ©", "Ãé")]
    [True, False]
    """

    def characters(low: int, high: int) -> str:
        return "".join(
            re.escape(c) for c in dict.fromkeys(decode_table(page)[low:high]) if c != "\ufffe"
        )

    controls = "\x80-\x9f" if page == "western" else ""  # as Latin-1 shows them
    trail = f"[{characters(0x80, 0xC0)}{controls}]"
    two, three, four = characters(0xC2, 0xE0), characters(0xE0, 0xF0), characters(0xF0, 0xF5)
    return re.compile(f"(?:[{two}]{trail}|[{three}]{trail}{{2}}|[{four}]{trail}{{3}})+")


@cache
def _torn_in(page: str) -> re.Pattern[str]:
    """Match a lead byte at the end of a text; or one of three and a trail byte that is a letter."""
    table = decode_table(page)
    letters = "".join(char for char in table[0x80:0xC0] if char.isalpha() and char >= "\u0370")
    leads = f"[{re.escape(table[0xC2:0xF5])}]"
    if not letters:
        return re.compile(rf"{leads}\Z")
    return re.compile(rf"{leads}\Z|[{re.escape(table[0xE0:0xF0])}][{re.escape(letters)}]\Z")


def _reread_single(word: str, page: str) -> str | None:
    """Read stretches anew; none of them where a lead byte stands before one without its trail.

    That one lost a byte, and its word is to be restored as a whole.
    """
    torn = _torn_in(page)
    if any(torn.search(word, 0, m.start()) for m in utf8_as_shown_in(page).finditer(word)):
        return None

    def reread(match: re.Match[str]) -> str:
        data = reencode(match.group(), page)
        reading = None if data is None else decode_exact(data, "utf-8")
        return match.group() if reading is None else reading

    reading = utf8_as_shown_in(page).sub(reread, word)
    return None if reading == word else reading


def _reread_multi_byte(word: str, seen: str) -> str | None:
    data = reencode(word, seen)
    if data is None:
        return None
    character_at = _characters_by_offset(word, data, seen)
    pieces: list[str] = []
    position = 0
    for match in _UTF8.finditer(data):
        stretch = _aligned(data, match.start(), match.end(), character_at)
        if stretch is not None:
            start, end, reading = stretch
            pieces += (word[position : character_at[start]], reading)
            position = character_at[end]
    if not pieces:
        return None
    return "".join([*pieces, word[position:]])


def _characters_by_offset(word: str, data: bytes, seen: str) -> dict[int, int]:
    """Return the index of the character that begins at each offset of the bytes of a word."""
    found: dict[int, int] = {}
    offset = 0
    for index, char in enumerate(word):
        found[offset] = index
        if char == EURO and has_two_euros(seen):
            offset += 1 if data[offset : offset + 1] == EURO_CODES[0] else len(EURO_CODES[1])
        else:
            offset += len(reencode(char, seen) or b"")
    found[offset] = len(word)
    return found


def _aligned(
    data: bytes, start: int, end: int, character_at: dict[int, int]
) -> tuple[int, int, str] | None:
    """Shrink a stretch until it begins and ends between two characters of the text."""
    while start < end and (start not in character_at or 0x80 <= data[start] < 0xC0):
        start += 1
    while start < end and (
        end not in character_at or (end < len(data) and 0x80 <= data[end] < 0xC0)
    ):
        end -= 1
    reading = decode_exact(data[start:end], "utf-8")
    if reading is None or len(reading) < 2 or reading.isascii():
        return None
    return start, end, reading
