"""Mojibake, text that was read in the wrong encoding with nothing lost, and the text it was.

``garbled_passages`` finds the passages of a text; ``CHANNELS`` are the wrong readings that are
undone.  From below: ``channels``; ``signs``, the trigger, and ``suspicious`` lines; ``redecode``,
what a text would say if a wrong reading were undone; ``acceptance`` of what it says; ``structure``,
what the bytes prove; ``whole_line`` and ``words``, what the language models say; ``find``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .channels import CHANNELS, Channel, describe, misread
    from .escaped import garbled_escapes, with_garbled_escapes
    from .find import garbled_passages, line_at_once
    from .structure.certain_readers import CertainReader, certain_readers
    from .suspicious import looks_garbled
    from .whole_line import GarbledPassage

__all__ = [
    "CHANNELS",
    "CertainReader",
    "Channel",
    "GarbledPassage",
    "certain_readers",
    "describe",
    "garbled_escapes",
    "garbled_passages",
    "line_at_once",
    "looks_garbled",
    "misread",
    "with_garbled_escapes",
]

_HOMES = {
    "CHANNELS": "channels",
    "CertainReader": "structure.certain_readers",
    "Channel": "channels",
    "GarbledPassage": "whole_line",
    "certain_readers": "structure.certain_readers",
    "describe": "channels",
    "garbled_escapes": "escaped",
    "garbled_passages": "find",
    "line_at_once": "find",
    "looks_garbled": "suspicious",
    "misread": "channels",
    "with_garbled_escapes": "escaped",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that holds it, on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'textrepair.mojibake' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
