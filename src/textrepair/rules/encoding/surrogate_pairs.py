r"""A character beyond U+FFFF left as its two surrogates.

Looks like:    \ud83d\ude00 in a string, for 😀
Happens when:  a program that knows no surrogates reads UTF-16, or the \u escapes of JSON, two
               bytes at a time; or it reads UTF-8 that was made from surrogates (CESU-8).
Undone by:     writing the character that the pair stands for.
Left alone:    a surrogate without its other half, see lone-surrogates.
Example:
    >>> import textrepair
    >>> textrepair.fix("\ud83d\ude00")
    '😀'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger
from ..substitution import BEYOND_BMP, exchanged, surrogates_of

NAME: Final = "surrogate-pairs"
TRIGGER: Final = Trigger(first="\ud800-\udbff")

_PAIR: Final = lazily("[\ud800-\udbff][\udc00-\udfff]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each pair."""
    del options
    message = "a character was left as its two surrogates"
    return exchanged(NAME, text, _PAIR, _paired, message, confidence=0.99)


def inflict(text: str, rng: Random) -> str:
    """Write characters beyond U+FFFF as two surrogates."""
    del rng
    return BEYOND_BMP.sub(surrogates_of, text)


def _paired(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")


RULE: Final = Rule(
    name=NAME,
    summary="Characters left as two surrogates",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
)
