"""Units of measure: how they are found in a text, and how translators convert them.

Factors: NIST Special Publication 811 (2008), appendix B.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from ..kinds import Kind
from ..languages import LANGUAGES

#: Symbols that are written in any language.
_SYMBOLS: Final = {
    Kind.KM_PER_HOUR: "km/h|kph",
    Kind.MILES_PER_HOUR: "mph",
    Kind.KILOMETRE: "km",
    Kind.CENTIMETRE: "cm",
    Kind.MILLIMETRE: "mm",
    Kind.METRE: r"m(?=[ ,.;)]|[^\x00-\x7f])",
    Kind.POUND: "lbs?",
    Kind.KILOGRAM: "kg",
    Kind.CELSIUS: "[º°] ?C|℃",
    Kind.FAHRENHEIT: "[º°] ?F|℉",
}

_FACTORS: Final = {
    (Kind.KILOMETRE, Kind.MILE): Decimal("0.621371"),
    (Kind.KM_PER_HOUR, Kind.MILES_PER_HOUR): Decimal("0.621371"),
    (Kind.CENTIMETRE, Kind.INCH): Decimal("0.393701"),
    (Kind.MILLIMETRE, Kind.INCH): Decimal("0.0393701"),
    (Kind.METRE, Kind.FOOT): Decimal("3.28084"),
    (Kind.METRE, Kind.YARD): Decimal("1.09361"),
    (Kind.KILOGRAM, Kind.POUND): Decimal("2.20462"),
    (Kind.MILE, Kind.KILOMETRE): Decimal("1.609344"),
    (Kind.MILES_PER_HOUR, Kind.KM_PER_HOUR): Decimal("1.609344"),
    (Kind.INCH, Kind.CENTIMETRE): Decimal("2.54"),
    (Kind.FOOT, Kind.METRE): Decimal("0.3048"),
    (Kind.YARD, Kind.METRE): Decimal("0.9144"),
    (Kind.POUND, Kind.KILOGRAM): Decimal("0.453592"),
    (Kind.HECTARE, Kind.ACRE): Decimal("2.47105"),
    (Kind.ACRE, Kind.HECTARE): Decimal("0.404686"),
    (Kind.SQUARE_KILOMETRE, Kind.SQUARE_MILE): Decimal("0.386102"),
    (Kind.SQUARE_MILE, Kind.SQUARE_KILOMETRE): Decimal("2.58999"),
    (Kind.LITRE, Kind.GALLON): Decimal("0.264172"),
    (Kind.GALLON, Kind.LITRE): Decimal("3.78541"),
    (Kind.CELSIUS, Kind.FAHRENHEIT): Decimal("1.8"),
}

#: How many of one unit of time another has.
_TIMES: Final = {
    (Kind.MONTHS, Kind.DAYS): 30,
    (Kind.WEEK, Kind.DAYS): 7,
    (Kind.DAYS, Kind.HOUR): 24,
    (Kind.YEARS, Kind.MONTHS): 12,
    (Kind.HOUR, Kind.MINUTE): 60,
    (Kind.MINUTE, Kind.SECOND): 60,
}

#: Round numbers are multiples of these, the roundest first.
_ROUND: Final = (1000, 500, 100, 50, 10, 5)

#: Cap on how much a number may have been rounded, as a share of it.  Set on train/parallel.
_ROUNDING: Final = Decimal("0.02")

#: What is converted may have been cut off instead of rounded: by this share of it.  Set on
#: train/parallel.
_SLACK: Final = Decimal("0.002")


@cache
def _units() -> tuple[re.Pattern[str], tuple[Kind, ...]]:
    """Return a pattern of a unit right after a number, and the unit of each of its groups."""
    patterns = {kind: [language.units.get(kind) for language in LANGUAGES] for kind in Kind}
    names = {
        kind: "|".join(filter(None, (_SYMBOLS.get(kind), *found)))
        for kind, found in patterns.items()
        if any(found) or kind in _SYMBOLS
    }
    # One group a unit, and none inside: the number of the last group tells the unit.
    branches = "|".join(f"({pattern})" for pattern in names.values())
    spaces = r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-]?"
    return re.compile(rf"{spaces}(?:{branches})(?![a-z])"), tuple(names)


def unit_at(text: str, offset: int) -> Kind | None:
    """Return the unit that stands at an offset, or None.

    >>> [unit_at(text, 2).value for text in ("27 Meter", "30 yards", "72公里")]
    ['m', 'yard', 'km']
    """
    pattern, units = _units()
    match = pattern.match(text, offset)
    return units[match.lastindex - 1] if match and match.lastindex else None


def convertible(unit: Kind, other: Kind) -> bool:
    """Tell whether two units measure one thing, one of them in the metric system."""
    return (unit, other) in _FACTORS or (other, unit) in _FACTORS


def other_units(unit: Kind) -> tuple[Kind, ...]:
    """Return the units to which a translator may convert a number of a unit.

    >>> [other.value for other in other_units(Kind.KILOMETRE)]
    ['mile']
    """
    return tuple(to for one, to in _FACTORS if one is unit)


#: Units that translators take loosely: yards for metres, degrees without their scale; and pounds,
#: which are money too.
LOOSE_UNITS: Final = frozenset((Kind.METRE, Kind.YARD, Kind.CELSIUS, Kind.FAHRENHEIT, Kind.POUND))


def converted(value: Decimal, unit: Kind, to: Kind) -> list[Decimal]:
    """Return what a translator may write for a value in another unit, likeliest first.

    Both may have been rounded, and either may be the original: of all that come to
    ``value``, the roundest is likeliest.

    >>> [str(v) for v in converted(Decimal(620), Kind.KILOMETRE, Kind.MILE)]
    ['385']
    >>> [str(v) for v in converted(Decimal(135), Kind.KM_PER_HOUR, Kind.MILES_PER_HOUR)]
    ['85', '84']
    """
    if times := _TIMES.get((unit, to)):
        return [value * times]
    ratio = _FACTORS.get((unit, to))
    if ratio is None:
        return []
    found = []
    if unit is Kind.CELSIUS and to is Kind.FAHRENHEIT:  # a temperature; further down a difference
        found += _likely(value, ratio, Decimal(32))
    found += _likely(value, ratio, Decimal(0))
    return list(dict.fromkeys(found))


def _likely(value: Decimal, ratio: Decimal, offset: Decimal) -> list[Decimal]:
    exact = value * ratio + offset
    half = _half_a_step(value)
    low, high = (value - half) * ratio + offset, (value + half) * ratio + offset
    slack = abs(exact) * _SLACK
    found = []
    for step in _ROUND:
        near = (exact / step).to_integral_value() * step
        if near and low - slack <= near <= high + slack:
            found.append(near)
            break
    return [*found, exact.to_integral_value()]


def _half_a_step(value: Decimal) -> Decimal:
    """Return by how much a number may have been rounded: 620 to tens, 135 to fives.

    >>> [str(_half_a_step(Decimal(v))) for v in ("620", "135", "137", "7.5")]
    ['5', '2.5', '0.5', '0.05']
    """
    if value != value.to_integral_value():
        exponent = value.as_tuple().exponent
        return Decimal(5).scaleb(int(exponent) - 1)
    step = next((step for step in _ROUND if value % step == 0), 1)
    return max(Decimal("0.5"), min(Decimal(step) / 2, _ROUNDING * abs(value)))
