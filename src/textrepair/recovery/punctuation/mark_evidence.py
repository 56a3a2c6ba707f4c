"""How much speaks for garbled marks in a line, rather than for clean text.

A mark of which two bytes are left is beyond doubt.  Where little more than ``â`` is left, English
around it tells: endings behind an apostrophe, pairs of quotation marks and dashes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from ...encodings import is_multi_byte
from ...patterns import lazily
from .marks import MARKS
from .packed_forms import Form

#: So much evidence makes a line garbled.
ENOUGH_EVIDENCE: Final = 8.0
#: Less than that, but this, is told with a suggestion.
SOME_EVIDENCE: Final = 5.0
#: Each letter beside the marks that was garbled as they were, and lost nothing.
_LETTER_BITS: Final = 4.0
#: More letters beyond ASCII than this share of the line are other damage, or another language.
_OTHER_SHARE: Final = 0.34

#: Words that only take ``n't`` as their end, as they stand before it.
_NOT: Final = lazily(
    r"\b(?:ai|are|ca|could|did|do|does|had|has|have|is|might|must|need|ought|sha|should|was|were"
    r"|wo|would)n$",
    re.IGNORECASE,
)
#: Words that take ``'s`` and the like.
_SHORTENED: Final = lazily(
    r"\b(?:he|she|it|that|this|what|who|where|when|how|why|there|here|let|i|you|we|they|everyone"
    r"|everybody|someone|nobody|one|today|world|people|children|men|women)$",
    re.IGNORECASE,
)
_ENDING: Final = lazily(r"(?:s|t|re|ve|ll|m|d)(?![^\W_])", re.IGNORECASE)
_WORD: Final = lazily(r"[A-Za-z]+")
#: The commonest words of English that are words of few other languages.
_COMMON_WORDS: Final = """
the of and that with this from you your they which their been would there what when who about
she our them then than its into because these those some could should where very most other
first but every never only between while before without for how shall after said were have his
him out why does just know think want here still even back much many such own too looked
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
#: Words of German that are words of few other languages.
_GERMAN: Final = frozenset(
    {"der", "das", "und", "ist", "nicht", "ein", "eine", "ich", "sie", "wir", "mit", "auf", "dem"}
)
_GERMAN_LETTERS: Final = frozenset("äöüßÄÖÜéà")
#: Letters of languages that quote as English does.
_ROMANCE: Final = frozenset("áàâãéèêëíìîïóòôõúùûñçœæªº¡¿")
#: Words behind an ``â`` that is talked about, a variable or a letter; dashes come before them too.
_TALKED_ABOUT: Final = lazily(
    r" {2}(?:is|are|and|or|of|on|in|as|to|for|with|was|acts|denotes|can|has|stands)\b| {2}[^\w\s]"
)
#: Where letters are talked about, ``â`` is one of them.
_LETTERS: Final = lazily(
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


def evidence_of_marks(
    line: str, reader: tuple[str, ...], marks: Sequence[tuple[int, int, Form]]
) -> float:
    """Return how much speaks for the marks, given by where they begin and end, in bits."""
    covered = {i for start, end, _ in marks for i in range(start, end)}
    rest = "".join(char for i, char in enumerate(line) if i not in covered)
    other = [char for char in rest if char > "\x7f" and char.isalpha()]
    letters = sum(map(str.isalpha, rest))
    double_byte = is_multi_byte(reader[0])
    if double_byte and (any(char > "\u2e7f" for char in other) or not letters):
        return 0.0
    read = [span for span in marks if span[2].text[0] in MARKS]
    lossless = all(form.lost is None and not form.bits for _, _, form in marks)
    if not read or (lossless and (other or len(read) < len(marks))):
        return 0.0  # for those who read what lost nothing
    if len(other) > _OTHER_SHARE * letters:
        return 0.0
    evidence = _LETTER_BITS * (len(marks) - len(read))
    evidence += sum(_of_form(form, end - at, double_byte=double_byte) for at, end, form in read)
    if evidence >= ENOUGH_EVIDENCE or other:
        return evidence
    english = evidence_of_context(rest, [form.text for _, _, form in marks])
    for start, end, form in marks:
        if form.known < 2 and form.text[0] in MARKS:
            place = evidence_of_place(line[:start], form.text, line[end:])
            evidence += place if english > 0.0 or place >= ENOUGH_EVIDENCE else 0.0
    return evidence + english


def _of_form(form: Form, length: int, *, double_byte: bool) -> float:
    """Return how much a garbled mark of so many characters says by itself."""
    if double_byte:
        if form.lost == "" and form.known < 3:
            return 2.0 * form.known - 1.0
        return ENOUGH_EVIDENCE if form.known else 0.0
    if form.known >= 2:
        return ENOUGH_EVIDENCE
    if not form.lost or form.lost == " " or not form.known:
        return 1.0
    lost = 2.0 if form.lost == "?" else 4.0
    return lost * min(length - 1, 2) + (2.0 if length > 2 else 0.0)


def quote_style(line: str, letters: Collection[str]) -> str | None:
    """Return the quotation marks of a line's language as far as they matter, None if not known.

    >>> quote_style("Where did she go?", ""), quote_style("Er sagte, das geht nicht", "")
    ('“”', '„“')
    """
    if not _ROMANCE.issuperset(letter.lower() for letter in letters):
        german = not letters or _GERMAN_LETTERS.issuperset(letters)
        return "„“" if german and _has_german(line) else None
    return "„“" if _has_german(line) else "“”"


def _has_german(line: str) -> bool:
    words = {word.lower() for word in _WORD.findall(line)}
    return bool(words & _GERMAN) and not words & _COMMON


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
    8.0
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
