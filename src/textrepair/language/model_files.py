"""Where the compiled models lie, and how they are read.

A pack is a mark, a check sum and sections; a section is a length and that many bytes.  Numbers are
of four bytes, little endian.  Packs are not compressed: to inflate those that one odd line of Latin
asks for takes 45 ms, and wheels are compressed anyway.  `tools/train_language.py` writes the packs;
docs/language-models.md describes the sections.
"""

from collections.abc import Iterable
from os import path

from ..errors import DataError

#: Costs are kept in eighths of a bit everywhere.
UNITS_PER_BIT = 8
#: Not a ``pathlib.Path``: ``pathlib`` takes as long to load as a pack.
_DATA = path.join(path.dirname(__file__), "data")  # noqa: PTH118, PTH120
#: How a pack begins.
_MARK = b"textrepair pack\n"


def read_sections(name: str) -> list[bytes]:
    """Return the sections of the pack `name` ("latin", "zh", ...).

    The lengths and the check sum are checked.  Raises DataError for a pack that
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
    from zlib import crc32

    data = memoryview(packed)[len(_MARK) + 4 :]
    if not packed.startswith(_MARK) or packed[len(_MARK) : len(_MARK) + 4] != _number(crc32(data)):
        raise DataError(f"{where}: damaged; install textrepair again")
    sections = []
    position = 0
    while position < len(data):
        end = position + 4 + int.from_bytes(data[position : position + 4], "little")
        if end > len(data) or position + 4 > len(data):
            raise DataError(f"{where}: cut off; install textrepair again")
        sections.append(bytes(data[position + 4 : end]))
        position = end
    return sections


def join_sections(sections: Iterable[bytes]) -> bytes:
    """Return the pack made of `sections`, the inverse of `read_sections`."""
    from zlib import crc32

    data = b"".join(_number(len(section)) + section for section in sections)
    return _MARK + _number(crc32(data)) + data


def _number(value: int) -> bytes:
    return value.to_bytes(4, "little")
