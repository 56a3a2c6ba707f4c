"""The progress bar: drawn on a terminal where there is much to do, out of the way of results."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..files.discover import Source
from .output import drawn, is_terminal

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from ..files.document import Document

#: A bar is drawn from as many bytes on ...
_LONG: Final = 8 << 20
#: ... or from as many files on.  Both were set by hand.
_MANY: Final = 200


class Progress:
    """How far the work on some files has come, in bytes; without a bar nobody is told."""

    def __init__(
        self,
        bar: Bar | None = None,
        task: TaskID | None = None,
        sizes: Mapping[Source, int] | None = None,
    ) -> None:
        self.bar = bar
        self.task = task
        self.sizes = sizes or {}
        self._done = 0
        self._count = 0

    def part(self, source: Source, share: float) -> None:
        """Tell which share of a file is done: 0 to 1."""
        if self.bar is not None and self.task is not None:
            completed = self._done + share * self.sizes.get(source, 0)
            self.bar.update(self.task, completed=completed)

    def reading(self, source: Source, document: Document) -> Callable[[], Iterator[str]]:
        """Return what gives the text of a file; the first half of the work is to read it once."""
        file, size = document.file, document.size
        if self.bar is None or file is None or not size:
            return document.texts
        first = [True]

        def texts() -> Iterator[str]:
            is_first = first.pop() if first else False
            for text in document.texts():
                if is_first:
                    self.part(source, min(file.tell() / size, 1) / 2)
                yield text

        return texts

    def advance(self, source: Source) -> None:
        """Tell that a file is done."""
        self._done += self.sizes.get(source, 0)
        self._count += 1
        if self.bar is not None and self.task is not None:
            told = _counted(self._count, len(self.sizes))
            self.bar.update(self.task, completed=self._done, description=told)


@contextmanager
def progress(files: Sequence[Source], *, quiet: bool) -> Iterator[Progress]:
    """Give what is told how far the work has come; it draws a bar if there is much to do.

    The bar goes away while anything is written on the terminal.
    """
    sizes = {}
    if not quiet and is_terminal(sys.stderr):
        sizes = {source: source.size for source in files}
    if sum(sizes.values()) < _LONG and len(sizes) < _MANY:
        yield Progress()
        return
    bar = _bar()
    task = bar.add_task(_counted(0, len(files)), total=sum(sizes.values()) or None)
    with bar, drawn(bar):
        yield Progress(bar, task, sizes)


def _counted(count: int, total: int) -> str:
    return f"{count} of {total} file{'s' * (total != 1)}"


def _bar() -> Bar:
    from rich import progress as parts
    from rich.console import Console

    return parts.Progress(
        parts.TextColumn("{task.description}"),
        parts.BarColumn(),
        parts.DownloadColumn(),
        parts.TransferSpeedColumn(),
        parts.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
