"""Control characters that show nothing, taken out of text.

What it looks like: nothing; U+0000, U+0007, U+007F and the like in text.

How it happens: fields of fixed length were padded, keys were pressed in a terminal, or text was
taken out of a format that uses them.

How it is undone: they are removed.  The profile `repair` only tells where they are, see
control-characters.

What is left alone: tabs, line feeds and form feeds; the separators U+001C to U+001F, which hold
fields apart in data; and ESC, which begins sequences.

Example: a\\x00b becomes ab.
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
    """Yield an edit for each run of them."""
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
