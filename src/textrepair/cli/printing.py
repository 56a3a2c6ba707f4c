"""Texts on standard output: byte for byte, but on a terminal nothing that steers it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from ..detection import Input
from ..files.streams import keeping_decoder
from ..pipeline.spool import Held
from ..reports.escaping import harmless
from .output import is_terminal, write_bytes, write_text


def print_whole(text: str, data: bytes) -> None:
    """Print a text, which these bytes say."""
    if is_terminal(sys.stdout):
        write_text(harmless(text))
    else:
        write_bytes(data)


def print_parts(pieces: Iterable[bytes], encoding: str, *, safe: bool) -> None:
    """Print a text that comes in pieces, as bytes.

    If making them can fail (they are not ``safe``), all are made before any is printed.
    """
    show = _shown(encoding) if is_terminal(sys.stdout) else write_bytes
    if safe:
        for piece in pieces:
            show(piece)
        return
    with Held() as held:
        for piece in pieces:
            held.write(piece)
        for piece in Input(held.file).chunks():
            show(piece)


def _shown(encoding: str) -> Callable[[bytes], None]:
    """Return what shows the pieces of a text on a terminal."""
    decoder = keeping_decoder(encoding)

    def show(piece: bytes) -> None:
        write_text(harmless(decoder.decode(piece).removeprefix("\ufeff")))

    return show
