r"""A byte order mark in the middle of a text.

Looks like:    one\n\ufefftwo: U+FEFF, which shows nothing, after the beginning
Happens when:  somebody puts files together that each began with a byte order mark, or a program
               writes one with every piece of text.
Undone by:     removing the mark. Its old use as a no-break space of no width has gone to U+2060.
Left alone:    the mark at the beginning of a text, where it belongs, and beside other characters
               that nobody sees, as in tables of characters.
Example:
    >>> import textrepair
    >>> textrepair.fix("one\n\ufefftwo")
    'one\ntwo'
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

#: Beside other characters that nobody sees it is one of a list of such characters.
_UNSEEN: Final = "\u200b-\u200f\u2060-\u2064"
_INNER: Final = re.compile(f"(?<=[\\s\\S])(?<![{_UNSEEN}])\ufeff+(?![{_UNSEEN}])")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of byte order marks."""
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
