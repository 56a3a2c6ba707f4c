"""Latin words in which Windows-1252 lost the last byte of a letter.

Five bytes have no character in Windows-1252.  Decoders write U+FFFD for them, ``SlovenÄ?ina``, or
drop them, ``trÃ¡sÄ`` and ``há»c``; the soft hyphen, which shows nothing, is stripped as well:
``increÃble``.  Behind the lead byte of a Latin letter the letter is one of some five: ``Á``, ``Í``,
``Ï``, ``Ð`` or ``Ý`` behind ``Ã``.  The word, its case, and the words beside it mostly leave one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, pairwise, product, zip_longest
from typing import Final

from ..encodings import decode_exact, decode_table, reencode, undefined_bytes
from ..language import naturalness
from ..patterns import lazily

_MARK: Final = "\N{REPLACEMENT CHARACTER}"
#: Lead bytes of Latin letters, and the two pairs that begin the letters of Vietnamese.
_LEADS: Final = {
    "Ã": b"\xc3",
    "Ä": b"\xc4",
    "Å": b"\xc5",
    "áº": b"\xe1\xba",
    "á»": b"\xe1\xbb",
}
_PAIR: Final = lazily(f"[ÃÄÅ]{_MARK}")
_WORD: Final = lazily(f"(?:[^\\W\\d_]|{_MARK})+")
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

#: A lead without its trail bytes, where these were dropped.
_TRAILS: Final = re.escape(decode_table("western")[0x80:0xC0])
_TORN: Final = lazily(f"(?:[ÃÄÅ]|á[º»])(?![{_TRAILS}])")
_SEQUENCES: Final = lazily(f"[Â-ô][{_TRAILS}]+")
_TORN_WORD: Final = lazily(f"(?:(?<=[Â-ô])[{_TRAILS}]{{1,3}}|[^\\W\\d_])+")
#: Where clean text has no such lead: in a word of small letters, or at its end; ``á»`` before a
#: letter.  None stands in 110 million characters of clean text of 141 languages.  Words begin with
#: ``Ã`` in Guarani.
_LOW: Final = "a-zß-öø-ÿ\u0100-\u017fơưạ-ỹ"
_CLEARLY_TORN: Final = lazily(
    f"[{_LOW}][ÃÄÅ][a-zß-ÿ]|[{_LOW}]{{2}}[ÃÄÅ](?![^\\W\\d_])|á[º»][a-zß-ÿ]"
    f"|[{_LOW}]á[º»](?![^\\W\\d_])"
)
_STRIPPED: Final = (*_LOST, 0xAD)
#: A no-break space mostly becomes a blank, and is seldom stripped: cost in bits.  Set by hand.
_NO_BREAK_SPACE: Final = 0xA0
_NO_BREAK_BITS: Final = 4.0
#: Bits by which the best word must beat the next to be sure, beside what stands around it.  Of
#: 1,645 torn words of 19 languages (dev) that did, one was wrong; at 5 bits two of 1,666.
_SURE_BITS: Final = 8.0
#: Such a lead for a word of fewer than ``_SURE_LETTERS`` letters: all of 68 that had it were right.
_SURE_ALONE_BITS: Final = 12.0
_SURE_LETTERS: Final = 3
#: Leads without their trail bytes, and code points, of a word that is looked at.
_MOST_TORN: Final = 2
_LONGEST: Final = 40
#: How many words are weighed with what stands around them, and how much of that, in code points.
_FINALISTS: Final = 6
_CONTEXT: Final = 24
#: How often the words of a line that are not sure are weighed again.
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class TornWord:
    """A word in which bytes were dropped, and what it can have been, the likeliest first."""

    start: int
    end: int
    readings: tuple[str, ...]
    confidence: float
    is_sure: bool
    #: Whether the word alone shows that bytes are missing, whatever stands beside it.
    is_clear: bool


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
    trails = (*_LOST, *_OTHERS) if len(pairs) == 1 else _LOST
    readings: list[tuple[float, float, str]] = []
    for reading, lost in _readings(word, pairs, trails):
        scored = naturalness(reading)
        odd = 0.0 if set(lost) <= set(_LOST) else _LOST_ANYWAY_BITS
        readings.append((scored.bits + odd, scored.excess + odd, reading))
    readings.sort()
    if not readings or len(readings[0][2]) < _LEAST_LETTERS:
        return None
    if len(readings) > 1 and readings[1][0] - readings[0][0] < _LEAD_BITS:
        return None
    return readings[0][2] if readings[0][1] <= _MOST_EXCESS else None


def _readings(
    word: str, torn: Sequence[re.Match[str]], trails: Sequence[int]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what a word says with each choice of trail bytes for its torn letters, and these."""
    parts = _parts(word, torn)
    leads = [_LEADS[match[0].rstrip(_MARK)] for match in torn]
    for lost in product(trails, repeat=len(torn)):
        letters = (
            (lead + bytes([trail])).decode() for lead, trail in zip(leads, lost, strict=True)
        )
        reading = "".join(part + letter for part, letter in zip(parts, (*letters, ""), strict=True))
        if _has_sound_case(reading):
            yield reading, lost


def _parts(word: str, torn: Sequence[re.Match[str]]) -> list[str]:
    """Return what stands between the torn letters of a word, read anew."""
    starts, ends = (0, *(m.end() for m in torn)), (*(m.start() for m in torn), len(word))
    return [_read(word[start:end]) for start, end in zip(starts, ends, strict=True)]


def _read(part: str) -> str:
    """Return what the whole sequences of UTF-8 in a part of a word say."""
    data = reencode(part, "western")
    return (data and decode_exact(data, "utf-8")) or part


def _has_sound_case(word: str) -> bool:
    """Tell whether no capital follows a small letter, and no small letter two capitals."""
    return not any(one.islower() and two.isupper() for one, two in pairwise(word)) and not (
        word[:2].isupper() and word[2:3].islower()
    )


def torn_words(line: str, *, beside_proof: bool = False) -> list[TornWord]:
    """Return the words of a line in which the last bytes of letters were dropped.

    Capitals stand at the beginning of words and in words of capitals.  Such words are taken
    ``beside_proof`` alone, where other words of the line prove how it was read, and a word that is
    natural as it stands is none.

    >>> line = "Es increÃble: SKÅADNIKI"
    >>> [(word.readings[0], word.is_sure) for word in torn_words(line)]
    [('increíble', True)]
    >>> [word.readings[0] for word in torn_words(line, beside_proof=True)]
    ['increíble', 'SKŁADNIKI']
    """
    if not (_TORN if beside_proof else _CLEARLY_TORN).search(line):
        return []
    spans = [
        match.span()
        for match in _TORN_WORD.finditer(line)
        if not match[0].isascii()
        and (_is_clearly_torn(line, *match.span()) or (beside_proof and _TORN.search(match[0])))
    ]
    starts, ends = (0, *(end for _, end in spans)), (*(start for start, _ in spans), len(line))
    # What stands between the words, and the words; one that is sure is context for the others.
    between = [
        _SEQUENCES.sub(lambda match: _read(match[0]), line[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    words = [line[start:end] for start, end in spans]
    found: dict[int, TornWord] = {}
    for _ in range(_ROUNDS):
        context = list(chain.from_iterable(zip_longest(between, words, fillvalue="")))
        open_ones = [n for n in range(len(words)) if n not in found or not found[n].is_sure]
        is_new = False
        for number in open_ones:
            before = "".join(context[max(0, 2 * number + 1 - _CONTEXT) : 2 * number + 1])
            after = "".join(context[2 * number + 2 : 2 * number + 2 + _CONTEXT])
            word = _torn_word(spans[number], words[number], before[-_CONTEXT:], after[:_CONTEXT])
            if word is not None:
                found[number] = word
                words[number] = word.readings[0] if word.is_sure else words[number]
                is_new |= word.is_sure
        if not is_new:
            break
    return [found[number] for number in sorted(found)]


def _is_clearly_torn(line: str, start: int, end: int) -> bool:
    match = _CLEARLY_TORN.search(line, start, end + 1)
    return match is not None and match.start() < end


def _torn_word(span: tuple[int, int], word: str, before: str, after: str) -> TornWord | None:
    torn = list(_TORN.finditer(word)) if len(word) <= _LONGEST else []
    if not torn or len(torn) > _MOST_TORN:
        return None
    alone = (
        (naturalness(said).bits + _stripped_bits(lost), said, lost)
        for said, lost in _readings(word, torn, _STRIPPED)
    )
    weighed = sorted(
        (naturalness(f"{before}{said}{after}").bits + _stripped_bits(lost), said)
        for _, said, lost in nsmallest(_FINALISTS, alone)
    )
    if not weighed:
        return None
    best = weighed[0][0]
    is_clear = _CLEARLY_TORN.search(word) is not None
    as_it_is = naturalness(f"{before}{_as_it_stands(word, torn, is_clear)}{after}").bits
    if as_it_is < best + _LEAD_BITS:
        return None
    likely = tuple(said for bits, said in weighed if bits - best < _SURE_BITS)
    lead = weighed[1][0] - best if len(weighed) > 1 else math.inf
    return TornWord(
        *span,
        likely,
        1.0 / sum(2.0 ** (best - bits) for bits, _ in weighed),
        is_sure=len(likely) == 1
        and as_it_is >= best + _SURE_BITS
        and (len(word) >= _SURE_LETTERS or lead >= _SURE_ALONE_BITS)
        and _is_natural(likely[0], before, after),
        is_clear=is_clear,
    )


def _as_it_stands(word: str, torn: Sequence[re.Match[str]], is_clear: bool) -> str:
    """Return a word of which no byte was dropped; names in code are words: ``hämtaÄrenden``."""
    leads = [f" {m[0]}" if is_clear and m[0] in "ÄÅ" else m[0] for m in torn]
    return "".join(chain.from_iterable(zip(_parts(word, torn), (*leads, ""), strict=True)))


def _is_natural(word: str, before: str, after: str) -> bool:
    """Tell whether a word is natural alone, beside what stands around it, or in small letters."""
    said = (word, f"{before}{word}{after}", *((word.lower(),) if word.isupper() else ()))
    return min(naturalness(text).excess for text in said) <= _MOST_EXCESS


def _stripped_bits(lost: Sequence[int]) -> float:
    return _NO_BREAK_BITS * lost.count(_NO_BREAK_SPACE)
