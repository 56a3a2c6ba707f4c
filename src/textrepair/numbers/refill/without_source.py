"""The refill undone without a source: the tokens of a passage, assigned to its slots anew.

The tokens of a refilled passage are those of its source, in the order of the source.  So the right
tokens are there, in wrong slots, but for the tokens that were dropped for want of a slot.  Each
slot takes a token that fits it, the order is kept as far as that allows, and the names of months
take the tokens that are their numbers.  All costs were set on train/parallel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from ...kernels.assignment import assign
from ..reading.number_words import NamedNumber
from ..templates.slots import Groups
from ..templates.templates import NumberSlot
from .assign import order_cost
from .fit_bare_number import UNLIKELY, ways_to_read
from .fit_quantity import Fit
from .passage import (
    DROPPED,
    NO_TOKEN,
    NumberPassage,
    Token,
    cost_as_is,
    cost_of_usage,
    own_cost,
)

#: Cost of a slot of several runs that takes no token: the source may have words for its number.
_UNMATCHED_NUMERAL: Final = 1.7

#: Cost of a token at the opposite end of the passage.
_DISTANCE: Final = 1.0

#: Worth of the name of a month that takes its number.
_MONTH: Final = 3.6

#: Worth of another number in words that takes its number: the source may have a word, too.
_WORD: Final = 1.6

#: Cost of the usual number of a designation, where no token is left for its slot.
_USUAL_NUMBER: Final = 0.9

#: Cap on the tokens of a passage in which pairs are tried as one number.  Bounds the time.
_MOST_TO_JOIN: Final = 24

#: Cap on the slots of a passage that is suspected without visible damage.
MOST_SUSPECTED: Final = 24

#: Cap on the slots of a passage that is assigned anew.  Bounds the time.
MOST_SLOTS: Final = 60


@dataclass(frozen=True, slots=True)
class Guess:
    """The groups that may belong into a slot, likeliest first, and how clear the first is."""

    slot: NumberSlot
    readings: tuple[Groups, ...]
    margin: float


def cost_of(found: NumberPassage) -> float:
    """Return the cost of the cheapest assignment of a passage."""
    return _best_tokens(found)[2][1]


def gain(found: NumberPassage) -> float:
    """Return by how much another order of its numbers is cheaper than a passage as it stands.

    Zero if every number suits its slot: a cheaper order alone is no reason to doubt a passage.
    """
    if not 1 < len(found.slots) <= MOST_SUSPECTED:
        return 0.0
    plain = [i for i, slot in enumerate(found.slots) if not slot.marks]
    if all(own_cost(found, i) < UNLIKELY for i in plain):
        return 0.0
    return cost_as_is(found) - cost_of(found)


def guess(found: NumberPassage) -> list[Guess]:
    """Assign the tokens of a passage to its slots; return for each slot what may belong into it.

    >>> from .passage import passage
    >>> from ..templates.templates import number_slots
    >>> text = "in 17, 2025 percent came"
    >>> [g.readings[0] for g in guess(passage(text, (0, 24), number_slots(text), {}, {}))]
    [('2025',), ('17',)]
    """
    if not found.slots or len(found.slots) > MOST_SLOTS:
        return []
    tokens, table, best = _best_tokens(found)
    return [_guess(found, i, table, tokens, best) for i in range(len(found.slots))]


_Table = list[list[list[Fit]]]
_Solution = tuple[list[int], float]


def _best_tokens(found: NumberPassage) -> tuple[list[Token], _Table, _Solution]:
    """Return the tokens, their costs and the assignment; neighbours are joined while that pays."""
    tokens = list(found.tokens)
    table, best = _solve(found, tokens)
    if len(tokens) > _MOST_TO_JOIN or all(len(t.runs) == 1 for t in found.slots):
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


def _solve(found: NumberPassage, tokens: Sequence[Token]) -> tuple[_Table, _Solution]:
    table = [_readings(found, i, tokens) for i in range(len(found.slots))]
    return table, _solve_table(found, table, tokens)


def _readings(found: NumberPassage, index: int, tokens: Sequence[Token]) -> list[list[Fit]]:
    """Return the ways in which each token can stand in a slot; the last entry needs no token."""
    slot = found.slots[index]
    designation = found.designations.get(slot.start)
    usual = found.usual_numbers.get(designation.kind, "") if designation else ""
    rows = []
    here = (index + 0.5) / len(found.slots)
    for i, token in enumerate(tokens):
        away = _DISTANCE * order_cost((i + 0.5) / len(tokens) - here)
        rows.append(
            sorted(
                (
                    Fit(groups, cost + away + cost_of_usage(found, index, groups))
                    for groups, cost in ways_to_read(slot, token, designation, usual)
                ),
                key=lambda fit: fit.cost,
            )
        )
    rows.append([Fit((usual,), _USUAL_NUMBER)] if usual else [])
    return rows


def _solve_table(found: NumberPassage, table: _Table, tokens: Sequence[Token]) -> _Solution:
    rows: list[list[tuple[int, float]]] = []
    alone: list[float] = []
    for slot, ways in zip(found.slots, table, strict=True):
        *fitting, usual = ways
        rows.append(
            [(j, fits[0].cost - _drop(tokens[j])) for j, fits in enumerate(fitting) if fits]
        )
        unmatched = NO_TOKEN if len(slot.runs) == 1 else _UNMATCHED_NUMERAL
        alone.append(min(unmatched, usual[0].cost) if usual else unmatched)
    for word, place in found.named:
        costs = [
            _cost_in_words(word, t, place - (i + 0.5) / len(tokens)) for i, t in enumerate(tokens)
        ]
        rows.append([(j, cost) for j, cost in enumerate(costs) if cost < 0])
        alone.append(0.0)
    return assign(rows, alone)


def _drop(token: Token) -> float:
    return DROPPED * len(token)


def _cost_in_words(word: NamedNumber, token: Token, away: float) -> float:
    """Return the cost of a token for a number in words, which takes its own number only."""
    if len(token) != 1 or len(token[0]) > 2 or int(token[0]) != word.value:
        return inf
    return _DISTANCE * order_cost(away) - (_MONTH if word.is_month else _WORD)


def _guess(
    found: NumberPassage, index: int, table: _Table, tokens: Sequence[Token], best: _Solution
) -> Guess:
    slot = found.slots[index]
    rows = table[index]
    # A token that a word has taken is free for no place.
    taken = set(best[0][len(table) :])
    ranked = sorted(
        (i in taken, cost, groups)
        for i, row in enumerate(rows)
        for groups, cost in row
        if cost < NO_TOKEN
    )
    likely = list(dict.fromkeys(groups for _, _, groups in ranked))
    column = best[0][index]
    if column >= 0:
        chosen = rows[column][0].groups
    elif rows[-1]:
        chosen = rows[-1][0].groups
    else:
        # No token is left for this slot: the tokens that could stand in it are listed.
        return Guess(slot, tuple(g for g in likely if g != slot.groups), 0.0)
    margin = 0.0
    if chosen != slot.groups:
        without = [[fit for fit in row if fit.groups != chosen] for row in rows]
        other = [without if i == index else row for i, row in enumerate(table)]
        margin = _solve_table(found, other, tokens)[1] - best[1]
    ordered = (chosen, *(groups for groups in likely if groups != chosen))
    return Guess(slot, ordered, margin)
