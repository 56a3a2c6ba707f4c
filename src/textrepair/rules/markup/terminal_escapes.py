r"""Escape sequences of terminals in text.

Looks like:    \x1b[31mred\x1b[0m: an ESC character, a bracket, numbers and a letter
Happens when:  somebody saves the output of a program that writes in colour.
Undone by:     removing the sequence.
Left alone:    other sequences that begin with ESC, such as those of Japanese in ISO 2022; a
               bracket with numbers whose ESC is gone.
Example:
    >>> import textrepair
    >>> textrepair.fix("\x1b[1mbold\x1b[0m", profile="normalize")
    'bold'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "terminal-escapes"
TRIGGER: Final = Trigger(first="\x1b", then="", ascii=True)

CONFIDENCE: Final = 0.97

_ESC: Final = "\x1b"
_PARAMETERS: Final = frozenset("0123456789;")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each sequence, with all that stands inside the sequence."""
    del options
    message = "an escape sequence of a terminal"
    for start, end in _sequences(text):
        yield Edit(NAME, start, end, text[start:end], "", message, confidence=CONFIDENCE)


def inflict(text: str, rng: Random) -> str:
    """Colour some of the words."""
    return " ".join(
        f"{_ESC}[{rng.randint(30, 37)}m{word}{_ESC}[0m" if word and rng.random() < 0.2 else word
        for word in text.split(" ")
    )


def _sequences(text: str) -> list[tuple[int, int]]:
    """Return the spans of sequences; a sequence may stand inside another one.

    Taking out the inner ones, then looking again, would take quadratic time.
    """
    spans: list[tuple[int, int]] = []
    begun: list[tuple[int, bool]] = []  # start of what may be completed; whether [ has come
    at = text.find(_ESC)
    while 0 <= at < len(text):
        char = text[at]
        at += 1
        if char == _ESC:
            begun.append((at - 1, False))
        elif not begun[-1][1] and char == "[":
            begun[-1] = (begun[-1][0], True)
        elif begun[-1][1] and char.isascii() and char.isalpha():
            start = begun.pop()[0]
            while spans and spans[-1][0] >= start:
                spans.pop()
            spans.append((start, at))
        elif not (begun[-1][1] and char in _PARAMETERS):
            begun.clear()
        if not begun:
            at = text.find(_ESC, at)
    return spans


RULE: Final = Rule(
    name=NAME,
    summary="Escape sequences for the colours of terminals",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)
