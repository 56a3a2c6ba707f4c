"""Ray Data: ``fixed(dataset, "text")`` repairs columns by tasks, batch by batch in Arrow."""

from __future__ import annotations

from typing import Any

from . import extra
from .fixer import Fix

with extra("ray"):
    import ray.data as _ray_data


def fixed(dataset: Any, *columns: str, into: str | None = None, **options: Any) -> Any:
    """Return a dataset of Ray with columns repaired; the options are those of ``Fix``.

    The order of rows and the types of columns stay.  Blocks are repaired whole, so that their
    size is what a task needs of memory.  Raises TypeError for what is no dataset of Ray.
    """
    if not isinstance(dataset, _ray_data.Dataset):
        raise TypeError(f"{type(dataset).__name__} is no ray.data.Dataset; make one of it first")
    fix = Fix(*columns, into=into, **options)
    return dataset.map_batches(fix, batch_format="pyarrow", batch_size=None, zero_copy_batch=True)
