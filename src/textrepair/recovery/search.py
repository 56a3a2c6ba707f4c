"""The most natural reading of the ambiguous spans of a text, with confidences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ..language import Arc, Reading, best_path
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteLattice, CharacterArc, search_arcs
from .segments import AmbiguousSpan, Segmentation, UntouchedCharacter

#: Beam width: states kept at a node of a lattice of at most ``_MANY_ARCS`` arcs, and of a larger
#: one.  Set by hand.
_WIDTH: Final = 32
_NARROW_WIDTH: Final = 16
_MANY_ARCS: Final = 400
#: Beam widths of a draft, which tells whether the full search is worth while.
_DRAFT_WIDTH: Final = 16
_NARROW_DRAFT_WIDTH: Final = 4
#: Steps of a search (an arc taken from a state) that the drafts of a line may cost together, that
#: the full search may cost, and those that each character of the line adds to either.  A step
#: takes 5 microseconds in pure Python, so a line takes at most 0.3 s, and 5 ms a character.
_LINE_STEPS: Final = 30_000
_DRAFT_STEPS_A_CHARACTER: Final = 400
_STEPS_A_CHARACTER: Final = 600
#: Most arcs of a whole lattice; a long lattice keeps ``_LEAST_ARCS`` for each character arc.
_MOST_ARCS: Final = 4000
_LEAST_ARCS: Final = 10
#: Highest confidence of a character of a large lattice, for the narrow beam drops readings.
GUESS_CONFIDENCE: Final = 0.9


#: What stands after a text, for the models: sentences end before a blank.
_END: Final = " "
#: Languages whose sentences end in an ideographic full stop, and what it costs in bits that a line
#: ends without any mark: such a line goes on as if the full stop followed.  Of 129,000 lines of
#: Chinese and Japanese one in five has none.
_WITH_FULL_STOP: Final = frozenset({"zh-hans", "zh-hant", "yue", "ja"})
_FULL_STOP: Final = "。"
_BARE_BITS: Final = 5.0
#: What ending a line in a mark costs, in bits, beyond what it costs in a line: 1 line in 200 ends
#: in a semicolon, and 1 in 2,000 in a comma.
_LAST_BITS: Final = {"，": 8.0, "、": 2.0, "；": 4.0}
#: Fewer characters are no sentence, and tell nothing of how one ends.
_LEAST_SENTENCE: Final = 6


@dataclass(slots=True)
class SearchBudget:
    """The steps that the searches of one line may still take, through all channels together.

    ``is_spent`` tells that a channel was left untried because the steps were used up.
    """

    draft_steps: int
    full_steps: int
    is_spent: bool = False

    @classmethod
    def of(cls, text: str) -> SearchBudget:
        """Return the budget of a line."""
        return cls(
            _LINE_STEPS + _DRAFT_STEPS_A_CHARACTER * len(text),
            _LINE_STEPS + _STEPS_A_CHARACTER * len(text),
        )

    def pay(self, steps: int, *, for_draft: bool) -> bool:
        """Take some steps; return whether there were so many."""
        if steps > (self.draft_steps if for_draft else self.full_steps):
            self.is_spent |= for_draft
            return False
        if for_draft:
            self.draft_steps -= steps
        else:
            self.full_steps -= steps
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

    ``is_draft`` tells that a full search may find a better reading.
    """

    parts: tuple[Part, ...]
    is_draft: bool = False

    @property
    def text(self) -> str:
        """The most natural reading."""
        return "".join([p if isinstance(p, str) else p.text for p in self.parts])

    def with_replacements(self, replacement: str, confidence: float) -> str:
        """Return the reading with ``replacement`` for each character below a confidence."""
        return "".join(
            [
                part
                if isinstance(part, str)
                else replacement
                if isinstance(part, RecoveredCharacter) and part.confidence < confidence
                else part.text
                for part in self.parts
            ]
        )


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
    is_draft = False
    parts: list[Part] = []
    before = ""
    end = _END if len(segmentation.certain) >= _LEAST_SENTENCE else ""
    for number, part in enumerate(segmentation.parts):
        if isinstance(part, AmbiguousSpan):
            is_last = number + 1 == len(segmentation.parts)
            following = end if is_last else segmentation.parts[number + 1]
            after = following[:HISTORY] if isinstance(following, str) else ""
            search = _SpanSearch.of(part, lattice, written_in, language, as_draft=as_draft)
            if is_last and end and language in _WITH_FULL_STOP:
                search, after = search.at_line_end(), ""
            if not budget.pay(search.most_steps, for_draft=as_draft):
                return None
            is_draft |= search.is_draft
            read = search.read(part, (before, after))
            parts += read
            text = "".join([p if isinstance(p, str) else p.text for p in read])
        else:
            parts.append(part)
            text = part if isinstance(part, str) else part.text
        before = (before + text)[-HISTORY:]
    return RecoveredText(tuple(parts), is_draft)


@dataclass(frozen=True, slots=True)
class _SpanSearch:
    """What is to be searched of an ambiguous span: its arcs, in a language, with a beam width."""

    steps: tuple[tuple[CharacterArc, ...], ...]
    arcs: tuple[tuple[Arc, ...], ...]
    width: int
    language: str
    most_steps: int
    surest: float
    is_draft: bool

    @classmethod
    def of(
        cls,
        span: AmbiguousSpan,
        lattice: ByteLattice,
        written_in: str,
        language: str,
        *,
        as_draft: bool,
    ) -> _SpanSearch:
        """Prepare the search of a span."""
        steps = tuple(
            tuple(CharacterArc(step.end - span.start, step.pattern, step.bits) for step in here)
            for here in span.arcs
        )
        arcs = _arcs(steps, (written_in, lattice.read_as, language))
        is_small = sum(map(len, arcs)) <= _MANY_ARCS
        width = _WIDTH if is_small else _NARROW_WIDTH
        most_steps = _most_steps(arcs, width)
        is_draft = False
        draft_width = _DRAFT_WIDTH if is_small else _NARROW_DRAFT_WIDTH
        if as_draft and (fewer := _most_steps(arcs, draft_width)) < most_steps:
            width, most_steps, is_draft = draft_width, fewer, True
        surest = 1.0 if is_small else GUESS_CONFIDENCE
        return cls(steps, arcs, width, language, most_steps, surest, is_draft)

    def at_line_end(self) -> _SpanSearch:
        """Return the search at the end of a line: a full stop follows a letter there, unseen."""
        last = len(self.arcs)
        arcs = [
            tuple(_at_line_end(arc) if arc.end == last else arc for arc in a) for a in self.arcs
        ]
        arcs += [(Arc(last + 2, _FULL_STOP, _BARE_BITS),), (Arc(last + 2, _END),)]
        return replace(self, arcs=tuple(arcs))

    def read(self, span: AmbiguousSpan, around: tuple[str, str]) -> list[str | RecoveredCharacter]:
        """Return the characters of the best reading of the span, the certain ones as strings."""
        reading = _best(self.arcs, self.width, self.language, around) if self.steps else None
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
                found.append(RecoveredCharacter(arc.text, min(confidence, self.surest), node, end))
            start = arc.end
        return found


def _at_line_end(arc: Arc) -> Arc:
    if arc.text.isalnum():
        return arc
    return Arc(arc.end + 1, arc.text, arc.bits + _LAST_BITS.get(arc.text, 0.0))


@lru_cache(maxsize=1 << 10)
def _arcs(
    steps: tuple[tuple[CharacterArc, ...], ...], encodings: tuple[str, str, str]
) -> tuple[tuple[Arc, ...], ...]:
    """Return the arcs to search for character arcs.

    ``encodings`` holds the encoding written in, the encoding read as, and the language.
    """
    written_in, read_as, language = encodings
    most = max(_LEAST_ARCS, _MOST_ARCS // max(sum(map(len, steps)), 1))
    return tuple(
        tuple(search_arcs(list(here), written_in, read_as, language, most=most)) for here in steps
    )


def _most_steps(arcs: tuple[tuple[Arc, ...], ...], width: int) -> int:
    """Return the most steps of a search: a node has at most one state for each step to it."""
    states = [1] + [0] * len(arcs)
    most = 0
    for node, here in enumerate(arcs):
        kept = min(width, states[node])
        most += kept * len(here)
        for arc in here:
            states[arc.end] += kept
    return most


@lru_cache(maxsize=1 << 12)
def _best(
    arcs: tuple[tuple[Arc, ...], ...], width: int, language: str, around: tuple[str, str]
) -> Reading | None:
    """Return the best reading of arcs in a language, between the text before and after them."""
    before, after = around
    return best_path(arcs, language, before=before, after=after, width=width)
