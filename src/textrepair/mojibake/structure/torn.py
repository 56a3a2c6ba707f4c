"""Words in which a sequence of UTF-8 lost a byte: half of what such a word says is no repair.

A code page leaves some bytes undefined, and what reads them drops them, or shows controls that
others drop.  The rest of the word is well-formed, and would be read anew by itself.
"""

from __future__ import annotations

from typing import Final

from ...encodings import reencode
from ...patterns import lazily
from .incomplete import LATIN_PAGES
from .proof import word_around
from .soundness import Run
from .utf8_readers import Reader

#: A sequence of three bytes that lacks the last one.
_TORN: Final = lazily(rb"[\xe0-\xef][\x80-\xbf]")
#: The end of a Latin word whose last letter is beyond ASCII; sequences of UTF-8 seldom begin so.
_SOUND_END: Final = lazily("[a-z][à-öø-ÿ]\\Z")


def torn_words(line: str, runs: list[Run], by: Reader) -> list[tuple[int, int]]:
    """Return the words in which a lead byte without its trail stands right before a run.

    That sequence lost a byte; its word is left to be restored as a whole.

    >>> from .utf8_readers import reader
    >>> torn_words("ok ÐÐµ", [Run(4, 6, "е", proves=True)], reader("western"))
    [(3, 6)]
    """
    is_latin = by.page in LATIN_PAGES
    return [
        word_around(line, run.start)
        for run in runs
        if run.start > 0
        and (
            (line[run.start - 1] in by.leads and not _ends_sound_word(line, run))
            or (not is_latin and run.start > 1 and _TORN.fullmatch(_bytes(line, run.start, by)))
        )
    ]


def _ends_sound_word(line: str, run: Run) -> bool:
    """Tell whether ``Â`` and a blank stand behind a word that was read rightly: ``PréciséÂ :``."""
    return line[run.start : run.end] == "Â " and _SOUND_END.search(line[: run.start]) is not None


def _bytes(line: str, end: int, by: Reader) -> bytes:
    """Return the bytes of the two characters before a place; none if the page lacks them."""
    return reencode(line[end - 2 : end], by.page) or b""


def torn_and_explained(line: str, runs: list[Run], by: Reader) -> list[tuple[int, int]]:
    """Return the words of a line that are torn in a page, and of which it explains the most.

    Another page explains by accident what is left of a character: ``µÑƒ`` of ``ÐÐµÑƒÐ´``.

    >>> from .utf8_readers import reader
    >>> torn_and_explained("ÐÐµ", [Run(1, 3, "е", proves=True)], reader("western"))
    [(0, 3)]
    """
    return [
        (start, end)
        for start, end in dict.fromkeys(torn_words(line, runs, by))
        if 2 * sum(run.end - run.start for run in runs if start <= run.start < end) > end - start
        and reencode(line[start:end], by.page) is not None
    ]
