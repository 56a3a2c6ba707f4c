"""Bytes to text: a byte order mark, UTF-8, or the best guess; no byte is ever dropped."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..errors import DamagedInput, UnknownEncoding
from .stray import decode_keeping, encode_keeping, stray_spans

#: Byte order marks, longest first, for UTF-32 LE begins like UTF-16 LE.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Codecs that read and write a mark themselves: what each is without one.
_MARKED: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
#: How many bytes the guess looks at, from the first that is not ASCII.
_SAMPLE: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that the bytes may be in, and how sure that is (0 to 1)."""

    encoding: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Decoding:
    """What bytes say.

    ``encoding`` is the name of a Python codec.  ``errors`` are the spans of bytes that do
    not decode; each of their bytes B stands in ``text`` as the lone surrogate U+DC00 + B,
    so that ``encode`` gives the very bytes back.
    """

    text: str
    encoding: str
    confidence: float
    language: str | None = None
    candidates: tuple[Candidate, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    had_bom: bool = False

    def encode(self, text: str) -> bytes:
        """Return a text as bytes in the same form: encoding, byte order mark, stray bytes.

        Raises UnicodeEncodeError for a character that the encoding cannot hold.

        >>> read = decode(b"\\xef\\xbb\\xbfd\\xc3\\xa9j\\xe0 v\\xc3\\xbb")
        >>> read.encode(read.text + "!")
        b'\\xef\\xbb\\xbfd\\xc3\\xa9j\\xe0 v\\xc3\\xbb!'
        """
        return self.mark + encode_keeping(text, self.encoding)

    def read(self, data: bytes) -> str:
        """Return what other bytes of the same form say, the inverse of ``encode``."""
        return decode_keeping(data[len(self.mark) :], self.encoding)

    @property
    def mark(self) -> bytes:
        """The byte order mark before the text; empty if there was none."""
        if not self.had_bom:
            return b""
        return next(mark for mark, name in _MARKS if name == self.encoding)


def decode(data: bytes, *, encoding: str | None = None) -> Decoding:
    """Return what bytes say, in the encoding given or in the one that fits them best.

    Without ``encoding`` no bytes raise anything, and ``.encode(.text)`` gives them back.
    Text that is UTF-8 but for a few bytes is taken as that; other bytes are judged by
    charset-normalizer, whose answer counts if it gives the same bytes back.

    Raises UnknownEncoding for an ``encoding`` that is not there, DamagedInput, with the
    offset of the first bad byte, where the one given does not decode the data.

    >>> decode("déjà vu".encode()).encoding
    'utf-8'
    >>> decode(b"caf\\xe9", encoding="cp1252").text
    'café'
    >>> decode("“déjà vu”, dit-elle; ".encode() + b"d\\xe9j\\xe0").errors
    ((28, 29), (30, 31))
    """
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark) and not (name == "utf-32-le" and _strays(data[4:], name)):
            return _kept(data, name, mark)
    wide = bare_utf16(data)
    if wide:
        return Decoding(data.decode(wide), wide, 0.9)
    try:
        return Decoding(data.decode(), "utf-8", 1.0)
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _guess(data) or _kept(data, "utf-8", confidence=0.1)


def _kept(data: bytes, name: str, mark: bytes = b"", confidence: float = 1.0) -> Decoding:
    """Decode, with stray bytes kept."""
    text = decode_keeping(data[len(mark) :], name)
    errors = stray_spans(text, name, len(mark))
    return Decoding(text, name, confidence, errors=errors, had_bom=bool(mark))


def _decode_as(data: bytes, encoding: str) -> Decoding:
    name = codec_name(encoding)
    marks = [(m, n) for m, n in _MARKS if data.startswith(m) and n.startswith(name)]
    mark, name = marks[0] if marks else (b"", _MARKED.get(name, name))
    try:
        return Decoding(data[len(mark) :].decode(name), name, 1.0, had_bom=bool(mark))
    except UnicodeDecodeError as error:
        raise DamagedInput(
            f"byte {len(mark) + error.start} is not {encoding}: {error.reason}; leave the encoding "
            "out to have it found, with stray bytes kept"
        ) from None
    except UnicodeError as error:  # codecs for domain names say less
        raise DamagedInput(f"is not {encoding}: {error}") from None


def codec_name(encoding: str) -> str:
    """Return the name of the codec of an encoding.  Raises UnknownEncoding.

    >>> codec_name("Latin1"), codec_name("utf-8-sig")
    ('iso8859-1', 'utf-8')
    """
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)  # codecs such as base64 are found too, and are none of text
    except (LookupError, ValueError):  # ValueError: a name that no codec could have
        raise UnknownEncoding(
            f"no encoding {encoding!r}; name a Python codec, such as 'cp1252' or 'gb18030'"
        ) from None
    return "utf-8" if name == "utf-8-sig" else name


def bare_utf16(data: bytes) -> str | None:
    """Return which UTF-16 it is that has no mark: half the bytes of Latin script are NUL.

    >>> bare_utf16("plain".encode("utf-16-be"))
    'utf-16-be'
    """
    sample = data[:4096]
    if len(data) % 2 or b"\0" not in sample:
        return None
    pairs = len(sample) // 2
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if max(high, low) < 0.4 * pairs or min(high, low) > 0.05 * pairs:
        return None
    name = "utf-16-be" if high > low else "utf-16-le"
    return None if _strays(data, name) else name


def _strays(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return True
    return False


def _mostly_utf8(data: bytes) -> Decoding | None:
    """Read as UTF-8 with stray bytes, if characters of several bytes outnumber those.

    Text in another encoding holds hardly any by chance: in GBK one pair of bytes in six
    looks like one, against nine stray bytes.
    """
    sound = data.decode("utf-8", "ignore")
    wide = len(sound) - len(sound.encode("ascii", "ignore"))
    strays = len(data) - len(sound.encode())
    return _kept(data, "utf-8", confidence=wide / (wide + strays)) if wide >= strays else None


def _guess(data: bytes) -> Decoding | None:
    """Ask charset-normalizer; take its first answer that gives the very bytes back."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(_sample(data)))
    candidates = tuple(Candidate(codec_name(m.encoding), 1.0 - m.chaos) for m in matches)
    for name in _names(candidates):
        try:
            text = data.decode(name)
            same = text.encode(name) == data
        except UnicodeError:  # it saw a sample, and judged by that
            continue
        if same:
            confidence = next(c.confidence for c in candidates if c.encoding == name)
            return Decoding(text, name, confidence, candidates=candidates)
    return None


def _names(candidates: tuple[Candidate, ...]) -> Iterator[str]:
    for candidate in candidates:
        if not candidate.encoding.startswith("utf"):  # those were tried, with more care
            yield candidate.encoding


def _sample(data: bytes) -> bytes:
    """Return the part of the data that tells most: the lines from the first high byte on."""
    if len(data) <= _SAMPLE:
        return data
    ascii_length = len(data) - len(data.lstrip(_ASCII))
    start = data.rfind(b"\n", max(0, ascii_length - 1000), ascii_length) + 1 or ascii_length
    end = data.rfind(b"\n", start, start + _SAMPLE) + 1 or start + _SAMPLE
    return data[start:end]


_ASCII: Final = bytes(range(0x80))
