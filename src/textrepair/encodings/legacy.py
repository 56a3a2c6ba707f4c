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
    "cp1250": 4,
    "cp1253": 4,
    "cp1254": 6,
    "cp1255": 4,
    "cp1256": 4,
    "cp874": 4,
    "koi8-r": 4,
    "iso8859-2": 6,
    "iso8859-7": 6,
    "iso8859-5": 8,
    "cp1257": 8,
    "cp866": 8,
    "koi8-u": 8,
    "iso8859-15": 8,
    "iso8859-9": 8,
    "iso8859-8": 9,
    "iso8859-6": 9,
    "cp1258": 9,
    "cp850": 9,
    "cp852": 9,
    "mac-roman": 9,
    "cp437": 12,
    "cp737": 12,
    "cp857": 12,
    "cp862": 12,
    "mac-latin2": 12,
    "mac-cyrillic": 12,
    "mac-greek": 12,
    "iso8859-4": 12,
    "iso8859-13": 12,
    "iso8859-3": 14,
    "iso8859-10": 14,
    "iso8859-16": 14,
    "cp775": 17,
    "cp855": 14,
    "kz1048": 14,
    "iso8859-14": 16,
    "mac-turkish": 16,
    "mac-iceland": 16,
    "mac-croatian": 16,
    "mac-romanian": 16,
    "cp720": 16,
    "cp858": 16,
    "cp860": 16,
    "cp861": 16,
    "cp863": 16,
    "cp865": 16,
    "cp869": 16,
    "cp856": 18,
    "cp864": 18,
    "cp1125": 18,
    "ptcp154": 18,
    "koi8-t": 18,
    "mac-arabic": 30,
    "hp-roman8": 19,
    "cp1006": 24,
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
    "johab": 12,
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
