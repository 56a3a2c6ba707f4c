"""Control characters that no text needs.

What it looks like: U+0000, U+0008, U+001B, U+007F and the like.

How it happens: fields of fixed length were padded with NUL, UTF-16 was read as ASCII, keys were
pressed in a terminal, or the text comes out of a format that uses them.

How it is undone: NUL is removed on request (``--unsafe-fixes``); the others are told.  The
profile `normalize` removes most of them.

What is left alone: tabs, line breaks, vertical tabs and form feeds.

Example: name\\0\\0\\0 is told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "control-characters"
TRIGGER: Final = Trigger(first="\x00-\x08\x0e-\x1f\x7f", then="", ascii=True)

_RUN: Final = re.compile("\x00+|[\x01-\x08\x0e-\x1f\x7f]+")

# fmt: off
_ASCII_NAMES: Final = (
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US",
)
# fmt: on
_SHOWN: Final = 6


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each run of NUL, a finding for each run of others."""
    del options
    for match in _RUN.finditer(text):
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
)
