"""Input: the one interface to bytes in memory and to a seekable file, with what detection asks.

Bytes in memory are one chunk; a file is read in chunks of ``BLOCK`` bytes, as often as
needed.  Decoders keep what they need between one chunk and the next: half a character, the
character set that an escape chose.  The chunks together give what the whole gives, wherever
they are cut.  Facts that more than one stage of detection asks are computed once.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from functools import cached_property
from typing import BinaryIO, Final

from ..errors import InputError
from .sampling import ASCII, first_high
from .signatures import declared, escape_sequences_in
from .utf8 import not_ascii, rows_of_filler

#: Bytes read from a file at a time.
BLOCK = 1 << 20
#: Files of at most this many bytes are ranked as a whole.
READ_WHOLE: Final = 1 << 20
#: Bytes taken from each of these places of a larger file: its beginning, the line of its
#: first high byte, and its end.
_LONG_SAMPLE: Final = 1 << 16
#: Bytes taken from each of ``_PLACES`` places in between.
_SHORT_SAMPLE: Final = 1 << 14
_PLACES: Final = 8
#: Bytes before the first high byte within which the beginning of its line is looked for.
_LINE: Final = 4096
#: Bytes of the last chunk in which an escape sequence of the next chunk may begin.
_OVERLAP: Final = 4096
#: Bytes before and after the first high byte in which ASCII letters are counted, and how many
#: letters a high byte make the text mostly Latin.
_BEFORE_HIGH: Final = 100
_AFTER_HIGH: Final = 300
_LATIN_RATIO: Final = 6
_LETTERS: Final = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B)))
#: Encodings of domain names, in which the end of a name tells of its beginning.
_AT_ONCE: Final = frozenset({"idna", "punycode"})


class Input:
    """Bytes in memory, or a file that is open for reading bytes and seekable.

    All methods that read a file raise InputError where it cannot be read.

    >>> import io
    >>> for source in (b"caf\\xe9", io.BytesIO(b"caf\\xe9")):
    ...     data = Input(source)
    ...     data.size, data.first_high, data.decodes("utf-8"), data.decodes("cp1252")
    (4, 3, False, True)
    (4, 3, False, True)
    """

    #: The code of the language that the caller says the text is in: a hint.
    language: str | None
    #: The codec of the encoding that a file beside this one declares, if any.
    declared_beside: str | None
    #: The number of bytes.
    size: int
    _data: bytes
    _file: BinaryIO | None

    def __init__(
        self,
        source: bytes | BinaryIO,
        language: str | None = None,
        declared_beside: str | None = None,
    ) -> None:
        self.language = None if language is None else _model_of(language)
        self.declared_beside = declared_beside
        if isinstance(source, bytes | bytearray | memoryview):
            self._data, self._file = bytes(source), None
            self.size = len(source)
        else:
            self._data, self._file = b"", source
            self.size = source.seek(0, os.SEEK_END)
        self._decoded: tuple[str, int, str] | None = None

    def read_at(self, position: int, size: int) -> bytes:
        """Return ``size`` bytes from an offset on, fewer at the end."""
        if self._file is None:
            return self._data[position : position + size]
        try:
            self._file.seek(position)
            return self._file.read(size)
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            raise InputError(
                f"{reason} at byte {position}; leave it out, or name another"
            ) from None

    def head(self, size: int) -> bytes:
        """Return the first ``size`` bytes."""
        return self.read_at(0, size)

    def chunks(self, start: int = 0, size: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from an offset on: ``size`` or ``BLOCK`` at a time, or all from memory.

        >>> list(Input(b"abcde").chunks(1, 2))
        [b'bc', b'de']
        """
        position = start
        at_a_time = size or (BLOCK if self._file is not None else max(1, self.size))
        while data := self.read_at(position, at_a_time):
            yield data
            position += len(data)

    def all(self) -> bytes:
        """Return all bytes."""
        return b"".join(self.chunks()) if self._file is not None else self._data

    def texts(
        self, codec: str, errors: str = "strict", start: int = 0, size: int | None = None
    ) -> Iterator[str]:
        """Yield the text from an offset on, in pieces that are not empty.

        Raises UnicodeError as the error handler ``errors`` does.

        >>> list(Input("déjà".encode()).texts("utf-8", size=2))
        ['d', 'éj', 'à']
        """
        if self._file is None and size is None:
            try:
                text = self.text(codec, start)
            except UnicodeDecodeError:
                text = (self._data[start:] if start else self._data).decode(codec, errors)
            if text:
                yield text
            return
        decoder = decoder_for(codec, errors)
        for data in self.chunks(start, size):
            if text := decoder.decode(data):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text

    def decodes(self, codec: str, start: int = 0) -> bool:
        """Tell whether a codec decodes all bytes from an offset on."""
        return self.first_error(codec, start) is None

    def first_error(self, codec: str, start: int = 0) -> tuple[int, str] | None:
        """Return where a codec first fails from an offset on, and why; None if it does not.

        Raises UnicodeError where a codec for domain names does not say where.

        >>> Input(b"caf\\xe9 noir").first_error("utf-8")
        (3, 'invalid continuation byte')
        """
        if self._file is None:
            try:
                self.text(codec, start)
            except UnicodeDecodeError as error:
                return start + error.start, error.reason
            return None
        decoder = decoder_for(codec)
        position = start
        pending = b""
        try:
            for data in self.chunks(start):
                pending = decoder.getstate()[0]
                decoder.decode(data)
                position += len(data)
            pending = decoder.getstate()[0]
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return position - len(pending) + error.start, error.reason
        return None

    def text(self, codec: str, start: int = 0) -> str:
        """Return the text from an offset on.  Raises UnicodeError.

        The last text is remembered, for it is often that of the encoding that is found.
        """
        if self._decoded is None or self._decoded[:2] != (codec, start):
            data = self.all()
            self._decoded = codec, start, (data[start:] if start else data).decode(codec)
        return self._decoded[2]

    @cached_property
    def declared(self) -> str | None:
        """The codec of the encoding that a file beside the text declares, or its beginning."""
        return self.declared_beside or declared(self.head(4096))

    @cached_property
    def is_mostly_latin(self) -> bool:
        """Whether ASCII letters outnumber high bytes by far around the first high byte."""
        start = max(0, self.first_high - _BEFORE_HIGH)
        around = self.read_at(start, self.first_high + _AFTER_HIGH - start)
        letters = len(around) - len(around.translate(None, _LETTERS))
        return letters > _LATIN_RATIO * len(around.translate(None, ASCII))

    @property
    def is_ascii(self) -> bool:
        """Whether all bytes are below 0x80."""
        return self._data.isascii() if self._file is None else self._walked[0] == self.size

    @cached_property
    def first_high(self) -> int:
        """The offset of the first byte from 0x80 on; the size if there is none."""
        return first_high(self._data) if self._file is None else self._walked[0]

    @property
    def escape_sequences(self) -> frozenset[str]:
        """The encodings whose escape sequences stand in the bytes, if these are ASCII."""
        if self._file is not None:
            return self._walked[1]
        found = escape_sequences_in(self._data)
        return found if not found or self._data.isascii() else frozenset()

    @property
    def is_utf8(self) -> bool:
        """Whether all bytes are UTF-8."""
        return self.decodes("utf-8") if self._file is None else self._walked[2]

    @cached_property
    def _walked(self) -> tuple[int, frozenset[str], bool]:
        """The three facts above, of a file: gone through once, as long as it is UTF-8."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        escapes: frozenset[str] = frozenset()
        high: int | None = None
        position = 0
        before = b""
        for data in self.chunks():
            if high is None and data.isascii():
                escapes |= escape_sequences_in(before + data)
                before = (before + data)[-_OVERLAP:]
                position += len(data)
                continue
            if high is None:
                high = position + len(data) - len(data.lstrip(ASCII))
            try:
                decoder.decode(data)
            except UnicodeDecodeError:
                return high, frozenset(), False
        if high is not None:
            return high, frozenset(), not decoder.getstate()[0]
        return position, escapes, True

    @cached_property
    def utf8_counts(self) -> tuple[int, int]:
        """The numbers of sound UTF-8 characters of several bytes, and of bytes that are none."""
        several = sound = 0
        for text in self.texts("utf-8", "ignore"):
            several += not_ascii(text)
            sound += len(text.encode())
        return several, self.size - sound

    @cached_property
    def filler(self) -> tuple[int, int]:
        """The number of bytes that are one byte over and over, and of the runs that they are in."""
        size = runs = 0
        rest = b""
        for chunk in self.chunks():
            data = rest + chunk
            last = len(data) - len(data.rstrip(data[-1:])) if len(data) <= 2 * len(chunk) else 0
            rest = data[len(data) - last :]
            for length in rows_of_filler(data[: len(data) - last]):
                size += length
                runs += 1
        for length in rows_of_filler(rest):
            size += length
            runs += 1
        return size, runs

    def sampled(self) -> Input:
        """Return the part on which encodings are ranked, in memory.

        That is all of what is in memory, and of a file up to ``READ_WHOLE`` bytes.  Of a
        larger file it is the beginning, the place of the first high byte, the end, and
        places in between, each of which begins with a line: there all encodings are in step.
        """
        if self._file is None:
            return self
        if self.size <= READ_WHOLE:
            return Input(self.all(), self.language, self.declared_beside)
        first = self.first_high if self.first_high < self.size else 0
        places = [(0, _LONG_SAMPLE), (self._line_start(first), _LONG_SAMPLE)]
        step = (self.size - first) // (_PLACES + 1)
        places += [(first + n * step, _SHORT_SAMPLE) for n in range(1, _PLACES + 1)]
        places.append((self.size - _LONG_SAMPLE, _LONG_SAMPLE))
        found = [self.read_at(at, length) for at, length in places]
        found[2:] = [sample[sample.find(b"\n") + 1 :] for sample in found[2:]]
        joined = b"\n".join(found)
        # the sample is as odd or even as the file, for the length tells of UTF-16
        even = len(joined) - (len(joined) - self.size) % 2
        return Input(joined[:even], self.language, self.declared_beside)

    def _line_start(self, offset: int) -> int:
        """Return where the line of an offset begins, if that is not far."""
        start = max(0, offset - _LINE)
        return start + self.read_at(start, offset - start).rfind(b"\n") + 1


def decoder_for(codec: str, errors: str = "strict") -> codecs.IncrementalDecoder:
    """Return what decodes the bytes of a text chunk by chunk.  Raises InputError.

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


def _model_of(language: str) -> str | None:
    """Return the code of the model for a language.  Raises OptionError if it is no language."""
    from ..language.tags import language_of  # most data are read without a hint

    return language_of(language).model
