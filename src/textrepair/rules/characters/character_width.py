"""Fullwidth Latin letters and halfwidth kana.

Looks like:    ＬＯＵＤ, ２０２５, ｶﾀｶﾅ
Happens when:  old East Asian systems drew each character in one of two widths, and encoded both.
Undone by:     writing each character in its usual width.
Left alone:    the punctuation of East Asia and its wide space in lines that hold Chinese, Japanese
               or Korean, where they belong.
Example:
    >>> import textrepair
    >>> textrepair.fix("Ｕﾀｰﾝ ２", profile="normalize")
    'Uターン 2'
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
from ..substitution import CjkLines, exchanged

NAME: Final = "character-width"
TRIGGER: Final = Trigger(first="\u3000\uff01-\uffef")

#: Runs of letters, digits and kana; else single marks.
_OTHER_WIDTH: Final = re.compile("[Ａ-Ｚａ-ｚ０-９\uff66-\uffdc]+|[\u3000\uff01-\uffef]")
_MARK: Final = re.compile("[\u3000！-／：-＠［-｀｛-～￠-￦]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of another width."""
    del options
    usual = _usual_width()
    lines = CjkLines(text)

    def exchange(match: re.Match[str]) -> str:
        if _MARK.match(match[0]) and lines.has(match.start()):
            return match[0]
        return match[0].translate(usual)

    return exchanged(NAME, text, _OTHER_WIDTH, exchange, "not the usual width of characters")


def inflict(text: str, rng: Random) -> str:
    """Widen the letters and digits of ASCII."""
    del rng
    return re.sub("[0-9A-Za-z]", lambda match: chr(ord(match[0]) + 0xFEE0), text)


@cache
def _usual_width() -> dict[int, str]:
    """Return the usual form of each character of another width, from the table of ftfy."""
    from ftfy.chardata import WIDTH_MAP

    return WIDTH_MAP


RULE: Final = Rule(
    name=NAME,
    summary="Fullwidth Latin letters and halfwidth kana",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)
