"""Templates: what an English text has room for, whatever numbers stand in it now.

A template is a numeral with all that its surroundings tell: marks between its slots, a unit,
a scale, an ordinal ending.  Nothing here looks at the digits, for they may be wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..reading.context import EN_MONTHS
from ..reading.quantity import neighbours
from ..reading.units import unit_at
from .slots import Numeral, digit_runs

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


def english_scale_at(text: str, end: int, before: str) -> tuple[Decimal, int]:
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


_RUN: Final = r"(?:\d+|<>)"
_TEMPLATE: Final = re.compile(
    rf"(?P<time>{_RUN}:{_RUN}|{_RUN}\.{_RUN}(?=[ ]?[ap]\.?m\b))|{_RUN}(?:[,.]{_RUN})*"
)

_AMPM: Final = re.compile(r" ?(?:([ap])\.?m\b|(o'clock))", re.IGNORECASE)
_ZONE: Final = re.compile(r" (?:BST|GMT|UTC|CES?T|MSK)\b")
_PLURAL: Final = re.compile(r" (?:[a-z]{3,12} )?[a-z]{2,20}[^\Wsui]s(?![a-z'’])")
_JOINS: Final = re.compile(r" (?:to|and|or|by) |,? |, (?:and )?|[-–]")

_DASHED: Final = re.compile(r"-(?:\d|<>)")
_SCORE: Final = re.compile(r"½?[-–&]")

_REACH: Final = 28


@dataclass(frozen=True, slots=True)
class NumberSlot(Numeral):
    """Room for a number: a numeral, whatever its digits, and what is around it.

    ``kinds`` are those that fit well, ``scale`` is what the number is multiplied by,
    ``ending`` an ordinal ending, ``half`` is ``a`` or ``p`` for a time of a twelve-hour
    clock, ``zone`` tells that the name of a time zone follows, as it does after times of a
    24-hour clock, ``plural`` that a word in the plural does.
    """

    kinds: tuple[str, ...]
    scale: Decimal
    ending: str
    half: str
    zone: bool
    plural: bool
    neighbours: frozenset[str]

    def write(self, groups: tuple[str, ...]) -> str:
        """Return the template with its slots filled."""
        return "".join(a + b for a, b in zip(groups, (*self.marks, ""), strict=True))


def within(slots: Sequence[NumberSlot], span: tuple[int, int]) -> Sequence[NumberSlot]:
    """Return those of some templates, which are in order, that start inside a span."""
    first = bisect_left(slots, span[0], key=_start)
    return slots[first : bisect_left(slots, span[1], lo=first, key=_start)]


def _start(slot: NumberSlot) -> int:
    return slot.start


def number_slots(text: str) -> list[NumberSlot]:
    """Return the templates of a text, in order.

    >>> [(t.write(t.groups), t.kinds) for t in number_slots("8 Aug: 10,70 ports, <>% of 5 km")]
    [('8', ('day',)), ('10,70', ()), ('<>', ('percent',)), ('5', ('km',))]
    """
    return _ranges(text, [_found(text, match) for match in _TEMPLATE.finditer(text)])


def _ranges(text: str, found: list[NumberSlot]) -> list[NumberSlot]:
    """Give numbers joined by "to", "and", a dash or a comma what the last of them counts."""
    joined = list(found)
    for i in range(len(joined) - 2, -1, -1):
        left, right = joined[i], joined[i + 1]
        between = text[left.end : right.start] if right.start - left.end < 7 else "far"
        open_to = {"maybe-year", "year"} if between == " to " else {"maybe-year"}
        if _JOINS.fullmatch(between) and _counts(right) and not set(left.kinds) - open_to:
            joined[i] = replace(left, kinds=right.kinds, scale=max(left.scale, right.scale))
    for i in range(len(joined) - 1):
        left, right = joined[i], joined[i + 1]
        if _SCORE.fullmatch(text, left.end, right.start) and not (left.marks or right.marks):
            alone = not _DASHED.match(text, right.end) and text[left.start - 1 : left.start] != "-"
            if alone and not _counts(left) and not _counts(right):
                joined[i] = replace(left, kinds=("score",))
                joined[i + 1] = replace(right, kinds=("score",))
    for i in range(1, len(joined)):
        left, right = joined[i - 1], joined[i]
        between = text[left.end : right.start] if right.start - left.end < 7 else "far"
        if "age" in left.kinds and _JOINS.fullmatch(between) and not right.kinds:
            joined[i] = replace(right, kinds=("age",))
    return joined


def _counts(slot: NumberSlot) -> bool:
    return bool(set(slot.kinds) - {"year", "maybe-year", "label", "ordinal", "day", "time"})


def _found(text: str, match: re.Match[str]) -> NumberSlot:
    start, end = match.span()
    parts = tuple(digit_runs(text, start, end))
    marks = "".join(text[part.end] for part in parts[:-1])
    before = text[max(0, start - _REACH) : start]
    scale, after = english_scale_at(text, end, before)
    half = _AMPM.match(text, end)
    ordinal = ORDINAL.match(text, end)
    if match.lastgroup == "time" or half:
        kinds: tuple[str, ...] = ("time",)
    else:
        kinds = kinds_at(text, end, after, before, bool(marks))
    return NumberSlot(
        parts,
        marks,
        kinds,
        scale,
        ordinal.group(1) if ordinal else "",
        (half.group(1) or "o").lower() if half else "",
        _ZONE.match(text, end) is not None,
        _PLURAL.match(text, end) is not None,
        neighbours(text, start, end),
    )
