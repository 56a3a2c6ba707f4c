"""Contradictions: numbers that cannot both be right, as in 29 of his 19 matches, or a 1-5 win.

Each check looks at a number and the text right around it.  Only what no author
writes is found; a loss of 1-5 or a row of falling numbers is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..reading.reader import read
from ..reading.units import converted, unit_at


@dataclass(frozen=True, slots=True)
class ImpossibleValue:
    """A span of a text that holds a number, or two, that cannot be.

    ``what`` says of what it would be a number, ``why`` is the part of a sentence that says why not;
    ``likely`` is what may have stood there, if that is clear.
    """

    start: int
    end: int
    what: str
    why: str
    likely: str = ""


#: A whole number, and what does not follow one.
_INT: Final = r"(?<![\d.,/:-])(\d{1,4})"
_NO_MORE: Final = r"(?![\d/:]|[.,]\d)"

#: 29 of his 19 matches, 29 out of 19 boats; but no 3 of the 19 (of a date, or a group).
_PART: Final = re.compile(
    rf"{_INT} (?:out of (?:the |all |his |her |its |their )?|of (?:his|her|its|their) )(\d{{1,4}})"
    rf"{_NO_MORE} [a-z]+s\b"
)
#: A 1-5 win, a 1-5 away victory.
_WIN: Final = re.compile(
    rf"{_INT}-(\d{{1,2}}){_NO_MORE}(?: [a-z]+)? (?:win|victory|triumph|lead)\b"
)
#: Won 3&3, in a text about golf.
_MATCH_PLAY: Final = re.compile(r"(?<![\w&-])(\d{1,2})&(\d{1,2})(?![\w&-])")
_GOLF: Final = re.compile(r"Ryder|golf|foursome|fourball|match ?play|birdie|putt", re.IGNORECASE)
#: Won 2018-5 both, to lead 3-10 at; but not to win 2-3 games, a 4-6 lead.
_WON: Final = re.compile(
    r"\b(?:win(?:s|ning)?|won|leads?|led|leading|triumphed|prevailed) (\d{1,4})½?-(\d{1,4})(½?)"
    r"(?=[.,;)](?!\d)| (?:at|in|on|against|after|over|both|to|and|with|as|away)\b)"
)
#: 10 to 5 inches of rain.
_RANGE: Final = re.compile(
    rf"{_INT} to (\d{{1,4}}){_NO_MORE} (?:inch(?:es)?|feet|miles|yards|met(?:er|re)s"
    r"|kilomet(?:er|re)s|centimet(?:er|re)s|pounds|tons|hours|days|weeks|months|years|people"
    r"|per ?cent)\b"
)
#: What numbers go down by, and what has two sides: down from 10 to 5 inches, voted 7 to 5.
_DOWNWARD: Final = re.compile(
    r"\b(?:from|down|f[ae]ll|drop|reduc|decreas|declin|cut|shr[iau]nk|slow|lower|shorte[nr]|compress"
    r"|narrow|dwindl|shift|chang|went|go(?:es|ing)?\b|m[oa][vd]e|convert|vote|ratio|odds|scale|turn"
    r"|age[sd]?\b|limit|rais|increas|extend|round)",
    re.IGNORECASE,
)
#: The 12-1950 Korea War.
_YEARS: Final = re.compile(r"\bthe (\d{1,3})-((?:1[89]|20)\d\d)(?= [A-Z][a-z]+ [A-Z][a-z])")
#: On 1918 September 9; and dates of other orders: 29 October 1918, October 29, 1918.
_MONTHS_IN_FULL: Final = (
    "(?:January|February|March|April|June|July|August|September|October|November|December)"
)
_YEAR_FIRST: Final = re.compile(
    rf"\b[Oo]n ((?:1[5-9]|20)\d\d {_MONTHS_IN_FULL} \d{{1,2}})(?![\d:,])"
)
_YEAR_LAST: Final = re.compile(
    rf"(?<!\d)(?:\d{{1,2}} {_MONTHS_IN_FULL}|{_MONTHS_IN_FULL} \d{{1,2}},) (?:1[5-9]|20)\d\d(?!\d)"
)
#: 2 9/4 inches, 2 3/220 innings.
_MIXED: Final = re.compile(
    rf"{_INT} (\d{{1,3}})/(\d{{1,3}}){_NO_MORE}"
    r" (?:innings|inch|feet|foot|miles?|cups?|(?:tea|table)spoons?|pounds?|hours?|acres?)"
)
#: 6-foot-14.
_TALL: Final = re.compile(rf"{_INT}-foot-(\d{{1,3}})(?![\d-])")
#: An 85-magnitude quake, magnitude of 85; in a text about earthquakes, for stars have others.
_MAGNITUDE: Final = re.compile(
    r"(?<![\d.,-])(\d{2,4})(?:\.\d+)?[- ]magnitude|magnitude (?:of )?(\d{2,4})\b"
)
_QUAKE: Final = re.compile(r"quake|tremor|tsunami|Richter|seism", re.IGNORECASE)
_CATEGORY: Final = re.compile(
    r"\b[Cc]ategory[ -](\d{1,4})(?= (?:hurricane|typhoon|cyclone))", re.IGNORECASE
)
#: Between 1950 and 7; but 1950 and 62 are two years.
_BETWEEN: Final = re.compile(r"\b[Bb]etween ((?:19|20)\d\d) and (\d{1,3})(?=[.,;:)]|$)")
#: A 4-year-old woman.
_GROWN_UP: Final = re.compile(
    r"(?<![\d.,-])(\d{1,2})[- ]years?[- ]old (?:m[ae]n|wom[ae]n|husband|wife|widow)(?![-'’\w])"
)
#: 6 meters (60 feet).
_CONVERTED: Final = re.compile(r"[a-z] \((\d[\d,]*(?:\.\d+)?)(?=[ -]?[a-zA-Z°])")

#: The highest category of storms that texts discuss; five are defined.
_HIGHEST_CATEGORY: Final = 6
#: What a whole is parted into.
_PARTS: Final = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 32, 64, 100))
#: A side that wins has fewer points than the other in some texts, but not in games of many points.
_MANY_POINTS: Final = 6
#: How far around a range the word that it goes down by may stand, in code points.
_FAR: Final = 80
#: The highest magnitude of earthquakes, and the highest age of a child.
_STRONGEST: Final = 10
_CHILD: Final = 12

#: Caps on how far writers round what they convert: the quotient, and for small measures the
#: difference.  Set by hand; checked on train/parallel.
_ROUNDED: Final = Decimal("1.35")
_SMALL: Final = Decimal(3)

#: How far before a bracket the measure that it converts may stand, in code points.
_REACH: Final = 24


def contradictions(text: str) -> Iterator[ImpossibleValue]:
    """Yield the contradictions in a line of English.

    >>> [c.why for c in contradictions("lost 29 of his 19 matches, the last by a 1-5 win")]
    ['29 cannot be a part of 19', 'nobody wins 1-5']
    """
    for pattern, what, check in _CHECKS:
        for match in pattern.finditer(text):
            why = check(text, match)
            if why:
                start = next(match.start(g) for g in range(1, len(match.groups()) + 1) if match[g])
                end = max(match.end(g) for g in range(1, len(match.groups()) + 1))
                yield ImpossibleValue(start, end, what, why)


def _part(_text: str, match: re.Match[str]) -> str:
    part, whole = match.groups()
    return f"{part} cannot be a part of {whole}" if int(part) > int(whole) else ""


def _win(_text: str, match: re.Match[str]) -> str:
    ours, theirs = int(match[1]), int(match[2])
    # A one-two is a quick pair of goals.
    return f"nobody wins {ours}-{theirs}" if ours < theirs and (ours, theirs) != (1, 2) else ""


def _won(_text: str, match: re.Match[str]) -> str:
    ours, theirs = int(match[1]), int(match[2])
    if len(match[1]) == 4 or len(match[2]) == 4:
        return "a year is no part of a result" if match[1][:2] in ("19", "20") else ""
    many = theirs >= _MANY_POINTS or match[3]
    return f"nobody wins {ours}-{theirs}" if ours < theirs and many else ""


def _range(text: str, match: re.Match[str]) -> str:
    low, high = int(match[1]), int(match[2])
    around = text[max(0, match.start() - _FAR) : match.end() + _FAR]
    if low <= high or _DOWNWARD.search(around):
        return ""
    return f"{low} to {high} is no range"


def _years(_text: str, match: re.Match[str]) -> str:
    return f"{match[1]} is no year before {match[2]}"


def _year_first(text: str, _match: re.Match[str]) -> str:
    return "other dates here have the year at their end" if _YEAR_LAST.search(text) else ""


def _match_play(text: str, match: re.Match[str]) -> str:
    up, left = int(match[1]), int(match[2])
    if up in (left + 1, left + 2) or not _GOLF.search(text):
        return ""
    return f"no match ends {up}&{left}: one is up by one or two holes more than are left"


def _mixed(_text: str, match: re.Match[str]) -> str:
    if int(match[2]) >= int(match[3]):
        return f"{match[2]}/{match[3]} is more than a whole"
    return "" if int(match[3]) in _PARTS else f"nobody parts a whole into {match[3]}"


def _tall(_text: str, match: re.Match[str]) -> str:
    return "a foot has 12 inches" if int(match[2]) >= 12 else ""


def _magnitude(text: str, match: re.Match[str]) -> str:
    value = int(match[1] or match[2])
    return (
        "no earthquake has such a magnitude" if value > _STRONGEST and _QUAKE.search(text) else ""
    )


def _category(_text: str, match: re.Match[str]) -> str:
    return "storms have categories 1 to 5" if not 0 < int(match[1]) <= _HIGHEST_CATEGORY else ""


def _between(_text: str, match: re.Match[str]) -> str:
    shortened = len(match[2]) == 2 and match[2] > match[1][2:]
    return "" if shortened else f"nothing lies between the year {match[1]} and {match[2]}"


def _grown_up(_text: str, match: re.Match[str]) -> str:
    return "no grown-up is so young" if int(match[1]) <= _CHILD else ""


def _conversion(text: str, match: re.Match[str]) -> str:
    """Compare a measure with the one in brackets after it."""
    before = text[max(0, match.start() - _REACH) : match.start() + 1]
    said = read(before)
    to, value = unit_at(text, match.end()), Decimal(match[1].replace(",", ""))
    if not said or not to or not value:
        return ""
    quantity = said[-1]
    for unit in quantity.kinds:
        if unit.startswith("°") or unit_at(before, quantity.end) != unit:
            continue
        for thousands in converted(Decimal(10**6), unit, to)[-1:]:
            if not any(_near(v * thousands / 10**6, value) for v in quantity.values):
                return f"{before[quantity.start : quantity.end]} {unit} are not {match[1]} {to}"
    return ""


def _near(exact: Decimal, value: Decimal) -> bool:
    return abs(exact - value) < _SMALL or 1 / _ROUNDED < exact / value < _ROUNDED


_Check = Callable[[str, re.Match[str]], str]

_CHECKS: Final[tuple[tuple[re.Pattern[str], str, _Check], ...]] = (
    (_PART, "part", _part),
    (_WIN, "result", _win),
    (_WON, "result", _won),
    (_RANGE, "range", _range),
    (_YEARS, "time", _years),
    (_YEAR_FIRST, "date", _year_first),
    (_MATCH_PLAY, "result", _match_play),
    (_MIXED, "fraction", _mixed),
    (_TALL, "height", _tall),
    (_MAGNITUDE, "magnitude", _magnitude),
    (_CATEGORY, "category", _category),
    (_BETWEEN, "time", _between),
    (_GROWN_UP, "age", _grown_up),
    (_CONVERTED, "conversion", _conversion),
)
