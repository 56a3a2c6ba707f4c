"""Box drawing: lines, boxes and shades of DOS, which say that bytes are in one of its code pages.

A run of one byte is a line, and what stands at its ends are corners that match.  No language has
such words.  The letters that are left tell which of the code pages of DOS it is.
"""

from __future__ import annotations

import re
from typing import Final

from ..encodings import BY_CODEC
from .input import Input
from .result import TextFormat
from .sampling import ASCII, Sample
from .scoring import CandidateScore

#: Bytes of the beginning that are looked at.
_SAMPLE: Final = 1 << 14
#: What drawings are recognised by: four of a byte of lines or shades, a shade that grows or
#: fades, a branch of a tree.
_RUN: Final = re.compile(
    rb"(?<![A-Za-z0-9\x80-\xaf\xe0-\xff])(?:[\xda\xc9\xc0\xc8\xc3\xcc\xd5\xd6\xb0-\xb2\xdb-\xdf]*"
    rb"(?:([\xc4\xcd\xdb\xdc\xdf\xb0-\xb2])\1{3,}|\xb0+\xb1+\xb2+|\xb2+\xb1+\xb0+)"
    rb"|[\xc3\xc0]\xc4\xc4(?=\xc4| ))"
)
#: One of these is part of whatever that finds: they are looked for first, for that is fast.
_PARTS: Final = (
    *(bytes([value]) * 4 for value in b"\xc4\xcd\xdb\xdc\xdf\xb0\xb1\xb2"),
    *(b"\xb0\xb1", b"\xb2\xb1", b"\xc3\xc4\xc4", b"\xc0\xc4\xc4"),
)
#: Bytes of drawings with no letter beside them.
_DRAWN: Final = re.compile(
    rb"(?<![A-Za-z\x80-\xaf\xe0-\xff])[\xb0-\xdf]+(?![A-Za-z\x80-\xaf\xe0-\xff])"
)
#: Parts that stand in place: lines of two and more, with what joins them, shades, uprights.
_IN_PLACE: Final = re.compile(
    rb"[\xb3\xb4\xb5-\xbf\xc0-\xc3\xc5-\xcc\xce-\xda]?(?:\xc4{2,}|\xcd{2,})"
    rb"(?:[\xb3\xb4\xb5-\xbf\xc0-\xc3\xc5-\xcc\xce-\xda])?"
    rb"|[\xb0-\xb2\xdb-\xdf]{2,}|(?<![\x80-\xff])[\xb3\xba\xb0-\xb2\xdb-\xdf](?![\x80-\xff])"
)
#: Least share of the bytes of drawings that stand in place.
_LEAST_SHARE: Final = 0.8
#: The code pages that are asked about the letters; those that read drawings alike in this order.
_PAGES: Final = (
    *("cp437", "cp850", "cp866", "cp852", "cp737", "cp857", "cp862", "cp855", "cp775", "cp860"),
    *("cp861", "cp863", "cp865", "cp869", "cp1125"),
)
#: Bits for each byte of a drawing that is a letter in a code page, and most of these counted.
_LETTER_BITS: Final = 6.0
_MOST_LETTERS: Final = 10
_CONFIDENCE: Final = 0.95


def by_box_drawing(data: Input) -> TextFormat | None:
    """Tell which code page of DOS bytes with lines and boxes are in; None if there are none.

    >>> by_box_drawing(Input("┌────┐ Hello".encode("cp437"))).encoding
    'cp437'
    """
    sample = data.read_at(max(0, data.first_high - 100), _SAMPLE)
    if not any(part in sample for part in _PARTS) or not _RUN.search(sample):
        return None
    drawn = b" ".join(_DRAWN.findall(sample))
    in_place = sum(len(part.group()) for part in _IN_PLACE.finditer(drawn))
    if in_place < _LEAST_SHARE * len(drawn.replace(b" ", b"")):
        return None
    rest = _DRAWN.sub(lambda part: b" " * len(part.group()), sample)
    letters = rest.translate(None, ASCII)
    if not letters:
        return TextFormat(_PAGES[0], _CONFIDENCE)
    scores = []
    for codec in _PAGES:
        score = CandidateScore(BY_CODEC[codec], BY_CODEC[codec].prior_bits or 0.0)
        score.add_sample(Sample(_words_with_letters(rest), in_step=True))
        misread = sum(map(str.isalpha, drawn.decode(codec, "replace")))
        score.bits += _LETTER_BITS * min(misread, _MOST_LETTERS)
        scores.append(score)
    best = min(scores, key=lambda score: score.bits)
    return TextFormat(best.codec, _CONFIDENCE, best.language)


def _words_with_letters(rest: bytes) -> bytes:
    return b" ".join(word for word in rest.split() if not word.isascii())[:600]
