"""Classes of numbers: the part of a number that decides where it can stand.

A class is a range of values, a length in digits, or a kind of year.  Each family of places
(``places``) has classes of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

#: The upper ends of the ranges of values, by family; larger values are a class, too.  Set by hand,
#: like all of this module; checked on train/parallel.
_RANGES: Final = {
    "hour": (0, 12, 23),
    "hour-alone": (0, 12, 31, 99),
    "century": (0, 2, 14, 22),
    "age": (3, 12, 15, 17, 99),
    "percent": (0, 1, 9, 99, 100),
    "money": (0, 1, 9, 12, 99, 999),
    "scale": (0, 1, 9, 99, 999),
    "day": (0, 31, 99),
    "month-number": (0, 12, 31, 99),
    "year": (0, 1, 9, 12, 31, 99, 999),
    "year-like": (0, 1, 9, 12, 31, 99, 999),
    "score": (0, 9, 25, 60, 99),
    "ordinal": (0, 3, 31, 99, 199),
    "label": (0, 9, 12, 31, 99, 999),
}
_RANGES_OF_PARTS: Final = (0, 9, 99, 999)
_RANGES_OF_COUNTS: Final = (0, 1, 9, 12, 31, 99, 999)

#: Families in which the number of digits decides, and the length from which all are one class.
_LENGTHS: Final = {"minute": 2, "group": 3, "decimals": 3, "first-group": 4}

#: Families of numbers before a mark.
_PARTS: Final = frozenset(
    ("percent-whole", "money-whole", "scale-whole", "decimal-whole", "after-mark")
)
_HUNDREDS: Final = frozenset(("count", "about", "measure", "open", "money"))
_WHOLE_THOUSANDS: Final = frozenset(("age", "percent"))
_CLOCK: Final = frozenset(("hour", "hour-alone", "minute"))

#: Cap on the digits of a number that are read: no class tells longer numbers apart.
_LONGEST: Final = 12

#: The years that are most often written; years before and after them are classes of their own.
_FIRST_YEAR, _LAST_YEAR = 1900, 2029


def number_class(family: str, digits: str) -> str:
    """Return the class of a digit run in a family of places.

    >>> [number_class("age", digits) for digits in ("4", "34", "1987")]
    ['<=12', '<=99', 'year']
    >>> number_class("count", "700"), number_class("group", "70"), number_class("hour", "07")
    ('hundreds', '2 digits', '0x')
    """
    length = len(digits)
    value = int(digits[:_LONGEST])  # Python refuses to read thousands of digits
    if family in _LENGTHS:
        over = family == "minute" and value > 59
        return "more" if over else f"{min(length, _LENGTHS[family])} digits"
    if length > 1 and digits.startswith("0"):
        return "0x"
    if family.startswith("decade"):
        return _of_a_decade(value, length)
    return _special(family, value, length) or _range(family, value)


def _special(family: str, value: int, length: int) -> str:
    """Return the class of a round number, or of a year, where the family has one; else nothing."""
    whole = length > 3 and value % 1000 == 0
    if family in _WHOLE_THOUSANDS and whole:
        return "thousands"
    if family in _HUNDREDS and (whole or (length == 3 and value % 100 == 0)):
        return "hundreds"
    return "" if family in _PARTS or family in _CLOCK else _year(value, length)


def _range(family: str, value: int) -> str:
    ranges = _RANGES.get(family)
    if ranges is None:
        ranges = _RANGES_OF_PARTS if family in _PARTS else _RANGES_OF_COUNTS
    at = bisect_left(ranges, value)
    return f"<={ranges[at]}" if at < len(ranges) else "more"


def _year(value: int, length: int) -> str:
    if length != 4:
        return ""
    if _FIRST_YEAR <= value <= _LAST_YEAR:
        return "year"
    if value < _FIRST_YEAR:
        return "past"
    return "future" if value <= 2100 else ""


def _of_a_decade(value: int, length: int) -> str:
    round_ = "round " if value % 10 == 0 and value >= 20 else ""
    return f"{round_}{min(length, 5)} digits"
