"""What bytes say: the text, what does not fit, and the way back to the very bytes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from ..edits import Edit, apply_edits
from ..encodings.stray_bytes import decode_keeping, encode_keeping, stray_spans
from .signatures import MARKS

#: Codecs that always give the very bytes back; of others it is tried.
_EXACT: Final = frozenset({"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
#: Stray bytes of UTF-8 as an ASCII character, which is one byte too.
_BLANKED: Final = dict.fromkeys(range(0xDC80, 0xDD00), "\x7f")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that the bytes may be in, and how sure that is (0 to 1)."""

    encoding: str
    confidence: float
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Decoding:
    """What bytes say.

    ``encoding`` is the name of a Python codec.  ``errors`` are the spans of bytes that are
    not in it and were not read otherwise; each of their bytes B stands in ``text`` as the
    lone surrogate U+DC00 + B.  ``edits`` are the places where bytes of another encoding
    were read as what they are (rule ``mixed-encoding``), on offsets of ``original``, the
    text in which those bytes stand as lone surrogates too.  ``candidates`` are the
    encodings that came into question, the one chosen first.
    """

    text: str
    encoding: str
    confidence: float
    language: str | None = None
    candidates: tuple[Candidate, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    had_bom: bool = False
    edits: tuple[Edit, ...] = ()
    _source: bytes | None = field(default=None, repr=False)
    _original: str | None = field(default=None, repr=False)

    @property
    def original(self) -> str:
        """The text with every byte that is not in the encoding kept as a lone surrogate."""
        return self.text if self._original is None else self._original

    def encode(self, text: str) -> bytes:
        """Return a text as bytes in the same form: encoding, byte order mark, stray bytes.

        The text as it was read gives the very bytes; so does ``original``.  Any other text
        is written in ``encoding`` throughout, bytes that are kept as lone surrogates
        excepted.  Raises UnicodeEncodeError for a character that the encoding cannot hold.

        >>> from textrepair import decode
        >>> read = decode(b"\\xef\\xbb\\xbfd\\xc3\\xa9j\\xe0 v\\xc3\\xbb")
        >>> read.encode(read.original + "!")
        b'\\xef\\xbb\\xbfd\\xc3\\xa9j\\xe0 v\\xc3\\xbb!'
        """
        if self._source is not None and text in (self.text, self.original):
            return self._source
        return self.mark + encode_keeping(text, self.encoding)

    def read(self, data: bytes) -> str:
        """Return what other bytes of the same form say, the inverse of ``encode``."""
        return decode_keeping(data[len(self.mark) :], self.encoding)

    @property
    def mark(self) -> bytes:
        """The byte order mark before the text; empty if there was none."""
        if not self.had_bom:
            return b""
        return next(mark for mark, name in MARKS if name == self.encoding)

    @property
    def gives_bytes_back(self) -> bool:
        """Whether what no edit touches keeps its bytes: some codecs have two for a character."""
        return self._source is None or bool(self.edits)


def kept(
    data: bytes, name: str, mark: bytes = b"", *, confidence: float = 1.0, mixed: bool = False
) -> Decoding:
    """Decode, with stray bytes read as what they are (if ``mixed``) or kept."""
    original, errors = _decoded(data[len(mark) :], name, len(mark))
    edits: tuple[Edit, ...] = ()
    source = None
    if mixed and errors and name == "utf-8":
        from .mixed import mixed_edits

        edits = tuple(mixed_edits(original))
    text = apply_edits(original, edits) if edits else original
    if edits:
        errors = _left(original, edits, len(mark))
        source = data
    elif name not in _EXACT and _encoded(original, name) != data:
        source = data
    return Decoding(
        text,
        name,
        confidence,
        errors=errors,
        had_bom=bool(mark),
        edits=edits,
        _source=source,
        _original=original if edits else None,
    )


def _decoded(data: bytes, name: str, offset: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text with stray bytes kept, and where they are in the data."""
    try:
        return data.decode(name), ()
    except UnicodeDecodeError:
        original = decode_keeping(data, name)
        return original, stray_spans(original, name, offset)


def _left(original: str, edits: tuple[Edit, ...], offset: int) -> tuple[tuple[int, int], ...]:
    """Return the spans of the stray bytes of UTF-8 that no edit has read."""
    blanked = [replace(edit, after=edit.before.translate(_BLANKED)) for edit in edits]
    return stray_spans(apply_edits(original, blanked), "utf-8", offset)


def _encoded(text: str, name: str) -> bytes | None:
    try:
        return encode_keeping(text, name)
    except UnicodeError:
        return None
