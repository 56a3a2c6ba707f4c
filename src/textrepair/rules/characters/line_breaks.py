r"""Line breaks of several kinds.

Looks like:    one\r\ntwo, one\rtwo; U+2028, U+2029 and U+0085
Happens when:  systems never agreed how a line ends.
Undone by:     writing a line feed.
Left alone:    vertical tabs and form feeds.
Example:
    >>> import textrepair
    >>> textrepair.fix("one\r\ntwo", profile="normalize")
    'one\ntwo'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger
from ..substitution import exchanged

NAME: Final = "line-breaks"
TRIGGER: Final = Trigger(
    first="\r\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}", then="", ascii=True
)

_BREAK: Final = re.compile("\r\n?|[\x85\u2028\u2029]")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each line break that is no line feed."""
    del options
    return exchanged(NAME, text, _BREAK, lambda _: "\n", "a line break other than a line feed")


def rewrite(text: str, options: Options) -> str:
    """Return the text with line feeds for all line breaks."""
    del options
    return _BREAK.sub("\n", text)


def inflict(text: str, rng: Random) -> str:
    """Write line breaks of another system."""
    return text.replace("\n", rng.choice(["\r\n", "\r", "\N{LINE SEPARATOR}"]))


RULE: Final = Rule(
    name=NAME,
    summary="Line breaks other than line feeds",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
    rewrite=rewrite,
)
