"""Code pages as decoders really read them, and the way back from text to bytes.

Real decoders do not fail: browsers give the C1 control of the same number for a byte
that a Windows code page leaves undefined (WHATWG Encoding Standard, "index"), and what
was stored once is read as Latin-1 here and as Windows-1252 there.  ``unread`` undoes any
of these readings.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import cache
from typing import Final

#: The customary names, for messages; others go by the name of their codec.
NAMES: Final = {
    "utf-8": "UTF-8",
    "latin-1": "Latin-1",
    "western": "Latin-1 or Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "iso8859-2": "ISO-8859-2",
    "iso8859-5": "ISO-8859-5",
    "iso8859-7": "ISO-8859-7",
    "iso8859-15": "ISO-8859-15",
    "mac-roman": "MacRoman",
    "mac-cyrillic": "MacCyrillic",
    "cp437": "DOS 437",
    "cp737": "DOS 737",
    "cp775": "DOS 775",
    "cp850": "DOS 850",
    "cp855": "DOS 855",
    "cp858": "DOS 858",
    "cp862": "DOS 862",
    "cp866": "DOS 866",
    "koi8-r": "KOI8-R",
    "gbk": "GBK",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp932": "Shift-JIS",
    "cp949": "EUC-KR",
    "euc-jp": "EUC-JP",
}

#: Multi-byte encodings, by the Python codec nearest to what Windows and browsers do.
MULTI_BYTE: Final = {
    "gbk": "gbk",
    "gb18030": "gb18030",
    "big5": "cp950",
    "cp932": "cp932",
    "cp949": "cp949",
    "euc-jp": "euc_jp",
}

#: What stands in CPython's decoding tables for an undefined byte.
_UNDEFINED: Final = "\ufffe"


@cache
def table(page: str) -> str:
    """Return the 256 characters of a single-byte code page, as browsers read it.

    >>> table("cp1252")[0xE9], table("cp1252")[0x81]
    ('é', '\\x81')
    """
    codec = "cp1252" if page == "western" else page
    characters = [bytes([value]).decode(codec, "replace") for value in range(256)]
    for value in range(0x80, 0xA0):
        if characters[value] == "\N{REPLACEMENT CHARACTER}":
            characters[value] = chr(value)
    return "".join(characters).replace("\N{REPLACEMENT CHARACTER}", _UNDEFINED)


@cache
def _encoder(page: str) -> Callable[[str], bytes]:
    """Return what turns text into the bytes of a single-byte code page, or raises."""
    mapping = codecs.charmap_build(table(page))
    return lambda text: codecs.charmap_encode(text, "strict", mapping)[0]


@cache
def _western_map() -> dict[int, int]:
    """Both readings of 0x80 to 0x9F at once: C1 controls, and what Windows-1252 has there."""
    both = {ord(char): value for value, char in enumerate(table("western"))}
    return both | {value: value for value in range(0x80, 0xA0)}


def unread(text: str, seen: str) -> bytes | None:
    """Return the bytes that read as ``text`` in the encoding ``seen``; None if none do.

    ``seen`` is a code page of ``NAMES``; "western" undoes Latin-1, Windows-1252, and
    texts that are partly one and partly the other.

    >>> unread("Ã©", "western"), unread("茅", "gbk"), unread("漢", "cp1252")
    (b'\\xc3\\xa9', b'\\xc3\\xa9', None)
    """
    try:
        if seen in MULTI_BYTE:
            return text.encode(MULTI_BYTE[seen])
        if seen == "western":
            return _unread_western(text)
        return _encoder(seen)(text)
    except UnicodeEncodeError:
        return None


def _unread_western(text: str) -> bytes:
    """Try the two pure readings, which are fast, before the mixed one."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    try:
        return _encoder("western")(text)
    except UnicodeEncodeError:
        return codecs.charmap_encode(text, "strict", _western_map())[0]


def read(data: bytes, true: str) -> str | None:
    """Return what the bytes say in the encoding ``true``; None if they cannot be in it.

    UTF-8 also as Java and Oracle write it: characters beyond U+FFFF as two surrogates of
    three bytes each (CESU-8), and U+0000 as the bytes C0 80.

    >>> read(b"\\xc3\\xa9", "utf-8"), read(b"\\xc3", "utf-8")
    ('é', None)
    >>> read(b"\\xed\\xa0\\xbd\\xed\\xb8\\x80", "utf-8")
    '😀'
    """
    try:
        if true != "utf-8":
            return data.decode(MULTI_BYTE.get(true, true))
        return data.decode()
    except UnicodeDecodeError:
        return _read_cesu(data) if true == "utf-8" and b"\xed" in data else None


def _read_cesu(data: bytes) -> str | None:
    """Decode CESU-8, or Java's modified UTF-8."""
    try:
        halves = data.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None


def display_name(encoding: str, text: str = "") -> str:
    """Return the customary name of an encoding; ``text`` tells Latin-1 from Windows-1252.

    >>> display_name("western", "â€™"), display_name("western", "Ã©"), display_name("cp932")
    ('Windows-1252', 'Latin-1 or Windows-1252', 'Shift-JIS')
    """
    if encoding == "western":
        if any(char > "\xff" for char in text):
            return NAMES["cp1252"]
        if any("\x80" <= char <= "\x9f" for char in text):
            return NAMES["latin-1"]
    return NAMES.get(encoding, encoding)
