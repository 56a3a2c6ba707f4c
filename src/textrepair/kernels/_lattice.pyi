from collections.abc import Sequence

from ._scoring import LanguageCosts
from .lattice import Arc

SOURCE: int

def cheapest_path(
    lattice: Sequence[Sequence[Arc]],
    costs: LanguageCosts,
    start: str,
    after: str,
    width: int,
    beam_bits: float,
) -> tuple[float, list[Arc], list[float], int] | None: ...
