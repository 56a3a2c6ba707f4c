"""The cheapest path through a lattice, with the posterior probability of each of its arcs.

A lattice is a directed acyclic graph of nodes 0 to n.  Each arc spells a piece of text on the way
to a later node.  What an arc costs depends on the state before it, a string that sums up the text
spelled so far (for an n-gram model its last characters).  All costs are bits: a path of b bits has
the probability 2**-b, up to a factor that all paths share.

1. The forward pass (Viterbi search) carries, from node to node, the cheapest cost of each state.
   A beam limits the states of a node, so the time is linear in the number of arcs.
2. The backward pass computes, from the last node to the first, what each state still costs to the
   end: the cheapest path alone, and all paths together (the sum of their probabilities).
3. The backtrace follows the cheapest choice of each state.  A forward sum over all paths of the
   beam then gives the posterior of each arc: the share of the probability that flows through it.

Sources: Viterbi 1967, "Error bounds for convolutional codes and an asymptotically optimum decoding
algorithm"; Rabiner 1989, "A tutorial on hidden Markov models", section III, for the forward and
backward sums.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, inf, log
from typing import NamedTuple

_NATS_PER_BIT = log(2)
#: Bits by which one alternative is so much dearer that it is lost in the rounding of the sum: of
#: 1 and 2**-54, which is 1.
_LOST_BITS = 54.0


class Arc(NamedTuple):
    """An edge of a lattice: it leads to node ``end``, spells ``text``, and costs ``bits`` extra.

    Named tuples are made, hashed and compared three times as fast as dataclasses, and a line that
    lost bytes makes thousands of them.
    """

    end: int
    text: str
    bits: float = 0.0


class Choices(NamedTuple):
    """Arcs to node ``end``, one for each of ``characters``, which differ in nothing but that.

    Each costs ``bits`` and what ``more`` has for its character, which may be less than nothing.
    Where few bytes are known a line has thousands of arcs, of which few are ever searched: they are
    told together.
    """

    end: int
    characters: str
    more: tuple[float, ...]
    bits: float = 0.0

    def arcs(self) -> Iterator[Arc]:
        """Yield the arcs one by one."""
        end, characters, more, bits = self
        for character, extra in zip(characters, more, strict=True):
            yield Arc(end, character, bits + extra)


#: What leaves each node of a lattice.
Lattice = Sequence[Sequence[Arc | Choices]]


@dataclass(frozen=True)
class Reading:
    """The cheapest path through a lattice: its text, its cost in bits, its arcs.

    ``confidences`` holds the posterior probability of each arc, from 0 to 1.  ``states`` is the
    most states that a node had within the bits of the beam: where the beam was as wide as that, a
    wider one finds the same.
    """

    text: str
    bits: float
    arcs: tuple[Arc, ...]
    confidences: tuple[float, ...]
    states: int = 0


@dataclass(frozen=True, slots=True)
class Beam:
    """What the search keeps at a node: at most ``width`` states, cheapest first.

    No kept state is more than ``bits`` bits dearer than the cheapest one.  A width of 0 keeps all
    states.
    """

    width: int
    bits: float


#: The cost (bits) of a text after a state, and the state that the text leads to.
SpellingCost = Callable[[str, str], tuple[float, str]]


#: An arc taken from one state to another: both states, the arc, and its cost in bits.  A plain
#: tuple: a line that lost bytes takes thousands, and tuples are made at a fifth of the cost.
_Transition = tuple[str, str, Arc, float]
#: Cost in bits of each state of a node.
_States = dict[str, float]


def cheapest_path(
    lattice: Lattice,
    spelling_cost: SpellingCost,
    start: str,
    after: str,
    beam: Beam,
) -> Reading | None:
    """Return the cheapest path from node 0 to node ``len(lattice)``; None if there is no path.

    ``lattice[i]`` holds the arcs that leave node i, or choices of arcs.  ``start`` is the state at
    node 0; ``after`` is the text that follows the lattice, whose cost counts too.  Raises
    ValueError for an arc that does not lead to a later node.

    >>> lattice = [[Arc(1, "a"), Arc(1, "b", 1.0)]]
    >>> found = cheapest_path(lattice, lambda state, text: (0.0, text), "", "", Beam(0, 20.0))
    >>> found.text, found.arcs, found.confidences
    ('a', (Arc(end=1, text='a', bits=0.0),), (0.666...,))
    """
    transitions, last, states = _forward(lattice, spelling_cost, start, beam)
    if not last:
        return None
    endings = {state: spelling_cost(state, after)[0] for state in last}
    cheapest, together, choices = _backward(transitions, endings)
    (state, total), *_ = cheapest.items()
    path = _backtrace(choices, state)
    confidences = _posteriors(transitions, together, state, path)
    arcs = tuple(path.values())
    return Reading("".join([arc.text for arc in arcs]), total, arcs, confidences, states)


def _forward(
    lattice: Lattice,
    spelling_cost: SpellingCost,
    start: str,
    beam: Beam,
) -> tuple[list[list[_Transition]], _States, int]:
    """Return the transitions out of each node within the beam, and the states of the last node.

    The third result is the most states that a node had within the bits of the beam.
    """
    size = len(lattice)
    reached: list[_States] = [{} for _ in range(size + 1)]
    reached[0] = {start: 0.0}
    transitions: list[list[_Transition]] = []
    most = 0
    for node, arcs in enumerate(lattice):
        states = reached[node]
        if beam.width and len(states) > 1:
            states, near = _within(states, beam)
            most = max(most, near)
        kept = []
        for arc in _one_by_one(arcs):
            end, text, extra = arc
            if not node < end <= size:
                raise ValueError(f"an arc from node {node} to node {end} does not lead onwards")
            targets = reached[end]
            for state, so_far in states.items():
                bits, target = spelling_cost(state, text)
                bits += extra
                kept.append((state, target, arc, bits))
                bits += so_far
                if bits < targets.get(target, inf):
                    targets[target] = bits
        transitions.append(kept)
        reached[node] = {}
    return transitions, reached[size], most


def _one_by_one(arcs: Iterable[Arc | Choices]) -> Iterator[Arc]:
    for arc in arcs:
        if isinstance(arc, Choices):
            yield from arc.arcs()
        else:
            yield arc


def _within(states: _States, beam: Beam) -> tuple[_States, int]:
    """Return the states of a node that the beam keeps, and how many are within its bits."""
    dearest = min(states.values()) + beam.bits
    near = {state: bits for state, bits in states.items() if bits <= dearest}
    if len(near) <= beam.width:
        return near, len(near)
    nearest = sorted(near, key=near.__getitem__)[: beam.width]
    return {state: near[state] for state in nearest}, len(near)


def _backward(
    transitions: list[list[_Transition]], endings: _States
) -> tuple[_States, list[_States], list[dict[str, _Transition]]]:
    """Return the backward costs of the states, given what each state of the last node costs.

    The three results: by state of node 0 the cost of its cheapest path; by node and state the
    cost of all paths together; by node and state the first transition of the cheapest path.
    """
    size = len(transitions)
    cheapest: list[_States] = [{} for _ in range(size)] + [dict(endings)]
    together: list[_States] = [{} for _ in range(size)] + [dict(endings)]
    choices: list[dict[str, _Transition]] = [{} for _ in range(size)]
    for node in range(size - 1, -1, -1):
        here, sums = cheapest[node], together[node]
        for step in transitions[node]:
            source, target, arc, bits = step
            rest = cheapest[arc.end].get(target)
            if rest is None:
                continue
            if bits + rest < here.get(source, inf):
                here[source] = bits + rest
                choices[node][source] = step
            sums[source] = _sum(sums.get(source, inf), bits + together[arc.end][target])
    return cheapest[0], together, choices


def _sum(one: float, other: float) -> float:
    """Return the cost, in bits, of the summed probability of two alternatives."""
    low, high = (one, other) if one < other else (other, one)
    if high - low > _LOST_BITS or high == inf:
        return low
    return low - log(1.0 + exp((low - high) * _NATS_PER_BIT)) / _NATS_PER_BIT


def _backtrace(choices: list[dict[str, _Transition]], state: str) -> dict[int, Arc]:
    """Return the arcs of the cheapest path from a state of node 0, by the nodes they leave."""
    path: dict[int, Arc] = {}
    node = 0
    while node < len(choices):
        _, state, arc, _ = choices[node][state]
        path[node] = arc
        node = arc.end
    return path


def _posteriors(
    transitions: list[list[_Transition]],
    together: list[_States],
    start: str,
    path: dict[int, Arc],
) -> tuple[float, ...]:
    """Return the posterior of each arc of a path, by forward sums over all paths of the beam."""
    all_paths = together[0][start]
    forward: list[_States] = [{} for _ in together]
    forward[0][start] = 0.0
    posteriors: list[float] = []
    for node, steps in enumerate(transitions):
        used = 0.0
        here, taken = forward[node], path.get(node)
        for source, target, arc, bits in steps:
            rest = together[arc.end].get(target)
            begun = here.get(source)
            if rest is None or begun is None:
                continue
            ahead = begun + bits
            sums = forward[arc.end]
            sums[target] = _sum(sums.get(target, inf), ahead)
            if arc is taken:
                used += exp((all_paths - ahead - rest) * _NATS_PER_BIT)
        if node in path:
            posteriors.append(min(1.0, used))
    return tuple(posteriors)
