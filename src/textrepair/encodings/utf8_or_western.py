"""UTF-8 where it is valid, and Windows-1252 elsewhere: how sites read bytes one by one.

So EUC-KR and GBK become Latin letters with a few of Greek, Cyrillic and Arabic among them:
``»ç¿ëÇϱâ``.  The way back is exact, for a character beyond Windows-1252 was UTF-8.
"""

from __future__ import annotations

from typing import Final

from ..patterns import lazily

#: The name of this reader in the registry.
UTF8_OR_WESTERN: Final = "utf-8 or cp1252"
_UTF8: Final = lazily(
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_HOLES: Final = frozenset(b"\x81\x8d\x8f\x90\x9d")


def _western(data: bytes) -> str:
    return "".join([chr(b) if b in _HOLES else bytes([b]).decode("cp1252") for b in data])


def decode_utf8_or_western(data: bytes) -> str:
    """Return what such a reader makes of bytes.

    >>> decode_utf8_or_western("사용하기".encode("cp949"))
    '»ç¿ëÇϱâ'
    """
    pieces: list[str] = []
    position = 0
    for match in _UTF8.finditer(data):
        pieces += (_western(data[position : match.start()]), match.group().decode())
        position = match.end()
    return "".join([*pieces, _western(data[position:])])


def encode_utf8_or_western(text: str) -> bytes | None:
    """Return the bytes of a text that such a reader gave; None if none of it was UTF-8.

    >>> encode_utf8_or_western("»ç¿ëÇϱâ").decode("cp949"), encode_utf8_or_western("»ç¿ë")
    ('사용하기', None)
    """
    pieces: list[bytes] = []
    was_utf8 = False
    for char in text:
        if char <= "\xff" and not ("\x80" <= char <= "\x9f" and ord(char) not in _HOLES):
            pieces.append(char.encode("latin-1"))
            continue
        try:
            pieces.append(char.encode("cp1252"))
        except UnicodeEncodeError:
            if "\ud800" <= char <= "\udfff":
                return None
            pieces.append(char.encode())
            was_utf8 = True
    data = b"".join(pieces)
    return data if was_utf8 and decode_utf8_or_western(data) == text else None
