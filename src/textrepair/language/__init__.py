"""How natural is this text, in which language, and what is the likeliest reading of half of it.

Compact character n-gram models; see docs/language-models.md. Nothing is loaded before first use.
"""

from ..kernels.lattice import Arc, Choices, Reading
from .languages import LANGUAGES
from .lattice_search import best_path
from .naturalness import Naturalness, bits, naturalness, ranking

__all__ = [
    "LANGUAGES",
    "Arc",
    "Choices",
    "Naturalness",
    "Reading",
    "best_path",
    "bits",
    "naturalness",
    "ranking",
]
