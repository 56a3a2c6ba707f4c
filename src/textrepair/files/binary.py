"""Telling files that are text from files that are not, by what their bytes look like.

In this order:

1. A byte order mark of UTF-16 or UTF-32: text, if at most one character in twenty is bad.
2. The first bytes of a usual binary format, and a byte among the first thousand that
   text does not hold (or the format is binary for certain): binary.
3. Three samples, of the start, the middle and the end, without their NUL bytes, for a
   crash leaves NULs in files that are text.  Binary if more than a tenth of a sample is
   control characters that text does not hold; or more than a fiftieth, and the sample
   is not UTF-8.  Compressed and machine code has about a ninth.  But in UTF-16 without a
   mark half the bytes of many scripts look like control bytes: where it may be that,
   charset-normalizer is asked.
4. Nothing but NUL bytes: binary.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..detection import Input, by_nul_bytes, decode, ebcdic, utf16_by_high_bytes
from ..encodings.stray_bytes import STRAY

#: How usual binary formats begin.
_MAGIC: Final = (
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF media"),
    (b"OggS", "Ogg media"),
    (b"ID3", "MP3 audio"),
    (b"fLaC", "FLAC audio"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"PK\x05\x06", "ZIP archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x7fELF", "ELF program"),
    (b"MZ", "Windows program"),
    (b"\xca\xfe\xba\xbe", "Java class or Mach-O program"),
    (b"\xcf\xfa\xed\xfe", "Mach-O program"),
    (b"\x00asm", "WebAssembly module"),
    (b"!<arch>\n", "library archive"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"PAR1", "Parquet table"),
    (b"ARROW1", "Arrow table"),
    (b"\x89HDF\r\n", "HDF5 data"),
    (b"\x93NUMPY", "NumPy array"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"OTTO\x00", "font"),
    (b"\x00\x01\x00\x00\x00", "font"),
    (b"\x00\x00\x01\x00", "icon"),
    (b"\xde\x12\x04\x95", "gettext catalogue"),
    (b"\x95\x04\x12\xde", "gettext catalogue"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"8BPS\x00", "Photoshop image"),
    (b".snd\x00\x00", "Sun audio"),
    (b"\x1a\x01", "terminfo entry"),
    (b"\x1e\x02", "terminfo entry"),
)
#: The head of a picture of dots: P5, comments, width and height; P7 and its first word.
_NETPBM: Final = re.compile(rb"P(?:[4-6]\s+(?:#[^\n]*\n\s*)*\d+\s+\d+\s|7\n(?:#[^\n]*\n)*WIDTH )")
#: Its offsets are counted in bytes, so even a PDF without a binary byte is no text to repair.
_PDF: Final = b"%PDF-1"
#: Control bytes that text has: tab, line feed, vertical tab, form feed, return, Ctrl-Z, escape.
_TEXT_CONTROLS: Final = b"\t\n\v\f\r\x1a\x1b"
_CONTROLS: Final = bytes(b for b in (*range(1, 0x20), 0x7F) if b not in _TEXT_CONTROLS)
#: Announces that control bytes shift between ASCII and Hangul (RFC 1557).
_KOREAN: Final = b"\x1b$)C"
_SAMPLE: Final = 1 << 16
_MAX_CONTROLS: Final = 0.1
_MAX_CONTROLS_OUTSIDE_UTF8: Final = 0.02
_MAX_STRAYS: Final = 0.05
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def binary_reason(data: Input) -> str | None:
    """Return why bytes are taken not to be text, as words; None for text.

    Only samples of a file are read.  Raises InputError.

    >>> binary_reason(Input(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00\\x00\\rIHDR"))
    'PNG image'
    >>> binary_reason(Input(b"Born in the USA\\x00 and read in C"))
    """
    samples = [data.read_at(start, _SAMPLE) for start in _places(data.size)]
    beginning = samples[0]
    if not beginning:
        return None
    if beginning.startswith(_WIDE_MARKS):
        return _bad_wide_text(beginning)
    return _known_format(beginning) or _looks_binary(data, samples)


def _bad_wide_text(sample: bytes) -> str | None:
    text = decode(sample).text
    strays = sum(len(match.group()) for match in STRAY.finditer(text))
    return "bad UTF-16 or UTF-32" if strays > max(4, _MAX_STRAYS * len(text)) else None


def _known_format(data: bytes) -> str | None:
    if data.startswith(_PDF):
        return "PDF document"
    if data[257:262] == b"ustar":
        return "tar archive"
    if data[4:8] == b"ftyp" and data[0] == 0:
        return "MP4 media"
    if _NETPBM.match(data):
        return "Netpbm image" if _is_odd(data[:1000]) else None
    name = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    return name if name and _is_odd(data[:1000]) else None


def _is_odd(head: bytes) -> bool:
    """Tell whether there is a NUL, a control byte, or a byte that is not UTF-8."""
    return _share_of_controls(head) > 0 or b"\0" in head or not _is_utf8(head)


def _looks_binary(data: Input, samples: Sequence[bytes]) -> str | None:
    empty = True
    for sample in samples:
        rest = sample.translate(None, b"\0")
        empty = empty and not rest
        limit = _MAX_CONTROLS if _is_utf8(rest) else _MAX_CONTROLS_OUTSIDE_UTF8
        if _share_of_controls(rest) > limit:
            is_text = by_nul_bytes(data) is not None or _is_text_all_the_same(samples[0])
            return None if is_text else "control bytes"
    return "nothing but NUL bytes" if empty and by_nul_bytes(data) is None else None


def _is_text_all_the_same(beginning: bytes) -> bool:
    """Tell whether control bytes are those of EBCDIC or ISO-2022-KR, or halves of UTF-16."""
    if _KOREAN in beginning or next(ebcdic(beginning), None) is not None:
        return True
    if next(utf16_by_high_bytes(beginning), None) is None:
        return False
    from charset_normalizer import is_binary

    return not is_binary(beginning)


def _places(size: int) -> Iterator[int]:
    """Yield where samples begin."""
    yield 0
    if size > 2 * _SAMPLE:
        yield size // 2
    if size > _SAMPLE:
        yield size - _SAMPLE


def _share_of_controls(sample: bytes) -> float:
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 0.0


def _is_utf8(sample: bytes) -> bool:
    """Tell whether bytes are UTF-8, but for a character cut at either end."""
    start = next((i for i, byte in enumerate(sample[:3]) if byte & 0xC0 != 0x80), 3)
    try:
        sample[start:].decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True
