"""Runs of UTF-8 in a line, and whether what they say is sound: characters that people write there.

A reading that is not sound is no repair, however well its bytes are UTF-8; of several code pages
the one wins that says what is usual.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ...patterns import lazily

#: C0 and C1 controls, noncharacters, surrogates, specials; but blanks and the escape.
_UNSOUND: Final = lazily(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff0-\uffff\ud800-\udfff"
    "\U000e0002-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U0010ffff]"
)
_CASE_BREAK: Final = lazily("[a-zß-öø-ÿ][À-ÖØ-Þ]")
#: Letters of the Latin, Greek, Cyrillic and Armenian alphabets that the training text hardly has:
#: all but those that it holds 150 times, or 10 times as a capital.
RARE_LETTER: Final = lazily(
    "(?![^À-ɏͰ-֏Ḁ-ỿ]|["
    "ÀÁÃ-ÎÑ-ÖØÚ-öø-þĀ-ăą-ėę-ĝğ-ģĥ-ħĩ-īĮ-ıĴ-ķĺ-ľŁłń-ňŊŋōŐőœŘ-šţ-ťũ-ūŭůű-ŵŷź-"
    "žƁƉƊƏ-ƒƔƘƙƠơưƳǦǧȘ-țɓɔɖɗəɛɣʋʻʼˍͻΆΈ-ΊΌΎΑ-ΡΣ-ΧΩά-ία-ωό-ώЁЄІ-ЊЌЏ-ЩЫ-яё-єі-"
    "ќўџҒғҕ-җҙ-қҟ-ҡңҥҩ-ҳҵ-ҷҺһҽҿӐӑӖ-әӡӣӨөӮӯӳӷԥԱ-Ֆա-ևḌḍḒḓḤḥḼḽṅṋṚṛṢṣṬṭṰṱẒẓạảấầ"
    "ẩẫậắằẳặẹẻẽếềểễệỉ-ọỏốồổỗộớờ-ởợ-ủứừửữựỹ"
    "])\\w"
)
#: Combining marks that no usual orthography has.
_RARE_MARK: Final = lazily("[\u0312-\u0322\u0325\u0326\u0329-\u032c\u032f\u0333-\u036f]")
#: Blocks of rare letters, but for Tifinagh.
_RARE_BLOCK: Final = lazily("[\u2c00-\u2d2f\u2d80-\u2dff]")
#: Blocks in which newer standards than Python's have more characters.
_GROWING: Final = (("\U0001f000", "\U0001fbff"), ("\U00030000", "\U000323af"))
_PRIVATE: Final = lazily("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of UTF-8 in a line, what it says, and whether it proves a wrong reading."""

    start: int
    end: int
    text: str
    proves: bool


def applied(line: str, runs: Iterable[Run]) -> str:
    """Return a line with its runs read anew."""
    pieces: list[str] = []
    position = 0
    for run in runs:
        pieces += (line[position : run.start], run.text)
        position = run.end
    return "".join([*pieces, line[position:]])


def gain_of(line: str, runs: list[Run]) -> float:
    """Return how many characters runs explain, less what is odd about what they say."""
    explained = sum(run.end - run.start for run in runs if run.proves)
    odd = odd_readings(line, runs)
    private = sum(len(_PRIVATE.findall(run.text)) for run in runs)
    return explained - 1.5 * odd - 4.0 * private


def odd_readings(line: str, runs: list[Run]) -> int:
    """Count the runs that say what hardly anyone writes where they stand."""
    return sum(
        breaks_case(line[max(0, run.start - 1) : run.start] + run.text)
        or _RARE_MARK.search(run.text) is not None
        or RARE_LETTER.search(run.text) is not None
        or _RARE_BLOCK.search(run.text) is not None
        for run in runs
    )


def breaks_case(text: str) -> bool:
    """Tell whether a capital beyond ASCII follows a small letter: ``fÌr``."""
    return _CASE_BREAK.search(text) is not None


def is_sound(text: str) -> bool:
    """Tell whether a text holds nothing but characters that exist and that people write.

    >>> is_sound("déjà vu 👍🏽"), is_sound("d\\x8ej\\x88 vu"), is_sound("\\u0378")
    (True, False, False)
    """
    return (text.isprintable() and "\N{REPLACEMENT CHARACTER}" not in text) or (
        _UNSOUND.search(text) is None and all(map(_is_assigned, set(text)))
    )


@lru_cache(maxsize=1 << 13)
def _is_assigned(char: str) -> bool:
    if unicodedata.category(char) != "Cn":
        return True
    return any(low <= char <= high for low, high in _GROWING)
