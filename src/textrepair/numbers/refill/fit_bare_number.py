"""How a bare number fits a slot, where no source tells what the number counts.

A token is a digit run of which only the digits are known.  Chinese and Japanese say 70万 where
English says 700,000, so a token may stand for itself, for its ten thousands or hundred millions,
or be half of a grouped numeral or of a decimal fraction.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..checks.designations import Designation
from ..kinds import Kind
from ..templates.slots import Groups
from ..templates.templates import NumberSlot, ordinal_ending

#: Costs, in the measure of ``fit_quantity``.  Set on train/parallel.
FITS: Final = 0.0
FITS_WELL_ENOUGH: Final = 0.3
POSSIBLE: Final = 0.9
UNLIKELY: Final = 1.8
TEN_THOUSANDS: Final = 0.7

#: Cap on the digits of a number that is read; Python refuses to read thousands of digits.
_LONGEST: Final = 18

_MYRIAD: Final = Decimal(10_000)
_HUNDRED_MILLION: Final = Decimal(10**8)


def ways_to_read(
    slot: NumberSlot, token: tuple[str, ...], designation: Designation | None, usual: str = ""
) -> Iterator[tuple[Groups, float]]:
    """Yield the groups by which one token, or two together, can stand in a slot, and the costs.

    ``usual`` is the number that the document gives a designation elsewhere.

    >>> from ..templates.templates import number_slots
    >>> ports, share = number_slots("10,70 ports, <>%")
    >>> list(ways_to_read(ports, ("70",), None)), list(ways_to_read(share, ("32",), None))
    ([(('700', '000'), 0.7)], [(('32',), 0.0)])
    """
    if max(map(len, token)) > _LONGEST:
        return
    if len(token) == 2:
        yield from _two(slot, token)
    elif designation is not None:
        yield from _designated(slot, token[0], designation, usual)
    elif len(slot.runs) == 1:
        yield from _single(slot, token[0])
    else:
        yield from _spread(slot, Decimal(token[0]), token[0])


def _designated(
    slot: NumberSlot, token: str, designation: Designation, usual: str
) -> Iterator[tuple[Groups, float]]:
    if len(slot.runs) == 1 and token in designation.numbers:
        yield (token,), FITS if token == usual or not usual else UNLIKELY


def _single(slot: NumberSlot, token: str) -> Iterator[tuple[Groups, float]]:
    value = int(token)
    if slot.scale > 1:
        factors = ((slot.scale, FITS_WELL_ENOUGH), (_MYRIAD, FITS), (_HUNDRED_MILLION, FITS))
        for unit, cost in factors:
            scaled = value * unit / slot.scale
            if scaled == int(scaled) and 1 <= scaled < 1000:
                yield (str(int(scaled)),), cost
        return
    if Kind.DECADE in slot.kinds and token.endswith("0"):
        yield (token if len(token) == 4 else f"19{token[-2:]}",), FITS
        yield (token[-2:],), FITS_WELL_ENOUGH
        return
    plain = _cost(slot, token, value)
    if plain is not None:
        yield (token,), plain


#: Kinds of which a bare number can be, in the order in which a slot is asked for them.
_RANGED: Final = tuple(kind for kind in Kind if kind.traits.usual is not None)


def _cost(slot: NumberSlot, token: str, value: int) -> float | None:
    """Return the cost of a token that stands for itself; None where that cannot be."""
    kinds = slot.kinds
    like_year = len(token) == 4 and token[:2] in ("17", "18", "19", "20")
    if slot.ending and slot.ending != ordinal_ending(value):
        return None
    if token.startswith("0"):
        return POSSIBLE if Kind.LABEL in kinds else None
    if Kind.YEAR in kinds or (Kind.DAY in kinds and Kind.ORDINAL not in kinds):
        return _date_cost(kinds, value, like_year)
    for kind in _RANGED:
        if kind in kinds:
            return _cost_of_kind(kind, value)
    if (like_year and Kind.MAYBE_YEAR not in kinds) or (value == 1 and slot.plural):
        return UNLIKELY
    return FITS_WELL_ENOUGH if value < 10_000 else POSSIBLE


def _cost_of_kind(kind: Kind, value: int) -> float | None:
    usual = kind.traits.usual
    if usual is not None and value not in usual:
        return UNLIKELY if kind is Kind.PERCENT else None
    # What is an hour may also be the minutes, or the day, of something else.
    return FITS_WELL_ENOUGH if kind is Kind.TIME else FITS


def _date_cost(kinds: tuple[Kind, ...], value: int, like_year: bool) -> float | None:
    if like_year:
        return FITS if Kind.YEAR in kinds else None
    if Kind.DAY in kinds and value <= 31:
        return FITS if kinds == (Kind.DAY,) else FITS_WELL_ENOUGH
    return UNLIKELY if value > 31 and Kind.YEAR in kinds and Kind.DAY not in kinds else None


def _spread(slot: NumberSlot, value: Decimal, token: str) -> Iterator[tuple[Groups, float]]:
    """Yield the groups by which one token can fill several runs."""
    if set(slot.marks) == {","}:
        if len(token) < 4:
            yield from _grouped(slot, value * _MYRIAD, TEN_THOUSANDS)
            yield from _grouped(slot, value * _HUNDRED_MILLION, POSSIBLE)
        elif token[:2] not in ("19", "20"):
            yield from _grouped(slot, value, FITS)
    elif slot.marks == "." and slot.scale > 1:
        for unit in (_MYRIAD, _HUNDRED_MILLION):
            scaled = (value * unit / slot.scale).normalize()
            whole, _, rest = f"{scaled:f}".partition(".")
            if rest and scaled >= 1 and len(whole) <= 3:
                yield (whole, rest), TEN_THOUSANDS


def _grouped(slot: NumberSlot, value: Decimal, cost: float) -> Iterator[tuple[Groups, float]]:
    groups = tuple(f"{int(value):,}".split(","))
    if len(groups) == len(slot.runs):
        yield groups, cost


def _two(slot: NumberSlot, token: tuple[str, ...]) -> Iterator[tuple[Groups, float]]:
    """Yield the groups by which two neighbouring tokens can fill a slot of several runs."""
    first, second = token
    if Kind.TIME in slot.kinds and len(slot.runs) == 2:
        if len(second) == 2 and int(second) <= 59 and int(first) <= 24:
            yield (first, second), FITS
    elif slot.marks == ",":
        if len(second) == 3 and len(first) <= 3 and not first.startswith("0"):
            yield (first, second), FITS
        elif len(second) <= 2 and len(first) <= 2:  # 8.9万
            value = Decimal(f"{first}.{second}") * _MYRIAD
            yield from _grouped(slot, value, FITS_WELL_ENOUGH)
    elif slot.marks == "." and len(second) <= 2 and len(first) <= 3:
        yield (first, second), FITS
