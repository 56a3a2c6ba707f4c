from collections.abc import Sequence

SOURCE: int

class Tables:
    def __init__(
        self,
        ranges: Sequence[range],
        counts: Sequence[int],
        shares: Sequence[float],
        east_asian: int,
    ) -> None: ...
    def lists(self, line: str) -> bool | None: ...
