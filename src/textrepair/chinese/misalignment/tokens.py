"""What is to be seen of GBK text that was glossed, cut and read byte by byte, as tokens of bytes.

A token is what the decoder gave out at once: two bytes read as a character, one byte of ASCII, a
mark at which the text was cut, or a ``?`` for what was lost.  Glosses are no bytes of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from ..gbk import LEADS, beginning_with, two_bytes
from ..pinyin import LONGEST, READING, is_reading, readers_of

#: The bytes of the marks at which the text was cut, by what is to be seen of them: two of them
#: are folded to ASCII.
CUT_BYTES: Final = {
    "!": b"\xa3\xa1",
    "！": b"\xa3\xa1",
    ",": b"\xa3\xac",
    "，": b"\xa3\xac",
    "？": b"\xa3\xbf",
}

#: So many marks in a row can be what is left of lost bytes, as in ``?!!?``; people type more.
MARKS_IN_A_ROW: Final = 4
_SHOUTING: Final = re.compile(rf"[?!]{{{MARKS_IN_A_ROW + 1}}}")

_READING: Final = rf"({READING})\)"
_EATEN_GLOSS: Final = re.compile(r"\?" + _READING)
_WHOLE_GLOSS: Final = re.compile(r"\(" + _READING)
_GLOSS_BEFORE: Final = re.compile(rf"\({READING}\)\Z")


class Kind(Enum):
    """What a token is."""

    PAIR = auto()  # two bytes, read as a character
    ASCII = auto()  # one byte
    CUT = auto()  # a mark: its one byte of ASCII, or the two bytes of the fullwidth one
    LOST = auto()  # a ? that stands for a lead byte, maybe with the byte that was eaten after it
    OTHER = auto()  # a character that GBK does not hold in two bytes


@dataclass(frozen=True, slots=True)
class Token:
    """What the decoder gave out at once, at ``start`` to ``end`` of the text (code points).

    ``text`` is what is to be seen, without a gloss behind a PAIR.  ``reading`` is that of the
    gloss behind what is LOST or ASCII.  Of a LOST token, ``leads`` are the bytes it can be where
    it begins a character; ``alone`` tells whether nothing need have been eaten after it.  Where
    its gloss is whole, nothing was eaten: it is a byte that is no lead byte.
    """

    kind: Kind
    start: int
    end: int
    text: str
    data: bytes = b""
    reading: str = ""
    leads: tuple[int, ...] = ()
    alone: bool = False

    @property
    def last(self) -> int:
        """The last byte, 0 if it is not known."""
        return self.data[-1] if self.data else 0


def is_anchor(token: Token) -> bool:
    """Tell whether the text can fall out of step at a token."""
    return bool(token.leads)


def tokens_from(text: str, start: int) -> Iterator[Token]:
    """Yield the tokens of a text from an offset up to the end of the line."""
    last = _byte_before(text, start)
    position = start
    while position < len(text) and text[position] not in "\r\n":
        token = _token(text, position, last)
        yield token
        position, last = token.end, token.last


def _token(text: str, at: int, last: int) -> Token:
    char = text[at]
    if char == "?":
        return _lost(text, at, last)
    if char in CUT_BYTES:
        return Token(Kind.CUT, at, at + 1, char, CUT_BYTES[char])
    gloss = _WHOLE_GLOSS.match(text, at + 1)
    if char < "\x80":
        end, reading = (gloss.end(), gloss[1]) if gloss else (at + 1, "")
        return Token(Kind.ASCII, at, end, text[at:end], char.encode(), reading)
    data = two_bytes(char)
    if not data:
        return Token(Kind.OTHER, at, at + 1, char)
    end = gloss.end() if gloss and is_reading(gloss[1], char) else at + 1
    return Token(Kind.PAIR, at, end, char, data)


def _lost(text: str, at: int, last: int) -> Token:
    gloss = _EATEN_GLOSS.match(text, at)
    if gloss and readers_of(gloss[1]).main:
        leads = bytes_read(last, gloss[1])
        return Token(Kind.LOST, at, gloss.end(), "?", b"", gloss[1], leads, alone=True)
    gloss = _WHOLE_GLOSS.match(text, at + 1)
    if gloss and readers_of(gloss[1]).main:
        return Token(Kind.LOST, at, gloss.end(), text[at : gloss.end()], b"", gloss[1])
    after = text[at + 1 : at + 2]
    before_cut = after in CUT_BYTES and not _is_shouting(text, at)
    leads = tuple(LEADS) if before_cut and last else ()
    alone = before_cut or after in ("", "\r", "\n")
    return Token(Kind.LOST, at, at + 1, "?", b"", "", leads, alone=alone)


def _is_shouting(text: str, at: int) -> bool:
    """Tell whether an offset is within more marks in a row than the loss of bytes gives."""
    around = text[max(0, at - MARKS_IN_A_ROW) : at + MARKS_IN_A_ROW + 1]
    return _SHOUTING.search(around) is not None


def bytes_read(first: int, reading: str) -> tuple[int, ...]:
    """Return the bytes that make, after this one, a character with this reading; of 0: any byte.

    >>> 0xB5 in bytes_read(0x94, "shù")  # 數 is 94 B5
    True
    """
    if not first:
        return tuple(LEADS)
    readers = readers_of(reading)
    known = {*readers.main, *readers.further}
    return tuple(trail for trail, char in beginning_with(first) if char in known)


def _byte_before(text: str, at: int) -> int:
    """Return the last byte of the character before an offset, glosses aside; 0 if unknown."""
    gloss = _GLOSS_BEFORE.search(text, max(0, at - LONGEST - 2), at)
    place = gloss.start() if gloss else at
    before = text[place - 1 : place] if place else ""
    if not before or before == "?":
        return 0
    if before in CUT_BYTES:
        return CUT_BYTES[before][-1]
    return before.encode()[0] if before < "\x80" else (two_bytes(before) or b"\0")[-1]
