"""A first look at bytes in each encoding: what kinds of characters would they be.

This is the cheap test that thins out some sixty encodings before the language models
look at what is left.  It works on bytes alone: each code page has a table of what its
bytes cost, in quarters of a bit, and a table of their kinds; a few pairs of kinds are
what no text has, such as a Cyrillic letter beside a Latin one.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from operator import mul
from typing import Final

from ..encodings.registry import SINGLE_BYTE, characters, unwritten
from .homoglyphs import LOOKALIKES, is_cyrillic

_UNITS: Final = 4.0
#: Letters that are frequent in some language that is written with them.
_FREQUENT: Final = frozenset(
    "éèàçêâôîùûëïœæáíóúñãõäöüåøßłśżźćńąęčšžěřýůďťňőűğşıțșăđðþāēīūģķļņėįųġħżŝĝŭĉĵĥŵŷ"
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэіїєўђјљњћџѓќәғқңөұү"
    "αοιετσνηυρπκμλςωγδχθφβάίόέήύώ"
    "اليمنترةبعدهفسكقحويشأجصضطخىئذغزإثءآؤظپچژگکیٹڈڑںھہے"
    "יוהלאתרמשבנםדעקחפכגטזןסצךץףוװ"
)
_FREQUENT_BITS: Final = 5.0
_LETTER_BITS: Final = 8.0
#: Letters are mostly small, or all of them capitals.
_OTHER_CASE_BITS: Final = 1.5
#: So many bytes tell, and are no more than a lane of 16 bits can hold the costs of.
_MOST: Final = 400
_PAGES: Final = len(SINGLE_BYTE)
_LANES: Final = f"<{_PAGES}H"
_MARK_BITS: Final = 5.0
_DASHES: Final = frozenset("’“”–—«»…\xa0„‘·€°•، ؛؟\u200c")
_DASH_BITS: Final = 5.0
_SYMBOL_BITS: Final = 10.0
_BOX_BITS: Final = 11.0
_BAD_BITS: Final = 20.0

#: What pairs of kinds cost: l, L Latin letters of ASCII; a, A other Latin; c, C letters of
#: other scripts; k letters of ASCII that look like Cyrillic ones, in Cyrillic code pages;
#: m accents on their own; s symbols; x what is never written.
_PAIRS: Final = (
    (b"lc", 6.0),
    (b"cl", 6.0),
    (b"lC", 6.0),
    (b"Cl", 6.0),
    (b"Lc", 6.0),
    (b"cL", 6.0),
    (b"kc", 1.0),
    (b"ck", 1.0),
    (b"kC", 1.0),
    (b"Ck", 1.0),
    (b"ac", 8.0),
    (b"ca", 8.0),
    (b"lA", 5.0),
    (b"aA", 6.0),
    (b"aL", 5.0),
    (b"cC", 6.0),
    (b"aa", 3.0),
    (b"AA", 2.0),
    (b"ls", 3.0),
    (b"sl", 2.0),
    (b"as", 4.0),
    (b"sa", 4.0),
    (b"cs", 4.0),
    (b"sc", 4.0),
    (b"ss", 2.0),
)

_KINDS: Final = tuple(pair for pair, _ in _PAIRS)
_COSTS: Final = tuple(cost for _, cost in _PAIRS)


def rarities(high: bytes) -> dict[str, float]:
    """Return how rare the characters of bytes from 0x80 are in each code page, in bits.

    All code pages are added up at once: the costs of a byte are one integer, with 16 bits
    for each of them.

    >>> found = rarities("żółć".encode("cp1250"))
    >>> found["cp1250"] < found["cp437"]
    True
    """
    seen = high[:_MOST]
    costs, capitals, small = (
        struct.unpack(_LANES, sum(map(table.__getitem__, seen)).to_bytes(2 * _PAGES, "little"))
        for table in _columns()
    )
    scale = len(high) / max(1, len(seen))
    minority = map(min, capitals, small)
    bits = (
        scale * (cost / _UNITS + _OTHER_CASE_BITS * few)
        for cost, few in zip(costs, minority, strict=True)
    )
    return dict(zip(SINGLE_BYTE, bits, strict=True))


def oddness(sample: bytes, codec: str) -> float:
    """Return how odd the neighbours of characters are in a code page, in bits.

    >>> word = "żółw".encode("cp1250")
    >>> oddness(word, "cp1250") < oddness(word, "cp1253")
    True
    """
    seen = sample.translate(_tables(codec)[1])
    bits: float = sum(map(mul, _COSTS, map(seen.count, _KINDS)))
    return bits


@cache
def is_latin(codec: str) -> bool:
    """Tell whether most letters of a code page are Latin."""
    kinds = _tables(codec)[1][0x80:]
    return kinds.count(b"a") + kinds.count(b"A") > kinds.count(b"c") + kinds.count(b"C")


@cache
def _tables(codec: str) -> tuple[bytes, bytes]:
    """Return what each byte costs, and its kind."""
    page = characters(codec)
    bad = unwritten(codec)
    costs = bytearray(256)
    kinds = bytearray(256)
    for value, char in enumerate(page):
        if value in bad:
            costs[value], kinds[value] = int(_BAD_BITS * _UNITS), ord("x")
        else:
            costs[value] = int(_cost(char) * _UNITS)
            kinds[value] = ord(_kind(char))
    if is_cyrillic(codec):
        for value in LOOKALIKES:
            kinds[value] = ord("k")
    return bytes(costs), bytes(kinds)


@cache
def _columns() -> tuple[list[int], list[int], list[int]]:
    """Return for each byte what it costs, and whether it is a capital, or small, in each page."""
    tables = [_tables(codec) for codec in SINGLE_BYTE]
    costs = [cost for cost, _ in tables]
    capitals = [bytes(kind in b"AC" for kind in kinds) for _, kinds in tables]
    small = [bytes(kind in b"ac" for kind in kinds) for _, kinds in tables]
    return _lanes(costs), _lanes(capitals), _lanes(small)


def _lanes(tables: list[bytes]) -> list[int]:
    return [
        int.from_bytes(struct.pack(_LANES, *column), "little")
        for column in zip(*tables, strict=True)
    ]


def _cost(char: str) -> float:
    category = unicodedata.category(char)
    if char in _DASHES:
        return _DASH_BITS
    if category.startswith("L") and char not in "ªºµƒ":
        lower = unicodedata.normalize("NFKC", char).lower()[0]
        return _FREQUENT_BITS if lower in _FREQUENT or "ก" <= char <= "ํ" else _LETTER_BITS
    if category == "Mn":
        return _MARK_BITS
    return _BOX_BITS if "\u2500" <= char <= "\u25a0" else _SYMBOL_BITS


def _kind(char: str) -> str:
    if char < "\x80":
        return ("L" if char.isupper() else "l") if char.isalpha() else " "
    if "\u0300" <= char <= "\u036f":
        return "m"
    category = unicodedata.category(char)
    if category in {"Mn", "Lo", "Lm"} and char not in "ªº":
        return "c"
    if category.startswith("L") and char not in "ªºµƒ":
        latin = unicodedata.name(char, "").startswith("LATIN")
        kind = "a" if latin else "c"
        return kind.upper() if category == "Lu" else kind
    return " " if char in _DASHES else "s"


#: Where the common characters of a multi-byte encoding are: lead bytes, and trail bytes.
_COMMON: Final[dict[str, tuple[tuple[tuple[int, int], ...], tuple[int, int]]]] = {
    "gb18030": (((0xA1, 0xA3), (0xB0, 0xD7)), (0xA1, 0xFE)),
    "cp950": (((0xA1, 0xA3), (0xA4, 0xC6)), (0x40, 0xFE)),
    "big5hkscs": (((0xA1, 0xA3), (0xA4, 0xC6)), (0x40, 0xFE)),
    "cp932": (((0x81, 0x83), (0x88, 0x97)), (0x40, 0xFC)),
    "euc_jp": (((0xA1, 0xA1), (0xA3, 0xA5), (0xB0, 0xCF)), (0xA1, 0xFE)),
    "cp949": (((0xA1, 0xA3), (0xB0, 0xC8)), (0xA1, 0xFE)),
    "shift_jis_2004": (((0x81, 0x83), (0x88, 0x97)), (0x40, 0xFC)),
    "euc_jis_2004": (((0xA1, 0xA1), (0xA3, 0xA5), (0xB0, 0xCF)), (0xA1, 0xFE)),
    "johab": (((0x84, 0xD3), (0xD9, 0xDA)), (0x31, 0xFE)),
}


def commonness(codec: str, text: str) -> float:
    """Return the share of common characters among those of a text that are not ASCII.

    Common are the signs, kana, Hangul, and the Han characters of the first level of each
    national standard, which holds those in daily use.

    >>> misread = "тра".encode("cp1251").decode("gbk", "replace")
    >>> commonness("gb18030", "今天"), commonness("gb18030", misread)
    (1.0, 0.0)
    """
    common = _common(codec)
    seen = [char for char in text if char >= "\x80"]
    return sum(map(common.__contains__, seen)) / len(seen) if seen else 0.0


@cache
def _common(codec: str) -> frozenset[str]:
    ranges, (first, last) = _COMMON[codec]
    pairs = b"\n".join(
        bytes((lead, trail))
        for start, end in ranges
        for lead in range(start, end + 1)
        for trail in range(first, last + 1)
        if trail != 0x7F
    )
    return frozenset(pairs.decode(codec, "ignore"))
