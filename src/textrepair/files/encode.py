"""A repaired text as the bytes to be written, checked before anything is written."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

from ..detection import Decoding, TextFormat, codec_name
from ..edits import Repair
from ..encodings.stray_bytes import STRAY, decode_keeping
from ..errors import OutputError
from .document import Document

NOT_UNDONE: Final = "the repair cannot be undone, so it is not made; please report this as a defect"
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
        raise OutputError(NOT_UNDONE)
    if to is not None and not is_form(to, decoding):
        return _convert(repair.text, to)
    if not repair.changed:
        return document.data
    _check_form(document)
    try:
        data = decoding.encode(repair.text)
    except UnicodeEncodeError as error:
        raise cannot_hold(error, decoding.encoding, Place()) from None
    if decoding.read(data) != repair.text:
        raise misread(decoding.encoding)
    return data


def is_form(to: str, decoding: TextFormat) -> bool:
    """Tell whether a text already is in an encoding; that keeps its mark, or the lack of one."""
    if codec_name(to) != decoding.encoding:
        return False
    return codecs.lookup(to).name not in _MARKING or decoding.had_bom


def _check_form(document: Document) -> None:
    """Make sure that what no edit touches keeps its bytes."""
    decoding = document.decoding
    if not decoding.gives_bytes_back or _again(decoding, document.text) != document.data:
        raise not_given_back(decoding.encoding)


def _again(decoding: Decoding, text: str) -> bytes | None:
    try:
        return decoding.encode(text)
    except UnicodeEncodeError:
        return None


def _convert(text: str, to: str) -> bytes:
    """Encode for another encoding than the text came in; stray bytes have no place there."""
    no_stray_bytes(text, to, Place())
    name = codecs.lookup(to).name
    try:
        data = text.encode(name)
    except UnicodeEncodeError as error:
        raise cannot_hold(error, to, Place()) from None
    if decode_keeping(data, name) != text:
        raise misread(to)
    return data


def no_stray_bytes(text: str, to: str, place: Place) -> None:
    """Make sure that a text, which begins at a place, holds no stray bytes."""
    stray = STRAY.search(text)
    if stray:
        raise OutputError(
            f"a stray byte at {place.within(text, stray.start())} is nothing in {to}; "
            "leave --to out to keep it, or name the right --encoding"
        )


def cannot_hold(error: UnicodeEncodeError, encoding: str, place: Place) -> OutputError:
    """Return the error that says which character of a text has no place in an encoding."""
    char = error.object[error.start]
    shown = repr(char) if char.isprintable() else f"U+{ord(char):04X}"
    where = place.within(error.object, error.start)
    return OutputError(f"{encoding} cannot hold {shown} at {where}; pass --to utf-8")


def misread(encoding: str) -> OutputError:
    """Return the error that says that bytes would not say what they are to say."""
    return OutputError(
        f"the repaired text does not survive {encoding}, so it is not written; pass --to utf-8"
    )


def not_given_back(encoding: str) -> OutputError:
    """Return the error that says that what no edit touches would change."""
    return OutputError(f"{encoding} would not give the untouched bytes back; pass --to utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text begins: so many lines, and so many characters of its line, before it."""

    lines: int = 0
    characters: int = 0

    def within(self, text: str, offset: int) -> str:
        """Return the place of a character, in words.

        >>> Place(3, 7).within("a\\nb", 0), Place(3, 7).within("a\\nb", 2)
        ('line 4, column 8', 'line 5, column 1')
        """
        there = self.after(text[:offset])
        return f"line {there.lines + 1}, column {there.characters + 1}"

    def after(self, text: str) -> Place:
        """Return where what follows a text begins."""
        end = text.rfind("\n") + 1
        begun = 0 if end else self.characters
        return Place(self.lines + text.count("\n"), begun + len(text) - end)
