from collections.abc import Mapping, Sequence
from typing import Any

SOURCE: int

class Alphabet:
    width: int
    def __init__(self, width: int, levels: Sequence[tuple[Any, Any, Any]]) -> None: ...

class Characters:
    lanes: int
    def __init__(
        self,
        alphabet: str,
        folding: Mapping[str, str],
        extras: Mapping[str, Sequence[int]],
        tables: Sequence[Any],
        levels: Sequence[Sequence[Any]],
    ) -> None: ...
