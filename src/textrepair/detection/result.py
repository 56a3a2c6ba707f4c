"""What detection tells: the format of a text, the text itself, and the way back to the bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from ..edits import Edit, apply_edits
from ..encodings import BY_CODEC, Family
from ..encodings.stray_bytes import decode_keeping, encode_keeping, stray_spans
from .signatures import BYTE_ORDER_MARKS

if TYPE_CHECKING:
    from .input import Input
    from .mixed.strays import StraysMet

#: The rule that reads bytes of another encoding; edits that ``decode`` makes bear its name too.
MIXED_ENCODING: Final = "mixed-encoding"
#: Codecs that always give the very bytes back; of others it is tried.
_EXACT: Final = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
#: How sure it is that a line that is natural in UTF-8 alone is UTF-8.
_LINE_CONFIDENCE: Final = 0.99
#: Code points of a text that its repr shows.
_SHOWN: Final = 60
#: Stray bytes of UTF-8 as an ASCII character, which is one byte too.
_BLANKED: Final = dict.fromkeys(range(0xDC80, 0xDD00), "\x7f")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that the bytes may be in, and how sure that is (0 to 1)."""

    encoding: str
    confidence: float
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TextFormat:
    """What is known of the encoding of bytes.

    ``encoding`` is the name of a Python codec, ``had_bom`` tells whether a byte order mark
    stands before the text, and ``candidates`` are the encodings that came into question,
    the one chosen first.
    """

    encoding: str
    confidence: float = 1.0
    language: str | None = None
    candidates: tuple[Candidate, ...] = ()
    had_bom: bool = False

    @property
    def mark(self) -> bytes:
        """The byte order mark before the text; empty if there was none."""
        if not self.had_bom:
            return b""
        return next(mark for mark, name in BYTE_ORDER_MARKS if name == self.encoding)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Decoding(TextFormat):
    """What bytes say, beside their format.

    ``errors`` are the spans of bytes that are not in the encoding and were not read
    otherwise; each of their bytes B stands in ``text`` as the lone surrogate U+DC00 + B.
    ``edits`` are the places where bytes of another encoding were read as what they are
    (rule ``mixed-encoding``), on offsets of ``original``, the text in which those bytes
    stand as lone surrogates too.
    """

    text: str
    errors: tuple[tuple[int, int], ...] = ()
    edits: tuple[Edit, ...] = ()
    _source: bytes | None = field(default=None, repr=False)
    _original: str | None = field(default=None, repr=False)

    @property
    def original(self) -> str:
        """The text with every byte that is not in the encoding kept as a lone surrogate."""
        return self.text if self._original is None else self._original

    def encode(self, text: str) -> bytes:
        """Return a text as bytes in the format of the data: encoding, byte order mark, stray bytes.

        The text as it was read gives the very bytes; so does ``original``.  Any other text
        is written in ``encoding`` throughout, but for bytes that are kept as lone
        surrogates.  Raises UnicodeEncodeError for a character that the encoding cannot hold.

        >>> from textrepair import decode
        >>> read = decode(b"\\xef\\xbb\\xbfd\\xc3\\xa9j\\xe0 v\\xc3\\xbb")
        >>> read.encode(read.original + "!")
        b'\\xef\\xbb\\xbfd\\xc3\\xa9j\\xe0 v\\xc3\\xbb!'
        """
        if self._source is not None and text in (self.text, self.original):
            return self._source
        return self.mark + encode_keeping(text, self.encoding)

    def read(self, data: bytes) -> str:
        """Return what other bytes in the format of the data say: ``encode`` undone."""
        return decode_keeping(data[len(self.mark) :], self.encoding)

    def __repr__(self) -> str:
        """Say how sure the encoding is, and how the text begins."""
        begin = f"{self.text[:_SHOWN]!r}{'…' * (len(self.text) > _SHOWN)}"
        return f"<Decoding: {self.encoding}, {100 * self.confidence:.0f} % sure: {begin}>"

    @property
    def gives_bytes_back(self) -> bool:
        """Whether what no edit touches keeps its bytes: some codecs have two for a character."""
        return self._source is None or bool(self.edits)


def mixed_edits(
    text: str, met: StraysMet | None = None, *, encoding: str | None = None
) -> Iterator[Edit]:
    """Yield the edits that read stray bytes of a text in UTF-8, on offsets of ``text``.

    ``met`` is what the parts before this one have shown, and is added to; ``encoding`` is that of
    other fields of the same file, if ``text`` is a field.

    >>> text = b"d\\xe9j\\xe0 vu".decode("utf-8", "surrogateescape")
    >>> [edit.after for edit in mixed_edits(text)]
    ['é', 'à']
    """
    from .mixed.field_bytes import field_readings
    from .mixed.strays import stray_readings  # the language models are heavy

    known = field_readings(text, encoding) if encoding is not None else None
    for reading in stray_readings(text, met) if known is None else known:
        yield Edit(
            MIXED_ENCODING,
            reading.start,
            reading.end,
            text[reading.start : reading.end],
            reading.text,
            reading.message,
            confidence=reading.confidence,
        )


def decode_keeping_strays(data: Input, form: TextFormat, *, mixed: bool = False) -> Decoding:
    """Return what bytes say in a format, with stray bytes kept, or read if they are ``mixed``."""
    original, errors = _decoded(data, form)
    edits: tuple[Edit, ...] = ()
    source = None
    if mixed and errors and form.encoding == "utf-8":
        edits = tuple(mixed_edits(original))
    elif mixed and may_hold_utf8(data, form):
        edits = tuple(_utf8_edits(data, form))
    text = apply_edits(original, edits) if edits else original
    if edits:
        errors = _left(original, edits, form)
        source = data.all()
    elif form.encoding not in _EXACT and not _gives_back(original, form, data):
        source = data.all()
    return Decoding(
        form.encoding,
        form.confidence,
        form.language,
        form.candidates,
        form.had_bom,
        text=text,
        errors=errors,
        edits=edits,
        _source=source,
        _original=original if edits else None,
    )


def _decoded(data: Input, form: TextFormat) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text with stray bytes kept, and the spans of these in the data."""
    start = len(form.mark)
    try:
        return data.text(form.encoding, start), ()
    except UnicodeDecodeError:
        original = decode_keeping(data.all()[start:], form.encoding)
        return original, stray_spans(original, form.encoding, start)


def may_hold_utf8(data: Input, form: TextFormat) -> bool:
    """Tell whether some bytes of a text in another encoding are characters of UTF-8."""
    return not (form.had_bom or form.encoding in _EXACT or data.is_utf8) and data.utf8_counts[0] > 0


def _utf8_edits(data: Input, form: TextFormat) -> Iterator[Edit]:
    """Yield the edits that read lines of UTF-8 in a text of a legacy encoding."""
    from .mixed.utf8_lines import utf8_lines  # the language models are heavy

    for line in utf8_lines(data.all(), form.encoding):
        yield Edit(
            MIXED_ENCODING,
            line.start,
            line.end,
            line.before,
            line.text,
            line.message,
            confidence=_LINE_CONFIDENCE,
        )


def _left(original: str, edits: tuple[Edit, ...], form: TextFormat) -> tuple[tuple[int, int], ...]:
    """Return the spans of the stray bytes that no edit has read."""
    blanked = [replace(edit, after=edit.before.translate(_BLANKED)) for edit in edits]
    return stray_spans(apply_edits(original, blanked), form.encoding, len(form.mark))


def _gives_back(text: str, form: TextFormat, data: Input) -> bool:
    """Tell whether the text is encoded to the very bytes; some codecs have two for a character."""
    if _is_one_to_one(form.encoding):
        return True
    try:
        return encode_keeping(text, form.encoding) == data.all()
    except UnicodeError:
        return False


@cache
def _is_one_to_one(codec: str) -> bool:
    """Tell whether each byte of a code page is another character."""
    row = BY_CODEC.get(codec)
    if row is None or row.family is not Family.SINGLE_BYTE:
        return False
    text = decode_keeping(bytes(range(0x100)), codec)
    try:
        return encode_keeping(text, codec) == bytes(range(0x100))
    except UnicodeError:
        return False
