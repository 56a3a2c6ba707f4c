from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ._scoring import Models

SOURCE: int

class Page:
    channel: object
    def __init__(
        self,
        channel: object,
        codec: str,
        table: Sequence[int],
        least_trail: int,
        is_japanese: bool,
        most_bits: float,
    ) -> None: ...

class Dense:
    def __init__(
        self,
        models: Models,
        costs: Mapping[str, int],
        readers: Sequence[tuple[Mapping[int, int], Iterable[Iterable[Page]]]],
        bounds: tuple[float, ...],
        is_utf8: Callable[[bytes], bool],
    ) -> None: ...
    def is_dense(self, line: str) -> bool: ...
    def beyond(self, text: str) -> tuple[int, int]: ...
    def spoils(self, line: str, text: str) -> bool: ...
    def readings(self, line: str, reader: int) -> list[tuple[float, Any, str]]: ...
