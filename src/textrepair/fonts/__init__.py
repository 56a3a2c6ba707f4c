"""Letters that a font changed, not an encoding: what TeX's fonts leave in the text of a PDF.

``read_accents`` finds words whose accents stand beside their letters, ``read_ligatures`` words with
what a font shows for ligatures; ``set_apart`` and ``drawn_by`` run these damages forward.
"""

from .accents import LETTERS, SIGNS, set_apart
from .detached import REACH, AccentedWord, read_accents
from .ligatures import (
    CONTROL_FONTS,
    LIGATURE_PLACE,
    LIGATURE_REACH,
    LIGATURE_SIGNS,
    SHOWN_FONTS,
    LigatureWord,
    drawn_by,
    read_ligatures,
)

__all__ = [
    "CONTROL_FONTS",
    "LETTERS",
    "LIGATURE_PLACE",
    "LIGATURE_REACH",
    "LIGATURE_SIGNS",
    "REACH",
    "SHOWN_FONTS",
    "SIGNS",
    "AccentedWord",
    "LigatureWord",
    "drawn_by",
    "read_accents",
    "read_ligatures",
    "set_apart",
]
