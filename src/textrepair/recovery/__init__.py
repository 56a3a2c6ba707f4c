"""Text read in the wrong encoding by a decoder that lost bytes, and the text it was.

``recover`` tries the lossy channels on a text in which a replacement character (or nothing)
stands for lost bytes; ``lossy_readings`` runs the channels forward.  Each name loads its module: a
word torn by lost bytes needs one of twenty.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .certainty import CERTAIN_CONFIDENCE, SURE_CONFIDENCE, sure_of_holes
    from .channels import LossyChannel, describe, is_valid_utf8_through_a_reader
    from .decoders import ErrorPolicy, decode_losing, lossy_readings, shown_as_begun
    from .hypotheses import Recovery, loses_pairs, recover, recover_again
    from .likeliest_characters import likeliest
    from .mark_writing import ENDING_IN_81, written_marks
    from .search import Part, RecoveredCharacter, RecoveredText, SearchBudget
    from .told.swallowed import UNKNOWN
    from .undefined_bytes import TornWord, restored_words, torn_words
    from .unseen.dos_cyrillic import with_dos_letters
    from .unseen.soft_hyphens import with_soft_hyphens

__all__ = [
    "CERTAIN_CONFIDENCE",
    "ENDING_IN_81",
    "SURE_CONFIDENCE",
    "UNKNOWN",
    "ErrorPolicy",
    "LossyChannel",
    "Part",
    "RecoveredCharacter",
    "RecoveredText",
    "Recovery",
    "SearchBudget",
    "TornWord",
    "decode_losing",
    "describe",
    "is_valid_utf8_through_a_reader",
    "likeliest",
    "loses_pairs",
    "lossy_readings",
    "recover",
    "recover_again",
    "restored_words",
    "shown_as_begun",
    "sure_of_holes",
    "torn_words",
    "with_dos_letters",
    "with_soft_hyphens",
    "written_marks",
]

_HOMES = {
    "CERTAIN_CONFIDENCE": "certainty",
    "ENDING_IN_81": "mark_writing",
    "SURE_CONFIDENCE": "certainty",
    "UNKNOWN": "told.swallowed",
    "ErrorPolicy": "decoders",
    "LossyChannel": "channels",
    "Part": "search",
    "RecoveredCharacter": "search",
    "RecoveredText": "search",
    "Recovery": "hypotheses",
    "SearchBudget": "search",
    "TornWord": "undefined_bytes",
    "decode_losing": "decoders",
    "describe": "channels",
    "is_valid_utf8_through_a_reader": "channels",
    "likeliest": "likeliest_characters",
    "loses_pairs": "hypotheses",
    "lossy_readings": "decoders",
    "recover": "hypotheses",
    "recover_again": "hypotheses",
    "restored_words": "undefined_bytes",
    "shown_as_begun": "decoders",
    "sure_of_holes": "certainty",
    "torn_words": "undefined_bytes",
    "with_dos_letters": "unseen.dos_cyrillic",
    "with_soft_hyphens": "unseen.soft_hyphens",
    "written_marks": "mark_writing",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that holds it, on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'textrepair.recovery' has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value
