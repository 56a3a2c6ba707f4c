"""Words with ff, fi or fl of some thirty languages, as hashes.

``de®ned`` is ``defined`` because that is a word, and ``deffned`` is none: a list knows that better
than a model of letters.  ``tools/build_ligature_words.py`` makes it.  There are 19,000 hashes of 32
bits, so of 200,000 strings of letters that are no word one has the hash of one by accident.
"""

from __future__ import annotations

from functools import cache
from os import path
from typing import Final
from zlib import crc32

from ..pack_files import read_sections

__all__ = ["LANGUAGES", "hash_of", "is_known", "is_known_in_part"]

#: The languages of the list.
LANGUAGES: Final = frozenset(
    (
        "af", "ca", "cs", "da", "de", "en", "eo", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu",
        "id", "it", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "tr",
    )
)  # fmt: skip
_PACK: Final = path.join(path.dirname(__file__), "data", "ligature_words.pack")  # noqa: PTH118, PTH120
_BYTES: Final = 4
#: Letters of a word within a longer one, at least: ``differentiable``, ``nonspecific``.
_LEAST_PART: Final = 6
#: Letters of a word that is looked at, at most.
_LONGEST: Final = 40


def hash_of(word: str) -> int:
    """Return the hash of a word in small letters."""
    return crc32(word.encode())


def is_known(word: str) -> bool:
    """Tell whether a word with a ligature is in the list.

    >>> is_known("defined"), is_known("Effects"), is_known("deffned")
    (True, True, False)
    """
    return hash_of(word.lower()) in _hashes()


def is_known_in_part(word: str, start: int, end: int) -> bool:
    """Tell whether a part of a word that holds the letters from start to end is in the list.

    >>> is_known_in_part("differentiable", 2, 4), is_known_in_part("xdiffy", 3, 5)
    (True, False)
    """
    folded = word.lower()[:_LONGEST]
    known = _hashes()
    return any(
        hash_of(folded[first:last]) in known
        for first in range(start + 1)
        for last in range(max(end, first + _LEAST_PART), len(folded) + 1)
    )


@cache
def _hashes() -> frozenset[int]:
    (data,) = read_sections(_PACK)
    ends = range(0, len(data), _BYTES)
    return frozenset(int.from_bytes(data[at : at + _BYTES], "little") for at in ends)
