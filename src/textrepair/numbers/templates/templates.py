"""Number slots: where an English text has room for a number, whatever stands there now.

A slot is a numeral with all that the text around it tells: marks between its digit runs, a unit, a
scale, an ordinal ending.  Nothing here looks at the digits, because they may be wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..kinds import Kind
from ..languages.en import MONTHS
from ..reading.quantity import neighbours
from ..reading.units import unit_at
from ..recent import told_once
from .slots import DigitRun, Groups, Numeral, digit_runs

#: Words that multiply an English number, as powers of ten; the short ones after amounts of money.
_SCALES: Final = {
    "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "b": 9,
    "trillion": 12, "tn": 12,
}  # fmt: skip
_SCALE: Final = re.compile(r"[ -]?(thousand|[mb]illion|trillion|bn|mn|tn|[kmb](?=\W|$))(?![a-z])")
#: The ending of an ordinal: 1st, 22nd.
ORDINAL: Final = re.compile(r"(st|nd|rd|th)(?![a-z])")
#: What follows a number of a kind.
_AFTER: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.PERCENT, r" ?%|(?:[ -]|\n(?:> )?)per ?cent|[ -]percentage"),
        (
            Kind.AGE,
            # a 16-year-old, 16 years old; Anna Ek, 16, was
            r"-year-old|[ -]years? old|-years?-old|,(?= (?:who|joined|was|is|has|said|told|from))",
        ),
        (Kind.DAY, rf"(?:st|nd|rd|th)?(?: of)?,? {MONTHS}(?![a-z])"),
        (Kind.DECADE, r"s(?![a-z])"),
        (Kind.DAY, rf"(?={MONTHS})"),
    )
)
#: The 19th century.
_CENTURY: Final = re.compile(r"(?:st|nd|rd|th)[ -]centur")
#: May 5, on May the 5th.
_DAY_BEFORE: Final = re.compile(rf"(?<![a-z]){MONTHS}\.? (?:the )?$")
#: 5th of May 2018; May 5, 2018.
_YEAR_AFTER_DAY: Final = re.compile(
    rf"(?:\d|<>)(?:st|nd|rd|th)?(?: of)? {MONTHS},? $"
    rf"|(?<![a-z]){MONTHS}\.? (?:\d+|<>)(?:th)?, $"
)
#: On the 5th.
_THE_BEFORE: Final = re.compile(r"(?<![a-z])[Oo]n the $")
#: May 5, 2018; in 2018, World Cup 2018, (2018.
_YEAR_BEFORE: Final = re.compile(
    rf"(?:{MONTHS}\.?(?: (?:\d+|<>)(?:st|nd|rd|th)?)?,? "
    r"|(?<![a-z])(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]ack in"
    r"|year|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|Olympics|World Cup)[ \n]|\()$"
)
#: By 2018, from 2018: words that also stand before other numbers.
_MAYBE_YEAR_BEFORE: Final = re.compile(
    r"(?<![a-z])(?:[Bb]y|[Ff]rom|of|[Bb]efore|[Aa]fter|[Bb]etween|Act|to|and)[ \n]$"
)
#: The 1996 Games, his 2004 album.
_THE_EVENT_BEFORE: Final = re.compile(r"(?<![A-Za-z])(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts) $")
_EVENT_AFTER: Final = re.compile(
    r" (?:[A-Z][a-z]+|match|season|election|campaign|film|album|edition|attack|referendum|vote)\b"
)
#: What follows a year, which counts nothing: a mark or a small word.
_YEAR_AFTER: Final = re.compile(
    r"(?:[.,;:)?!\"'”’]|$|\n| (?:and|when|that|after|before|to|as|by|in|with|for|or|but|at|from"
    r"|while|he|she|the|it|they|until|who|which|was|were|is|on|alone|this|last|under|against|into|over|during"
    r"|despite|because|since|if|so|has|have|had|will|would|could|of)\b)(?!\d|<>)"
)
_MONEY_BEFORE: Final = re.compile(r"[$£€¥] ?$|\b(?:USD|EUR|GBP|RMB) ?$")
#: Aged 16, as young as 16; Anna, 16.
_AGE_BEFORE: Final = re.compile(r"(?:\b(?:aged|as (?:young|old) as) |[A-Z][a-z]+, )$")
#: A-16, No. 16, Boeing 747.
_LABEL_BEFORE: Final = re.compile(r"(?:[A-Za-z]-|\bNo\. ?|\b[A-Z][a-z]+ )$")
_NOUN_AFTER: Final = re.compile(r"[ -][a-z]{3,}")


def english_scale_at(text: str, end: int, before: str) -> tuple[int, Decimal]:
    """Return where a word ends that multiplies the number before ``end``, and by how much.

    ``before`` is the text before the number.  Where there is no such word, that is ``end`` and 1.

    >>> english_scale_at("$5bn", 2, "$"), english_scale_at("5 m", 1, "")
    ((4, Decimal('1000000000')), (1, Decimal('1')))
    """
    match = _SCALE.match(text, end)
    word = match.group(1) if match else ""
    if match is None or (len(word) == 1 and not _MONEY_BEFORE.search(before)):
        return end, Decimal(1)
    return match.end(), Decimal(10) ** _SCALES[word]


def kinds_at(text: str, end: int, after: int, before: str, marked: bool) -> tuple[Kind, ...]:
    """Return the kinds of number that fit well before ``end`` and after ``before``.

    ``after`` is where a scale ends; ``marked`` tells that marks part the number.
    """
    if _CENTURY.match(text, end):
        return (Kind.CENTURY,)
    kinds = [kind for kind, pattern in _AFTER if pattern.match(text, end)]
    if _MONEY_BEFORE.search(before):
        return (Kind.MONEY,)
    if kinds == [Kind.AGE] and text[end] == "," and _YEAR_BEFORE.search(before):
        kinds = []  # which began in 2012, is
    if (
        before.endswith((", ", "aged ", "as "))
        and (found := _AGE_BEFORE.search(before))
        and (found.group().startswith(("as", "aged")) or text[end : end + 1] == ",")
    ):
        kinds.append(Kind.AGE)
    unit = unit_at(text, after)
    if unit and Kind.AGE not in kinds:
        kinds.append(unit)
        if unit == Kind.FAHRENHEIT:
            kinds.append(Kind.CELSIUS)
    if not marked and not kinds:
        kinds += _date_kinds(text, end, before)
    if (ordinal := ORDINAL.match(text, end)) and Kind.DAY not in kinds:
        kinds.append(Kind.ORDINAL)
        kinds += filter(None, [unit_at(text, ordinal.end())])
        if _THE_BEFORE.search(before) or "of" not in text[end : end + 6]:
            kinds.append(Kind.DAY)
    return tuple(dict.fromkeys(kinds))


def _date_kinds(text: str, end: int, before: str) -> list[Kind]:
    kinds: list[Kind] = []
    if _YEAR_AFTER_DAY.search(before):
        return [Kind.YEAR]
    if _DAY_BEFORE.search(before):
        kinds.append(Kind.DAY)
        if not re.match(r",? (?:\d|<>)", text[end : end + 4]):
            kinds.append(Kind.YEAR)
        return kinds
    if _YEAR_BEFORE.search(before) and _YEAR_AFTER.match(text, end):
        kinds.append(Kind.YEAR)
    elif (_MAYBE_YEAR_BEFORE.search(before) and _YEAR_AFTER.match(text, end)) or (
        _THE_EVENT_BEFORE.search(before) and _EVENT_AFTER.match(text, end)
    ):
        kinds.append(Kind.MAYBE_YEAR)
    elif (before[-1:].isascii() and before[-1:].isalpha()) or (
        _LABEL_BEFORE.search(before) and not _NOUN_AFTER.match(text, end)
    ):
        kinds.append(Kind.LABEL)
    return kinds


_RUN: Final = r"(?:\d+|<>)"
_TEMPLATE: Final = re.compile(
    rf"(?P<time>{_RUN}:{_RUN}|{_RUN}\.{_RUN}(?=[ ]?[ap]\.?m\b))|{_RUN}(?:[,.]{_RUN})*"
)

_FIRST: Final = re.compile(r"[\d<]")

#: The half of a twelve-hour clock.
_AMPM: Final = re.compile(r" ?(?:([ap])\.?m\b|(o'clock))", re.IGNORECASE)
#: The name of a time zone.
_ZONE: Final = re.compile(r" (?:BST|GMT|UTC|CES?T|MSK)\b")
#: A word in the plural, with up to one word before it: big boats; not focus, thesis, guess.
_PLURAL: Final = re.compile(r" (?:[a-z]{3,12} )?[a-z]{2,20}[^\Wsui]s(?![a-z'’])")
#: What stands between two numbers that count one thing.
_JOINS: Final = re.compile(r" (?:to|and|or|by) |,? |, (?:and )?|[-–]")

_DASHED: Final = re.compile(r"-(?:\d|<>)")
_SCORE: Final = re.compile(r"½?[-–&]")

#: Kinds of the first of two numbers in spite of which it counts what the second counts.
_MAYBE_YEAR: Final = frozenset((Kind.MAYBE_YEAR,))
_YEARS: Final = frozenset((Kind.YEAR, Kind.MAYBE_YEAR))

#: How far back the text before a number is looked at, in code points.
_REACH: Final = 28


@dataclass(frozen=True, slots=True)
class NumberSlot(Numeral):
    """Room for a number: a numeral, whatever its digits, and what stands around it.

    ``kinds`` are the kinds of number that fit well; ``scale`` is the value of a word that
    multiplies the number; ``ending`` is that of an ordinal; ``half`` is ``a`` or ``p`` for a time
    of a clock of twelve hours, ``o`` before "o'clock"; ``zone`` tells that the name of a time zone
    follows, and ``plural`` that a word in the plural follows; ``neighbours`` are the Latin words
    beside the slot; ``shown`` are the marks as they stand, where ``marks`` are those that
    English has for them; ``scales`` are by how much each run of 3万5,000 counts;
    ``is_foreign`` tells that the text is not English, ``has_firm_marks`` that the marks which part
    groups there part nothing else.
    """

    kinds: tuple[Kind, ...]
    scale: Decimal
    ending: str
    half: str
    zone: bool
    plural: bool
    neighbours: frozenset[str]
    shown: tuple[str, ...] = ()
    scales: tuple[Decimal, ...] = ()
    is_foreign: bool = False
    has_firm_marks: bool = False

    @property
    def room(self) -> Hashable:
        """All that decides which numbers fit: the slot without its place and its digits."""
        return (
            len(self.runs),
            self.marks,
            self.kinds,
            self.scale,
            self.ending,
            self.half,
            self.zone,
            self.plural,
            self.neighbours,
            self.shown,
            self.scales,
            self.is_foreign,
        )

    def write(self, groups: Groups) -> str:
        """Return the slot as text, with these groups of digits."""
        return "".join(
            a + b for a, b in zip(groups, (*(self.shown or self.marks), ""), strict=True)
        )


def within(slots: Sequence[NumberSlot], span: tuple[int, int]) -> Sequence[NumberSlot]:
    """Return the slots, of some that are in order, that start inside a span."""
    first = bisect_left(slots, span[0], key=_start)
    return slots[first : bisect_left(slots, span[1], lo=first, key=_start)]


def _start(slot: NumberSlot) -> int:
    return slot.start


@told_once
def number_slots(text: str) -> Sequence[NumberSlot]:
    """Return the slots of a text, in order.

    >>> for slot in number_slots("8 Aug: 10,70 ports, <>% of 5 km"):
    ...     print(slot.write(slot.groups), *slot.kinds)
    8 day
    10,70
    <> percent
    5 km
    """
    found: list[NumberSlot] = []
    end = 0
    # To look for the first character alone is several times as fast.
    while (first := _FIRST.search(text, end)) is not None:
        match = _TEMPLATE.match(text, first.start())
        end = first.end() if match is None else match.end()
        if match is not None:
            found.append(_found(text, match))
    return _ranges(text, found)


def _ranges(text: str, found: list[NumberSlot]) -> list[NumberSlot]:
    """Give numbers joined by "to", "and", a dash or a comma the kinds of the last of them."""
    joined = list(found)
    for i in range(len(joined) - 2, -1, -1):
        left, right = joined[i], joined[i + 1]
        between = text[left.end : right.start] if right.start - left.end < 7 else "far"
        open_to = _YEARS if between == " to " else _MAYBE_YEAR
        if between in {",", ", "} and right is found[i + 1] and left.kinds:
            continue  # by 1934, 5 million; a list goes on with "and"
        if _JOINS.fullmatch(between) and _counts(right) and not set(left.kinds) - open_to:
            joined[i] = replace(left, kinds=right.kinds, scale=max(left.scale, right.scale))
    for i in range(len(joined) - 1):
        left, right = joined[i], joined[i + 1]
        if _SCORE.fullmatch(text, left.end, right.start) and not (left.marks or right.marks):
            alone = not _DASHED.match(text, right.end) and text[left.start - 1 : left.start] != "-"
            if alone and not _counts(left) and not _counts(right):
                joined[i] = replace(left, kinds=(Kind.SCORE,))
                joined[i + 1] = replace(right, kinds=(Kind.SCORE,))
    for i in range(1, len(joined)):
        left, right = joined[i - 1], joined[i]
        between = text[left.end : right.start] if right.start - left.end < 7 else "far"
        if Kind.AGE in left.kinds and _JOINS.fullmatch(between) and not right.kinds:
            joined[i] = replace(right, kinds=(Kind.AGE,))
    return joined


def _counts(slot: NumberSlot) -> bool:
    return any(kind.traits.counts for kind in slot.kinds)


def _found(text: str, match: re.Match[str]) -> NumberSlot:
    start, end = match.span()
    whole, marks = match.group(), ""
    parts: tuple[DigitRun, ...] = (DigitRun(start, end, whole),)
    if not whole.isdecimal():
        parts = tuple(digit_runs(text, start, end))
        marks = "".join(text[part.end] for part in parts[:-1])
    before = text[max(0, start - _REACH) : start]
    after, scale = english_scale_at(text, end, before)
    half = _AMPM.match(text, end)
    ordinal = ORDINAL.match(text, end)
    if match.lastgroup == "time" or half:
        kinds: tuple[Kind, ...] = (Kind.TIME,)
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


def ordinal_ending(value: int) -> str:
    """Return the ending of an English ordinal.

    >>> [ordinal_ending(n) for n in (1, 2, 3, 11, 22, 113)]
    ['st', 'nd', 'rd', 'th', 'nd', 'th']
    """
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
