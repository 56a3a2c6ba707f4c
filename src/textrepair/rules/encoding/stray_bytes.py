r"""Bytes that do not belong to the encoding of their text.

Looks like    U+DC80 to U+DCFF: what stands for such a byte in text decoded by
              ``textrepair.decode``, or with Python's ``surrogateescape`` (PEP 383)
Happens when  a text was cut in the middle of a character, or pieces of text in different
              encodings were put together
Undone by     nobody: the byte is kept as it is, and its place is told
Left alone    always; other lone surrogates are no bytes, and not meant here

    >>> import textrepair
    >>> [f.message for f in textrepair.repair("Jos\udcff came.").findings]
    ['byte FF does not belong to the encoding of the text']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "stray-bytes"
TRIGGER: Final = Trigger("\udc80-\udcff")

_RUN: Final = re.compile("[\udc80-\udcff]+")
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
    summary="bytes that do not belong to the encoding of the text",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
)
