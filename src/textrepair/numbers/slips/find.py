"""Slips of a translation, found by holding it against its source line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..checks.placeholders import placeholders
from ..reading.agreement import agreement
from ..reading.context import scale_at
from ..reading.quantity import Quantity
from ..reading.reader import read
from ..refill.alignment import Span, align
from ..refill.assign import Assignment
from ..refill.with_source import refilled
from .dates import swapped_dates
from .notation import roman_slips, slips_of_form
from .values import CONVERTED_TWICE, converted_once, slip_of_value
from .write import YEARS, NumberStyle, style_of, written_as

PLACEHOLDER: Final = "placeholder"
DECIMAL_MARK: Final = "decimal mark"
SWAPPED_DATE: Final = "swapped date"

#: Slips that are likelier than a refill: it would have to leave all digits in place, or to bring
#: a day and its month into each other's.
_LIKELIER: Final = frozenset((DECIMAL_MARK, SWAPPED_DATE))

#: Cap on the numbers of a line that are looked at.  Bounds the time.
_MOST: Final = 120


@dataclass(frozen=True, slots=True)
class Slip:
    """A number at ``start`` to ``end`` (code points) that another engine mistook.

    ``name`` is the kind of slip, ``why`` says what speaks for it; ``texts`` are what may be right,
    likeliest first: one text if the slip is clear.
    """

    start: int
    end: int
    name: str
    why: str
    texts: tuple[str, ...]


def slips(target: str, source: str) -> list[Slip]:
    """Return the slips of a translation, in order; none where its numbers were poured in.

    >>> [(slip.name, slip.texts) for slip in slips("They have 890,000 boats.", "8.9万艘船。")]
    [('power of ten', ('89,000',))]
    """
    said, told = read(source), read(target)
    style = style_of(target)
    found: list[Slip] = []
    for here, there in align(target, source):
        ours, theirs = _within(told, here), _within(said, there)
        if len(ours) <= _MOST and len(theirs) <= _MOST:
            found += _of_line(target, here, source, there, (theirs, ours), style)
    if not found or not _explain(found, refilled(target, source)):
        return []
    apart: list[Slip] = []
    for slip in sorted(found, key=lambda slip: (slip.start, slip.end)):
        if not apart or apart[-1].end <= slip.start:
            apart.append(slip)
    return apart


def _explain(found: Sequence[Slip], poured: Sequence[Assignment]) -> bool:
    """Tell whether slips say all that a refill would say."""
    if any(slip.name == PLACEHOLDER for slip in found):
        return True
    changed = [one.slot for one in poured if one.changes]
    return all(
        any(slip.start < slot.end and slot.start < slip.end for slip in found) for slot in changed
    ) and (not poured or (len(found) == 1 and found[0].name in _LIKELIER))


def _within(numbers: Sequence[Quantity], span: Span) -> Sequence[Quantity]:
    first = bisect_left(numbers, span[0], key=_start)
    return numbers[first : bisect_left(numbers, span[1], lo=first, key=_start)]


def _start(number: Quantity) -> int:
    return number.start


def _of_line(  # noqa: PLR0913, PLR0917 - two texts, two spans and their numbers
    target: str,
    here: Span,
    source: str,
    there: Span,
    numbers: tuple[Sequence[Quantity], Sequence[Quantity]],
    style: NumberStyle,
) -> Iterator[Slip]:
    said, told = numbers
    missing, pairs = agreement(said, told)
    added, _ = agreement(told, said)
    for number in added:
        yield from _of_value(target, number, missing, style)
    for form in slips_of_form(target, source, pairs, style):
        yield Slip(form.start, form.end, form.name, form.why, (form.text,))
    begin = here[0]
    line = target[slice(*here)]
    for form in roman_slips(line, missing):
        yield Slip(begin + form.start, begin + form.end, form.name, form.why, (form.text,))
    yield from _of_placeholders(target, here, line, said, style)
    for date in swapped_dates(line, source[slice(*there)]):
        why = "the source has day and month the other way round"
        start, end = begin + date.start, begin + date.end
        yield Slip(start, end, SWAPPED_DATE, why, (date.swapped(line),))


def _of_placeholders(
    target: str, here: Span, line: str, said: Sequence[Quantity], style: NumberStyle
) -> Iterator[Slip]:
    """Fill placeholders with the numbers of the source, by their index, or by their order."""
    found = list(placeholders(line, certain=True))
    if not found:
        return
    masked = [quantity for quantity in said if not quantity.spelled]
    zero = any(one.index == 0 for one in found)
    for order, one in enumerate(found):
        at = order if one.index is None else one.index - (not zero)
        if not 0 <= at < len(masked):
            continue
        start, end = here[0] + one.start, here[0] + one.end
        _, scale = scale_at(target, end)
        value = masked[at].values[0] / scale
        is_year = not YEARS.isdisjoint(masked[at].kinds)
        text = style.plain(value, grouped=value >= 1000 and not is_year)
        why = f"it stands for number {at + 1} of the source"
        yield Slip(start, end, PLACEHOLDER, why, (text,))


def _of_value(
    target: str, told: Quantity, missing: Sequence[Quantity], style: NumberStyle
) -> Iterator[Slip]:
    names: list[str] = []
    texts: list[str] = []
    for said in missing:
        name = slip_of_value(said, told)
        right = said
        if name == CONVERTED_TWICE:
            right = replace(said, values=(converted_once(said, told),))
        text = written_as(told, target, right, style) if name else None
        if text is not None:
            names.append(name)
            texts.append(text)
    if texts:
        why = f"the source says no such number, and {texts[0]} is not said"
        yield Slip(told.start, told.end, names[0], why, tuple(dict.fromkeys(texts)))
