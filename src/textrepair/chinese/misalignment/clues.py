"""Clues in a text about its damage: which byte was eaten, and whether the text was converted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..indents import IndentStatistics
from ..pinyin import LONGEST_READING, READING

#: Opening brackets and quotes, each with the mark that closes it.
CLOSED_BY: Final = dict(zip("“‘「『《〈（【〔〖", "”’」』》〉）】〕〗", strict=True))
CLOSING: Final = frozenset(CLOSED_BY.values())

#: Longest distance between an opening mark and its closing mark, in code points.  Set by hand;
#: bounds the time of a look-up.
PAIRING_REACH: Final = 400

#: The characters that a lead byte can have eaten: visible ASCII below the lowest trail byte.
EATABLE: Final = tuple(map(chr, range(0x21, 0x40)))

#: Least share of the words with one ending that must begin with one digit for the digit to be
#: inferred.  Set by hand.
INFERRED_SHARE: Final = 0.9

#: Confidence of an eaten bracket that the text closes but does not open.  Set by hand.
BRACKET_CONFIDENCE: Final = 0.9

_MARKS_ONLY: Final = re.compile("[?!,！？，；：]+")
#: A fullwidth mark between two question marks of ASCII, which no one types.
_OF_TWO_WIDTHS: Final = re.compile(r"\?[！，？；：]\?")
_BRACKET: Final = re.compile(f"[{''.join(CLOSED_BY)}{''.join(CLOSED_BY.values())}\\n]")
#: A gloss whose opening bracket was eaten, with a letter that English does not have.
_EATEN_GLOSS: Final = re.compile(
    rf"(?<=[^\x00-\x7f])\?(?=[a-z]{{0,{LONGEST_READING}}}[^\x00-\x7f]){READING}\)"
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_WORD: Final = re.compile(r"[0-9A-Za-z]+")
#: A word whose first character may have been eaten.
_ENDING: Final = re.compile(r"(?<=[?])[A-Za-z][0-9A-Za-z]*")
#: The rest of a tag of HTML whose ``<`` was eaten, as /p> or br />.
_TAG: Final = re.compile(r"/?(?:p|br|div|span|strong|b|a|li|td|tr|em|h[1-6])(?: ?/)?>")
#: Text up to a closing bracket without an opening one; at most 80 code points, for the pattern is
#: tried at each lost byte.
_CLOSED: Final = re.compile(r"[^()?\r\n]{1,80}\)")
#: Characters that follow a digit: a unit, a part of a date, a decimal point.
_COUNTED: Final = re.compile(
    r"[0-9.%年月日時时點点分秒歲岁個个名人萬万億亿元次倍家座條条項项天週周]"
)


@dataclass(frozen=True, slots=True)
class LostByteGuess:
    """A guess at a byte that was eaten.

    ``char`` is the character if the text tells which it was, else empty; ``candidates`` lists
    the characters that are possible.
    """

    char: str
    confidence: float
    reason: str
    candidates: str = ""


@dataclass(frozen=True, slots=True)
class DocumentClues:
    """Clues from a whole document: whether it was converted, and how often it has some words.

    ``has_private`` tells whether it shows characters of private use, so that none were stripped.
    """

    was_converted: bool
    words: Counter[str]
    has_private: bool

    @classmethod
    def of(cls, chunks: Iterable[str]) -> DocumentClues:
        """Gather the clues from chunks of a document; count words that may have lost a digit."""
        indents = IndentStatistics()
        glossed = has_private = False
        endings: set[str] = set()
        for text in chunks:
            indents.add(text)
            glossed = glossed or _EATEN_GLOSS.search(text) is not None
            has_private = has_private or _PRIVATE.search(text) is not None
            endings.update(_ENDING.findall(text))
        words: Counter[str] = Counter()
        for text in chunks if endings else ():
            words.update(word for word in _WORD.findall(text) if _ending(word) in endings)
        return cls(glossed or bool(indents.certain), words, has_private)


def _ending(word: str) -> str:
    """Return a word without its first character if that character is a digit."""
    return word[1:] if word[0].isdigit() else word


class TextClues:
    """A text with its clues; ``whole`` holds the clues of the document if the text is a chunk.

    ``learn`` records the runs that were repaired, so that ``before`` gives repaired text.
    """

    def __init__(self, text: str, whole: DocumentClues | None = None) -> None:
        self.text = text
        self._given = whole
        self._repaired: list[tuple[int, int, str]] = []

    def learn(self, start: int, end: int, repaired: str) -> None:
        """Record the repaired text of a run that lies behind all runs recorded before."""
        self._repaired.append((start, end, repaired))

    def before(self, at: int) -> str:
        """Return the text before an offset (up to ``PAIRING_REACH``), recorded runs repaired."""
        pieces: list[str] = []
        reach = max(0, at - PAIRING_REACH)
        for start, end, repaired in reversed(self._repaired):
            if start < reach:
                break
            pieces += (self.text[end:at], repaired)
            at = start
        pieces.append(self.text[reach:at])
        return "".join(reversed(pieces))

    @cached_property
    def _whole(self) -> DocumentClues:
        return self._given or DocumentClues.of((self.text,))

    @property
    def private_may_be_stripped(self) -> bool:
        """Whether characters of private use may have been stripped: the document shows none."""
        return not self._whole.has_private

    def eaten_before(self, at: int) -> LostByteGuess:
        """Return a guess at the byte that was eaten just before an offset (code points).

        >>> text = "5G網絡、5G基站、5G信號，享受到?G應用"
        >>> TextClues(text).eaten_before(text.index("?") + 1).char
        '5'
        >>> TextClues("全覆蓋。”?月22日").eaten_before(6).candidates
        '123456789'
        """
        if _TAG.match(self.text, at):
            return LostByteGuess("<", BRACKET_CONFIDENCE, "a tag goes on here that does not begin")
        word = _WORD.match(self.text, at)
        if word and not word[0].isdigit():
            found = self._inferred(word[0])
            if found:
                return found
        if _CLOSED.match(self.text, at):
            return LostByteGuess(
                "(", BRACKET_CONFIDENCE, "a bracket closes here that does not open"
            )
        # A number does not begin with 0.
        digits = "123456789" if _COUNTED.match(self.text, at) else ""
        return LostByteGuess("", 0.0, "nothing in the text tells", digits)

    def _inferred(self, ending: str) -> LostByteGuess | None:
        """Infer the lost first digit of a word from the words of the text with that ending."""
        words = self._whole.words
        counts = {digit: words[digit + ending] for digit in "0123456789"}
        best = max(counts, key=counts.__getitem__)
        rivals = sum(counts.values()) + max(0, words[ending] - 1)  # without this occurrence
        if not counts[best] or counts[best] < INFERRED_SHARE * rivals:
            return None
        times = "once" if counts[best] == 1 else f"{counts[best]} times"
        reason = f"inferred from {best}{ending}, which occurs {times} in this text"
        return LostByteGuess(best, counts[best] / (rivals + 1), reason)

    def closes_later(self, at: int, awaited: str) -> bool:
        """Tell whether the next bracket or quote after an offset is the one that is awaited.

        >>> TextClues("「真的嗎?!?」").closes_later(4, "」")
        True
        >>> TextClues("「a」").closes_later(3, "」")
        False
        """
        later = _BRACKET.search(self.text, at, at + PAIRING_REACH)
        return later is not None and later[0] == awaited

    def marks_may_be_meant(self, start: int, end: int, repaired: str) -> bool:
        """Tell whether a run consists of marks, such as ``?!?``, that an author may have typed.

        Marks that are a line by themselves are meant.  Else an author did not type them if they are
        of two widths, if the repaired text closes an open bracket or quote that nothing after the
        run closes, if a tag goes on after them whose ``<`` is gone, or if the document was
        converted.

        >>> TextClues("「全覆蓋?!?").marks_may_be_meant(4, 7, "。」")
        False
        >>> TextClues("真的嗎?!?").marks_may_be_meant(3, 6, "。」")
        True
        """
        if not _MARKS_ONLY.fullmatch(self.text, start, end) or _TAG.match(self.text, end):
            return False
        if self.text[start - 1 : start] in {"", "\n"} and self.text[end : end + 1] in {"", "\n"}:
            return True
        if _OF_TWO_WIDTHS.fullmatch(self.text, start, end):
            return False
        awaited = awaited_mark(self.before(start))
        closes = awaited != "" and awaited in repaired and not self.closes_later(end, awaited)
        return not closes and not self._whole.was_converted


def awaited_mark(before: str) -> str:
    """Return the mark that would close the innermost open bracket or quote of the last line.

    >>> awaited_mark("他說“全覆蓋。"), awaited_mark("他說“全覆蓋。”")
    ('”', '')
    """
    open_marks: list[str] = []
    for char in before[before.rfind("\n") + 1 :]:
        if char in CLOSED_BY:
            open_marks.append(CLOSED_BY[char])
        elif open_marks and char == open_marks[-1]:
            open_marks.pop()
    return open_marks[-1] if open_marks else ""
