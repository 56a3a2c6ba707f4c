"""Fix: one callable that repairs columns of text in the batches of any engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, Final

from .. import __version__
from ..errors import OptionError
from ..options import check_types
from ..pipeline.pipeline import Pipeline, pipeline_with

#: Which function of which module repairs a batch, by the package that the batch is of.
_BATCHES: Final = {
    "pyarrow": ("arrow", "fix_batch"),
    "pandas": ("pandas", "fix_frame"),
    "polars": ("polars", "fix_frame"),
}


class Fix:
    """Repairs columns of text in whatever batch it is called with.

    ``columns`` are repaired, or, if none is named, all that hold strings.  ``into`` names the
    columns for the repaired text, so that the original stays: ``"fixed"`` for one column,
    ``"{}_fixed"`` for several.  The other options are those of ``Pipeline``.  A batch is a table
    or record batch of Arrow, a frame of pandas or polars, or a dict of lists, as Hugging Face
    datasets and Ray have them; what is no str in them stays as it is.  A batch in which nothing is
    repaired comes back as the same object.

    What it is made of, and with that its hash and its pickle, are the version of textrepair, the
    columns and the options: a cache that is keyed by it is stale after an upgrade, and not before.
    Raises OptionError for options that cannot be, TypeError for those of another type.

    >>> Fix("text", into="fixed")({"text": ["cafÃ©", None], "n": [1, 2]})
    {'text': ['cafÃ©', None], 'n': [1, 2], 'fixed': ['café', None]}
    """

    def __init__(self, *columns: str, into: str | None = None, **options: Any) -> None:
        if into is not None and "{}" not in into and len(columns) != 1:
            raise OptionError("into has to say where each column goes; such as into='{}_fixed'")
        check_types(**options)
        self._state: dict[str, Any] = {
            "version": __version__,
            "columns": columns,
            "into": into,
            "options": tuple((name, _fixed_order(options[name])) for name in sorted(options)),
        }
        _ = self.pipeline  # what cannot be is said here, and not in a worker

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are repaired; none for all that hold strings."""
        return tuple(self._state["columns"])

    @property
    def into(self) -> str | None:
        """The names of the columns for the repaired text; None to repair in place."""
        into: str | None = self._state["into"]
        return into

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline with the options."""
        return pipeline_with(dict(self._state["options"]))

    def __call__(self, batch: Any) -> Any:
        """Return a batch with its columns repaired.

        Raises TypeError for what is no batch, OptionError for a column that is not there, or that
        is named and holds no text.
        """
        if isinstance(batch, Mapping):
            return self._fix_mapping(batch)
        package = type(batch).__module__.partition(".")[0]
        if package not in _BATCHES:
            raise TypeError(
                f"{type(batch).__name__} is no batch; give a table of Arrow, pandas or polars, or "
                "a dict of lists, and single texts to textrepair.fix"
            )
        module, name = _BATCHES[package]
        fix = getattr(import_module(f".{module}", __package__), name)
        return fix(batch, *self.columns, into=self.into, pipeline=self.pipeline)

    def _fix_mapping(self, batch: Mapping[str, Any]) -> Mapping[str, Any]:
        """Repair a dict of lists or arrays, in which what is no str stays as it is."""
        result = dict(batch)
        for name in self.columns or batch:
            if name not in batch:
                raise OptionError(f"no column {name!r}; there are: {', '.join(batch)}")
            old = _values(name, batch[name], is_asked_for=bool(self.columns))
            new = [self.pipeline.fix(v) if isinstance(v, str) else v for v in old]
            if self.into is not None:
                if self.columns or any(isinstance(value, str) for value in old):
                    result[_free_name(self.into, name, result)] = _as_it_was(new, batch[name])
            elif any(a is not b for a, b in zip(old, new, strict=True)):
                result[name] = _as_it_was(new, batch[name])
        is_same = len(result) == len(batch) and all(result[name] is batch[name] for name in batch)
        return batch if is_same else result

    def __getstate__(self) -> dict[str, Any]:
        return self._state

    def __setstate__(self, state: dict[str, Any]) -> None:
        if state["version"] != __version__:
            raise OptionError(
                f"made by textrepair {state['version']}, and this is {__version__}; "
                "have one version on all workers"
            )
        self._state = state

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fix) and self._state == other._state

    def __hash__(self) -> int:
        return hash((self.columns, self.into, self.pipeline, self._state["version"]))

    def __repr__(self) -> str:
        told = [repr(column) for column in self.columns]
        told += [f"into={self.into!r}"] if self.into is not None else []
        told += [f"{name}={value!r}" for name, value in self._state["options"]]
        return f"Fix({', '.join(told)})"


def _fixed_order(value: object) -> object:
    """Return the value of an option in a form that is alike in all processes."""
    if isinstance(value, set | frozenset):
        return tuple(sorted(value))
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def _values(name: str, column: Any, *, is_asked_for: bool) -> list[Any]:
    """Return the values of a column.  Raises TypeError for a single value, which is none.

    Raises OptionError for a column that is asked for and holds values, but no text.
    """
    if isinstance(column, str | bytes) or not isinstance(column, Iterable):
        raise TypeError(
            f"{name!r} is a {type(column).__name__} and no list; give batches (batched=True), and "
            "single texts to textrepair.fix"
        )
    values = list(column)
    others = [v for v in values if v is not None and v == v]  # noqa: PLR0124 - NaN is a null
    if is_asked_for and others and not any(isinstance(value, str) for value in values):
        kind = type(others[0]).__name__
        raise OptionError(f"a column of {kind} holds no text; name columns of text")
    return values


def _free_name(into: str, name: str, taken: Mapping[str, Any]) -> str:
    new = into.replace("{}", name)
    if new in taken:
        raise OptionError(f"there is a column {new!r} already; choose another name for into")
    return new


def _as_it_was(values: list[Any], old: Any) -> Any:
    """Return values in a list, or in an array of NumPy if that is what was there before."""
    if type(old).__module__ != "numpy":
        return values
    numpy = import_module("numpy")
    return numpy.array(values, dtype=object if old.dtype == object else None)
