"""HTML entities in text that is not HTML.

Looks like:    Tom &amp; Jerry, caf&eacute;, it&#x2019;s, &amp;amp;lt;
Happens when:  a program takes text out of HTML without unescaping it, or escapes the text again
               each time a form is saved.
Undone by:     reading each entity that ends in a semicolon as the character it names, layer by
               layer, in one scan of the text.
Left alone:    all entities of a text that holds a tag, because that text is HTML; names without a
               semicolon (this&not that); names that HTML does not have; references to no
               character, such as &#0; and &#xD800;.
Example:
    >>> import textrepair
    >>> textrepair.fix("P&eacute;rez &amp;amp; Cie", profile="normalize")
    'Pérez & Cie'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "html-entities"
TRIGGER: Final = Trigger(first="&", then="[#0-9A-Za-z&]", ascii=True)

CONFIDENCE: Final = 0.95

#: The longest name of HTML has 31 characters.
_LONGEST: Final = 32

_TAG: Final = re.compile("<[A-Za-z/!?]")
_MARKS: Final = re.compile("[&;]")
_NUMBER: Final = re.compile("#(?:([0-9]{1,10})|[xX]([0-9A-Fa-f]{1,8}))")


@dataclass(slots=True)
class _Piece:
    """A piece of the text as it stands, and the span it comes from."""

    text: str
    start: int
    end: int
    changed: bool = False


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each entity, with all layers of its escaping."""
    yield from next(find_in_chunks((text,), options))


def find_in_chunks(chunks: Iterable[str], options: Options) -> Iterator[Iterable[Edit]]:
    """Yield the edits of each chunk; the text is HTML if any chunk holds a tag."""
    del options
    is_html = any(_TAG.search(text) for text in chunks)
    for text in chunks:
        yield () if is_html else _edits(text)


def _edits(text: str) -> Iterator[Edit]:
    for piece in _unescaped(text):
        if piece.changed:
            before = text[piece.start : piece.end]
            message = "an HTML entity in text that is no HTML"
            yield Edit(
                NAME, piece.start, piece.end, before, piece.text, message, confidence=CONFIDENCE
            )


def inflict(text: str, rng: Random) -> str:
    """Escape ampersands, quotes and some of the characters beyond ASCII; nothing in HTML."""
    if _TAG.search(text) or _MARKS.search(text):
        return text
    return "".join(
        f"&#{ord(char)};"
        if char in "\"'" or ("\xa1" <= char <= "\u024f" and rng.random() < 0.5)
        else char
        for char in text
    )


def _unescaped(text: str) -> list[_Piece]:
    """Return the pieces of a text; a semicolon closes the last ampersand that still is open."""
    pieces: list[_Piece] = []
    open_at: list[int] = []
    position = 0
    for match in _MARKS.finditer(text):
        at = match.start()
        if at > position:
            pieces.append(_Piece(text[position:at], position, at))
        position = at + 1
        if match[0] == "&":
            open_at.append(len(pieces))
            pieces.append(_Piece("&", at, position))
        else:
            _close(pieces, open_at, _Piece(";", at, position))
    if position < len(text):
        pieces.append(_Piece(text[position:], position, len(text)))
    return pieces


def _close(pieces: list[_Piece], open_at: list[int], semicolon: _Piece) -> None:
    """Add a semicolon, which may end an entity, whose character may be a semicolon again."""
    while semicolon.text == ";" and open_at:
        first = open_at.pop()
        inside = pieces[first + 1 :] if len(pieces) - first <= _LONGEST + 1 else []
        stands_for = _character("".join(piece.text for piece in inside))
        if not stands_for:
            open_at.clear()  # what is open further back would have a semicolon inside
            break
        start = pieces[first].start
        del pieces[first:]
        semicolon = _Piece(stands_for, start, semicolon.end, changed=True)
    if semicolon.text == "&":
        open_at.append(len(pieces))
    pieces.append(semicolon)


def _character(inside: str) -> str:
    """Return what stands between an ampersand and a semicolon stands for; "" if for nothing.

    >>> _character("eacute"), _character("#x41"), _character("#0"), _character("nosuch")
    ('é', 'A', '', '')
    """
    if len(inside) > _LONGEST:
        return ""
    number = _NUMBER.fullmatch(inside)
    if not number:
        return _entities().get(f"&{inside};", "")
    from html import unescape

    code = int(number[1]) if number[1] else int(number[2], 16)
    char = unescape(f"&{inside};") if 0 < code <= 0x10FFFF else ""
    return "" if char == "\ufffd" != chr(code) else char


@cache
def _entities() -> dict[str, str]:
    """Return the entities that end in a semicolon, also in capitals, from ftfy's table."""
    from ftfy.chardata import HTML_ENTITIES

    return {entity: char for entity, char in HTML_ENTITIES.items() if entity.endswith(";")}


RULE: Final = Rule(
    name=NAME,
    summary="HTML entities in text that is no HTML",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.DOCUMENT,
    find_in_chunks=find_in_chunks,
)
