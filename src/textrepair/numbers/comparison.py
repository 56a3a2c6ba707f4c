"""Comparison: do the numbers of a translation say what those of its source say?  For corpora."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from .reading.agreement import agreement
from .reading.quantity import Quantity
from .reading.reader import read
from .refill.alignment import Span, align
from .refill.assign import Assignment
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
    ``pairs`` has the spans of the numbers that agree, in the source and in the target,
    ``missing_at`` and ``added_at`` the spans of the others, and ``belongs`` the spans of the
    numbers of a refilled text's source and of the places where they belong, all in code points;
    these four are left out where two matches are compared.
    """

    score: float
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    refilled: bool = False
    pairs: tuple[tuple[Span, Span], ...] = field(default=(), compare=False, repr=False)
    missing_at: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    added_at: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    belongs: tuple[tuple[Span, Span], ...] = field(default=(), compare=False, repr=False)


_PERFECT: Final = NumberMatch(1.0)


def compare(source: str, target: str) -> NumberMatch:
    """Compare the numbers of a source and its translation, in any of the languages of ``read``.

    Returns a NumberMatch, and raises nothing for any text.  Refills are recognised where the target
    is English.

    >>> compare("8月17日,端口70万个", "On 17 August: 700,000 ports")
    NumberMatch(score=1.0, missing=(), added=(), refilled=False)
    >>> compare("8月17日,端口70万个", "On 8 August: 17,70 ports")
    NumberMatch(score=0.2, missing=('17', '70万'), added=('8', '17,70'), refilled=True)
    >>> compare("端口70万个", "700,000 ports").pairs
    (((2, 5), (0, 7)),)
    """
    if not (_ANY_DIGIT.search(target) or _ANY_DIGIT.search(source)):
        return _PERFECT
    said, told = read(source, words=False), read(target, words=False)
    missing, pairs = _matched(said, told)
    added, backwards = _matched(told, said)
    if not missing and not added and len(told) == 1:
        return NumberMatch(1.0, pairs=_joined(pairs, backwards))
    if missing or added:
        said, told = read(source), read(target)
        missing, pairs = _matched(said, told)
        added, backwards = _matched(told, said)
    poured = _misplaced(source, target)
    misplaced = [(one.slot.start, one.slot.end) for one in poured]
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
        _joined(pairs, backwards, but=added),
        tuple(missing),
        tuple(added),
        tuple(
            (_span(one.quantity), at)
            for one, at in zip(poured, misplaced, strict=True)
            if one.quantity is not None
        ),
    )


@dataclass(frozen=True, slots=True)
class LineMatch:
    """How far the numbers of a line of a source and of its translation agree.

    The lines are counted from 1; ``source`` and ``target`` are their texts, of several lines where
    one line renders two.  ``match`` has spans within these texts, in code points.
    """

    source_line: int
    target_line: int
    source: str
    target: str
    match: NumberMatch


def compare_lines(source: str, target: str) -> Iterator[LineMatch]:
    """Compare two texts line by line, those of a corpus of sentence pairs for example.

    Yields a LineMatch for each line if both texts have equally many.  Otherwise lines are aligned
    by their lengths and numbers, and what has no partner is left out.  A line ends at ``\\n``.

    >>> for line in compare_lines("5艘船\\n8月17日\\n", "5 ships\\n16 August\\n"):
    ...     print(line.source_line, line.match.score, line.match.missing)
    1 1.0 ()
    2 0.333 ('17',)
    """
    ours, theirs = _lines(source), _lines(target)
    if len(ours) == len(theirs):
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
            yield LineMatch(number, number, one, other, compare(one, other))
        return
    source_line, target_line = _LineCount(source), _LineCount(target)
    for there, here in align(target, source):
        one, other = source[slice(*here)], target[slice(*there)]
        at = source_line.at(here[0]), target_line.at(there[0])
        yield LineMatch(*at, one, other, compare(one, other))


class _LineCount:
    """Tells in which line of a text an offset is, of offsets that come in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._reached = 0
        self._line = 1

    def at(self, offset: int) -> int:
        """Return the line at an offset, counted from 1."""
        self._line += self._text.count("\n", self._reached, offset)
        self._reached = offset
        return self._line


def _lines(text: str) -> list[str]:
    """Return the lines of a text; an end of line at the end of the text begins no line."""
    return text.removesuffix("\n").split("\n") if text else []


_Pairs = list[tuple[Span, Span]]


def _matched(numbers: Sequence[Quantity], others: Sequence[Quantity]) -> tuple[list[Span], _Pairs]:
    """Return the spans of the numbers that the other side does not say, and of those it does."""
    lone, pairs = agreement(numbers, others)
    return [_span(number) for number in lone], [(_span(a), _span(b)) for a, b in pairs]


def _span(number: Quantity) -> Span:
    return number.start, number.end


def _joined(
    pairs: _Pairs, backwards: _Pairs, but: Sequence[Span] = ()
) -> tuple[tuple[Span, Span], ...]:
    """Join pairs found from the source with those found from the target, each number once."""
    sources, targets = {source for source, _ in pairs}, {target for _, target in pairs}
    more = [(s, t) for t, s in backwards if s not in sources and t not in targets]
    return tuple(
        (source, target)
        for source, target in sorted((*pairs, *more))
        if not any(start < target[1] and target[0] < end for start, end in but)
    )


def _misplaced(source: str, target: str) -> list[Assignment]:
    """Return the places of the target that were refilled, and what belongs there."""
    if not could_be_poured(list(digit_runs(target)), tokens(source)):
        lines = target.count("\n")
        if not lines or lines != source.count("\n"):
            return []
    return [assignment for assignment in refilled(target, source) if assignment.changes]


def _together(target: str, added: Sequence[Span], misplaced: Sequence[Span]) -> list[Span]:
    """Join two lists of spans, in order, without what is inside another."""
    apart = [span for span in added if not any(a < span[1] and span[0] < b for a, b in misplaced)]
    return sorted((*apart, *misplaced))
