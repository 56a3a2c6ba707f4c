"""Text that was converted between simplified and traditional Chinese character by character.

A converter that knows no words gives each simplified character one traditional form, everywhere:
so it keeps 后 in 以后, which is written 以後, or writes 皇後 for 皇后.  What it leaves is a mixture
no writer would produce.  A single such place may be a name, a quotation or a slip; that a text
was converted so is shown by several, or by one that writers never produce, and by the lack of
places where one simplified character has become two traditional ones.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .forms import Occurrence, habits, occurrences, read_choices, simplifying, tables
from .variants import dictionaries
from .written import Block, Written, blocks, marks, may_be_japanese

#: So often, at most, do writers of traditional Chinese write what speaks for a converter.
RARE: Final = 0.03

#: So often, at most, do they write what is named too, once it is clear that the text is mixed.
DOUBTFUL: Final = 0.15

#: Evidence (nats) from which on a text is taken to be mixed, and from which on this is clear.
MIXED: Final = 7.0
CLEARLY_MIXED: Final = 12.0

#: What each further place of a character adds to the evidence, up to so many; they are not
#: independent.
FURTHER_PLACE: Final = 1.0
FURTHER_PLACES: Final = 3

#: What a simplified character with two traditional forms says against a converter.
TWO_FORMS: Final = 3.0

#: What a traditional character in simplified text is evidence of, if there are others too.
KEPT_TRADITIONAL: Final = 4.0

KEPT_CONFIDENCE: Final = 0.9

#: How far around a place, in code points, its words are looked at.
NEAR: Final = 6

#: Surnames that stay as they are in traditional text, but as words are mostly written otherwise.
SURNAMES: Final = frozenset("于范余云岳郁姜沈谷涂游胡种党卜丑")


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
    if may_be_japanese(text):
        return
    by_way: defaultdict[Written, list[Block]] = defaultdict(list)
    for block in blocks(text):
        by_way[block.written].append(block)
    places = [
        *_in_traditional(by_way[Written.TRADITIONAL]),
        *_in_simplified(by_way[Written.SIMPLIFIED]),
    ]
    yield from sorted(places, key=lambda place: place.at)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place, with how often writers write so."""

    at: int
    place: Occurrence
    rate: float


def _in_traditional(them: Sequence[Block]) -> Iterator[Place]:
    """Yield the places in blocks of traditional text."""
    candidates = [one for block in them for one in _candidates(block)]
    if all(one.rate > RARE for one in candidates):
        return
    evidence = _evidence(candidates) - TWO_FORMS * _two_forms(them)
    if evidence < MIXED:
        return
    most = DOUBTFUL if evidence >= CLEARLY_MIXED else RARE
    for one in candidates:
        if one.rate <= most:
            yield Place(one.at, one.place.written, one.place.proper, round(1 - one.rate, 2))


def _candidates(block: Block) -> Iterator[_Candidate]:
    """Yield what a converter can have left that writers seldom write."""
    known = tables()
    if known is None:
        return
    for place in occurrences(block.text, wrong_only=True):
        if place.written not in (place.simplified, known.usual.get(place.simplified)):
            continue
        rate = habits().rate(place)
        if rate > DOUBTFUL or _may_be_name(block.text, place):
            continue
        if not _beside_simplified(block.text, place.at):
            yield _Candidate(block.start + place.at, place, rate)


def _may_be_name(text: str, place: Occurrence) -> bool:
    """Tell whether a surname may begin here: where words begin, and not in a known phrase."""
    if place.phrase or place.written not in SURNAMES:
        return False
    before = text[place.at - 1 : place.at]
    return not "\u4e00" <= before <= "\u9fff"


def _beside_simplified(text: str, at: int) -> bool:
    """Tell whether what is simplified beyond doubt stands near: a quotation, no conversion."""
    return marks()[0].search(text, max(0, at - NEAR), at + NEAR + 1) is not None


def _evidence(candidates: Iterable[_Candidate]) -> float:
    """Return how much the places speak for a converter, in nats."""
    by_char: defaultdict[str, list[float]] = defaultdict(list)
    for one in candidates:
        if one.rate <= RARE:
            by_char[one.place.simplified].append(-math.log(one.rate))
    return sum(
        max(nats) + FURTHER_PLACE * min(len(nats) - 1, FURTHER_PLACES) for nats in by_char.values()
    )


def _two_forms(them: Sequence[Block]) -> int:
    """Count the simplified characters that have two forms or more in these blocks."""
    known = tables()
    if known is None:
        return 0
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for block in them:
        simplified = block.text.translate(simplifying())
        for match in known.several.finditer(simplified):
            forms[match[0]].add(block.text[match.start()])
    return sum(len(several) > 1 for several in forms.values())


def _in_simplified(them: Sequence[Block]) -> Iterator[Place]:
    """Yield the places in blocks of simplified text: 干隆 for 乾隆, or 於 among simplified."""
    table = simplifying()
    if not table:
        return
    kept: list[Place] = []
    for block in them:
        for match in _gone_wrong().finditer(block.text):
            yield from _changed(block.start + match.start(), match[0])
        for match in marks()[1].finditer(block.text):
            proper = chr(table[ord(match[0])])
            kept.append(Place(block.start + match.start(), match[0], proper, KEPT_CONFIDENCE))
    chars = {place.proper for place in kept}
    both = sum(any(char in block.text for block in them) for char in chars)
    if KEPT_TRADITIONAL * len(chars) - TWO_FORMS * both >= MIXED:
        yield from kept


@cache
def _gone_wrong() -> re.Pattern[str]:
    """Return what finds the phrases that went wrong when they were simplified."""
    return re.compile("|".join(sorted(habits().gone_wrong, key=len, reverse=True)))


def _changed(start: int, wrong: str) -> Iterator[Place]:
    """Yield the characters of a phrase that went wrong."""
    for i, (old, new) in enumerate(zip(wrong, habits().gone_wrong[wrong], strict=True)):
        if old != new and not marks()[1].match(old):
            yield Place(start + i, old, new, KEPT_CONFIDENCE)


def convert_one_by_one(text: str) -> str:
    """Convert simplified Chinese to traditional as a converter does that knows no words.

    A character that may stay as it is stays.

    >>> convert_one_by_one("对于旅游的示范")
    '對于旅游的示范'
    """
    folder = dictionaries()
    if folder is None:
        return text
    choices = read_choices(folder / "dictionary" / "STCharacters.txt")
    return text.translate(
        {ord(char): char if char in values else values[0] for char, values in choices.items()}
    )
