"""``--watch``: run, and run again on the files that change.

Files are looked at once in a while, which works on every system and for files on other machines.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from click import UsageError

from ..files.discover import STDIN, Source, sources
from ..files.document import FileState
from .output import say
from .settings import Settings

#: Seconds from one look at the files to the next.  Set by hand.
_PAUSE: Final = 0.5
_States = dict[str, FileState]


def watch(settings: Settings, paths: Sequence[str], run: Callable[[Settings], int]) -> int:
    """Run on all files, then on those that change or come, until interrupted.

    Raises UsageError for standard input, KeyboardInterrupt in the end.
    """
    if STDIN in paths:
        raise UsageError("--watch takes files, and not standard input; name some")
    run(settings)
    before = _states(settings, paths)
    _say(settings, f"watching {_files(len(before))}; end with Ctrl-C")
    while True:
        time.sleep(_PAUSE)
        now = _states(settings, paths)
        changed = [path for path, state in now.items() if before.get(path) != state]
        if changed and not _is_quiet(changed, now):
            continue
        before = now
        if changed:
            _say(settings, f"{_files(len(changed))} changed at {time.strftime('%H:%M:%S')}")
            run(replace(settings, only=frozenset(changed)))
            before |= {p: s for p, s in _states(settings, paths).items() if p in set(changed)}


def _states(settings: Settings, paths: Sequence[str]) -> _States:
    """Return the states of the files that are there."""
    found: _States = {}
    for source in sources(paths, settings.selection):
        if isinstance(source, Source) and (state := _state(source.path)) is not None:
            found[source.path] = state
    return found


def _state(path: str) -> FileState | None:
    try:
        return FileState.of(Path(path).stat())
    except (OSError, ValueError):  # gone meanwhile
        return None


def _is_quiet(paths: Sequence[str], states: _States) -> bool:
    """Tell whether nothing is being written to files any more: nothing was, for a moment."""
    time.sleep(_PAUSE / 5)
    return all(_state(path) == states[path] for path in paths)


def _say(settings: Settings, message: str) -> None:
    if not settings.quiet:
        say(message)


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"
