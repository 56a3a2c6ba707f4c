from ._scoring import LanguageCosts
from .lattice import Arc, Lattice

SOURCE: int

def cheapest_path(
    lattice: Lattice,
    costs: LanguageCosts,
    start: str,
    after: str,
    width: int,
    beam_bits: float,
) -> tuple[float, list[Arc], list[float], int] | None: ...
def steps_and_states(
    ends: tuple[tuple[tuple[int, int], ...], ...], width: int
) -> tuple[int, int]: ...
