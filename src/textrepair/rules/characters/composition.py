r"""Letters and their marks written as two characters where one would do.

Looks like:    e and U+0301 for é: it looks alike and compares as another text
Happens when:  file systems and some keyboards take characters apart.
Undone by:     bringing the text to the normalization form C of Unicode.
Left alone:    text that is in that form, also where a letter has a mark for which Unicode has no
               single character.
Example:
    >>> import textrepair
    >>> textrepair.fix("cafe\u0301", profile="normalize")
    'café'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from random import Random
from typing import Final
from unicodedata import combining, decomposition, is_normalized, normalize

from ...edits import Edit
from ...options import Options
from ..rule import Rule, Scope, Trigger

NAME: Final = "composition"
TRIGGER: Final = Trigger(first="\u0300-\U0010ffff")

CONFIDENCE: Final = 0.99

_HANGUL_PARTS: Final = range(0x1161, 0x1200)  # vowels and final consonants


def find(text: str, options: Options) -> Iterator[Edit]:
    """Yield an edit for each cluster of characters that changes."""
    del options
    if is_normalized("NFC", text):
        return
    for start, end in pairwise([*_boundaries(text), len(text)]):
        before = text[start:end]
        after = normalize("NFC", before)
        if after != before:
            message = "not in Unicode's normalization form C"
            yield Edit(NAME, start, end, before, after, message, confidence=CONFIDENCE)


def rewrite(text: str, options: Options) -> str:
    """Return the text in normalization form C."""
    del options
    return normalize("NFC", text)


def inflict(text: str, rng: Random) -> str:
    """Take characters apart."""
    del rng
    return normalize("NFD", text)


def _boundaries(text: str) -> Iterator[int]:
    """Yield where clusters begin; nothing composes, or is put in order, across their borders."""
    joining = _joining()
    for at, char in enumerate(text):
        if at == 0 or char < "\u0300" or (not combining(char) and char not in joining):
            yield at


@cache
def _joining() -> frozenset[str]:
    """Return the characters without a combining class that compose with a character before them."""
    parts = {chr(code) for code in _HANGUL_PARTS}
    for code in range(0x300, 0x20000):
        mapping = decomposition(chr(code))
        if mapping and not mapping.startswith("<"):
            parts.update(chr(int(part, 16)) for part in mapping.split()[1:])
            first = chr(int(mapping.split()[0], 16))
            if combining(first):
                parts.add(chr(code))
    return frozenset(char for char in parts if not combining(char))


RULE: Final = Rule(
    name=NAME,
    summary="Characters that are not in normalization form C",
    doc=__doc__,
    trigger=TRIGGER,
    find=find,
    inflict=inflict,
    profiles=("normalize",),
    scope=Scope.LINE,
    rewrite=rewrite,
)
