"""DoneFiles: a journal of the files that a run has done, so that it can go on where it stopped."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from ..errors import OutputError, explained
from .small_files import open_own

#: The name of the journal in a directory; directories are walked without hidden files.
JOURNAL: Final = ".textrepair-done.jsonl"


class DoneFiles:
    """The files that were done by runs of one ``key``, which says with which options.

    A file that has changed since then is not done.  A line is written, and is on the disk, once a
    file is whole, so that a run may be stopped at any time.  Raises OutputError where the journal
    cannot be written.
    """

    def __init__(self, path: str, key: str) -> None:
        self._path = path
        self._key = key
        self._done: dict[str, list[int]] = {}
        with explained(self._cannot_write):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._file = os.fdopen(open_own(path), "r+b")
            data = self._file.read()
            self._read(data)
            if data:
                self._file.write(b"\n")  # the last line may have been cut off

    def has(self, path: str) -> bool:
        """Tell whether a file was done and is as it was then."""
        known = self._done.get(os.path.realpath(path))
        return known is not None and known == _state(path)

    def add(self, path: str) -> None:
        """Note that a file is done, and how it is now."""
        state = _state(path)
        if state is None:
            return
        entry = {"key": self._key, "path": os.path.realpath(path), "state": state}
        with explained(self._cannot_write):
            self._file.write(json.dumps(entry).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self, *, is_complete: bool) -> None:
        """Close the journal; take it away if all is done."""
        self._file.close()
        if is_complete:
            Path(self._path).unlink(missing_ok=True)

    def _read(self, data: bytes) -> None:
        for line in data.splitlines():
            try:
                entry = json.loads(line)
                if entry["key"] == self._key:
                    self._done[entry["path"]] = entry["state"]
            except (
                ValueError,
                KeyError,
                TypeError,
                RecursionError,
            ):  # a line that was cut off says nothing
                continue

    def _cannot_write(self, error: OSError) -> OutputError:
        reason = (error.strerror or "cannot be written").lower()
        return OutputError(f"{self._path}: {reason}; leave --resume out, or write elsewhere")


def _state(path: str) -> list[int] | None:
    """Return what tells a file from the file it was; None if it is gone."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    # Times of writing can be set back, and those of a change cannot.
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
