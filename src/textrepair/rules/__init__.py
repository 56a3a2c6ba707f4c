"""Kinds of damage: ``RULES`` are all of them, in order; ``all_rules`` is the list to read.

Importing this package imports no rule: ``listing`` says which rules a text needs.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, whose import would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

    from .all_rules import RULES
    from .rule import Rule, Scope, Trigger

__all__ = ["RULES", "Rule", "Scope", "Trigger"]


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    if name not in __all__:
        raise AttributeError(f"module 'textrepair.rules' has no attribute {name!r}")
    from importlib import import_module

    home = import_module(".all_rules" if name == "RULES" else ".rule", __name__)
    value = globals()[name] = getattr(home, name)
    return value
