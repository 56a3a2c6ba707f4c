"""Accents as characters of their own, and the letters that bear them.

The first fonts of TeX have no letter with an accent: TeX prints an accent, and the letter over it.
Text that is taken out of such a page has both, most often the accent first, and an i without its
dot.  Which letters bear an accent is what orthographies of the world write; Unicode composes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import decomposition, normalize

__all__ = [
    "ACCENTS", "CERTAIN_SIGNS", "HATS", "LETTERS", "NO_EDGE", "SIGNS", "WEAK_SIGNS", "composed",
    "set_apart",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Accent:
    """An accent: the combining one, the letters that bear it, and what else writers mean by it."""

    combining: str
    #: Letters of some orthography, as Unicode has them with this accent; capitals bear it too.
    letters: str
    #: What stands in its place where it is no accent: a quote, an apostrophe, a sign of ASCII.
    meant: str


_TILDE: Final = ("\u0303", "aniou")
_CIRCUMFLEX: Final = ("\u0302", "aeiouyw")
#: Accents by the characters that stand for them.
ACCENTS: Final = {
    "¨": Accent("\u0308", "aeiouy", '"'),
    "´": Accent("\u0301", "aeiouycnszlr", "'"),
    "ˆ": Accent(*_CIRCUMFLEX, "^"),
    "˜": Accent(*_TILDE, "~"),
    "ˇ": Accent("\u030c", "cszrendtl", "ˇ"),
    "˘": Accent("\u0306", "aguo", "˘"),
    "˝": Accent("\u030b", "ou", '"'),
    "¸": Accent("\u0327", "cst", "¸"),
    "˛": Accent("\u0328", "aeiu", "˛"),
    "˙": Accent("\u0307", "zcgei", "."),
    "˚": Accent("\u030a", "au", "°"),
    "¯": Accent("\u0304", "aeiou", "-"),
    "`": Accent("\u0300", "aeiou", "'"),
    "~": Accent(*_TILDE, "~"),
    "^": Accent(*_CIRCUMFLEX, "^"),
}
#: Signs of ASCII, of which code is full: they are read where others tell what happened.
WEAK_SIGNS: Final = "`~^"
#: Those that begin to tell something.
SIGNS: Final = "".join(sign for sign in ACCENTS if sign not in WEAK_SIGNS)
#: Those that nobody types for anything else between two letters.
CERTAIN_SIGNS: Final = "¨ˇ˘˝¸˚˛"
#: Those that stand over letters in mathematics, or are what a font shows for a sign of ASCII.
HATS: Final = "ˆ˜¯~^"
#: Letters without these accents, as the inside of a set of a regular expression.  With ``ý``
#: Latin-1 shows the dotless i of Latin-5.
LETTERS: Final = "A-Za-zıýœŒøØæÆßłŁđĐðþșȘțȚ\ufb00-\ufb04"
#: Characters beside which no word ends, as the inside of a set: all beyond ASCII but quotes, dashes
#: and blanks.  In ``boulang√®re`` and ``p├®nalit├®`` UTF-8 was read in another page.
NO_EDGE: Final = "^\x00-\x7f\xa0\u2010-\u2026«»¿¡·•∗"
_DOTLESS: Final = frozenset("ıý")


@cache
def composed(sign: str, letter: str) -> str:
    """Return a letter with its accent; empty if it bears none.

    >>> composed("¨", "O"), composed("´", "ı"), composed("¨", "d")
    ('Ö', 'í', '')
    """
    accent = ACCENTS[sign]
    bare = "i" if letter in _DOTLESS else letter
    if not letter or bare.lower() not in accent.letters:
        return ""
    return normalize("NFC", bare + accent.combining)


def set_apart(char: str, *, behind: bool = False) -> str:
    """Return a letter with an accent as TeX prints it; another character as it is.

    >>> set_apart("ö"), set_apart("í"), set_apart("é", behind=True), set_apart("ß")
    ('¨o', '´ı', 'e´', 'ß')
    """
    parts = decomposition(char).split()
    sign = _sign_of().get(parts[1]) if len(parts) == 2 else None
    letter = chr(int(parts[0], 16)) if sign else ""
    if not sign or composed(sign, letter) != char:
        return char
    letter = "ı" if letter == "i" else letter
    return letter + sign if behind else sign + letter


@cache
def _sign_of() -> dict[str, str]:
    """Return the signs by the combining accents, as ``decomposition`` writes them."""
    signs = (*SIGNS, "`")
    return {f"{ord(ACCENTS[sign].combining):04X}": sign for sign in signs}
