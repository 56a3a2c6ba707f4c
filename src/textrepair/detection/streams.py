"""Files too large for memory: their bytes as text, and text as their bytes, some at a time.

Decoders keep what they need between one piece and the next: half a character, the character
set that an escape chose.  So the pieces together are what the whole is, wherever they are cut.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from ..encodings.stray_bytes import KEEP, STRAY, encode_keeping
from ..errors import InputError
from .decode import Decoding

#: How many bytes are read at a time.
BLOCK = 1 << 20
#: Encodings that go on in the character set of the last character: these are encoded in one.
_STATEFUL: Final = ("iso2022", "hz", "utf-7")
#: Encodings of names, in which the end of a name tells of its beginning.
_AT_ONCE: Final = frozenset({"idna", "punycode"})


def read_at(file: BinaryIO, position: int, size: int) -> bytes:
    """Read so many bytes at an offset, fewer at the end.  Raises InputError."""
    try:
        file.seek(position)
        return file.read(size)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(f"{reason} at byte {position}; leave it out, or name another") from None


def blocks(file: BinaryIO, start: int = 0, size: int | None = None) -> Iterator[bytes]:
    """Yield the bytes of a seekable file from an offset on, ``BLOCK`` or ``size`` at a time.

    Raises InputError.

    >>> import io
    >>> list(blocks(io.BytesIO(b"abcde"), 1, 2))
    [b'bc', b'de']
    """
    position = start
    while data := read_at(file, position, size or BLOCK):
        yield data
        position += len(data)


def decoder_for(codec: str, errors: str = "strict") -> codecs.IncrementalDecoder:
    """Return what decodes the bytes of a text piece by piece.  Raises InputError.

    >>> decoder = decoder_for("utf-8")
    >>> decoder.decode(b"caf\\xc3"), decoder.decode(b"\\xa9")
    ('caf', 'é')
    """
    if codec in _AT_ONCE or codecs.lookup(codec).incrementaldecoder is None:
        raise InputError(
            f"{codec} cannot be read piece by piece, and the file is too large to be read at once; "
            "pass another --encoding"
        )
    return codecs.getincrementaldecoder(codec)(errors)


def texts(file: BinaryIO, form: Decoding, size: int | None = None) -> Iterator[str]:
    """Yield the text of a file in pieces; what does not decode is kept as stray bytes.

    ``form`` tells the encoding and the byte order mark, as ``file_evidence.form_of_file`` does.

    >>> import io
    >>> list(texts(io.BytesIO("déjà".encode()), Decoding("", "utf-8", 1.0), 2))
    ['d', 'éj', 'à']
    """
    yield from decoded(file, keeping_decoder(form.encoding), len(form.mark), size)


def decoded(
    file: BinaryIO, decoder: codecs.IncrementalDecoder, start: int = 0, size: int | None = None
) -> Iterator[str]:
    """Yield what a decoder makes of a file from an offset on, in pieces that are not empty."""
    for data in blocks(file, start, size):
        if text := decoder.decode(data):
            yield text
    if text := decoder.decode(b"", final=True):
        yield text


def keeping_decoder(codec: str) -> codecs.IncrementalDecoder:
    """Return a decoder that keeps what does not decode as stray bytes."""
    # UTF-8 has an error handler of its own in C, see ``stray.decode_keeping``
    return decoder_for(codec, "surrogateescape" if codec == "utf-8" else KEEP)


class Encoder:
    """Writes text in the form of a file, piece by piece; stray bytes as they were.

    >>> encoder = Encoder("iso2022_jp")
    >>> (encoder.encode("日") + encoder.encode("本", final=True)).decode("iso2022_jp")
    '日本'
    """

    def __init__(self, codec: str) -> None:
        self._codec = codec
        stateful = codec.startswith(_STATEFUL)
        self._encoder = codecs.getincrementalencoder(codec)() if stateful else None

    def encode(self, text: str, *, final: bool = False) -> bytes:
        """Return the next piece as bytes.

        Raises UnicodeEncodeError, on offsets of ``text``, for what the encoding cannot hold.
        """
        if self._encoder is None:
            return encode_keeping(text, self._codec)
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


class Proof:
    """Makes sure that bytes say what they are meant to say, piece by piece.

    >>> proof = Proof("utf-8")
    >>> proof.holds("é", b"\\xc3"), proof.holds("", b"\\xa9"), proof.holds("!", b"?")
    (True, True, False)
    """

    def __init__(self, codec: str) -> None:
        self._decoder = keeping_decoder(codec)
        self._awaited = ""

    def holds(self, text: str, data: bytes, *, final: bool = False) -> bool:
        """Tell whether the bytes so far say the text so far, as far as they tell."""
        self._awaited += text
        got = self._decoder.decode(data, final)
        if not self._awaited.startswith(got):
            return False
        self._awaited = self._awaited[len(got) :]
        return not (final and self._awaited)
