r"""C1 control characters, taken for Windows-1252 wherever they stand.

Looks like:    wait\x85, \x93quoted\x94: U+0080 to U+009F in text
Happens when:  a program reads Windows-1252 as Latin-1, where these bytes are control characters.
Undone by:     writing the character that Windows-1252 has for the byte, as browsers do. Where this
               is sure, the rule c1-controls does it in any profile.
Left alone:    the five C1 controls for which Windows-1252 has no character.
Example:
    >>> import textrepair
    >>> textrepair.fix("naïve\x85ly", profile="normalize")
    'naïve…ly'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...encodings.tables import WINDOWS_1252
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger
from ..substitution import exchanged

NAME: Final = "c1-anywhere"
TRIGGER: Final = Trigger(first="\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f")

_C1: Final = lazily(f"[{TRIGGER.first}]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each C1 control that Windows-1252 has a character for."""
    del options
    message = "Windows-1252 was read as Latin-1"
    return exchanged(NAME, text, _C1, lambda m: WINDOWS_1252[m[0]], message, confidence=0.9)


def inflict(text: str, rng: Random) -> str:
    """Read the punctuation of Windows-1252 as Latin-1."""
    del rng
    return text.translate({ord(char): c1 for c1, char in WINDOWS_1252.items()})


RULE: Final = Rule(
    name=NAME,
    summary="Any C1 control characters as Windows-1252",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)
