"""Text that was converted between simplified and traditional Chinese character by character.

A converter that knows no words gives each simplified character one traditional form, everywhere:
so it keeps 后 in 以后, which is written 以後, or writes 皇後 for 皇后.  What it leaves is a mixture
no writer would produce.  Counts tell how seldom a writer writes so at a place (habits.py), and how
much all of the text speaks for a converter, and not for a writer (likelihood.py).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .forms import Comparison, Occurrence, Tables, compare, simplifying, tables, wrong_places
from .likelihood import VARIANTS, evidence, likely_forms
from .script import Block, ScriptVariant, blocks, marks, may_be_japanese, without_other_languages
from .usage import SURNAMES, usage_counts

#: Evidence (nats) from which on a text is taken to be converted; and what writers write so seldom
#: (nats) that it is named then.  The clearer it is, the more is named: in the end what fewer
#: than nine writers in ten write.
MIXED: Final = ((12.0, 0.1), (8.0, 1.9), (5.0, 3.0))

#: So seldom (nats) are variants written of which most write the other one.
MOSTLY_OTHER: Final = math.log(2)

#: What more (nats) it takes to name a form that few converters write.
NO_CONVERTERS_FORM: Final = 4.0

#: The least that speaks for a converter.
SELDOM: Final = 3.0

#: What a traditional character in simplified text is evidence of, if there are others too; what
#: its simplified form says against it; and from which on they are told.
KEPT_TRADITIONAL: Final = 4.0
BOTH_FORMS: Final = 3.0
KEPT: Final = 7.0

KEPT_CONFIDENCE: Final = 0.9

#: What writers write so seldom (nats) is no name, even where names stand.
NO_NAME: Final = 4.0

#: How far around a place, in code points, its words are looked at.
NEAR: Final = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A form that should not stand at ``at``, the one that should, and how sure that is."""

    at: int
    written: str
    proper: str
    confidence: float


def mixed_places(text: str) -> Iterator[Place]:
    """Yield the places of a text that show that it was converted character by character.

    >>> [(p.written, p.proper) for p in mixed_places("對于旅游業,這是建成后的示范。")]
    [('于', '於'), ('游', '遊'), ('后', '後'), ('范', '範')]
    >>> list(mixed_places("皇后在公里以外。對於旅遊業，這是建成後的示範。"))
    []
    """
    yield from mixed_places_in(text, list(blocks(text)))


def mixed_places_in(text: str, its_blocks: Sequence[Block]) -> Iterator[Place]:
    """Yield the same, of a text whose blocks are known."""
    known = tables()
    if known is None or may_be_japanese(text):
        return
    by_way: defaultdict[ScriptVariant, list[Block]] = defaultdict(list)
    for block in its_blocks:
        by_way[block.written].append(block)
    places = [
        *_in_traditional(without_other_languages(by_way[ScriptVariant.TRADITIONAL]), known),
        *_in_simplified(without_other_languages(by_way[ScriptVariant.SIMPLIFIED])),
    ]
    yield from sorted(places, key=lambda place: place.at)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place, with what it costs (nats) to suppose that a writer wrote so."""

    at: int
    place: Occurrence
    cost: float


def _in_traditional(them: Sequence[Block], known: Tables) -> Iterator[Place]:
    """Yield the places in blocks of traditional text."""
    compared = [compare(block.text, known) for block in them]
    candidates = [
        one
        for block, comparison in zip(them, compared, strict=True)
        for one in _candidates(block.start, comparison, known)
    ]
    if all(one.cost < SELDOM for one in candidates):
        return
    found = evidence(compared, [(one.place, one.cost) for one in candidates], known)
    named = next((seldom for enough, seldom in MIXED if found >= enough), math.inf)
    for one in candidates:
        if one.cost >= _least(one.place, named, known):
            confidence = round(1 - math.exp(-one.cost), 2)
            yield Place(one.at, one.place.written, one.place.proper, min(confidence, 0.99))


def _least(place: Occurrence, named: float, known: Tables) -> float:
    """Return how seldom (nats) writers must write so for a place to be named."""
    if (place.form, place.proper) in VARIANTS:
        return max(named, MOSTLY_OTHER)
    likely = place.form in likely_forms(place.simplified, known)
    return named if likely else named + NO_CONVERTERS_FORM


def _candidates(start: int, compared: Comparison, known: Tables) -> Iterator[_Candidate]:
    """Yield what is not as OpenCC has it, in a block that begins at ``start``."""
    for place in wrong_places(compared, known):
        if _beside_simplified(compared.text, place.at):
            continue
        cost = usage_counts().cost(place, compared.simplified)
        if place.written in SURNAMES and _may_be_name(compared.text, place, cost):
            continue
        yield _Candidate(start + place.at, place, cost)


def _may_be_name(text: str, place: Occurrence, cost: float) -> bool:
    """Tell whether a name may begin here, with a surname: in a list, or where a word begins."""
    if place.phrase.find(place.simplified) + 1 < len(place.phrase):
        return False
    if "\N{IDEOGRAPHIC COMMA}" in text[place.at + 2 : place.at + 4]:
        return True
    before = text[place.at - 1 : place.at]
    return cost < NO_NAME and not place.phrase and not "\u4e00" <= before <= "\u9fff"


def _beside_simplified(text: str, at: int) -> bool:
    """Tell whether what is simplified beyond doubt stands near: a quotation, no conversion."""
    return marks()[0].search(text, max(0, at - NEAR), at + NEAR + 1) is not None


def _in_simplified(them: Sequence[Block]) -> Iterator[Place]:
    """Yield the places in blocks of simplified text: 干隆 for 乾隆, or 於 among simplified."""
    table = simplifying()
    kept: list[Place] = []
    for block in them:
        for match in _gone_wrong().finditer(block.text):
            yield from _changed(block.start + match.start(), match[0])
        for match in marks()[1].finditer(block.text):
            proper = chr(table[ord(match[0])])
            kept.append(Place(block.start + match.start(), match[0], proper, KEPT_CONFIDENCE))
    chars = {place.proper for place in kept}
    both = sum(any(char in block.text for block in them) for char in chars)
    if KEPT_TRADITIONAL * len(chars) - BOTH_FORMS * both >= KEPT:
        yield from kept


@cache
def _gone_wrong() -> re.Pattern[str]:
    """Return what finds the phrases that went wrong when they were simplified."""
    return re.compile("|".join(sorted(usage_counts().gone_wrong, key=len, reverse=True)))


def _changed(start: int, wrong: str) -> Iterator[Place]:
    """Yield the characters of a phrase that went wrong."""
    for i, (old, new) in enumerate(zip(wrong, usage_counts().gone_wrong[wrong], strict=True)):
        if old != new and not marks()[1].match(old):
            yield Place(start + i, old, new, KEPT_CONFIDENCE)


def convert_one_by_one(text: str) -> str:
    """Convert simplified Chinese to traditional as a converter does that knows no words.

    A character that may stay as it is stays.

    >>> convert_one_by_one("对于旅游的示范")
    '對于旅游的示范'
    """
    known = tables()
    if known is None:
        return text
    choices = known.choices.items()
    return text.translate({ord(c): c if c in values else values[0] for c, values in choices})
