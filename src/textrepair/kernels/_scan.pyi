from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

SOURCE: int

def without_vectors(function: Callable[..., Any], *arguments: Any) -> Any: ...

class Classes:
    count: int
    def __init__(self, sets: Iterable[Iterable[tuple[int, int]]]) -> None: ...
    def mask(self, ranges: Iterable[tuple[int, int]]) -> int: ...

class View: ...

class Scanner:
    def __init__(
        self,
        classes: Classes | None,
        windows: Sequence[tuple[int, bool, Mapping[int, int]]] | bytes,
        confirm: Callable[[int, str, int], bool],
    ) -> None: ...
    def find(self, text: str, start: int = 0) -> int: ...
    def triggers(self, text: str) -> list[int]: ...
    def tables(self) -> bytes: ...
    def view(self, triggers: Container[int]) -> View: ...
    def part(self, triggers: Container[int]) -> Part: ...

class Part:
    def find(self, text: str, start: int = 0) -> int: ...
    def triggers(self, text: str) -> list[int]: ...

class Utf8Reader:
    def __init__(
        self,
        byte_of: Iterable[tuple[int, int]],
        refused: Iterable[tuple[int, int]],
        end: int,
        least: int,
        longest: int = 0,
        telling: bytes = b"",
        pairs: bytes = b"",
        codec: str | None = None,
        letters: Iterable[tuple[int, int]] = (),
        is_sparse: bool = False,
    ) -> None: ...
    def read(
        self, text: str, scanner: Scanner | None = None, signs: View | None = None
    ) -> str | None: ...

class Shortcut:
    def __init__(self, readers: Iterable[Utf8Reader], against: View, signs: View) -> None: ...

class LineReader:
    def __init__(self, shortcut: Shortcut, scanner: Scanner) -> None: ...
    def read(self, line: str) -> str | None: ...

def gate(
    function: Callable[..., str],
    prepare: Callable[[], tuple[Scanner, View, Shortcut | None] | None],
    prepare_late: Callable[[], tuple[Scanner, View, Shortcut | None] | None],
    warm: int,
    warm_calls: int,
) -> Callable[..., str]: ...
