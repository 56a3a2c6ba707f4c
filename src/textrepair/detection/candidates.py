"""Which encodings come into question for some bytes: the cheap tests before the race."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from math import inf
from typing import Final

from ..encodings.registry import MULTI_BYTE, SINGLE_BYTE, alike, unwritten
from .appearance import commonness, is_latin, oddness, rarities
from .sampling import ASCII, Stretch, first_high
from .scoring import BAD_BITS, Contestant
from .signatures import decodes

#: How much odder than the least odd one a code page may look, in bits, and in bits for each
#: high byte, of which so many count.
_UNLIKELY: Final = 9.5
_UNLIKELY_A_BYTE: Final = 0.6
_UNLIKELY_BYTES: Final = 40
_MOST_CANDIDATES: Final = 12
#: No code page is so odd for a text that is in it, in bits a high byte.
_TOO_ODD: Final = 7.5
_TELLING: Final = 12
#: Less of the characters of a text are rarely common ones.
_COMMON: Final = 0.5
#: So many bytes count that a code page leaves undefined.
_MOST_BAD: Final = 200
_DECLARED_BITS: Final = -10.0
#: What it takes that a text of ASCII letters is in an encoding for another script.
_FOREIGN_BITS: Final = 16.0
_LATIN_RATIO: Final = 6
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"


def single_byte(
    data: bytes, sample: list[Stretch], declared: str | None, *, others: bool
) -> Iterator[Contestant]:
    """Yield the code pages worth reading, each text once, the customary name for it."""
    high = data.translate(None, ASCII)
    present = bytes(sorted(set(high)))
    seen = b" ".join(stretch.data for stretch in sample[:4])
    seen_high = seen.translate(None, ASCII)
    foreign = _mostly_latin(_surroundings(data))
    margin = _UNLIKELY + _UNLIKELY_A_BYTE * min(len(seen_high), _UNLIKELY_BYTES)
    priors = _priors(declared, foreign=foreign)
    rare = rarities(seen_high)
    firsts = sorted((prior / 2 + rare[codec], codec) for codec, prior in priors.items())
    least = inf
    pages: dict[bytes, tuple[float, Contestant]] = {}
    for first, codec in firsts:
        if first > least + margin:
            break
        reading = present.translate(alike(codec))
        if reading in pages:  # of two that read alike the cheaper one came first
            continue
        bad = len(high) - len(high.translate(None, unwritten(codec)))
        bad_bits = BAD_BITS * min(bad, _MOST_BAD)
        odd = first + bad_bits / 2 + oddness(seen, codec)
        least = min(least, odd)
        pages[reading] = odd, Contestant(codec, priors[codec] + bad_bits)
    if least > _TOO_ODD * len(seen_high) and len(seen_high) >= _TELLING and others:
        return iter(())
    likely = sorted(pages.values(), key=lambda page: page[0])
    return (page for odd, page in likely[:_MOST_CANDIDATES] if odd <= least + margin)


def _priors(declared: str | None, *, foreign: bool) -> dict[str, float]:
    """Return what it takes to believe in each code page, before its bytes are looked at."""
    if not foreign and declared is None:
        return SINGLE_BYTE
    return {
        codec: bits
        + (_DECLARED_BITS if _related(codec, declared) else 0.0)
        + (_FOREIGN_BITS if foreign and not is_latin(codec) else 0.0)
        for codec, bits in SINGLE_BYTE.items()
    }


def multi_byte(data: bytes, declared: str | None) -> Iterator[Contestant]:
    """Yield the multi-byte encodings that decode the beginning of the data, or nearly so."""
    first = first_high(data)
    beginning = data[first : first + _BEGINNING]
    foreign = _mostly_latin(_surroundings(data))
    decodes_all = cache(partial(decodes, data))
    for codec, prior in MULTI_BYTE.items():
        text = beginning.decode(codec, "replace")
        bad = text.count(_REPLACED)
        sound = len(text) - len(text.encode("ascii", "ignore")) - bad
        if sound > 3 * bad and commonness(codec, text) >= _COMMON and _is_form(codec, decodes_all):
            bits = prior + (_DECLARED_BITS if _related(codec, declared) else 0.0)
            yield Contestant(codec, bits + (_FOREIGN_BITS if foreign else 0.0))


#: The wider form of an encoding, and the customary one: the first that decodes all is meant.
_WIDER: Final = {"cp950": "big5hkscs", "cp932": "shift_jis_2004", "euc_jp": "euc_jis_2004"}
_CUSTOMARY: Final = {wider: customary for customary, wider in _WIDER.items()}


def _is_form(codec: str, decodes_all: Callable[[str], bool]) -> bool:
    """Tell whether an encoding is the form of its family to read the data in."""
    if codec in _CUSTOMARY:
        return not decodes_all(_CUSTOMARY[codec])
    return codec not in _WIDER or decodes_all(codec) or not decodes_all(_WIDER[codec])


def _surroundings(data: bytes) -> bytes:
    """Return what is around the first high byte."""
    first = first_high(data)
    return data[max(0, first - 100) : first + 300]


def _mostly_latin(sample: bytes) -> bool:
    """Tell whether letters of ASCII outnumber high bytes by far."""
    letters = len(sample) - len(sample.translate(None, _LETTERS))
    return letters > _LATIN_RATIO * len(sample.translate(None, ASCII))


_LETTERS: Final = bytes((*range(0x41, 0x5B), *range(0x61, 0x7B)))
#: How much of the data tells whether a multi-byte encoding decodes it, in bytes.
_BEGINNING: Final = 200


def _related(codec: str, declared: str | None) -> bool:
    return declared is not None and (declared == codec or declared in _NARROWER.get(codec, ()))


#: What is declared where the wider codec is meant.
_NARROWER: Final = {
    "gb18030": ("gb2312", "gbk"),
    "cp932": ("shift_jis",),
    "cp950": ("big5",),
    "big5hkscs": ("big5",),
    "cp949": ("euc_kr",),
    "cp1252": ("iso8859-1",),
    "cp1254": ("iso8859-9",),
    "cp874": ("tis-620", "iso8859-11"),
}
