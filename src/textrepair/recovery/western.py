"""What English says for or against a garbled mark of which little more than ``â`` is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

#: Words that only take ``n't`` as their end, as they stand before it.
_NOT: Final = re.compile(
    r"\b(?:ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|ought|sha|should|was|were"
    r"|wo|would)n$",
    re.IGNORECASE,
)
#: Words that take ``'s`` and the like.
_SHORTENED: Final = re.compile(
    r"\b(?:he|she|it|that|this|what|who|where|when|how|why|there|here|let|i|you|we|they|everyone"
    r"|everybody|someone|nobody|one|today|world|people|children|men|women)$",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"(?:s|t|re|ve|ll|m|d)(?![^\W_])", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]+")
#: The commonest words of English that are words of few other languages.
_COMMON: Final = frozenset(
    "the of and that with this from you your they which their been would there what when who"
    " about she our them then than its into because these those some could should where very"
    " most other first not but every never only between while before without was it is are for"
    " how shall after said will were have has his him by out up over why did does just like good"
    " know think want make here still way even back any much many such own too under looked".split()
)
#: Words behind an ``â`` that is talked about, a variable or a letter; dashes come before them too.
_TALKED_ABOUT: Final = re.compile(
    r" {2}(?:is|are|and|or|of|on|in|as|to|for|with|was|acts|denotes|can|has|stands)\b| {2}[^\w\s]"
)
#: Where letters are talked about, ``â`` is one of them.
_LETTERS: Final = re.compile(
    r"\b(?:letters?|characters?|accents?|accented|vowels?|circumflex|alphabet|pronounced|diacritic"
    r"|diacritics|keyboard|unicode|encod\w+|spell\w*|sounds?|symbols?|bytes?|ascii|latin)\b",
    re.IGNORECASE,
)
_LETTERS_BITS: Final = -20.0
_CONTRACTION_BITS: Final = 8.0
_ENDING_BITS: Final = 3.0
#: A dash between a small letter and a capital.
_NAME_BITS: Final = 6.0
#: Each common word of English says so much for English, up to this.
_COMMON_BITS: Final = 2.0
_MOST_COMMON_BITS: Final = 8.0
_PAIR_BITS: Final = 4.0


def evidence_of_place(before: str, mark: str, after: str) -> float:
    """Return how much the place of a mark says for an apostrophe in an English word, in bits.

    >>> evidence_of_place("I don", "’", "t know"), evidence_of_place("var", "’", "s timp")
    (8.0, 3.0)
    """
    if mark in "–—" and before[-1:].isdigit() and after[:1].isdigit():
        return _CONTRACTION_BITS
    if mark in "–—" and before[-1:].islower() and after[:1].isupper():
        return _NAME_BITS
    if mark[:1] != "’" or not before[-1:].isalpha():
        return 0.0
    after = mark[1:] + after
    ending = _ENDING.match(after)
    if not ending:
        return 0.0
    last = before[-_LONGEST_WORD:]
    if ending[0].lower() == "t":
        return _CONTRACTION_BITS if _NOT.search(last) else 0.0
    return _CONTRACTION_BITS if _SHORTENED.search(last) else _ENDING_BITS


_LONGEST_WORD: Final = 12


def evidence_of_context(rest: str, marks: Sequence[str]) -> float:
    """Return how much a line without its garbled marks says for English with such marks.

    >>> evidence_of_context("The plan  if there is one  starts now.", ["—", "—"])
    10.0
    """
    if _LETTERS.search(rest):
        return _LETTERS_BITS
    words = _WORD.findall(rest)
    common = sum(word.lower() in _COMMON for word in words)
    bits = min(_COMMON_BITS * common, _MOST_COMMON_BITS)
    if not common or _TALKED_ABOUT.search(rest):
        return 0.0
    signs = "".join(mark.strip() for mark in marks)
    if ("“" in signs and "”" in signs) or len(signs.strip("–—")) < len(signs) - 1:
        bits += _PAIR_BITS
    if "‘" in signs and "’" in signs:
        bits += _PAIR_BITS
    return bits
