"""The error tree: one root, and each error also what Python people expect."""

from __future__ import annotations

import inspect

import pytest

from textrepair import errors

ALL = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_error_has_the_root_and_is_in_the_tree_at_the_top(kind: type[Exception]) -> None:
    assert issubclass(kind, errors.TextRepairError)
    assert kind.__name__ in (errors.__doc__ or "")
    assert kind.__doc__


def test_errors_are_also_those_of_python() -> None:
    assert issubclass(errors.OptionError, ValueError)
    assert issubclass(errors.InputError, ValueError)
    assert issubclass(errors.OutputError, OSError)
