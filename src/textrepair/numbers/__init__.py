"""Numerals in running text: how they are read, what they can be, and how they get shuffled.

A **slot** is a run of digits, or the gap ``<>`` that is left where a machine translation
had no number to put.  A **numeral** is one slot, or several that grouping or decimal marks
join: ``700,000`` has two slots.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .compare import NumberMatch, compare
    from .reading.quantity import Quantity
    from .reading.reader import read

__all__ = ["NumberMatch", "Quantity", "compare", "read"]

_HOMES = {
    "NumberMatch": "compare",
    "Quantity": "reading.quantity",
    "compare": "compare",
    "read": "reading.reader",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that holds it, on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'textrepair.numbers' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
