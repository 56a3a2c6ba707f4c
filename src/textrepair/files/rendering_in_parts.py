"""The repaired parts of a large file as the bytes to be written, checked as they are made."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..detection import decoder_for
from ..edits import Repair
from ..errors import InputError, OutputError
from .encode import NOT_UNDONE, Place, cannot_hold, is_form, misread, no_stray_bytes, not_given_back
from .large import LargeDocument
from .streams import Encoder, RoundTripCheck


def is_as_it_was(document: LargeDocument, *, changed: bool, to: str | None) -> bool:
    """Tell whether what is to be written is the file as it is.

    Raises UnknownEncoding, and OutputError where the file has no place in another encoding.
    """
    if changed or to is None or is_form(to, document.form):
        return not changed
    position = 0
    for data in render_parts(document, _unchanged(document), changed=False, to=to):
        if document.data.read_at(position, len(data)) != data:
            return False
        position += len(data)
    return position == document.size


def render_parts(
    document: LargeDocument, repairs: Iterable[Repair], *, changed: bool, to: str | None = None
) -> Iterator[bytes]:
    """Yield the bytes of a repaired file, as ``render`` returns them for one that is read at once.

    All repairs are gone through, whether anything is ``changed`` or not.  Raises OutputError in
    the midst of it, and UnknownEncoding.
    """
    if to is not None and not is_form(to, document.form):
        yield from _rendered(repairs, *_conversion(to), to, None)
    elif changed:
        yield document.form.mark
        codec = document.form.encoding
        untouched, check = _Untouched(document), RoundTripCheck(codec)
        yield from _rendered(repairs, Encoder(codec).encode, check, codec, untouched)
    else:
        deque(repairs, maxlen=0)
        yield from document.blocks()


def _unchanged(document: LargeDocument) -> Iterator[Repair]:
    return (Repair(text, text) for text in document.texts())


#: Encodes the next piece of a text; ``final`` tells that it is the last.
_Encode = Callable[..., bytes]


def _conversion(to: str) -> tuple[_Encode, RoundTripCheck]:
    """Return what encodes a text for another encoding, and what reads it again."""
    info = codecs.lookup(to)
    try:
        decoder_for(info.name)
    except InputError:
        raise OutputError(f"{to} cannot be written piece by piece; pass --to utf-8") from None
    encoder = codecs.getincrementalencoder(info.name)()

    def encode(text: str, *, final: bool = False) -> bytes:
        return encoder.encode(text, final)

    return encode, RoundTripCheck(info.name)


def _rendered(
    repairs: Iterable[Repair],
    encode: _Encode,
    proof: RoundTripCheck,
    encoding: str,
    untouched: _Untouched | None,
) -> Iterator[bytes]:
    """Yield each repaired part; ``untouched`` is None where stray bytes have no place."""
    place = Place()
    for repair in repairs:
        if repair.undo() != repair.original:
            raise OutputError(NOT_UNDONE)
        if untouched is not None:
            untouched.check(repair.original)
        else:
            no_stray_bytes(repair.text, encoding, place)
        try:
            data = encode(repair.text)
        except UnicodeEncodeError as error:
            raise cannot_hold(error, encoding, place) from None
        if not proof.holds(repair.text, data):
            raise misread(encoding)
        place = place.after(repair.text)
        yield data
    data = encode("", final=True)
    if not proof.holds("", data, final=True):
        raise misread(encoding)
    if untouched is not None:
        untouched.check("", final=True)
    yield data


@dataclass
class _Untouched:
    """Makes sure that what no edit touches keeps its bytes."""

    document: LargeDocument

    def __post_init__(self) -> None:
        self._encoder = Encoder(self.document.form.encoding)
        self._position = len(self.document.form.mark)

    def check(self, text: str, *, final: bool = False) -> None:
        """Compare the next piece of the original with the bytes of the file."""
        try:
            data = self._encoder.encode(text, final=final)
        except UnicodeEncodeError:
            raise not_given_back(self.document.form.encoding) from None
        same = self.document.data.read_at(self._position, len(data)) == data
        self._position += len(data)
        if not same or (final and self._position != self.document.size):
            raise not_given_back(self.document.form.encoding)
