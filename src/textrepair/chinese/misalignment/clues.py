"""What a text itself tells of its damage: which byte was eaten, whether it was damaged at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..indents import Shown
from ..pinyin import LONGEST, READING
from .brackets import CLOSED_BY, PAIRING_REACH, awaited_mark

#: What a lead byte can have eaten: the visible ASCII below the lowest trail byte.
EATABLE: Final = tuple(map(chr, range(0x21, 0x40)))

#: The least share of the words that end alike which must have the same first character, for it
#: to be inferred.
INFERRED_SHARE: Final = 0.9

#: How sure a bracket is that the text closes but does not open.
BRACKET_CONFIDENCE: Final = 0.9

_MARKS_ONLY: Final = re.compile("[?!,！？，]+")
_BRACKET: Final = re.compile(f"[{''.join(CLOSED_BY)}{''.join(CLOSED_BY.values())}\\n]")
#: A gloss whose opening bracket was eaten, with a letter that English does not have.
_EATEN_GLOSS: Final = re.compile(
    rf"(?<=[^\x00-\x7f])\?(?=[a-z]{{0,{LONGEST}}}[^\x00-\x7f]){READING}\)"
)
_WORD: Final = re.compile(r"[0-9A-Za-z]+")
#: A word whose first character may have been eaten.
_ENDING: Final = re.compile(r"(?<=[?])[A-Za-z][0-9A-Za-z]*")
_TAG: Final = re.compile(r"/?(?:p|br|div|span|strong|b|a|li|td|tr|em|h[1-6])(?: ?/)?>")
#: Up to a bracket that closes what was not opened; bounded, for it is tried at each lost byte.
_CLOSED: Final = re.compile(r"[^()?\r\n]{1,80}\)")
#: What goes on as a number does: a unit, a date, the decimals.
_COUNTED: Final = re.compile(
    r"[0-9.%年月日時时點点分秒歲岁個个名人萬万億亿元次倍家座條条項项天週周]"
)


@dataclass(frozen=True, slots=True)
class Eaten:
    """What a text tells of a byte that was eaten.

    ``char`` is it, where it can be told, else empty; ``candidates`` what it can be.
    """

    char: str
    confidence: float
    reason: str
    candidates: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What all of a text tells: whether it was converted, and how often it has some words."""

    was_converted: bool
    words: Counter[str]

    @classmethod
    def of(cls, parts: Iterable[str]) -> Whole:
        """Gather it from the parts of a text; of the words those that may have lost a digit."""
        shown = Shown()
        glossed = False
        endings: set[str] = set()
        for text in parts:
            shown.take(text)
            glossed = glossed or _EATEN_GLOSS.search(text) is not None
            endings.update(_ENDING.findall(text))
        words: Counter[str] = Counter()
        for text in parts if endings else ():
            words.update(word for word in _WORD.findall(text) if _ending(word) in endings)
        return cls(glossed or bool(shown.certain), words)


def _ending(word: str) -> str:
    """Return a word without its first character if that is a digit."""
    return word[1:] if word[0].isdigit() else word


class Evidence:
    """A text, and what it tells; ``whole`` is what all of it tells, if it is part of another."""

    def __init__(self, text: str, whole: Whole | None = None) -> None:
        self.text = text
        self._given = whole
        self._repaired: list[tuple[int, int, str]] = []

    def learn(self, start: int, end: int, true: str) -> None:
        """Take note of what a run, behind those before, is in truth."""
        self._repaired.append((start, end, true))

    def before(self, at: int) -> str:
        """Return some of the text before an offset, as it is in truth as far as that is known."""
        pieces: list[str] = []
        reach = max(0, at - PAIRING_REACH)
        for start, end, true in reversed(self._repaired):
            if start < reach:
                break
            pieces += (self.text[end:at], true)
            at = start
        pieces.append(self.text[reach:at])
        return "".join(reversed(pieces))

    @cached_property
    def _whole(self) -> Whole:
        return self._given or Whole.of((self.text,))

    def eaten_before(self, at: int) -> Eaten:
        """Tell what was eaten just before an offset (code points).

        >>> text = "5G網絡、5G基站、5G信號，享受到?G應用"
        >>> Evidence(text).eaten_before(text.index("?") + 1).char
        '5'
        >>> Evidence("全覆蓋。”?月22日").eaten_before(6).candidates
        '123456789'
        """
        if _TAG.match(self.text, at):
            return Eaten("<", BRACKET_CONFIDENCE, "a tag goes on here that does not begin")
        word = _WORD.match(self.text, at)
        if word and not word[0].isdigit():
            found = self._inferred(word[0])
            if found:
                return found
        if _CLOSED.match(self.text, at):
            return Eaten("(", BRACKET_CONFIDENCE, "a bracket closes here that does not open")
        digits = "123456789" if _COUNTED.match(self.text, at) else ""
        return Eaten("", 0.0, "nothing in the text tells", digits)

    def _inferred(self, ending: str) -> Eaten | None:
        """Infer the digit before the end of a word from the words of the text that end so."""
        words = self._whole.words
        counts = {digit: words[digit + ending] for digit in "0123456789"}
        best = max(counts, key=counts.__getitem__)
        rivals = sum(counts.values()) + max(0, words[ending] - 1)  # but for this one
        if not counts[best] or counts[best] < INFERRED_SHARE * rivals:
            return None
        times = "once" if counts[best] == 1 else f"{counts[best]} times"
        reason = f"inferred from {best}{ending}, which occurs {times} in this text"
        return Eaten(best, counts[best] / (rivals + 1), reason)

    def marks_may_be_meant(self, start: int, end: int, true: str) -> bool:
        """Tell whether a run is nothing but marks, such as ``?!?``, that an author may have set.

        They are no author's if a bracket or quote is open that the true text closes and nothing
        after it does, or if the text was converted.

        >>> Evidence("「全覆蓋?!?").marks_may_be_meant(4, 7, "。」")
        False
        >>> Evidence("真的嗎?!?").marks_may_be_meant(3, 6, "。」")
        True
        """
        if not _MARKS_ONLY.fullmatch(self.text, start, end):
            return False
        awaited = awaited_mark(self.before(start))
        later = _BRACKET.search(self.text, end, end + PAIRING_REACH)
        closes = awaited != "" and awaited in true and not (later and later[0] == awaited)
        return not closes and not self._whole.was_converted
