"""A byte order mark in the middle of a text.

What it looks like: U+FEFF, which shows nothing, behind the beginning.

How it happens: files that each began with one were put together, or a program wrote one with
every piece of text.

How it is undone: it is removed.  As a no-break space of no width, its old use, Unicode has
replaced it by U+2060.

What is left alone: one at the beginning of the text, where it belongs.

Example: one\\n\\ufefftwo becomes one\\ntwo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger
from ..substitution import exchanged

NAME: Final = "inner-byte-order-mark"
TRIGGER: Final = Trigger(first="\ufeff")

_INNER: Final = re.compile("(?<=[\\s\\S])\ufeff+")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of them."""
    del options
    message = "a byte order mark in the middle of the text"
    return exchanged(NAME, text, _INNER, lambda _: "", message, confidence=0.98)


def inflict(text: str, rng: Random) -> str:
    """Begin a line with a byte order mark."""
    places = [match.end() for match in re.finditer("\n(?=.)", text)]
    if not places:
        return text
    at = rng.choice(places)
    return f"{text[:at]}\ufeff{text[at:]}"


RULE: Final = Rule(
    name=NAME,
    summary="Byte order marks in the middle of a text",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
)
