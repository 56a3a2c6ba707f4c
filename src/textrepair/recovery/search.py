"""The most natural reading of the ambiguous spans of a text, with confidences."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ..language import Choices, Reading, best_path
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteLattice
from .character_arcs import CharacterArc, Ends, ends_of, search_arcs, steps_and_states
from .segments import AmbiguousSpan, Segmentation, UntouchedCharacter
from .told.line_ends import WITH_FULL_STOP, arcs_of_line_end, is_open

#: Beam widths (states kept at a node) of a full search, and of a draft, which tells whether the
#: full search is worth while; the widest that the budget allows is taken.  In a lattice of more
#: than ``_MANY_ARCS`` arcs the beam is narrower.  Set by hand.
_WIDTHS: Final = (32, 24, 16, 12)
_DRAFT_WIDTHS: Final = (16, 8, 4, 2)
_NARROW_WIDTHS: Final = (16, 12, 8, 6, 4)
_NARROW_DRAFT_WIDTHS: Final = (4, 2, 1)
_MANY_ARCS: Final = 400
#: Steps (an arc taken from a state) that the searches of a line may take together, and that each
#: character of the line adds.  A step takes 7 microseconds in pure Python, with what is done
#: around it: 5 ms a character at most, in lines of 100 and more.  Set on dev lines with bytes lost.
_LINE_STEPS: Final = 12_000
_STEPS_A_CHARACTER: Final = 360
#: Most steps for each character, which short lines of up to 20 characters could take.
_MOST_STEPS_A_CHARACTER: Final = 950
#: Nodes of byte lattices, and ways from them, that may be looked at for a line through all channels
#: together, and for each character of it; and most for each character of a short line.  Each takes
#: 2 to 4 microseconds, whether the channel fits or not.  Of 3,500 dev lines of 140 languages with
#: bytes lost, 99 in 100 take up to 68 a character below 50 characters, 55 below 100, 34 beyond;
#: through one channel none takes more than 15.
_LINE_LOOKS: Final = 3_000
_LOOKS_A_CHARACTER: Final = 40
_MOST_LOOKS_A_CHARACTER: Final = 100
#: The share of them that is kept for the full search, and the share of the rest that one draft may
#: cost: so the channels that are tried last are not left without.
_FOR_FULL: Final = 0.3
_DRAFT_SHARE: Final = 0.7
#: Most arcs of a whole lattice; a long lattice keeps ``_LEAST_ARCS`` for each character arc.
_MOST_ARCS: Final = 4000
_LEAST_ARCS: Final = 10
#: Searches that are kept (of up to 400 kB), with so many readings each: two in five spans recur.
_KEPT_SEARCHES: Final = 64
_KEPT_READINGS: Final = 16
#: Highest confidence of a character of a large lattice, for the narrow beam drops readings.
GUESS_CONFIDENCE: Final = 0.9


#: Character arcs by the node that they leave, with ends relative to the first node.
_Steps = tuple[tuple[CharacterArc, ...], ...]
#: What stands after a text, for the models: sentences end before a blank.
_END: Final = " "
#: Fewer characters are no sentence, and tell nothing of how one ends.
_LEAST_SENTENCE: Final = 6


@dataclass(slots=True)
class SearchBudget:
    """The steps that the searches of one line may still take, through all channels together.

    ``for_full`` of them are not for drafts.  ``looks`` is how many nodes and arcs of lattices may
    still be looked at to find what is to be searched.  ``is_spent`` tells that a channel was left
    untried because one of them was used up.
    """

    steps: int
    for_full: int
    looks: int
    is_spent: bool = False

    @classmethod
    def of(cls, text: str) -> SearchBudget:
        """Return the budget of a line."""
        steps = min(
            _LINE_STEPS + _STEPS_A_CHARACTER * len(text),
            _MOST_STEPS_A_CHARACTER * len(text),
        )
        looks = min(
            _LINE_LOOKS + _LOOKS_A_CHARACTER * len(text), _MOST_LOOKS_A_CHARACTER * len(text)
        )
        return cls.with_steps(steps, looks)

    @classmethod
    def with_steps(cls, steps: int, looks: int = sys.maxsize) -> SearchBudget:
        """Return a budget of so many steps and looks."""
        return cls(steps, int(_FOR_FULL * steps), looks)

    def leave(self, left: SearchBudget) -> None:
        """Take what a search within this budget took, by what that has left."""
        self.steps, self.looks = left.steps, left.looks
        self.is_spent |= left.is_spent

    def pay_looks(self, looks: int) -> None:
        """Take what a channel took, which is known only afterwards."""
        self.looks -= looks

    def pay(self, steps: int, *, for_draft: bool) -> bool:
        """Take the steps of a search; return whether it may take so many."""
        left = (self.steps - self.for_full) * _DRAFT_SHARE if for_draft else self.steps
        if steps > left:
            return False
        self.steps -= steps
        return True


@dataclass(frozen=True, slots=True)
class RecoveredCharacter:
    """A character that the search found, its confidence, and its nodes in the byte lattice.

    ``by_syntax`` tells that the syntax around it told which it was, see ``swallowed``.
    """

    text: str
    confidence: float
    node: int
    end: int
    by_syntax: bool = False


Part = str | RecoveredCharacter | UntouchedCharacter


@dataclass(frozen=True, slots=True)
class RecoveredText:
    """The reading of a byte lattice: certain strings, recovered and untouched characters.

    ``is_draft`` tells that a full search may find a better reading, ``is_cut`` that a wider beam
    may: it keeps more states at some node.
    """

    parts: tuple[Part, ...]
    is_draft: bool = False
    is_cut: bool = True

    @property
    def text(self) -> str:
        """The most natural reading."""
        return "".join([p if isinstance(p, str) else p.text for p in self.parts])


def restore(  # noqa: PLR0913 - a lattice comes with all that it was made of
    segmentation: Segmentation,
    lattice: ByteLattice,
    written_in: str,
    language: str,
    budget: SearchBudget,
    *,
    as_draft: bool = False,
) -> RecoveredText | None:
    """Read the ambiguous spans of a segmentation as the language makes most natural.

    A span that has no reading in the language becomes one U+FFFD.  ``as_draft`` searches long
    spans with a narrow beam.  None if the budget of the line does not suffice.
    """
    searches = _searches_of(segmentation, lattice, written_in, language)
    level = _widest(searches, budget, as_draft=as_draft)
    if level is None:
        return None
    is_draft = is_cut = False
    parts: list[Part] = []
    following_searches = iter(searches)
    before = ""
    end = _END if len(segmentation.certain) >= _LEAST_SENTENCE else ""
    for number, part in enumerate(segmentation.parts):
        if isinstance(part, AmbiguousSpan):
            is_last = number + 1 == len(segmentation.parts)
            following = end if is_last else segmentation.parts[number + 1]
            after = following[:HISTORY] if isinstance(following, str) else ""
            search = next(following_searches)
            if is_last and end and language in WITH_FULL_STOP:
                search, after = search.at_line_end(segmentation.certain, before), ""
            widths = search.widths(as_draft=as_draft)
            width = widths[min(level, len(widths) - 1)]
            is_draft |= search.steps_at(width) < search.steps_at(search.widths(as_draft=False)[0])
            reading = search.best(width, (before, after))
            is_cut |= reading is None or reading.states > search.within(width)
            read = search.characters(part, reading)
            parts += read
            text = "".join([p if isinstance(p, str) else p.text for p in read])
        else:
            parts.append(part)
            text = part if isinstance(part, str) else part.text
        before = (before + text)[-HISTORY:]
    return RecoveredText(tuple(parts), is_draft, is_cut)


def _searches_of(
    segmentation: Segmentation, lattice: ByteLattice, written_in: str, language: str
) -> list[_SpanSearch]:
    """Return the searches of the ambiguous spans, made once for the draft and the full search."""
    found = segmentation.prepared.get(language)
    if not isinstance(found, list):
        found = segmentation.prepared[language] = [
            _prepared(part.arcs, (written_in, lattice.read_as, language))
            for part in segmentation.parts
            if isinstance(part, AmbiguousSpan)
        ]
    return found


def _widest(searches: Sequence[_SpanSearch], budget: SearchBudget, *, as_draft: bool) -> int | None:
    """Return which of its beam widths each search may have, and pay for it; None if none."""
    levels = max((len(s.widths(as_draft=as_draft)) for s in searches), default=1)
    for level in range(levels):
        steps = sum(
            s.steps_at(widths[min(level, len(widths) - 1)])
            for s in searches
            for widths in [s.widths(as_draft=as_draft)]
        )
        if budget.pay(steps, for_draft=as_draft):
            return level
    budget.is_spent |= as_draft
    return None


@dataclass(slots=True, eq=False)
class _SpanSearch:
    """What is to be searched of an ambiguous span: its arcs, in a language."""

    steps: _Steps
    arcs: tuple[tuple[Choices, ...], ...]
    ends: Ends
    language: str
    is_small: bool
    #: Most steps by beam width, and the searches at the end of a line, when they were asked for.
    counted: dict[int, int] = field(default_factory=dict)
    ended: dict[tuple[bool, str], _SpanSearch] = field(default_factory=dict)
    #: Most states that a node can have.
    states: int = 0
    #: What was found with beams of some widths, by the text around.
    readings: dict[tuple[str, str], tuple[tuple[int, Reading | None], ...]] = field(
        default_factory=dict
    )

    def at_line_end(self, line: str, before: str) -> _SpanSearch:
        """Return the search at the end of a line, see ``told.line_ends``.

        ``line`` is what is certain of the line without the span, ``before`` what is read before it.
        """
        only = [here[0].characters for here in self.arcs if len(here) == 1]
        opened = is_open(line + "".join([chars for chars in only if len(chars) == 1]))
        ended = self.ended.get((opened, before[-1:]))
        if ended is None:
            arcs = arcs_of_line_end(self.arcs, before, self.language, opened=opened)
            ended = _SpanSearch(
                self.steps, tuple(arcs), ends_of(arcs), self.language, self.is_small
            )
            self.ended[opened, before[-1:]] = ended
        return ended

    def widths(self, *, as_draft: bool) -> tuple[int, ...]:
        """Return the beam widths that it may have, the widest first."""
        if self.is_small:
            return _DRAFT_WIDTHS if as_draft else _WIDTHS
        return _NARROW_DRAFT_WIDTHS if as_draft else _NARROW_WIDTHS

    def steps_at(self, width: int) -> int:
        """Return the most steps of the search with a beam width."""
        width = self.within(width)
        found = self.counted.get(width)
        if found is None:
            found, _ = steps_and_states(self.ends, width)
            self.counted[width] = found
        return found

    def within(self, width: int) -> int:
        """Return the least beam width that keeps what a beam width keeps.

        So a full search that can find no more than its draft is the draft, which is remembered.
        """
        if not self.states:
            steps, self.states = steps_and_states(self.ends, _WIDTHS[0])
            self.counted[self.states] = steps
        return min(width, self.states)

    def characters(
        self, span: AmbiguousSpan, reading: Reading | None
    ) -> list[str | RecoveredCharacter]:
        """Return the characters of a reading of the span, the certain ones as strings."""
        surest = 1.0 if self.is_small else GUESS_CONFIDENCE
        if reading is None:
            return [RecoveredCharacter(REPLACEMENT, 0.0, span.start, span.end)]
        found: list[str | RecoveredCharacter] = []
        start = 0
        for arc, confidence in zip(reading.arcs, reading.confidences, strict=True):
            if start >= len(self.steps):
                break  # the full stop at the end of the line, which is not there
            if len(self.steps[start]) == 1 and self.steps[start][0].is_certain:
                found.append(arc.text)
            else:
                node, end = span.start + start, min(span.start + arc.end, span.end)
                found.append(RecoveredCharacter(arc.text, min(confidence, surest), node, end))
            start = arc.end
        return found

    def best(self, width: int, around: tuple[str, str]) -> Reading | None:
        """Return the best reading between the text before and after the span, remembered.

        None if there is none.  What one beam did not cut is what a wider one finds.
        """
        if not self.steps:
            return None
        width = self.within(width)
        known = self.readings.get(around, ())
        for other, reading in known:
            if other == width or (reading is not None and reading.states <= min(other, width)):
                return reading
        before, after = around
        reading = best_path(self.arcs, self.language, before=before, after=after, width=width)
        if len(self.readings) >= _KEPT_READINGS:
            self.readings.clear()
        self.readings[around] = (*known, (width, reading))
        return reading


@lru_cache(maxsize=_KEPT_SEARCHES)
def _prepared(steps: _Steps, encodings: tuple[str, str, str]) -> _SpanSearch:
    """Return the search of the character arcs of a span.

    ``encodings`` holds the encoding written in, the encoding read as, and the language.
    """
    written_in, read_as, language = encodings
    most = max(_LEAST_ARCS, _MOST_ARCS // max(sum(map(len, steps)), 1))
    arcs = tuple([tuple(search_arcs(a, written_in, read_as, language, most=most)) for a in steps])
    ends = ends_of(arcs)
    number = sum([count for here in ends for _, count in here])
    return _SpanSearch(steps, arcs, ends, language, number <= _MANY_ARCS)
