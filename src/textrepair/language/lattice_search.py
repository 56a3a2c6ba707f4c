"""The most natural reading of a text of which parts are unknown.

The unknown text is a lattice, whose arcs spell what each part can be.  The search is the beam
search of `kernels.lattice`, with the costs of a language model; its states are the last ``HISTORY``
characters, which is all that the cost of the next character depends on.
"""

from ..kernels import compiled_module
from ..kernels.lattice import Beam, Lattice, Reading, SpellingCost, cheapest_path
from .compiled import compiled_costs, costs_in
from .languages import LANGUAGES, SCRIPT_OF
from .model_files import UNITS_PER_BIT
from .ngram_costs import HISTORY, START

#: Beam width: most states that a node of the lattice keeps.  Set by hand.
BEAM = 32
#: Most bits by which a state of a node may be dearer than the cheapest state.  Set by hand.
BEAM_BITS = 20.0
#: A power of two, so that costs in bits are exact.
_BITS_PER_UNIT = 1 / UNITS_PER_BIT


def best_path(
    lattice: Lattice,
    language: str,
    *,
    before: str = "",
    after: str = "",
    width: int = BEAM,
) -> Reading | None:
    """Return the most natural path from node 0 to node ``len(lattice)``; None if there is no path.

    ``lattice[i]`` holds the arcs that leave node i, or choices of arcs; each must end at a later
    node.  ``before`` and
    ``after`` are the text around the lattice.  ``width`` is the beam width in states a node; 0
    makes the search exact.  Raises ValueError for a language without a model, or for an arc that
    does not lead to a later node.

    >>> from textrepair.language import Arc
    >>> arcs = [[Arc(1, "t")], [Arc(2, "h"), Arc(2, "q")], [Arc(3, "e")]]
    >>> reading = best_path(arcs, "en", before="over ", after=" sea")
    >>> reading.text, reading.confidences[1] > 0.9
    ('the', True)
    """
    if language not in SCRIPT_OF:
        known = ", ".join(LANGUAGES)
        raise ValueError(f"no language model for {language!r}; there are models for {known}")
    start, after = (START + before)[-HISTORY:], after[:HISTORY]
    costs = compiled_costs(language)
    if costs is None:
        beam = Beam(width, BEAM_BITS)
        return cheapest_path(lattice, spelling_cost_in(language), start, after, beam)
    kernel = compiled_module("_lattice")
    found = kernel.cheapest_path(lattice, costs, start, after, width, BEAM_BITS)
    if found is None:
        return None
    bits, arcs, confidences, states = found
    text = "".join([arc.text for arc in arcs])
    return Reading(text, bits, tuple(arcs), tuple(confidences), states)


def spelling_cost_in(language: str) -> SpellingCost:
    """Return the function that gives the cost of a text after a state, and the next state."""
    costs = costs_in(language)

    def spelling_cost(state: str, text: str) -> tuple[float, str]:
        if len(text) == 1:
            gram = state + text
            return costs[gram] * _BITS_PER_UNIT, gram[1:]
        total = 0
        for character in text:
            gram = state + character
            total += costs[gram]
            state = gram[1:]
        return total * _BITS_PER_UNIT, state

    return spelling_cost
