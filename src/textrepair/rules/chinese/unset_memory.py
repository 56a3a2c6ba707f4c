"""Memory that a program never set, shown as Chinese characters.

Looks like:    烫烫烫烫, 屯屯屯屯, 葺葺葺葺, 铪铪铪铪, ÌÌÌÌÌÌ, in the output of a program
Happens when:  a program prints characters from memory that it has not written to. Debug builds of
               Microsoft's compilers fill such memory with a byte: CC on the stack, CD on the heap,
               DD once it is freed, and Windows fills a freed heap with EE FE. Twice that byte is
               烫, 屯, or 葺 in GBK, 昍, 迋, or 楥 in Big5, and ÌÌ, ÍÍ, or ÝÝ in Windows-1252.
Undone by:     nothing: there was no text. A finding says what it is.
Left alone:    烫烫烫 in a sentence about something hot; one or two such characters; Latin letters
               that are part of a word, as in a cry.
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
TRIGGER: Final = Trigger(
    "烫屯葺铪昍迋楥ÌÍÝ", "烫{2}|屯{2}|葺{2}|铪{2}|昍{3}|迋{3}|楥{3}|Ì{5}|Í{5}|Ý{5}"
)

_STACK: Final = "memory of the stack that was never set"
_HEAP: Final = "memory of the heap that was never set"
_FREED: Final = "memory that was freed"
_GBK: Final = "GBK"
_BIG5: Final = "Big5"
_WESTERN: Final = "Windows-1252"
#: What each character was, and the encoding that shows it so.
_WHICH: Final = {
    "烫": (_STACK, _GBK),
    "屯": (_HEAP, _GBK),
    "葺": (_FREED, _GBK),
    "铪": (_FREED, _GBK),
    "昍": (_STACK, _BIG5),
    "迋": (_HEAP, _BIG5),
    "楥": (_FREED, _BIG5),
    "Ì": (_STACK, _WESTERN),
    "Í": (_HEAP, _WESTERN),
    "Ý": (_FREED, _WESTERN),
}
#: People cry 烫烫烫 too, so that three must stand apart from Chinese text, and
#: in no quotation marks: it is a name, too.
_MEMORY: Final = re.compile(
    "烫{4,}|(?<![\u3400-\u9fff“‘「『\"'])烫{3}(?![\u3400-\u9fff！!，,。”’」』\"'])|屯{3,}|葺{3,}|铪{3,}|昍{4,}|迋{4,}|楥{4,}"
    # six letters that are no part of a word
    r"|(?<!\w)(?:Ì{6,}|Í{6,}|Ý{6,})(?!\w)"
)


def find(text: str, options: Options, /) -> Iterator[Finding]:
    """Yield a finding for each row of such characters."""
    del options
    for match in _MEMORY.finditer(text):
        memory, page = _WHICH[match[0][0]]
        message = f"no text: {memory}, read as {page}"
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
