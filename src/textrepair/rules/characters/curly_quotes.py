"""Curly quotation marks where straight ones are wanted.

Looks like:    “quoted”, it’s
Happens when:  word processors curl quotation marks as they are typed. This is no damage; the
               profile ``normalize`` straightens them so that texts can be compared.
Undone by:     writing the straight quotation marks of ASCII.
Left alone:    lines that hold Chinese, Japanese or Korean, whose quotation marks these are.
Example:
    >>> import textrepair
    >>> textrepair.fix("“quoted”", profile="normalize")
    '"quoted"'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger
from ..substitution import CjkLines, exchanged

NAME: Final = "curly-quotes"
TRIGGER: Final = Trigger(first="\N{MODIFIER LETTER APOSTROPHE}\u2018-\u201f")

_CURLY: Final = re.compile(f"[{TRIGGER.first}]")
_STRAIGHT: Final = re.compile("['\"]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each curly quotation mark."""
    del options
    lines = CjkLines(text)

    def exchange(match: re.Match[str]) -> str:
        if lines.has(match.start()):
            return match[0]
        return '"' if match[0] >= "\N{LEFT DOUBLE QUOTATION MARK}" else "'"

    return exchanged(NAME, text, _CURLY, exchange, "a curly quotation mark")


def inflict(text: str, rng: Random) -> str:
    """Curl the quotation marks, as word processors do; not beside Chinese, Japanese, Korean."""
    del rng
    lines = CjkLines(text)
    return _STRAIGHT.sub(lambda m: m[0] if lines.has(m.start()) else _curled(m), text)


def _curled(match: re.Match[str]) -> str:
    opens = match.start() == 0 or match.string[match.start() - 1].isspace()
    return {"'": "’‘", '"': "”“"}[match[0]][opens]


RULE: Final = Rule(
    name=NAME,
    summary="Curly quotation marks where straight ones are wanted",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)
