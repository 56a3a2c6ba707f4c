"""The legacy encodings that text is met in, and what it takes to believe in each.

The cost of an encoding, in bits, is how rare it is before anything is known of the bytes:
where two encodings give equally natural text, the commoner one is meant.  The set is that
of the WHATWG Encoding Standard, and the code pages of DOS, of the Macintosh, and of IBM
mainframes that Python knows.
"""

from __future__ import annotations

from functools import cache
from typing import Final

#: Encodings with one byte a character that hold ASCII.  Where two give the same text for
#: the bytes at hand, the cheaper one is named: it is the customary name.
SINGLE_BYTE: Final[dict[str, float]] = {
    "cp1252": 0,
    "cp1251": 1,
    "cp1250": 3,
    "cp1253": 2,
    "cp1254": 4,
    "cp1255": 2,
    "cp1256": 2,
    "cp874": 2,
    "koi8-r": 2,
    "iso8859-2": 4,
    "iso8859-7": 4,
    "iso8859-5": 5,
    "cp1257": 5,
    "cp866": 5,
    "koi8-u": 5,
    "iso8859-15": 5,
    "iso8859-9": 5,
    "iso8859-8": 5.5,
    "iso8859-6": 5.5,
    "cp1258": 5.5,
    "cp850": 5.5,
    "cp852": 5.5,
    "mac-roman": 5.5,
    "cp437": 7,
    "cp737": 7,
    "cp857": 7,
    "cp862": 7,
    "mac-latin2": 7,
    "mac-cyrillic": 7,
    "mac-greek": 7,
    "iso8859-4": 7,
    "iso8859-13": 7,
    "iso8859-3": 8,
    "iso8859-10": 8,
    "iso8859-16": 8,
    "cp775": 17,
    "cp855": 8,
    "kz1048": 8,
    "iso8859-14": 10,
    "mac-turkish": 10,
    "mac-iceland": 10,
    "mac-croatian": 10,
    "mac-romanian": 10,
    "cp720": 10,
    "cp858": 10,
    "cp860": 10,
    "cp861": 10,
    "cp863": 10,
    "cp865": 10,
    "cp869": 10,
    "cp856": 11,
    "cp864": 16,
    "cp1125": 11,
    "ptcp154": 11,
    "koi8-t": 11,
    "mac-arabic": 18,
    "hp-roman8": 11,
    "cp1006": 18,
}
#: Encodings with several bytes a character: the widest codec of each family first.
MULTI_BYTE: Final[dict[str, float]] = {
    "gb18030": 1,
    "cp932": 1,
    "cp950": 1,
    "cp949": 1,
    "euc_jp": 2,
    "big5hkscs": 3,
    "shift_jis_2004": 6,
    "euc_jis_2004": 6,
    "johab": 8,
}
#: IBM mainframes: no ASCII, and the blank is 0x40.
EBCDIC: Final[dict[str, float]] = {
    "cp037": 6,
    "cp500": 7,
    "cp1140": 9,
    "cp1026": 9,
    "cp273": 9,
    "cp424": 8,
    "cp875": 8,
}
PRIORS: Final = SINGLE_BYTE | MULTI_BYTE | EBCDIC

_UNDEFINED: Final = "\N{REPLACEMENT CHARACTER}"


@cache
def characters(codec: str) -> str:
    """Return the 256 characters of a single-byte encoding; U+FFFD where it has none.

    >>> characters("cp1252")[0x80:0x82]
    '€\N{REPLACEMENT CHARACTER}'
    """
    return "".join([bytes([value]).decode(codec, "replace") for value in range(256)])


@cache
def unwritten(codec: str) -> bytes:
    """Return the high bytes that no text in a single-byte encoding holds.

    They are undefined, or C1 controls.

    >>> unwritten("cp1252")
    b'\\x81\\x8d\\x8f\\x90\\x9d'
    """
    page = characters(codec)
    return bytes(b for b in range(0x80, 0x100) if page[b] == _UNDEFINED or page[b] < "\xa0")


@cache
def strays_read(codec: str) -> dict[int, str]:
    """Return what stray bytes (see ``stray``) are in a single-byte encoding, for ``translate``.

    >>> "caf\\udce9".translate(strays_read("cp1252"))
    'café'
    """
    return {0xDC00 + value: characters(codec)[value] for value in range(0x80, 0x100)}


@cache
def alike(codec: str) -> bytes:
    """Return a table that gives bytes the same values in two code pages that read them alike.

    >>> b"\\xe9".translate(alike("cp1252")) == b"\\xe9".translate(alike("iso8859-15"))
    True
    """
    return _alike()[codec]


@cache
def _alike() -> dict[str, bytes]:
    pages = {codec: characters(codec) for codec in SINGLE_BYTE}
    tables = {codec: bytearray(256) for codec in pages}
    for value in range(0x80, 0x100):
        numbers: dict[str, int] = {}
        for codec, page in pages.items():
            tables[codec][value] = numbers.setdefault(page[value], len(numbers))
    return {codec: bytes(table) for codec, table in tables.items()}
