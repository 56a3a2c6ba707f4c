"""Candidates: the encodings that some bytes may be in, left by cheap tests out of some eighty.

The tests work on bytes alone, before any language model looks at a text.  Each code page has
a table of what its bytes cost, in quarters of a bit, and a table of the kinds of its
characters; a few pairs of kinds are what no text has, such as a Cyrillic letter beside a
Latin one.  A multi-byte encoding must decode the beginning of the data to characters that
are common in it.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from math import inf
from operator import mul
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..encodings import (
    BY_CODEC,
    Encoding,
    Family,
    candidates_of,
    decode_table,
    encoding_named,
    equivalence_table,
    unused_bytes,
)
from ..kernels import compiled_module
from .input import Input
from .sampling import ASCII, Sample
from .scoring import HOMOGLYPHS, UNDECODED_BITS, CandidateScore
from .short_cjk import may_be_half_width

if TYPE_CHECKING:
    from ..kernels._page_costs import PageCosts

#: Code pages that look odder than the least odd one by more than this are dropped: bits, and
#: bits for each high byte of the samples, of which at most ``_MARGIN_BYTES`` count.  This and
#: the constants below are set by hand, and checked on dev/encodings.
_MARGIN_BITS: Final = 9.5
_MARGIN_BITS_A_BYTE: Final = 0.6
_MARGIN_BYTES: Final = 40
#: Most code pages that the language models are asked about.
_MOST_CANDIDATES: Final = 12
#: Bits a high byte above which no code page is a candidate, if there are ``_TELLING_BYTES`` high
#: bytes, and a multi-byte encoding is a candidate.
_TOO_ODD: Final = 7.5
_TELLING_BYTES: Final = 12
#: Least share of common characters in a text of a multi-byte encoding.
_LEAST_SHARE: Final = 0.5
#: Most bytes counted that a code page leaves unused.
_MOST_UNUSED: Final = 200
#: Bits for an encoding that the text declares; Latin-1 is declared by much that is in another.
_DECLARED_BITS: Final = -24.0
_DECLARED_LATIN_BITS: Final = -10.0
#: Bits for an encoding of another script if most of the text is ASCII letters.
_FOREIGN_BITS: Final = 16.0
#: Bytes from the first high byte on in which a multi-byte encoding is tried.
_BEGINNING: Final = 200
_REPLACED: Final = "\N{REPLACEMENT CHARACTER}"

_SINGLE_BYTE: Final = candidates_of(Family.SINGLE_BYTE)
_MULTI_BYTE: Final = candidates_of(Family.MULTI_BYTE)


def single_byte_candidates(
    data: Input, samples: list[Sample], *, others: bool
) -> Iterator[CandidateScore]:
    """Yield the code pages worth scoring, each text once, under its customary name.

    ``others`` tells whether multi-byte encodings are candidates too.
    """
    high = data.all().translate(None, ASCII)
    present = bytes(sorted(set(high)))
    seen = b" ".join(sample.data for sample in samples[:4])
    seen_high = seen.translate(None, ASCII)
    margin = _MARGIN_BITS + _MARGIN_BITS_A_BYTE * min(len(seen_high), _MARGIN_BYTES)
    priors = _priors(data.declared, is_mostly_latin=data.is_mostly_latin)
    costs = character_costs(seen_high)
    firsts = sorted(
        (max(prior, _DECLARED_LATIN_BITS) / 2 + costs[name], name) for name, prior in priors.items()
    )
    least = inf
    pages: dict[bytes, tuple[float, CandidateScore]] = {}
    for first, name in firsts:
        if first > least + margin:
            break
        reading = present.translate(equivalence_table(name))
        if reading in pages:  # of two pages that read the data alike the cheaper one came first
            continue
        unused = 0
        if len(present.translate(None, unused_bytes(name))) < len(present):
            unused = len(high) - len(high.translate(None, unused_bytes(name)))
        unused_bits = UNDECODED_BITS * min(unused, _MOST_UNUSED)
        odd = first + unused_bits / 2 + neighbour_costs(seen, name)
        least = min(least, odd)
        pages[reading] = odd, CandidateScore(encoding_named(name), priors[name] + unused_bits)
    if least > _TOO_ODD * len(seen_high) and len(seen_high) >= _TELLING_BYTES and others:
        return iter(())
    likely = sorted(pages.values(), key=lambda page: page[0])
    return (
        page
        for place, (odd, page) in enumerate(likely)
        if (place < _MOST_CANDIDATES and odd <= least + margin) or _is_declared(page.encoding, data)
    )


def multi_byte_candidates(data: Input) -> Iterator[CandidateScore]:
    """Yield the multi-byte encodings that decode the beginning of the data, or nearly so."""
    beginning = data.read_at(data.first_high, _BEGINNING)
    decodes_all = cache(data.decodes)
    for encoding in _MULTI_BYTE:
        text = beginning.decode(encoding.codec, "replace")
        errors = text.count(_REPLACED)
        if len(text) <= 4 * errors:
            continue
        sound = len(text) - len(text.encode("ascii", "ignore")) - errors
        if (
            sound > 3 * errors
            and (
                share_of_common(encoding.name, text) >= _LEAST_SHARE
                or _is_declared(encoding, data)
                or (
                    encoding.codec == "cp932"
                    and may_be_half_width(beginning.translate(None, ASCII))
                )
            )
            and _is_form_to_use(encoding, decodes_all)
        ):
            prior = _prior(encoding, data.declared, is_mostly_latin=data.is_mostly_latin)
            yield CandidateScore(encoding, prior)


@lru_cache(maxsize=128)
def _priors(declared: str | None, *, is_mostly_latin: bool) -> Mapping[str, float]:
    """Return the prior of each code page."""
    return MappingProxyType(
        {
            page.name: _prior(page, declared, is_mostly_latin=is_mostly_latin)
            for page in _SINGLE_BYTE
        }
    )


def _prior(encoding: Encoding, declared: str | None, *, is_mostly_latin: bool) -> float:
    """Return the bits that it takes to believe in an encoding before its text is scored."""
    bits = encoding.prior_bits or 0.0
    if declared is not None and declared in (encoding.codec, *encoding.aliases):
        return bits + (_DECLARED_LATIN_BITS if encoding.name == "cp1252" else _DECLARED_BITS)
    if encoding.script != "Latin" and is_mostly_latin:
        bits += _FOREIGN_BITS
    return bits


def _is_declared(encoding: Encoding, data: Input) -> bool:
    return data.declared is not None and data.declared in (encoding.codec, *encoding.aliases)


#: The customary form of an encoding, by its wider form.
_CUSTOMARY: Final = {
    encoding.wider: encoding.codec for encoding in BY_CODEC.values() if encoding.wider
}


def _is_form_to_use(encoding: Encoding, decodes_all: Callable[[str], bool]) -> bool:
    """Tell whether an encoding is the form to read the data in: the first that decodes all."""
    codec, wider = encoding.codec, encoding.wider
    if codec in _CUSTOMARY:
        return not decodes_all(_CUSTOMARY[codec])
    return not wider or decodes_all(codec) or not decodes_all(wider)


# --- what the characters of a code page cost -------------------------------------------------

#: Costs are kept in quarters of a bit.
_UNITS: Final = 4.0
#: Letters that are frequent in some language that is written with them.
_FREQUENT: Final = frozenset(
    "éèàçêâôîùûëïœæáíóúñãõäöüåøßłśżźćńąęčšžěřýůďťňőűğşıțșăđðþāēīūģķļņėįųġħżŝĝŭĉĵĥŵŷ"
    "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư"
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэіїєўђјљњћџѓќәғқңөұү"
    "αοιετσνηυρπκμλςωγδχθφβάίόέήύώ"
    "اليمنترةبعدهفسكقحويشأجصضطخىئذغزإثءآؤظپچژگکیٹڈڑںھہے"
    "יוהלאתרמשבנםדעקחפכגטזןסצךץףוװ"
)
_FREQUENT_BITS: Final = 5.0
_LETTER_BITS: Final = 8.0
#: For each letter of the rarer case: letters are mostly small, or all of them capitals, but for
#: the initials of words, in a list of such this share of the letters.
_OTHER_CASE_BITS: Final = 1.5
_INITIALS: Final = 0.2
#: Most high bytes that are added up, so that a lane of 16 bits holds their costs.
_MOST_BYTES: Final = 400
_COMBINING_BITS: Final = 5.0
#: Punctuation beyond ASCII that texts of many languages hold.
_PUNCTUATION: Final = frozenset("’“”–—«»…\xa0„‘·€°•، ؛؟\u200c")
_PUNCTUATION_BITS: Final = 5.0
_SYMBOL_BITS: Final = 10.0
_BOX_BITS: Final = 11.0
_UNUSED_BITS: Final = 20.0

#: Bits for a pair of kinds: l, L letters of ASCII; a, A other Latin letters; c, C letters of
#: other scripts; k ASCII letters that look like Cyrillic ones, in Cyrillic code pages; q ASCII
#: consonants where m, marks on vowels, are bytes of their own; s symbols.  Unused bytes, x, have
#: no pair.
_PAIRS: Final = """
    lc=6 cl=6 lC=6 Cl=6 Lc=6 cL=6 kc=1 ck=1 kC=1 Ck=1 ac=8 ca=8 lA=5 aA=6 aL=5 cC=6 aa=3 AA=2
    qm=8 mm=8 ma=6 mA=6 ls=3 sl=2 as=4 sa=4 cs=4 sc=4 ss=2
"""
_CONSONANTS: Final = b"BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz"
_PAIR_KINDS: Final = tuple(pair[:2].encode() for pair in _PAIRS.split())
_PAIR_BITS: Final = tuple(float(pair[3:]) for pair in _PAIRS.split())
_PAGE_NAMES: Final = tuple(page.name for page in _SINGLE_BYTE)
_NUMBER_OF: Final = {name: number for number, name in enumerate(_PAGE_NAMES)}
_LANES: Final = f"<{len(_SINGLE_BYTE)}H"


def character_costs(high: bytes) -> dict[str, float]:
    """Return what the characters of bytes from 0x80 on cost in each code page, in bits.

    All code pages are added up at once: the costs of a byte are one integer, with a lane of
    16 bits for each code page.

    >>> costs = character_costs("żółć".encode("cp1250"))
    >>> costs["cp1250"] < costs["cp437"]
    True
    """
    seen = high[:_MOST_BYTES]
    scale = len(high) / max(1, len(seen))
    initials = _INITIALS * len(seen)
    if (kernel := _compiled()) is not None:
        return dict(zip(_PAGE_NAMES, kernel.of_characters(seen, scale, initials), strict=True))
    length = struct.calcsize(_LANES)
    costs, capitals, small = (
        struct.unpack(_LANES, sum(map(table.__getitem__, seen)).to_bytes(length, "little"))
        for table in _columns()
    )
    return {
        name: scale
        * (
            cost / _UNITS
            + _OTHER_CASE_BITS * (few if (few := (a if a < b else b) - initials) > 0 else 0.0)  # noqa: FURB136 - inlined: 59 pages
        )
        for name, cost, a, b in zip(_PAGE_NAMES, costs, capitals, small, strict=True)
    }


def neighbour_costs(sample: bytes, encoding: str) -> float:
    """Return what pairs of neighbours cost in a code page, in bits.

    >>> word = "żółw".encode("cp1250")
    >>> neighbour_costs(word, "cp1250") < neighbour_costs(word, "cp1253")
    True
    """
    if (kernel := _compiled()) is not None:
        return kernel.of_neighbours(sample, _NUMBER_OF[encoding])
    kinds = sample.translate(_tables(encoding)[1])
    bits: float = sum(map(mul, _PAIR_BITS, map(kinds.count, _PAIR_KINDS)))
    return bits


@cache
def _tables(encoding: str) -> tuple[bytes, bytes]:
    """Return the cost of each byte of a code page, and the kind of its character."""
    unused = unused_bytes(encoding)
    costs = bytearray(256)
    kinds = bytearray(256)
    for value, char in enumerate(decode_table(encoding)):
        if value in unused:
            costs[value], kinds[value] = int(_UNUSED_BITS * _UNITS), ord("x")
        else:
            costs[value] = int(_cost(char) * _UNITS)
            kinds[value] = ord(_kind(char))
    if encoding_named(encoding).script == "Cyrillic":
        for value in HOMOGLYPHS:
            kinds[value] = ord("k")
    if encoding_named(encoding).normal_form == "NFC":
        for value in _CONSONANTS:
            kinds[value] = ord("q")
    return bytes(costs), bytes(kinds)


def _added() -> tuple[list[bytes], list[bytes], list[bytes]]:
    """Return for each code page what each byte costs, if it is a capital, if it is small."""
    tables = [_tables(page.name) for page in _SINGLE_BYTE]
    capitals, small = (
        bytes.maketrans(bytes(range(256)), bytes(kind in cases for kind in range(256)))
        for cases in (b"AC", b"ac")
    )
    kinds = [of_page for _, of_page in tables]
    return (
        [costs for costs, _ in tables],
        [of_page.translate(capitals) for of_page in kinds],
        [of_page.translate(small) for of_page in kinds],
    )


@cache
def _columns() -> tuple[list[int], list[int], list[int]]:
    """Return what ``_added`` does, of each byte in one number, with a lane for each code page."""
    costs, capitals, small = map(_lanes, _added())
    return costs, capitals, small


@cache
def _compiled() -> PageCosts | None:
    """Return what adds up costs, where it is compiled."""
    module = compiled_module("_page_costs")
    if module is None:
        return None
    kinds = [_tables(page.name)[1] for page in _SINGLE_BYTE]
    pairs = list(zip(_PAIR_KINDS, _PAIR_BITS, strict=True))
    made: PageCosts = module.PageCosts(_added(), kinds, pairs, _UNITS, _OTHER_CASE_BITS)
    return made


def _lanes(tables: list[bytes]) -> list[int]:
    return [
        int.from_bytes(struct.pack(_LANES, *column), "little")
        for column in zip(*tables, strict=True)
    ]


def _cost(char: str) -> float:
    category = unicodedata.category(char)
    if char in _PUNCTUATION:
        return _PUNCTUATION_BITS
    if category.startswith("L") and char not in "ªºµƒ":
        lower = unicodedata.normalize("NFKC", char).lower()[0]
        return (
            _FREQUENT_BITS
            if lower in _FREQUENT or char == "İ" or "ก" <= char <= "ํ"
            else _LETTER_BITS
        )
    if category == "Mn":
        return _COMBINING_BITS
    return _BOX_BITS if "\u2500" <= char <= "\u25a0" else _SYMBOL_BITS


def _kind(char: str) -> str:
    if char < "\x80":
        return ("L" if char.isupper() else "l") if char.isalpha() else " "
    if "\u0300" <= char <= "\u036f":
        return "m"
    category = unicodedata.category(char)
    if category in {"Mn", "Lo", "Lm"} and char not in "ªº":
        return "c"
    if category.startswith("L") and char not in "ªºµƒ":
        latin = unicodedata.name(char, "").startswith("LATIN")
        kind = "a" if latin else "c"
        return kind.upper() if category == "Lu" else kind
    return " " if char in _PUNCTUATION else "s"


def share_of_common(encoding: str, text: str) -> float:
    """Return the share of common characters among those of a text that are not ASCII.

    Common are the signs, kana, Hangul, and the Han characters of the first level of each
    national standard, which holds those in daily use.

    >>> misread = "тра".encode("cp1251").decode("gbk", "replace")
    >>> share_of_common("gb18030", "今天"), share_of_common("gb18030", misread)
    (1.0, 0.0)
    """
    common = _common_characters(encoding)
    seen = [char for char in text if char >= "\x80"]
    return sum(map(common.__contains__, seen)) / len(seen) if seen else 0.0


@cache
def _common_characters(encoding: str) -> frozenset[str]:
    row = encoding_named(encoding)
    first, last = row.common_trails
    pairs = b"\n".join(
        bytes((lead, trail))
        for start, end in row.common_leads
        for lead in range(start, end + 1)
        for trail in range(first, last + 1)
        if trail != 0x7F
    )
    return frozenset(pairs.decode(row.codec, "ignore"))
