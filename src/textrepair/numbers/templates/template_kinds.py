"""What a place of an English text has room for, told from the words around it alone."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ..reading.context import EN_MONTHS
from ..reading.units import unit_at

_SCALES: Final = {
    "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "b": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
_SCALE: Final = re.compile(r"[ -]?(thousand|[mb]illion|trillion|bn|mn|tn|[kmb](?=\W|$))(?![a-z])")
#: The ending of an ordinal.
ORDINAL: Final = re.compile(r"(st|nd|rd|th)(?![a-z])")
_AFTER: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("percent", r" ?%|[ -]per ?cent|[ -]percentage"),
        (
            "age",
            r"-year-old|[ -]years? old|-years?-old|,(?= (?:who|joined|was|is|has|said|told|from))",
        ),
        ("day", rf"(?:st|nd|rd|th)?(?: of)?,? {EN_MONTHS}(?![a-z])"),
        ("decade", r"s(?![a-z])"),
        ("day", rf"(?={EN_MONTHS})"),
    )
)
_CENTURY: Final = re.compile(r"(?:st|nd|rd|th)[ -]centur")
_DAY_BEFORE: Final = re.compile(rf"(?<![a-z]){EN_MONTHS}\.? (?:the )?$")
_YEAR_AFTER_DAY: Final = re.compile(
    rf"(?:\d|<>)(?:st|nd|rd|th)?(?: of)? {EN_MONTHS},? $"
    rf"|(?<![a-z]){EN_MONTHS}\.? (?:\d+|<>)(?:th)?, $"
)
_THE_BEFORE: Final = re.compile(r"(?<![a-z])[Oo]n the $")
_YEAR_BEFORE: Final = re.compile(
    rf"(?:{EN_MONTHS}\.?(?: (?:\d+|<>)(?:st|nd|rd|th)?)?,? "
    r"|(?<![a-z])(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]ack in"
    r"|year|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Olympics|World Cup) |\()$"
)
_MAYBE_YEAR_BEFORE: Final = re.compile(
    r"(?<![a-z])(?:[Bb]y|[Ff]rom|of|[Bb]efore|[Aa]fter|[Bb]etween|Act|to|and) $"
)
#: The 1996 Games, his 2004 album.
_THE_EVENT_BEFORE: Final = re.compile(r"(?<![A-Za-z])(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts) $")
_EVENT_AFTER: Final = re.compile(
    r" (?:[A-Z][a-z]+|match|season|election|campaign|film|album|edition|attack|referendum|vote)\b"
)
_YEAR_AFTER: Final = re.compile(
    r"(?:[.,;:)?!\"'”’]|$|\n| (?:and|when|that|after|before|to|as|by|in|with|for|or|but|at|from"
    r"|while|he|she|the|it|they|until|who|which|was|were|is|on|alone|this|last|under|against|into|over|during"
    r"|despite|because|since|if|so|has|have|had|will|would|could|of)\b)(?!\d|<>)"
)
_MONEY_BEFORE: Final = re.compile(r"[$£€¥] ?$|\b(?:USD|EUR|GBP|RMB) ?$")
_AGE_BEFORE: Final = re.compile(r"(?:\b(?:aged|as (?:young|old) as) |[A-Z][a-z]+, )$")
_ATTACHED: Final = re.compile(r"[A-Za-z]$")
_LABEL_BEFORE: Final = re.compile(r"(?:[A-Za-z]-|\bNo\. ?|\b[A-Z][a-z]+ )$")
_NOUN_AFTER: Final = re.compile(r"[ -][a-z]{3,}")


def scale_at(text: str, end: int, before: str) -> tuple[Decimal, int]:
    """Return what a number that ends there is multiplied by, and where the word for it ends."""
    match = _SCALE.match(text, end)
    if match is None:
        return Decimal(1), end
    word = match.group(1)
    if len(word) == 1 and not _MONEY_BEFORE.search(before):
        return Decimal(1), end
    return Decimal(10) ** _SCALES[word], match.end()


def kinds_at(text: str, end: int, after: int, before: str, marked: bool) -> tuple[str, ...]:
    """Return the kinds of number that fit well before ``end`` and after ``before``.

    ``after`` is where a scale ends; ``marked`` tells that marks part the number.
    """
    if _CENTURY.match(text, end):
        return ("century",)
    kinds = [kind for kind, pattern in _AFTER if pattern.match(text, end)]
    if _MONEY_BEFORE.search(before):
        return ("money",)
    if kinds == ["age"] and text[end] == "," and _YEAR_BEFORE.search(before):
        kinds = []  # which began in 2012, is
    if (found := _AGE_BEFORE.search(before)) and (
        found.group().startswith("as") or text[end : end + 1] in ",.;"
    ):
        kinds.append("age")
    unit = unit_at(text, after)
    if unit and "age" not in kinds:
        kinds.append(unit)
        if unit == "°F":
            kinds.append("°C")
    if not marked and not kinds:
        kinds += _date_kinds(text, end, before)
    if (ordinal := ORDINAL.match(text, end)) and "day" not in kinds:
        kinds.append("ordinal")
        kinds += filter(None, [unit_at(text, ordinal.end())])
        if _THE_BEFORE.search(before) or "of" not in text[end : end + 6]:
            kinds.append("day")
    return tuple(dict.fromkeys(kinds))


def _date_kinds(text: str, end: int, before: str) -> list[str]:
    kinds = []
    if _YEAR_AFTER_DAY.search(before):
        return ["year"]
    if _DAY_BEFORE.search(before):
        kinds.append("day")
        if not re.match(r",? (?:\d|<>)", text[end : end + 4]):
            kinds.append("year")
        return kinds
    if _YEAR_BEFORE.search(before) and _YEAR_AFTER.match(text, end):
        kinds.append("year")
    elif (_MAYBE_YEAR_BEFORE.search(before) and _YEAR_AFTER.match(text, end)) or (
        _THE_EVENT_BEFORE.search(before) and _EVENT_AFTER.match(text, end)
    ):
        kinds.append("maybe-year")
    elif _ATTACHED.search(before) or (
        _LABEL_BEFORE.search(before) and not _NOUN_AFTER.match(text, end)
    ):
        kinds.append("label")
    return kinds
