"""A progress bar on standard error, for long work, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..files.discover import STDIN, Source
from .output import is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_LONG: Final = 8 << 20  # bytes
_MANY: Final = 200  # files


class Progress:
    """Counts bytes done; draws if there is much to do and somebody to see it."""

    def __init__(self, bar: Bar | None = None, task: TaskID | None = None) -> None:
        self._bar = bar
        self._task = task

    @classmethod
    @contextmanager
    def over(cls, files: Sequence[Source], *, quiet: bool, streaming: bool) -> Iterator[Progress]:
        """Follow the work on some files; nothing is drawn between results on one terminal."""
        busy = streaming and is_terminal(sys.stdout)
        if quiet or busy or not is_terminal(sys.stderr):
            yield cls()
            return
        total = sum(_size(source) for source in files)
        if total < _LONG and len(files) < _MANY:
            yield cls()
            return
        from rich.console import Console
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            # of one file nobody knows how far it is: the bar only shows that it goes on
            yield cls(bar, bar.add_task("repairing", total=total if len(files) > 1 else None))

    def advance(self, source: Source) -> None:
        """Count a file as done."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task, _size(source))


def _size(source: Source) -> int:
    """Return the size of a file, for the bar only: 0 where it is not to be had."""
    if source.path == STDIN:
        return 0
    try:
        return Path(source.path).stat().st_size
    except (OSError, ValueError):
        return 0
