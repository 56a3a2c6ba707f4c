from collections.abc import Callable, Iterable, Mapping, Sequence

from ._scoring import Models

SOURCE: int

class AnyLanguage:
    def __init__(
        self,
        models: Models,
        load: Callable[[int], tuple[memoryview, bytes]],
        typical: Sequence[tuple[float, float, float]],
        nowhere: int,
        units_per_bit: float,
    ) -> None: ...
    def units(self, text: str) -> int: ...
    def excess(self, text: str) -> float: ...

class Refusal:
    def __init__(
        self,
        any_language: AnyLanguage,
        script: int,
        pages: Sequence[tuple[Mapping[int, str], Iterable[int]]],
        longest: int,
        least_saved: int,
        excesses: tuple[float, float, float],
    ) -> None: ...
    def refuses(self, line: str, places: Iterable[int]) -> bool: ...
