"""Characters of ASCII that a decoder swallowed, where the syntax around them tells which they were.

An old decoder writes one mark for a lead byte and the byte after it, whatever that is.  Of a
swallowed letter or digit nothing remains; but a tag that goes on without its ``<``, or a quotation
mark or bracket that nothing closes, tell what stood there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .search import RecoveredCharacter, RecoveredText

#: Confidence of a character that the syntax tells.  Set by hand.
TOLD_CONFIDENCE: Final = 0.999
#: The rest of a tag of HTML or XML: ``/span>``, ``br />``, ``p>``, ``a href="#">``.
_TAG: Final = re.compile(r"/?[A-Za-z][A-Za-z0-9]{0,15}(?: [^<>]{0,200})?/?>")
#: What follows a quotation mark in program code: ``);``, ``,``, ``]``, ``}``, or the end.
_AFTER_QUOTE: Final = re.compile(r"\s*(?:[),;\]}:>]|/>|\Z)")
_CLOSED_BY: Final = {"(": ")", "[": "]", "{": "}"}
#: Most characters before and after a place that are looked at, in code points.
_REACH: Final = 300


def told_by_syntax(before: str, after: str) -> str:
    """Return the character of ASCII that stood between two texts; empty if nothing tells.

    >>> told_by_syntax("<b>起動", "/b>"), told_by_syntax('printf("密码', ");")
    ('<', '"')
    >>> told_by_syntax("a", "b")
    ''
    """
    before, after = before[-_REACH:], after[:_REACH]
    if _TAG.match(after) and before.count("<") == before.count(">"):
        return "<"
    for quote in "\"'":
        if (
            before.count(quote) % 2 == 1
            and after.count(quote) % 2 == 0
            and _AFTER_QUOTE.match(after)
        ):
            return quote
    opened = _innermost_open(before)
    if opened and after.count(_CLOSED_BY[opened]) == after.count(opened):
        return _CLOSED_BY[opened]
    return ""


def _innermost_open(text: str) -> str:
    """Return the bracket that a text opened last and did not close; empty if there is none."""
    stack: list[str] = []
    for char in text:
        if char in _CLOSED_BY:
            stack.append(char)
        elif stack and char == _CLOSED_BY[stack[-1]]:
            stack.pop()
    return stack[-1] if stack else ""


def with_swallowed(recovered: RecoveredText) -> RecoveredText:
    """Return a reading in which characters of ASCII that were guessed are those of the syntax."""
    parts = list(recovered.parts)
    texts = [part if isinstance(part, str) else part.text for part in parts]
    heads, tails = [text[:_REACH] for text in texts], [text[-_REACH:] for text in texts]
    for number, part in enumerate(parts):
        if not (isinstance(part, RecoveredCharacter) and part.text.isascii() and part.text):
            continue
        before = "".join(tails[max(0, number - _REACH) : number])
        after = "".join(heads[number + 1 : number + _REACH])
        told = told_by_syntax(before, after)
        if told:
            parts[number] = replace(part, text=told, confidence=TOLD_CONFIDENCE, by_syntax=True)
            heads[number] = tails[number] = told
    return RecoveredText(tuple(parts))
