"""Which encoding a file is in that is too large for memory: what ``decode`` asks of bytes.

Marks, patterns of NUL, escapes and UTF-8 are decided on the whole file, as ``decode`` does it.
The other encodings are ranked on a sample: all of a file up to ``READ_WHOLE`` bytes, else its
beginning, where its first high byte stands, its end, and places in between; the whole file
must then decode in the one that is chosen, but for as many errors as ``decode`` allows.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO, Final

from .decode import Decoding, damaged, fitting, form_of
from .sampling import ASCII
from .signatures import announced, bare_utf16, bare_utf32, declared, in_order, mark_of
from .streams import blocks, decoded, decoder_for, read_at
from .utf8 import is_surely_utf8, may_be_other, not_ascii

#: Files up to so many bytes are ranked as a whole.
READ_WHOLE: Final = 1 << 20
#: Of larger ones, so many bytes of the beginning, the end, and from the first high byte on ...
_LONG: Final = 1 << 16
#: ... and so many of each of these places in between.
_SHORT: Final = 1 << 14
_PLACES: Final = 8
#: How much of the beginning is looked at for marks, declarations and patterns of NUL.
_BEGINNING: Final = 4096
#: Escapes are looked for across so many bytes where two pieces meet.
_OVERLAP: Final = 4096
#: How sure escapes and patterns of NUL are.
_CONFIDENCE: Final = 0.95


def form_of_file(
    file: BinaryIO, *, encoding: str | None = None, language: str | None = None
) -> Decoding:
    """Return what ``decode`` tells of the bytes of a file, but for the text and the errors.

    ``file`` must be open for reading bytes, and seekable.  Raises what ``decode`` raises, and
    InputError where the file cannot be read.

    >>> import io
    >>> form_of_file(io.BytesIO("Жили-были дед да баба".encode("koi8-r"))).encoding
    'koi8-r'
    """
    beginning = read_at(file, 0, _BEGINNING)
    if encoding is not None:
        return _given(file, beginning, encoding)
    return (
        _by_mark(file, beginning)
        or form_by_nul_bytes(file)
        or _by_content(file, beginning, language)
    )


def file_decodes(file: BinaryIO, codec: str, start: int = 0) -> bool:
    """Tell whether a codec decodes all of a file from an offset on."""
    decoder = decoder_for(codec)
    try:
        for _ in decoded(file, decoder, start):
            pass
    except UnicodeError:
        return False
    return True


def _given(file: BinaryIO, beginning: bytes, encoding: str) -> Decoding:
    mark, name = form_of(beginning, encoding)
    decoder = decoder_for(name)
    position = len(mark)
    pending = b""
    try:
        for data in blocks(file, len(mark)):
            pending = decoder.getstate()[0]
            decoder.decode(data)
            position += len(data)
        pending = decoder.getstate()[0]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        offset = position - len(pending) + error.start
        raise damaged(offset, encoding, error.reason) from None
    return Decoding("", name, 1.0, had_bom=bool(mark))


def _by_mark(file: BinaryIO, beginning: bytes) -> Decoding | None:
    marked = mark_of(beginning, lambda: file_decodes(file, "utf-32-le", 4))
    return Decoding("", marked[1], 1.0, had_bom=True) if marked else None


def form_by_nul_bytes(file: BinaryIO) -> Decoding | None:
    """Return the form of a file that is UTF-16 or UTF-32 by the pattern of its NUL bytes."""
    size = _size(file)
    beginning = read_at(file, 0, _BEGINNING + 2)
    head = beginning[:_BEGINNING]
    name = bare_utf32(head) if size % 4 == 0 else None
    if name is None and size % 2 == 0:  # the second: where the first cuts a character in two
        name = bare_utf16(head) or bare_utf16(beginning)
    if name is None or not file_decodes(file, name):
        return None
    return Decoding("", name, _CONFIDENCE)


def _by_content(file: BinaryIO, beginning: bytes, language: str | None) -> Decoding:
    walk = _walk(file)
    for codec in in_order(walk.escapes) if walk.first_high is None else ():
        if file_decodes(file, codec):
            return Decoding("", codec, _CONFIDENCE)
    hint = declared(beginning)
    if hint == "utf-7" and _is_utf7(file, walk):
        return Decoding("", hint, 1.0)
    if walk.is_utf8 and not may_be_other(beginning, _size(file)):
        return Decoding("", "utf-8", 1.0)
    if not walk.is_utf8:
        several, strays = _utf8_counts(file)
        if is_surely_utf8(several, strays):
            return Decoding("", "utf-8", several / (several + strays))
    return _ranked(file, walk, hint, language)


@dataclass(slots=True)
class _Walk:
    """What going through a file tells: is it UTF-8, its first high byte, its escapes."""

    is_utf8: bool = True
    first_high: int | None = None
    escapes: frozenset[str] = frozenset()


def _walk(file: BinaryIO) -> _Walk:
    """Go through a file as long as it is UTF-8."""
    walk = _Walk()
    decoder = decoder_for("utf-8")
    position = 0
    before = b""
    for data in blocks(file):
        if walk.first_high is None:
            if data.isascii():
                walk.escapes |= announced(before + data)
                before = (before + data)[-_OVERLAP:]
                position += len(data)
                continue
            walk.first_high = position + len(data) - len(data.lstrip(ASCII))
        try:
            decoder.decode(data)
        except UnicodeDecodeError:
            walk.is_utf8 = False
            return walk
    walk.is_utf8 = not decoder.getstate()[0]
    return walk


def _is_utf7(file: BinaryIO, walk: _Walk) -> bool:
    if walk.first_high is not None or not any(b"+" in data for data in blocks(file)):
        return False
    return file_decodes(file, "utf-7")


def _utf8_counts(file: BinaryIO) -> tuple[int, int]:
    """Count the sound characters of several bytes, and the bytes that are not UTF-8."""
    several = sound = 0
    for text in decoded(file, decoder_for("utf-8", "ignore")):
        several += not_ascii(text)
        sound += len(text.encode())
    return several, _size(file) - sound


def _ranked(file: BinaryIO, walk: _Walk, hint: str | None, language: str | None) -> Decoding:
    """Rank the encodings in question on a sample, until one decodes the whole file."""
    sample = _sample(file, walk.first_high or 0)
    candidates = fitting(
        sample,
        hint,
        language,
        lambda codec: file_decodes(file, codec),
        lambda codec: decoded(file, decoder_for(codec, "replace")),
    )
    best = candidates[0]
    return Decoding("", best.encoding, best.confidence, best.language, candidates)


def _sample(file: BinaryIO, first_high: int) -> bytes:
    """Return the file, or stretches of it that are not longer in all than ``READ_WHOLE``.

    Those in between begin with a line, for there all encodings are in step.
    """
    size = _size(file)
    if size <= READ_WHOLE:
        return b"".join(blocks(file))
    line_start = _line_start(file, first_high)
    places = [(0, _LONG), (line_start, _LONG)]
    step = (size - first_high) // (_PLACES + 1)
    places += [(first_high + n * step, _SHORT) for n in range(1, _PLACES + 1)]
    places.append((size - _LONG, _LONG))
    found = [read_at(file, at, length) for at, length in places]
    found[2:] = [stretch[stretch.find(b"\n") + 1 :] for stretch in found[2:]]
    sample = b"\n".join(found)
    return sample[: len(sample) - (len(sample) - size) % 2]  # as odd or even as the file: UTF-16


def _line_start(file: BinaryIO, offset: int) -> int:
    """Return where the line of an offset begins, if that is not far: there all are in step."""
    start = max(0, offset - _BEGINNING)
    return start + read_at(file, start, offset - start).rfind(b"\n") + 1


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)
