"""The search of a lattice against all of its paths, with a cost function made up for the test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textrepair.kernels.lattice import Arc, Beam, cheapest_path

EXACT = Beam(0, 0.0)

#: Lattices of at most five nodes, whose arcs end at any later node.
lattices = st.integers(0, 5).flatmap(
    lambda size: st.tuples(
        *(
            st.lists(
                st.builds(
                    Arc,
                    st.integers(node + 1, size),
                    st.text("abc", max_size=2),
                    st.floats(0, 4),
                ),
                max_size=3,
            )
            for node in range(size)
        )
    )
)


def spelling_cost(state: str, text: str) -> tuple[float, str]:
    """Charge a bit for a letter after another letter, three for a letter after itself."""
    bits = 0.0
    for letter in text:
        bits += 3.0 if letter == state else 1.0
        state = letter
    return bits, state


def paths(lattice: Sequence[Sequence[Arc]], node: int = 0) -> Iterator[tuple[Arc, ...]]:
    """Yield all paths from a node to the end."""
    if node == len(lattice):
        yield ()
        return
    for arc in lattice[node]:
        for rest in paths(lattice, arc.end):
            yield (arc, *rest)


def cost(path: Sequence[Arc], after: str) -> float:
    """Return the cost of a path that begins after the letter a."""
    text = "".join(arc.text for arc in path)
    return sum(arc.bits for arc in path) + spelling_cost("a", text + after)[0]


@given(lattices, st.sampled_from(["", "a", "bc"]))
def test_the_path_is_the_cheapest_and_posteriors_are_shares(
    lattice: Sequence[Sequence[Arc]], after: str
) -> None:
    reading = cheapest_path(lattice, spelling_cost, "a", after, EXACT)
    costs = {path: cost(path, after) for path in paths(lattice)}
    if reading is None:
        assert not costs
        return
    assert reading.bits == pytest.approx(min(costs.values()))
    assert costs[reading.arcs] == pytest.approx(reading.bits)
    assert reading.text == "".join(arc.text for arc in reading.arcs)
    if all(len(set(arcs)) == len(arcs) for arcs in lattice):
        total = sum(2.0**-bits for bits in costs.values())
        node = 0
        for arc, confidence in zip(reading.arcs, reading.confidences, strict=True):
            used = sum(2.0**-bits for path, bits in costs.items() if (node, arc) in leaving(path))
            assert confidence == pytest.approx(used / total, abs=1e-6)
            node = arc.end


def leaving(path: Sequence[Arc]) -> list[tuple[int, Arc]]:
    """Return the arcs of a path, each with the node that it leaves."""
    nodes = [0, *(arc.end for arc in path)]
    return list(zip(nodes, path, strict=False))


@given(lattices, st.integers(1, 2), st.floats(0, 3))
def test_a_narrow_beam_finds_a_path_where_there_is_one(
    lattice: Sequence[Sequence[Arc]], width: int, bits: float
) -> None:
    exact = cheapest_path(lattice, spelling_cost, "a", "", EXACT)
    narrow = cheapest_path(lattice, spelling_cost, "a", "", Beam(width, bits))
    assert (exact is None) == (narrow is None)
    if exact and narrow:
        assert narrow.bits >= exact.bits - 1e-9
        assert narrow.arcs in set(paths(lattice))


def test_an_arc_that_does_not_lead_onwards_is_an_error() -> None:
    with pytest.raises(ValueError, match="arc from node 0 to node 0 does not lead onwards"):
        cheapest_path([[Arc(0, "a")]], spelling_cost, "", "", EXACT)
