"""The encodings that text is met in: one row each, and all that is known of it.

A row is the only place where a fact about an encoding stands.  Detection, mojibake and
recovery ask the fields of rows.  A new code page is one row here and, if texts are misread
as it or out of it, one line in ``mojibake/channels.py``.

The set is that of the WHATWG Encoding Standard, and the code pages of DOS, of the Macintosh
and of IBM mainframes that Python knows.  Byte forms: RFC 3629; the tables of CP936, CP950,
CP949, CP932 and EUC-JP.  The bits are set by hand, and checked on dev/encodings
(docs/decoding.md).
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from .utf8_or_western import UTF8_OR_WESTERN


class Family(StrEnum):
    """How an encoding writes its characters."""

    UNICODE = "Unicode"
    SINGLE_BYTE = "one byte a character, ASCII among them"
    MULTI_BYTE = "one byte for ASCII, several for other characters"
    EBCDIC = "one byte a character, as on IBM mainframes: no ASCII, and the blank is 0x40"


@dataclass(frozen=True, slots=True)
class ByteForm:
    """How an encoding writes some of its characters: ``length`` bytes, a lead and trails."""

    length: int
    leads: frozenset[int]
    trails: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Encoding:
    """A row of the registry.

    ``name`` is unique and ours, ``codec`` is the name of the Python codec nearest to what
    Windows and browsers do, and ``label`` is the name for people.  ``script`` is the script
    that most letters have.

    Of the fields in bits, None means that the encoding is never tried: ``prior_bits`` is what
    it takes to believe that bytes are in the encoding before anything is known of them, and
    of two that give one text the cheaper one is named; ``stray_bits`` is what it takes to
    believe that stray bytes in UTF-8 are in it.

    ``aliases`` are codecs that are declared where this encoding is meant.  ``wider`` is the
    codec that is tried where ``codec`` does not decode all bytes.  ``languages`` are those
    that lost bytes are looked for in, and ``standard`` is the codec of the national standard
    that holds the characters of these languages.  ``byte_forms`` are its characters as
    bytes.  ``common_leads`` and ``common_trails`` are the ranges, first and last, of the
    bytes of its common characters.  ``is_western`` tells whether English, which hardly needs
    any letter beyond ASCII, is customarily met in it.  ``normal_form`` is the Unicode form
    in which the language models know its text: NFC where accents are bytes of their own,
    NFKC where Arabic letters are written in their shapes.
    """

    name: str
    codec: str
    label: str
    family: Family
    script: str = ""
    prior_bits: float | None = None
    stray_bits: float | None = None
    aliases: tuple[str, ...] = ()
    wider: str = ""
    languages: tuple[str, ...] = ()
    standard: str = ""
    byte_forms: tuple[ByteForm, ...] = ()
    common_leads: tuple[tuple[int, int], ...] = ()
    common_trails: tuple[int, int] = (0, 0)
    is_western: bool = False
    normal_form: str = ""
    byte_order_mark: bytes = b""


def _span(*bounds: int) -> frozenset[int]:
    """Return the numbers from the first bound to the second, from the third to the fourth ..."""
    return frozenset(
        value
        for low, high in zip(bounds[::2], bounds[1::2], strict=True)
        for value in range(low, high + 1)
    )


_ASCII: Final = ByteForm(1, _span(0x00, 0x7F))
_CONTINUATION: Final = _span(0x80, 0xBF)


#: The bytes of common characters of encodings that differ in rare characters alone.
_COMMON_BIG5: Final[dict[str, Any]] = {
    "common_leads": ((0xA1, 0xA3), (0xA4, 0xC6)),
    "common_trails": (0x40, 0xFE),
}
_COMMON_SHIFT_JIS: Final[dict[str, Any]] = {
    "common_leads": ((0x81, 0x83), (0x88, 0x97)),
    "common_trails": (0x40, 0xFC),
}
_COMMON_EUC_JP: Final[dict[str, Any]] = {
    "common_leads": ((0xA1, 0xA1), (0xA3, 0xA5), (0xB0, 0xCF)),
    "common_trails": (0xA1, 0xFE),
}


def _unicode(name: str, label: str, **more: Any) -> Encoding:
    return Encoding(name, name, label, Family.UNICODE, **more)


def _page(name: str, label: str, script: str, bits: float | None, **more: Any) -> Encoding:
    return Encoding(name, name, label, Family.SINGLE_BYTE, script, bits, **more)


def _several(name: str, codec: str, label: str, bits: float | None, **more: Any) -> Encoding:
    return Encoding(name, codec, label, Family.MULTI_BYTE, "Han", bits, **more)


def _ebcdic(name: str, script: str, bits: float) -> Encoding:
    return Encoding(name, name, f"EBCDIC {name[2:]}", Family.EBCDIC, script, bits)


ENCODINGS: Final[tuple[Encoding, ...]] = (
    _unicode(
        "utf-8",
        "UTF-8",
        prior_bits=-4,
        byte_order_mark=codecs.BOM_UTF8,
        byte_forms=(
            _ASCII,
            ByteForm(2, _span(0xC2, 0xDF), _CONTINUATION),
            ByteForm(3, _span(0xE0, 0xEF), _CONTINUATION),
            ByteForm(4, _span(0xF0, 0xF4), _CONTINUATION),
        ),
    ),
    _unicode("utf-16-le", "UTF-16 LE", prior_bits=8, byte_order_mark=codecs.BOM_UTF16_LE),
    _unicode("utf-16-be", "UTF-16 BE", prior_bits=8, byte_order_mark=codecs.BOM_UTF16_BE),
    _unicode("utf-32-le", "UTF-32 LE", byte_order_mark=codecs.BOM_UTF32_LE),
    _unicode("utf-32-be", "UTF-32 BE", byte_order_mark=codecs.BOM_UTF32_BE),
    # Windows; "western" is Latin-1 and Windows-1252 at once, as texts that were read as either
    _page("latin-1", "Latin-1", "Latin", None),
    Encoding("western", "cp1252", "Latin-1 or Windows-1252", Family.SINGLE_BYTE, "Latin"),
    Encoding(
        UTF8_OR_WESTERN,
        "cp1252",
        "UTF-8 where valid, else Windows-1252",
        Family.UNICODE,
    ),
    _page(
        "cp1252", "Windows-1252", "Latin", 0, stray_bits=0, aliases=("iso8859-1",), is_western=True
    ),
    _page("cp1250", "Windows-1250", "Latin", 3, stray_bits=6),
    _page("cp1251", "Windows-1251", "Cyrillic", 1, stray_bits=6),
    _page("cp1253", "Windows-1253", "Greek", 2, stray_bits=6),
    _page("cp1254", "Windows-1254", "Latin", 4, stray_bits=7, aliases=("iso8859-9",)),
    _page("cp1255", "Windows-1255", "Hebrew", 2, stray_bits=7),
    _page("cp1256", "Windows-1256", "Arabic", 2, stray_bits=7),
    _page("cp1257", "Windows-1257", "Latin", 5, stray_bits=8),
    _page("cp1258", "cp1258", "Latin", 5.5, normal_form="NFC"),
    _page("cp874", "cp874", "Thai", 2, stray_bits=8, aliases=("tis-620", "iso8859-11")),
    # KOI8
    _page("koi8-r", "KOI8-R", "Cyrillic", 2, stray_bits=8),
    _page("koi8-u", "koi8-u", "Cyrillic", 5),
    _page("koi8-t", "KOI8-T", "Cyrillic", 11),
    # ISO 8859
    _page("iso8859-2", "ISO-8859-2", "Latin", 4, stray_bits=8),
    _page("iso8859-3", "ISO-8859-3", "Latin", 8),
    _page("iso8859-4", "ISO-8859-4", "Latin", 7),
    _page("iso8859-5", "ISO-8859-5", "Cyrillic", 5),
    _page("iso8859-6", "ISO-8859-6", "Arabic", 5.5),
    _page("iso8859-7", "ISO-8859-7", "Greek", 4),
    _page("iso8859-8", "ISO-8859-8", "Hebrew", 5.5),
    _page("iso8859-9", "ISO-8859-9", "Latin", 5),
    _page("iso8859-10", "ISO-8859-10", "Latin", 8),
    _page("iso8859-13", "ISO-8859-13", "Latin", 7),
    _page("iso8859-14", "ISO-8859-14", "Latin", 10),
    _page("iso8859-15", "ISO-8859-15", "Latin", 5, is_western=True),
    _page("iso8859-16", "ISO-8859-16", "Latin", 8),
    # the Macintosh
    _page("mac-roman", "MacRoman", "Latin", 5.5, stray_bits=9, is_western=True),
    _page("mac-latin2", "Mac Central European", "Latin", 7),
    _page("mac-cyrillic", "Mac Cyrillic", "Cyrillic", 7),
    _page("mac-greek", "Mac Greek", "Greek", 7),
    _page("mac-turkish", "Mac Turkish", "Latin", 10),
    _page("mac-iceland", "Mac Icelandic", "Latin", 10),
    _page("mac-croatian", "Mac Croatian", "Latin", 10),
    _page("mac-romanian", "Mac Romanian", "Latin", 10),
    _page("mac-arabic", "Mac Arabic", "Arabic", 18),
    # DOS
    _page("cp437", "DOS 437", "Latin", 7, stray_bits=10, is_western=True),
    _page("cp720", "DOS 720", "Arabic", 10),
    _page("cp737", "DOS 737", "Greek", 7),
    _page("cp775", "DOS 775", "Latin", 17),
    _page("cp850", "DOS 850", "Latin", 5.5, stray_bits=9, is_western=True),
    _page("cp852", "cp852", "Latin", 5.5, stray_bits=10),
    _page("cp855", "DOS 855", "Cyrillic", 8),
    _page("cp856", "DOS 856", "Hebrew", 11),
    _page("cp857", "DOS 857", "Latin", 7),
    _page("cp858", "DOS 858", "Latin", 10),
    _page("cp860", "DOS 860", "Latin", 10),
    _page("cp861", "DOS 861", "Latin", 10),
    _page("cp862", "DOS 862", "Hebrew", 7),
    _page("cp863", "DOS 863", "Latin", 10),
    _page("cp864", "DOS 864", "Arabic", 16, normal_form="NFKC"),
    _page("cp865", "DOS 865", "Latin", 10),
    _page("cp866", "DOS 866", "Cyrillic", 5, stray_bits=9),
    _page("cp869", "DOS 869", "Greek", 10),
    _page("cp1125", "DOS 1125", "Cyrillic", 11),
    # of other makers and countries
    _page("kz1048", "KZ-1048", "Cyrillic", 8),
    _page("ptcp154", "PT154", "Cyrillic", 11),
    _page("hp-roman8", "HP Roman-8", "Latin", 11),
    _page("cp1006", "IBM 1006", "Arabic", 18, normal_form="NFKC"),
    # Chinese, Japanese, Korean: the widest codec of each family is the one that is found
    _several(
        "gb18030",
        "gb18030",
        "GB18030",
        1,
        stray_bits=8,
        aliases=("gb2312", "gbk"),
        common_leads=((0xA1, 0xA3), (0xB0, 0xD7)),
        common_trails=(0xA1, 0xFE),
    ),
    _several(
        "gbk",
        "gbk",
        "GBK",
        None,
        languages=("zh-hans",),
        standard="gbk",
        byte_forms=(_ASCII, ByteForm(2, _span(0x81, 0xFE), _span(0x40, 0x7E, 0x80, 0xFE))),
    ),
    _several(
        "big5",
        "cp950",
        "Big5",
        1,
        stray_bits=8,
        aliases=("big5",),
        wider="big5hkscs",
        languages=("zh-hant", "yue"),
        standard="big5",
        byte_forms=(_ASCII, ByteForm(2, _span(0xA1, 0xF9), _span(0x40, 0x7E, 0xA1, 0xFE))),
        **_COMMON_BIG5,
    ),
    _several(
        "cp949",
        "cp949",
        "EUC-KR",
        1,
        stray_bits=8,
        aliases=("euc_kr",),
        languages=("ko",),
        standard="euc_kr",
        byte_forms=(
            _ASCII,
            ByteForm(2, _span(0x81, 0xFE), _span(0x41, 0x5A, 0x61, 0x7A, 0x81, 0xFE)),
        ),
        common_leads=((0xA1, 0xA3), (0xB0, 0xC8)),
        common_trails=(0xA1, 0xFE),
    ),
    _several(
        "cp932",
        "cp932",
        "Shift-JIS",
        1,
        stray_bits=8,
        aliases=("shift_jis",),
        wider="shift_jis_2004",
        languages=("ja",),
        byte_forms=(
            ByteForm(1, _span(0x00, 0x7F, 0xA1, 0xDF)),
            ByteForm(2, _span(0x81, 0x9F, 0xE0, 0xFC), _span(0x40, 0x7E, 0x80, 0xFC)),
        ),
        **_COMMON_SHIFT_JIS,
    ),
    _several(
        "euc-jp",
        "euc_jp",
        "EUC-JP",
        2,
        stray_bits=9,
        wider="euc_jis_2004",
        languages=("ja",),
        standard="euc_jp",
        byte_forms=(_ASCII, ByteForm(2, _span(0x8E, 0x8E, 0xA1, 0xFE), _span(0xA1, 0xFE))),
        **_COMMON_EUC_JP,
    ),
    _several("big5-hkscs", "big5hkscs", "Big5-HKSCS", 3, aliases=("big5",), **_COMMON_BIG5),
    _several("shift-jis-2004", "shift_jis_2004", "Shift-JIS 2004", 6, **_COMMON_SHIFT_JIS),
    _several("euc-jis-2004", "euc_jis_2004", "EUC-JIS 2004", 6, **_COMMON_EUC_JP),
    _several(
        "johab",
        "johab",
        "Johab",
        8,
        common_leads=((0x84, 0xD3), (0xD9, 0xDA)),
        common_trails=(0x31, 0xFE),
    ),
    # IBM mainframes: of pages that read the data alike, the first is the customary one
    _ebcdic("cp037", "Latin", 6),
    _ebcdic("cp500", "Latin", 7),
    _ebcdic("cp1140", "Latin", 9),
    _ebcdic("cp1026", "Latin", 9),
    _ebcdic("cp273", "Latin", 9),
    _ebcdic("cp424", "Hebrew", 8),
    _ebcdic("cp875", "Greek", 8),
)

_BY_NAME: Final = {encoding.name: encoding for encoding in ENCODINGS}
#: The names of those of several bytes a character: a set, for words ask of it all the time.
_MULTI_BYTE: Final = frozenset(
    name for name, row in _BY_NAME.items() if row.family is Family.MULTI_BYTE
)
#: The encodings that bytes can be found to be in, by their codecs.
BY_CODEC: Final[Mapping[str, Encoding]] = {
    encoding.codec: encoding for encoding in ENCODINGS if encoding.prior_bits is not None
}


def encoding_named(name: str) -> Encoding:
    """Return the row of a name.  Raises KeyError.

    >>> encoding_named("big5").codec, encoding_named("big5").label
    ('cp950', 'Big5')
    """
    return _BY_NAME[name]


def candidates_of(family: Family) -> tuple[Encoding, ...]:
    """Return the encodings of a family that bytes can be found to be in."""
    return tuple(encoding for encoding in BY_CODEC.values() if encoding.family is family)


def codec_of(name: str) -> str:
    """Return the Python codec of an encoding; what is in no row is taken to be one.

    >>> codec_of("euc-jp"), codec_of("western"), codec_of("utf-7")
    ('euc_jp', 'cp1252', 'utf-7')
    """
    row = _BY_NAME.get(name)
    return name if row is None else row.codec


def is_multi_byte(name: str) -> bool:
    """Tell whether an encoding has several bytes for a character, and one for ASCII.

    >>> is_multi_byte("gbk"), is_multi_byte("utf-8")
    (True, False)
    """
    return name in _MULTI_BYTE


def display_name(name: str, text: str = "") -> str:
    """Return the customary name of an encoding; ``text`` tells Latin-1 from Windows-1252.

    >>> display_name("western", "â€™"), display_name("western", "Ã©"), display_name("cp932")
    ('Windows-1252', 'Latin-1 or Windows-1252', 'Shift-JIS')
    """
    if name == "western":
        if any(char > "\xff" for char in text):
            name = "cp1252"
        elif any("\x80" <= char <= "\x9f" for char in text):
            name = "latin-1"
    row = _BY_NAME.get(name)
    return name if row is None else row.label
