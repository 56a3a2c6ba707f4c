"""Streams: text to bytes and back, piece by piece, with a check of the round trip."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, Final

from ..detection import Input, TextFormat, decoder_for
from ..encodings.stray_bytes import KEEP, STRAY, encode_keeping
from ..errors import InputError

#: Codecs, by the beginning of their names, that go on in the character set of the last character.
_SHIFTING: Final = ("iso2022", "hz", "utf-7")
#: Codecs that write a byte order mark, before the first piece only.
MARKING: Final = frozenset({"utf-8-sig", "utf-16", "utf-32"})


def texts(data: Input, form: TextFormat, size: int | None = None) -> Iterator[str]:
    """Yield the text of bytes or a file in pieces; what does not decode is kept as stray bytes.

    ``size`` is the number of bytes of a piece.

    >>> list(texts(Input("déjà".encode()), TextFormat("utf-8"), 2))
    ['d', 'éj', 'à']
    """
    return data.texts(form.encoding, _handler(form.encoding), len(form.mark), size)


def works_piece_by_piece(codec: str) -> bool:
    """Tell whether a codec reads and writes a text in pieces, as most do.

    >>> works_piece_by_piece("utf-8"), works_piece_by_piece("punycode")
    (True, False)
    """
    try:
        decoder_for(codec)
    except InputError:
        return False
    return True


def keeping_decoder(codec: str) -> codecs.IncrementalDecoder:
    """Return a decoder that keeps what does not decode as stray bytes.

    That of a codec that does not work piece by piece gives all of the text at the end.
    """
    return decoder_for(codec, _handler(codec)) if works_piece_by_piece(codec) else _AtOnce(codec)


class _AtOnce(codecs.BufferedIncrementalDecoder):
    """Gathers all bytes before it decodes them; such a codec knows no stray bytes."""

    def __init__(self, codec: str) -> None:
        super().__init__()
        self._codec = codec

    def _buffer_decode(self, data: Any, errors: str, final: bool) -> tuple[str, int]:
        del errors
        return (bytes(data).decode(self._codec), len(data)) if final else ("", 0)


def _handler(codec: str) -> str:
    """Return the error handler that keeps stray bytes; UTF-8 has one of its own in C."""
    return "surrogateescape" if codec == "utf-8" else KEEP


class Encoder:
    """Writes text in an encoding, piece by piece; stray bytes as they were.

    >>> encoder = Encoder("iso2022_jp")
    >>> (encoder.encode("日") + encoder.encode("本", final=True)).decode("iso2022_jp")
    '日本'
    """

    def __init__(self, codec: str) -> None:
        self.codec: Final = codec
        has_state = codec.startswith(_SHIFTING) or codec in MARKING
        self._encoder = codecs.getincrementalencoder(codec)() if has_state else None

    def encode(self, text: str, *, final: bool = False) -> bytes:
        """Return the next piece as bytes.

        Raises UnicodeEncodeError, on offsets of ``text``, for what the encoding cannot hold.
        """
        if self._encoder is None:
            return encode_keeping(text, self.codec)
        pieces: list[bytes] = []
        position = 0
        for match in STRAY.finditer(text):
            pieces.append(self._part(text, position, match.start(), final=True))
            pieces.append(encode_keeping(match.group(), "ascii"))
            position = match.end()
        pieces.append(self._part(text, position, len(text), final=final))
        return b"".join(pieces)

    def _part(self, text: str, start: int, end: int, *, final: bool) -> bytes:
        assert self._encoder is not None
        try:
            return self._encoder.encode(text[start:end], final)
        except UnicodeEncodeError as error:
            raise UnicodeEncodeError(
                error.encoding, text, start + error.start, start + error.end, error.reason
            ) from None


class RoundTripCheck:
    """Makes sure that bytes decode to the text that they are written for, piece by piece.

    >>> check = RoundTripCheck("utf-8")
    >>> check.holds("é", b"\\xc3"), check.holds("", b"\\xa9"), check.holds("!", b"?")
    (True, True, False)
    """

    def __init__(self, codec: str) -> None:
        self._decoder = keeping_decoder(codec)
        self._awaited = ""

    def holds(self, text: str, data: bytes, *, final: bool = False) -> bool:
        """Tell whether the bytes so far say the text so far, as far as they tell."""
        self._awaited += text
        try:
            got = self._decoder.decode(data, final)
        except UnicodeError:
            return False
        if not self._awaited.startswith(got):
            return False
        self._awaited = self._awaited[len(got) :]
        return not (final and self._awaited)
