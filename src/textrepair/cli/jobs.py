"""Jobs: the files of a run, repaired in several processes; results come in the order of files."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final

from ..errors import OutputError
from ..files.discover import STDIN, Source
from ..reports.report import FileResult, Problem
from ..reports.statistics import Statistics
from .run import Job, Run
from .settings import Settings

#: Bytes in all files from which on processes are started without being asked for: each takes about
#: as long to start as a megabyte of clean text takes to repair.
_WORTH: Final = 8 << 20
#: Files that are handed out before they are wanted, by process: results are taken in order.
_AHEAD: Final = 4

#: Writes what was repaired, tells what was found, and returns whether the file has changed.
Deliver = Callable[[Run, Job, Callable[[FileResult], None]], bool]


@dataclass
class FileDone:
    """What a process tells of a file.  ``results`` are those that somebody wants to see."""

    is_text: bool = False
    is_changed: bool = False
    is_interrupted: bool = False
    results: list[FileResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statistics: Statistics = field(default_factory=Statistics)


@dataclass(frozen=True)
class Work:
    """What each process is to do with a file; ``wanted`` tells whether results are asked for."""

    settings: Settings
    deliver: Deliver
    report: bool
    wanted: bool

    def on(self, source: Source) -> FileDone:
        """Repair a file, and write it where it belongs."""
        run = Run(self.settings, report=self.report)
        done = FileDone(problems=run.problems, statistics=run.statistics)

        def tell(result: FileResult) -> None:
            if self.wanted:
                done.results.append(result)

        def handle(job: Job) -> None:
            done.is_changed = self.deliver(run, job, tell)

        try:
            done.is_text = run.work_on(source, handle)
        except KeyboardInterrupt:
            done.is_interrupted = True
        return done


def processes_for(files: Iterable[Source], asked: int | None) -> int:
    """Return how many processes are to work on files: those asked for, or what is worth it."""
    known = list(files)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if asked is None and sum(map(_size, known)) < _WORTH:
        return 1
    return max(1, min(asked or cores or 1, len(known)))


def in_processes(
    files: Iterable[Source], work: Work, jobs: int
) -> Iterator[tuple[Source, FileDone]]:
    """Yield each file with what was done, in order.  Raises OutputError if a process is killed.

    No more than a few files are handed out before their results are wanted, so that results do
    not heap up.
    """
    context = get_context("spawn")  # forked processes inherit threads half, such as the bar's
    pool = ProcessPoolExecutor(jobs, context, _begin, (work,))
    waiting: list[tuple[Source, Future[FileDone]]] = []
    try:
        for source in files:
            waiting.append((source, pool.submit(_work_on, source)))
            if len(waiting) >= jobs * _AHEAD:
                yield _result(*waiting.pop(0))
        for source, future in waiting:
            yield _result(source, future)
    finally:
        pool.shutdown(cancel_futures=True)


def _result(source: Source, future: Future[FileDone]) -> tuple[Source, FileDone]:
    try:
        done = future.result()
    except BrokenProcessPool:
        raise OutputError(
            f"{source.path}: a process was killed, perhaps for lack of memory; all are whole; "
            "run again with fewer --jobs"
        ) from None
    if done.is_interrupted:
        raise KeyboardInterrupt
    return source, done


_work: Work | None = None


def _begin(work: Work) -> None:
    """Make a process ready, which ends with its parent."""
    global _work  # noqa: PLW0603 - the state of a process
    _work = work
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work_on(source: Source) -> FileDone:
    assert _work is not None
    return _work.on(source)


def _size(source: Source) -> int:
    if source.path == STDIN:
        return 0
    try:
        return Path(source.path).stat().st_size
    except (OSError, ValueError):
        return 0
