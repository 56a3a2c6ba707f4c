"""``textrepair rename``: garbled names of files and directories, shown, repaired, and undone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from click import UsageError

from ...errors import OutputError
from ...files.entry_names import Journal, Renaming, read_journal, rename, renamings
from ...reports.escaping import visible
from ..output import complain, say, write_text

#: How a byte of a name that does not decode is escaped.
_BYTE: Final = re.compile(r"\\udc([89a-f][0-9a-f])")
FOUND: Final = 1
FAILED: Final = 2


def rename_in(paths: Sequence[str], *, write: bool, undo: str | None) -> int:
    """Show the new names of what is garbled below some directories, or give them."""
    if undo is not None:
        if paths or write:
            raise UsageError("--undo takes its paths from the journal; pass nothing else")
        return _undo(undo)
    if not paths and write:
        raise UsageError("no directory; name one, or . for this one")
    paths = paths or ["."]
    for path in paths:
        if not Path(path).is_dir():
            raise UsageError(f"{visible(path)} is no directory; name one that holds the files")
    found: list[Renaming] = []
    failed = False
    for each in renamings(paths):
        if isinstance(each, OSError):
            complain((each.strerror or "cannot be listed").lower(), str(each.filename))
            failed = True
        else:
            found.append(each)
    if write:
        code = _perform(found, f"textrepair-renames-{time.strftime('%Y%m%d-%H%M%S')}.jsonl")
        return FAILED if failed else code
    for renaming in found:
        write_text(_line(renaming))
    say(f"{_count(found)} would get another name; pass -w to rename" if found else _count(found))
    return FAILED if failed else FOUND if found else 0


def _undo(journal: str) -> int:
    if not journal:
        raise UsageError("--undo names no journal; name the file that `rename -w` wrote")
    return _perform(read_journal(journal), None)


def _perform(found: Iterable[Renaming], journal_path: str | None) -> int:
    """Rename, and write down what is renamed first; return the exit code."""
    journal: Journal | None = None
    done = failed = 0
    try:
        for renaming in found:
            if renaming.refused is not None:
                complain(f"{renaming.refused}; left as it is", renaming.source)
                failed += 1
                continue
            if journal is None and journal_path is not None:
                journal = Journal(journal_path)
            if journal is not None:
                journal.enter(renaming)
            try:
                rename(renaming)
            except OutputError as error:
                complain(str(error), renaming.source)
                failed += 1
                continue
            write_text(_line(renaming))
            done += 1
    finally:
        if journal is not None:
            journal.close()
    undo = f"; `textrepair rename --undo {journal_path}` takes it back" if journal else ""
    say(f"{done} renamed{undo}")
    return FAILED if failed else 0


def _name(path: str) -> str:
    r"""Return a path as it may be shown; bytes that are no UTF-8 as ``\xNN``."""
    return _BYTE.sub(r"\\x\1", visible(path))


def _line(renaming: Renaming) -> str:
    refused = "" if renaming.refused is None else f"  ({renaming.refused}; would be left as it is)"
    return f"{_name(renaming.source)} -> {_name(renaming.new)}{refused}\n"


def _count(found: Sequence[Renaming]) -> str:
    count = len(found)
    return "no name is garbled" if not count else f"{count} name{'s' * (count > 1)}"
