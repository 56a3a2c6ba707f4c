from collections.abc import Callable, Iterable, Mapping, Sequence

from typing_extensions import Buffer

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

class Utf8Reader:
    def __init__(
        self,
        byte_of: Mapping[str, int],
        refused: Iterable[tuple[int, int]],
        end: int,
        least: int,
    ) -> None: ...
    def read(self, text: str) -> str | None: ...

class Shortcut:
    def __init__(self, reader: Utf8Reader, scanner: Scanner, against: Iterable[int]) -> None: ...

class ColumnScan:
    def __init__(self, of_any: Scanner, of_ascii: Scanner | None) -> None: ...
    def rows(self, data: Buffer, offsets: Buffer, is_valid: Buffer | None) -> list[int]: ...

def gate(
    function: Callable[..., str],
    prepare_ascii: Callable[[], Scanner | None],
    prepare: Callable[[], tuple[Scanner | None, Shortcut | None]],
    warm: int,
    warm_calls: int,
) -> Callable[..., str]: ...
