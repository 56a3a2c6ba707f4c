"""Number passages: what a passage holds, and the cost of its numbers as they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..checks.designations import Designation
from ..reading.number_words import NamedNumber, named_numbers
from ..templates.slots import Groups, is_grouped
from ..templates.templates import NumberSlot
from ..usage.expectation import expected
from ..usage.places import Usage, usage
from .fit_bare_number import ways_to_read

Token = tuple[str, ...]

#: Cost of a slot that takes none of the tokens.  All costs of this module were set on
#: train/parallel.
NO_TOKEN: Final = 2.0

#: Cost of a token that no slot takes: a translator drops few numbers, but English names months.
DROPPED: Final = 0.6

#: Weight of a number whose class is unusual at its place (``usage``), per nat.
UNUSUAL: Final = 0.8


@dataclass(frozen=True, slots=True)
class NumberPassage:
    """The slots of a passage with the usage of each run, and its tokens: the digits of the runs.

    ``named`` are the numbers that the passage says in words, with their places from 0 to 1.
    ``designations`` has the kind of each designation by the start of its number, and
    ``usual_numbers`` the number that the document most often gives a kind.
    """

    slots: tuple[NumberSlot, ...]
    usages: tuple[tuple[Usage, ...], ...]
    tokens: tuple[Token, ...]
    named: tuple[tuple[NamedNumber, float], ...]
    designations: Mapping[int, Designation]
    usual_numbers: Mapping[str, str]


class KnownOfText:
    """What the passages of a text share, and is looked for once: usages, numbers in words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._usages: dict[int, tuple[Usage, ...]] = {}
        self._named: list[NamedNumber] = []
        self._searched = (0, 0)

    def usages(self, slot: NumberSlot) -> tuple[Usage, ...]:
        """Return the usage of each run of a slot."""
        found = self._usages.get(slot.start)
        if found is None:
            found = tuple(usage(self._text, slot, k) for k in range(len(slot.runs)))
            self._usages[slot.start] = found
        return found

    def named(self, start: int, end: int) -> list[NamedNumber]:
        """Return the numbers in words that begin in a span, in order.

        Those of the last span are kept, so ask for that of a block before those of its lines.
        """
        if not self._searched[0] <= start <= end <= self._searched[1]:
            self._searched = (start, end)
            self._named = named_numbers(self._text, start, end)
        first = bisect_left(self._named, start, key=_start)
        return self._named[first : bisect_left(self._named, end, first, key=_start)]


def _start(word: NamedNumber) -> int:
    return word.start


def passage(  # noqa: PLR0913, PLR0917 - what the text holds, and what is known of it
    text: str,
    span: tuple[int, int],
    slots: Sequence[NumberSlot],
    designations: Mapping[int, Designation],
    usual_numbers: Mapping[str, str],
    known: KnownOfText | None = None,
) -> NumberPassage:
    """Return what the passage at a span of a text holds; ``slots`` are those of the passage."""
    start, end = span
    known = known or KnownOfText(text)
    inside = tuple(slots)
    tokens = tuple((group,) for t in inside for group in t.groups if group.isdecimal())
    named = tuple((word, (word.start - start) / (end - start)) for word in known.named(start, end))
    usages = tuple(map(known.usages, inside))
    return NumberPassage(inside, usages, tokens, named, designations, usual_numbers)


def cost_of_usage(found: NumberPassage, index: int, groups: Groups) -> float:
    """Return the cost of groups in a slot whose classes are unusual at the places of the slot."""
    pairs = zip(found.usages[index], groups, strict=False)
    # That a class is usual is no reason to prefer it to another that is not unusual.
    told = (min(0.0, expected(where, digits)) for where, digits in pairs if digits.isdecimal())
    return -UNUSUAL * sum(told)


def cost_as_is(found: NumberPassage) -> float:
    """Return the cost of a passage whose numbers are right as they stand."""
    return sum(
        own_cost(found, i) + cost_of_usage(found, i, t.groups) - DROPPED * len(t.groups)
        for i, t in enumerate(found.slots)
    )


def own_cost(found: NumberPassage, index: int) -> float:
    """Return the cost of the number that stands in a slot now."""
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
