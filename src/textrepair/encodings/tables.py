"""Code pages as real decoders read them, and the way back from text to bytes.

Real decoders do not fail: browsers give the C1 control of the same number for a byte that a
Windows code page leaves undefined (WHATWG Encoding Standard, "index"), and what was stored
once is read as Latin-1 here and as Windows-1252 there.  ``reencode`` undoes any of these
readings.  Encodings go by their names in the registry.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from ..patterns import lazily
from .page_tables import characters_of
from .registry import Family, candidates_of, codec_of, is_multi_byte
from .utf8_or_western import UTF8_OR_WESTERN, encode_utf8_or_western
from .vendor_codes import EURO, EURO_CODES, has_two_euros, vendor_codes, with_euros

#: What stands in CPython's decoding tables for an undefined byte.
UNDEFINED: Final = "\ufffe"
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"
_HIGH: Final = range(0x80, 0x100)

#: The characters that Windows-1252 has where Latin-1 has C1 control characters, by these.
WINDOWS_1252: Final = {
    chr(byte): bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@cache
def decode_table(encoding: str) -> str:
    """Return the 256 characters of a single-byte code page, as browsers read it.

    Undefined bytes below 0xA0 are C1 controls, and others are U+FFFE.

    >>> decode_table("cp1252")[0xE9], decode_table("cp1252")[0x81]
    ('é', '\\x81')
    """
    undefined = undefined_bytes(encoding)
    return "".join(
        (chr(value) if 0x80 <= value < 0xA0 else UNDEFINED) if value in undefined else char
        for value, char in enumerate(characters_of(codec_of(encoding)))
    )


@cache
def undefined_bytes(encoding: str) -> frozenset[int]:
    """Return the bytes that Python's codec of a single-byte code page does not decode.

    >>> bytes(sorted(undefined_bytes("cp1252")))
    b'\\x81\\x8d\\x8f\\x90\\x9d'
    """
    characters = characters_of(codec_of(encoding))
    if _REPLACED not in characters:
        return frozenset()
    return frozenset(byte for byte, char in enumerate(characters) if char == _REPLACED)


@cache
def unused_bytes(encoding: str) -> bytes:
    """Return the high bytes that no text in a code page holds: undefined, or C1 controls.

    >>> unused_bytes("cp1252")
    b'\\x81\\x8d\\x8f\\x90\\x9d'
    """
    table = decode_table(encoding)
    return bytes(b for b in _HIGH if table[b] == UNDEFINED or table[b] < "\xa0")


@cache
def stray_byte_table(encoding: str) -> dict[int, str]:
    """Return what stray bytes (see ``stray_bytes``) are in a code page, for ``translate``.

    >>> "caf\\udce9".translate(stray_byte_table("cp1252"))
    'café'
    """
    table, undefined = decode_table(encoding), undefined_bytes(encoding)
    return {0xDC00 + b: _REPLACED if b in undefined else table[b] for b in _HIGH}


@cache
def equivalence_table(encoding: str) -> bytes:
    """Return a table that gives bytes equal values in two code pages that read them alike.

    >>> b"\\xe9".translate(equivalence_table("cp1252"))
    b'\\x00'
    >>> b"\\xe9".translate(equivalence_table("iso8859-15"))
    b'\\x00'
    """
    return _equivalence_tables()[encoding]


@cache
def _equivalence_tables() -> dict[str, bytes]:
    pages = {}
    for page in candidates_of(Family.SINGLE_BYTE):
        table, undefined = decode_table(page.name), undefined_bytes(page.name)
        pages[page.name] = [_REPLACED if b in undefined else table[b] for b in range(256)]
    tables = {name: bytearray(256) for name in pages}
    for value in _HIGH:
        numbers: dict[str, int] = {}
        for name, page_table in pages.items():
            tables[name][value] = numbers.setdefault(page_table[value], len(numbers))
    return {name: bytes(table) for name, table in tables.items()}


@cache
def duplicate_codes(encoding: str) -> Mapping[str, bytes]:
    """Return the characters that two codes of an encoding stand for, with the second code.

    That is the one to which Python does not encode.  Windows code page 932 holds some 400
    characters both where IBM put them (lead bytes FA to FC) and where NEC did (87, ED, EE),
    and Big5 a few; other encodings have one code for each character.

    >>> "纊".encode("cp932"), duplicate_codes("cp932")["纊"]
    (b'\\xed@', b'\\xfa\\\\')
    """
    if encoding not in _WITH_DUPLICATES:
        return MappingProxyType({})
    codec = codec_of(encoding)
    found: dict[str, bytes] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            code = bytes((lead, trail))
            char = code.decode(codec, "replace")
            if len(char) == 1 and char != _REPLACED and char.encode(codec) != code:
                found.setdefault(char, code)
    return MappingProxyType(found)


_WITH_DUPLICATES: Final = frozenset({"cp932", "big5"})


@cache
def _encoder(encoding: str) -> Callable[[str], bytes]:
    """Return what turns text into the bytes of a single-byte code page, or raises."""
    mapping = codecs.charmap_build(decode_table(encoding))
    return lambda text: codecs.charmap_encode(text, "strict", mapping)[0]


@cache
def _western_map() -> dict[int, int]:
    """Both readings of 0x80 to 0x9F at once: C1 controls, and what Windows-1252 has there."""
    both = {ord(char): value for value, char in enumerate(decode_table("western"))}
    return both | {value: value for value in range(0x80, 0xA0)}


#: What neither Latin-1 nor Windows-1252 shows.
_NOT_WESTERN: Final = lazily(f"[^\x00-\xff{''.join(WINDOWS_1252.values())}]")


def reencode(text: str, encoding: str) -> bytes | None:
    """Return the bytes that read as ``text`` in an encoding; None if none do.

    "western" undoes Latin-1, Windows-1252, and texts that are partly one and partly the
    other.

    >>> reencode("Ã©", "western"), reencode("茅", "gbk"), reencode("漢", "cp1252")
    (b'\\xc3\\xa9', b'\\xc3\\xa9', None)
    """
    try:
        if is_multi_byte(encoding):
            if EURO in text and has_two_euros(encoding):
                return _reencode_euros(text, encoding)
            return text.encode(codec_of(encoding), _vendor_errors(encoding))
        if encoding == "western":
            return _reencode_western(text)
        if encoding == UTF8_OR_WESTERN:
            return encode_utf8_or_western(text)
        return _encoder(encoding)(text)
    except UnicodeEncodeError:
        return None if is_multi_byte(encoding) else _reencode_holes(text, encoding)


@cache
def _vendor_errors(encoding: str) -> str:
    """Return the error handler that encodes what Windows has where Python's codec has nothing."""

    def encoded(error: UnicodeError) -> tuple[bytes, int]:
        if isinstance(error, UnicodeEncodeError):
            code = vendor_codes(encoding).get(error.object[error.start])
            if code is not None:
                return code, error.start + 1
        raise error

    name = f"textrepair-{encoding}"
    codecs.register_error(name, encoded)
    return name


def _reencode_euros(text: str, encoding: str) -> bytes | None:
    """Re-encode a text in which a euro sign was one byte or two."""
    pieces = [reencode(piece, encoding) for piece in text.split(EURO)]
    known = [piece for piece in pieces if piece is not None]
    if len(known) < len(pieces):
        return None
    return with_euros(known, EURO_CODES[encoding == "gb18030"])


def _reencode_holes(text: str, encoding: str) -> bytes | None:
    """Re-encode a text with characters that programs show for the holes of a code page."""
    more = filled_holes(encoding)
    if not more or more.keys().isdisjoint(text):
        return None
    try:
        encode = _encoder(encoding)
        return b"".join([more.get(char) or encode(char) for char in text])
    except UnicodeEncodeError:
        return None


def decode_as_vendors(data: bytes, encoding: str) -> str | None:
    """Return what a decoder of Windows, or one that fills holes, reads; None if it loses bytes.

    >>> decode_as_vendors("最近的".encode(), "gbk"), decode_as_vendors(b"\\x88", "cp1253")
    ('鏈€杩戠殑', 'ˆ')
    """
    if not is_multi_byte(encoding):
        by_byte = {code[0]: char for char, code in filled_holes(encoding).items()}
        table = decode_table(encoding)
        text = "".join([by_byte.get(byte, table[byte]) for byte in data])
        return None if UNDEFINED in text else text
    text, end = decode_as_vendors_from(data, 0, encoding)
    return text if end == len(data) else None


def decode_as_vendors_from(data: bytes, start: int, encoding: str) -> tuple[str, int]:
    """Return what a decoder of Windows reads from an offset on, and where it loses a byte.

    >>> decode_as_vendors_from(b"A\\x80\\xa2", 0, "gbk")
    ('A€', 2)
    """
    codec = codec_of(encoding)
    pieces: list[str] = []
    position = start
    while position < len(data):
        try:
            pieces.append(data[position:].decode(codec))
        except UnicodeDecodeError as error:
            bad = position + error.start
            pieces.append(data[position:bad].decode(codec))
            heads = (data[bad : bad + length] for length in (2, 1))
            code = next((head for head in heads if head in _by_code(encoding)), b"")
            position = bad + len(code)
            if not code:
                break
            pieces.append(_by_code(encoding)[code])
        else:
            position = len(data)
    return "".join(pieces), position


@cache
def _by_code(encoding: str) -> Mapping[bytes, str]:
    """Return the characters that Windows has beyond Python's codec, by their bytes."""
    return {code: char for char, code in vendor_codes(encoding).items()}


@cache
def filled_holes(encoding: str) -> Mapping[str, bytes]:
    """Return what programs show for the undefined bytes of a code page: Windows-1252's characters.

    >>> filled_holes("cp1253")["ˆ"], filled_holes("cp1251")
    (b'\\x88', mappingproxy({}))
    """
    if encoding not in _FILLED:
        return MappingProxyType({})
    has = decode_table(encoding)
    return MappingProxyType(
        {
            char: bytes([byte])
            for byte in sorted(undefined_bytes(encoding))
            if (char := _as_windows_1252(byte)) is not None and char not in has
        }
    )


def _as_windows_1252(byte: int) -> str | None:
    """Return the character of a byte above ASCII in Windows-1252; None if it has none."""
    return chr(byte) if byte >= 0xA0 else WINDOWS_1252.get(chr(byte))


#: Code pages that are met with their holes filled from Windows-1252.
_FILLED: Final = frozenset({"cp1253", "cp874"})


def _reencode_western(text: str) -> bytes | None:
    """Try the two pure readings, which are fast, before the mixed one."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    if _NOT_WESTERN.search(text) is not None:
        return None  # an error takes ten times as long
    try:
        return _encoder("western")(text)
    except UnicodeEncodeError:
        return codecs.charmap_encode(text, "strict", _western_map())[0]


def decode_exact(data: bytes, encoding: str) -> str | None:
    """Return what bytes say in an encoding; None if they cannot be in it.

    UTF-8 also as Java and Oracle write it: characters beyond U+FFFF as two surrogates of
    three bytes each (CESU-8), and U+0000 as the bytes C0 80.

    >>> decode_exact(b"\\xc3\\xa9", "utf-8"), decode_exact(b"\\xc3", "utf-8")
    ('é', None)
    >>> decode_exact(b"\\xed\\xa0\\xbd\\xed\\xb8\\x80", "utf-8")
    '😀'
    """
    try:
        if encoding != "utf-8":
            return data.decode(codec_of(encoding))
        return data.decode()
    except UnicodeDecodeError:
        return _decode_cesu(data) if encoding == "utf-8" and b"\xed" in data else None


def _decode_cesu(data: bytes) -> str | None:
    """Decode CESU-8, or Java's modified UTF-8."""
    try:
        halves = data.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
