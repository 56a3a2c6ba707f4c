"""The bytes of a repaired document, checked before they are written."""

from __future__ import annotations

import codecs
import dataclasses
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

from ..detection import TextFormat, codec_name
from ..edits import Edit, Finding, Repair, Suggestion, apply_edits
from ..encodings.stray_bytes import STRAY, encode_keeping
from ..errors import OutputError
from .document import Document
from .position import Position
from .streams import MARKING, Encoder, RoundTripCheck, works_piece_by_piece


def encode_repaired(
    document: Document, repairs: Iterable[Repair], *, changed: bool, to: str | None = None
) -> Iterator[bytes] | None:
    """Return the bytes of a repaired document in pieces; None if they are those of the file.

    ``repairs`` are the repairs of its chunks, in order; ``changed`` tells whether any of them
    changes its chunk.  The bytes are in the format of the document, or in the encoding
    ``to``.  A piece is only given if undoing the repair gives the chunk back, if what no edit
    touches keeps its bytes, and if the bytes say what the repaired text says.

    Raises OutputError, from the iterator too, for what cannot be written; UnknownEncoding for
    a ``to`` that is none.
    """
    if to is not None and is_format(to, document.text_format):
        repairs = _without_stray_bytes(repairs, to)
    elif to is not None:
        codec = codecs.lookup(to).name
        if document.file is not None and not works_piece_by_piece(codec):
            raise OutputError(f"{to} cannot be written piece by piece; pass --to utf-8")
        return _unless_equal(document, _pieces(repairs, Encoder(codec), to))
    if to is None and not changed:
        deque(repairs, maxlen=0)
        return None
    encoder = Encoder(document.text_format.encoding)
    pieces = _pieces(repairs, encoder, encoder.codec, UntouchedBytesCheck(document))
    return _unless_equal(document, chain((document.text_format.mark,), pieces))


def fitting(repair: Repair, codec: str) -> Repair:
    """Return a repair without the edits that write what an encoding cannot hold.

    Each becomes a finding, which says so and suggests what the edit would write.

    >>> import textrepair
    >>> repair = fitting(textrepair.repair("cafÃ©, ÐŸÑ€Ð¸Ð²ÐµÑ‚!"), "cp1252")
    >>> repair.text, repair.findings[0].message
    ('café, ÐŸÑ€Ð¸Ð²ÐµÑ‚!', "not repaired: cp1252 cannot hold 'П'")
    """
    if codec.startswith("utf-") or codec == "gb18030":
        return repair
    lacking = {edit: lacks for edit in repair.edits if (lacks := _lacking(edit, codec))}
    if not lacking:
        return repair
    edits = tuple(edit for edit in repair.edits if edit not in lacking)
    said = [
        Finding(
            edit.rule,
            edit.start,
            edit.end,
            edit.before,
            f"not repaired: {codec} cannot hold {lacks}",
            (Suggestion(edit.after, edit.confidence, edit.message),),
        )
        for edit, lacks in lacking.items()
    ]
    findings = sorted((*repair.findings, *said), key=lambda finding: finding.start)
    return dataclasses.replace(
        repair,
        text=apply_edits(repair.original, edits),
        edits=edits,
        findings=tuple(findings),
    )


def _lacking(edit: Edit, codec: str) -> str:
    """Return what an encoding lacks of what an edit writes, as shown; nothing if it holds it all.

    Nothing is gained by leaving an edit out whose place cannot be written as it stands.
    """
    try:
        encode_keeping(edit.before, codec)
    except UnicodeError:
        return ""
    try:
        encode_keeping(edit.after, codec)
    except UnicodeEncodeError as error:
        return _shown(error.object[error.start])
    except UnicodeError:
        return _shown(edit.after[:1])
    return ""


def _shown(char: str) -> str:
    return repr(char) if char.isprintable() else f"U+{ord(char or chr(0)):04X}"


def _without_stray_bytes(repairs: Iterable[Repair], to: str) -> Iterator[Repair]:
    """Yield repairs; raise OutputError for one whose text holds bytes that are no ``to``."""
    begins = Position()
    for repair in repairs:
        stray = STRAY.search(repair.text)
        if stray:
            raise _stray_error(repair.text, stray.start(), to, begins)
        begins = begins.after(repair.text)
        yield repair


def is_format(to: str, form: TextFormat) -> bool:
    """Tell whether a text already is in an encoding; that keeps its mark, or the lack of one."""
    if codec_name(to) != form.encoding:
        return False
    return codecs.lookup(to).name not in MARKING or form.had_bom


def _unless_equal(document: Document, pieces: Iterator[bytes]) -> Iterator[bytes] | None:
    """Return pieces as they are; None if they are together the bytes of the document."""
    position = 0
    for piece in pieces:
        if document.data.read_at(position, len(piece)) != piece:
            return chain(document.blocks(position), (piece,), pieces)
        position += len(piece)
    return None if position == document.size else document.blocks(position)


def _pieces(
    repairs: Iterable[Repair],
    encoder: Encoder,
    encoding: str,
    untouched: UntouchedBytesCheck | None = None,
) -> Iterator[bytes]:
    """Yield each repaired chunk as bytes; ``untouched`` is None where stray bytes have no place."""
    check = RoundTripCheck(encoder.codec)
    begins = Position()
    survives = True
    for repair in repairs:
        if repair.undo() != repair.original:
            raise OutputError(
                "the repair cannot be undone, so it is not made; please report this as a defect"
            )
        if untouched is not None:
            untouched.check(repair.original)
        data = _encoded(repair.text, encoder, encoding, begins, keeps_stray=untouched is not None)
        survives = survives and check.holds(repair.text, data)
        yield data
        begins = begins.after(repair.text)
    last = _encoded("", encoder, encoding, begins, final=True)
    if untouched is not None:
        untouched.check("", final=True)
    # Said at the end: a character that the encoding cannot hold tells more, wherever it is.
    if not (survives and check.holds("", last, final=True)):
        raise _loss(encoding)
    yield last


def _encoded(  # noqa: PLR0913 - what a piece is made with
    text: str,
    encoder: Encoder,
    encoding: str,
    begins: Position,
    *,
    keeps_stray: bool = True,
    final: bool = False,
) -> bytes:
    """Return a text, whose beginning is at a position, as bytes.

    Raises OutputError for the first character that cannot be written.
    """
    stray = None if keeps_stray else STRAY.search(text)
    try:
        data = encoder.encode(text[: stray.start()] if stray else text, final=final)
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        where = begins.after(error.object[: error.start])
        message = f"{encoding} cannot hold {_shown(char)} at {where}; pass --to utf-8"
        raise OutputError(message) from None
    except UnicodeError:  # codecs for domain names say no more
        raise _loss(encoding) from None
    if stray:
        raise _stray_error(text, stray.start(), encoding, begins)
    return data


def _loss(encoding: str) -> OutputError:
    """Return the error for a text that the bytes of an encoding do not say."""
    return OutputError(
        f"the repaired text does not survive {encoding}, so it is not written; pass --to utf-8"
    )


def _stray_error(text: str, at: int, to: str, begins: Position) -> OutputError:
    """Return the error for a stray byte in a text whose beginning is at a position."""
    return OutputError(
        f"a stray byte at {begins.after(text[:at])} is nothing in {to}; "
        "leave --to out to keep it, or name the right --encoding"
    )


class UntouchedBytesCheck:
    """Makes sure that what no edit touches keeps its bytes.

    It would not where a codec has two codes for a character.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._encoder = Encoder(document.text_format.encoding)
        self._position = len(document.text_format.mark)

    def check(self, text: str, *, final: bool = False) -> None:
        """Compare the next chunk of the original with the bytes of the file.

        Raises OutputError if it is encoded to other bytes.
        """
        try:
            data = self._encoder.encode(text, final=final)
        except UnicodeEncodeError:
            data = None
        if data is not None and self._document.data.read_at(self._position, len(data)) == data:
            self._position += len(data)
            if not final or self._position == self._document.size:
                return
        raise OutputError(
            f"{self._encoder.codec} would not give the untouched bytes back; pass --to utf-8"
        )
