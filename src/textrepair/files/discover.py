"""Finding the files to work on: those named, and those in directories that are named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .selection import Selection

#: The name that stands for standard input.
STDIN: Final = "-"
#: Directories whose files nobody wrote by hand; hidden ones are left out as well.
_SKIPPED: Final = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to work on: its path as it was found, and below which named directory, if any."""

    path: str
    below: str | None = None

    @property
    def walked(self) -> bool:
        """Whether it was found in a directory, and not named itself."""
        return self.below is not None

    @property
    def inside(self) -> str:
        """The path within the named directory, or the bare name."""
        return os.path.relpath(self.path, self.below) if self.below else Path(self.path).name

    @property
    def size(self) -> int:
        """The size of the file in bytes, to plan by: 0 if it cannot be had."""
        if self.path == STDIN:
            return 0
        try:
            return Path(self.path).stat().st_size
        except (OSError, ValueError):
            return 0


def sources(paths: Iterable[str], selection: Selection | None = None) -> Iterator[Source | OSError]:
    """Yield each file once: those named as they come, those in directories by name.

    In directories, hidden entries, links, all that is no regular file and what ``selection``
    leaves out are passed over.  A link would lead out of the directory, or to a file that is met
    under its own name.  A directory that cannot be listed is yielded as the OSError it gave.

    >>> [source.path for source in sources(["-", "-"])]
    ['-']
    """
    seen: set[tuple[int, int]] = set()
    taken: set[str] = set()
    chosen = selection or Selection()
    for path in paths:
        if path in {"", STDIN} or not Path(path).is_dir():
            if path not in taken:
                taken.add(path)
                if _new(path, seen):
                    yield Source(path)
            continue
        for found in _walk(path, chosen):
            if isinstance(found, OSError) or _new(found, seen):
                yield found if isinstance(found, OSError) else Source(found, path)


def is_without_text(folder: str, texts: Sequence[str]) -> bool:
    """Tell whether none of the texts is in a directory that was named."""
    if folder in {"", STDIN} or not Path(folder).is_dir():
        return False
    inside = os.path.realpath(folder).rstrip(os.sep) + os.sep
    return not any(text.startswith(inside) for text in texts)


def _new(path: str, seen: set[tuple[int, int]]) -> bool:
    """Tell whether a file was not met before, under this name or another."""
    if path == STDIN:
        return True
    try:
        status = Path(path).stat()
    except (OSError, ValueError):  # reading it will say what is wrong
        return True
    key = status.st_dev, status.st_ino
    fresh = key not in seen or not stat.S_ISREG(status.st_mode)
    seen.add(key)
    return fresh


def _walk(top: str, selection: Selection) -> Iterator[str | OSError]:
    errors: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=errors.append):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _SKIPPED
            and selection.takes(top, _joined(folder, name), is_folder=True)
        )
        yield from errors
        errors.clear()
        for name in sorted(names):
            path = _joined(folder, name)
            if not name.startswith(".") and _is_regular(path) and selection.takes(top, path):
                yield path
    yield from errors


def _joined(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118 - Path would drop a leading "./"


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(Path(path).lstat().st_mode)
    except OSError:  # removed since the directory was listed
        return False
