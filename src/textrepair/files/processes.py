"""Processes: files worked on several at a time; results come in the order of files."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..errors import OutputError
from .discover import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

#: Bytes in all files from which on processes are started without being asked for: each takes about
#: as long to start as a megabyte of clean text takes to repair.
_WORTH: Final = 8 << 20
#: Files that are handed out before they are wanted, by process: results are taken in order.
_AHEAD: Final = 4

T = TypeVar("T")


def processes_for(files: Sequence[Source], asked: int | None) -> int:
    """Return how many processes are to work on files: those asked for, or what is worth it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if asked is None and sum(file.size for file in files) < _WORTH:
        return 1
    return max(1, min(asked or cores or 1, len(files)))


def in_processes(
    files: Iterable[Source], work: Callable[[Source], T], jobs: int
) -> Iterator[tuple[Source, T]]:
    """Yield each file with what ``work`` made of it, in order.

    ``work`` and what it returns are pickled.  No more than a few files are handed out before
    their results are wanted, so that results do not heap up.  Raises OutputError if a process is
    killed, KeyboardInterrupt if one is interrupted.
    """
    # Imported here: most runs need no other process, and these take 10 ms.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context(_way_to_start()), _begin, (work,))
    waiting: list[tuple[Source, Future[T | None]]] = []
    refused: Source | None = None
    try:
        for source in files:
            try:
                waiting.append((source, pool.submit(_work_on, source)))
            except BrokenProcessPool:  # what was done before is yielded first
                refused = source
                break
            if len(waiting) >= jobs * _AHEAD:
                yield _result(*waiting.pop(0))
        for source, future in waiting:
            yield _result(source, future)
        if refused is not None:
            raise _killed(refused)
    finally:
        pool.shutdown(cancel_futures=True)


def _way_to_start() -> str:
    """Return how processes are started: on Linux as copies of this one if it has no threads.

    Copies need to import nothing again.  They would inherit threads half, such as that of the bar,
    and elsewhere the libraries of the system do not bear it.
    """
    import threading

    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _result(source: Source, future: Future[T | None]) -> tuple[Source, T]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        done = future.result()
    except BrokenProcessPool:
        raise _killed(source) from None
    if done is None:
        raise KeyboardInterrupt
    return source, done


def _killed(source: Source) -> OutputError:
    return OutputError(
        f"{source.path}: a process was killed, perhaps for lack of memory; all are whole; "
        "run again with fewer --jobs"
    )


_work: Callable[[Source], Any] | None = None


def _begin(work: Callable[[Source], Any]) -> None:
    """Make a process ready, which ends with its parent."""
    import threading
    from multiprocessing import parent_process

    global _work  # noqa: PLW0603 - the state of a process
    _work = work
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if callable(signal.getsignal(number)):  # the command's own, of which this one is a copy
            signal.signal(number, signal.SIG_DFL)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _work_on(source: Source) -> Any:
    """Work on a file; return None if that was interrupted."""
    assert _work is not None
    try:
        return _work(source)
    except KeyboardInterrupt:
        return None
