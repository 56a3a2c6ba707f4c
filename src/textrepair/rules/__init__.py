"""The pipeline at a glance: each module is a kind of damage, in the order they are undone."""

from __future__ import annotations

from .protocol import Rule, Trigger

RULES: tuple[Rule, ...] = ()

__all__ = ["RULES", "Rule", "Trigger"]
