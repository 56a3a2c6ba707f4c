"""Numbers that cannot be where they stand: a 45th of May, 55.44 am, the 3th minute.

Only values that no author writes; values that are merely unlikely are left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ..kinds import Kind
from ..languages.en import MONTHS
from ..recent import told_once
from ..templates.english import is_english as is_english_text
from ..templates.english import is_english_at, lines_around
from ..templates.templates import NumberSlot, number_slots, ordinal_ending, within
from . import AFTER_A_LIMITED_NUMBER
from .contradictions import ImpossibleValue, contradictions
from .elsewhere import impossible_elsewhere

#: May 2005, 5: what stands before and after the first number.
_MONTH_BEFORE: Final = re.compile(rf"(?<![A-Za-z]){MONTHS}\.? $")
#: May 5, 20018; 5 May 20018.
_DATE_BEFORE: Final = re.compile(
    rf"(?<![A-Za-z]){MONTHS}\.? (?:\d{{1,2}}(?:st|nd|rd|th)?, )$|\d {MONTHS},? $"
)
#: A word after the second number is that which a number of things has: May 2005, 5 boats.
_YEAR_AFTER: Final = re.compile(
    r", ?(\d+)(?!\d|,\d|st|nd|rd|th|[-(:/%–])"
    r"(?= (?:in|on|at|the|and|to|for|from|with|when|he|she|it|they|by|as|but|that)\b|[.,;)]|$)"
)
#: In May 2005, 5 ...: the month has its year, and a sentence begins.
_IN_BEFORE: Final = re.compile(
    rf"\b(?:in|since|until|till|by|early|late|mid|of|from|to)[ -]{MONTHS}\.? $", re.IGNORECASE
)
#: 45 May 2005.
_MONTH_YEAR_AFTER: Final = re.compile(rf" {MONTHS} (\d{(4,)})(?![\d:,.]\d|:|th|st|nd|rd)")
#: In the 77s, in the early 1977s, in her 33s; widespread 27s and upper 26s are temperatures.
_IN_THE: Final = re.compile(
    r"(?<![A-Za-z])(?:[Ii]n (?:the|his|her|their|my) (?:early |late |mid-?)?"
    r"|[Tt]he (?:early|late) |(?:widespread|upper|lower) )$"
)
#: How far around an ordinal the name of its field may stand, in code points.
_AROUND: Final = 120
#: How far back the text before a number is looked at, in code points.
_REACH: Final = 16

#: Cap on the digits of a number that is read; Python refuses to read thousands of digits.
_LONGEST: Final = 18

_CANDIDATE: Final = re.compile(f"[0-9]{AFTER_A_LIMITED_NUMBER}")


@told_once
def impossible_values(text: str, *, is_english: bool = False) -> Iterator[ImpossibleValue]:
    """Yield the numbers of the English lines of a text that cannot be, in order.

    ``is_english`` tells that all of the text is English; else each line is judged by its words.

    >>> text = "29 of his 19 boats at 55.44am"
    >>> [found.what for found in impossible_values(text, is_english=True)]
    ['part', 'time']
    """
    lines = lines_around(text, [m.start() for m in _CANDIDATE.finditer(text)])
    # Of an English text, refilled-numbers needs all slots, too.
    slots = number_slots(text) if lines and (is_english or is_english_text(text)) else None
    for start, end in lines:
        line = text[start:end]
        if slots is None:
            alone = list(impossible(line, number_slots(line)))
        else:
            inside = impossible(text, within(slots, (start, end)))
            alone = [replace(one, start=one.start - start, end=one.end - start) for one in inside]
        found = sorted((*alone, *contradictions(line)), key=_order)
        if found and not (is_english or is_english_at(text, start, end)):
            found = []
        for one in found or ([] if is_english else impossible_elsewhere(line)):
            yield replace(one, start=start + one.start, end=start + one.end)


def _order(found: ImpossibleValue) -> tuple[int, int, str]:
    return found.start, found.end, f"{found.what}: {found.why}"


def impossible(text: str, slots: Sequence[NumberSlot]) -> Iterator[ImpossibleValue]:
    """Yield the slots of an English text whose numbers cannot be, each looked at alone.

    >>> text = "on May 2005, 5, at 55.44am, in the 0th minute"
    >>> [(text[i.start : i.end], i.what) for i in impossible(text, number_slots(text))]
    [('2005', 'date'), ('55.44', 'time'), ('0', 'ordinal')]
    """
    for slot in slots:
        if not all(group.isdecimal() and len(group) <= _LONGEST for group in slot.groups):
            continue
        for what, check in _CHECKS.items():
            why = check(text, slot)
            if why:
                likely = slot.write(slot.groups).replace(".", ",") if check is _parted else ""
                yield ImpossibleValue(slot.start, slot.end, what, why, likely)
                break


def _date(text: str, slot: NumberSlot) -> str:
    if slot.marks or Kind.DAY not in slot.kinds:
        return ""
    day = int(slot.groups[0])
    if _MONTH_BEFORE.search(text[max(0, slot.start - _REACH) : slot.start]):
        begins = _IN_BEFORE.search(text[max(0, slot.start - 2 * _REACH) : slot.start])
        year = None if begins else _YEAR_AFTER.match(text, slot.end)
    else:
        # 2023 Nov 21 has the order of ISO; a list of files has sizes: 312 Jul 30
        year = _MONTH_YEAR_AFTER.match(text, slot.end)
    if year is None:
        return ""
    if 99 < day < 2200 and int(year.group(1)) <= 31:
        return "the day and the year stand in each other's place"
    if 31 < day < 1000 and len(year.group(1)) == 4:
        return f"there is no month with {day} days"
    return ""


def _year(text: str, slot: NumberSlot) -> str:
    year = slot.groups[0]
    if slot.marks or Kind.YEAR not in slot.kinds or len(year) != 5 or year[0] not in "12":
        return ""
    if not _DATE_BEFORE.search(text[max(0, slot.start - 2 * _REACH) : slot.start]):
        return ""
    return "a year has four digits"


def _time(text: str, slot: NumberSlot) -> str:
    is_clock = Kind.TIME in slot.kinds and slot.half != "o" and len(slot.runs) <= 2
    before = text[slot.start - 1 : slot.start]
    if not is_clock or before == ":" or before.isalpha():
        return ""  # the last slots of 10:15:40 are seconds; 4b481 am/path is a revision
    hour, minute = int(slot.groups[0]), slot.groups[1:]
    if not minute and 99 < hour < 2400:
        hour, minute = hour // 100, (f"{hour % 100:02}",)  # 800 am
    sound = hour <= 24 and all(int(m) <= 59 for m in minute)
    if slot.zone and minute and not (sound and len(minute[0]) == 2):
        return "there is no such time of day"
    if slot.half and (not sound or (hour > 12 and not minute)):
        return f"there is no {hour} o'clock before or after noon"
    return ""  # 15:30 pm is bad style only


#: What nobody counts from nought, as elements, degrees and rounds are.
_COUNTED_FROM_ONE: Final = re.compile(
    rf"(?: of)? {MONTHS}| (?:(?:wedding|successive|consecutive|straight) )?(?:minute|hour|day"
    r"|week|month|year|century|anniversary|birthday|season|edition|place|time|floor|largest|biggest|goal|title)"
)
#: 4rd and 6rd are ways to carry the Internet Protocol.
_TUNNEL: Final = re.compile(r"IPv[46]|tunnel")


def _ordinal(text: str, slot: NumberSlot) -> str:
    if not slot.ending or slot.marks:
        return ""
    value = int(slot.groups[0])
    if value == 0 and len(slot.groups[0]) == 1:
        counted = _COUNTED_FROM_ONE.match(text, slot.end + 2)
        return "nothing comes in the 0th place" if counted else ""
    before = text[max(0, slot.start - 1) : slot.start]
    if before.isalpha() or before in tuple("-_./"):
        return ""  # \\xe4nd is an escape, 60-6rd-home.network the name of a file
    if value in (4, 6) and _TUNNEL.search(text, max(0, slot.start - _AROUND), slot.end + _AROUND):
        return ""
    right = ordinal_ending(value)
    if right == slot.ending or text[slot.end + 2 : slot.end + 3].isalnum():
        return ""
    return f"the ordinal of {value} ends in {right}"


def _century(_text: str, slot: NumberSlot) -> str:
    if slot.kinds == (Kind.CENTURY,) and int(slot.groups[-1]) > 30:
        return "there is no such century"
    return ""


def _decade(text: str, slot: NumberSlot) -> str:
    if Kind.DECADE not in slot.kinds or slot.marks:
        return ""
    before = text[max(0, slot.start - _REACH) : slot.start]
    value = slot.groups[0]
    if _IN_THE.search(before) and len(value) in (1, 2, 4) and (value[-1] != "0" or value == "0"):
        return f"{value}s is no decade"
    return ""


_PERCENT: Final = re.compile(r"[ -]?(?:%(?![0-9A-F]{2})|per ?cent)")  # not Forum2008%24.pdf


def _percentage(text: str, slot: NumberSlot) -> str:
    digits = slot.groups[0]
    if slot.marks or slot.scale > 1 or not _is_year(digits):
        return ""
    if Kind.PERCENT in slot.kinds:
        if not _PERCENT.match(text, slot.end):
            return ""  # 57.5% in 1923 to 52.6%
        return f"{digits} is a year rather than a percentage"
    if text.startswith("-year-old", slot.end):
        return f"{digits} is a year rather than an age"
    if any(kind.traits.has_commas for kind in slot.kinds):
        return f"{digits} is a year rather than a measure"
    return ""


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20") and digits[3] != "0" and digits < "2050"


#: Cap on the digits of what a machine pours in for the decimals of a number of millions.
_LONGEST_TOKEN: Final = 5


def _amount(_text: str, slot: NumberSlot) -> str:
    """Check that a number of millions has up to three digits, and few decimals."""
    if slot.scale < 10**6:
        return ""
    whole, *rest = slot.groups
    if slot.marks == "" and len(whole) >= 4 and not whole.endswith("00"):  # 1000 million is said
        return "an English numeral of millions has up to three digits, or commas"
    # No token is poured in that is as long as that of 0.7441875 million.
    if slot.marks == "." and (3 < len(rest[0]) <= _LONGEST_TOKEN or len(whole) > 3):
        return "a number of millions is not written like this"
    return ""


#: Three digits of nought are the permissions of a file: 000 perms.
_PERMISSIONS: Final = re.compile(r" (?:file )?(?:perm|mode|right)")


def _zeros(text: str, slot: NumberSlot) -> str:
    before = text[max(0, slot.start - 2) : slot.start]
    # 400 000 000 has spaces for commas.
    parted = before[:1].isdecimal()
    counts = before[1:] == " " and not parted and (slot.plural or slot.scale > 1)
    if (
        not slot.marks
        and counts
        and slot.groups[0] == "000"
        and not _PERMISSIONS.match(text, slot.end)
    ):
        return "000 is the end of a numeral whose beginning is missing"
    return ""


#: What is counted whole, by thousands too.
_WHOLE: Final = re.compile(
    r" (?:[a-z]{3,12} )?(?:people|soldiers|troops|inhabitants|residents|citizens|students|pupils"
    r"|children|workers|employees|passengers|visitors|refugees|migrants|voters|votes|homes|houses"
    r"|households|cars|vehicles|boats|ships|copies|seats|deaths|victims)\b(?! (?:per|a|each|to)\b)"
)
#: ... but for averages, rates and the results of measuring.
_AVERAGE: Final = re.compile(
    r"average|mean\b|median|\bper\b|rate|ratio|estimate[sd]? at|factor|expected", re.IGNORECASE
)


def _parted(text: str, slot: NumberSlot) -> str:
    """Find 1.234 people, in which the full stop has the place of a comma."""
    whole, *rest = slot.groups
    if slot.marks != "." or len(rest[0]) != 3 or whole.startswith("0") or slot.scale > 1:
        return ""
    if not _WHOLE.match(text, slot.end) or _AVERAGE.search(text):
        return ""
    return "such things are counted whole: the full stop stands for a comma"


#: What is found of numbers that no refill makes: a mark or a digit too many.
NOT_REFILLED: Final = frozenset(("count", "year"))

_CHECKS: Final[dict[str, Callable[[str, NumberSlot], str]]] = {
    "date": _date,
    "year": _year,
    "time": _time,
    "century": _century,
    "ordinal": _ordinal,
    "decade": _decade,
    "percentage": _percentage,
    "amount": _amount,
    "numeral": _zeros,
    "count": _parted,
}
