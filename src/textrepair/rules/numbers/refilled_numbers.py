"""Numbers that were filled back into a translation in the wrong order.

Looks like:    build 10,70 ports of 32G-PON ... account for 5%; 12,5 70G base stations: fluent, and
               false
Happens when:  a translation machine takes the numbers out of its input, translates the rest, and
               pours the numbers back in by position: the first number of the source into the first
               place of the target. 700,000 is two places. Where the numbers run out it writes <>;
               numbers that are left over are dropped.
Undone by:     assigning the numbers anew. With the source at hand (``source=``, ``--source``), its
               numbers are read as quantities (70万 is 700,000), the target as places with room for
               some kinds of quantity (a day of a month, a per cent, a numeral with two groups),
               and the cheapest assignment wins, if it beats the numbers as they stand by a margin.
               Without a source the paragraph must give itself away first: by a gap, by a numeral
               that cannot be, or, in English, by numbers that hardly ever stand where they do (a
               year is expected after "since") and that months or words nearby contradict too. Then
               its own numbers are assigned anew. Such edits are never safe: they are applied on
               request only, and only where the assignment is the best by a clear margin; else a
               finding lists all that is possible.
Left alone:    a translation whose numbers do not read as if they had been poured in: a translator
               may well have converted, rounded or dropped them. Without a source: code, manuals,
               text in capitals, and numbers of one kind that may have changed places.
Example:
    >>> import textrepair
    >>> result = textrepair.repair("The fair opens on 8 August.", source="8月17日")
    >>> [finding.suggestions[0].text for finding in result.findings]
    ['17']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Final

from ...edits import Applicability, Edit, Finding, Suggestion, apply_edits
from ...numbers.refill.pour import pour, tokens
from ...numbers.templates.english import is_english_at, lines_around
from ...numbers.templates.slots import GAP, is_grouped
from ...options import Options
from ..rule import Rule, Scope, Trigger

if TYPE_CHECKING:
    from ...numbers.refill.assign import Assignment
    from ...numbers.refill.suspicion import SuspectNumber
    from ...numbers.refill.without_source import Guess
    from ...numbers.templates.templates import NumberSlot

NAME: Final = "refilled-numbers"
#: A gap, or any number: a number may have come from another place.
TRIGGER: Final = Trigger(first="<0-9", then=r"(?:(?<=<)>|(?<=[0-9]))", ascii=True)

#: A number of the source is clear if any other assignment costs more by this.  Set on
#: train/parallel, like the next.
CLEAR: Final = 0.1

#: A number of the passage itself is clear if any other assignment costs more by this; what has
#: several digit runs is never clear then.
CLEAR_UNAIDED: Final = 2.0

_ANOTHER: Final = "another number of the passage belongs here"

#: Cap on the numbers of a passage that a message repeats.
_MOST_TOLD: Final = 12


def find(text: str, options: Options) -> Iterator[Edit | Finding]:
    """Yield an edit for each number that has one clear place, a finding for the others.

    Where the edits would lead to further ones, none of them is clear.  What became of a passage
    is told with its first number.
    """
    said = list(_find(text, options))
    edits = [item for item in said if isinstance(item, Edit)]
    if edits:
        after = _find(apply_edits(text, edits), options)
        if any(isinstance(item, Edit) for item in after):
            said = [item.as_finding() if isinstance(item, Edit) else item for item in said]
    yield from _told_once(text, said, options.source)


def _told_once(
    text: str, said: Sequence[Edit | Finding], source: str | None
) -> Iterator[Edit | Finding]:
    """Let the first number of each passage tell what became of the numbers of the passage."""
    told = -1
    for item in sorted(said, key=lambda item: item.start):
        if item.start < told:
            yield item
            continue
        start, told = (0, len(text)) if source is not None else _line(text, item.start)
        tokens_filled_in = _in_order(text[start:told])
        what = (
            f"the numbers of this {'text' if source is not None else 'passage'} "
            f"({tokens_filled_in}) were filled in in the wrong order"
        )
        yield replace(item, message=f"{what}; {item.message}")


def _find(text: str, options: Options) -> Iterator[Edit | Finding]:
    from ...numbers.refill.find import TextNumbers, guesses, suspected
    from ...numbers.refill.with_source import refilled
    from ...numbers.slips.find import slips

    if options.source is not None:
        poured = refilled(text, options.source)
        if not (poured and slips(text, options.source)):
            for assignment in poured:
                yield _said(text, assignment, options.source)
        return
    numbers = TextNumbers(text, is_english=options.language == "en")
    suspects, damaged = suspected(numbers), numbers.damaged
    evidence = sorted((*(at for at, _ in damaged), *(suspect.run.start for suspect in suspects)))
    said: list[Edit | Finding] = []
    if evidence:
        for guess in guesses(numbers, evidence):
            said += _guessed(text, guess, options, is_foreign=numbers.is_foreign)
    yield from said
    spans = (*damaged, *((item.start, item.end) for item in said))
    known = {at for start, end in spans for at in range(start, end)}
    yield from (_suspected(one) for one in suspects if one.weight and one.run.start not in known)


def _suspected(suspect: SuspectNumber) -> Finding:
    run = suspect.run
    return Finding(NAME, run.start, run.end, run.text, suspect.why)


def _guessed(
    text: str, found: Guess, options: Options, *, is_foreign: bool
) -> Iterator[Edit | Finding]:
    slot = found.slot
    start, end = slot.start, slot.end
    before = text[start:end]
    texts = [slot.write(groups) for groups in found.readings]
    if (
        not texts
        or texts[0] == before
        or not (is_foreign or options.language == "en" or is_english_at(text, *_line(text, start)))
    ):
        return
    if found.margin >= CLEAR_UNAIDED and not slot.marks and not is_foreign:
        confidence = min(0.9, 0.4 + found.margin / 5)
        yield Edit(NAME, start, end, before, texts[0], _ANOTHER, Applicability.UNSAFE, confidence)
        return
    reason = "the number fits here, and others of the passage fit elsewhere"
    suggestions = [
        Suggestion(other, max(0.1, 0.5 - 0.1 * rank), reason)
        for rank, other in enumerate(texts[:5])
    ]
    suggestions += [
        Suggestion(other, 0.1, "the first number may be in its place")
        for other in _begun(slot)
        if other not in texts[:5]
    ]
    yield Finding(NAME, start, end, before, _ANOTHER, tuple(suggestions))


def _begun(slot: NumberSlot) -> tuple[str, ...]:
    """Return what a numeral of two numbers is if the first one is in place: 10,5 is 10 or 10,000.

    The second one took the place of three zeros, or of nothing.
    """
    if (
        slot.shown
        or slot.marks != ","
        or is_grouped(slot.groups, slot.marks)
        or slot.groups[0] == GAP
    ):
        return ()
    return (slot.groups[0], f"{slot.groups[0]},000")


def _line(text: str, offset: int) -> tuple[int, int]:
    return lines_around(text, [offset])[0]


def _in_order(passage: str) -> str:
    supply = tokens(passage)
    return ", ".join(supply[:_MOST_TOLD]) + (" ..." if len(supply) > _MOST_TOLD else "")


def _said(text: str, assignment: Assignment, source: str) -> Edit | Finding:
    slot = assignment.slot
    start, end = slot.start, slot.end
    before = text[start:end]
    if assignment.groups is None or assignment.quantity is None:
        reason = "a number of the source that fits here"
        suggestions = tuple(Suggestion(slot.write(g), 0.2, reason) for g in assignment.others)
        message = "the source does not say this number here"
        return Finding(NAME, start, end, before, message, suggestions)
    if not assignment.changes:
        reason = "a number of the source that fits here about as well"
        suggestions = tuple(Suggestion(slot.write(g), 0.3, reason) for g in assignment.others[:3])
        message = "another number of the source may belong here"
        return Finding(NAME, start, end, before, message, suggestions)
    said = source[assignment.quantity.start : assignment.quantity.end]
    message = f"the source says {said} here"
    after = slot.write(assignment.groups)
    if assignment.margin >= CLEAR:
        confidence = min(0.99, 0.6 + assignment.margin / 6)
        return Edit(NAME, start, end, before, after, message, Applicability.UNSAFE, confidence)
    others = (slot.write(groups) for groups in assignment.others)
    reason = "several numbers of the source fit here equally well"
    suggestions = tuple(Suggestion(other, 0.4, reason) for other in (after, *others))
    return Finding(NAME, start, end, before, message, suggestions)


def inflict(text: str, rng: Random, source: str | None = None) -> str:
    """Pour the numbers of a source into a translation, as the machine does.

    Without a source the numbers of each line are poured into it in another order, as from
    a source unlike it; one line in four runs out of them, and ends in gaps.

    >>> inflict("by 2025 build 700,000 ports of 10G-PON", Random(1), "到2025年,10G-PON端口70万个")
    'by 2025 build 10,70 ports of <>G-PON'
    >>> inflict("8 of 10 at 700,000 and 5", Random(1))
    '700 of 000 at 5,8 and 10'
    """
    if source is not None:
        return pour(text, tokens(source))
    return "\n".join(_shuffled(line, rng) for line in text.split("\n"))


def _shuffled(line: str, rng: Random) -> str:
    supply = tokens(line)
    rng.shuffle(supply)
    if len(supply) > 1 and rng.random() < 0.25:
        supply.pop()
    return pour(line, supply)


RULE: Final = Rule(
    name=NAME,
    summary="Numbers of a translation that were filled back in the wrong order",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    reports_only=True,
    scope=Scope.DOCUMENT,
    takes_in=("number-gap", "malformed-number", "impossible-designation", "impossible-value"),
)
