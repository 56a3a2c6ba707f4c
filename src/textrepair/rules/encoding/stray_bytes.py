r"""Bytes that do not belong to the encoding of their text.

Looks like:    Jos\udcff: U+DC80 to U+DCFF, which stand for bytes in text that
               ``textrepair.decode`` or ``surrogateescape`` of Python (PEP 383) has decoded
Happens when:  somebody cuts a text in the middle of a character, or puts pieces of text in
               different encodings together.
Undone by:     hand. The text keeps the byte, and a finding tells its place.
Left alone:    other lone surrogates, which stand for no bytes.
Example:
    >>> import textrepair
    >>> [finding.message for finding in textrepair.repair("Jos\udcff came.").findings]
    ['byte FF does not belong to the encoding of the text']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...options import Options
from ...patterns import lazily
from ..rule import Rule, Scope, Trigger

NAME: Final = "stray-bytes"
TRIGGER: Final = Trigger("\udc80-\udcff")

_RUN: Final = lazily("[\udc80-\udcff]+")
_SHOWN: Final = 8


def find(text: str, _options: Options) -> Iterator[Finding]:
    """Yield a finding for each run of stray bytes."""
    for match in _RUN.finditer(text):
        count = len(match.group())
        them = " ".join(f"{ord(char) - 0xDC00:02X}" for char in match.group()[:_SHOWN])
        more = " ..." if count > _SHOWN else ""
        words = f"byte {them} does" if count == 1 else f"{count} bytes ({them}{more}) do"
        message = f"{words} not belong to the encoding of the text"
        yield Finding(NAME, match.start(), match.end(), match.group(), message)


def inflict(text: str, rng: Random) -> str:
    """Cut a character of several bytes after its first.

    >>> inflict("née", Random(0))
    'n\\udcc3e'
    """
    places = [match.start() for match in re.finditer("[^\x00-\x7f\ud800-\udfff]", text)]
    if not places:
        return text
    place = rng.choice(places)
    first = text[place].encode()[0]
    return f"{text[:place]}{chr(0xDC00 + first)}{text[place + 1 :]}"


RULE: Final = Rule(
    name=NAME,
    summary="Bytes that do not belong to the encoding of the text",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
)
