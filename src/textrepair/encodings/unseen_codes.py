"""Codes of East Asian pages of Windows whose characters show nothing, and are often stripped.

Windows gives every byte a character.  What no writing has is of private use, or a control
character, and pages, editors and databases drop these.  Of page 936 it is a pair of bytes (AA to AF
and A1 to FE, F8 to FE and A1 to FE, A1 to A7 and 40 to A0), of page 932 the byte 80 or A0, or a
pair that begins with F0 to F9.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from .tables import decode_as_vendors_from
from .vendor_codes import vendor_codes

#: The pages of which such codes are bytes of UTF-8 that are frequent in East Asian text.
_PAGES: Final = frozenset({"gbk", "cp932"})
_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_UTF8: Final = frozenset((*range(0x80, 0xC0), *range(0xC2, 0xF5)))
_TRAILS: Final = range(0x80, 0xC0)


@dataclass(frozen=True, slots=True)
class UnseenCodes:
    """Codes that UTF-8 may hold: single bytes, and groups of pairs (first bytes, second bytes)."""

    singles: bytes
    pairs: tuple[tuple[bytes, bytes], ...]


@cache
def unseen_characters(page: str) -> frozenset[str]:
    """Return the characters of a page that show nothing; empty but for pages 936 and 932.

    >>> "\\ue21c" in unseen_characters("gbk"), unseen_characters("cp1252")
    (True, frozenset())
    """
    if page not in _PAGES:
        return frozenset()
    found = {
        char
        for char in vendor_codes(page)
        if char <= _NO_BREAK_SPACE or "\ue000" <= char <= "\uf8ff"
    }
    return frozenset(found)


@cache
def unseen_codes(page: str) -> UnseenCodes:
    """Return the codes of a page that show nothing, as far as they can be bytes of UTF-8.

    >>> unseen_codes("cp932").singles.hex(" ")
    '80 a0'
    """
    codes = [vendor_codes(page)[char] for char in unseen_characters(page)]
    singles = {code[0] for code in codes if len(code) == 1 and code[0] in _TRAILS}
    seconds: dict[int, set[int]] = {}
    for code in codes:
        if len(code) > 1 and code[0] in _UTF8 and code[1] in _UTF8:
            seconds.setdefault(code[0], set()).add(code[1])
    groups: dict[bytes, list[int]] = {}
    for first in sorted(seconds):
        groups.setdefault(bytes(sorted(seconds[first])), []).append(first)
    pairs = tuple((bytes(firsts), those) for those, firsts in groups.items())
    return UnseenCodes(bytes(sorted(singles)), pairs)


def read_and_stripped(data: bytes, page: str) -> tuple[str, int] | None:
    """Return what a page of Windows shows of bytes, and how many of its characters show nothing.

    None if it has no character for some bytes.

    >>> read_and_stripped("暂不支持".encode(), "gbk")
    ('鏆備笉鏀寔', 1)
    """
    text, end = decode_as_vendors_from(data, 0, page)
    if end < len(data):
        return None
    shown = without_unseen(text, page)
    return shown, len(text) - len(shown)


def without_unseen(text: str, page: str) -> str:
    """Return a text without the characters of a page that show nothing."""
    unseen = unseen_characters(page)
    return "".join([char for char in text if char not in unseen])
