"""Memory that a program never set, shown as Chinese characters.

Looks like:    烫烫烫烫, 屯屯屯屯, 葺葺葺葺, in the output of a program
Happens when:  a program prints characters from memory that it has not written to. Debug builds of
               Microsoft's compilers fill such memory with a byte: CC on the stack, CD on the heap,
               DD once it is freed. Twice that byte is 烫, 屯, or 葺 in GBK.
Undone by:     nothing: there was no text. A finding says what it is.
Left alone:    烫烫烫 in a sentence about something hot; one or two such characters.
Example:
    >>> import textrepair
    >>> [finding.message for finding in textrepair.repair("name = 烫烫烫烫烫").findings]
    ['no text: memory of the stack that was never set, read as GBK']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "unset-memory"
TRIGGER: Final = Trigger("烫屯葺", "烫{2}|屯{2}|葺{2}")

_WHICH: Final = {
    "烫": "memory of the stack that was never set",
    "屯": "memory of the heap that was never set",
    "葺": "memory that was freed",
}
#: People cry 烫烫烫 too, so that three must stand apart from Chinese text, and
#: in no quotation marks: it is a name, too.
_MEMORY: Final = re.compile(
    "烫{4,}|(?<![\u3400-\u9fff“‘「『\"'])烫{3}(?![\u3400-\u9fff！!，,。”’」』\"'])|屯{3,}|葺{3,}"
)


def find(text: str, options: Options, /) -> Iterator[Finding]:
    """Yield a finding for each row of such characters."""
    del options
    for match in _MEMORY.finditer(text):
        message = f"no text: {_WHICH[match[0][0]]}, read as GBK"
        yield Finding(NAME, *match.span(), match[0], message)


def inflict(text: str, rng: Random, /) -> str:
    """Return the text as it is: where nothing was, nothing can be damaged."""
    del rng
    return text


RULE: Final = Rule(
    name=NAME,
    summary="Memory that a program never set, shown as Chinese characters",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
)
