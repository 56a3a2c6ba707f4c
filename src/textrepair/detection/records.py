"""Records: tables of names and cities, each word of which is in a language of its own.

``Müller;Köln`` and ``Lefèvre;Orléans`` stand in one file, and no language holds both.  So the
words of a table are costed one by one: in the main language of the table, or in the language
that suits the word best, which costs some bits more.  Ranked so, a code page is as good as its
words, and not as the one language that happens to bear with all of them.
"""

from __future__ import annotations

import re
from typing import Final

from ..encodings import BY_CODEC, Family, unused_bytes
from ..language.model_files import UNITS_PER_BIT
from ..language.naturalness import lane_costs
from ..language.ngram_costs import REGIONS
from .input import Input
from .sampling import ASCII
from .scoring import UNDECODED_BITS, CandidateScore, unwritable_languages, without_signs_in

_COMMON: Final = "cp1252"
#: Longest data that are looked at, in bytes, and most words that are costed.  These and the
#: constants below are set by hand, on names and cities of nineteen countries.
_LONGEST: Final = 1 << 14
_MOST_WORDS: Final = 40
#: Bits for a word in another language than the table's main one.
_OTHER_LANGUAGE: Final = 3.0
#: What a code page must earn by words of many languages, as a multiple of its bits in running text.
_AGAIN: Final = 2.0
#: Most words a field, on average, and least fields a line, of a table.
_WORDS_A_FIELD: Final = 2.4
_FIELDS_A_LINE: Final = 2
#: Least number of fields: two may be a sentence with a comma.
_LEAST_FIELDS: Final = 3
#: What ends a field.
_FIELD: Final = re.compile(
    rb"(?:,(?=[\w\"\x80-\xff][^ ])|[;\t|<>\r\n]|(?<=[;,\t])\"|\"(?=[;,\t]))+"
)
#: What that is made of; prose holds little of it but line ends, and commas before blanks.
_ENDS: Final = b',;\t|<>\r\n"'
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff][A-Za-z'\x80-\xff]*")
_HIGH_WORD: Final = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")
#: Romanian commas, as the cedillas that the common pages have in the same bytes.
_CEDILLAS: Final = str.maketrans("șțȘȚ", "şţŞŢ")
_LATIN: Final = REGIONS["latin"]


def by_records(ranked: list[CandidateScore], data: Input) -> list[CandidateScore]:
    """Return the ranked encodings, of a table those of one byte a character by its words.

    >>> from .ranking import rank
    >>> table = "Müller;Köln;12,50\\nLefèvre;Orléans;7,00\\n"
    >>> [score.codec for score in rank(Input(table.encode("cp1252")))][0]
    'cp1252'
    """
    if ranked[0].encoding.family is not Family.SINGLE_BYTE or data.language is not None:
        return ranked
    if ranked[0].encoding.script != "Latin" or data.size > _LONGEST:
        return ranked
    whole = data.all()
    if not is_table(whole):
        return ranked
    words = list(dict.fromkeys(_HIGH_WORD.findall(whole)))[:_MOST_WORDS]
    pages = [s for s in ranked if s.encoding.family is Family.SINGLE_BYTE]
    if all(page.codec != _COMMON for page in pages):
        high = whole.translate(None, ASCII)
        unused = len(high) - len(high.translate(None, unused_bytes(_COMMON)))
        pages.append(CandidateScore(BY_CODEC[_COMMON], UNDECODED_BITS * unused))
    bits = {page.codec: _AGAIN * page.prior + _bits(words, page) for page in pages}
    best = min(bits.values())
    ahead = ranked[0].bits
    for page in pages:
        page.bits = ahead + bits[page.codec] - best
    others = [s for s in ranked if s.encoding.family is not Family.SINGLE_BYTE]
    return sorted([*pages, *others], key=lambda s: (s.bits, s.prior, s.codec))


def is_table(whole: bytes) -> bool:
    """Tell whether lines are fields of few words."""
    lines = whole.count(b"\n") + (not whole.endswith(b"\n"))
    least = max(_LEAST_FIELDS, _FIELDS_A_LINE * lines)
    ends = len(whole) - len(whole.translate(None, _ENDS)) - whole.count(b", ")
    if ends + 1 < least:
        return False
    fields = [field for field in _FIELD.split(whole) if not field.isspace() and field]
    if len(fields) < least:
        return False
    with_words = [field for field in fields if _WORD.search(field)]
    words = sum(len(_WORD.findall(field)) for field in with_words)
    return words <= _WORDS_A_FIELD * len(with_words)


def _bits(words: list[bytes], page: CandidateScore) -> float:
    """Return what words cost in a code page, in the main language of all that suits them best."""
    first, names = _LATIN
    lanes = [
        lane - first
        for lane in range(first, first + len(names))
        if lane not in unwritable_languages(page.codec)
    ]
    signs = 0.0
    costs: list[list[int]] = []
    for word in words:
        text, sign_bits = without_signs_in(
            page.encoding, word.decode(page.codec, "replace").translate(_CEDILLAS)
        )
        signs += sign_bits
        sums = lane_costs(text)
        beside = sum(min(sums[a : a + len(n)]) for a, n in REGIONS.values() if a != first)
        costs.append([sums[0] + beside + sums[first + lane] for lane in lanes])
    if not costs:
        return signs
    switch = int(_OTHER_LANGUAGE * UNITS_PER_BIT)
    own = [min(row) + switch for row in costs]
    main = min(
        sum(min(row[lane], other) for row, other in zip(costs, own, strict=True))
        for lane in range(len(lanes))
    )
    return signs + main / UNITS_PER_BIT
