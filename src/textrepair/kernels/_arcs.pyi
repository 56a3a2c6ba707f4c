from collections.abc import Callable, Iterable, Mapping
from typing import Any

SOURCE: int

class FlatLattice:
    def __init__(self, known: bytes | bytearray, gaps: Mapping[int, tuple[Any, ...]]) -> None: ...

class ArcFinder:
    def __init__(
        self,
        forms: Iterable[tuple[int, frozenset[int], frozenset[int]]],
        spells: Callable[[Any], bool],
        whole: Callable[[bytes], Any],
        known_bytes: Iterable[Any],
        arc: type[tuple[Any, ...]],
    ) -> None: ...
    def arcs(self, lattice: FlatLattice, node: int) -> tuple[list[tuple[int, Any, float]], int]: ...
    def span(
        self,
        lattice: FlatLattice,
        start: int,
        looked_at: int,
        most_looks: int,
        history: int,
    ) -> tuple[int, tuple[tuple[Any, ...], ...], int]: ...
