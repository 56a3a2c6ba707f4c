"""Dask: ``fixed(frame, "text")`` repairs columns partition by partition."""

from __future__ import annotations

from typing import Any

from . import extra
from .fixer import Fix

with extra("dask"):
    import dask.dataframe as _dask_frame

    from .pandas import fix_frame as _fix_frame


def fixed(frame: Any, *columns: str, into: str | None = None, **options: Any) -> Any:
    """Return a frame of Dask with columns repaired; the options are those of ``Fix``.

    Python holds one lock a process: take the scheduler of processes, or a cluster, for speed.
    Raises TypeError for what is no frame of Dask.
    """
    if not isinstance(frame, _dask_frame.DataFrame):
        raise TypeError(f"{type(frame).__name__} is no dask.dataframe.DataFrame; make one first")
    fix = Fix(*columns, into=into, **options)
    empty = _fix_frame(frame._meta, *columns, into=into, pipeline=fix.pipeline)
    return frame.map_partitions(fix, meta=empty)
