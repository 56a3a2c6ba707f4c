"""Readings without structure: one single-byte page taken for another, East Asian bytes for Latin-1.

Such a reading has nothing but the language models to speak for it, for every text can be read so.
The models know some eighty languages of thousands.  So it is believed only if the text as it
stands is unnatural in *every* language, those of the word lists too, and the reading is natural in
one that has a model.  Where the words around tell that language, this is enough evidence against
letters that it does not have.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ...caching import remembered
from ...language import Naturalness, naturalness
from ...language.any_language import bits_in_any_language
from ...language.scripts import symbol
from ...patterns import lazily

#: By how many bits the words that change must be more natural than in any language as they stand.
#: Set on training text: of readings that were right, two thirds of 499 from Latin to Latin letters
#: and all but a few of 1,880 others reach it; of 1,000 that were wrong (lines in 68 languages that
#: had no model, words of 960 lists) none does.
ANY_LANGUAGE_BITS: Final = 8.0
#: The same for words of letters, spelt otherwise, that have no others around them, as in a list of
#: words, whose language nothing else tells.
LONE_WORD_BITS: Final = 14.0
#: How many standard deviations the reading, and the words that change, may then lie above the mean.
TEXT_EXCESS: Final = 3.3
WORDS_EXCESS: Final = 3.2
#: Of another script, which any letters can be read as: words of so many characters, and fewer.
OTHER_SCRIPT_EXCESS: Final = 2.6
SHORT_EXCESS: Final = 2.2
LONG: Final = 12
#: For each so many bits they may lie one deviation higher, and this at most.
BITS_AN_EXCESS: Final = 250.0
MOST_MORE: Final = 0.8
_EAST_ASIAN: Final = "\u2e80"
#: A few letters, three times and more.
_TYPED_OVER: Final = lazily(r"([^\W\d_]{1,5}?)\1{2,}[^\W\d_]{0,4}")
#: Words that are spelt otherwise in the script of the line: the whole line must then be as natural.
LINE_EXCESS: Final = 3.0
#: What it takes where the words around tell the language: bits saved, ...
CONTEXT_BITS: Final = 14.0
#: ... deviations of the line, more of them if more bits are saved, ...
CONTEXT_EXCESS: Final = 2.0
BITS_A_DEVIATION: Final = 100.0


@dataclass(frozen=True)
class _Demand:
    """What a line must show that tells its language, by how often the page is taken for another."""

    #: Deviations of the words that change and of the line together.
    excess: float
    #: Letters in words that do not change, unless so many bits are saved.
    letters: int
    ample_bits: float


#: Pages of which files are often read as Windows-1252, and others: DOS, MacRoman.
_OFTEN: Final = _Demand(5.5, 12, 45.0)
_SELDOM: Final = _Demand(5.0, 16, 120.0)
#: So many different letters a reading must have in the words that it changes.
LEAST_LETTERS: Final = 3
#: Scripts of which no word mixes letters.
_LOOKALIKE: Final = frozenset({"latin", "cyrillic", "greek", "armenian"})
#: The languages that were written in a code page, where Latin letters became other Latin letters.
_CENTRAL: Final = frozenset({"cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr-latn"})
LANGUAGES_IN: Final = {
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": frozenset({"az", "tr"}),
    "cp1257": frozenset({"et", "lt", "lv"}),
}
WESTERN_LANGUAGES: Final = frozenset(
    "af ca cy da de en es et eu fi fr ga gl id is it la ms nb nl pt sq sv sw tl".split()  # noqa: SIM905
)
#: A lead byte of UTF-8 and trail bytes, perhaps too few.
_SEQUENCE: Final = lazily(rb"[\xc3-\xef]([\x80-\xbf]{1,2})")
_LEADS: Final = bytes(range(0xC3, 0xF0))
_TRAILS: Final = bytes(range(0x80, 0xC0))
_HIGH: Final = bytes(range(0x80, 0x100))
#: Least share of such sequences among the bytes beyond ASCII, and of the lead bytes; most trail
#: bytes without a lead byte.  Of 11,542 lines in 21 legacy encodings 13 are so.
_LEAST_SHARE: Final = 0.22
_LEAST_FOLLOWED: Final = 0.6
_MOST_ORPHANS: Final = 0.06
#: What no text holds: who reads it was misled, and the line may hold more of it.
_CONTROL: Final = lazily("[\x80-\x84\x86-\x9f]")
#: A trade mark sign, a quotation mark or the like in the middle of a word, but not ’ or -; or a
#: capital behind a small letter.
_INSIDE: Final = lazily(
    r"[^\W\d_][^\w\s'’\-‐·\u0300-\u036f\u200c\u200d][^\W\d_]|[a-zß-öø-ÿ][À-ÖØ-Þ]"
)


def _count_of(wanted: bytes, data: bytes) -> int:
    return len(data) - len(data.translate(None, wanted))


def is_torn_utf8(data: bytes) -> bool:
    """Tell whether bytes are mostly UTF-8 that lost some: then they are in no legacy encoding.

    >>> is_torn_utf8("กขคงจ".encode()[:-1]), is_torn_utf8("Привет, мир".encode("cp1251"))
    (True, False)
    """
    high = _count_of(_HIGH, data)
    found = _SEQUENCE.findall(data)
    leads = _count_of(_LEADS, data)
    orphans = _count_of(_TRAILS, data) - sum(map(len, found))
    return (
        len(found) >= max(_LEAST_SHARE * high, _LEAST_FOLLOWED * leads, 1)
        and orphans <= _MOST_ORPHANS * high
    )


def is_believable(
    before: str, after: str, changed: Sequence[tuple[str, str]], written_in: str, around: str = ""
) -> bool:
    """Tell whether a reading without structure, of bytes in ``written_in``, is to be believed.

    ``changed`` are the words that it changes and what it makes of them; ``around`` is the line.

    >>> changed = [("Ïðèâåò,", "Привет,"), ("ìèð", "мир")]
    >>> is_believable("Ïðèâåò, ìèð", "Привет, мир", changed, "cp1251")
    True
    >>> is_believable("It hûs hat", "It hűs hat", [("hûs", "hűs")], "cp1250")
    False
    """
    old, new = [was for was, _ in changed], [word for _, word in changed]
    scored = _score(after)
    is_text = _are_words(new) and not are_letters_alone(old)
    if not is_text or scored.language is None or scored.excess > TEXT_EXCESS:
        return False
    words = _score(" ".join(_bare(new)))
    gain = bits_in_any_language(" ".join(_bare(old))) - _known_bits(words, _bare(new))
    is_foreign = gain >= ANY_LANGUAGE_BITS
    if not _is_spelling(old, new):
        letters = sum(map(len, new))
        most = OTHER_SCRIPT_EXCESS if letters >= LONG else SHORT_EXCESS
        return is_foreign and words.excess <= most + min(gain / BITS_AN_EXCESS, MOST_MORE)
    line = around or before
    in_line = _score(line.replace(before, after, 1))
    languages = LANGUAGES_IN.get(written_in, WESTERN_LANGUAGES)
    if not {scored.language, in_line.language} <= languages or _breaks_words(old, new):
        return False
    around_letters = _letters_around(line, old)
    is_list = not around_letters and all(map(str.isalpha, old))
    is_foreign = gain >= (LONE_WORD_BITS if is_list else ANY_LANGUAGE_BITS)
    saved = _score(before).bits - _known_bits(scored, [after])
    demand = _OFTEN if written_in in LANGUAGES_IN else _SELDOM
    return (
        any(map(_CONTROL.search, old))
        or (is_foreign and words.excess <= WORDS_EXCESS and in_line.excess <= LINE_EXCESS)
        or (
            (saved >= demand.ample_bits or around_letters >= demand.letters)
            and words.excess + max(in_line.excess, 0.0) <= demand.excess
            and not _letters_changed(old, new) & _letters_kept(line, old)
            and _line_tells(saved, in_line.excess)
        )
    )


def _line_tells(saved: float, excess: float) -> bool:
    """Tell whether a line is so clearly in a language that letters it does not have are wrong."""
    most = min(CONTEXT_EXCESS + saved / BITS_A_DEVIATION, LINE_EXCESS)
    return saved >= CONTEXT_BITS and excess <= most


def are_letters_alone(words: Sequence[str]) -> bool:
    """Tell whether words hold no two letters in a row: a list or a table of letters is no text.

    Nor are letters that somebody typed over and over.

    >>> are_letters_alone(["à,", "ç;", "'é'|'è'"]), are_letters_alone(["Ä£Ê½"])
    (True, False)
    >>> are_letters_alone(["æøåæøåæøå", "øøøø"])
    True
    """
    return all(
        (len(part) < 2 and part < _EAST_ASIAN) or _TYPED_OVER.fullmatch(part)
        for word in words
        for part in _parts(word)
    )


def _parts(word: str) -> list[str]:
    """Return what stands between the punctuation and the digits of a word."""
    return "".join([" " if _separates(char) else char for char in word]).split()


def _separates(char: str) -> bool:
    if char.isascii():
        return not char.isalpha()
    return unicodedata.category(char) in {"Pd", "Po", "Ps", "Pe", "Pi", "Pf", "Pc", "Nd", "Zs"}


def _are_words(new: Sequence[str]) -> bool:
    """Tell whether a reading is of words that have several letters, each in one script."""
    runs = [run for word in new for run in _letter_runs(word)]
    letters = {char for run in runs if len(run) > 1 or run >= _EAST_ASIAN for char in run.lower()}
    if len(letters) < LEAST_LETTERS:
        return False
    return not any({"latin"} < {symbol(char).script for char in run} & _LOOKALIKE for run in runs)


def _letter_runs(word: str) -> list[str]:
    runs = "".join([char if char.isalpha() or symbol(char).script else " " for char in word])
    return runs.split()


def _breaks_words(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether a reading writes punctuation, a sign or a capital inside a word."""
    return any(
        len(_INSIDE.findall(word)) > len(_INSIDE.findall(was))
        for was, word in zip(old, new, strict=True)
    )


def _is_spelling(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether words are spelt otherwise in the same script, most of their letters the same."""
    kept = sum(
        a == b for was, word in zip(old, new, strict=True) for a, b in zip(was, word, strict=False)
    )
    return 2 * kept >= sum(map(len, new)) and max(map(max, new)) < _EAST_ASIAN


def _letters_changed(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the characters that a reading takes away, and those that it brings."""
    return {
        char
        for was, word in zip(old, new, strict=True)
        for pair in zip(was, word, strict=False)
        if pair[0] != pair[1]
        for char in pair
    }


def _letters_kept(line: str, old: Sequence[str]) -> set[str]:
    """Return the characters of the words of a line that do not change."""
    changed = set(old)
    return {char for word in line.split() if word not in changed for char in word}


def _letters_around(line: str, old: Sequence[str]) -> int:
    """Return how many letters of a line stand in words that do not change."""
    changed = set(old)
    return sum(char.isalpha() for word in line.split() if word not in changed for char in word)


def _bare(words: Sequence[str]) -> list[str]:
    """Return words without the ASCII punctuation around them, which is that of code or of data."""
    return [word.strip("\"'()[]{}<>,;:=|*_#-") or word for word in words]


def _known_bits(scored: Naturalness, words: Sequence[str]) -> float:
    """Return the bits of words in the language that suits them best and has a model."""
    if scored.language is None:
        return scored.bits
    return naturalness(" ".join(words), (scored.language,)).bits


@remembered(most=512)
def _score(text: str) -> Naturalness:
    return naturalness(text)
