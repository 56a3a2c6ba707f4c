"""Slips of value: the target says another number than the source, and it shows how that came.

Each slip is told of a number that the source does not say, and of one of the source that the
target does not say.  Translators round, convert and correct, so only what no translator does
counts as a slip.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from ..reading.quantity import Quantity
from ..reading.units import LOOSE_UNITS, converted, other_units

CONVERTED_TWICE: Final = "converted twice"

#: The shortest number of which a digit may be lost or doubled: shorter ones differ by chance.
_SHORTEST: Final = 3
#: Cap on the numbers whose digits are compared.
_TOO_LARGE: Final = 10**18
#: A number has a scale to mistake from here on.
_LEAST_SCALED: Final = 1000
#: Cap on the powers of ten that a mistaken 万, 億 or thousand is off by.
_POWERS: Final = 8
#: Cap on how far a conversion of a conversion may be rounded, as a share of it.
_ROUNDING: Final = Decimal("0.03")


def slip_of_value(said: Quantity, told: Quantity) -> str:
    """Return the name of the slip that makes the target's number of the source's, or nothing.

    >>> from ..reading.reader import read
    >>> def slip(source, target):
    ...     return slip_of_value(read(source)[0], read(target)[0])
    >>> slip("2018年", "in 208"), slip("8.9万人", "890,000 people"), slip("100公里", "39 miles")
    ('dropped digit', 'power of ten', 'converted twice')
    >>> slip("53人", "1953"), slip("7.5万", "80,000")
    ('', '')
    """
    return next((name for name, is_slip in _SLIPS.items() if is_slip(said, told)), "")


def _digits(value: Decimal) -> str:
    if value != value.to_integral_value() or not 0 < value < _TOO_LARGE:
        return ""
    return str(int(value))


def _dropped(said: Quantity, told: Quantity) -> bool:
    return any(_is_longer(_digits(value), _digits(told.values[0])) for value in said.values)


def _is_longer(whole: str, left: str) -> bool:
    """Tell whether one digit of ``whole`` is missing in ``left``."""
    if len(whole) < _SHORTEST or len(left) != len(whole) - 1:
        return False
    return any(whole[:i] + whole[i + 1 :] == left for i in range(len(whole)))


def _doubled(said: Quantity, told: Quantity) -> bool:
    more = _digits(told.values[0])
    return len(more) >= _SHORTEST and any(
        whole[: i + 1] + whole[i:] == more
        for whole in map(_digits, said.values)
        for i in range(len(whole))
    )


def _off_by_ten(said: Quantity, told: Quantity) -> bool:
    one, other = said.values[0], told.values[0]
    if not one or not other or one == other or max(one, other) < _LEAST_SCALED:
        return False
    ratio = (one / other).normalize().as_tuple()
    return ratio.digits == (1,) and abs(int(ratio.exponent)) <= _POWERS


def _converted_twice(said: Quantity, told: Quantity) -> bool:
    return bool(converted_once(said, told))


def converted_once(said: Quantity, told: Quantity) -> Decimal:
    """Return what a number that was converted once too often should be, or 0.

    >>> from ..reading.reader import read
    >>> str(converted_once(read("100公里")[0], read("39 miles")[0]))
    '62'
    """
    for unit in said.kinds:
        for to in told.kinds:
            if unit is to and unit not in LOOSE_UNITS:
                for other in other_units(unit):
                    if _is_near(told, converted(said.values[0], other, unit)):
                        return said.values[0]
            for once in converted(said.values[0], unit, to):
                if _is_near(told, converted(once, unit, to)):
                    return once
    return Decimal(0)


def _is_near(told: Quantity, values: Sequence[Decimal]) -> bool:
    return any(value and abs(told.values[0] / value - 1) < _ROUNDING for value in values)


def _unit_kept(said: Quantity, told: Quantity) -> bool:
    """Tell whether a number was converted, but not its unit: 62 km for 100 km."""
    shared = (set(said.kinds) & set(told.kinds)) - LOOSE_UNITS
    return any(
        told.values[0] in converted(said.values[0], unit, to)
        for unit in shared
        for to in other_units(unit)
    )


_SLIPS: Final[dict[str, Callable[[Quantity, Quantity], bool]]] = {
    "power of ten": _off_by_ten,
    "dropped digit": _dropped,
    "doubled digit": _doubled,
    CONVERTED_TWICE: _converted_twice,
    "unit kept": _unit_kept,
}
