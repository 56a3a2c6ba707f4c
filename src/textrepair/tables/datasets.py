"""Hugging Face datasets: ``fixed(dataset, "text")``, cached until an upgrade of textrepair."""

from __future__ import annotations

from typing import Any

from . import extra
from .fixer import Fix

with extra("datasets"):
    import datasets

    from . import arrow as _arrow


def fixed(
    dataset: Any,
    *columns: str,
    into: str | None = None,
    num_proc: int | None = None,
    **options: Any,
) -> Any:
    """Return a dataset, or a dict of splits, with columns repaired; features stay.

    ``num_proc`` is the number of processes; the other options are those of ``Fix``.  The
    fingerprint is made of the version of textrepair, the columns and the options, so that a cache
    of another version is never served.  An IterableDataset is repaired as it is read.
    """
    fix = Fix(*columns, into=into, **options)
    if isinstance(dataset, dict):
        splits = {
            name: fixed(split, *columns, into=into, num_proc=num_proc, **options)
            for name, split in dataset.items()
        }
        return type(dataset)(splits)
    if isinstance(dataset, datasets.IterableDataset):
        return dataset.map(fix, batched=True)
    shown = dataset.format
    features = _features(dataset.features, fix)
    done = dataset.with_format("arrow").map(
        fix, batched=True, features=features, num_proc=num_proc, desc="repairing"
    )
    new = [name for name in done.column_names if name not in dataset.column_names]
    shown["columns"] = [*shown["columns"], *new]
    return done.with_format(**{k: v for k, v in shown.items() if k != "format_kwargs"})


def _features(features: Any, fix: Fix) -> Any:
    """Return the features with those of the columns that ``into`` adds."""
    if fix.into is None:
        return features
    text = [n for n, f in features.items() if getattr(f, "dtype", "") in {"string", "large_string"}]
    added = {_arrow.name_into(fix.into, name): features[name] for name in fix.columns or text}
    return datasets.Features({**features, **added})
