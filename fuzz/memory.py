"""What holds the memory of a process that repaired many lines: each cache, table and model, largest first.

    nice python -m fuzz.memory --lines 100000
    nice python -m fuzz.memory --lines 20000 --damaged 1 --top 40

The lines are those of ``fuzz.soak``.  What a holder reaches counts for it unless a smaller holder
reached it first, so that the sum of the rows is what all of them hold.  The rest of the resident
memory is Python itself, code, and what malloc keeps for transient objects.  Tables of the compiled
kernels are not Python objects, and are part of that rest.
"""

from __future__ import annotations

import argparse
import functools
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType
from typing import Any, Final

from textrepair import Pipeline

from .soak import lines, memory, saved

_PACKAGE: Final = "textrepair"
#: What is code, or is counted by itself.
_NOT_HELD: Final = (ModuleType, FunctionType, type, functools._lru_cache_wrapper)


def holders() -> Iterator[tuple[str, Any, str]]:
    """Yield name and object of each cache and each global of the package, and how full a cache is."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper):
            where = getattr(found, "__module__", "") or ""
            if where.startswith(_PACKAGE):
                info = found.cache_info()
                most = "" if info.maxsize is None else f" of {info.maxsize:,}"
                yield f"{where}.{found.__qualname__}()", found, f"{info.currsize:,}{most}"
    for name, module in sorted(sys.modules.items()):
        if name.startswith(_PACKAGE) and module is not None:
            for key, value in vars(module).items():
                if not key.startswith("__") and not isinstance(value, _NOT_HELD):
                    entries = (
                        f"{len(value):,}"
                        if isinstance(value, (dict, list, tuple, set, frozenset))
                        else ""
                    )
                    yield f"{name}.{key}", value, entries


def size_of(holder: Any, seen: set[int]) -> int:
    """Return the bytes of all that an object reaches and that was not seen; adds it to ``seen``."""
    total = 0
    waiting = [holder]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        total += sys.getsizeof(one)
        waiting += [
            held
            for held in gc.get_referents(one)
            if id(held) not in seen and not isinstance(held, _NOT_HELD)
        ]
    return total


def rows() -> list[tuple[int, str, str]]:
    """Return bytes, name and entries of each holder, largest first."""
    gc.collect()
    shared: set[int] = set()
    for module in list(sys.modules.values()):
        shared.update((id(module), id(getattr(module, "__dict__", None))))
    by_size = sorted(
        ((size_of(held, set(shared)), name, held, entries) for name, held, entries in holders()),
        key=lambda row: row[:2],
    )
    return sorted(
        ((size_of(held, shared), name, entries) for _, name, held, entries in by_size),
        reverse=True,
    )


def main() -> int:
    """Repair lines, and tell what holds memory; return 1 if the process has more than allowed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--damaged", type=float, default=0.3)
    parser.add_argument("--from", type=Path, dest="saved", help="lines of fuzz.mixed_lines")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--top", type=int, default=25)
    parser.add_argument("--most-megabytes", type=float, default=200.0)
    options = parser.parse_args()
    pipeline = Pipeline(unsafe=options.unsafe)
    made = saved(options.saved) if options.saved else lines(Random(options.seed), options.damaged)
    for _ in range(options.lines):
        pipeline.repair(next(made)[0])
    now, most = memory()
    found = rows()
    held = sum(size for size, _, _ in found) / 1e6
    sys.stdout.write(f"{now:.0f} MB, at most {most:.0f}; {held:.1f} MB in Python objects:\n")
    for size, name, entries in found[: options.top]:
        sys.stdout.write(f"{size / 1e6:8.2f}  {name}  {entries}\n")
    return int(most > options.most_megabytes)


if __name__ == "__main__":
    raise SystemExit(main())
