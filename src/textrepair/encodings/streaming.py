"""Decoding a file that does not fit into memory: twice through it, a block at a time.

The first time tells the encoding: whether all of it is UTF-8, and samples of its beginning,
of where the first byte that is not ASCII stands, and of its end.  The second time yields
the text in blocks that end with a line, so that whoever works line by line gets the same
as from the whole.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from .decode import Decoding, codec_name, decode, decode_as_found
from .evidence import mark_of
from .sampling import ASCII

_BLOCK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
#: A line that is longer than so many blocks, and bytes, is cut at a blank.
_MOST_BLOCKS: Final = 16
_LONG_LINE: Final = 1 << 20


def decode_blocks(
    file: BinaryIO, *, encoding: str | None = None, block: int = _BLOCK
) -> Iterator[Decoding]:
    """Yield the text of a file in blocks of about ``block`` bytes, each the end of a line.

    ``file`` must be open for reading bytes, and seekable.  The blocks are in one encoding,
    that given or that found, and their bytes are all bytes of the file: what does not
    decode is kept, as ``decode(mixed=False)`` does.  ``errors`` count from the beginning of
    the block.  Raises UnknownEncoding.

    >>> import io
    >>> file = io.BytesIO(b"un caf\\xe9\\ndeux caf\\xe9s\\n" * 2)
    >>> [part.text for part in decode_blocks(file, block=8)][:2]
    ['un café\\n', 'deux cafés\\n']
    """
    name, mark = _form(file, encoding, block)
    file.seek(0)
    for data in _lines(file, block, name):
        yield decode_as_found(data, name, mark if data.startswith(mark) else b"")
        mark = b""


def _form(file: BinaryIO, encoding: str | None, block: int) -> tuple[str, bytes]:
    """Return the encoding of a file, and its byte order mark."""
    file.seek(0)
    marked = mark_of(file.read(_SAMPLE))
    if encoding is not None:
        name = codec_name(encoding)
        return name, marked[0] if marked and marked[1] == name else b""
    if marked:
        return marked[1], marked[0]
    sample, is_utf8 = _sampled(file, block)
    return ("utf-8" if is_utf8 else decode(sample).encoding), b""


def _sampled(file: BinaryIO, block: int) -> tuple[bytes, bool]:
    """Return samples of a file, and whether all of it is UTF-8 without control bytes."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    beginning = high = end = b""
    while data := file.read(max(block, _SAMPLE)):
        beginning = beginning or data[:_SAMPLE]
        if not high and not data.isascii():
            high = data[len(data) - len(data.lstrip(ASCII)) :][:_SAMPLE]
        end = (end + data)[-_SAMPLE:]
        is_utf8 = is_utf8 and _continues(decoder, data)
    is_utf8 = is_utf8 and not decoder.getstate()[0]
    if len(beginning) < _SAMPLE:
        return beginning, is_utf8 and decode(beginning).encoding == "utf-8"
    if decode(beginning).encoding.startswith(("utf-16", "utf-32")):
        return beginning, False
    return b"\n".join((beginning, high, end)), is_utf8


def _continues(decoder: codecs.IncrementalDecoder, data: bytes) -> bool:
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: BinaryIO, block: int, name: str) -> Iterator[bytes]:
    """Yield all bytes of a file in blocks that end with a line, as far as lines are that short."""
    line_end, blank = "\n".encode(name), " ".encode(name)
    longest = max(_MOST_BLOCKS * block, _LONG_LINE)
    rest = bytearray()
    while data := file.read(block):
        searched = max(0, len(rest) - len(line_end))
        rest += data
        cut = _cut(rest, line_end, searched)
        if not cut and len(rest) > longest:
            cut = _cut(rest, blank, 0) or len(rest)
        if cut:
            yield bytes(rest[:cut])
            del rest[:cut]
    if rest:
        yield bytes(rest)


def _cut(data: bytearray, unit: bytes, start: int) -> int:
    """Return the end of the last ``unit`` from ``start`` on that is in step, 0 if there is none."""
    end = len(data)
    while (found := data.rfind(unit, start, end)) >= 0:
        if found % len(unit) == 0:
            return found + len(unit)
        end = found + len(unit) - 1
    return 0
