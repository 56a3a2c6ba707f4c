"""Short Chinese, Japanese and Korean: a word or two in tags and brackets, and half-width katakana.

Two characters are four bytes, and four bytes are a word in some code page by accident.  Pairs of
bytes that are common characters of one national standard, and nothing else, are no accident.
"""

from __future__ import annotations

import re
from typing import Final

from ..encodings import Family
from .input import Input
from .sampling import ASCII
from .scoring import CandidateScore

#: Most bytes beyond ASCII in data that are short.  This and the constants below are set by hand,
#: on words of menus and forms in the four languages.
_MOST_HIGH: Final = 12
#: Bits by which a multi-byte encoding may be behind a rare code page, and Korean behind Chinese.
_BEHIND_RARE: Final = 9.0
_KOREAN_BEHIND: Final = 8.0
#: ... and behind a common one in which the bytes are not in small letters.
_BEHIND_CAPITALS: Final = 5.0
#: A code page with a prior of this or more is rare, in bits.
_RARE: Final = 4.0
_AHEAD: Final = 1.0
#: Pairs of bytes that stand between other than letters, in EUC.
_PAIRS: Final = re.compile(rb"(?<![A-Za-z\x80-\xff])(?:[\xa1-\xfe]{2})+(?![A-Za-z\x80-\xff])")
#: A word of ASCII and a blank before: a sentence, which the models know better.
_IN_SENTENCE: Final = re.compile(rb"[A-Za-z0-9] +[\x80-\xff]")
_HANGUL: Final = re.compile("[\x00-\x7f가-힣]+")

#: Half-width katakana in Shift-JIS: one byte a letter, with voice marks on those that have them.
_KANA: Final = re.compile(rb"(?:[\xb3\xb6-\xc4\xca-\xce]\xde|[\xca-\xce]\xdf|[\xa1-\xdd])+")
_VOICED: Final = re.compile(rb"[\xb3\xb6-\xc4\xca-\xce]\xde|[\xca-\xce]\xdf")
#: A yen sign, which is the backslash of ASCII, before an amount.
_YEN: Final = re.compile(rb"(?<![A-Za-z0-9:\\])\\ ?\d{1,3}(?:,?\d{3})*(?![A-Za-z\d\\])")
#: Bits that a yen sign tells, and a letter with its voice mark, of which this number is counted.
_YEN_BITS: Final = 12.0
_VOICED_BITS: Final = 4.0
_MOST_VOICED: Final = 3
#: Longest data that are looked at for half-width katakana, in bytes, and least letters.
_LONGEST: Final = 1 << 14
_LEAST_KANA: Final = 3


def may_be_half_width(high: bytes) -> bool:
    """Tell whether bytes beyond ASCII may all be half-width katakana.

    >>> may_be_half_width("ﾃﾞﾝﾜ".encode("cp932")), may_be_half_width("мир".encode("cp1251"))
    (True, False)
    """
    return _KANA.fullmatch(high) is not None


def half_width_first(ranked: list[CandidateScore], data: Input) -> list[CandidateScore]:
    """Return the ranked encodings with Shift-JIS first where katakana have voice marks and yens.

    The letters are bytes of Cyrillic and Thai too, but voice marks stand after few of them.

    >>> from .ranking import rank
    >>> [score.codec for score in rank(Input("ｶﾞｽ \\\\3,400".encode("cp932")))][0]
    'cp932'
    """
    best = ranked[0]
    chosen = next((score for score in ranked if score.codec == "cp932"), None)
    if chosen is None or chosen is best or data.size > _LONGEST:
        return ranked
    whole = data.all()
    high = whole.translate(None, ASCII)
    if len(high) < _LEAST_KANA or not may_be_half_width(high):
        return ranked
    voiced = min(len(_VOICED.findall(high)), _MOST_VOICED)
    told = _VOICED_BITS * voiced + _YEN_BITS * bool(_YEN.search(whole))
    if chosen.bits - told > best.bits:
        return ranked
    chosen.bits = min(best.bits - _AHEAD, chosen.bits - told)
    return [chosen, *(score for score in ranked if score is not chosen)]


def short_cjk_first(ranked: list[CandidateScore], data: Input) -> list[CandidateScore]:
    """Return the ranked encodings with the multi-byte one first of which a few bytes are words."""
    whole = data.all()
    high = whole.translate(None, ASCII)
    if not 2 < len(high) <= _MOST_HIGH or _PAIRS.sub(b"", whole).translate(None, ASCII):
        return ranked
    if _IN_SENTENCE.search(whole):
        return ranked
    best = ranked[0]
    several = [
        s for s in ranked if s.encoding.family is Family.MULTI_BYTE and data.decodes(s.codec)
    ]
    if not several:
        return ranked
    chosen = several[0]
    korean = next((s for s in several if s.codec == "cp949"), None)
    if (
        korean is not None
        and korean.bits <= chosen.bits + _KOREAN_BEHIND
        and _HANGUL.fullmatch(data.text("cp949"))
    ):
        chosen = korean
    is_rare = best.encoding.family is not Family.SINGLE_BYTE or best.prior >= _RARE
    if not is_rare and not _has_capitals(high.decode(best.codec, "replace")):
        return ranked
    margin = _BEHIND_RARE if is_rare else _BEHIND_CAPITALS
    if chosen is best or chosen.bits > best.bits + margin:
        return ranked
    chosen.bits = best.bits - _AHEAD
    return [chosen, *(score for score in ranked if score is not chosen)]


def _has_capitals(text: str) -> bool:
    return text != text.lower()
