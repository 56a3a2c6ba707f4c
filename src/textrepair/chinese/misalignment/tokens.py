"""Tokens: misaligned GBK text as the units that its decoder wrote, each with its bytes.

A token is two bytes that were read as a character, one byte of ASCII (or the byte 80, which
Windows reads as ``€``), a mark at which the converter cut the text, or a ``?`` for lost bytes.
The bytes of glosses are no bytes of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from ..gbk import EURO, LEAD_BYTES, TRAIL_ONLY, characters_beginning_with, double_byte
from ..pinyin import LONGEST_READING, READING, homophones, is_reading

#: The bytes of the marks at which converters cut, by the mark as the text shows it: fullwidth, or
#: folded to ASCII.  Not every converter cuts at all of them.
CUT_BYTES: Final = {
    "!": b"\xa3\xa1",
    "！": b"\xa3\xa1",
    ",": b"\xa3\xac",
    "，": b"\xa3\xac",
    "？": b"\xa3\xbf",
    "；": b"\xa3\xbb",
    "：": b"\xa3\xba",
}

#: Most marks in a row that lost bytes leave, as in ``?!!?``; longer rows were typed.  Set by hand.
MARKS_IN_A_ROW: Final = 4
_SHOUTING: Final = re.compile(rf"[?!]{{{MARKS_IN_A_ROW + 1}}}")

_READING: Final = rf"({READING})\)"
_EATEN_GLOSS: Final = re.compile(r"\?" + _READING)
_WHOLE_GLOSS: Final = re.compile(r"\(" + _READING)
_GLOSS_BEFORE: Final = re.compile(rf"\({READING}\)\Z")


class TokenKind(Enum):
    """The kinds of tokens, by the bytes that the decoder read."""

    PAIR = auto()  # two bytes, read as a character
    ASCII = auto()  # one byte below 0x80, or 0x80 as the euro sign
    CUT = auto()  # a mark at which the converter cut the text, always two bytes
    LOST = auto()  # a ?: a byte that could not be decoded, maybe with a byte of ASCII that it ate
    OTHER = auto()  # a character that is no pair of bytes in GBK


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the text, at ``start`` to ``end`` (code points), its gloss included.

    ``text`` is the text of the token, without the gloss of a PAIR; ``data`` its bytes, empty if
    they are unknown; ``reading`` the reading in the gloss behind a LOST or ASCII token.  For a LOST
    token, ``leads`` lists the lead bytes that can have been lost if a character begins here, and
    ``is_alone`` tells whether the lost byte may have eaten no byte.  A LOST token with a whole
    gloss ate no byte: it is a trail byte that is no lead byte.
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    data: bytes = b""
    reading: str = ""
    leads: tuple[int, ...] = ()
    is_alone: bool = False

    @property
    def last(self) -> int:
        """The last byte; 0 if it is unknown."""
        return self.data[-1] if self.data else 0

    @property
    def can_misalign(self) -> bool:
        """Whether the text can be misaligned from this token on."""
        return bool(self.leads)


def tokens_from(text: str, start: int) -> Iterator[Token]:
    """Yield the tokens of a text from an offset (code points) to the end of the line."""
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
        return Token(TokenKind.CUT, at, at + 1, char, CUT_BYTES[char])
    gloss = _WHOLE_GLOSS.match(text, at + 1)
    if char < "\x80" or char == EURO:
        end, reading = (gloss.end(), gloss[1]) if gloss else (at + 1, "")
        byte = bytes([TRAIL_ONLY]) if char == EURO else char.encode()
        return Token(TokenKind.ASCII, at, end, text[at:end], byte, reading)
    data = double_byte(char)
    if not data:
        return Token(TokenKind.OTHER, at, at + 1, char)
    end = gloss.end() if gloss and is_reading(gloss[1], char) else at + 1
    return Token(TokenKind.PAIR, at, end, char, data)


def _lost(text: str, at: int, last: int) -> Token:
    gloss = _EATEN_GLOSS.match(text, at)
    if gloss and homophones(gloss[1]).main:
        leads = trail_bytes_of(last, gloss[1])
        return Token(TokenKind.LOST, at, gloss.end(), "?", b"", gloss[1], leads, is_alone=True)
    gloss = _WHOLE_GLOSS.match(text, at + 1)
    if gloss and homophones(gloss[1]).main:
        return Token(TokenKind.LOST, at, gloss.end(), text[at : gloss.end()], b"", gloss[1])
    after = text[at + 1 : at + 2]
    before_cut = after in CUT_BYTES and not _is_shouting(text, at)
    leads = tuple(LEAD_BYTES) if before_cut and last else ()
    is_alone = before_cut or after in ("", "\r", "\n")
    return Token(TokenKind.LOST, at, at + 1, "?", b"", "", leads, is_alone=is_alone)


def _is_shouting(text: str, at: int) -> bool:
    """Tell whether an offset is in a row of more marks than lost bytes leave."""
    around = text[max(0, at - MARKS_IN_A_ROW) : at + MARKS_IN_A_ROW + 1]
    return _SHOUTING.search(around) is not None


def trail_bytes_of(lead: int, reading: str) -> tuple[int, ...]:
    """Return the trail bytes that make characters with a reading; for the unknown lead 0 any byte.

    >>> 0xB5 in trail_bytes_of(0x94, "shù")  # 數 is 94 B5
    True
    """
    if not lead:
        return tuple(LEAD_BYTES)
    shared = homophones(reading)
    fitting = {*shared.main, *shared.further}
    return tuple(trail for trail, char in characters_beginning_with(lead) if char in fitting)


def _byte_before(text: str, at: int) -> int:
    """Return the last byte of the character before an offset and its gloss; 0 if unknown."""
    gloss = _GLOSS_BEFORE.search(text, max(0, at - LONGEST_READING - 2), at)
    place = gloss.start() if gloss else at
    before = text[place - 1 : place] if place else ""
    if not before or before == "?":
        return 0
    if before in CUT_BYTES:
        return CUT_BYTES[before][-1]
    if before == EURO:
        return TRAIL_ONLY
    return before.encode()[0] if before < "\x80" else (double_byte(before) or b"\0")[-1]
