"""The most natural reading of the ambiguous spans of a text, with confidences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..language import Reading, best_path
from ..language.ngram_costs import HISTORY
from .byte_lattice import REPLACEMENT, ByteLattice, CharacterArc, search_arcs
from .segments import AmbiguousSpan, Segmentation, UntouchedCharacter

#: Beam width: states kept at a node of a lattice of at most ``_MANY_ARCS`` arcs, and of a larger
#: one.  Set by hand.
_WIDTH: Final = 32
_NARROW_WIDTH: Final = 16
_MANY_ARCS: Final = 400
#: Most arcs of a whole lattice; a long lattice keeps ``_LEAST_ARCS`` for each character arc.
_MOST_ARCS: Final = 4000
_LEAST_ARCS: Final = 10
#: Highest confidence of a character of a large lattice, for the narrow beam drops readings.
GUESS_CONFIDENCE: Final = 0.9


#: What stands after a text, for the models: sentences end before a blank.
_END: Final = " "
#: Fewer characters are no sentence, and tell nothing of how one ends.
_LEAST_SENTENCE: Final = 6


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


@dataclass(frozen=True, slots=True)
class RecoveredText:
    """The reading of a byte lattice: certain strings, recovered and untouched characters."""

    parts: tuple[str | RecoveredCharacter | UntouchedCharacter, ...]

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


def restore(
    segmentation: Segmentation, lattice: ByteLattice, written_in: str, language: str
) -> RecoveredText:
    """Read the ambiguous spans of a segmentation as the language makes most natural.

    A span that has no reading in the language becomes one U+FFFD.
    """
    parts: list[str | RecoveredCharacter | UntouchedCharacter] = []
    before = ""
    end = _END if len(segmentation.certain) >= _LEAST_SENTENCE else ""
    for number, part in enumerate(segmentation.parts):
        if isinstance(part, AmbiguousSpan):
            is_last = number + 1 == len(segmentation.parts)
            following = end if is_last else segmentation.parts[number + 1]
            after = following[:HISTORY] if isinstance(following, str) else ""
            read = _read_span(part, lattice, written_in, language, (before, after))
            parts += read
            text = "".join([p if isinstance(p, str) else p.text for p in read])
        else:
            parts.append(part)
            text = part if isinstance(part, str) else part.text
        before = (before + text)[-HISTORY:]
    return RecoveredText(tuple(parts))


def _read_span(
    span: AmbiguousSpan,
    lattice: ByteLattice,
    written_in: str,
    language: str,
    around: tuple[str, str],
) -> list[str | RecoveredCharacter]:
    """Return the characters of the best reading of a span, the certain ones as strings."""
    if not span.arcs:
        return [RecoveredCharacter(REPLACEMENT, 0.0, span.start, span.end)]
    steps = tuple(
        tuple(CharacterArc(step.end - span.start, step.pattern, step.bits) for step in here)
        for here in span.arcs
    )
    reading, surest = _best(steps, (written_in, lattice.read_as, language), around)
    if reading is None:
        return [RecoveredCharacter(REPLACEMENT, 0.0, span.start, span.end)]
    found: list[str | RecoveredCharacter] = []
    start = 0
    for arc, confidence in zip(reading.arcs, reading.confidences, strict=True):
        if len(steps[start]) == 1 and steps[start][0].is_certain:
            found.append(arc.text)
        else:
            node, end = span.start + start, span.start + arc.end
            found.append(RecoveredCharacter(arc.text, min(confidence, surest), node, end))
        start = arc.end
    return found


@lru_cache(maxsize=1 << 14)
def _best(
    steps: tuple[tuple[CharacterArc, ...], ...],
    encodings: tuple[str, str, str],
    around: tuple[str, str],
) -> tuple[Reading | None, float]:
    """Return the best reading of character arcs, and the highest confidence it may have.

    ``encodings`` holds the encoding written in, the encoding read as, and the language.
    """
    written_in, read_as, language = encodings
    most = max(_LEAST_ARCS, _MOST_ARCS // sum(map(len, steps)))
    arcs = [search_arcs(list(here), written_in, read_as, language, most=most) for here in steps]
    is_small = sum(map(len, arcs)) <= _MANY_ARCS
    width = _WIDTH if is_small else _NARROW_WIDTH
    before, after = around
    reading = best_path(arcs, language, before=before, after=after, width=width)
    return reading, 1.0 if is_small else GUESS_CONFIDENCE
