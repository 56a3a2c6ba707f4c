"""Numbers that cannot be, in the other languages whose numbers are read.

Only what their own marks and words show: a 45th of May, 13月, 2018 Prozent, and in Chinese,
Japanese and Korean commas that part no groups of three digits.  Full stops in German and spaces in
French numerals tell nothing, for versions, dates and times are written with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..languages import LANGUAGES, either
from ..reading.context import kinds_of
from ..reading.months import MONTH_NAMES
from ..templates.foreign import has_signs, is_certainly_foreign
from ..templates.slots import GAP, Numeral, is_grouped, numerals
from .contradictions import ImpossibleValue

#: 8月45日, 2018月5日.
_DATE_IN_SIGNS: Final = re.compile(r"(?<![\d.,-])(\d{1,4}) ?[月월] ?(\d{1,4}) ?[日号號일]")
#: 45. Mai, 45 de mayo, 2018 мая; a year may follow a month, but it does not stand before one.
_DAY_AND_MONTH: Final = re.compile(
    rf"(?<![\d.,:/-])(\d{{2,3}})(?:\.|{either(lambda language: language.day_endings)})?(?: de)? "
    rf"(?i:{MONTH_NAMES})\b"
)
#: 2018 %, of a year that no share is.
_SHARE: Final = re.compile(
    r"(?<![\d.,/-])((?:19|20)\d[1-9]) ?(?:[%％]"
    r"|(?:Prozent|pour cent|por ciento|процент|パーセント|퍼센트)(?!\w{0,3}ig))"
)
_LAST_SHARE: Final = 2050
_LAST_DAY, _LAST_MONTH = 31, 12

#: A gap that stands free in prose, after a small word and before another word or a mark.
_FREE_GAP: Final = re.compile(r"(?<![\w<>=!(\[\"'“‘.])<>(?![\w<>=(\"'”’])")
_WORD_BEFORE: Final = re.compile(r"([^\W\d_]+) $")
_WORD_AFTER: Final = re.compile(r" [^\W\d_]|[.,;:]?(?:\s|$)")
_FUNCTION_WORDS: Final = frozenset(
    word for language in LANGUAGES for word in language.function_words.split()
) | {"seit", "jahr", "jahre", "fast", "depuis", "année", "desde", "año", "около", "более"}
_REACH: Final = 20


def impossible_elsewhere(line: str) -> Iterator[ImpossibleValue]:
    """Yield the numbers that cannot be in a line that is not English, in order.

    >>> [found.why for found in impossible_elsewhere("Am 45. Mai kamen 2018 Prozent der Leute.")]
    ['no month has 45 days', '2018 is a year rather than a percentage']
    """
    found: list[ImpossibleValue] = []
    for match in _DATE_IN_SIGNS.finditer(line):
        month, day = int(match[1]), int(match[2])
        if not 0 < month <= _LAST_MONTH:
            found.append(ImpossibleValue(*match.span(1), "date", f"there is no month {month}"))
        if not 0 < day <= _LAST_DAY:
            found.append(ImpossibleValue(*match.span(2), "date", f"no month has {day} days"))
    found += [
        ImpossibleValue(*match.span(1), "date", f"no month has {match[1]} days")
        for match in _DAY_AND_MONTH.finditer(line)
        if int(match[1]) > _LAST_DAY
    ]
    for match in _SHARE.finditer(line):
        if int(match[1]) < _LAST_SHARE:
            why = f"{match[1]} is a year rather than a percentage"
            found.append(ImpossibleValue(*match.span(1), "percentage", why))
    if found and is_certainly_foreign(line):
        yield from sorted(found, key=lambda one: one.start)


def malformed_elsewhere(line: str, start: int = 0) -> Iterator[Numeral]:
    """Yield the numerals of a line in Chinese, Japanese or Korean whose commas part no groups.

    >>> [numeral.groups for numeral in malformed_elsewhere("建成10,70个端口和6,5万个基站")]
    [('10', '70'), ('6', '5')]
    """
    if not has_signs(line):
        return
    for numeral in numerals(line):
        groups = numeral.groups
        if set(numeral.marks) != {","} or not all(map(str.isdecimal, groups)):
            continue
        if is_grouped(groups, numeral.marks) or _counts_up(groups) or len(groups[-1]) == 3:
            continue
        counted = re.match(
            r" ?[万萬亿億만억个個名人家座辆台张명대]", line[numeral.end : numeral.end + 2]
        )
        if counted or kinds_of(line, numeral.start, numeral.end, ""):
            runs = tuple(
                type(run)(start + run.start, start + run.end, run.text) for run in numeral.runs
            )
            yield Numeral(runs, numeral.marks)


def _counts_up(groups: tuple[str, ...]) -> bool:
    """Tell whether the groups are a list: 3,4个, 10,20人."""
    values = [int(group) for group in groups]
    steps = {right - left for left, right in pairwise(values)}
    return steps in ({1}, {10}) or len(groups) > 2


def gaps_elsewhere(line: str) -> set[int]:
    """Return where numbers are missing in a line that is not English.

    >>> line = "Im Jahr <> kamen mehr als <> Menschen in die Stadt."
    >>> sorted(gaps_elsewhere(line))
    [8, 26]
    """
    if not is_certainly_foreign(line.replace(GAP, "")):
        return set()
    found: set[int] = set()
    in_signs = has_signs(line)
    for match in _FREE_GAP.finditer(line) if not in_signs else re.finditer(GAP, line):
        start, end = match.span()
        before = _WORD_BEFORE.search(line[max(0, start - _REACH) : start])
        after_word = before is not None and before[1].lower() in _FUNCTION_WORDS
        if kinds_of(line, start, end, "") or (after_word and _WORD_AFTER.match(line, end)):
            found.add(start)
    return found
