"""Acute accents that are apostrophes: where languages have an apostrophe between two letters.

``l´homme``, ``it´s``, ``Ankara´da`` and ``tamin´ny`` are clean, if badly typed: the accent stands
for an apostrophe.  In the texts of most languages, elisions and a few endings apart, no apostrophe
stands between two letters; in others it does in each line.
"""

from __future__ import annotations

import re
from typing import Final

from ..language.naturalness import score
from ..patterns import lazily

__all__ = [
    "FEW_APOSTROPHES", "NO_APOSTROPHES", "has_apostrophe", "is_clitic", "is_elision", "is_unlike",
    "language_of",
]  # fmt: skip

#: Languages in whose texts fewer than seven of 100,000 words have an apostrophe between two letters
#: and a vowel behind it, elisions apart.  Counted on train, as are the others.
# fmt: off
NO_APOSTROPHES: Final = frozenset((
    "bs", "ca", "cs", "de", "en", "eo", "es", "et", "eu", "fi", "fo", "fr", "fy", "gl", "hr", "hsb",
    "hu", "ia", "id", "is", "la", "lb", "lt", "lv", "ms", "nb", "nl", "nn", "pt", "ro", "sk", "sl",
    "sq", "sr-latn", "sv", "vi",
))
# fmt: on
#: Languages in which ten to forty have, most of them behind foreign names.  In Turkish, Hausa,
#: Malagasy, Guarani or Samoan hundreds and thousands have.
FEW_APOSTROPHES: Final = frozenset(("af", "cy", "da", "it", "pl", "tl"))
#: Languages that have an i without a dot, and apostrophes before it; and their letters.
_DOTLESS_LANGUAGES: Final = frozenset(("az", "tr"))
_DOTLESS_LETTERS: Final = lazily("[şğıİŞĞ]")
#: Code points of a line by which its language is told.
_TOLD_BY: Final = 1000

#: What is no accent in any reading: it´s, don´t, l´homme, d´Angelo; and between two consonants that
#: bear none.
_APOSTROPHE: Final = lazily(
    r"(?<=[A-Za-z])´(?:(?:s|t|ll|re|ve|m|d)(?![^\W\d_])|h|[A-Z][a-z])"
    "|[bdfghjklmpqrtvwx]´[bdfghjkmpqtvwx]"
)
#: Words of Romance languages, and of names, that lose their end before a vowel.
_ELISION: Final = lazily(
    "[bcdjlmnopstz]|qu|gl|un|in|al|all|dal|dell|dall|nell|sull|coll|bell|quell|quest|sant|tutt|anch"
    "|com|mezz|cap|entr|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu"  # Italian, Catalan, French
    "|ch|sc|sch|ell|ill|sill|cull|minch|mintg|quist"  # Romansh
    "|qur|mus|mas",  # Arabic names
    re.IGNORECASE,
)
#: Words shortened behind an apostrophe, of English, Welsh, Asturian and Romansh; and an ``i`` with
#: a dot, which TeX does not print under an accent.
_CLITIC: Final = lazily("´(?:[b-df-hj-np-tv-z]|ll|re|ve|st|ls)$|´i", re.IGNORECASE)
#: Where no apostrophe stands in the languages above: between a consonant and a vowel.
_UNLIKE: Final = lazily(
    "[bcdfghjklmnpqrstvwxz]´[aeiouy]|[aeiouyı]´[bcdfghjklmnpqrstvwxz]", re.IGNORECASE
)


def has_apostrophe(text: str) -> bool:
    """Tell whether a text has an acute accent that can only be an apostrophe.

    >>> has_apostrophe("so geht´s, l´homme"), has_apostrophe("P´erez")
    (True, False)
    """
    return _APOSTROPHE.search(text) is not None


def is_elision(before: str) -> bool:
    """Tell whether letters before an apostrophe are a word that lost its end.

    >>> is_elision("dell"), is_elision("Poincar")
    (True, False)
    """
    return _ELISION.fullmatch(before) is not None


def is_clitic(word: str) -> bool:
    """Tell whether a word ends as words with an apostrophe do.

    >>> is_clitic("Anna´s"), is_clitic("Andr´es")
    (True, False)
    """
    return _CLITIC.search(word) is not None


def is_unlike(word: str) -> bool:
    """Tell whether a word has an accent where hardly any language has an apostrophe."""
    return _UNLIKE.search(word) is not None


def language_of(text: str) -> str | None:
    """Return the language of a text without its words with accents; None if none is certain.

    >>> language_of("the proof of the theorem in this section")
    'en'
    """
    rest = " ".join(text[:_TOLD_BY].split())
    language = score(rest).language
    if language in _DOTLESS_LANGUAGES and not _DOTLESS_LETTERS.search(rest):
        return None
    return language
