"""Signatures: what bytes tell of their encoding by themselves.

Byte order marks, patterns of NUL bytes and of the high bytes of UTF-16, the escape sequences
of ISO 2022 and HZ, what a text declares of itself, and the bytes of which EBCDIC is made.
"""

from __future__ import annotations

import codecs
import re
import string
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from ..encodings import ENCODINGS, Encoding, Family, candidates_of

#: Byte order marks and codecs, longest mark first, for UTF-32 LE begins like UTF-16 LE.
BYTE_ORDER_MARKS: Final = tuple(
    sorted(
        ((row.byte_order_mark, row.codec) for row in ENCODINGS if row.byte_order_mark),
        key=lambda marked: -len(marked[0]),
    )
)
#: ISO 2022 announces each character set with one of these (RFC 1468, 1554, 1557, 1922).
_ESCAPES: Final = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$B", "iso2022_jp"),
    (b"\x1b$@", "iso2022_jp"),
    (b"\x1b(J", "iso2022_jp"),
    (b"\x1b$(D", "iso2022_jp_1"),
    (b"\x1b(I", "iso2022_jp_3"),
    (b"\x1b$(O", "iso2022_jp_3"),
    (b"\x1b$(Q", "iso2022_jp_2004"),
    (b"\x1b$A", "iso2022_jp_2"),
    (b"\x1b.A", "iso2022_jp_2"),
)
#: Tried in this order when an escape was seen: each decodes more than the one before it.
_ISO_2022: Final = (
    "iso2022_jp",
    "iso2022_jp_1",
    "iso2022_jp_2",
    "iso2022_jp_2004",
    "iso2022_jp_3",
    "iso2022_jp_ext",
    "iso2022_kr",
)
#: HZ (RFC 1843): pairs of printable ASCII between ``~{`` and ``~}``.
_HZ: Final = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
#: Where a text declares its encoding, at its beginning.
_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{1,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})["']  # <?xml encoding="utf-8"?>
    |\bcharset\s*=\s*\\?["']?\s*([\w.:-]{2,40})  # <meta charset=utf-8>, MIME, gettext
    |^[^\n]{0,80}\#.{0,40}?coding[:=][ \t]*([\w.-]{2,40})  # -*- coding: utf-8 -*-, PEP 263
    |\b(?:fileencoding|fenc|scriptencoding)[ \t=]\s*([\w.-]{2,40})  # " vim: fileencoding=latin1
    |^[^\n]{0,80}-\*-[^\n]{0,40}?coding:[ \t]*([\w.-]{2,40})  # ; -*- coding: latin-2 -*- of Emacs
    |^@charset\s"([\w.:-]{2,40})"  # @charset "utf-8" of CSS
    |^SET[ \t]+((?:ISO|KOI|microsoft-|cp|UTF|TIS)[\w.-]{2,40})[ \t]*\r?$  # SET ISO8859-2, hunspell
    |^SET[ \t]+NAMES[ \t]+["'`]?([\w-]{2,40})  # SET NAMES latin2; of SQL
    |\\usepackage\[([\w-]{2,40})\]\{inputenc\}  # \usepackage[latin1]{inputenc} of LaTeX
    |^1[ \t]CHAR(?:ACTER)?[ \t]+([\w-]{2,40})  # 1 CHAR IBMPC of GEDCOM
    |\A((?:ISO-?|UTF-|KOI|CP|TIS-|microsoft-cp|windows-)\d[\w-]*)\s*?$  # KOI8-R alone
    |^\{\\rtf[^\n]{0,80}?\\ansicpg(\d{3,5})  # {\rtf1\ansi\ansicpg1251
    """,
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
#: What any of the declarations holds.
_ANY_DECLARATION: Final = re.compile(
    rb"cod|charset|^SET |fenc|inputenc|1 CHAR|ansicpg|\A(?:ISO|UTF|KOI|CP|TIS|micro|windows-)",
    re.IGNORECASE | re.MULTILINE,
)
#: Names that formats of their own have for encodings.
_OWN_NAMES: Final = {
    "ansi": "cp1252",
    "ansinew": "cp1252",
    "applemac": "mac-roman",
    "ibmpc": "cp437",
    "macce": "mac-latin2",
    "x-sjis": "cp932",
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
}
#: What stands before the number of a code page of Windows, in names that Python lacks.
_OF_WINDOWS: Final = re.compile(
    r"^(?:microsoft-cp|windows-?|win|x-cp|)(?=(?:125\d|437|8\d\d|936|949|950)$)"
)
#: Bytes of the beginning in which a declaration is looked for.
_DECLARED_WITHIN: Final = 1024
#: Data shorter than this tell nothing of UTF-16 that is not Latin, in bytes.
_SHORT: Final = 8
#: Bytes of the beginning that are looked at for a pattern of NUL bytes.
SAMPLE_FOR_NUL: Final = 4096
_NONE: Final[frozenset[str]] = frozenset()


def utf32_by_nul_bytes(sample: bytes) -> str | None:
    """Return which UTF-32 bytes may be: no code point fills its four bytes.

    >>> utf32_by_nul_bytes("plain".encode("utf-32-be"))
    'utf-32-be'
    """
    if len(sample) % 4 or len(sample) < _SHORT or not sample.strip(b"\0"):
        return None
    for name, first, second in (("utf-32-be", 0, 1), ("utf-32-le", 3, 2)):
        if not sample[first::4].strip(b"\0") and max(sample[second::4]) <= 0x10:
            return name
    return None


def utf16_by_nul_bytes(sample: bytes) -> str | None:
    """Return which UTF-16 bytes may be: half the bytes of Latin script are NUL.

    >>> utf16_by_nul_bytes("plain".encode("utf-16-be"))
    'utf-16-be'
    """
    if len(sample) % 2 or b"\0" not in sample:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2], sample[1::2]
    high, low = even.count(0), odd.count(0)
    if max(high, low) < 0.4 * pairs:
        return None
    first, second = (even, odd) if high > low else (odd, even)
    # the low halves of surrogates may be NUL: those of U+1F600 are D83D DE00
    if sum(_is_bad_unit(*unit) for unit in zip(first, second, strict=True)) > 0.05 * pairs:
        return None
    return "utf-16-be" if high > low else "utf-16-le"


def _is_bad_unit(first: int, second: int) -> bool:
    """Tell whether a unit of UTF-16 is no text of Latin script: NUL, or a low half that is NUL."""
    return not second and not 0xD8 <= first <= 0xDF


def utf16_by_high_bytes(data: bytes) -> Iterator[str]:
    """Yield the byte orders of UTF-16 that bytes may be in, by the high bytes of its units.

    Text of one script has high bytes of few kinds: those of Cyrillic are 04, those of Han
    are 4E to 9F.  Blanks and digits have NUL there.
    """
    sample = data[:SAMPLE_FOR_NUL]
    if len(data) % 2 or len(data) < _SHORT or not sample.strip(b"\0"):
        return
    if b"\0" not in sample and sample.count(b" ") > max(1, len(sample) // 25):
        return
    if 3 * len(sample.translate(None, _OF_WORDS)) < len(sample):
        return
    for name, high_bytes in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(high_bytes.translate(None, _HIGH_BYTES)) <= len(high_bytes) // 12:
            yield name


#: Letters of ASCII and line ends: of bytes of UTF-16, they are fewer than two in three.
_OF_WORDS: Final = string.ascii_letters.encode() + b"\r\n\t "
#: High bytes of the UTF-16 units that text is made of.
_HIGH_BYTES: Final = bytes((*range(0x0F), 0x10, 0x1E, 0x1F, 0x20, 0x21, 0x25, 0x30)) + bytes(
    (*range(0x4E, 0xA0), *range(0xAC, 0xD8), 0xFF)
)


def escape_sequences_in(data: bytes) -> frozenset[str]:
    """Return the encodings whose escape sequences stand in bytes.

    >>> sorted(escape_sequences_in("地図".encode("iso2022_jp"))), escape_sequences_in(b"~{ ~}")
    (['iso2022_jp'], frozenset())
    """
    has_escape, has_tilde = b"\x1b" in data, b"~" in data and b"~{" in data
    if not (has_escape or has_tilde):
        return _NONE
    found = {codec for escape, codec in _ESCAPES if escape in data} if has_escape else set()
    if has_tilde and _HZ.search(data):
        found.add("hz")
    return frozenset(found)


def codecs_to_try(found: Collection[str]) -> Iterator[str]:
    """Yield the codecs to try on data with the escape sequences of some, the likeliest first.

    >>> list(codecs_to_try({"hz"})), next(codecs_to_try({"iso2022_kr"}))
    (['hz'], 'iso2022_kr')
    """
    first = next((codec for _, codec in _ESCAPES if codec in found), None)
    if first is not None:
        yield from (first, *_ISO_2022)
    if "hz" in found:
        yield "hz"


#: A shift of UTF-7 (RFC 2152), and what stands for a plus sign.
_SHIFT: Final = re.compile(rb"\+([A-Za-z0-9+/]*)-?")
#: Most shifts looked at; if they are sound, so are the others.
_MOST_SHIFTS: Final = 50


def has_utf7_shifts(data: bytes) -> bool:
    """Tell whether every plus sign of ASCII begins a shift of UTF-7 to letters beyond ASCII.

    >>> has_utf7_shifts("Grüße".encode("utf-7")), has_utf7_shifts(b"a+b-c"), has_utf7_shifts(b"C++")
    (True, False, False)
    """
    read = 0
    for count, shift in enumerate(_SHIFT.finditer(data)):
        if count == _MOST_SHIFTS:
            break
        if shift.group() == b"+-":
            continue
        try:
            text = shift.group().decode("utf-7")
        except UnicodeDecodeError:
            return False
        if not text or any(char.isalnum() and char < "\x80" for char in text):
            return False
        if any(char < " " or not (char.isprintable() or char.isspace()) for char in text):
            return False
        read += sum(2 if char <= "ÿ" or len(text) > 2 else 1 for char in text if char > "~")
    return read > 1


def declared(data: bytes) -> str | None:
    """Return the codec of the encoding that a text declares at its beginning, if Python has it.

    >>> declared(b'<meta charset="windows-1251">'), declared(b"# coding: klingon")
    ('cp1251', None)
    """
    beginning = data[:_DECLARED_WITHIN]
    if not _ANY_DECLARATION.search(beginning):
        return None
    for match in _DECLARED.finditer(beginning):
        name = next(filter(None, match.groups())).decode("ascii", "replace")
        if (codec := codec_called(name)) is not None:
            return codec
    return None


def declaration_spans(text: str) -> list[tuple[int, int]]:
    """Return where a text declares encodings at its beginning: the spans of their names.

    >>> declaration_spans('<meta charset="windows-1251">')
    [(15, 27)]
    """
    beginning = text[:_DECLARED_WITHIN].encode("ascii", "replace")  # a byte a code point
    if not _ANY_DECLARATION.search(beginning):
        return []
    return [match.span(match.lastindex or 0) for match in _DECLARED.finditer(beginning)]


#: Names in files that tell the code page of a map or a table (.cpg): ``ANSI 1252``, ``88591``.
_OF_MAPS: Final = re.compile(r"^(?:ansi|oem|ibm)?[ _-]?(?=\d)|^iso[ _-]?(?=8859)")
_ISO_IN_DIGITS: Final = re.compile(r"^8859[ _-]?(\d{1,2})$")


def codec_called(name: str) -> str | None:
    """Return the codec of an encoding by any of the names that texts declare; None if none has it.

    >>> codec_called("windows-1251"), codec_called("ANSI 1252"), codec_called("88592")
    ('cp1251', 'cp1252', 'iso8859-2')
    """
    name = name.strip().lower()
    name = _ISO_IN_DIGITS.sub(r"iso8859-\1", _OF_MAPS.sub("", _OWN_NAMES.get(name, name)))
    try:
        return codecs.lookup(_OF_WINDOWS.sub("cp", name, count=1)).name
    except (LookupError, ValueError):  # ValueError: a name that no codec could have
        return None


# --- IBM mainframes: nothing is where ASCII has it; where ASCII has its blank, its digits and
# --- its punctuation, there are control characters that text does not hold ---------------------

#: Bytes of the beginning that are looked at.
_SAMPLE_FOR_EBCDIC: Final = 1000
#: Bytes that ASCII text is full of, but for the line feed of EBCDIC.
_CONTROLS: Final = bytes((*range(1, 5), *range(6, 13), *range(0x20, 0x25), *range(0x26, 0x40)))
_ORDINARY: Final = string.ascii_letters + " .,-'()0123456789\n\r\x85"
#: Letters of scripts other than Latin.
_ALPHABETS: Final = {
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
    "Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
}
#: Least share of ordinary characters in a text.
_LEAST_ORDINARY: Final = 0.6
#: Most bytes for one blank if bytes that are ASCII letters are EBCDIC.
_BYTES_A_BLANK: Final = 12


def ebcdic(data: bytes) -> Iterator[str]:
    """Yield the codecs of the mainframe code pages whose letters bytes may be.

    >>> list(ebcdic("μια φορά".encode("cp875")))
    ['cp875']
    """
    sample = data[:_SAMPLE_FOR_EBCDIC]
    if len(sample.translate(None, _CONTROLS)) < len(sample):
        return
    if sample.strip()[:1] == b"[" and sample.strip()[-1:] == b"]":  # brackets of ASCII that match
        return
    for page in candidates_of(Family.EBCDIC):
        others = len(sample.translate(None, _ordinary_bytes(page)))
        if others <= (1.0 - _LEAST_ORDINARY) * len(sample):
            yield page.codec


@cache
def _ordinary_bytes(page: Encoding) -> bytes:
    return (_ORDINARY + _ALPHABETS.get(page.script, "")).encode(page.codec)


def may_be_ebcdic(data: bytes) -> bool:
    """Tell whether ASCII may be EBCDIC: at signs where blanks should be.

    >>> may_be_ebcdic("שלום לכם".encode("cp424")), may_be_ebcdic(b"@home")
    (True, False)
    """
    sample = data[:_SAMPLE_FOR_EBCDIC]
    return (
        _BYTES_A_BLANK * sample.count(b"@") >= len(sample)
        and not sample.startswith(b"@")
        and next(ebcdic(sample), None) is not None
    )
