"""Dates whose day and month changed places, told from the dates of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..languages import either
from ..reading.months import MONTH_NAMES, month_name, month_number

_ENDINGS: Final = f"(?:st|nd|rd|th|{either(lambda language: language.day_endings)})?"
_LINKS: Final = r"(?:[ \N{NO-BREAK SPACE}](?:of|de))?"

_DATES: Final = re.compile(
    rf"""(?<![\d.,:/-]) (?: # 5 May, 5. Mai, 5 de mayo, 5th of May
        (?P<day>\d{{1,2}}){_ENDINGS}{_LINKS}[ \N{{NO-BREAK SPACE}}](?P<name>{MONTH_NAMES})\b
        # 2018-05-06; 6.5.2018
        | \d{{4}}-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?![\d-])
        | (?P<first>\d{{1,2}})\.(?P<second>\d{{1,2}})\.(?=\d{{4}}|[ ]|$)(?!\d\.)
        # 5月6日, 5월 6일
        | (?P<sign_month>\d{{1,2}})[ ]?[月월][ ]?(?P<sign_day>\d{{1,2}})[ ]?[日号號일])
    # May 5, May 5th
    | \b(?P<month_first>{MONTH_NAMES})[ \N{{NO-BREAK SPACE}}]
      (?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
#: Of the groups, those of the month and those of the day.
_MONTH_GROUPS: Final = ("name", "month_first", "iso_month", "second", "sign_month")
_DAY_GROUPS: Final = ("day", "day_after", "iso_day", "first", "sign_day")

_LAST_MONTH: Final = 12


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day and a month of a text, and where each of them stands (code points)."""

    day: int
    month: int
    day_at: tuple[int, int]
    month_at: tuple[int, int]

    @property
    def start(self) -> int:
        """Where the first of both begins."""
        return min(self.day_at[0], self.month_at[0])

    @property
    def end(self) -> int:
        """Where the last of both ends."""
        return max(self.day_at[1], self.month_at[1])

    def swapped(self, text: str) -> str:
        """Return the date with day and month in each other's place.

        >>> [date] = dates("on May 6, 2018")
        >>> date.swapped("on May 6, 2018")
        'June 5'
        """
        month, first = text[slice(*self.month_at)], text[slice(*self.day_at)]
        width = 2 if "0" in (month[:1], first[:1]) else 1
        digits = f"{self.day:0{width}}"
        other = digits if month.isdecimal() else month_name(self.day, month, text)
        day = f"{self.month:0{width}}"
        pieces = sorted(((self.day_at, day), (self.month_at, other)))
        between = text[pieces[0][0][1] : pieces[1][0][0]]
        return f"{pieces[0][1]}{between}{pieces[1][1]}"


def dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates of a text that tell which number is the day.

    >>> [(date.day, date.month) for date in dates("5月6日, am 7. Mai und am 8.5.2018, 06/05/2018")]
    [(6, 5), (7, 5), (8, 5)]
    """
    for match in _DATES.finditer(text):
        month = next(group for group in _MONTH_GROUPS if match[group])
        day = next(group for group in _DAY_GROUPS if match[group])
        name = match[month].lower()
        number = int(name) if name.isdecimal() else month_number(name)
        if number <= _LAST_MONTH:
            yield WrittenDate(int(match[day]), number, match.span(day), match.span(month))


def swapped_dates(target: str, source: str) -> Iterator[WrittenDate]:
    """Yield the dates of a target that the source has with day and month the other way round.

    >>> [date.day for date in swapped_dates("on June 5", "5月6日")]
    [5]
    """
    there = {(date.day, date.month) for date in dates(source)}
    here = list(dates(target))
    said = {(date.day, date.month) for date in here}
    for date in here:
        swapped = (date.month, date.day)
        if (date.day, date.month) not in there and swapped in there and swapped not in said:
            yield date
