"""Comparison: do the numbers of a translation say what those of its source say?  For corpora."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .kinds import Kind
from .reading.quantity import Quantity
from .reading.reader import read
from .reading.units import converted
from .refill.alignment import Span
from .refill.pour import could_be_poured, tokens
from .refill.with_source import refilled
from .templates.slots import GAP, digit_runs

_ANY_DIGIT: Final = re.compile(r"\d|<>")


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """How far the numbers of two texts agree.

    ``score`` is from 0 to 1: the share of the numbers in digits, of both texts, that the other text
    says too.  ``missing`` are the numbers of the source that the target does not say, ``added``
    those of the target that the source does not say, as they stand in the text.  ``refilled`` tells
    that the target reads as if the numbers of the source had been poured in in the wrong order.
    """

    score: float
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    refilled: bool = False


_PERFECT: Final = NumberMatch(1.0)


def compare(source: str, target: str) -> NumberMatch:
    """Compare the numbers of a source and its translation, in any of the languages of ``read``.

    Returns a NumberMatch, and raises nothing for any text.  Refills are recognised where the target
    is English.

    >>> compare("8月17日,端口70万个", "On 17 August: 700,000 ports")
    NumberMatch(score=1.0, missing=(), added=(), refilled=False)
    >>> compare("8月17日,端口70万个", "On 8 August: 17,70 ports")
    NumberMatch(score=0.2, missing=('17', '70万'), added=('8', '17,70'), refilled=True)
    """
    if not (_ANY_DIGIT.search(target) or _ANY_DIGIT.search(source)):
        return _PERFECT
    said, told = read(source, words=False), read(target, words=False)
    missing, added = _unmatched(said, told), _unmatched(told, said)
    if not missing and not added and len(told) == 1:
        return _PERFECT
    if missing or added:
        said, told = read(source), read(target)
        missing, added = _unmatched(said, told), _unmatched(told, said)
    misplaced = _misplaced(source, target)
    if misplaced:
        added = _together(target, added, misplaced)
    elif GAP in target:
        added += [(m.start(), m.end()) for m in re.finditer(GAP, target)]
    all_numbers = sum(not q.spelled for q in said) + sum(not q.spelled for q in told)
    wrong = len(missing) + len(added)
    score = round(1 - wrong / max(all_numbers, wrong, 1), 3)
    return NumberMatch(
        score,
        tuple(source[start:end] for start, end in missing),
        tuple(target[start:end] for start, end in added),
        bool(misplaced),
    )


def _unmatched(numbers: Sequence[Quantity], others: Sequence[Quantity]) -> list[Span]:
    """Return the numbers in digits that the other side does not say, each used once."""
    left = list(others)
    found: list[Span] = []
    for number in numbers:
        partner = next((other for other in left if _same(number, other)), None)
        if partner is not None:
            left.remove(partner)
        elif not number.spelled and not _said_by_a_word(number):
            found.append((number.start, number.end))
    return found


def _said_by_a_word(number: Quantity) -> bool:
    """Tell whether other languages have a name for a number, as they have for months."""
    return Kind.MONTH in number.kinds


def _same(one: Quantity, other: Quantity) -> bool:
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


def _misplaced(source: str, target: str) -> list[Span]:
    """Return the places of the target that were refilled."""
    if not could_be_poured(list(digit_runs(target)), tokens(source)):
        lines = target.count("\n")
        if not lines or lines != source.count("\n"):
            return []
    places = [assignment.slot for assignment in refilled(target, source) if assignment.changes]
    return [(slot.start, slot.end) for slot in places]


def _together(target: str, added: Sequence[Span], misplaced: Sequence[Span]) -> list[Span]:
    """Join two lists of spans, in order, without what is inside another."""
    apart = [span for span in added if not any(a < span[1] and span[0] < b for a, b in misplaced)]
    return sorted((*apart, *misplaced))
