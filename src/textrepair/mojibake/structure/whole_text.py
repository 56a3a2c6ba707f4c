"""A text that is UTF-8 throughout, read as Latin-1 or Windows-1252: by far the most frequent case.

Nothing needs to be asked of its lines: so many trail bytes where they belong, and nothing else
beyond ASCII, are no accident.
"""

from __future__ import annotations

from codecs import utf_8_decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ...encodings import decode_exact, reencode
from ...kernels import UTF8_LINES, UTF8_THROUGHOUT, shared_scan
from ..channels import CHANNELS, describe
from ..redecode import CERTAIN_TRAIL_BYTES, is_writable
from ..whole_line import GarbledPassage

#: By far the most frequent wrong reading.
WESTERN_UTF8: Final = CHANNELS[0]
#: How much of a text is read first to tell that it is not UTF-8 throughout, in code points.
_HEAD: Final = 1000


@dataclass(frozen=True, slots=True)
class Utf8Throughout:
    """A text that is UTF-8 throughout, read as Latin-1 or Windows-1252: no word can tell more."""

    length: int
    message: str

    @classmethod
    def of_chunks(cls, chunks: Iterable[str]) -> Utf8Throughout | None:
        """Return what is known of such a text; None if its chunks are no such text."""
        length = trail_bytes = 0
        characters: set[str] = set()
        for text in chunks:
            reading = as_utf8(text)
            if reading is None:
                return None
            length += len(text)
            trail_bytes += len(text) - len(reading)
            characters.update(text)
        if trail_bytes < CERTAIN_TRAIL_BYTES:
            return None
        return cls(length, describe("".join(characters), (WESTERN_UTF8,)))

    def passage(self, text: str) -> GarbledPassage:
        """Return what a chunk of the text says."""
        reading = as_utf8(text) or ""
        return GarbledPassage(
            0, len(text), reading, (WESTERN_UTF8,), float(self.length), natural=True
        )


def as_utf8(text: str) -> str | None:
    """Return what a text says as a whole if it is UTF-8 that was read as Windows-1252.

    None if it is not, or if it would say what no one writes.

    >>> as_utf8("dÃ©jÃ\xa0 vu"), as_utf8("déjà vu")
    ('déjà vu', None)
    """
    if (certain := certain_utf8(text)) is not None:
        return certain
    if len(text) > _HEAD:
        head = reencode(text[:_HEAD], WESTERN_UTF8.read_as)
        if head is None or not _begins_as_utf8(head):
            return None
    data = reencode(text, WESTERN_UTF8.read_as)
    reading = None if data is None else decode_exact(data, WESTERN_UTF8.written_in)
    return reading if reading is not None and is_writable(reading) else None


def certain_utf8(text: str) -> str | None:
    """Return what ``as_utf8`` does, by the compiled reader; None where that is not in use.

    The reader refuses more: too few trail bytes to be certain, and dots of Braille in the reading.
    """
    reader = shared_scan(UTF8_THROUGHOUT)
    reading: str | None = None if reader is None else reader.read(text)
    return reading


def certain_line(line: str) -> str | None:
    """Return what a line says of which all that is not sound is UTF-8, by the compiled reader.

    None where that is not in use, or refuses.  The rules before mojibake have nothing to do
    in such a line, and none has in what it says.
    """
    reader = shared_scan(UTF8_LINES)
    reading: str | None = None if reader is None else reader.read(line)
    return reading


def _begins_as_utf8(data: bytes) -> bool:
    try:
        utf_8_decode(data, "surrogatepass", False)
    except UnicodeDecodeError:
        return False
    return True
