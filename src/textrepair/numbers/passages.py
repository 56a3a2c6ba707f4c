"""Passages that were refilled as one: a line, or lines that follow each other without a gap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .designations import designated
from .slots import GAP
from .templates import Template, templates
from .unaided import MOST_TEMPLATES, Guess, Passage, cost_as_is, cost_of, gain, guess, passage

#: A number of the same length as a gap, and one that every kind of designation has.
_STAND_IN: Final = "05"

_BLOCK: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")

#: A passage is suspected where another order of its numbers is cheaper by so much.
SUSPECT: Final = 1.3

_CODE: Final = re.compile(r"^[/:_@=#+*|\\]|\d[/:_@=#+*|\\]|\d-\d{3}")

#: A designation is the usual one if the document has it so often.
_USUAL: Final = 2


def guesses(text: str, evidence: Sequence[int]) -> Iterator[Guess]:
    """Yield what the numbers may have been in each passage that holds evidence of a refill.

    ``evidence`` are offsets, in order, where numbers are damaged for certain.
    """
    rooms = templates(text)
    named = {d.start: d.designation for d in designated(text.replace(GAP, _STAND_IN))}
    usual = _usual_designations(text)

    def gather(span: tuple[int, int]) -> Passage:
        return passage(text, span, rooms, named, usual)

    for block in _BLOCK.finditer(text):
        if _any_inside(evidence, *block.span()):
            for part in _split(text, block.span(), evidence, gather):
                yield from guess(part)


def suspected(text: str) -> list[int]:
    """Return offsets of numbers that suit their places far worse than those of others would.

    >>> text = "Only ten storms came within 1950 miles of Phoenix since 200, and 3 within 40 miles."
    >>> bool(suspected(text)), suspected("within 200 miles of Phoenix since 1950")
    (True, [])
    """
    rooms = templates(text)
    named = {d.start: d.designation for d in designated(text.replace(GAP, _STAND_IN))}
    found: list[int] = []
    for block in _BLOCK.finditer(text):
        spans = list(_lines(text, block.span()))
        for span in spans if len(spans) == 1 else (*spans, block.span()):
            part = passage(text, span, rooms, named, {})
            if not any(_in_a_code(text, t) for t in part.templates) and gain(part) >= SUSPECT:
                found += [template.start for template in part.templates]
    return found


def _in_a_code(text: str, template: Template) -> bool:
    """Tell whether a number is part of an address, a date in digits, a telephone number."""
    around = text[max(0, template.start - 1) : template.end + 5]
    return _CODE.search(around) is not None and "time" not in template.kinds


def _usual_designations(text: str) -> dict[str, str]:
    """Return for each kind of designation the number that the text gives it most often."""
    counts: dict[str, Counter[str]] = {}
    for found in designated(text):
        if found.exists:
            for kind in _SAME.get(found.designation.kind, (found.designation.kind,)):
                counts.setdefault(kind, Counter())[found.number] += 1
    return {
        kind: number
        for kind, numbers in counts.items()
        for number, count in numbers.most_common(1)
        if count >= _USUAL and 2 * count > numbers.total()
    }


#: What 5G is a designation of, whether base stations or networks are spoken of.
_MOBILE: Final = ("generation of mobile networks", "network")
_SAME: Final = dict.fromkeys(_MOBILE, _MOBILE)


Gather = Callable[[tuple[int, int]], Passage]


def _split(
    text: str, block: tuple[int, int], evidence: Sequence[int], gather: Gather
) -> list[Passage]:
    """Take the lines of a block as one passage or as several, whichever explains more."""
    lines = [gather(span) for span in _lines(text, block)]
    lines = [line for line in lines if line.templates]
    hurt = [line for line in lines if _holds(line, evidence)]
    if len(lines) < 2:
        return hurt
    whole = gather(block)
    if len(whole.templates) > MOST_TEMPLATES or not _gaps_only_at_end(whole):
        return hurt
    apart = sum(cost_of(line) if line in hurt else cost_as_is(line) for line in lines)
    return [whole] if cost_of(whole) < apart else hurt


def _lines(text: str, block: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = block[0]
    for line in text[slice(*block)].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _holds(line: Passage, evidence: Sequence[int]) -> bool:
    start, end = line.templates[0].start, line.templates[-1].end
    return _any_inside(evidence, start, end)


def _any_inside(offsets: Sequence[int], start: int, end: int) -> bool:
    """Tell whether any of some offsets, which are in order, lies inside a span."""
    return bisect_left(offsets, start) < bisect_left(offsets, end)


def _gaps_only_at_end(found: Passage) -> bool:
    """Tell whether no number follows a gap: whoever ran out of numbers has none later."""
    gaps = [slot.is_gap for template in found.templates for slot in template.slots]
    return gaps == sorted(gaps)
