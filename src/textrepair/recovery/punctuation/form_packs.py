"""The garbled strings of all readers, as they come with the package.

To make those of one reader (``garbled_forms``) takes 3 to 100 milliseconds, more than the first
text that needs them.  So ``tools.build_docs`` makes them once, and writes the files in ``data/``:
one of the readers of single bytes, and one of each of double bytes, which are large and seldom met.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from ...encodings import is_multi_byte
from ...pack_files import join_sections, read_sections
from .garbled_forms import READERS, made_forms, made_signs
from .packed_forms import Form, Forms, read

#: The file that tells which readers show a character.
_SIGNS: Final = "signs.pack"


@cache
def forms(reader: tuple[str, ...]) -> Forms:
    """Return the garbled strings of a reader, with what each may stand for.

    Raises DataError for a file that is damaged or not there.
    """
    names, *tables = _sections(_file_of(reader))
    return read(tables[names.decode().split(" ").index(">".join(reader))])


@lru_cache(maxsize=1 << 12)
def forms_of(reader: tuple[str, ...], garbled: str) -> tuple[Form, ...]:
    """Return what a string may stand for, remembered: strings recur, and are looked up slowly."""
    return forms(reader).get(garbled)


@cache
def readers_by_sign() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for characters that garbled marks hold, the readers that show them.

    A line that holds none of them has no garbled mark that can be told.  Raises DataError for a
    file that is damaged or not there.
    """
    (written,) = _sections(_SIGNS)
    rows = (row.split(" ") for row in written.decode().split("\n"))
    return {sign: tuple(READERS[int(number)] for number in numbers) for sign, *numbers in rows}


@lru_cache(maxsize=1)
def _sections(name: str) -> list[bytes]:
    """Return the sections of a file; kept, for readers that show a character share a file."""
    return read_sections(_path(name))


def packs() -> dict[str, bytes]:
    """Return the files by their paths, made anew."""
    by_file: dict[str, list[tuple[str, ...]]] = {}
    for reader in READERS:
        by_file.setdefault(_file_of(reader), []).append(reader)
    rows = (" ".join((sign, *map(str, numbers))) for sign, numbers in made_signs().items())
    made = {_SIGNS: ["\n".join(rows).encode()]}
    for name, readers in by_file.items():
        names = " ".join(map(">".join, readers)).encode()
        made[name] = [names, *(made_forms(reader).written() for reader in readers)]
    return {_path(name): join_sections(sections) for name, sections in made.items()}


def _file_of(reader: tuple[str, ...]) -> str:
    return f"{reader[0]}.pack" if is_multi_byte(reader[0]) else "single.pack"


def _path(name: str) -> str:
    return f"{__file__.rpartition('form_packs.py')[0]}data/{name}"
