"""Numbers in English."""

from __future__ import annotations

from typing import Final

from ..kinds import Kind
from . import NumberLanguage

#: Names of the months and their short forms; the word after which no letter may follow.
MONTHS: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)

#: The cardinals from two on, and the ordinals from the second on.
CARDINALS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
ORDINALS: Final = (
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

LANGUAGE: Final = NumberLanguage(
    code="en",
    cardinals=(CARDINALS,),
    tens=("twenty thirty forty fifty sixty seventy eighty ninety",),
    ordinals=ORDINALS,
    first="first",
    more={"hundred": 100, "thousand": 1000, "dozen": 12},
    ones="one",
    scales={
        10**3: "thousand", 10**6: "millions?|mn", 10**9: "billions?|bn", 10**12: "trillions?|tn",
    },
    currencies={"dollar": "dollars?", "euro": "euros?", "pound": "pounds?", "yuan": "yuan",
                "yen": "yen"},
    units={
        Kind.KM_PER_HOUR: "kilomet(?:er|re)s? (?:per|an) hour",
        Kind.MILES_PER_HOUR: "miles (?:per|an) hour", Kind.KILOMETRE: "kilomet(?:er|re)s?",
        Kind.MILE: "miles?", Kind.CENTIMETRE: "centimet(?:er|re)s?",
        Kind.MILLIMETRE: "millimet(?:er|re)s?", Kind.INCH: "inch(?:es)?",
        Kind.FOOT: "f(?:oo|ee)t", Kind.YARD: "yards?", Kind.METRE: "met(?:er|re)s?",
        Kind.POUND: "pounds?(?= (?!sterling))", Kind.KILOGRAM: "kilos?|kilogram(?:me)?s?",
        Kind.TON: "tons?|tonnes?", Kind.HECTARE: "hectares?", Kind.ACRE: "acres?",
        Kind.SQUARE_KILOMETRE: r"(?:square|sq\.?) (?:kilomet(?:er|re)s?|km)",
        Kind.SQUARE_MILE: r"(?:square|sq\.?) mi(?:les?)?", Kind.LITRE: "lit(?:er|re)s?",
        Kind.GALLON: "gallons?", Kind.CELSIUS: "degrees? Celsius",
        Kind.FAHRENHEIT: "degrees?(?! Celsius)", Kind.HOUR: "hours?|hrs?",
        Kind.MINUTE: "min(?:ute)?s?", Kind.SECOND: "sec(?:ond)?s?", Kind.DAYS: "days?",
        Kind.WEEK: "weeks?", Kind.MONTHS: "months?", Kind.YEARS: "years?",
        Kind.PEOPLE: "(?:[a-z]+ )?people|persons?", Kind.TIMES: "times", Kind.GOAL: "goals?",
        Kind.POINT: "points?",
    },
    after={
        Kind.PERCENT: "[ -]?per ?cent", Kind.CENTURY: "(?:st|nd|rd|th)[ -]centur",
        Kind.DECADE: "s(?![a-z])",
        Kind.AGE: "-year-old| years? old", Kind.MONEY: " ?(?:pounds?|euros?|dollars?)",
        Kind.ORDINAL: r"(?:st|nd|rd|th)\b",
    },
    before={Kind.LABEL: r"no\. ?", Kind.AGE: r"\baged "},
    months=rf"{MONTHS}\b",
    months_in_dates=(
        "January February March April May June "
        "July August September October November December"
    ),
    month_link="of ",
    day_endings="th|st|nd|rd",
    hour=r"[ap]\.?m\b",
    after_dotted_clock=r"[ ]?[ap]\.?m\b",
    clock=r" o'clock| ?[ap]\.?m\b",
    afternoon_after=r"p\.?m\b",
    joins="to|and",
    range_joins=" to ",
    list_joins=",? (?:and|or|to)",
    between=r"\bbetween",
    and_="and",
    conjunctions="and|but|while",
)  # fmt: skip
