"""Readings without structure: one single-byte page taken for another, East Asian bytes for Latin-1.

Such a reading has nothing but the language models to speak for it, for every text can be read so.
The models know some eighty languages of thousands.  So it is believed only if the text as it stands
is unnatural in *every* language, those of the word lists too, and the reading is natural in one that
has a model.  Where the words around tell that language, this is enough evidence against letters that
it does not have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ..language import Naturalness, naturalness
from ..language.any_language import bits_in_any_language
from ..language.symbols import symbol

#: By how many bits the words that change must be more natural than in any language as they stand.
#: Of 499 Latin and 711 other readings that were right two thirds and all reach it, of 1,900 that
#: were wrong none (lines in 67 languages without a model, words of 960).
ANY_LANGUAGE_BITS: Final = 8.0
#: How many standard deviations the reading, and the words that change, may then lie above the mean.
TEXT_EXCESS: Final = 3.3
WORDS_EXCESS: Final = 2.6
#: East Asian characters of any text make some reading: words that change lie at 1 at most.
EAST_ASIAN_EXCESS: Final = 1.8
_EAST_ASIAN: Final = "\u2e80"
#: What it takes where the words around tell the language: bits, deviations, and letters around.
CONTEXT_BITS: Final = 17.0
CONTEXT_TEXT_EXCESS: Final = 1.6
CONTEXT_WORDS_EXCESS: Final = 3.5
CONTEXT_LETTERS: Final = 12
#: So many different letters a reading must have in the words that it changes.
LEAST_LETTERS: Final = 3
#: A trade mark sign, a quotation mark or the like in the middle of a word: “ but not ’ or -.
_INSIDE: Final = re.compile(r"[^\W\d_][^\w\s'’\-‐·\u0300-\u036f\u200c\u200d][^\W\d_]")


def is_believable(
    before: str, after: str, old: Sequence[str], new: Sequence[str], around: str = ""
) -> bool:
    """Tell whether a reading without structure is to be believed.

    ``old`` are the words that it changes, ``new`` what it makes of them; ``around`` is the line.

    >>> is_believable("Ïðèâåò, ìèð", "Привет, мир", ["Ïðèâåò,", "ìèð"], ["Привет,", "мир"])
    True
    >>> is_believable("It hûs hat", "It hűs hat", ["hûs"], ["hűs"])
    False
    """
    if are_letters_alone(old) or not _are_words(new) or _breaks_words(old, new):
        return False
    scored = _score(after)
    if scored.language is None or scored.excess > TEXT_EXCESS:
        return False
    words = _score(" ".join(_bare(new)))
    gain = bits_in_any_language(" ".join(_bare(old))) - _known_bits(words, _bare(new))
    if max(map(max, new)) >= _EAST_ASIAN:
        return gain >= ANY_LANGUAGE_BITS and words.excess <= EAST_ASIAN_EXCESS
    if gain >= ANY_LANGUAGE_BITS and words.excess <= WORDS_EXCESS:
        return True
    return (
        scored.excess <= CONTEXT_TEXT_EXCESS
        and words.excess <= CONTEXT_WORDS_EXCESS
        and _is_spelling(old, new)
        and _letters_around(around or before, old) >= CONTEXT_LETTERS
        and _score(before).bits - _known_bits(scored, [after]) >= CONTEXT_BITS
    )


def are_letters_alone(words: Sequence[str]) -> bool:
    """Tell whether words hold no two letters in a row: a list or a table of letters is no text.

    >>> are_letters_alone(["à,", "ç;", "'é'|'è'"]), are_letters_alone(["Ä£Ê½"])
    (True, False)
    """
    return all(len(part) < 2 for word in words for part in _parts(word))


def _parts(word: str) -> list[str]:
    """Return what stands between the punctuation and the digits of a word."""
    return "".join([" " if _separates(char) else char for char in word]).split()


def _separates(char: str) -> bool:
    if char.isascii():
        return not char.isalpha()
    return unicodedata.category(char) in {"Pd", "Po", "Ps", "Pe", "Pi", "Pf", "Pc", "Nd", "Zs"}


def _are_words(new: Sequence[str]) -> bool:
    """Tell whether a reading is of words that have several letters, each in one script."""
    runs = [run for word in new for run in _letter_runs(word)]
    letters = {char for run in runs if len(run) > 1 or run >= _EAST_ASIAN for char in run.lower()}
    if len(letters) < LEAST_LETTERS:
        return False
    return all(len({symbol(char).script for char in run} - {""}) <= 1 for run in runs)


def _letter_runs(word: str) -> list[str]:
    runs = "".join([char if char.isalpha() or symbol(char).script else " " for char in word])
    return runs.split()


def _breaks_words(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether a reading writes punctuation or a sign between two letters."""
    return any(
        len(_INSIDE.findall(word)) > len(_INSIDE.findall(was))
        for was, word in zip(old, new, strict=True)
    )


def _is_spelling(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether words are spelt otherwise in the same script, most of their letters the same."""
    kept = sum(a == b for was, word in zip(old, new, strict=True) for a, b in zip(was, word))
    return 2 * kept >= sum(map(len, new))


def _letters_around(line: str, old: Sequence[str]) -> int:
    """Return how many letters of a line stand in words that do not change."""
    changed = set(old)
    return sum(
        char.isalpha() for word in line.split() if word not in changed for char in word
    )


def _bare(words: Sequence[str]) -> list[str]:
    """Return words without the ASCII punctuation around them, which is that of code or of data."""
    return [word.strip("\"'()[]{}<>,;:=|*_#-") or word for word in words]


def _known_bits(scored: Naturalness, words: Sequence[str]) -> float:
    """Return the bits of words in the language that suits them best and has a model."""
    if scored.language is None:
        return scored.bits
    return naturalness(" ".join(words), (scored.language,)).bits


@lru_cache(maxsize=512)
def _score(text: str) -> Naturalness:
    return naturalness(text)
