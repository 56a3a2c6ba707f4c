"""Wrong readings that lose bytes, run forward: what decoders of each kind make of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..encodings.tables import MULTI_BYTE
from .decoders import ASCII_LIMIT, Policy, leads

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
