r"""Controls that show text in another order than it is stored.

Looks like:    a<U+202E>txt.exe: U+202E and U+202D anywhere; embeddings and isolates that are not
               closed in their paragraph
Happens when:  somebody pastes them along with text, or puts them there to deceive: a file name
               that seems to end in .txt, source code that does not do what it shows (Trojan
               Source, CVE-2021-42574).
Undone by:     hand: only a person who knows the text can tell. A finding tells the place.
Left alone:    marks of direction, and embeddings and isolates that are closed, which text in both
               directions needs.
Example:
    >>> import textrepair
    >>> [finding.message for finding in textrepair.repair("a\u202etxt.exe").findings]
    ['U+202E overrides the order of the text after it']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Final

from ...edits import Finding
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "bidirectional-controls"
TRIGGER: Final = Trigger(first="\u202a\u202b\u202d\u202e\u2066-\u2068")

_OVERRIDES: Final = frozenset("\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}")
_CLOSED_BY: Final = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\N{POP DIRECTIONAL FORMATTING}"),
    **dict.fromkeys("\u2066\u2067\u2068", "\N{POP DIRECTIONAL ISOLATE}"),
}
_CONTROL: Final = re.compile("[\u202a-\u202e\u2066-\u2069\n\r\x1c-\x1e\x85\u2029]")


def find(text: str, options: Options) -> Iterator[Finding]:
    """Yield a finding for each override, and for what is not closed."""
    del options
    places: set[int] = set()
    still_open: list[int] = []
    for match in _CONTROL.finditer(text):
        at, char = match.start(), match[0]
        if char in _CLOSED_BY:
            still_open.append(at)
        elif char in _CLOSED_BY.values():
            if still_open and _CLOSED_BY[text[still_open[-1]]] == char:
                still_open.pop()
        else:  # the paragraph ends, and with the paragraph all controls
            places.update(still_open)
            still_open = []
        if char in _OVERRIDES:
            places.add(at)
    for at in sorted({*places, *still_open}):
        char = text[at]
        what = "overrides the order of" if char in _OVERRIDES else "is not closed, and turns"
        message = f"U+{ord(char):04X} {what} the text after it"
        yield Finding(NAME, at, at + 1, char, message)


def inflict(text: str, rng: Random) -> str:
    """Turn the rest of a text around."""
    at = rng.randint(0, len(text))
    return f"{text[:at]}\N{RIGHT-TO-LEFT OVERRIDE}{text[at:]}" if text else text


RULE: Final = Rule(
    name=NAME,
    summary="Controls that show text in another order than it is stored",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.LINE,
)
