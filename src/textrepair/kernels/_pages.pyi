from collections.abc import Mapping, Sequence

SOURCE: int

class Pages:
    def __init__(self, pages: Sequence[Mapping[int, int]]) -> None: ...
    def of(self, line: str, with_blank: int) -> int: ...
