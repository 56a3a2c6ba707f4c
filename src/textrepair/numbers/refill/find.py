"""Passages that were refilled as one: a line, or lines that follow each other without a gap."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..checks.designations import Designation, designated
from ..templates.english import is_code, is_english
from ..templates.slots import GAP
from ..templates.templates import NumberSlot, number_slots
from .passage import NumberPassage, cost_as_is, passage
from .suspicion import SuspectNumber, refill_odds
from .without_source import MOST_SLOTS, MOST_SUSPECTED, Guess, cost_of, gain, guess

#: A number of the same length as a gap, and one that every kind of designation has.
_STAND_IN: Final = "05"

_BLOCK: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")

_DIGIT: Final = re.compile("[0-9]")

#: Manuals and lists of changes, where any number can stand anywhere.
_TECHNICAL: Final = re.compile(
    r"""\d{4}-\d\d(?!\d) | [A-Za-z]_[A-Za-z] | \#\d | \d\.\d+\.\d | \d[a-z]+\d | ^\s{0,8}[*•+-]\s
        | \([Cc]\) | \b(?:RFC|POSIX|UTF|ISO|IEEE|API|Copyright|bytes?|bits?|kernel|compiler|config
        |Debian|Linux|Unix|Windows|changelog|integer|Bug|upstream)\b""",
    re.VERBOSE | re.MULTILINE,
)

#: A passage is suspected where another order of its numbers is cheaper by so much.
SUSPECT: Final = 0.8

#: ... and what its numbers tell together points the same way (nats).
OPEN: Final = 0.6

#: A passage is suspected where its numbers together tell so much (nats), ...
SUSPICIOUS: Final = 1.6

#: ... and a number is named that tells so much by itself.
TELLING: Final = 0.3

_CODE: Final = re.compile(r"^[/:_@=#+*|\\]|\d[/:_@=#+*|\\]|\d-\d{3}")

#: A designation is the usual one if the document has it so often.
_USUAL: Final = 2


def guesses(text: str, evidence: Sequence[int]) -> Iterator[Guess]:
    """Yield what the numbers may have been in each passage that holds evidence of a refill.

    ``evidence`` are offsets, in order, where numbers are damaged for certain.
    """
    slots = number_slots(text)
    named = _named(text)
    usual = _usual_designations(text)

    def gather(span: tuple[int, int]) -> NumberPassage:
        return passage(text, span, slots, named, usual)

    for block in _BLOCK.finditer(text):
        if _any_inside(evidence, *block.span()):
            for part in _split(text, block.span(), evidence, gather):
                yield from (g for g in guess(part) if not _in_a_code(text, g.slot))


def suspected(text: str) -> list[SuspectNumber]:
    """Return the slots that give away passages of an English text as refilled, in order.

    That is, their numbers suit their places far worse than the same in another order would, or
    hardly ever stand where they do.

    >>> text = "Only ten storms came within 1950 miles of Phoenix since 200, and 3 within 40 miles."
    >>> [suspect.run.text for suspect in suspected(text)]
    ['1950', '200', '3', '40']
    >>> suspected("within 200 miles of Phoenix since 1950")
    []
    """
    blocks = [block.span() for block in _BLOCK.finditer(text) if _is_prose(block.group())]
    if not blocks:
        return []
    slots = number_slots(text)
    named = _named(text)
    found: dict[int, SuspectNumber] = {}
    for block in blocks:
        spans = list(_lines(text, block))
        for span in spans if len(spans) < 2 else (*spans, block):
            part = passage(text, span, slots, named, {})
            if 0 < len(part.slots) <= MOST_SUSPECTED:
                for suspect in _suspects(text, span, part):
                    found.setdefault(suspect.run.start, suspect)
    return [found[start] for start in sorted(found)]


def _named(text: str) -> dict[int, Designation]:
    """Return the designations of a text, gaps included, by the start of their number."""
    return {d.start: d.designation for d in designated(text.replace(GAP, _STAND_IN))}


def _is_prose(block: str) -> bool:
    """Tell running English, in small letters for the most part, from all else."""
    if (
        not _DIGIT.search(block)
        or not is_english(block)
        or is_code(block)
        or _TECHNICAL.search(block)
    ):
        return False
    return sum(map(str.islower, block)) > sum(map(str.isupper, block))


def _suspects(text: str, span: tuple[int, int], part: NumberPassage) -> list[SuspectNumber]:
    judged = refill_odds(text, span, part)
    telling = [suspect for suspect in judged.suspects if suspect.weight >= TELLING]
    if telling and judged.score >= SUSPICIOUS:
        return telling
    in_code = any(_in_a_code(text, slot) for slot in part.slots)
    if in_code or judged.score < OPEN or gain(part) < SUSPECT:
        return []
    known = {suspect.run.start: suspect for suspect in telling}
    runs = [run for slot in part.slots for run in slot.runs]
    return [
        known.get(run.start, SuspectNumber(run, 0.0, "another order suits them")) for run in runs
    ]


def _in_a_code(text: str, slot: NumberSlot) -> bool:
    """Tell whether a number is part of an address, a date in digits, a telephone number."""
    around = text[max(0, slot.start - 1) : slot.end + 5]
    return _CODE.search(around) is not None and "time" not in slot.kinds


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


Gather = Callable[[tuple[int, int]], NumberPassage]


def _split(
    text: str, block: tuple[int, int], evidence: Sequence[int], gather: Gather
) -> list[NumberPassage]:
    """Take the lines of a block as one passage or as several, whichever explains more."""
    lines = [gather(span) for span in _lines(text, block)]
    lines = [line for line in lines if line.slots]
    hurt = [line for line in lines if _holds(line, evidence)]
    if len(lines) < 2:
        return hurt
    whole = gather(block)
    if len(whole.slots) > MOST_SLOTS or not _gaps_only_at_end(whole):
        return hurt
    apart = sum(cost_of(line) if line in hurt else cost_as_is(line) for line in lines)
    return [whole] if cost_of(whole) < apart else hurt


def _lines(text: str, block: tuple[int, int]) -> Iterator[tuple[int, int]]:
    start = block[0]
    for line in text[slice(*block)].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _holds(line: NumberPassage, evidence: Sequence[int]) -> bool:
    start, end = line.slots[0].start, line.slots[-1].end
    return _any_inside(evidence, start, end)


def _any_inside(offsets: Sequence[int], start: int, end: int) -> bool:
    """Tell whether any of some offsets, which are in order, lies inside a span."""
    return bisect_left(offsets, start) < bisect_left(offsets, end)


def _gaps_only_at_end(found: NumberPassage) -> bool:
    """Tell whether no number follows a gap: whoever ran out of numbers has none later."""
    gaps = [run.is_gap for slot in found.slots for run in slot.runs]
    return gaps == sorted(gaps)
