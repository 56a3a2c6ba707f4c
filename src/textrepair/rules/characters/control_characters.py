r"""Control characters that no text needs.

Looks like:    name\x00\x00: U+0000, U+0008, U+001B, U+007F and others; e\x0bect, de\x0cned
Happens when:  fields of fixed length are padded with NUL, keys are pressed in a terminal, or the
               text comes out of a format that uses control characters; the fonts of TeX have
               ligatures at their codes, ff at U+000B and fi at U+000C.
Undone by:     removing NUL, and writing the letters of ligatures where that makes a word, on
               request (``--unsafe-fixes``). The other control characters are reported; the profile
               ``normalize`` removes most of them.
Left alone:    tabs, line breaks, vertical tabs and form feeds; UTF-16 read byte by byte, see
               utf16-bytes.
Example:
    >>> import textrepair
    >>> [finding.message for finding in textrepair.repair("name\0\0").findings]
    ['control characters NUL NUL']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding
from ...fonts import LIGATURE_REACH, read_ligatures
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "control-characters"
TRIGGER: Final = Trigger(
    first="\x00-\x08\x0b\x0c\x0e-\x1f\x7f", then="(?<![\x0b\x0c])|[a-z]|(?<=[a-z].)", ascii=True
)

_RUN: Final = re.compile("\x00+|[\x01-\x08\x0e-\x1f\x7f]+")

# fmt: off
_ASCII_NAMES: Final = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
)
# fmt: on
_SHOWN: Final = 6
_LIGATURE: Final = "a ligature of a font of TeX came out as a control character"
_LIKELY: Final = 0.9


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each run of NUL and each ligature, a finding for each run of others."""
    del options
    words = [word for word in read_ligatures(text, controls=True) if word.is_safe]
    read = {at for word in words for at in range(word.start, word.start + len(word.before))}
    for word in words:
        unsafe, end = Applicability.UNSAFE, word.start + len(word.before)
        yield Edit(NAME, word.start, end, word.before, word.after, _LIGATURE, unsafe, _LIKELY)
    for match in _RUN.finditer(text):
        if match.start() in read:
            continue
        run = match[0]
        named = " ".join(_ASCII_NAMES[ord(c)] if c < "\x20" else "DEL" for c in run[:_SHOWN])
        more = " ..." if len(run) > _SHOWN else ""
        message = f"control character{'s' if len(run) > 1 else ''} {named}{more}"
        if run[0] == "\0":
            unsafe = Applicability.UNSAFE
            yield Edit(NAME, *match.span(), run, "", message, unsafe, confidence=0.8)
        else:
            yield Finding(NAME, *match.span(), run, message)


def inflict(text: str, rng: Random) -> str:
    """Pad the text with NUL."""
    return text + "\0" * rng.randint(1, 8) if text else text


RULE: Final = Rule(
    name=NAME,
    summary="Control characters that no text needs",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
    reach=LIGATURE_REACH,
)
