from typing_extensions import Buffer

from ._scan import Scanner

SOURCE: int

class ColumnScan:
    def __init__(self, of_any: Scanner, of_ascii: Scanner | None) -> None: ...
    def rows(self, data: Buffer, offsets: Buffer, is_valid: Buffer | None) -> list[int]: ...
