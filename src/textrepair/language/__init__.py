"""How natural is this text, in which language, and what is the likeliest reading of half of it.

Compact character n-gram models; see docs/language-models.md. Nothing is loaded before first use.
"""

from textrepair.language.languages import LANGUAGES
from textrepair.language.scoring import Naturalness, bits, naturalness, ranking
from textrepair.language.search import Arc, Reading, best_reading

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
