r"""Single C1 control characters that are Windows-1252.

Looks like:    wait\x85 and, 20 \x80, among characters of ASCII
Happens when:  a program reads Windows-1252 as Latin-1, where the bytes 0x80 to 0x9F are control
               characters that nobody uses.
Undone by:     writing the punctuation mark or sign of Windows-1252 if both neighbours are ASCII.
               Where Windows-1252 has a letter, the letter is suggested; where its mark cannot
               stand, as in Ren\x82, the letter that DOS has. Text with more letters beyond ASCII
               that were read wrongly is for mojibake.
Left alone:    U+0085 where it may be a line break, U+009B where it may begin a sequence of a
               terminal, and the five C1 controls for which Windows-1252 has no character; findings
               report these. A control alone between two quotes, as in source code, and U+0080 far
               from any number, for which € is suggested.
Example:
    >>> import textrepair
    >>> textrepair.fix("wait\x85 and see")
    'wait… and see'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding
from ...encodings.tables import WINDOWS_1252
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "c1-controls"
TRIGGER: Final = Trigger(first="\x80-\x9f")

CONFIDENCE: Final = 0.95
GUESS: Final = 0.6

_C1: Final = lazily("[\x80-\x9f]+")

#: What stands around a character of which source code speaks.
_QUOTES: Final = frozenset({"''", '""', "``"})
#: How near a number stands to the sign of the euro, in code points.
_NEAR: Final = 2
#: Signs that stand alone or at the edge of words: their place is plain.
_SIGNS: Final = frozenset("\x80\x82\x84\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b")
#: Marks that open something, and stand behind no letter; and those that stand between no two
#: letters, but for quotation marks of which a blank was forgotten.
_OPENING: Final = frozenset("\x82\x84\x8b")
_NOT_IN_WORDS: Final = frozenset("\x86\x87\x93\x94\x9b")
_WORD: Final = lazily("[A-Za-z\x80-\x9f]+")
#: How much of a word is looked at on either side, in code points: no word is longer.
_LONGEST_WORD: Final = 40
#: How far apart two quotation marks are taken for a pair, in code points.
_LONGEST_QUOTE: Final = 200


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield a safe edit for each control that is sure, a finding or an unsafe edit for others."""
    del options
    for match in _C1.finditer(text):
        if len(match[0]) > 1 or not _among_ascii(text, match.start()):
            continue  # of a wrong encoding, which others look after
        holds_letters = text[match.start()] in _SIGNS and _holds_letters(text, match.start())
        yield (_dos_letter if holds_letters else _said)(text, match.start())


def inflict(text: str, rng: Random) -> str:
    """Read the punctuation of Windows-1252 as Latin-1, in text that is ASCII else."""
    del rng
    table = {ord(char): c1 for c1, char in WINDOWS_1252.items() if c1 in _SIGNS}
    garbled = text.translate(table)
    return garbled if re.fullmatch("[\x00-\x9f]*", garbled) else text


def _among_ascii(text: str, at: int) -> bool:
    return (text[at - 1 : at] + text[at + 1 : at + 2]).isascii()


def _said(text: str, at: int) -> Edit | Finding:
    char = text[at]
    if char not in WINDOWS_1252:
        message = f"the control character U+{ord(char):04X}, which no text needs"
        return Finding(NAME, at, at + 1, char, message)
    sure = _is_ellipsis(text, at) if char == "\x85" else char in _SIGNS
    if char == "\x9b" and text[at + 1 : at + 2].isdigit():
        sure = False
    if _is_spoken_of(text, at) or (char == "\x80" and not _is_currency(text, at)):
        sure = False
    return Edit(
        NAME,
        at,
        at + 1,
        char,
        WINDOWS_1252[char],
        "Windows-1252 was read as Latin-1",
        Applicability.SAFE if sure else Applicability.UNSAFE,
        CONFIDENCE if sure else GUESS,
    )


def _holds_letters(text: str, at: int) -> bool:
    """Tell whether a word holds, at an offset or elsewhere, a mark where no mark can stand."""
    around = _WORD.finditer(text, max(0, at - _LONGEST_WORD), at + _LONGEST_WORD)
    start, end = next(word.span() for word in around if word.end() > at)
    return any(_is_displaced(text, place) for place in range(start, end))


def _is_displaced(text: str, at: int) -> bool:
    char = text[at]
    follows = text[at - 1 : at].isalpha()
    if char in _OPENING:
        return follows
    if (char == "\x93" and "\x94" in text[at : at + _LONGEST_QUOTE]) or (
        char == "\x94" and "\x93" in text[max(0, at - _LONGEST_QUOTE) : at]
    ):
        return False
    return char in _NOT_IN_WORDS and follows and text[at + 1 : at + 2].isalpha()


def _dos_letter(text: str, at: int) -> Edit:
    """Return the edit that writes what a page of DOS has: é, ä, å, ç, ï, ô, ö or ø."""
    letter = text[at].encode("latin-1").decode("cp850")
    message = "a page of DOS was read as Latin-1: Windows-1252 has a mark that stands in no word"
    return Edit(NAME, at, at + 1, text[at], letter, message, Applicability.UNSAFE, GUESS)


def _is_ellipsis(text: str, at: int) -> bool:
    """Tell whether U+0085 follows a word, and is followed by what no line begins with."""
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2] in tuple(" \n)\"'?!,;")


def _is_spoken_of(text: str, at: int) -> bool:
    """Tell whether a control stands alone between two quotes, as in source code."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return around in _QUOTES


def _is_currency(text: str, at: int) -> bool:
    """Tell whether the sign of the euro would stand beside a number, or as a word."""
    before, after = text[max(0, at - _NEAR) : at], text[at + 1 : at + 1 + _NEAR]
    if any(map(str.isdigit, before[-_NEAR:] + after)):
        return True
    return (not before or before[-1].isspace()) and (
        not after or after[0].isspace() or after[0] in ",;:!?)"
    )


RULE: Final = Rule(
    name=NAME,
    summary="C1 control characters that are Windows-1252",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
)
