from collections.abc import Callable, Iterable, Mapping, Sequence

SOURCE: int

class Classes:
    count: int
    def __init__(self, sets: Iterable[Iterable[tuple[int, int]]]) -> None: ...
    def mask(self, ranges: Iterable[tuple[int, int]]) -> int: ...

class Scanner:
    def __init__(
        self,
        classes: Classes,
        windows: Sequence[tuple[int, bool, Mapping[int, int]]],
        confirm: Callable[[int, str, int], bool],
    ) -> None: ...
    def find(self, text: str, start: int = 0) -> int: ...
    def triggers(self, text: str) -> list[int]: ...
