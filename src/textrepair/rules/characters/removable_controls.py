r"""Control characters that show nothing.

Looks like:    a\x00b: U+0000, U+0007, U+007F and others that nobody sees
Happens when:  fields of fixed length are padded, keys are pressed in a terminal, or text is taken
               out of a format that uses control characters.
Undone by:     removing them. The profile ``repair`` only reports them, see control-characters.
Left alone:    tabs, line feeds and form feeds; the separators U+001C to U+001F, which hold fields
               apart in data; ESC, which begins sequences.
Example:
    >>> import textrepair
    >>> textrepair.fix("a\x00b", profile="normalize")
    'ab'
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

NAME: Final = "removable-controls"
TRIGGER: Final = Trigger(
    first="\x00-\x08\x0b\x0e-\x1a\x7f\u206a-\u206f\ufeff\ufff9-\ufffc", then="", ascii=True
)

_CONTROLS: Final = re.compile(f"[{TRIGGER.first}]+")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run of control characters."""
    del options
    return exchanged(NAME, text, _CONTROLS, lambda _: "", "control characters that show nothing")


def inflict(text: str, rng: Random) -> str:
    """Put a NUL somewhere."""
    at = rng.randint(0, len(text))
    return f"{text[:at]}\0{text[at:]}" if text else text


RULE: Final = Rule(
    name=NAME,
    summary="Control characters that show nothing",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
)
