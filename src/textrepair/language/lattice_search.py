"""The best reading of a text of which parts are unknown: the cheapest path through a lattice.

Viterbi search over states of the last few characters, which is all the cost of the next one
depends on, with a beam; then forward and backward sums over what the beam kept give each arc of the
best path its posterior probability. Time is linear in the number of arcs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log

from .costs import Costs, costs_in
from .languages import LANGUAGES, SCRIPT_OF
from .model_files import UNITS_PER_BIT
from .ngram_costs import HISTORY, START

#: States kept at a node, cheapest first, and how much dearer than the cheapest one may be, in bits.
BEAM = 32
BEAM_BITS = 20.0
_NATS_PER_UNIT = log(2) / UNITS_PER_BIT


@dataclass(frozen=True)
class Arc:
    """An edge of a lattice: to node `end`, spelling `text`, at an extra cost of `bits`."""

    end: int
    text: str
    bits: float = 0.0


@dataclass(frozen=True)
class Reading:
    """The cheapest path: its text, its bits (arcs and language), its arcs.

    `confidences` has one number for each arc: the share of all probable paths that use it.
    """

    text: str
    bits: float
    arcs: tuple[Arc, ...]
    confidences: tuple[float, ...]


@dataclass(slots=True)
class _Step:
    """One arc from a state to a state."""

    source: str
    target: str
    arc: Arc
    units: float


_States = dict[str, float]


def best_reading(
    lattice: Sequence[Sequence[Arc]],
    language: str,
    *,
    before: str = "",
    after: str = "",
    width: int = BEAM,
) -> Reading | None:
    """Return the most natural path from node 0 to node ``len(lattice)``; None if there is no path.

    `lattice[i]` holds the arcs that leave node i; each must end at a later node. `before` and
    `after` are what stands around the lattice; `width` is how many states a node keeps (0: all;
    else none much dearer than the cheapest either).
    Raises ValueError for a language without a model, or for an arc that does not lead onwards.

    >>> arcs = [[Arc(1, "t")], [Arc(2, "h"), Arc(2, "q")], [Arc(3, "e")]]
    >>> reading = best_reading(arcs, "en", before="over ", after=" sea")
    >>> reading.text, reading.confidences[1] > 0.9
    ('the', True)
    """
    if language not in SCRIPT_OF:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"no language model for {language!r}; there are models for {known}")
    costs = costs_in(language)
    steps, last = _forward(lattice, costs, (START + before)[-HISTORY:], width)
    if not last:
        return None
    endings = {state: _spelling_cost(costs, state, after[:HISTORY])[0] for state in last}
    return _trace(steps, last, endings, len(lattice))


def _spelling_cost(costs: Costs, state: str, text: str) -> tuple[float, str]:
    """Return the cost of `text` after `state`, and the state it leads to."""
    if len(text) == 1:
        gram = state + text
        return costs[gram], gram[1:]
    total = 0
    for character in text:
        gram = state + character
        total += costs[gram]
        state = gram[1:]
    return total, state


def _forward(
    lattice: Sequence[Sequence[Arc]], costs: Costs, start: str, width: int
) -> tuple[list[list[_Step]], _States]:
    """Return the steps kept out of each node, and the states of the last node."""
    size = len(lattice)
    waiting: list[_States] = [{} for _ in range(size + 1)]
    waiting[0] = {start: 0.0}
    steps: list[list[_Step]] = []
    for node, arcs in enumerate(lattice):
        states = waiting[node]
        if width and len(states) > 1:
            states = _likeliest(states, width)
        kept = []
        for arc in arcs:
            if not node < arc.end <= size:
                raise ValueError(f"an arc from node {node} to node {arc.end} does not lead onwards")
            extra = arc.bits * UNITS_PER_BIT
            targets = waiting[arc.end]
            for state, so_far in states.items():
                units, target = _spelling_cost(costs, state, arc.text)
                units += extra
                kept.append(_Step(state, target, arc, units))
                if so_far + units < targets.get(target, inf):
                    targets[target] = so_far + units
        steps.append(kept)
        waiting[node] = {}
    return steps, waiting[size]


def _likeliest(states: _States, width: int) -> _States:
    """Return the states within the beam."""
    dearest = min(states.values()) + BEAM_BITS * UNITS_PER_BIT
    near = {state: units for state, units in states.items() if units <= dearest}
    if len(near) <= width:
        return near
    return {state: near[state] for state in sorted(near, key=near.__getitem__)[:width]}


def _trace(
    steps: list[list[_Step]], last: _States, endings: dict[str, float], size: int
) -> Reading:
    """Find the cheapest path through the kept steps, and the posterior of its arcs."""
    # Cheapest and soft (all paths together) cost from each state of each node to the end.
    hard: list[_States] = [{} for _ in range(size)] + [dict(endings)]
    soft: list[_States] = [{} for _ in range(size)] + [dict(endings)]
    choice: list[dict[str, _Step]] = [{} for _ in range(size)]
    for node in range(size - 1, -1, -1):
        for step in steps[node]:
            rest = hard[step.arc.end].get(step.target)
            if rest is None:
                continue
            if step.units + rest < hard[node].get(step.source, inf):
                hard[node][step.source] = step.units + rest
                choice[node][step.source] = step
            ahead = step.units + soft[step.arc.end][step.target]
            soft[node][step.source] = _add(soft[node].get(step.source, inf), ahead)
    return _follow(steps, hard, soft, choice)


def _add(one: float, two: float) -> float:
    """Return the cost of two alternatives together: the sum of their probabilities, as units."""
    low, high = (one, two) if one < two else (two, one)
    if high == inf:
        return low
    return low - log(1.0 + exp((low - high) * _NATS_PER_UNIT)) / _NATS_PER_UNIT


def _follow(
    steps: list[list[_Step]],
    hard: list[_States],
    soft: list[_States],
    choice: list[dict[str, _Step]],
) -> Reading:
    """Walk the cheapest path, with the forward sums that the posteriors need."""
    (state, total), *_ = hard[0].items()
    all_paths = soft[0][state]
    reached: list[_States] = [{} for _ in range(len(hard))]
    reached[0][state] = 0.0
    node = 0
    arcs: list[Arc] = []
    confidences: list[float] = []
    on_path = {}
    while node < len(choice):
        step = choice[node][state]
        on_path[node] = step.arc
        node, state = step.arc.end, step.target
    for node, kept in enumerate(steps):
        used = 0.0
        for step in kept:
            rest = soft[step.arc.end].get(step.target)
            begun = reached[node].get(step.source)
            if rest is None or begun is None:
                continue
            ahead = begun + step.units
            target = reached[step.arc.end]
            target[step.target] = _add(target.get(step.target, inf), ahead)
            if step.arc is on_path.get(node):
                used += exp((all_paths - ahead - rest) * _NATS_PER_UNIT)
        if node in on_path:
            arcs.append(on_path[node])
            confidences.append(min(1.0, used))
    text = "".join([arc.text for arc in arcs])
    return Reading(text, total / UNITS_PER_BIT, tuple(arcs), tuple(confidences))
