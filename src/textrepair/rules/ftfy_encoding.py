"""Mojibake too short for our models, read as ftfy reads it.

What it looks like: âœ” alone, Ã©Ã© in a line of signs: clearly no text, as suspect-mojibake
tells, but with no word around it by which a reading could be judged.

How it happens: as all mojibake, see the rule of that name.

How it is undone: by ``ftfy.fix_encoding``, which goes by which characters stand side by side.

What is left alone: whatever suspect-mojibake does not tell of, whatever ftfy thinks of it; and
readings in which a byte would be lost.

Example: âœ” No problems becomes ✔ No problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ..edits import Edit
from ..options import Options
from . import suspect_mojibake
from .protocol import Trigger

name: Final = "ftfy-encoding"
summary: Final = "Mojibake without words, read as ftfy reads it"
trigger: Final[Trigger] = suspect_mojibake.trigger
profiles: Final = ("normalize",)
reports_only: Final = False
scope: Final = "line"

CONFIDENCE: Final = 0.8

_LOST: Final = "\N{REPLACEMENT CHARACTER}"


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each run that is suspect, and that ftfy reads otherwise."""
    for suspect in suspect_mojibake.find(text, options):
        from ftfy import fix_encoding

        run = suspect.text
        fixed = fix_encoding(run)
        if fixed != run and fixed.count(_LOST) <= run.count(_LOST):
            message = "ftfy reads it so; there are no words by which to judge"
            start, end = suspect.start, suspect.end
            yield Edit(name, start, end, run, fixed, message, confidence=CONFIDENCE)


def inflict(text: str, rng: Random) -> str:
    """Return the text as it is: see mojibake."""
    del rng
    return text
