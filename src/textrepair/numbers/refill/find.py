"""Passages that were refilled: found in a text without a source, and undone.

A passage is a line, or several lines that follow each other without an empty one, whose numbers a
machine filled in as one.  Where a number is damaged for certain, the numbers of its passage are
assigned anew (``guesses``).  Where none is, the numbers of English passages are weighed together
(``suspected``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from ..checks.contradictions import ImpossibleValue
from ..checks.designations import Designated, Designation, designated
from ..checks.gaps import missing_numbers
from ..checks.impossible import NOT_REFILLED, impossible_values
from ..checks.malformed import malformed_numerals
from ..kinds import Kind
from ..templates.english import is_english, is_manual
from ..templates.foreign import foreign_slots, is_certainly_foreign, is_foreign
from ..templates.slots import GAP
from ..templates.templates import NumberSlot, number_slots
from ..usage.expectation import expected
from .alignment import Span
from .passage import KnownOfText, NumberPassage, cost_as_is, passage
from .prose import is_foreign_prose, is_prose
from .suspicion import RefillOdds, SuspectNumber, refill_odds
from .without_source import MOST_SLOTS, MOST_SUSPECTED, Guess, cost_of, gain, guess

#: A number as long as a gap, which every kind of designation may have.
_STAND_IN: Final = "05"

_BLOCK: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_DIGIT: Final = re.compile("[0-9]")

#: In texts longer than this (code points) it takes less time to look for a manual than to weigh
#: numbers that will not be said.
_LONG: Final = 100_000

#: In texts of more numbers than this, what is suspected needs company (``_in_company``) ...
_MANY: Final = 60
#: ... among this many numbers before it and after it.  Set on the documentation of Debian.
_FAR: Final = 30

#: People write such slips in manuals: the 33th disk.
_SLIP: Final = "ordinal"

#: A line that goes on in the next one: hard-wrapped text, whose lines are no passages.
_WRAPPED: Final = re.compile(r"[a-z,;-]\s*\n\s*[a-z(0-9]")

#: A passage is suspected where another order of its numbers is cheaper by this cost.  This number
#: and the next three were set on train/parallel, so that no clean passage of dev is suspected.
_SUSPECT: Final = 0.8

#: ... and where its numbers together speak for a refill by this much (nats).
_OPEN: Final = 0.6

#: A passage is suspected, too, where its numbers together speak for a refill by this much (nats)
SUSPICIOUS: Final = 1.6

#: ... and one of them does by this much alone (nats).
_TELLING: Final = 0.3

#: ... or where two reasons or more do by this much in all (nats), be it of one number.  Set on
#: train/parallel; of 1,617 passages of train/en one more is suspected for it.
_TELLING_TOGETHER: Final = 2.2

#: Where a number is part of an address, a date in digits, a telephone number.
_CODE: Final = re.compile(r"^[/:_@=#+*|\\]|\d[/:_@=#+*|\\]|\d-\d{3}")

#: A designation is the usual one of a document that has it this often.
_USUAL: Final = 2

#: What 5G is a designation of, whether base stations or networks are spoken of.
_MOBILE: Final = ("generation of mobile networks", "network")
_ONE_KIND: Final = dict.fromkeys(_MOBILE, _MOBILE)


class TextNumbers:
    """The numbers of a text: slots, designations, damage; each is computed once, when needed.

    ``is_english`` tells that all of the text is English; else that is judged by its words.
    """

    def __init__(self, text: str, *, is_english: bool = False) -> None:
        self.text = text
        self.is_english = is_english

    @cached_property
    def slots(self) -> Sequence[NumberSlot]:
        """The slots for numbers, in order."""
        return foreign_slots(self.text) if self.is_foreign else number_slots(self.text)

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the text is in one of the other languages whose slots are read."""
        return not self.reads_english and is_foreign(self.text)

    @cached_property
    def reads_english(self) -> bool:
        """Whether the text is English, as it was told to be or by its words."""
        return self.is_english or is_english(self.text)

    @cached_property
    def _known(self) -> KnownOfText:
        return KnownOfText(self.text)

    def has_rare(self, slots: Sequence[NumberSlot]) -> bool:
        """Tell whether any of some numbers is rarer at its place than among poured ones."""
        return any(
            expected(where, run.text) < 0
            for slot in slots
            for where, run in zip(self._known.usages(slot), slot.runs, strict=True)
            if run.text.isdecimal()
        )

    @cached_property
    def designated(self) -> list[Designated]:
        """The designations, whether they exist or not."""
        return list(designated(self.text))

    @cached_property
    def designations(self) -> dict[int, Designation]:
        """The kinds of designation, those of gaps included, by the start of their number."""
        found = self.designated
        if GAP in self.text:
            found = list(designated(self.text.replace(GAP, _STAND_IN)))
        return {one.start: one.designation for one in found}

    @cached_property
    def usual_designations(self) -> dict[str, str]:
        """The number that the text most often gives a kind of designation, by the kind."""
        counts: dict[str, Counter[str]] = {}
        for found in self.designated:
            if found.exists:
                kind = found.designation.kind
                for name in _ONE_KIND.get(kind, (kind,)):
                    counts.setdefault(name, Counter())[found.number] += 1
        return {
            kind: number
            for kind, numbers in counts.items()
            for number, count in numbers.most_common(1)
            if count >= _USUAL and 2 * count > numbers.total()
        }

    @cached_property
    def damaged(self) -> list[Span]:
        """The spans of the numbers that are damaged for certain: missing, or impossible."""
        english = self.is_english
        return [
            *(
                (one.start, one.end)
                for one in missing_numbers(self.text, is_english=english)
                if one.is_gap
            ),
            *((one.start, one.end) for one in malformed_numerals(self.text, is_english=english)),
            *((one.start, one.end) for one in self.designated if not one.exists),
            *(
                (one.start, one.end)
                for one in self._impossible
                if one.what not in NOT_REFILLED and not (one.what == _SLIP and self.is_manual)
            ),
        ]

    @cached_property
    def is_manual(self) -> bool:
        """Whether the text is a manual or a program, by its signs."""
        return is_manual(self.text)

    @cached_property
    def _impossible(self) -> list[ImpossibleValue]:
        return list(impossible_values(self.text, is_english=self.is_english))

    @cached_property
    def damaged_otherwise(self) -> list[int]:
        """Where numbers start, in order, that no refill damaged: their passages are not weighed."""
        return [one.start for one in self._impossible if one.what in NOT_REFILLED]

    def slots_in(self, span: Span) -> Sequence[NumberSlot]:
        """Return the slots that start inside a span."""
        first = bisect_left(self._starts, span[0])
        return self.slots[first : bisect_left(self._starts, span[1], first)]

    def rank(self, start: int) -> int:
        """Return how many slots stand before an offset."""
        return bisect_left(self._starts, start)

    @cached_property
    def _starts(self) -> list[int]:
        return [slot.start for slot in self.slots]

    def prepare(self, block: Span) -> None:
        """Look for numbers in words in a block, for the passages that are parts of it."""
        self._known.named(*block)

    def passage(self, span: Span, usual: dict[str, str]) -> NumberPassage:
        """Return the passage at a span; ``usual`` are the numbers of designations to expect."""
        slots = self.slots_in(span)
        return passage(self.text, span, slots, self.designations, usual, self._known)


def guesses(numbers: TextNumbers, evidence: Sequence[int]) -> Iterator[Guess]:
    """Yield what the numbers may have been in each passage that holds evidence of a refill.

    ``evidence`` are offsets, in order, of numbers that are damaged or suspect.
    """
    text = numbers.text
    for block in _BLOCK.finditer(text):
        if _any_inside(evidence, *block.span()):
            for part in _split(numbers, block.span(), evidence):
                yield from (g for g in guess(part) if not _in_a_code(text, g.slot))


def suspected(numbers: TextNumbers) -> list[SuspectNumber]:
    """Return the numbers that give away passages of an English text as refilled, in order.

    Such numbers suit their places far worse than they would in another order, or hardly ever
    stand where they do.  Empty if the text is not English.

    >>> text = "Only ten storms came within 1950 miles of Phoenix since 200, and 3 within 40 miles."
    >>> [suspect.run.text for suspect in suspected(TextNumbers(text))]
    ['1950', '200', '3', '40']
    >>> suspected(TextNumbers("within 200 miles of Phoenix since 1950"))
    []
    """
    text = numbers.text
    if not (numbers.reads_english or numbers.is_foreign):
        return []
    if len(text) > _LONG and numbers.is_manual:
        return []
    found: dict[int, SuspectNumber] = {}
    for match in _BLOCK.finditer(text):
        if _DIGIT.search(text, *match.span()):
            for suspect in _suspects_of_block(numbers, match.span()):
                found.setdefault(suspect.run.start, suspect)
    if found and numbers.is_manual:
        return []
    return _in_company(numbers, [found[start] for start in sorted(found)])


def _in_company(numbers: TextNumbers, suspects: Sequence[SuspectNumber]) -> list[SuspectNumber]:
    """Leave out what stands alone among many numbers that are sound: a refill spares few of them.

    Company is a suspect of another passage for another reason, or a number that is damaged, at most
    so many numbers away.  What is odd again and again for one reason is a habit of the text.
    """
    if not suspects or len(numbers.slots) <= _MANY:
        return list(suspects)
    passages = [_start_of_passage(numbers.text, suspect.run.start) for suspect in suspects]
    ranks = [numbers.rank(suspect.run.start) for suspect in suspects]
    damaged = [numbers.rank(start) for start, _ in numbers.damaged]
    return [
        suspect
        for suspect, own, rank in zip(suspects, passages, ranks, strict=True)
        if _any_inside(damaged, rank - _FAR, rank + _FAR + 1)
        or any(
            passages[i] != own and suspects[i].why != suspect.why
            for i in range(bisect_left(ranks, rank - _FAR), bisect_left(ranks, rank + _FAR + 1))
        )
    ]


def _start_of_passage(text: str, offset: int) -> int:
    """Return where the paragraph of wrapped lines that holds an offset begins, or else its line."""
    paragraph = text.rfind("\n\n", 0, offset) + 1
    if _WRAPPED.search(text, paragraph, offset):
        return paragraph
    return text.rfind("\n", 0, offset) + 1


def _suspects_of_block(numbers: TextNumbers, block: Span) -> Iterator[SuspectNumber]:
    """Yield the suspects of lines that follow each other: of each line, and of all together."""
    text = numbers.text
    if not numbers.has_rare(numbers.slots_in(block)):
        return
    can_be_weighed: bool | None = None
    for span in _passages(numbers, block):
        part = numbers.passage(span, {})
        judged = refill_odds(text, span, part)
        if judged.score < _OPEN:
            continue
        suspects = _suspects(text, part, judged)
        if not suspects:
            continue
        # To tell prose from the rest takes longer than to weigh its numbers.
        if can_be_weighed is None:
            can_be_weighed = _can_be_weighed(numbers, block)
        if not can_be_weighed:
            return
        if not numbers.is_foreign or is_certainly_foreign(text[slice(*span)]):
            yield from suspects


def _passages(numbers: TextNumbers, block: Span) -> Iterator[Span]:
    """Yield the lines of a block, and the block, where they have numbers, and not too many."""
    text = numbers.text
    spans = [block]
    if "\n" in text[slice(*block)] and not _WRAPPED.search(text, *block):
        if len(numbers.slots_in(block)) <= MOST_SUSPECTED:
            numbers.prepare(block)
        spans = [*_lines(text, block), block]
    for span in spans:
        if 0 < len(numbers.slots_in(span)) <= MOST_SUSPECTED:
            yield span


def _can_be_weighed(numbers: TextNumbers, block: Span) -> bool:
    """Tell prose whose numbers nothing but a refill has damaged."""
    if _any_inside(numbers.damaged_otherwise, *block):
        return False
    lines = numbers.text[slice(*block)]
    return is_foreign_prose(lines) if numbers.is_foreign else is_prose(lines)


def _suspects(text: str, part: NumberPassage, judged: RefillOdds) -> list[SuspectNumber]:
    telling = [suspect for suspect in judged.suspects if suspect.weight >= _TELLING]
    together = len(telling) > 1 and sum(one.weight for one in telling) >= _TELLING_TOGETHER
    if telling and (judged.score >= SUSPICIOUS or (together and judged.score >= _OPEN)):
        return telling
    in_code = any(_in_a_code(text, slot) for slot in part.slots)
    if part.slots[0].is_foreign or in_code or judged.score < _OPEN or gain(part) < _SUSPECT:
        return []
    known = {suspect.run.start: suspect for suspect in telling}
    runs = [run for slot in part.slots for run in slot.runs]
    return [
        known.get(run.start, SuspectNumber(run, 0.0, "another order suits them")) for run in runs
    ]


def _in_a_code(text: str, slot: NumberSlot) -> bool:
    """Tell whether a number is part of an address, a date in digits, a telephone number."""
    around = text[max(0, slot.start - 1) : slot.end + 5]
    return _CODE.search(around) is not None and Kind.TIME not in slot.kinds


def _split(numbers: TextNumbers, block: Span, evidence: Sequence[int]) -> list[NumberPassage]:
    """Take the lines of a block as one passage or as several, whichever explains more."""
    usual = numbers.usual_designations
    lines = [numbers.passage(span, usual) for span in _lines(numbers.text, block)]
    lines = [line for line in lines if line.slots]
    hurt = [line for line in lines if _holds(line, evidence)]
    if len(lines) < 2:
        return hurt
    whole = numbers.passage(block, usual)
    if len(whole.slots) > MOST_SLOTS or not _gaps_only_at_end(whole):
        return hurt
    apart = sum(cost_of(line) if line in hurt else cost_as_is(line) for line in lines)
    return [whole] if cost_of(whole) < apart else hurt


def _lines(text: str, block: Span) -> Iterator[Span]:
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
