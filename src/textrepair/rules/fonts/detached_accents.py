"""Accents that TeX set beside their letters, and that a PDF keeps as characters of their own.

Looks like:    Schr¨odinger, Poincar´e, na¨ıve, Erd˝os, fun¸c˜ao; Go¨del, Garcı´a; Schr ¨odinger
Happens when:  text is taken out of a PDF whose fonts have no letters with accents: TeX prints an
               accent and a letter over each other, and the text gets two characters.
Undone by:     writing the letter with its accent, where that makes a word more natural than a
               quote, an apostrophe or another sign would be there. Where other accents of the
               line, or of the lines beside it, show what happened, less is asked of a word. What
               is only likely is done on request (``--unsafe-fixes``).
Left alone:    all of it, but in the profile normalize: many programs print accents so, and nobody's
               names are to change unasked. There: accents typed for an apostrophe, as in l´homme
               and it´s, and for quotes, as in ¨así¨; hats and tildes over single letters, as in
               mathematics; degrees, minutes and primes; an accent that was moved away from its
               letter; a grave accent where no other tells.
Example:
    >>> import textrepair
    >>> textrepair.fix("the Schr¨odinger equation, a na¨ıve proof", profile="normalize")
    'the Schrödinger equation, a naïve proof'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit, Finding
from ...fonts import LETTERS, REACH, SIGNS, read_accents, set_apart
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "detached-accents"
TRIGGER: Final = Trigger(first=SIGNS, then=f"[{LETTERS}]|(?<=[{LETTERS}].)")

_MESSAGE: Final = "TeX set the accent beside its letter"
_NOT_READ: Final = "an accent stands beside letters; which one bore it is not clear"
#: The share of texts whose accents `inflict` sets behind their letters, as some programs do.
_BEHIND: Final = 0.3


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each word with a detached accent, a finding for those that are not read."""
    del options
    for word in read_accents(text):
        place = word.start, word.start + len(word.before), word.before
        if word.confidence:
            applicability = Applicability.SAFE if word.is_safe else Applicability.UNSAFE
            yield Edit(NAME, *place, word.after, _MESSAGE, applicability, word.confidence)
        else:
            yield Finding(NAME, *place, _NOT_READ)


def inflict(text: str, rng: Random) -> str:
    """Set the accents of all letters before them, or behind them."""
    behind = rng.random() < _BEHIND
    return "".join(set_apart(char, behind=behind) for char in text)


RULE: Final = Rule(
    name=NAME,
    summary="Accents that TeX set beside their letters",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    scope=Scope.LINE,
    reach=REACH,
    profiles=("normalize",),
)
