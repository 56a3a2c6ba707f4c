"""Stray bytes: bytes that an encoding does not decode, kept in the text as they are.

A stray byte B stands in the text as the lone surrogate U+DC00 + B.  For bytes from 0x80
that is what PEP 383 (``surrogateescape``) does; it says nothing of lower ones, which
stray where half a UTF-16 unit is missing.  Sound text holds no lone surrogate, so the
way back is exact.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

from ..patterns import lazily

#: The name under which Python's decoders find ``_keep``.
KEEP: Final = "textrepair-keep"
_ESCAPE: Final = 0xDC00
#: What a stray byte stands as.
STRAY: Final = lazily("[\udc00-\udcff]+")


def _keep(error: UnicodeError) -> tuple[str, int]:
    """Give each byte of a span that does not decode as a lone surrogate."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(_ESCAPE + byte) for byte in bad), error.end


codecs.register_error(KEEP, _keep)


def decode_keeping(data: bytes, codec: str) -> str:
    """Return bytes as text; each byte that does not decode stands as a lone surrogate.

    >>> decode_keeping(b"caf\\xc3\\xa9 \\xe9", "utf-8")
    'café \\udce9'
    >>> decode_keeping(b"a\\x00b", "utf-16-le")
    'a\\udc62'
    """
    # UTF-8 has an error handler of its own in C; only high bytes can stray there
    return data.decode(codec, "surrogateescape" if codec == "utf-8" else KEEP)


def encode_keeping(text: str, codec: str) -> bytes:
    """Return text as bytes, with stray bytes as they were: ``decode_keeping`` undone.

    Raises UnicodeEncodeError, on offsets of ``text``, for what the encoding cannot hold.

    >>> encode_keeping("a\\udc62", "utf-16-le")
    b'a\\x00b'
    """
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b"".join(_pieces(text, codec))


def _pieces(text: str, codec: str) -> list[bytes]:
    pieces: list[bytes] = []
    position = 0
    for match in STRAY.finditer(text):
        pieces.append(_encode_part(text, position, match.start(), codec))
        pieces.append(bytes(ord(char) - _ESCAPE for char in match.group()))
        position = match.end()
    pieces.append(_encode_part(text, position, len(text), codec))
    return pieces


def _encode_part(text: str, start: int, end: int, codec: str) -> bytes:
    try:
        return text[start:end].encode(codec)
    except UnicodeEncodeError as error:
        raise UnicodeEncodeError(
            error.encoding, text, start + error.start, start + error.end, error.reason
        ) from None


def stray_spans(text: str, codec: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
    """Return the spans of the stray bytes in the bytes of a text, counted from ``offset``.

    >>> stray_spans("é\\udce9\\udcea!", "utf-8")
    ((2, 4),)
    """
    spans: list[tuple[int, int]] = []
    position = 0
    for match in STRAY.finditer(text):
        offset += len(encode_keeping(text[position : match.start()], codec))
        spans.append((offset, offset + len(match.group())))
        offset, position = spans[-1][1], match.end()
    return tuple(spans)


def joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans, given in order; spans that touch are yielded as one.

    >>> list(joined([(0, 1), (1, 3), (5, 6)]))
    [(0, 3), (5, 6)]
    """
    start = end = 0
    for span in spans:
        if span[0] != end and end > start:
            yield start, end
        start, end = (start if span[0] == end else span[0]), span[1]
    if end > start:
        yield start, end
