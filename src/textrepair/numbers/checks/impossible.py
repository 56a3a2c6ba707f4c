"""Numbers that cannot be where they stand: a 45th of May, 55.44 am, the 3th minute.

Only what no author writes; what is merely unlikely is left to the eye of the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..reading.context import EN_MONTHS
from ..refill.fit_quantity import ordinal_ending
from ..templates.templates import Template


@dataclass(frozen=True, slots=True)
class Impossible:
    """A template with a number that cannot be; ``what`` says of what it is one, ``why`` why not."""

    template: Template
    what: str
    why: str


_MONTH_BEFORE: Final = re.compile(rf"(?<![A-Za-z]){EN_MONTHS}\.? $")
_YEAR_AFTER: Final = re.compile(r", ?(\d+)(?!\d|,\d|st|nd|rd|th)(?! (?:years?|days?|people))")
_MONTH_YEAR_AFTER: Final = re.compile(rf" {EN_MONTHS} (\d+)(?![\d:,.]\d|:|th|st|nd|rd)")
_IN_THE: Final = re.compile(r"(?<![a-z])(?:[Ii]n the (?:early |late |mid-?)?)$")
_REACH: Final = 16

#: No number of more digits is read; Python refuses to read those of thousands.
_LONGEST: Final = 18

#: Measures that are written with a comma where they reach into the thousands.
MEASURES: Final = frozenset(("mile", "km", "foot", "yard", "inch", "mph", "km/h", "pound", "hour"))


def impossible(text: str, rooms: Sequence[Template]) -> Iterator[Impossible]:
    """Yield the templates of an English text whose numbers cannot be.

    >>> from ..templates.templates import templates
    >>> text = "on May 2005, 5, at 55.44am, in the 0th minute"
    >>> [(i.template.write(i.template.groups), i.what) for i in impossible(text, templates(text))]
    [('2005', 'date'), ('55.44', 'time'), ('0', 'ordinal')]
    """
    for template in rooms:
        if not all(group.isdecimal() and len(group) <= _LONGEST for group in template.groups):
            continue
        for what, check in _CHECKS.items():
            why = check(text, template)
            if why:
                yield Impossible(template, what, why)
                break


def _date(text: str, template: Template) -> str:
    if template.marks or "day" not in template.kinds:
        return ""
    day = int(template.groups[0])
    if _MONTH_BEFORE.search(text[max(0, template.start - _REACH) : template.start]):
        year = _YEAR_AFTER.match(text, template.end)
    else:
        year = _MONTH_YEAR_AFTER.match(text, template.end)
    if year is None:
        return ""
    if 99 < day < 2200 and int(year.group(1)) <= 31:
        return "the day and the year stand in each other's place"
    if 31 < day < 1000 and len(year.group(1)) == 4:
        return f"there is no month with {day} days"
    return ""


def _time(text: str, template: Template) -> str:
    is_clock = "time" in template.kinds and template.half != "o" and len(template.slots) <= 2
    if not is_clock or text[template.start - 1 : template.start] == ":":
        return ""  # the last slots of 10:15:40 are seconds
    hour, minute = int(template.groups[0]), template.groups[1:]
    if not minute and 99 < hour < 2400:
        hour, minute = hour // 100, (f"{hour % 100:02}",)  # 800 am
    sound = hour <= 24 and all(int(m) <= 59 for m in minute)
    if template.zone and minute and not (sound and len(minute[0]) == 2):
        return "there is no such time of day"
    if template.half and (not sound or (hour > 12 and not minute)):
        return f"there is no {hour} o'clock before or after noon"
    return ""  # 15:30 pm is bad style only


def _ordinal(text: str, template: Template) -> str:
    if not template.ending or template.marks:
        return ""
    value = int(template.groups[0])
    if value == 0 and len(template.groups[0]) == 1:
        return "nothing comes in the 0th place"
    right = ordinal_ending(value)
    if right == template.ending or text[template.end + 2 : template.end + 3].isalnum():
        return ""
    return f"the ordinal of {value} ends in {right}"


def _century(_text: str, template: Template) -> str:
    if template.kinds == ("century",) and int(template.groups[-1]) > 30:
        return "there is no such century"
    return ""


def _decade(text: str, template: Template) -> str:
    if "decade" not in template.kinds or template.marks:
        return ""
    before = text[max(0, template.start - _REACH) : template.start]
    value = template.groups[0]
    if _IN_THE.search(before) and len(value) in (1, 2, 4) and (value[-1] != "0" or value == "0"):
        return f"{value}s is no decade"
    return ""


def _percentage(text: str, template: Template) -> str:
    digits = template.groups[0]
    if template.marks or template.scale > 1 or not _is_year(digits):
        return ""
    if "percent" in template.kinds:
        return f"{digits} is a year rather than a percentage"
    if text.startswith("-year-old", template.end):
        return f"{digits} is a year rather than an age"
    if MEASURES.intersection(template.kinds):
        return f"{digits} is a year rather than a measure"
    return ""


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20") and digits[3] != "0" and digits < "2050"


def _amount(_text: str, template: Template) -> str:
    """Check that a number of millions has up to three digits, and few decimals."""
    if template.scale < 10**6:
        return ""
    whole, *rest = template.groups
    if template.marks == "" and len(whole) >= 4:
        return "an English numeral of millions has up to three digits, or commas"
    if template.marks == "." and (len(rest[0]) > 3 or len(whole) > 3):
        return "a number of millions is not written like this"
    return ""


def _zeros(text: str, template: Template) -> str:
    free = text[template.start - 1 : template.start] in (" ", "") and text[
        template.end : template.end + 1
    ] in (" ", ".", ",", "")
    if not template.marks and free and template.groups[0] == "000":
        return "000 is the end of a numeral whose beginning is missing"
    return ""


_CHECKS: Final[dict[str, Callable[[str, Template], str]]] = {
    "date": _date,
    "time": _time,
    "century": _century,
    "ordinal": _ordinal,
    "decade": _decade,
    "percentage": _percentage,
    "amount": _amount,
    "numeral": _zeros,
}
