"""The lines of a text that bear signs of a wrong reading.

Lines are the unit that is read anew: most files were garbled line by line or as a
whole.  Very long lines are taken in parts, cut at blanks where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from ..caching import remembered
from ..kernels import shared_scan
from ..language import naturalness
from ..patterns import lazily
from . import signs
from .acceptance import WORD, is_table, is_unit
from .structure.evidence import is_telling
from .structure.utf8_readers import reader
from .vetoes import is_mostly_leads, is_vetoed
from .whole_line import GarbledPassage, best_whole_reading

#: Lines are taken as a whole up to about this many code points.
LONGEST_LINE: Final = 1500

#: How many standard deviations above natural a word must lie to be reported.
SUSPECT_EXCESS: Final = 13.0
#: A guess of so many different letters, this near to natural text, tells what happened.
GUESS_LETTERS: Final = 6
GUESS_EXCESS: Final = 5.0
_TRAIL: Final = "[¡-¿‚ƒ„†‡ˆ‰‹•˜›€™…–—“”‘’]"
#: C1 controls, which Latin-1 shows and no one types; UTF-8 as Windows-1252 and DOS show it; kana
#: of Shift-JIS: ``ƒtƒ@``, ``‚Ü‚¹``.
_TELLTALE: Final = lazily(
    f"[\x80-\x84\x86-\x9f]|[ÂÃÄÅÌÎÏÐÑ]{_TRAIL}|[à-ï]{_TRAIL}{{2}}|[à-ï][šœžŸŠŒŽ]{_TRAIL}|[┬├┼][À-ÿ¡-¿]"
    "|ƒ[^\\sa-z]\\[?ƒ|ƒ[a-z]\\[?ƒ[^\\sa-z]|‚[¡-ÿğşİŞĞ]‚"
)
#: A stretch of so many East Asian characters is no text so many standard deviations above natural:
#: of 206,000 clean lines in Chinese, Japanese and Korean 40 bear signs, and lie at 2.1 and lower,
#: but for single words of Korean, which lie up to 7.7.
_LEAST_EAST_ASIAN: Final = 9
_EAST_ASIAN_EXCESS: Final = 3.5
#: Of tables hardly a character comes twice; what pages show of UTF-8 begins with few bytes.
_MOST_DIFFERENT: Final = 0.95
_KOREAN_EXCESS: Final = 5.0
#: Letters and syllables: rows of marks stand in tables.
_EAST_ASIAN: Final = lazily("[ぁ-ゖァ-ヺㄅ-ㄯ㐀-鿿가-힣豈-\ufaffｦ-ﾝ]")
_HANGUL: Final = lazily("[가-힣]")
_PUNCTUATION: Final = lazily("[、，。．・；：！？「」『』（）《》…,.;:!?()/|]")
_LATIN_1: Final = lazily("[\x80-\xff]")
#: A jumble: so many characters in a row, of Latin-1 for so large a share, of which so small a share
#: stands so near in code points to the one before; of tables most do.
_LEAST_JUMBLE: Final = 12
_LEAST_WESTERN: Final = 0.5
_NEAR: Final = 3
_MOST_NEAR: Final = 0.25
#: Characters beyond ASCII in a row: a list in quotes may be one of characters by their numbers.
_ROWS: Final = lazily("[^\x00-\x7f]{5,}")
#: How much of a suspicious run is shown to the models, in code points.
_LONGEST_RUN: Final = 1000


@dataclass(frozen=True, slots=True)
class SuspectRun:
    """Neighbouring words that are clearly not text, and the best guess at what they were."""

    start: int
    text: str
    guess: GarbledPassage | None


def first_sign(text: str, start: int = 0) -> int:
    """Return the place of the first sign of a text at ``start`` or after it; -1 if there is none.

    The signs are the trigger of the rule mojibake, of which there may be a compiled scan.
    """
    scan = shared_scan("mojibake")
    if scan is not None:
        place: int = scan.find(text, start)
        return place
    match = _sign().search(text, start)
    return -1 if match is None else match.start()


@cache
def _sign() -> re.Pattern[str]:
    # As the scan for triggers writes it, flag and all: ``re`` keeps what it has compiled once.
    return re.compile(f"[{signs.FIRST}](?={signs.THEN})", re.MULTILINE)


def looks_garbled(text: str) -> bool:
    """Tell whether a text bears signs of a wrong reading; clean text hardly ever does.

    >>> looks_garbled("dÃ©jÃ vu"), looks_garbled("déjà vu")
    (True, False)
    """
    return not text.isascii() and first_sign(text) >= 0


def sign_places(text: str) -> Iterator[int]:
    """Yield the places of the signs of a text."""
    place = first_sign(text)
    while place >= 0:
        yield place
        place = first_sign(text, place + 1)


@remembered(most=2048)
def word_looks_garbled(word: str) -> bool:
    """Tell whether a word bears signs of a wrong reading; the answer is kept, for words recur."""
    return looks_garbled(word)


#: A short line of signs of Latin-1, whose bytes are pairs of East Asian encodings: ``¹²³¼``.  In
#: EUC-JP kana begin with A4 and A5 and brackets with A1: a line of pairs of these is looked at.
_ROW_OF_SIGNS: Final = lazily(r"(?!(?:[¡¤¥][¡-¿])+\Z)[\s,;/|¡-¿×÷]{1,12}")


def suspicious_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines that bear signs, each with its place in the text (code points).

    >>> list(suspicious_lines("un\ndÃ©jÃ vu\ntrois"))
    [(3, 'dÃ©jÃ vu')]
    """
    position = 0
    while (place := first_sign(text, position)) >= 0:
        start = _line_start(text, position, place)
        end = _line_end(text, place)
        line = text[start:end]
        if (not is_table(line) or _is_jumble(line)) and _ROW_OF_SIGNS.fullmatch(line) is None:
            yield start, line
        position = end


def _is_jumble(line: str) -> bool:
    """Tell whether a line of different characters holds signs of Latin-1 and others at random.

    A reader that shows UTF-8 where bytes are valid UTF-8, and Windows-1252 else, makes such lines.

    >>> _is_jumble("Òôɫ½ϵ¥²¾µ«ÈÔÄÜÇå³þÌý¼û¡£"), _is_jumble("áàâäãåçéèêëìíîïñ αβγδ абвг")
    (True, False)
    """
    run = max(_ROWS.findall(line), key=len, default="")
    western = len(_LATIN_1.findall(run))
    near = sum(abs(ord(two) - ord(one)) <= _NEAR for one, two in pairwise(run))
    return (
        len(run) >= _LEAST_JUMBLE
        and _LEAST_WESTERN * len(run) <= western < len(run)
        and near <= _MOST_NEAR * len(run)
    )


def _line_start(text: str, earliest: int, at: int) -> int:
    start = max(earliest, text.rfind("\n", earliest, at) + 1)
    if at - start <= LONGEST_LINE:
        return start
    blank = text.find(" ", at - LONGEST_LINE, at)
    return at - LONGEST_LINE if blank < 0 else blank + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + LONGEST_LINE)
    if end >= 0 or len(text) <= at + LONGEST_LINE:
        return end if end >= 0 else len(text)
    blank = max(text.rfind(" ", at, at + LONGEST_LINE), text.rfind("\n", at, at + LONGEST_LINE))
    return blank if blank > at else at + LONGEST_LINE


def suspect_runs(text: str) -> Iterator[SuspectRun]:
    r"""Yield the runs of words that bear signs of mojibake and are clearly not text.

    >>> [run.text for run in suspect_runs("he said Ã‚Â¬Ãƒ¤Â§ÃÃ")]
    ['Ã‚Â¬Ãƒ¤Â§ÃÃ']
    """
    for start, line in suspicious_lines(text):
        for word in _doubtful_words(line):
            yield SuspectRun(start + word.start, line[word.start : word.end], word)
        for run_start, run_end in _garbled_runs(line):
            run = line[run_start:run_end]
            if any(map(is_table, _ROWS.findall(run))):
                continue
            is_odd = _is_odd_east_asian(run) or _is_odd_east_asian(line)
            if is_odd or naturalness(run).excess > SUSPECT_EXCESS:
                guess = best_whole_reading(run)
                if guess is not None and is_unit([guess.text.strip("\"'()[]{}<>.,;:!?")]):
                    continue
                if guess is not None and not _may_be_said(line, run_start, run_end, guess):
                    guess = None
                is_likely = guess is not None and _is_likely(guess.text)
                if is_odd or is_likely or _TELLTALE.search(run) or _is_torn(run):
                    yield SuspectRun(start + run_start, run, guess)


def _doubtful_words(line: str) -> list[GarbledPassage]:
    # few texts need them
    from .legacy.short_texts import doubtful_word
    from .legacy.sparse_words import doubtful_words

    alone = doubtful_word(line)
    return doubtful_words(line) if alone is None else [alone]


def _may_be_said(line: str, start: int, end: int, guess: GarbledPassage) -> bool:
    """Tell whether a guess may be a suggestion: what no repair may do, none suggests.

    It must bear no sign itself, and of text that holds well-formed UTF-8 be what that says.
    """
    if looks_garbled(guess.text) or is_vetoed(line, start, end, guess.text, guess.channels):
        return False
    if all(channel.written_in == "utf-8" for channel in guess.channels):
        return True
    return not any(
        is_telling(line[max(0, m.start() - 2) : m.start()], m[0], line[m.end() : m.end() + 1])
        for m in reader("western").runs.finditer(line, start, end)
    )


def _garbled_runs(line: str) -> Iterator[tuple[int, int]]:
    """Yield the places of neighbouring words that bear signs of mojibake."""
    run: tuple[int, int] | None = None
    for match in WORD.finditer(line):
        word = match.group()
        if looks_garbled(word):
            start = run[0] if run and match.end() - run[0] <= _LONGEST_RUN else match.start()
            if run and start != run[0]:
                yield run
            run = (start, match.end())
        elif run:
            yield run
            run = None
    if run:
        yield run


def _is_odd_east_asian(text: str) -> bool:
    """Tell whether a text holds a long stretch without punctuation that is no text of East Asia.

    Lists of rare characters, of names and of plants, have punctuation.
    """
    stretch = max(_PUNCTUATION.split(text), key=len)
    characters = _EAST_ASIAN.findall(stretch)
    east_asian = len(characters)
    if len(set(characters)) > _MOST_DIFFERENT * east_asian:
        return False
    if east_asian < _LEAST_EAST_ASIAN or 2 * east_asian <= len("".join(stretch.split())):
        return False
    most = _KOREAN_EXCESS if _HANGUL.search(stretch) else _EAST_ASIAN_EXCESS
    return naturalness(stretch).excess > most


def _is_torn(run: str) -> bool:
    """Tell whether a run is what Latin-1 shows of UTF-8 that lost most of its trail bytes."""
    high = "".join(_LATIN_1.findall(run))
    return 2 * len(high) > len("".join(run.split())) and is_mostly_leads(high.encode("latin-1"))


def _is_likely(guess: str) -> bool:
    letters = set(filter(str.isalpha, guess.lower()))
    return len(letters) >= GUESS_LETTERS and naturalness(guess).excess <= GUESS_EXCESS
