"""Names of files and directories that are garbled, and their repair in place.

Archives and shares hand on the bytes of a name without their encoding.  What was shown in the
wrong one is mojibake, and is repaired as other text is; names whose bytes are no UTF-8 are decoded,
all of a directory together, for they came the same way.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..api import fix
from ..detection import decode
from ..errors import InputError, OutputError, explained
from .small_files import read_named

#: Bytes of one name that the usual file systems hold.
_MOST_BYTES: Final = 255
_SKIPPED: Final = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entry that gets another name; ``refused`` says why it does not, if it does not."""

    folder: str
    old: str
    new: str
    refused: str | None = None

    @property
    def source(self) -> str:
        """The path as it is."""
        return os.path.join(self.folder, self.old)  # noqa: PTH118 - a path that may hold any bytes

    @property
    def target(self) -> str:
        """The path as it will be."""
        return os.path.join(self.folder, self.new)  # noqa: PTH118 - a path that may hold any bytes


def renamings(tops: Iterable[str]) -> Iterator[Renaming | OSError]:
    """Yield the entries below some directories whose names are garbled, the innermost first.

    A directory that cannot be listed is yielded as the OSError it gave.  The named directories
    keep their names.
    """
    for top in tops:
        errors: list[OSError] = []
        for folder, folders, names in os.walk(top, topdown=False, onerror=errors.append):
            yield from errors
            errors.clear()
            if not _SKIPPED.intersection(Path(folder).parts):
                yield from _in_folder(folder, sorted([*folders, *names]))
        yield from errors


def rename(renaming: Renaming) -> None:
    """Give an entry its new name.  Raises OutputError; the entry then has its old name."""
    with explained(lambda error: OutputError(f"{(error.strerror or '').lower()}; left as it is")):
        if os.path.lexists(renaming.target):
            raise OutputError("the new name is taken; left as it is")
        os.rename(renaming.source, renaming.target)  # noqa: PTH104 - a path that may hold any bytes


class Journal:
    """A file of renamings, written before each is made, by which all can be undone."""

    def __init__(self, path: str) -> None:
        """Open a new journal.  Raises OutputError if the file is there already."""
        with explained(lambda error: OutputError(f"{path}: {(error.strerror or '').lower()}")):
            self._file = Path(path).open("x", encoding="ascii")  # noqa: SIM115 - see close

    def enter(self, renaming: Renaming) -> None:
        """Write down a renaming that is about to be made."""
        # Bytes of a name that are no UTF-8 are lone surrogates, which JSON escapes.
        entry = {"from": os.path.abspath(renaming.source), "to": os.path.abspath(renaming.target)}  # noqa: PTH100
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_journal(path: str) -> list[Renaming]:
    """Return the renamings that undo those of a journal, in order.  Raises InputError."""
    undone: list[Renaming] = []
    with explained(lambda error: InputError(f"{path}: {(error.strerror or '').lower()}")):
        lines = read_named(path).splitlines()
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            if "\0" in entry["to"] + entry["from"]:
                raise ValueError("no file can have such a name")
            folder, old = os.path.split(entry["to"])
            undone.append(Renaming(folder, old, os.path.basename(entry["from"])))  # noqa: PTH119
        except (ValueError, KeyError, TypeError, RecursionError):
            told = f"{path}: line {number} is no renaming; name a journal of `rename -w`"
            raise InputError(told) from None
    return undone[::-1]


def _in_folder(folder: str, names: Sequence[str]) -> Iterator[Renaming]:
    """Yield the renamings in one directory; what would meet another entry is refused."""
    taken = set(names)
    for old, new in _repaired(names):
        refused = None
        if new in taken:
            refused = "the new name is taken"
        elif not new or "/" in new or "\0" in new or new in {".", ".."}:
            refused = "the repaired name is no name of a file"
        elif len(os.fsencode(new)) > _MOST_BYTES:
            refused = f"the repaired name has more than {_MOST_BYTES} bytes"
        taken.add(new)
        yield Renaming(folder, old, new, refused)


def _repaired(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that change, and what each becomes."""
    wide = [name for name in names if not name.isascii() and "\n" not in name]
    unread = [name for name in wide if any("\udc80" <= char <= "\udcff" for char in name)]
    read = decode(b"\n".join(map(os.fsencode, unread))).text.split("\n") if unread else []
    if len(read) == len(unread):
        for old, new in zip(unread, read, strict=True):
            if not any("\ud800" <= char <= "\udfff" for char in new):
                yield old, fix(new)
    whole = [name for name in wide if name not in unread]
    mended = fix("\n".join(whole)).split("\n")
    if len(mended) == len(whole):
        yield from ((old, new) for old, new in zip(whole, mended, strict=True) if old != new)
