from ._scoring import LanguageCosts

SOURCE: int

def orphan_bytes(
    costs: LanguageCosts,
    data: bytes,
    pairs: str,
    may_miss: bytes,
    orphan_cost: float,
    ascii_orphan_cost: float,
    unreadable_cost: float,
    start: str,
) -> list[int]: ...
