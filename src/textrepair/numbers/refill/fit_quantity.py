"""How a quantity is written into a slot, if it fits at all, and at what cost.

All costs were set on train/parallel; they have no unit but each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from ..kinds import Kind
from ..reading.quantity import Quantity
from ..reading.units import converted
from ..templates.slots import Groups
from ..templates.templates import NumberSlot, ordinal_ending

#: Costs by the kinds of slot and quantity: one kind, both open, one open.
SAME_KIND: Final = 0.0
BOTH_OPEN: Final = 0.3
ONE_OPEN: Final = 1.0
#: ... one open, the other people, who are counted without a word for them, too,
PEOPLE: Final = 0.5
#: ... a label or a likely year against another kind, a kind near the other, another unit of one
#: measure, two kinds.
VAGUE: Final = 1.5
NEAR_KIND: Final = 0.5
CONVERTED: Final = 0.4
OTHER_KIND: Final = 3.5
#: Costs of a quantity in words, ...
SPELLED: Final = 0.5
#: ... of a one before a word in the plural, ...
ONE_OF_MANY: Final = 1.5
#: ... of a one in words, which is an article in many languages, ...
ARTICLE: Final = 1.0
#: ... of a decimal point that is not needed, and of the second value of digits such as 1.250.
UNUSUAL_FORM: Final = 0.6
OTHER_READING: Final = 1.2
#: Cost of 0.34 billion and 5,800 million.
UNUSUAL_SCALE: Final = 0.8
_THOUSAND: Final = 1000
#: Cap on the digits of a part of a number that is written with several scales.
_LONGEST_PART: Final = 4
#: Cost, a reward, of a Latin word that stands beside both numbers.
SAME_NEIGHBOUR: Final = -1.2

#: Multiples of this are round.
_ROUND: Final = 5

#: What stands after the name of a month: a day, or a year of a date.
_DAYS: Final = range(1, 32)
_YEARS_OF_DATES: Final = range(1000, 2201)


class Fit(NamedTuple):
    """Groups that a quantity may put into a slot, and the cost."""

    groups: Groups
    cost: float


def ways_to_write(slot: NumberSlot, quantity: Quantity) -> list[Fit]:
    """Return the groups by which a quantity can stand in a slot, cheapest first, and their costs.

    >>> from ..reading.reader import read
    >>> from ..templates.templates import number_slots
    >>> [t] = number_slots("£1100.<>m")
    >>> for text in ("1.25亿英镑", "125.5 Millionen"):
    ...     print(*ways_to_write(t, read(text)[0]))
    Fit(groups=('125', '0'), cost=0.6)
    Fit(groups=('125', '5'), cost=1.0)
    """
    kinds = _kind_cost(slot, quantity)
    if slot.neighbours & quantity.neighbours:
        kinds += SAME_NEIGHBOUR
    if quantity.spelled:
        kinds += SPELLED if quantity.values[0] != 1 else ARTICLE
    found: dict[Groups, float] = {}
    for groups, cost in _written(slot, quantity):
        if groups not in found:
            found[groups] = kinds + cost
    for unit in quantity.kinds:
        for kind in slot.kinds:
            for rank, value in enumerate(_converted(quantity.values[0], unit, kind)):
                for groups, cost in _forms(slot, value / slot.scale, ""):
                    found.setdefault(groups, CONVERTED + cost + rank * 0.2)
    return sorted((Fit(*item) for item in found.items()), key=lambda fit: fit.cost)


def _converted(value: Decimal, unit: Kind, kind: Kind) -> list[Decimal]:
    if (unit, kind) == (Kind.CELSIUS, Kind.DECADE):  # temperatures in the 80s
        return [
            round(degrees / 10) * Decimal(10)
            for degrees in converted(value, unit, Kind.FAHRENHEIT)[:1]
        ]
    return converted(value, unit, kind)


def _kind_cost(slot: NumberSlot, quantity: Quantity) -> float:
    wanted, said = set(slot.kinds), set(quantity.kinds)
    if wanted & said or (wanted == {Kind.MAYBE_YEAR} and Kind.YEAR in said):
        return SAME_KIND
    if not wanted and not said:
        return BOTH_OPEN
    if said == {Kind.MONTH}:  # English has a name for it
        return OTHER_KIND
    # A translator writes 30 yards for some 30 metres.
    rounded = quantity.values[0] % _ROUND == 0 and wanted | said >= {Kind.METRE, Kind.YARD}
    if rounded or any(not kind.traits.near.isdisjoint(said) for kind in wanted):
        return NEAR_KIND
    if not wanted or not said:
        return PEOPLE if wanted | said == {Kind.PEOPLE} else ONE_OPEN
    vague = said == {Kind.MAYBE_YEAR} or wanted in ({Kind.LABEL}, {Kind.MAYBE_YEAR})
    return VAGUE if vague else OTHER_KIND


def _written(slot: NumberSlot, quantity: Quantity) -> Iterator[tuple[Groups, float]]:
    if Kind.TIME in slot.kinds:
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
    return Kind.YEAR in quantity.kinds or Kind.MAYBE_YEAR in quantity.kinds


def _times(slot: NumberSlot, hour: int, minute: int) -> Iterator[tuple[Groups, float]]:
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
    elif minute == 0:
        yield (str(hour),), 0.15
        yield (str(twelve),), 0.2
        yield (f"{hour:02}",), 0.25


def _forms(slot: NumberSlot, value: Decimal, text: str) -> Iterator[tuple[Groups, float]]:
    whole = value == value.to_integral_value()
    if slot.scales:
        yield from _parted(slot, value)
        return
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


def _parted(slot: NumberSlot, value: Decimal) -> Iterator[tuple[Groups, float]]:
    """Write a value into runs of which each has a scale, as in 1億4千万 and 37万5,000."""
    groups: list[str] = []
    for i, scale in enumerate(slot.scales):
        count, value = divmod(value, scale)
        is_group = i > 0 and slot.shown[i - 1] == ","
        groups.append(f"{int(count):03}" if is_group else str(int(count)))
    if not value and groups[0] != "0" and all(len(group) <= _LONGEST_PART for group in groups):
        yield tuple(groups), 0.0


def _marked(slot: NumberSlot, shown: str, cost: float) -> Iterator[tuple[Groups, float]]:
    marks = "".join(c for c in shown if not c.isdigit())
    if marks == slot.marks:
        yield tuple(shown.replace(",", ".").split(".")), cost


def _one_slot(slot: NumberSlot, value: int, text: str) -> Iterator[tuple[Groups, float]]:
    digits = str(value)
    if text.startswith("0") and text.isdecimal() and int(text) == value:
        yield (text,), 0.0  # leading zeros belong to codes
    if Kind.DECADE in slot.kinds and value % 10:
        return
    if Kind.DECADE in slot.kinds and value >= 1000:
        yield (digits,), 0.0
        yield (digits[2:],), 0.0 if slot.is_foreign else OTHER_READING
        return
    if Kind.DECADE in slot.kinds:
        yield (digits,), OTHER_READING
        return
    if value == 1 and slot.plural:
        yield (digits,), ONE_OF_MANY
        return
    large = value >= 10_000 and not text.isdecimal() and not slot.is_foreign
    yield (digits,), 1.0 if large else 0.0


def _fits_one_slot(slot: NumberSlot, value: int) -> bool:
    if slot.ending:
        return slot.ending == ordinal_ending(value)
    if slot.kinds == (Kind.DAY, Kind.YEAR):
        return value in _DAYS or value in _YEARS_OF_DATES
    possible = slot.kinds[0].traits.possible if len(slot.kinds) == 1 else None
    return possible is None or value in possible
