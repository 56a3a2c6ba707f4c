"""``readings_with_horns``, ``likeliest``: TCVN3 whose soft hyphens, which it shows as ư, were lost.

TCVN3 writes ư in the code of the soft hyphen, which editors and compilers drop: ``®îc`` for được,
``nhng`` for nhưng.  Some 200 syllables in use have such a letter (data/horn_syllables.txt).  Where
a word is no syllable as it stands and one with a hyphen, it is that; where it is a syllable either
way (``mêi``: mời, mười), a language model chooses by the words around it.  The model is right in 94
of 100 such words of the training text, of which there are three in ten lines.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from ...language import Arc, best_path
from .font_tables import FONTS

_HYPHEN: Final = "\xad"
_TCVN3: Final = FONTS[0]

#: A piece of a text: what it is, or the several things that it may be.
Piece = str | tuple[str, ...]


class Choice(NamedTuple):
    """What a piece is likeliest to be, its posterior, and what else it may be."""

    text: str
    confidence: float
    others: tuple[str, ...]


@cache
def _syllables() -> dict[str, int]:
    """Return the syllables in use that have an ư without a tone, and how much commoner they are.

    That is told in bits, beside the syllable without the letter.
    """
    path = Path(__file__).parent / "data" / "horn_syllables.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    told = " ".join(line for line in lines if not line.startswith("#")).split()
    return dict(zip(told[::2], map(int, told[1::2]), strict=True))


def has_horns(word: str) -> bool:
    """Tell whether a word in TCVN3 is a syllable with one soft hyphen more."""
    return bool(readings_with_horns(word))


def readings_with_horns(word: str) -> tuple[str, ...]:
    """Return the syllables that a word in TCVN3 is with one soft hyphen more.

    >>> [readings_with_horns(word) for word in ("®îc", "nhng", "mêi", "kh«ng")]
    [('được',), ('nhưng',), ('mười',), ()]
    """
    return _with_horns(word) if len(word) <= _LONGEST else ()


@lru_cache(maxsize=4096)
def _with_horns(word: str) -> tuple[str, ...]:
    found = []
    for place in range(len(word) + 1):
        shown = _TCVN3.shown(word[:place] + _HYPHEN + word[place:])
        if shown is not None and shown.lower() in _syllables() and shown not in found:
            found.append(shown)
    return tuple(found)


#: Code points of the longest syllable.
_LONGEST: Final = 7
#: How much of the bits of use counts, as the language model knows of use itself.  Set on train.
_WEIGHT: Final = 0.5


def likeliest(pieces: list[Piece]) -> tuple[float, list[Choice]]:
    """Return the bits of the likeliest reading of a text in pieces, and what each piece is.

    >>> _, choices = likeliest(["cậu bé ", ("mời", "mười"), " tuổi"])
    >>> choices[1].text, choices[1].others
    ('mười', ('mời',))
    """
    readings = [(piece,) if isinstance(piece, str) else piece for piece in pieces]
    lattice = [
        [Arc(end, text, _bits_of_use(text)) for text in texts]
        for end, texts in enumerate(readings, 1)
    ]
    reading = best_path(lattice, "vi")
    if reading is None:  # cannot be: each node has an arc to the next
        return 0.0, [Choice(texts[0], 0.0, texts[1:]) for texts in readings]
    return reading.bits, [
        Choice(arc.text, confidence, tuple(text for text in texts if text != arc.text))
        for arc, confidence, texts in zip(reading.arcs, reading.confidences, readings, strict=True)
    ]


def _bits_of_use(text: str) -> float:
    """Return what a piece costs for being less common than with another letter, or without."""
    return -_WEIGHT * _syllables().get(text.lower(), 0)
