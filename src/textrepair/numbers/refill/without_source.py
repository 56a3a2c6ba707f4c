"""The refill undone without a source: the numbers of a passage, assigned to its places anew.

The tokens of a refilled passage are those of its source, in its order, so the right ones
are there, in the wrong places, but for those that were dropped for want of a place.  Each
template takes the token that fits it, the order is kept as far as that allows, and the
names of months take the tokens that are their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...kernels.assignment import assign
from ..reading.spoken import Spoken
from ..templates.templates import Template
from .assign import strayed
from .fit_bare_number import UNLIKELY, readings
from .passage import DROPPED, UNMATCHED, Groups, Passage, Token, cost_as_is, cost_of_usage, own_cost

#: A numeral of several slots that takes none: words may have been translated by digits.
UNMATCHED_NUMERAL: Final = 1.7

#: A pair at opposite ends of the passage.
DISTANCE: Final = 1.0

#: What it is worth that the name of a month takes its number.
MONTH: Final = 3.6

#: The same for a number that English has as a word: other languages may have it so too.
WORD: Final = 1.6

#: What the rest of the document calls a thing, where no token is left for it.
WITNESSED: Final = 0.9

#: Beyond so many tokens pairs of them are not tried as one number.
MOST_TO_JOIN: Final = 24

#: Beyond so many places a passage without visible damage is not suspected.
MOST_SUSPECTED: Final = 24

#: Beyond so many places nothing is assigned.
MOST_TEMPLATES: Final = 60

_NEVER: Final = 1e6


@dataclass(frozen=True, slots=True)
class Guess:
    """What may belong into a template: readings, likeliest first, and how clear the first is."""

    template: Template
    readings: tuple[Groups, ...]
    margin: float


def cost_of(found: Passage) -> float:
    """Return what the cheapest assignment of a passage costs."""
    return _best_tokens(found)[2][1]


def gain(found: Passage) -> float:
    """Return by how much another order of the numbers suits a passage better than its own.

    Zero unless some number suits its place badly, for that alone is no reason to look.
    """
    if not 1 < len(found.templates) <= MOST_SUSPECTED:
        return 0.0
    plain = [i for i, template in enumerate(found.templates) if not template.marks]
    if all(own_cost(found, i) < UNLIKELY for i in plain):
        return 0.0
    return cost_as_is(found) - cost_of(found)


def guess(found: Passage) -> list[Guess]:
    """Assign the tokens of a passage to its templates; list what each may be.

    >>> from .passage import passage
    >>> from ..templates.templates import templates
    >>> text = "in 17, 2025 percent came"
    >>> [g.readings[0] for g in guess(passage(text, (0, 24), templates(text), {}, {}))]
    [('2025',), ('17',)]
    """
    if not found.templates or len(found.templates) > MOST_TEMPLATES:
        return []
    tokens, table, best = _best_tokens(found)
    return [_guess(found, i, table, tokens, best) for i in range(len(found.templates))]


Table = list[list[list[tuple[Groups, float]]]]
Solution = tuple[list[int], float]


def _best_tokens(found: Passage) -> tuple[list[Token], Table, Solution]:
    """Join neighbouring tokens while that makes the assignment cheaper."""
    tokens = list(found.tokens)
    table, best = _solve(found, tokens)
    if len(tokens) > MOST_TO_JOIN or all(len(t.slots) == 1 for t in found.templates):
        return tokens, table, best
    while True:
        tries = []
        for i in range(len(tokens) - 1):
            if len(tokens[i]) == len(tokens[i + 1]) == 1:
                joined = [*tokens[:i], tokens[i] + tokens[i + 1], *tokens[i + 2 :]]
                tries.append((joined, *_solve(found, joined)))
        cheapest = min(tries, key=lambda t: t[2][1], default=None)
        if cheapest is None or cheapest[2][1] >= best[1]:
            return tokens, table, best
        tokens, table, best = cheapest


def _solve(found: Passage, tokens: Sequence[Token]) -> tuple[Table, Solution]:
    table = [_readings(found, i, tokens) for i in range(len(found.templates))]
    return table, _solve_table(found, table, tokens)


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
                    (groups, cost + away + cost_of_usage(found, index, groups))
                    for groups, cost in readings(template, token, designation, witness)
                ),
                key=lambda reading: reading[1],
            )
        )
    rows.append([((witness,), WITNESSED)] if witness else [])
    return rows


def _solve_table(found: Passage, table: Table, tokens: Sequence[Token]) -> Solution:
    count, extra = len(tokens), len(found.spoken)
    size = len(table) + extra
    costs = []
    for i, rows in enumerate(table):
        row = [(r[0][1] - _drop(t) if r else _NEVER) for r, t in zip(rows, tokens, strict=False)]
        unmatched = UNMATCHED if len(found.templates[i].slots) == 1 else UNMATCHED_NUMERAL
        spare = min(unmatched, rows[-1][0][1] if rows[-1] else unmatched)
        costs.append(row + [spare if k == i else _NEVER for k in range(size)])
    for m, (word, place) in enumerate(found.spoken):
        row = [_cost_in_words(word, t, place - (i + 0.5) / count) for i, t in enumerate(tokens)]
        costs.append(row + [0.0 if k == len(table) + m else _NEVER for k in range(size)])
    columns, total = assign(costs)
    return [c if c < count else -1 for c in columns], total


def _drop(token: Token) -> float:
    return DROPPED * len(token)


def _cost_in_words(word: Spoken, token: Token, away: float) -> float:
    """Return the cost of a token for a word, which gladly takes its own number only."""
    if len(token) != 1 or len(token[0]) > 2 or int(token[0]) != word.value:
        return _NEVER
    return DISTANCE * strayed(away) - (MONTH if word.is_month else WORD)


def _guess(
    found: Passage, index: int, table: Table, tokens: Sequence[Token], best: Solution
) -> Guess:
    template = found.templates[index]
    rows = table[index]
    # A token that a word has taken is free for no place.
    taken = set(best[0][len(table) :])
    ranked = sorted(
        (i in taken, cost, groups)
        for i, row in enumerate(rows)
        for groups, cost in row
        if cost < UNMATCHED
    )
    likely = list(dict.fromkeys(groups for _, _, groups in ranked))
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
