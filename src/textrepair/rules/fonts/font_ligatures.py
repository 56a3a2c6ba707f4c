"""Ligatures of a font, ff, fi, fl, ffi and ffl, that came out as other characters.

Looks like:    di↵erent, speci®c, in¯uence, e®ect, di±cult, Þrst, e¤ect, de…ned, coe¢ cient
Happens when:  text is taken out of a PDF whose fonts have ligatures under codes of their own, and
               do not say which letters these are.
Undone by:     writing the letters, where they make a word of a list of words, or one that is more
               natural than two words, or a letter of a code page, would be. Where other words of
               the line, or of the lines beside it, have ligatures of the font, less is asked.
Left alone:    signs that are what they are: Brand®, 20 °C, ± 3, § 5, the ellipsis, ↵ for a key or
               a line end; ß and Þ of German and Icelandic; ﬁ as one character, see latin-ligatures;
               ligatures that are control characters, see control-characters.
Example:
    >>> import textrepair
    >>> textrepair.fix("a di↵erent e↵ect, a speci®c ®eld")
    'a different effect, a specific field'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit
from ...fonts import (
    LIGATURE_PLACE,
    LIGATURE_REACH,
    LIGATURE_SIGNS,
    SHOWN_FONTS,
    drawn_by,
    read_ligatures,
)
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "font-ligatures"
#: What stands before the last byte of a letter or a mark in UTF-8 that was read as Windows-1252: no
#: ligature is behind that, and such lines are read at once, if no other rule is to look at them.
_BYTES_BEFORE: Final = "\x80-\xbf\xc2-\xdfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
TRIGGER: Final = Trigger(
    first=f"{LIGATURE_SIGNS}\u0304", then=f"(?<![{_BYTES_BEFORE}].)(?:{LIGATURE_PLACE})"
)

_MESSAGE: Final = "a ligature of a font came out as another character"
_CONFIDENCE: Final = 0.96
_LIKELY_CONFIDENCE: Final = 0.6


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each word with ligatures."""
    del options
    for word in read_ligatures(text):
        yield Edit(
            NAME,
            word.start,
            word.start + len(word.before),
            word.before,
            word.after,
            _MESSAGE,
            Applicability.SAFE if word.is_safe else Applicability.UNSAFE,
            _CONFIDENCE if word.is_safe else _LIKELY_CONFIDENCE,
        )


def inflict(text: str, rng: Random) -> str:
    """Write ligatures as some font shows them."""
    return drawn_by(rng.choice(SHOWN_FONTS), text)


RULE: Final = Rule(
    name=NAME,
    summary="Ligatures of a font that came out as other characters",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    by_line=True,
    scope=Scope.LINE,
    reach=LIGATURE_REACH,
)
