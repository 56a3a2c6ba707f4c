"""Kinds of number: years, ages, percentages, miles; and what is true of the numbers of a kind.

A kind is told from what stands beside a number, never from its digits.  To add a kind, add a
member here, with its traits, and say in ``languages`` what stands beside such numbers.  A unit of
measure is a kind; ``reading.units`` knows how translators convert it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of the numbers of a kind.

    ``named`` is what messages call such a number; ``possible`` are the whole numbers there can be
    where nothing but this kind fits, ``usual`` those that a bare number is read as without doubt;
    ``near`` are the kinds that a source may say of a number where English has this one.
    ``is_calendar`` marks parts of dates and times of day, ``counts`` kinds whose numbers count
    something.  ``place`` is the place of such a number in the table of usage (``usage``), and
    ``has_commas`` tells that English parts the thousands of such a number by a comma.
    """

    named: str = ""
    possible: range | None = None
    usual: range | None = None
    near: frozenset[str] = frozenset()
    is_calendar: bool = False
    counts: bool = True
    place: str = ""
    has_commas: bool = False


_NONE: Final = Traits()


def _near(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


class Kind(StrEnum):
    """What a number is a number of.  Where several kinds fit, they are listed in this order.

    >>> Kind("km/h").traits.place, 2018 in Kind.DAY.traits.possible
    ('measure-speed', False)
    """

    traits: Traits

    def __new__(cls, value: str, traits: Traits = _NONE) -> Kind:
        """Make a member of its name in the tables of data, and its traits."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.traits = traits
        return kind

    # fmt: off
    PERCENT = "percent", Traits("a percentage", usual=range(1, 101), near=_near("point"))
    #: Japanese 割 and Chinese 成; read as percentages.
    TENTHS = "tenths"
    CENTURY = "century", Traits("the number of a century", usual=range(3, 22), is_calendar=True)
    DECADE = "decade", Traits(
        near=_near("maybe-year", "year", "°F", "°C", "generation", "age", "years"),
        is_calendar=True)
    MONTH = "month", Traits(is_calendar=True)
    #: People in their thirties, in Chinese, Japanese and Korean.
    GENERATION = "generation"
    DAY = "day", Traits("a day of a month", possible=range(1, 32), near=_near("ordinal"),
                        is_calendar=True, counts=False)
    AGE = "age", Traits("an age", possible=range(131), usual=range(1, 111),
                        near=_near("years", "generation"))
    MONEY = "money", Traits(near=_near("pound"))
    ORDINAL = "ordinal", Traits(
        near=_near("day", "age", "years", "times", "hour", "minute", "century"), counts=False)
    YEAR = "year", Traits("a year", possible=range(30, sys.maxsize), near=_near("maybe-year"),
                          is_calendar=True, counts=False)
    #: A number of four digits that may be a year, at a place that takes years and others.
    MAYBE_YEAR = "maybe-year", Traits(is_calendar=True, counts=False)
    TIME = "time", Traits("an hour", possible=range(25), usual=range(1, 13),
                          is_calendar=True, counts=False)
    SCORE = "score", Traits(near=_near("maybe-year"))
    #: The number of a thing that has a number for a name: No. 5, Boeing 747.
    LABEL = "label", Traits(near=_near("ordinal"), counts=False)

    # Units, in the order in which a text is searched for them: km/h before km.
    KM_PER_HOUR = "km/h", Traits(near=_near("km"), place="measure-speed", has_commas=True)
    MILES_PER_HOUR = "mph", Traits(near=_near("mile"), place="measure-speed", has_commas=True)
    KILOMETRE = "km", Traits(near=_near("km/h"), place="measure-far", has_commas=True)
    MILE = "mile", Traits(near=_near("mph"), place="measure-far", has_commas=True)
    CENTIMETRE = "cm", Traits(place="measure-short")
    MILLIMETRE = "mm", Traits(place="measure-short")
    INCH = "inch", Traits(place="measure-short", has_commas=True)
    FOOT = "foot", Traits(place="measure-short", has_commas=True)
    YARD = "yard", Traits(place="measure-short", has_commas=True)
    METRE = "m", Traits(place="measure-short")
    POUND = "pound", Traits(near=_near("money"), place="measure-mass", has_commas=True)
    KILOGRAM = "kg", Traits(place="measure-mass")
    TON = "ton", Traits(place="measure-mass")
    HECTARE = "hectare"
    ACRE = "acre"
    SQUARE_KILOMETRE = "sq km"
    SQUARE_MILE = "sq mile"
    LITRE = "litre"
    GALLON = "gallon"
    CELSIUS = "°C", Traits(near=_near("°F"), place="measure-degrees")
    FAHRENHEIT = "°F", Traits(near=_near("°C"), place="measure-degrees")
    HOUR = "hour", Traits(place="hours", has_commas=True)
    MINUTE = "minute", Traits("a number of minutes", near=_near("ordinal"), place="hours")
    SECOND = "second", Traits(place="hours")
    DAYS = "days", Traits(near=_near("day"), place="days")
    WEEK = "week", Traits(place="days")
    MONTHS = "months"
    YEARS = "years", Traits(near=_near("age"))
    PEOPLE = "people"
    TIMES = "times", Traits(near=_near("ordinal", "score"))
    GOAL = "goal"
    POINT = "point", Traits(near=_near("percent"))
    # fmt: on


#: Where a kind stands among all.
ORDER: Final = {kind: index for index, kind in enumerate(Kind)}
