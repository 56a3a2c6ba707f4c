r"""Surrogates without their other half.

Looks like:    hi \ud83d!: U+D800 to U+DBFF, or U+DC00 to U+DFFF, alone in a string
Happens when:  a program that counts in UTF-16 cuts or reverses a string; the other half is gone.
Undone by:     hand: which character it was cannot be known. A finding tells the place, because the
               surrogate cannot be written as UTF-8.
Left alone:    U+DC80 to U+DCFF, which stand for bytes, see stray-bytes.
Example:
    >>> import textrepair
    >>> [finding.message for finding in textrepair.repair("hi \ud83d!").findings]
    ['the first half of a character, whose other half is gone']
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger
from ..substitution import BEYOND_BMP, surrogates_of

NAME: Final = "lone-surrogates"
TRIGGER: Final = Trigger(first="\ud800-\udc7f\udd00-\udfff")

_LONE: Final = lazily(f"[{TRIGGER.first}]")


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each lone surrogate."""
    del options
    for match in _LONE.finditer(text):
        half = "first" if match[0] < "\udc00" else "second"
        message = f"the {half} half of a character, whose other half is gone"
        yield Finding(NAME, match.start(), match.end(), match[0], message)


def inflict(text: str, rng: Random) -> str:
    """Cut a character beyond U+FFFF in two, and lose the second half."""
    places = list(BEYOND_BMP.finditer(text))
    if not places:
        return text
    match = rng.choice(places)
    return f"{text[: match.start()]}{surrogates_of(match)[0]}{text[match.end() :]}"


RULE: Final = Rule(
    name=NAME,
    summary="Surrogates without their other half",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
)
