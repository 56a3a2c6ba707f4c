"""Mixed forms: the wrong characters that a converter without words left in Chinese text.

Such a converter writes one traditional form for each simplified character, everywhere: it keeps 后
in 以后, which is written 以後, or writes 皇後 for 皇后.  No writer would mix forms in this way.
`usage` tells how improbable a form is at a place if a writer wrote it; `likelihood` tells how
probable it is that a converter made the whole text.  The clearer the latter, the more places are
named.

All thresholds were set by hand and checked on the measurements of docs/chinese.md.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from .forms import (
    Comparison,
    FormTables,
    Occurrence,
    compare,
    form_tables,
    simplifying_table,
    wrong_occurrences,
)
from .likelihood import VARIANTS, converter_forms, converter_log_odds
from .script import (
    Block,
    ScriptVariant,
    blocks,
    distinctive_characters,
    may_be_japanese,
    without_other_languages,
)
from .usage import SURNAMES, usage_counts

#: Log-odds (nats) that a converter made the text, each with the least cost (nats) of a form that is
#: named at these odds.  0.1 nats is the cost of a form that nine writers in ten use.
NAMED_AT_ODDS: Final = ((12.0, 0.1), (8.0, 1.9), (5.0, 3.0))

#: Least cost (nats) of a form that is named if writers use both forms of the word (占, 佔): most
#: writers use the other form.
MOSTLY_OTHER: Final = math.log(2)

#: Nats that are added to the least cost of a named form if few converters write that form.
NO_CONVERTER_FORM: Final = 4.0

#: Least cost (nats) that the dearest form of a text must have for its log-odds to be computed.
LEAST_COST: Final = 3.0

#: Nats for a converter from each traditional character in simplified text; nats against one if the
#: text has its simplified form too; and least sum from which these characters are named.
KEPT_TRADITIONAL: Final = 4.0
BOTH_FORMS: Final = 3.0
KEPT: Final = 7.0

#: Confidence that a character of simplified text is wrong.
KEPT_CONFIDENCE: Final = 0.9

#: Least cost (nats) of a form that is no surname where a name can stand.
NO_NAME: Final = 4.0

#: Distance in code points within which a simplified character makes a place a quotation.
NEAR: Final = 6


@dataclass(frozen=True, slots=True)
class MixedForm:
    """A wrong form ``written`` at ``at`` (code points), the proper form, and the confidence."""

    at: int
    written: str
    proper: str
    confidence: float


def mixed_forms(text: str) -> Iterator[MixedForm]:
    """Yield the wrong forms of a text that a converter without words made.

    >>> [(p.written, p.proper) for p in mixed_forms("對于旅游業,這是建成后的示范。")]
    [('于', '於'), ('游', '遊'), ('后', '後'), ('范', '範')]
    >>> list(mixed_forms("皇后在公里以外。對於旅遊業，這是建成後的示範。"))
    []
    """
    yield from mixed_forms_in_blocks(text, list(blocks(text)))


def mixed_forms_in_blocks(text: str, text_blocks: Sequence[Block]) -> Iterator[MixedForm]:
    """Yield the wrong forms of a text, given the blocks of the text."""
    tables = form_tables()
    if tables is None or may_be_japanese(text):
        return
    by_variant: defaultdict[ScriptVariant, list[Block]] = defaultdict(list)
    for block in text_blocks:
        by_variant[block.variant].append(block)
    found = [
        *_in_traditional(without_other_languages(by_variant[ScriptVariant.TRADITIONAL]), tables),
        *_in_simplified(without_other_languages(by_variant[ScriptVariant.SIMPLIFIED])),
    ]
    yield from sorted(found, key=lambda form: form.at)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A wrong form at ``at`` (code points of the text), and its cost (nats) for a writer."""

    at: int
    place: Occurrence
    cost: float


def _in_traditional(found: Sequence[Block], tables: FormTables) -> Iterator[MixedForm]:
    """Yield the wrong forms in blocks of traditional text."""
    compared = [compare(block.text, tables) for block in found]
    candidates = [
        one
        for block, comparison in zip(found, compared, strict=True)
        for one in _candidates(block.start, comparison, tables)
    ]
    if all(one.cost < LEAST_COST for one in candidates):
        return
    odds = converter_log_odds(compared, [(one.place, one.cost) for one in candidates], tables)
    least = next((cost for enough, cost in NAMED_AT_ODDS if odds >= enough), math.inf)
    for one in candidates:
        if one.cost >= _least_cost(one.place, least, tables):
            confidence = round(1 - math.exp(-one.cost), 2)
            yield MixedForm(one.at, one.place.written, one.place.proper, min(confidence, 0.99))


def _least_cost(place: Occurrence, least: float, tables: FormTables) -> float:
    """Return the least cost (nats) at which an occurrence is named; ``least`` is the usual one."""
    if (place.form, place.proper) in VARIANTS:
        return max(least, MOSTLY_OTHER)
    is_usual = place.form in converter_forms(place.simplified, tables)
    return least if is_usual else least + NO_CONVERTER_FORM


def _candidates(start: int, compared: Comparison, tables: FormTables) -> Iterator[_Candidate]:
    """Yield the occurrences of wrong forms in a block that begins at ``start``."""
    for place in wrong_occurrences(compared, tables):
        if _beside_simplified(compared.text, place.at):
            continue
        cost = usage_counts().cost(place, compared.simplified)
        if place.written in SURNAMES and _may_be_name(compared.text, place, cost):
            continue
        yield _Candidate(start + place.at, place, cost)


def _may_be_name(text: str, place: Occurrence, cost: float) -> bool:
    """Tell whether a surname may begin a name at an occurrence: in a list, or after no Han."""
    if place.phrase.find(place.simplified) + 1 < len(place.phrase):
        return False
    if "\N{IDEOGRAPHIC COMMA}" in text[place.at + 2 : place.at + 4]:
        return True
    before = text[place.at - 1 : place.at]
    return cost < NO_NAME and not place.phrase and not "\u4e00" <= before <= "\u9fff"


def _beside_simplified(text: str, at: int) -> bool:
    """Tell whether a simplified character is near, which shows a quotation of simplified text."""
    return distinctive_characters()[0].search(text, max(0, at - NEAR), at + NEAR + 1) is not None


def _in_simplified(found: Sequence[Block]) -> Iterator[MixedForm]:
    """Yield the wrong forms in blocks of simplified text: 干隆 for 乾隆, or the traditional 於."""
    table = simplifying_table()
    kept: list[MixedForm] = []
    for block in found:
        for match in _gone_wrong().finditer(block.text):
            yield from _changed(block.start + match.start(), match[0])
        for match in distinctive_characters()[1].finditer(block.text):
            proper = chr(table[ord(match[0])])
            kept.append(MixedForm(block.start + match.start(), match[0], proper, KEPT_CONFIDENCE))
    chars = {form.proper for form in kept}
    both = sum(any(char in block.text for block in found) for char in chars)
    if KEPT_TRADITIONAL * len(chars) - BOTH_FORMS * both >= KEPT:
        yield from kept


@cache
def _gone_wrong() -> re.Pattern[str]:
    """Return a pattern for the phrases that a converter simplifies wrongly."""
    return re.compile("|".join(sorted(usage_counts().gone_wrong, key=len, reverse=True)))


def _changed(start: int, wrong: str) -> Iterator[MixedForm]:
    """Yield the wrong characters of a wrongly simplified phrase at ``start``."""
    for i, (old, new) in enumerate(zip(wrong, usage_counts().gone_wrong[wrong], strict=True)):
        if old != new and not distinctive_characters()[1].match(old):
            yield MixedForm(start + i, old, new, KEPT_CONFIDENCE)


def convert_one_by_one(text: str) -> str:
    """Convert simplified Chinese to traditional like a converter without words.

    A character that is a traditional form too is kept.

    >>> convert_one_by_one("对于旅游的示范")
    '對于旅游的示范'
    """
    tables = form_tables()
    if tables is None:
        return text
    choices = tables.choices.items()
    return text.translate({ord(c): c if c in values else values[0] for c, values in choices})
