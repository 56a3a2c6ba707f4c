"""Changes as data: edits and findings on the original text, and how they compose."""

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
