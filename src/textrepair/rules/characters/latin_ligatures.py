"""Ligatures of Latin letters, as fonts draw them, written as one character.

Looks like:    ﬁrst, oﬃce, with ﬁ and ﬃ as single characters
Happens when:  somebody copies text out of a typeset document.
Undone by:     writing the letters one by one.
Left alone:    ligatures that are letters of a language, such as æ and œ.
Example:
    >>> import textrepair
    >>> textrepair.fix("ﬂuﬃer", profile="normalize")
    'fluffier'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger
from ..substitution import exchanged

NAME: Final = "latin-ligatures"
TRIGGER: Final = Trigger(first="\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06")

_LIGATURE: Final = re.compile(f"[{TRIGGER.first}]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each ligature."""
    del options
    letters = _letters()
    message = "a ligature of Latin letters"
    return exchanged(NAME, text, _LIGATURE, lambda m: letters.get(ord(m[0]), m[0]), message)


def inflict(text: str, rng: Random) -> str:
    """Draw letters together as fonts do."""
    del rng
    for letters, ligature in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, ligature)
    return text


@cache
def _letters() -> dict[int, str]:
    """Return the letters of each ligature, from the table of ftfy."""
    from ftfy.chardata import LIGATURES

    return LIGATURES


RULE: Final = Rule(
    name=NAME,
    summary="Ligatures of Latin letters written as one character",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)
