"""A repaired text as the bytes to be written, checked before anything is written."""

from __future__ import annotations

import codecs

from ..edits import Repair
from ..encodings.decode import Decoding, codec_name
from ..encodings.stray import STRAY, decode_keeping
from ..errors import OutputError
from .reading import Document

#: Codecs that write a mark because their name says so; the rest write none.
_MARKING = ("utf-8-sig", "utf-16", "utf-32")


def render(document: Document, repair: Repair, *, to: str | None = None) -> bytes:
    """Return the bytes of a repaired document, in its own form or in the encoding ``to``.

    Before it returns, it makes sure that undoing the repair gives the document back, and
    that the bytes say what the repair says.  Raises OutputError where they do not, and
    where the encoding cannot hold the text; UnknownEncoding for a ``to`` that is none.
    """
    decoding = document.decoding
    if repair.undo() != document.text:
        raise OutputError(
            "the repair cannot be undone, so it is not made; please report this as a defect"
        )
    if to is not None and not _is_form(to, decoding):
        return _convert(repair.text, to)
    if not repair.changed:
        return document.data
    _check_form(document)
    try:
        data = decoding.encode(repair.text)
    except UnicodeEncodeError as error:
        raise _cannot_hold(error, decoding.encoding) from None
    if decoding.read(data) != repair.text:
        raise _misread(decoding.encoding)
    return data


def _is_form(to: str, decoding: Decoding) -> bool:
    """Tell whether a text already is in an encoding; that keeps its mark, or the lack of one."""
    if codec_name(to) != decoding.encoding:
        return False
    return codecs.lookup(to).name not in _MARKING or decoding.had_bom


def _check_form(document: Document) -> None:
    """Make sure that what no edit touches keeps its bytes."""
    decoding = document.decoding
    if not decoding.gives_bytes_back or _again(decoding, document.text) != document.data:
        raise OutputError(
            f"{decoding.encoding} would not give the untouched bytes back; pass --to utf-8"
        )


def _again(decoding: Decoding, text: str) -> bytes | None:
    try:
        return decoding.encode(text)
    except UnicodeEncodeError:
        return None


def _convert(text: str, to: str) -> bytes:
    """Encode for another encoding than the text came in; stray bytes have no place there."""
    stray = STRAY.search(text)
    if stray:
        raise OutputError(
            f"a stray byte at {_place(text, stray.start())} is nothing in {to}; "
            "leave --to out to keep it, or name the right --encoding"
        )
    name = codecs.lookup(to).name
    try:
        data = text.encode(name)
    except UnicodeEncodeError as error:
        raise _cannot_hold(error, to) from None
    if decode_keeping(data, name) != text:
        raise _misread(to)
    return data


def _cannot_hold(error: UnicodeEncodeError, encoding: str) -> OutputError:
    char = error.object[error.start]
    shown = repr(char) if char.isprintable() else f"U+{ord(char):04X}"
    return OutputError(
        f"{encoding} cannot hold {shown} at {_place(error.object, error.start)}; pass --to utf-8"
    )


def _misread(encoding: str) -> OutputError:
    return OutputError(
        f"the repaired text does not survive {encoding}, so it is not written; pass --to utf-8"
    )


def _place(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"
