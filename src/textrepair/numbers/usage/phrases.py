"""The words around a bare number: what it counts, or which phrase it ends."""

from __future__ import annotations

import re
from typing import Final

_APPROXIMATE: Final = re.compile(
    r"""\b(?:than|about|around|nearly|almost|over|approximately|roughly|some|least|most|to
        |estimated|under|another|past|all|those|other|every|toll|record|above|below|reach(?:ed|es)?
        |an?[ ](?:total|group|team|crowd)[ ]of|population[ ]of)[ ]$""",
    re.VERBOSE | re.IGNORECASE,
)
_DETERMINER: Final = re.compile(
    r"\b(?:the|its|his|her|their|our|my|your|this|that|last|next|first|whose|[A-Za-z]+['’]s?"
    r"|an?(?: (?:new|[a-z]+al))?) $",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(
    r"\b(in|since|until|till|by|from|of|between|before|after|during|for|at|on|to|and|or|with|as|was"
    r"|were|is|are|an?|than|through|about) $",
    re.IGNORECASE,
)
#: Things that are told from each other by their year.
_OF_A_YEAR: Final = re.compile(
    r"""[ ](?:[A-Z]|[a-z]*(?:election|referendum|season|film|movie|book|novel|album|report|study
        |campaign|championship|final|tournament|edition|census|budget|decision|ruling|law|act
        |treaty|agreement|deal|crisis|war|revolution|coup|interview|speech|paper|article|version
        |attack|earthquake|tsunami|hurricane|flood|disaster|race|vote|draft|model|remake|song
        |series|hit|comedy|drama|documentary|survey|summit|conference|convention|games|cup|tour
        |class|debut|win|victory|loss|defeat|match)\b)""",
    re.VERBOSE,
)
#: What follows a number that counts nothing.
_PHRASE_ENDS: Final = re.compile(
    r"""[.,;:)?!"”’'\n] | $ | [ ][-–—]
        | [ ](?:and|when|that|after|before|to|as|by|in|with|for|or|but|at|from|while|he|she|the|it
               |they|until|who|which|was|were|is|on|alone|under|against|into|over|during|because
               |since|if|so|has|have|had|will|would|could|of|a|his|her|its|their|we|I|where)\b""",
    re.VERBOSE,
)
_COUNTED: Final = re.compile(
    r"[ -](?:[a-z]{2,14}[ -]){0,2}?(?:[a-z]{2,20}[^\Wsui]s|men|women|children|mice)(?![a-z'’-])"
)
_PEOPLE: Final = re.compile(r" (?:[a-z]{2,14} )?people\b")
_CAPITALS_BEFORE: Final = re.compile(r"(?<![A-Za-z'])[A-Z][A-Za-z.&'-]* $")
_CAPITALS_AFTER: Final = re.compile(" [A-Z]")
_WORD_AFTER: Final = re.compile(" [a-z]")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?\n] )$")


def is_attached(before: str) -> bool:
    """Tell whether a letter stands right before the number.

    >>> is_attached("the F"), is_attached("the ")
    (True, False)
    """
    return before[-1:].isascii() and before[-1:].isalpha()


def preposition(before: str) -> str:
    """Return the preposition, or another small word, that a number follows; else nothing.

    >>> preposition("They came In "), preposition("They came ")
    ('in', '')
    """
    found = _PREPOSITION.search(before)
    return found.group(1).lower() if found else ""


def counted(before: str, after: str) -> str:
    """Return what place a number has that counts people or things in the plural.

    >>> counted("more than ", " small boats"), counted("The ", " boats"), counted("in ", " he")
    ('counted-about', 'counted-the', '')
    """
    about = "-about" if _APPROXIMATE.search(before) else ""
    if _PEOPLE.match(after):
        return f"people{about}"
    if not _COUNTED.match(after):
        return ""
    the = "-the" if not about and before.lower().endswith("the ") else ""
    return f"counted{about}{the}"


def phrase(before: str, after: str) -> tuple[str, str]:
    """Return the place of a number that counts nothing, and the family of the place.

    >>> phrase("the ", " election"), phrase("before ", "."), phrase("Boeing ", " was")
    (('year-of-thing', 'year-like'), ('ends-before', 'year-like'), ('after-name', 'label'))
    """
    if _DETERMINER.search(before) and _WORD_AFTER.match(after):
        of_a_year = _OF_A_YEAR.match(after) is not None
        return "year-of-thing" if of_a_year else "after-determiner", "year-like"
    ends = _PHRASE_ENDS.match(after) is not None
    small = preposition(before)
    if _CAPITALS_BEFORE.search(before) and (named := _in_a_name(after, ends and not small)):
        return named, "label"
    if small:
        return (f"ends-{small}", "year-like") if ends else (f"word-{small}", "open")
    if _SENTENCE_START.search(before):
        return "starts", "open"
    return _other(before, after, ends), "open"


def _in_a_name(after: str, ends: bool) -> str:
    if _CAPITALS_AFTER.match(after):
        return "in-name"
    return "after-name" if ends else ""


def _other(before: str, after: str, ends: bool) -> str:
    if ends:
        return "ends"
    if not _WORD_AFTER.match(after):
        return "open"
    return "word-about" if _APPROXIMATE.search(before) else "word"
