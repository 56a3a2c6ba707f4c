"""Edits and findings as data, their composition, and the repair that they make."""

from .model import Applicability, Edit, Finding, Repair, Suggestion, apply_edits, same_ends

__all__ = [
    "Applicability",
    "Edit",
    "Finding",
    "Repair",
    "Suggestion",
    "apply_edits",
    "same_ends",
]
