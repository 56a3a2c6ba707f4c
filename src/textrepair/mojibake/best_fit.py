"""UTF-8 that a console showed and another program best-fitted: ``supprim+¬`` is ``supprimé``.

A DOS page shows the lead bytes of UTF-8 as box drawing.  A program that writes this in
Windows-1252 puts what looks most alike for what that page lacks: ``+`` for ``├``, ``¦`` for ``║``.
So ``+`` and the character behind it are one letter, or one of a few: ``+¦`` is ñ, ó, ô, ö, ù or ú.
The models choose.  Sums, and words that ``+`` joins (``thé+café``), must not be more natural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ..caching import remembered
from ..encodings import decode_exact, decode_table
from ..language import naturalness
from ..language.any_language import bits_in_any_language
from ..language.naturalness import LaneCosts, bits_in, lane_costs, languages_of, sum_of
from ..patterns import lazily
from .channels import BEST_FIT_CHANNELS, Channel
from .structure.soundness import RARE_LETTER, breaks_case
from .whole_line import LEAD_BITS, GarbledPassage

#: What Windows-1252 has for characters of DOS that it lacks (Microsoft, bestfit1252.txt).
BEST_FIT: Final = str.maketrans(
    "─┬┴═╤╥╦╧╨╩" + "┌┐└┘├┼╒╓╔╕╖╗╘╙╚╛╜╝╪╫╬" + "│┤║╞╟╠╡╢╣█▌▐░▒▓■" + "▀▄⌐" + "ΓΣΘΦΩαδεπστφ√∩≡≤≥∞",
    "-" * 10 + "+" * 21 + "¦" * 16 + "¯_¬" + "GSTFOadepstfvn===8",
)
#: Words with such pairs between letters or at the end, and the pairs.
_WORD: Final = lazily(r"[^\W\d_]*[^\s\w]?(?:[-+][^\s\x00-*,-\x7f]|[-+]\+|[^\W\d_])+")
_PAIR: Final = lazily("[-+](?:[^\\s\x00-\x7f]|\\+)")
_SIGN: Final = lazily("(?<=[A-Za-z])[+][^\\s\x00-\x7f]")
#: Inside a word, or at the end of one; but no trade mark (``Plus+®``).
_INSIDE: Final = lazily("(?<=[A-Za-z])[+][^\\s\x00-\x7f][a-z]|[a-z]{4}[+][¬ºƒñ]")
#: Bits by which the reading of a word that stands alone must beat others of it.
_LONE_LEAD_BITS: Final = 8.0
#: How many standard deviations above natural the words may lie.
_MOST_EXCESS: Final = 2.5
#: Bits that the words must save against what they are as they stand, in any language.
_LEAST_SAVED: Final = 12.0
#: What a sign between two words costs, in bits.
_SIGN_BITS: Final = 8.0
#: A word of fewer letters proves nothing.
_LEAST_LETTERS: Final = 4
#: Readings of a word that are kept while its pairs are read one by one.
_WIDTH: Final = 8
#: Words of a line that are looked at, pairs of a word.
_MOST_WORDS: Final = 30
_MOST_PAIRS: Final = 8


def best_fitted(line: str) -> list[GarbledPassage]:
    """Return the words of a line that hold such pairs, read anew, in order.

    >>> [p.text for p in best_fitted("Le fichier a +¬t+¬ supprim+¬")]
    ['été', 'supprimé']
    >>> best_fitted("thé+café, a+é, C++")
    []
    """
    if _SIGN.search(line) is None:
        return []
    every = list(_WORD.finditer(line))
    words = [m for m in every if _PAIR.search(m[0])]
    if len(words) > _MOST_WORDS or not (len({m[0] for m in words}) > 1 or _INSIDE.search(line)):
        return []
    sound = " ".join(m[0] for m in every if not _PAIR.search(m[0]))
    found = [_read(words, sound, channel) for channel in BEST_FIT_CHANNELS]
    ranked = sorted(filter(None, found), key=_saved, reverse=True)
    if not ranked:
        return []
    said = {tuple(p.text for p in passages) for passages in ranked}
    is_sure = len(said) == 1 or _saved(ranked[0]) - _saved(ranked[1]) >= LEAD_BITS
    return ranked[0] if is_sure else []


def _saved(passages: list[GarbledPassage]) -> float:
    return passages[0].saved


def _read(words: Sequence[re.Match[str]], around: str, channel: Channel) -> list[GarbledPassage]:
    """Return the words as a DOS page explains them; empty if they are not natural then.

    ``around`` are the other words of the line: all are read in one language.
    """
    readings = [_readings(match[0], channel.read_as) for match in words]
    if not all(readings):
        return []
    weighed = [[(_weight(said), said) for said in found] for found in readings]
    lead = LEAD_BITS if len(words) > 1 else _LONE_LEAD_BITS
    languages = languages_of(sum_of([lane_costs(around), *(found[0][0] for found in weighed)]))
    read: list[str] = []
    for found in weighed:
        ranked = sorted((bits_in(weight, languages), said) for weight, said in found)
        if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < lead:
            return []
        read.append(ranked[0][1])
    changed = [(m, said) for m, said in zip(words, read, strict=True) if said != m[0]]
    if max((len(said) for _, said in changed), default=0) < _LEAST_LETTERS:
        return []
    new, old = " ".join(said for _, said in changed), " ".join(m[0] for m, _ in changed)
    scored = naturalness(new)
    apart = naturalness(re.sub("[-+]+", " ", old)).bits + _SIGN_BITS * len(changed)
    saved = min(bits_in_any_language(old), apart) - scored.bits
    if scored.excess > _MOST_EXCESS or saved < _LEAST_SAVED:
        return []
    return [
        GarbledPassage(match.start(), match.end(), said, (channel,), saved, natural=True)
        for match, said in changed
    ]


@remembered(most=512)
def _weight(word: str) -> LaneCosts:
    return lane_costs(f" {word} ")


def _readings(word: str, page: str) -> list[str]:
    """Return the likeliest readings of a word; none if a pair of it is no letter."""
    pairs = list(_PAIR.finditer(word))
    if len(pairs) > _MOST_PAIRS:
        return []
    readings = [""]
    position = 0
    for match in pairs:
        letters = _letters(page).get(match[0], "")
        before = word[position : match.start()]
        readings = [reading + before + letter for reading in readings for letter in letters]
        readings = sorted(readings, key=_bits)[:_WIDTH]
        position = match.end()
    whole = [reading + word[position:] for reading in readings]
    whole = [reading for reading in whole if not breaks_case(reading)]
    if word.isascii():
        whole.append(word)  # C++
    return sorted(whole, key=_bits)


def _bits(text: str) -> float:
    return naturalness(text).bits


@cache
def _letters(page: str) -> dict[str, str]:
    """Return the letters that each best-fitted pair of a DOS page may be."""
    found: dict[str, str] = {}
    for pair, letter in _pairs(page):
        found[pair] = found.get(pair, "") + letter
    return found


def _pairs(page: str) -> Iterator[tuple[str, str]]:
    for lead in b"\xc3\xc4\xc5":
        for trail in range(0x80, 0xC0):
            letter = decode_exact(bytes((lead, trail)), "utf-8") or ""
            if letter.isalpha() and RARE_LETTER.search(letter) is None:
                yield best_fit(letter, page), letter


def best_fit(text: str, page: str) -> str:
    """Return a text in UTF-8 as a DOS page shows it, once Windows-1252 has been made of that.

    >>> best_fit("supprimé", "cp437"), best_fit("für", "cp850")
    ('supprim+¬', 'f++r')
    """
    shown = "".join(decode_table(page)[byte] for byte in text.encode("utf-8", "replace"))
    return shown.translate(BEST_FIT)
