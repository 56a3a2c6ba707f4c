"""Agreement: which quantities of two texts are the same."""

from __future__ import annotations

from collections.abc import Sequence

from ..kinds import Kind
from .quantity import Quantity
from .units import converted

QuantityPairs = list[tuple[Quantity, Quantity]]


def agreement(
    numbers: Sequence[Quantity], others: Sequence[Quantity]
) -> tuple[list[Quantity], QuantityPairs]:
    """Return the numbers in digits that the other side does not say, and who says the others.

    Each number of the other side is used once.

    >>> from .reader import read
    >>> lone, pairs = agreement(read("620 km, 5 boats"), read("385 miles"))
    >>> [number.text for number in lone], [other.text for _, other in pairs]
    (['5'], ['385'])
    """
    left = list(others)
    lone: list[Quantity] = []
    pairs: QuantityPairs = []
    for number in numbers:
        partner = next((other for other in left if agree(number, other)), None)
        if partner is not None:
            left.remove(partner)
            pairs.append((number, partner))
        elif not number.spelled and not _said_by_a_word(number):
            lone.append(number)
    return lone, pairs


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities can be one: in value, as a time of day, or converted."""
    if any(value in other.values for value in one.values):
        return True
    if one.clock and other.clock:
        return one.clock[0] % 12 == other.clock[0] % 12 and one.clock[1] == other.clock[1]
    for unit in one.kinds:
        for to in other.kinds:
            if other.values[0] in converted(one.values[0], unit, to):
                return True
            if one.values[0] in converted(other.values[0], to, unit):
                return True
    return False


def _said_by_a_word(number: Quantity) -> bool:
    """Tell whether other languages have a name for a number, as they have for months."""
    return Kind.MONTH in number.kinds
