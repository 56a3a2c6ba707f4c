"""The refill undone without a source: the numbers of a passage, assigned to its places anew.

The tokens of a refilled passage are those of its source, in its order, so the right ones
are there, in the wrong places, but for those that were dropped for want of a place.  Each
template takes the token that fits it, the order is kept as far as that allows, and the
names of months take the tokens that are their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .assignment import assign
from .contexts import EN_MONTHS
from .designations import Designation
from .grouping import is_grouped
from .inverse import strayed
from .plausibility import UNLIKELY, readings
from .templates import Template, within

Groups = tuple[str, ...]
Token = tuple[str, ...]

#: A place that takes none of the tokens.
UNMATCHED: Final = 2.0

#: The same for a numeral of several slots: words may have been translated by digits.
UNMATCHED_NUMERAL: Final = 1.7

#: A pair at opposite ends of the passage.
DISTANCE: Final = 1.6

#: A token that no place takes; the number of a month is said by its name.
DROPPED: Final = 0.6

#: What it is worth that the name of a month takes its number.
MONTH: Final = 2.8

#: What the rest of the document calls a thing, where no token is left for it.
WITNESSED: Final = 0.9

#: Beyond so many tokens pairs of them are not tried as one number.
MOST_TO_JOIN: Final = 24

#: Beyond so many places a passage without visible damage is not suspected.
MOST_SUSPECTED: Final = 24

#: Beyond so many places nothing is assigned.
MOST_TEMPLATES: Final = 60

_NEVER: Final = 1e6
_MONTH: Final = re.compile(rf"(?<![A-Za-z]){EN_MONTHS}(?![a-z])")
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What may belong into a template: readings, likeliest first, and how clear the first is."""

    template: Template
    readings: tuple[Groups, ...]
    margin: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Templates of a passage, its tokens, its months, and which templates are designations."""

    templates: tuple[Template, ...]
    tokens: tuple[Token, ...]
    months: tuple[tuple[str, float], ...]
    designations: Mapping[int, Designation]
    witnesses: Mapping[str, str]


def passage(
    text: str,
    span: tuple[int, int],
    rooms: Sequence[Template],
    designations: Mapping[int, Designation],
    witnesses: Mapping[str, str],
) -> Passage:
    """Gather what a passage holds.  ``designations`` go by the start of their number."""
    start, end = span
    inside = tuple(within(rooms, span))
    tokens = tuple((group,) for t in inside for group in t.groups if group.isdecimal())
    months = tuple(
        (str(_MONTHS.index(match.group()[:3]) + 1), (match.start() - start) / (end - start))
        for match in _MONTH.finditer(text, start, end)
        if match.group() != "May" or _is_month(text, match)
    )
    return Passage(inside, tokens, months, designations, witnesses)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell the month of May from the verb."""
    around = text[max(0, match.start() - 4) : match.end() + 4]
    return any(c.isdigit() or c == "<" for c in around)


def cost_of(found: Passage) -> float:
    """Return what the cheapest assignment of a passage costs."""
    return _best_tokens(found)[1][1]


def cost_as_is(found: Passage) -> float:
    """Return what the passage costs if its numbers are right as they stand."""
    return sum(_own_cost(found, t) - DROPPED * len(t.groups) for t in found.templates)


def _own_cost(found: Passage, template: Template) -> float:
    """Return how well a template is filled as it is."""
    if template.marks and _well_formed(template):
        return 0.0
    designation = found.designations.get(template.start)
    fits = [
        cost
        for group in (template.groups, template.groups[:1])
        if all(part.isdecimal() for part in group)
        for groups, cost in readings(template, group[:2], designation)
        if groups == template.groups
    ]
    return min(fits, default=UNMATCHED)


def _well_formed(template: Template) -> bool:
    if not all(group.isdecimal() for group in template.groups):
        return False
    return set(template.marks) == {"."} or is_grouped(template.groups, template.marks)


def gain(found: Passage) -> float:
    """Return by how much another order of the numbers suits a passage better than its own.

    Zero unless some number suits its place badly, for that alone is no reason to look.
    """
    if not 1 < len(found.templates) <= MOST_SUSPECTED:
        return 0.0
    plain = [template for template in found.templates if not template.marks]
    if all(_own_cost(found, template) < UNLIKELY for template in plain):
        return 0.0
    return cost_as_is(found) - cost_of(found)


def guess(found: Passage) -> list[Guess]:
    """Assign the tokens of a passage to its templates; list what each may be.

    >>> from .templates import templates
    >>> text = "in 17, 2025 percent came"
    >>> [g.readings[0] for g in guess(passage(text, (0, 24), templates(text), {}, {}))]
    [('2025',), ('17',)]
    """
    if not found.templates or len(found.templates) > MOST_TEMPLATES:
        return []
    tokens, best = _best_tokens(found)
    table = [_readings(found, i, tokens) for i in range(len(found.templates))]
    return [_guess(found, i, table, tokens, best) for i in range(len(found.templates))]


Table = list[list[list[tuple[Groups, float]]]]
Solution = tuple[list[int], float]


def _best_tokens(found: Passage) -> tuple[list[Token], Solution]:
    """Join neighbouring tokens while that makes the assignment cheaper."""
    tokens = list(found.tokens)
    best = _solve(found, tokens)
    if len(tokens) > MOST_TO_JOIN or all(len(t.slots) == 1 for t in found.templates):
        return tokens, best
    while True:
        tries = []
        for i in range(len(tokens) - 1):
            if len(tokens[i]) == len(tokens[i + 1]) == 1:
                joined = [*tokens[:i], tokens[i] + tokens[i + 1], *tokens[i + 2 :]]
                tries.append((_solve(found, joined), joined))
        cheapest = min(tries, key=lambda t: t[0][1], default=None)
        if cheapest is None or cheapest[0][1] >= best[1]:
            return tokens, best
        best, tokens = cheapest


def _solve(found: Passage, tokens: Sequence[Token]) -> Solution:
    return _solve_table(
        found, [_readings(found, i, tokens) for i in range(len(found.templates))], tokens
    )


def _readings(
    found: Passage, index: int, tokens: Sequence[Token]
) -> list[list[tuple[Groups, float]]]:
    """Return the readings of each token in a template; the last entry needs no token."""
    template = found.templates[index]
    designation = found.designations.get(template.start)
    witness = found.witnesses.get(designation.kind, "") if designation else ""
    rows = []
    here = (index + 0.5) / len(found.templates)
    for i, token in enumerate(tokens):
        away = DISTANCE * strayed((i + 0.5) / len(tokens) - here)
        rows.append(
            sorted(
                (
                    (groups, cost + away)
                    for groups, cost in readings(template, token, designation, witness)
                ),
                key=lambda reading: reading[1],
            )
        )
    rows.append([((witness,), WITNESSED)] if witness else [])
    return rows


def _solve_table(found: Passage, table: Table, tokens: Sequence[Token]) -> Solution:
    count, extra = len(tokens), len(found.months)
    size = len(table) + extra
    costs = []
    for i, rows in enumerate(table):
        row = [(r[0][1] - _drop(t) if r else _NEVER) for r, t in zip(rows, tokens, strict=False)]
        unmatched = UNMATCHED if len(found.templates[i].slots) == 1 else UNMATCHED_NUMERAL
        spare = min(unmatched, rows[-1][0][1] if rows[-1] else unmatched)
        costs.append(row + [spare if k == i else _NEVER for k in range(size)])
    for m, (number, place) in enumerate(found.months):
        row = [
            _month_cost(number, token, place, (i + 0.5) / count) for i, token in enumerate(tokens)
        ]
        costs.append(row + [0.0 if k == len(table) + m else _NEVER for k in range(size)])
    columns, total = assign(costs)
    return [c if c < count else -1 for c in columns], total


def _drop(token: Token) -> float:
    return DROPPED * len(token)


def _month_cost(number: str, token: Token, place: float, at: float) -> float:
    """Return the cost of a token for a month, which gladly takes its own number only."""
    return DISTANCE * strayed(place - at) - MONTH if token == (number,) else _NEVER


def _guess(
    found: Passage, index: int, table: Table, tokens: Sequence[Token], best: Solution
) -> Guess:
    template = found.templates[index]
    rows = table[index]
    ranked = sorted((cost, groups) for row in rows for groups, cost in row)
    likely = list(dict.fromkeys(groups for cost, groups in ranked if cost < UNMATCHED))
    column = best[0][index]
    if column >= 0:
        chosen = rows[column][0][0]
    elif rows[-1]:
        chosen = rows[-1][0][0]
    else:
        # Nothing is left for this place: what else its tokens could be is listed all the same.
        return Guess(template, tuple(g for g in likely if g != template.groups), 0.0)
    margin = 0.0
    if chosen != template.groups:
        without = [[r for r in row if r[0] != chosen] for row in rows]
        other = [without if i == index else row for i, row in enumerate(table)]
        margin = _solve_table(found, other, tokens)[1] - best[1]
    ordered = (chosen, *(groups for groups in likely if groups != chosen))
    return Guess(template, ordered, margin)
