r"""Characters that show nothing inside words, and hide the words from a search.

Looks like:    pass<U+200B>word, a<U+200D>b, 中<U+00AD>国
Happens when:  web pages mark where a long word may be broken; editors and chats leave such
               characters behind; some people put them there so that a word is not found.
Undone by:     removing them, on request (``--unsafe-fixes``).
Left alone:    characters that have a use where they stand: soft hyphens in scripts that hyphenate;
               joiners in Arabic, Indic scripts and emoji; zero width spaces in scripts that write
               no spaces, such as Thai, Khmer and Chinese; marks of direction where text of both
               directions meets.
Example:
    >>> import textrepair
    >>> textrepair.fix("pass\u200bword", unsafe=True)
    'password'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Applicability, Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger
from ..substitution import exchanged

NAME: Final = "broken-words"

#: Letters of Latin, Greek, Cyrillic, Armenian and Georgian, with marks.
_ALPHABETS: Final = "A-Za-zÀ-ÖØ-öø-ʯ\u0300-\u036fͰ-ϿЀ-ԯ\u0531-\u058aႠ-ჿḀ-ỿἀ-῾"

#: Scripts that do not break words with a hyphen.
_NO_HYPHENS: Final = "\u0590-\u08ff\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"

#: Zero width space, joiners, marks of direction, word joiner.
_SHOWS_NOTHING: Final = "\u200b-\u200f\u2060"

_BREAK: Final = re.compile(
    f"(?<=[{_ALPHABETS}])[{_SHOWS_NOTHING}]+(?=[{_ALPHABETS}])"
    f"|(?<=[{_NO_HYPHENS}])\u00ad+(?=[{_NO_HYPHENS}])"
)
TRIGGER: Final = Trigger(first=f"\u00ad{_SHOWS_NOTHING}")


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an unsafe edit for each run of unseen characters inside a word."""
    del options
    return exchanged(
        NAME,
        text,
        _BREAK,
        lambda _: "",
        "a character that shows nothing breaks a word",
        applicability=Applicability.UNSAFE,
        confidence=0.8,
    )


def inflict(text: str, rng: Random) -> str:
    """Break a word with a zero width space."""
    places = [match.end() for match in re.finditer("[A-Za-z](?=[A-Za-z])", text)]
    if not places:
        return text
    at = rng.choice(places)
    return f"{text[:at]}\N{ZERO WIDTH SPACE}{text[at:]}"


RULE: Final = Rule(
    name=NAME,
    summary="Characters that show nothing inside words",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
)
