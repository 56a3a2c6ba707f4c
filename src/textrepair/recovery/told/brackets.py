"""Brackets that lost bytes: an opened one that nothing closes, or one closed that nothing opened.

To the models a full stop is as good as ``》`` where a title ends (their last bytes differ), but in
a line that opened ``《`` and closes it nowhere else, a bracket stood where one can have stood.  At
the end of a line a full stop is: what is quoted often goes on in the next line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ...patterns import lazily
from ..byte_lattice import ByteLattice
from ..character_arcs import characters_between
from ..search import Part, RecoveredCharacter, RecoveredText

_CLOSED_BY: Final = {
    "(": ")",
    "（": "）",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
}
_OPENED_BY: Final = {closing: opening for opening, closing in _CLOSED_BY.items()}
_BRACKET: Final = lazily("[" + re.escape("".join((*_CLOSED_BY, *_OPENED_BY))) + "]")
#: Confidence of a bracket that its other half tells: it may have been left out.  Set by hand.
_PAIRED_CONFIDENCE: Final = 0.95


def with_brackets(
    recovered: RecoveredText, lattice: ByteLattice, written_in: str, language: str
) -> RecoveredText:
    """Return a reading in which marks are brackets where the other half of a bracket asks for it.

    Only what the bytes allow is put in the place of a mark.
    """
    if not _BRACKET.search(recovered.text):
        return recovered
    parts = list(recovered.parts)
    texts = [part if isinstance(part, str) else part.text for part in parts]
    for number, part in enumerate(parts):
        if not isinstance(part, RecoveredCharacter) or part.text.isalnum() or not part.text:
            continue
        bracket = _missing("".join(texts[:number]), part.text, "".join(texts[number + 1 :]))
        span = (part.node, part.end)
        if bracket and bracket in characters_between(lattice, span, written_in, language):
            parts[number] = _told(part, bracket)
            texts[number] = bracket
    return replace(recovered, parts=tuple(parts))


def _told(part: RecoveredCharacter, bracket: str) -> Part:
    return replace(part, text=bracket, confidence=_PAIRED_CONFIDENCE)


def _missing(before: str, char: str, after: str) -> str:
    """Return the bracket that is missing between two texts; empty if none is, or ``char`` is one.

    >>> _missing("《明鏡週刊", "。", "(Der Spiegel)"), _missing("学家", "，", "1934）在")
    ('》', '（')
    >>> _missing("《明鏡", "。", "週刊》"), _missing("「不不不", "。", "")
    ('', '')
    """
    if char in _CLOSED_BY or char in _OPENED_BY:
        return ""
    opened = _unmatched(before)[0] if after else ""
    closing = _unmatched(after)[1]
    if opened:
        return "" if closing == _CLOSED_BY[opened] else _CLOSED_BY[opened]
    return _OPENED_BY[closing] if closing else ""


def _unmatched(text: str) -> tuple[str, str]:
    """Return the bracket that a text opened last and did not close, and the first it did not open.

    Each is empty if there is none.

    >>> _unmatched("（初稿《县志》"), _unmatched("县志》初稿）")
    (('（', ''), ('', '》'))
    """
    stack: list[str] = []
    closing = ""
    for match in _BRACKET.finditer(text):
        bracket = match[0]
        if bracket in _CLOSED_BY:
            stack.append(bracket)
        elif stack and stack[-1] == _OPENED_BY[bracket]:
            stack.pop()
        else:
            closing = closing or bracket
    return (stack[-1] if stack else ""), closing
