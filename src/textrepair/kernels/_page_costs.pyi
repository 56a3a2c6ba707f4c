from collections.abc import Iterable, Sequence

SOURCE: int

class PageCosts:
    def __init__(
        self,
        tables: Sequence[Sequence[bytes]],
        kinds: Sequence[bytes],
        pairs: Iterable[tuple[bytes, float]],
        units: float,
        case_bits: float,
    ) -> None: ...
    def of_characters(self, seen: bytes, scale: float, initials: float) -> list[float]: ...
    def of_neighbours(self, sample: bytes, page: int) -> float: ...
