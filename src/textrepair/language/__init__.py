"""How natural is this text, in which language, and what is the likeliest reading of half of it.

Compact character n-gram models; see docs/language-models.md. Nothing is loaded before first use.
"""

from .languages import LANGUAGES
from .lattice_search import Arc, Reading, best_reading
from .naturalness import Naturalness, bits, naturalness, ranking

__all__ = [
    "LANGUAGES",
    "Arc",
    "Naturalness",
    "Reading",
    "best_reading",
    "bits",
    "naturalness",
    "ranking",
]
