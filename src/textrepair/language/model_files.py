"""Where the compiled models lie, and how they are read.

A pack is one zlib stream of sections; a section is a length (four bytes, little endian) and that
many bytes. `tools/train_language.py` writes them; docs/language-models.md describes the sections.
"""

from collections.abc import Iterable
from os import path

from ..errors import DataError

#: Costs are kept in eighths of a bit everywhere.
UNITS_PER_BIT = 8
#: Not a ``pathlib.Path``: ``pathlib`` takes as long to load as a pack.
_DATA = path.join(path.dirname(__file__), "data")  # noqa: PTH118, PTH120


def read_sections(name: str) -> list[bytes]:
    """Return the sections of the pack `name` ("latin", "zh", ...).

    The lengths, and the check sum that zlib writes, are checked.  Raises DataError for a pack that
    is damaged, or not there.
    """
    where = path.join(_DATA, f"{name}.pack")  # noqa: PTH118
    try:
        with open(where, "rb") as file:  # noqa: PTH123
            packed = file.read()
    except FileNotFoundError:
        raise DataError(f"{where}: not there; install textrepair again") from None
    except OSError as error:
        raise DataError(f"{where}: {(error.strerror or 'cannot be read').lower()}") from None
    return split_sections(packed, where)


def split_sections(packed: bytes, where: str) -> list[bytes]:
    """Return the sections of a pack, whose place errors name."""
    import zlib

    reader = zlib.decompressobj()
    try:
        data = reader.decompress(packed)
    except zlib.error:
        raise DataError(f"{where}: damaged; install textrepair again") from None
    if not reader.eof or reader.unused_data:
        raise DataError(f"{where}: damaged; install textrepair again")
    sections = []
    position = 0
    while position < len(data):
        end = position + 4 + int.from_bytes(data[position : position + 4], "little")
        if end > len(data) or position + 4 > len(data):
            raise DataError(f"{where}: cut off; install textrepair again")
        sections.append(data[position + 4 : end])
        position = end
    return sections


def join_sections(sections: Iterable[bytes]) -> bytes:
    """Return the pack made of `sections`, the inverse of `read_sections`."""
    import zlib

    return zlib.compress(b"".join(len(s).to_bytes(4, "little") + s for s in sections), 9)
