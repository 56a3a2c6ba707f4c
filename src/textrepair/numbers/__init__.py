"""Numbers in prose: read as quantities, compared with those of a source, put right after a refill.

Floors, from below: ``kinds`` of number and ``languages``; ``reading`` of quantities in eight
languages; ``templates``, the slots for numbers in English; ``usage``, which numbers English writes
where, and ``checks``, numbers that cannot be; ``refill``, numbers that a machine filled back in the
wrong order; ``comparison``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .comparison import LineMatch, NumberMatch, compare, compare_lines
    from .kinds import Kind
    from .reading.quantity import Quantity
    from .reading.reader import read

__all__ = ["Kind", "LineMatch", "NumberMatch", "Quantity", "compare", "compare_lines", "read"]

_HOMES = {
    "Kind": "kinds",
    "LineMatch": "comparison",
    "NumberMatch": "comparison",
    "Quantity": "reading.quantity",
    "compare": "comparison",
    "compare_lines": "comparison",
    "read": "reading.reader",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that holds it, on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'textrepair.numbers' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
