from collections.abc import Callable, Mapping, Sequence

SOURCE: int

class Models:
    lanes: int
    def __init__(
        self,
        regions: Sequence[tuple[int, Mapping[str, int], bool]],
        alphabets: int,
        describe: Callable[[int], tuple[int, int, int, int, int, int]],
        shape_cost: Callable[[int, int, int], int],
        load: Callable[[int, int], object],
        units: tuple[int, int, int, int, int],
    ) -> None: ...
    def lane_costs(self, text: str) -> list[int]: ...
    def pair_costs(self, text: str, is_japanese: bool) -> int: ...
    def cheapest(self, text: str) -> tuple[int, int]: ...

class LanguageCosts:
    def __init__(self, models: Models, lanes: Sequence[int]) -> None: ...
    def __getitem__(self, gram: str) -> int: ...
