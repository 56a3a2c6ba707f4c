"""Bytes to text: a byte order mark, UTF-8, or the best guess; nothing is dropped silently."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import DamagedInput, UnknownEncoding

#: Byte order marks, longest first, for UTF-32 LE begins like UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that the bytes may be in, and how sure that is (0 to 1)."""

    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Decoding:
    """What bytes say.

    ``encoding`` is the name of a Python codec.  ``errors`` are the spans of bytes that do
    not decode; each of their bytes stands in ``text`` as a lone surrogate U+DC80 to
    U+DCFF, so that ``encode`` gives the very bytes back.
    """

    text: str
    encoding: str
    confidence: float
    language: str | None = None
    candidates: tuple[Candidate, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    had_bom: bool = False

    def encode(self, text: str) -> bytes:
        """Return a text as bytes in the same form: encoding, byte order mark, stray bytes."""
        mark = (
            next((m for m, name in _MARKS if name == self.encoding), b"") if self.had_bom else b""
        )
        return mark + text.encode(self.encoding, "surrogateescape")


def decode(data: bytes, *, encoding: str | None = None) -> Decoding:
    """Return what bytes say, in the encoding given or in the one that fits them best.

    Raises UnknownEncoding for an ``encoding`` that is not there, DamagedInput, with the
    offset of the first bad byte, where the one given does not decode the data.

    >>> decode("déjà vu".encode()).encoding
    'utf-8'
    >>> decode(b"caf\\xe9", encoding="cp1252").text
    'café'
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(name, "surrogateescape")
            return Decoding(text, name, 1.0, errors=tuple(_stray(text)), had_bom=True)
    try:
        return Decoding(data.decode(), "utf-8", 1.0)
    except UnicodeDecodeError:
        return _guess(data)


def _decode_as(data: bytes, encoding: str) -> Decoding:
    try:
        name = codecs.lookup(encoding).name
        return Decoding(data.decode(name), name, 1.0)
    except LookupError:
        raise UnknownEncoding(
            f"no encoding {encoding!r}; name a Python codec, such as 'cp1252' or 'gb18030'"
        ) from None
    except UnicodeDecodeError as error:
        raise DamagedInput(
            f"byte {error.start} is not {encoding}: {error.reason}; leave --encoding out to "
            "have the encoding found"
        ) from None


def _guess(data: bytes) -> Decoding:
    """Ask charset-normalizer; where it names nothing that decodes the data, keep stray bytes."""
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None:
        try:
            return Decoding(data.decode(best.encoding), best.encoding, 1.0 - best.chaos)
        except UnicodeDecodeError:
            pass  # it judges a sample; what cannot decode the whole is no answer
    text = data.decode("utf-8", "surrogateescape")
    return Decoding(text, "utf-8", 0.5, errors=tuple(_stray(text)))


def _stray(text: str) -> Iterator[tuple[int, int]]:
    """Yield the byte spans of the stray bytes of a text decoded from UTF-8."""
    position = 0
    for char in text:
        if "\udc80" <= char <= "\udcff":
            yield position, position + 1
            position += 1
        else:
            position += len(char.encode("utf-8", "surrogatepass"))
