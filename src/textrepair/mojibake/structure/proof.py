"""Whether a run of UTF-8 proves a wrong reading where it stands: its neighbours, and its word.

``evidence`` tells of the characters alone.  Here a run may be an accident of a legacy encoding, for
it touches what it does not explain, or a symbol that is a word by itself.
"""

from __future__ import annotations

import re
from typing import Final

from ...patterns import lazily
from .evidence import is_letter, is_telling, script
from .soundness import RARE_LETTER
from .utf8_readers import Reader, heads_of_emoji, heads_of_marks

#: Bytes that are left of an emoji that lost one.
_TORN_EMOJI: Final = 3
#: First words of the names of characters that stand at ASCII letters: ``IL2Rγc``, ``5 km²``.
_NOT_IN_WORDS: Final = frozenset(
    {"CYRILLIC", "COPTIC", "ARABIC", "HEBREW", "ARMENIAN", "SYRIAC", "THAANA", "NKO"}
)
#: Arrows, technical signs, dingbats, stars.
_SYMBOLS: Final = ("\u2190", "\u2bff")
#: What dingbats begin with in Windows-1251, and no word: ``вњ…``.
_DINGBATS: Final = frozenset({"вљ", "в›", "вњ", "вќ", "вћ"})
_SERBIAN: Final = lazily("[ђјљњћџѓќЂЈЉЊЋЏЃЌ]")
#: Marks that are drawn, ``(`¬´)``, and quotation marks in MacRoman.
_DRAWN: Final = frozenset({"¬´", "¬ª"})
_WORD_END: Final = lazily("[\x00-@\\[-`{-\x7f]")


def proves(line: str, match: re.Match[str], by: Reader, reading: str) -> bool:
    """Tell whether a run of a line, that says ``reading``, proves that it was read wrongly."""
    is_vietnamese = "Ạ" <= reading[:1] <= "ỹ"
    if is_vietnamese and reading[0].isupper() and line[match.start() - 1 :][:1].islower():
        return False  # a capital inside a word: ``olá»–mundo``
    return (
        (stands_telling(line, *match.span()) and not _touches(line, match, by))
        or _is_emoji(match.group(), reading)
        or _is_lone_symbol(line, match, by, reading)
    )


def stands_telling(line: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a line holds what clean text never does."""
    before, run, after = line[max(0, start - 2) : start], line[start:end], line[end : end + 1]
    if is_telling(before, run, after):
        return True
    return _is_inside_a_word(before, run, after) and "«" not in line[:start]


def _is_inside_a_word(before: str, run: str, after: str) -> bool:
    """Tell whether a run begins with a letter and two marks between other letters: ``Nguyá»…n``.

    A quotation mark that closes and dots stand before a blank: not once in 80 million characters of
    141 languages do a letter from à to ï and two marks stand so.
    """
    return (
        len(run) > 2
        and before[-1:].isalpha()
        and "à" <= run[0] <= "ï"
        and not any(map(is_letter, run[1:3]))
        and (run[3:4] or after).isalpha()
    )


def _is_emoji(run: str, reading: str) -> bool:
    """Tell whether a run is emoji, with marks among its letters: ``рџ”Ґ`` is no word."""
    if run.startswith(("ÔØ", "ÔÜ")):
        return True  # dingbats and symbols in DOS 850
    is_word = all(map(is_letter, run)) and not run.startswith("ЁЯ")  # F0 9F in DOS 866
    return not is_word and all("\U0001f000" <= c <= "\U0001faff" for c in reading)


def _is_lone_symbol(line: str, match: re.Match[str], by: Reader, reading: str) -> bool:
    """Tell whether a run is a word and a symbol, in a line without letters of its alphabet.

    Windows-1251 shows dingbats as three letters, ``вљЎ``, or two and a mark, ``вњ…``: these have
    letters that no language writes together.
    """
    if len(reading) != 1 or not _SYMBOLS[0] <= reading <= _SYMBOLS[1]:
        return False
    start, end = match.span()
    rest = by.runs.without(line)
    return (
        is_letter(line[start])
        and (start, end) == word_around(line, start)
        and (
            (line[start : start + 2] in _DINGBATS and _SERBIAN.search(rest) is None)
            or not any(is_letter(char) and script(char) == script(line[start]) for char in rest)
        )
    )


def _touches(line: str, match: re.Match[str], by: Reader) -> bool:
    """Tell whether a run stands at a letter that it does not explain, and may be one by accident.

    So may one that puts a letter of another script into a word: Greek letters stand in words.

    Bytes of a legacy encoding hold single sequences of two bytes so, ``Ñ³ëü``, and words whose
    letters all are lead and trail bytes in some code page hold longer ones, ``КУпАП``.
    """
    run = match.group()
    if run in heads_of_marks(by.page) or (run in _DRAWN and not _has_neighbour(line, match)):
        return True
    heads = {run[at : at + 2] for at in range(0, len(run), _TORN_EMOJI)}
    if len(run) % _TORN_EMOJI == 0 and heads_of_emoji(by.page).issuperset(heads):
        return True
    if len(run) > 2 and not all(map(is_letter, run)):
        return False
    beside = line[match.start() - 1 : match.start()] + line[match.end() : match.end() + 1]
    if any(char > "\x7f" and is_letter(char) for char in beside):
        return True
    said = by.decode(run) or ""
    return (
        len(run) == 2
        and _is_ascii_letter(beside)
        and (not _NOT_IN_WORDS.isdisjoint(map(script, said)) or _is_rare(said))
    )


def _has_neighbour(line: str, match: re.Match[str]) -> bool:
    """Tell whether a letter or a digit stands beside a run."""
    start, end = match.span()
    return line[start - 1 : start].isalnum() or line[end : end + 1].isalnum()


def _is_rare(said: str) -> bool:
    return script(said[:1]) != "LATIN" and RARE_LETTER.search(said) is not None


def _is_ascii_letter(characters: str) -> bool:
    return any(char.isascii() and char.isalpha() for char in characters)


def word_around(line: str, at: int) -> tuple[int, int]:
    """Return where the word at some place begins and ends: at ASCII that is no letter."""
    end = _WORD_END.search(line, at)
    start = at
    while start > 0 and not _WORD_END.match(line[start - 1]):
        start -= 1
    return start, end.start() if end else len(line)
