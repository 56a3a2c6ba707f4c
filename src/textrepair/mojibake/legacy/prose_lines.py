"""Lines of prose in which nothing can be read anew: told without the searches.

Clean text wakes the rules by a rare letter beside another, ``jaunâtre``, ``maîdre``: ``ât`` is a
sign.  In nearly all such lines each word is made as words of Latin letters are, and nothing stands
in them of which any search could begin: no pair of characters that is UTF-8 in some page, no word
of letters beyond ASCII alone, no capital or sign inside a word.  Then only another page of Latin
letters can have been taken for this one, and ``refusal`` tells whether one was.  Words of other
scripts may stand beside them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ...patterns import lazily
from ..refusal import are_of_some_language, is_refused_around
from ..structure.whole_text import certain_line
from ..suspicious import LONGEST_LINE, sign_places
from .dense_lines import dense_line
from .line_forms import TURKISH_LETTERS
from .short_texts import alphabet_words, file_names
from .sparse_words import sparse_words

#: Letters of Latin beyond ASCII, and the punctuation of printed text.
_LETTER: Final = "À-ÖØ-öø-ʯ\u0300-\u036fḀ-ỿ"
_MARK: Final = "“”„‘’‚…«»‹›–—ʻʼ\N{NO-BREAK SPACE}"
_ANY: Final = f"A-Za-z{_LETTER}"
_BEYOND: Final = "[^\x00-\x7f]"
#: What is neither, nor a letter or mark of another script.  Sets are written so that they name no
#: long ranges, which take ``re`` a millisecond each.
_SIGN: Final = (
    "\\\\\x80-\x9f¡-ª¬-º¼-¿×÷ʰ-ʺʽ-˿\u2000-\u2012\u2015-\u2017‛‟-\u2025\u2027-\u2038\u203b-\u2fff"
)
#: What prose has none of, by those who look for it: other characters, and escapes of source code;
#: UTF-8 as Windows-1252 shows it; marks and capitals inside words; words without their trail bytes;
#: emoji that lost a byte.
_NOT_PROSE: Final = lazily(
    f"[{_SIGN}]"
    f"|[Â-ÖØ-ß][{_MARK}]"
    f"|[{_ANY}](?:[‚„‹›À-ÖØ-ÞŠŽŸ]|[“”][{_ANY}])|[à-öø-ÿ][A-Z]|á»"
    f"|[âā]{_BEYOND}|[ðğ]Ÿ|đź|ļø"
)
#: Surrogates, private use, forms of half width, and all beyond the first plane.
_AFTER_SCRIPTS: Final = "\ud800"
_NO_SCRIPT: Final = lazily("[\ud800-\uf8ff\ufb00-\uff00\uff61-\uffff]|[^\x00-\uffff]")
#: A letter beyond ASCII in a word of others: it is no sequence of several bytes, and no katakana.
_IN_WORD: Final = lazily(f"[A-Za-z][{_LETTER}](?!{_BEYOND})")
_IN_OTHER_SCRIPT: Final = lazily("[^\x00-\u036fḀ-ỿ\u2000-\u2fff]")
#: What may be a word of another alphabet in Latin text: three letters, or a row of marks.
_BY_THEMSELVES: Final = lazily(f"[{_LETTER}](?:{_BEYOND}{{,2}}[{_LETTER}]){{2}}|{_BEYOND}{{6}}")
#: Letters of Turkish and Romanian as other pages show them.
_OF_OTHER_ALPHABET: Final = lazily("[ýþðÞ]")
_TURKISH: Final = lazily(f"[{TURKISH_LETTERS}]")
_LETTERS: Final = lazily(f"[{_LETTER}]")
_BESIDE_ASCII: Final = lazily(f"[{_LETTER}](?:(?<=[A-Za-z].)|(?=[A-Za-z]))")


def is_prose(line: str) -> bool:
    """Tell whether a line is made as prose is, and holds words of Latin letters beyond ASCII.

    >>> is_prose("La toile mûre creva, l’été passa."), is_prose("Œuvre de Bj”rn")
    (True, False)
    >>> is_prose("ÇÁ·Î±×·¥¿¡¼ »ç¿ëÇÏ´Â"), is_prose("dÃ©jÃ\\xa0 vu")
    (False, False)
    """
    return len(line) <= LONGEST_LINE and _is_prose(line)


@lru_cache(maxsize=4)  # several rules ask
def _is_prose(line: str) -> bool:
    return (
        _IN_WORD.search(line) is not None
        and _NOT_PROSE.search(line) is None
        and (max(line) < _AFTER_SCRIPTS or _NO_SCRIPT.search(line) is None)
        and dense_line(line) is None
    )


def is_refused_prose(line: str) -> bool:
    """Tell whether a line is prose of which nothing can be read anew.

    False tells nothing: the searches may find nothing, either.

    >>> is_refused_prose("La toile mûre creva."), is_refused_prose("Èlanovi su politièki.")
    (True, False)
    """
    return (
        is_prose(line)
        and certain_line(line) is None
        and not any(file_names(line))
        and _is_turkish_or_without_its_letters(line)
        and is_refused_around(line, sign_places(line))
        and not (_OF_OTHER_ALPHABET.search(line) and sparse_words(line))
        and not (_may_hold_other_words(line) and alphabet_words(line))
    )


def _is_turkish_or_without_its_letters(line: str) -> bool:
    """Tell whether a line need not be read as Windows-1252 would show it."""
    if _TURKISH.search(line) is None:
        return True
    return are_of_some_language(" ".join(filter(_TURKISH.search, line.split())))


def _may_hold_other_words(line: str) -> bool:
    return _BY_THEMSELVES.search(line) is not None or _IN_OTHER_SCRIPT.search(line) is not None


def is_in_latin_words(line: str) -> bool:
    """Tell whether most letters beyond ASCII of a line stand in words of ASCII letters.

    Those of other scripts do not, as Latin-1 shows them.  A line that holds such scripts as they
    are is none.

    >>> is_in_latin_words("La toile mûre creva, l’été passa."), is_in_latin_words("áûë à íå ñòàëî")
    (True, False)
    """
    return _IN_OTHER_SCRIPT.search(line) is None and 2 * len(_BESIDE_ASCII.findall(line)) > len(
        _LETTERS.findall(line)
    )
