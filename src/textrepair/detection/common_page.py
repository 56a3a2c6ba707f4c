"""The common page: Windows-1252, where signs, lone letters and foreign words are all there is.

A few bytes beyond ASCII in much of it tell no encoding by themselves: ``20\\xb0C``, a list of
letters in a program, one foreign name in an English text.  Language models say little of them,
and a rare code page that happens to have a likelier letter there wins by accident.  So, where
Windows-1252 makes of every such byte a sign in a place of its kind, or a letter that stands on
its own, it is the answer; a name or a foreign word in English is costed apart from the English,
in whatever language it suits best, and the rarer code page has to be earned by it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from ..encodings import BY_CODEC, Family, unused_bytes
from ..language.model_files import UNITS_PER_BIT
from ..language.naturalness import lane_costs, naturalness
from ..language.ngram_costs import REGIONS
from .input import Input
from .records import is_table
from .sampling import ASCII
from .scoring import CandidateScore, without_signs_in
from .sign_places import TYPICAL, without_signs

_COMMON: Final = "cp1252"
#: Longest data, in bytes, and most bytes beyond ASCII in it, that are looked at.  This and the
#: constants below are set by hand, and checked on dev/encodings.
_LONGEST: Final = 1 << 14
_MOST_HIGH: Final = 48
#: Most words that hold such bytes, and that count as foreign ones.
_MOST_WORDS: Final = 8
#: How far the common page is ahead where only signs are there, and where letters are on their
#: own, in bits: 16 to 1, and 2 to 1.
_SIGNS_AHEAD: Final = 4.0
_LETTERS_AHEAD: Final = 1.0
#: A code page that is not Western is as unlikely again in English, one that is of DOS too.
_AGAIN: Final = 2.0
#: Bits by which an encoding that the text declares may be behind, and is believed.
_DECLARED_BEHIND: Final = 30.0
#: ... and for each character beyond ASCII in the samples.
_DECLARED_A_LETTER: Final = 1.0
#: Letters of a word that may refute what is declared; at least this number of words, and this
#: share of all, must do so.
_LEAST_WORD: Final = 4
_LEAST_WORDS: Final = 4
#: Bits within which the common page is compared with the best one name by name.
_CLOSE: Final = 3.0

#: A small letter of Windows-1252 with no letter or digit beside it, a capital in quotation marks.
_LONE: Final = re.compile(
    "(?<![^\\W_])[ß-öø-ÿ](?![^\\W_])|(?<=['\"\\[])[À-ÖØ-Þ](?=['\"\\]])|^[À-ÖØ-Þ]$", re.MULTILINE
)
#: Letters beyond ASCII alone, as in ``[äöü]`` and ``[a-zäöü]``.
_RUN: Final = re.compile("(?:(?<![^\\W\\d_])|(?<=-[zZ9]))[À-ÖØ-öø-ÿ]{2,}(?![^\\W\\d_])")
#: Bytes that are frequent letters in the pages of DOS and of the Macintosh.
_LETTERS_OF_DOS: Final = bytes(range(0x80, 0xA1))
#: Bytes that no text of one byte a character holds.
_CONTROLS: Final = bytes((*range(9), 0x0B, *range(0x0E, 0x20)))
#: The letters of languages that have few: in any order they are a list, not a word.
_SMALL_ALPHABETS: Final = tuple(map(frozenset, ("äöüÄÖÜß", "åäöÅÄÖ", "æøåÆØÅ")))
#: A list of letters in no order is at least this long, in letters.
_LONG_LIST: Final = 10
_HIGH_WORD: Final = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x80-\xff]*")
_PLAIN_WORD: Final = re.compile(rb"(?<![\x21-\xff])[A-Za-z][a-z]+(?![\x80-\xff])")
#: Letters that tell no language.
_FEW_LETTERS: Final = 9
#: How far English is ahead where it is sure, in units of the models: 3 bits.
_SURE_UNITS: Final = 3 * UNITS_PER_BIT
_LATIN_LANES: Final = REGIONS["latin"]


def common_page_first(ranked: list[CandidateScore], data: Input) -> list[CandidateScore]:
    """Return the ranked encodings with Windows-1252 first where nothing speaks against it.

    >>> from .ranking import rank
    >>> [score.codec for score in rank(Input(b"20\\xb0C"))][0]
    'cp1252'
    """
    ranked, is_declared = _as_declared(ranked, data)
    if is_declared or ranked[0].codec == _COMMON or data.language is not None:
        return ranked
    if _is_in_unknown_language(ranked[0], data):
        return _with_common_first(ranked, data, _UNKNOWN_AHEAD)
    if data.size > _LONGEST:
        return ranked
    whole = data.all()
    high = whole.translate(None, ASCII)
    if (
        not 0 < len(high) <= _MOST_HIGH
        or len(high.translate(None, unused_bytes(_COMMON))) < len(high)
        or len(whole.translate(None, _CONTROLS)) < len(whole)
    ):
        return ranked
    ahead = None
    is_dos = len(high.translate(None, _LETTERS_OF_DOS)) < len(high)
    best = ranked[0].encoding
    if _may_be_english(whole) or not (is_dos or (best.script == "Latin" and best.prior_bits)):
        ahead = _signs_or_letters(whole.decode(_COMMON, "replace"))
    if ahead is None and data.is_mostly_latin and ranked[0].encoding.family is Family.SINGLE_BYTE:
        ahead = _foreign_words(ranked, whole)
    common = next((score for score in ranked if score.codec == _COMMON), None)
    if ahead is None and common is not None and common.bits < ranked[0].bits + _CLOSE:
        ahead = _names(ranked[0], whole)
    return ranked if ahead is None else _with_common_first(ranked, data, ahead)


def _with_common_first(
    ranked: list[CandidateScore], data: Input, ahead: float
) -> list[CandidateScore]:
    common = next((score for score in ranked if score.codec == _COMMON), None)
    if common is None:
        common = CandidateScore(BY_CODEC[_COMMON], 0.0)
        beginning = data.read_at(max(0, data.first_high - _BEFORE), _BEFORE + _AFTER)
        common.add_costs(lane_costs(without_signs(beginning.decode(_COMMON, "replace"))[0]))
    common.bits = ranked[0].bits - ahead
    return [common, *(score for score in ranked if score is not common)]


#: Bytes before and after the first high byte by which a language is told to be unknown, and bytes
#: from there on in which words are looked for that the common page reads otherwise.
_BEFORE: Final = 300
_AFTER: Final = 1500
_WORDS_WITHIN: Final = 1 << 15
_MOST_CONTESTED: Final = 40
#: Bytes of a text that may tell that its language is unknown: fewer may be names.
_LEAST_TELLING: Final = 60
#: Excess of a text, and of its words, in standard deviations, from which on no model knows its
#: language; bits a letter that the common page may cost more then, for each deviation above, and
#: at most.  Languages with a model stay below 6, and cost 9 bits a letter more in a wrong page.
_UNKNOWN_EXCESS: Final = 4.5
_UNKNOWN_WORDS: Final = 4.0
#: ... in a page whose marks are bytes of their own, where accidents are fewer.
_UNKNOWN_WITH_MARKS: Final = 7.0
_BITS_AT_EXCESS: Final = 10.0
_BITS_A_DEVIATION: Final = 2.5
_MOST_BITS_A_LETTER: Final = 16.0
_UNKNOWN_AHEAD: Final = 6.0


def _is_in_unknown_language(best: CandidateScore, data: Input) -> bool:
    """Tell whether a text of Latin letters is natural in no language, and best in the common page.

    Language models say nothing of what no model knows: in some language that bears with it a
    letter of a rarer page is a few bits cheaper by accident.
    """
    if best.encoding.script != "Latin" or best.encoding.family is not Family.SINGLE_BYTE:
        return False
    part = data.read_at(max(0, data.first_high - _BEFORE), _BEFORE + _AFTER)
    if len(part) < _LEAST_TELLING or is_table(part):
        return False
    excess = naturalness(without_signs_in(best.encoding, _text(part, best.codec))[0]).excess
    has_marks = best.encoding.normal_form == "NFC"
    if excess < (_UNKNOWN_WITH_MARKS if has_marks else _UNKNOWN_EXCESS):
        return False
    words = _contested_words(data.read_at(data.first_high, _WORDS_WITHIN), best.codec)
    text, common = _text(words, best.codec), _text(words, _COMMON)
    contested = sum(map(str.__ne__, text, common))
    rest, signs = without_signs_in(best.encoding, text)
    common_rest, common_signs = without_signs(common)
    known = naturalness(rest)
    if not contested or known.excess < _UNKNOWN_WORDS or common_signs > signs:
        return False
    allowed = _BITS_AT_EXCESS + _BITS_A_DEVIATION * (excess - _UNKNOWN_EXCESS)
    more = naturalness(common_rest).bits - known.bits
    return more <= min(allowed, _MOST_BITS_A_LETTER) * contested


def _text(data: bytes, codec: str) -> str:
    return data.decode(codec, "replace")


def _contested_words(data: bytes, codec: str) -> bytes:
    """Return words that hold a byte which a code page reads otherwise than the common one."""
    high = bytes(range(0x80, 0x100))
    pairs = zip(high, _text(high, codec), _text(high, _COMMON), strict=True)
    contested = bytes(value for value, char, common in pairs if char != common)
    words = {
        word: None
        for word in _HIGH_WORD.findall(data)
        if len(word.translate(None, contested)) < len(word)
    }
    return b" ".join([*words][:_MOST_CONTESTED])


def _as_declared(ranked: list[CandidateScore], data: Input) -> tuple[list[CandidateScore], bool]:
    """Return the ranked encodings, and whether what the text declares decides about the first."""
    if data.declared not in {None, "ascii", "utf-8"} and _is_list_of_letters(data):
        ranked = _list_as_declared(ranked, data)
        if data.declared in (ranked[0].codec, *ranked[0].encoding.aliases):
            return ranked, True
    if data.declared in {None, "iso8859-1", _COMMON, "ascii", "utf-8"}:
        return ranked, False
    return _declared_first(ranked, data), True


def _is_list_of_letters(data: Input) -> bool:
    """Tell whether few words hold the bytes beyond ASCII: letters alone, patterns, keys."""
    words = _HIGH_WORD.findall(data.read_at(data.first_high, _WORDS_WITHIN))
    long = sum(len(word) >= _LEAST_WORD for word in words)
    return long < _LEAST_WORDS or long < len(words) // _LEAST_WORDS


def _list_as_declared(ranked: list[CandidateScore], data: Input) -> list[CandidateScore]:
    """Return the ranked encodings of a list of letters with the one that is declared first.

    No word refutes it, and the language models know letters in words alone.
    """
    row = next(
        (row for row in BY_CODEC.values() if data.declared in (row.codec, *row.aliases)), None
    )
    if row is None or row.family is not Family.SINGLE_BYTE or not data.decodes(row.codec):
        return ranked
    score = next((score for score in ranked if score.encoding is row), CandidateScore(row, 0.0))
    score.bits = ranked[0].bits - _UNKNOWN_AHEAD
    return [score, *(other for other in ranked if other is not score)]


def _declared_first(ranked: list[CandidateScore], data: Input) -> list[CandidateScore]:
    """Return the ranked encodings with the one declared first, unless the bytes refute it.

    In text every letter that is misread costs some bits; in a list of letters few do.
    """
    for score in ranked[1:]:
        if (
            data.declared in (score.codec, *score.encoding.aliases)
            and score.bits < ranked[0].bits + _DECLARED_BEHIND + _DECLARED_A_LETTER * score.special
            and data.decodes(score.codec)
        ):
            score.bits = ranked[0].bits - _SIGNS_AHEAD
            return [score, *(other for other in ranked if other is not score)]
    return ranked


def _signs_or_letters(text: str) -> float | None:
    """Return by how much the common page is ahead if all is signs and letters on their own."""
    rest = TYPICAL.sub(" ", text)
    if rest.isascii():
        return _SIGNS_AHEAD
    rest = _RUN.sub(lambda run: " " if _is_list(run.group()) else run.group(), rest)
    return _LETTERS_AHEAD if _LONE.sub(" ", rest).isascii() else None


def _is_list(letters: str) -> bool:
    """Tell whether letters are a list of such, and no word: all different, and in some order."""
    if len(set(letters)) < len(letters):
        return False
    one_case = letters in {letters.lower(), letters.upper()}
    if (one_case and len(letters) >= _LONG_LIST) or any(
        alphabet.issuperset(letters) for alphabet in _SMALL_ALPHABETS
    ):
        return True
    parts = [unicodedata.normalize("NFD", letter) for letter in letters]
    alike = len({part[0] for part in parts}) == 1 or len({part[1:] for part in parts}) == 1
    in_order = all(before < after for before, after in pairwise(letters))
    return one_case and alike and in_order and len(letters) > 2


def _foreign_words(ranked: list[CandidateScore], whole: bytes) -> float | None:
    """Return by how much the common page is ahead in the foreign words of an English text.

    None if the text is not English, or if the words are those of the page that is ranked first.
    """
    words = set(_HIGH_WORD.findall(whole))
    if len(words) > _MOST_WORDS or not all(_is_a_word(word) for word in words):
        return None
    if not _may_be_english(whole, sure=True):
        return None
    rivals = [s for s in ranked if s.encoding.family is Family.SINGLE_BYTE and s.codec != _COMMON]
    common = _word_bits(words, _COMMON)
    least = min(_word_bits(words, score.codec) + _prior(score) for score in rivals)
    ahead = least - common
    return min(ahead, 8.0) if ahead > 0 else None


def _names(best: CandidateScore, whole: bytes) -> float | None:
    """Return by how much the common page is ahead of one close to it in words of many languages.

    A table of names is in no language, but each name is: Lefèvre beside Müller.
    """
    words = set(_HIGH_WORD.findall(whole))
    if len(words) > _MOST_WORDS or best.encoding.family is not Family.SINGLE_BYTE:
        return None
    ahead = _word_bits(words, best.codec) + best.prior - _word_bits(words, _COMMON)
    return min(ahead, _SIGNS_AHEAD) if ahead > 0 else None


_HIGH: Final = bytes(range(0x80, 0x100))


def _is_a_word(word: bytes) -> bool:
    """Tell whether a word has letters of ASCII, and none but letters beside these."""
    letters = TYPICAL.sub("", word.decode(_COMMON, "replace")).replace("'", "")
    if len(word.translate(None, _LETTERS_OF_DOS)) < len(word):
        return False
    return letters.isalpha() and bool(word.strip(b"'").translate(None, _HIGH))


def _prior(score: CandidateScore) -> float:
    return _AGAIN * (score.encoding.prior_bits or 0.0)


def _word_bits(words: set[bytes], codec: str) -> float:
    """Return what foreign words cost in a code page, each in the language that suits it best."""
    bits = 0.0
    for word in words:
        rest, signs = without_signs(word.decode(codec, "replace"))
        bits += signs + _least(lane_costs(rest))
    return bits


def _least(sums: list[int]) -> float:
    units = sums[0]
    for first, names in REGIONS.values():
        if sums[first]:
            units += min(sums[first : first + len(names)])
    return units / UNITS_PER_BIT


def _may_be_english(whole: bytes, *, sure: bool = False) -> bool:
    """Tell whether the words of ASCII are as natural in English as in other languages, or more.

    Where they are too few to tell, they may be English, but that is not ``sure``.
    """
    plain = b" ".join(_PLAIN_WORD.findall(whole))[:300].decode("ascii")
    first, names = _LATIN_LANES
    lanes = lane_costs(plain)[first : first + len(names)]
    if len(plain) < _FEW_LETTERS:
        return not sure
    english = names.index("en")
    margin = _SURE_UNITS if sure else 0
    return bool(lanes[english] + margin <= min(lanes[:english] + lanes[english + 1 :]))
