"""Codecs of two code pages of Vietnamese that Python lacks: TCVN3 and VISCII.

TCVN3 is what the fonts of Vietnam showed (.VnTime): TCVN 5712:1993 without most of its capitals,
for which there were fonts of their own, and with the marks of Windows-1252 in their place.  VISCII
is RFC 1456, without the six capitals that it has among the control characters.

Importing this module registers the codecs, as ``x-viet-tcvn3`` and ``viscii``.

Sources: the decoders of glibc for TCVN5712-1 and VISCII; tests/fonts/vietnamese asks them.
"""

from __future__ import annotations

import codecs
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

#: What the pages hold from a code on; a dot where there is nothing.
_ROWS: Final = {
    "x-viet-tcvn3": (
        (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ......."),
        (0xC6, "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"),
    ),
    "viscii": (
        (0x80, "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵ"),
        (0xC8, "ÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"),
    ),
}
#: The bytes of the marks of Windows-1252 that fonts of TCVN3 show, and of the no-break space.
_MARKS: Final = b"\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0"
_UNDEFINED: Final = "\ufffe"


def _table(name: str) -> str:
    """Return the 256 characters of a page."""
    table = [chr(code) for code in range(0x80)] + [_UNDEFINED] * 0x80
    if name == "x-viet-tcvn3":
        for code in _MARKS:
            table[code] = bytes([code]).decode("cp1252")
    for start, row in _ROWS[name]:
        for code, letter in enumerate(row, start):
            if letter != ".":
                table[code] = letter
    return "".join(table)


@cache
def _codec(name: str) -> codecs.CodecInfo:
    """Return the codec of a page."""
    table = _table(name)
    encoding = codecs.charmap_build(table)

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        return codecs.charmap_encode(text, errors, encoding)

    def decode(data: Buffer, errors: str = "strict") -> tuple[str, int]:
        return codecs.charmap_decode(bytes(data), errors, table)

    class Encoder(codecs.IncrementalEncoder):
        def encode(self, text: str, final: bool = False) -> bytes:
            return codecs.charmap_encode(text, self.errors, encoding)[0]

    class Decoder(codecs.IncrementalDecoder):
        def decode(self, data: Buffer, final: bool = False) -> str:
            return codecs.charmap_decode(bytes(data), self.errors, table)[0]

    return codecs.CodecInfo(
        encode, decode, incrementalencoder=Encoder, incrementaldecoder=Decoder, name=name
    )


def _search(name: str) -> codecs.CodecInfo | None:
    """Return the codec of a normalized name; None for one of another page."""
    page = name.replace("_", "-")
    return _codec(page) if page in _ROWS else None


codecs.register(_search)
