"""Latin words in which Windows-1252 lost the last byte of a letter: ``SlovenÄ?ina`` with U+FFFD.

Five bytes have no character in Windows-1252, and decoders write U+FFFD for them.  Behind the lead
byte of a Latin letter the letter is one of five: ``Á``, ``Í``, ``Ï``, ``Ð`` or ``Ý`` behind ``Ã``.
The word and its case mostly leave one of them.
"""

from __future__ import annotations

from itertools import product
from typing import Final

from ..encodings import undefined_bytes
from ..language import naturalness
from ..patterns import lazily

_MARK: Final = "\N{REPLACEMENT CHARACTER}"
_LEADS: Final = {"Ã": 0xC3, "Ä": 0xC4, "Å": 0xC5}
_PAIR: Final = lazily(f"[ÃÄÅ]{_MARK}")
_WORD: Final = lazily(f"(?:[^\\W\\d_]|{_MARK})+")
_BROKEN_CASE: Final = lazily("[a-zß-öø-ÿāčďĝōŏŝ][A-ZÀ-ÖØ-ÞĐŁŐ]|[A-ZÀ-ÖØ-ÞĐŁŐ]{2}[a-zß-öø-ÿāčďĝōŏŝ]")
#: What Windows-1252 does not have, and the no-break space, which is lost in other ways too; any
#: other trail byte may be lost, at a cost in bits.
_LOST: Final = (*sorted(undefined_bytes("cp1252")), 0xA0)
_OTHERS: Final = tuple(byte for byte in range(0x80, 0xC0) if byte not in _LOST)
_LOST_ANYWAY_BITS: Final = 8.0
#: Bits by which the best letter must be more natural than the next, and by how many standard
#: deviations the word may lie above natural.
_LEAD_BITS: Final = 3.0
_MOST_EXCESS: Final = 3.3
#: A shorter word tells too little; a word with more pairs is left.
_LEAST_LETTERS: Final = 4
_MOST_PAIRS: Final = 3


def restored_words(line: str) -> list[tuple[int, int, str]]:
    """Return the words of a line whose lost bytes can be told: where each stands, what it says.

    >>> restored_words("SlovenÄ\\N{REPLACEMENT CHARACTER}ina, BÄ\\N{REPLACEMENT CHARACTER}CKER")
    [(0, 11, 'Slovenčina')]
    """
    found: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(line) if _PAIR.search(line) else ():
        word = _restored(match[0])
        if word is not None:
            found.append((match.start(), match.end(), word))
    return found


def _restored(word: str) -> str | None:
    pairs = list(_PAIR.finditer(word))
    if not pairs or len(pairs) > _MOST_PAIRS or _MARK in _PAIR.sub("", word):
        return None
    lost_anyway = _OTHERS if len(pairs) == 1 else ()
    choices = [
        [bytes((_LEADS[pair[0][0]], trail)).decode() for trail in (*_LOST, *lost_anyway)]
        for pair in pairs
    ]
    readings: list[tuple[float, float, str]] = []
    for places in product(*(range(len(letters)) for letters in choices)):
        each = (letters[place] for letters, place in zip(choices, places, strict=True))
        reading = "".join(part + next(each, "") for part in _PAIR.split(word))
        if not _BROKEN_CASE.search(reading):
            scored = naturalness(reading)
            odd = _LOST_ANYWAY_BITS if max(places) >= len(_LOST) else 0.0
            readings.append((scored.bits + odd, scored.excess + odd, reading))
    readings.sort()
    if not readings or len(readings[0][2]) < _LEAST_LETTERS:
        return None
    if len(readings) > 1 and readings[1][0] - readings[0][0] < _LEAD_BITS:
        return None
    return readings[0][2] if readings[0][1] <= _MOST_EXCESS else None
