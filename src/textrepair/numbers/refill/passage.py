"""A passage and how well its numbers suit it as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..checks.designations import Designation
from ..reading.spoken import Spoken, spoken
from ..templates.slots import is_grouped
from ..templates.templates import NumberSlot, within
from ..usage.expectation import expected
from ..usage.places import Usage, usage
from .fit_bare_number import ways_to_read

Groups = tuple[str, ...]
Token = tuple[str, ...]

#: A place that takes none of the tokens.
NO_TOKEN: Final = 2.0

#: A token that no place takes; the number of a month is said by its name.
DROPPED: Final = 0.6

#: How much it counts that a number is of a class that is unusual at its place (see ``usage``).
UNUSUAL: Final = 0.8


@dataclass(frozen=True, slots=True)
class NumberPassage:
    """Templates of a passage and their usages, its tokens, and which templates are designations.

    ``spoken`` are the numbers that it says in words, with their relative places.
    """

    slots: tuple[NumberSlot, ...]
    usages: tuple[tuple[Usage, ...], ...]
    tokens: tuple[Token, ...]
    named: tuple[tuple[Spoken, float], ...]
    designations: Mapping[int, Designation]
    usual_numbers: Mapping[str, str]


def passage(
    text: str,
    span: tuple[int, int],
    slots: Sequence[NumberSlot],
    designations: Mapping[int, Designation],
    usual_numbers: Mapping[str, str],
) -> NumberPassage:
    """Gather what a passage holds.  ``designations`` go by the start of their number."""
    start, end = span
    inside = tuple(within(slots, span))
    tokens = tuple((group,) for t in inside for group in t.groups if group.isdecimal())
    said = tuple((word, (word.start - start) / (end - start)) for word in spoken(text, start, end))
    usages = tuple(tuple(usage(text, t, k) for k in range(len(t.runs))) for t in inside)
    return NumberPassage(inside, usages, tokens, said, designations, usual_numbers)


def cost_of_usage(found: NumberPassage, index: int, groups: Groups) -> float:
    """Return what it costs that groups are of classes that are not usual at their places."""
    pairs = zip(found.usages[index], groups, strict=False)
    # That a class is usual is no reason to prefer it to another that is not unusual.
    told = (min(0.0, expected(where, digits)) for where, digits in pairs if digits.isdecimal())
    return -UNUSUAL * sum(told)


def cost_as_is(found: NumberPassage) -> float:
    """Return what the passage costs if its numbers are right as they stand."""
    return sum(
        own_cost(found, i) + cost_of_usage(found, i, t.groups) - DROPPED * len(t.groups)
        for i, t in enumerate(found.slots)
    )


def own_cost(found: NumberPassage, index: int) -> float:
    """Return how well a template is filled as it is."""
    slot = found.slots[index]
    if slot.marks and _well_formed(slot):
        return 0.0
    designation = found.designations.get(slot.start)
    fits = [
        cost
        for group in (slot.groups, slot.groups[:1])
        if all(part.isdecimal() for part in group)
        for groups, cost in ways_to_read(slot, group[:2], designation)
        if groups == slot.groups
    ]
    return min(fits, default=NO_TOKEN)


def _well_formed(slot: NumberSlot) -> bool:
    if not all(group.isdecimal() for group in slot.groups):
        return False
    return set(slot.marks) == {"."} or is_grouped(slot.groups, slot.marks)
