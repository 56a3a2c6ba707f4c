"""Letters that a font changed, not an encoding: what TeX's fonts leave in the text of a PDF.

``read_accents`` finds words whose accents stand beside their letters; ``set_apart`` runs that
damage forward.
"""

from .accents import LETTERS, SIGNS, set_apart
from .detached import REACH, AccentedWord, read_accents

__all__ = ["LETTERS", "REACH", "SIGNS", "AccentedWord", "read_accents", "set_apart"]
