"""How a quantity is written into a template, if it fits at all, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..reading.quantity import Quantity
from ..reading.units import converted
from ..templates.templates import NumberSlot

#: Costs, in units of nothing but each other.
SAME_KIND: Final = 0.0
BOTH_OPEN: Final = 0.3
ONE_OPEN: Final = 1.0
#: People are counted without a word for them, too.
PEOPLE: Final = 0.5
VAGUE: Final = 1.5
NEAR_KIND: Final = 0.5
CONVERTED: Final = 0.4
OTHER_KIND: Final = 3.5
SPELLED: Final = 0.5
#: One of what English puts in the plural.
ONE_OF_MANY: Final = 1.5

#: In many languages "one" is an article too.
ARTICLE: Final = 1.0
UNUSUAL_FORM: Final = 0.6
OTHER_READING: Final = 1.2
#: 0.34 billion, 5,800 million.
UNUSUAL_SCALE: Final = 0.8
_THOUSAND: Final = 1000
SAME_NEIGHBOUR: Final = -1.2

_ROUND: Final = 5

#: What a place is for, and what may be said of a number that belongs there all the same.
_NEAR: Final = {
    ("ordinal", "day"), ("day", "ordinal"), ("age", "years"), ("label", "ordinal"),
    ("year", "maybe-year"), ("decade", "maybe-year"), ("decade", "year"), ("decade", "°F"),
    ("decade", "°C"), ("°F", "°C"), ("°C", "°F"), ("money", "pound"), ("pound", "money"),
    ("score", "maybe-year"), ("mile", "mph"), ("mph", "mile"),
    ("km", "km/h"), ("km/h", "km"),
    ("ordinal", "age"), ("ordinal", "years"), ("ordinal", "times"), ("ordinal", "hour"),
    ("ordinal", "minute"), ("ordinal", "century"), ("years", "age"), ("times", "ordinal"),
    ("days", "day"), ("point", "percent"), ("percent", "point"), ("minute", "ordinal"),
    ("times", "score"), ("age", "generation"), ("decade", "generation"),
    ("decade", "age"), ("decade", "years"),
}  # fmt: skip


def ways_to_write(slot: NumberSlot, quantity: Quantity) -> list[tuple[tuple[str, ...], float]]:
    """Return how a quantity can stand in a template, cheapest first, with the cost of each.

    >>> from ..reading.reader import read
    >>> from ..templates.templates import number_slots
    >>> [t] = number_slots("£1100.<>m")
    >>> ways_to_write(t, read("1.25亿英镑")[0]), ways_to_write(t, read("125.5 Millionen")[0])
    ([(('125', '0'), 0.6)], [(('125', '5'), 1.0)])
    """
    kinds = _kind_cost(slot, quantity)
    if slot.neighbours & quantity.neighbours:
        kinds += SAME_NEIGHBOUR
    if quantity.spelled:
        kinds += SPELLED if quantity.values[0] != 1 else ARTICLE
    found: dict[tuple[str, ...], float] = {}
    for groups, cost in _written(slot, quantity):
        if groups not in found:
            found[groups] = kinds + cost
    for unit in quantity.kinds:
        for kind in slot.kinds:
            for rank, value in enumerate(_converted(quantity.values[0], unit, kind)):
                for groups, cost in _forms(slot, value / slot.scale, ""):
                    found.setdefault(groups, CONVERTED + cost + rank * 0.2)
    return sorted(found.items(), key=lambda item: item[1])


def _converted(value: Decimal, unit: str, kind: str) -> list[Decimal]:
    if (unit, kind) == ("°C", "decade"):  # temperatures in the 80s
        return [round(degrees / 10) * Decimal(10) for degrees in converted(value, unit, "°F")[:1]]
    return converted(value, unit, kind)


def _kind_cost(slot: NumberSlot, quantity: Quantity) -> float:
    wanted, said = set(slot.kinds), set(quantity.kinds)
    if wanted & said or (wanted == {"maybe-year"} and "year" in said):
        return SAME_KIND
    if not wanted and not said:
        return BOTH_OPEN
    if said == {"month"}:  # English has a name for it
        return OTHER_KIND
    # 30 metres or so are 30 yards
    rounded = quantity.values[0] % _ROUND == 0 and wanted | said >= {"m", "yard"}
    if rounded or any((a, b) in _NEAR for a in wanted for b in said):
        return NEAR_KIND
    if not wanted or not said:
        return PEOPLE if wanted | said == {"people"} else ONE_OPEN
    vague = said == {"maybe-year"} or wanted in ({"label"}, {"maybe-year"})
    return VAGUE if vague else OTHER_KIND


def _written(slot: NumberSlot, quantity: Quantity) -> Iterator[tuple[tuple[str, ...], float]]:
    if "time" in slot.kinds:
        if quantity.clock is not None:
            yield from _times(slot, *quantity.clock)
            return
        if slot.half and quantity.values[0] > 12:
            return
    grouped_year = "," in slot.marks and _is_year(quantity)
    for rank, value in enumerate(quantity.values):
        scaled = value / slot.scale
        if scaled < Decimal("0.01") and scaled != value:
            continue
        cost = rank * OTHER_READING + grouped_year * ONE_OPEN
        if slot.scale > 1 and not 1 <= scaled < _THOUSAND:
            cost += UNUSUAL_SCALE
        for groups, form in _forms(slot, scaled, quantity.text):
            yield groups, form + cost


def _is_year(quantity: Quantity) -> bool:
    return "year" in quantity.kinds or "maybe-year" in quantity.kinds


def _times(slot: NumberSlot, hour: int, minute: int) -> Iterator[tuple[tuple[str, ...], float]]:
    twelve = (hour - 1) % 12 + 1
    if slot.half:
        wrong_half = 0.7 if hour > 12 and slot.half == "a" else 0.0
        if len(slot.runs) == 2:
            yield (str(twelve), f"{minute:02}"), wrong_half
        elif minute == 0:
            yield (str(twelve),), wrong_half
    elif len(slot.runs) == 2:
        yield (f"{hour:02}", f"{minute:02}"), 0.0
        yield (str(hour), f"{minute:02}"), ONE_OPEN if slot.zone else 0.15
        yield (str(twelve), f"{minute:02}"), 0.2


def _forms(slot: NumberSlot, value: Decimal, text: str) -> Iterator[tuple[tuple[str, ...], float]]:
    whole = value == value.to_integral_value()
    if ":" in slot.marks:
        return
    if not slot.marks:
        if whole and _fits_one_slot(slot, int(value)):
            yield from _one_slot(slot, int(value), text)
        return
    if slot.marks.endswith("."):
        if not slot.scale.is_finite():
            return
        shown = f"{value:,f}"
        if whole:
            shown = f"{int(value):,}.0"
        yield from _marked(slot, shown, UNUSUAL_FORM if whole else 0.0)
    elif whole:
        yield from _marked(slot, f"{int(value):,}", 0.0)


def _marked(slot: NumberSlot, shown: str, cost: float) -> Iterator[tuple[tuple[str, ...], float]]:
    marks = "".join(c for c in shown if not c.isdigit())
    if marks == slot.marks:
        yield tuple(shown.replace(",", ".").split(".")), cost


def _one_slot(slot: NumberSlot, value: int, text: str) -> Iterator[tuple[tuple[str, ...], float]]:
    digits = str(value)
    if text.startswith("0") and text.isdecimal() and int(text) == value:
        yield (text,), 0.0  # leading zeros belong to codes
    if "decade" in slot.kinds and value % 10:
        return
    if "decade" in slot.kinds and value >= 1000:
        yield (digits,), 0.0
        yield (digits[2:],), OTHER_READING
        return
    if "decade" in slot.kinds:
        yield (digits,), OTHER_READING
        return
    if value == 1 and slot.plural:
        yield (digits,), ONE_OF_MANY
        return
    large = value >= 10_000 and not text.isdecimal()
    yield (digits,), 1.0 if large else 0.0


def _fits_one_slot(slot: NumberSlot, value: int) -> bool:
    if slot.ending:
        return slot.ending == ordinal_ending(value)
    kinds = slot.kinds
    if kinds == ("day",):
        return 1 <= value <= 31
    if kinds == ("day", "year"):
        return 1 <= value <= 31 or 1000 <= value <= 2200
    if kinds == ("year",):
        return value >= 30
    if kinds == ("age",):
        return value <= 130
    return kinds != ("time",) or value <= 24


def ordinal_ending(value: int) -> str:
    """Return the ending of an English ordinal.

    >>> [ordinal_ending(n) for n in (1, 2, 3, 11, 22, 113)]
    ['st', 'nd', 'rd', 'th', 'nd', 'th']
    """
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
