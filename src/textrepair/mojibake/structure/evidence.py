"""Whether characters that stand side by side can be clean text: the evidence of structure.

Clean text holds few of the pairs that mojibake is made of.  In 140 MB of running text and word
lists of a thousand languages, as they are and in capitals, ``Ã©``, ``â€`` or ``Ð°`` are not met
once.  What clean text does hold follows rules: letters of one alphabet; a capital and what
closes a quotation; a mark that opens one and a letter.  A pair that no rule allows tells that
the characters are not what they seem; pairs that are allowed leave it open.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from ...caching import LONGEST
from .latin_pairs import LATIN_PAIRS

_NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_ZERO_WIDTH: Final = "\u200c\u200d\u200e\u200f"
_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
#: Marks seen after a letter, before a character that is no letter: ``word»``.
CLOSERS: Final = "’”“‘„‚»«›‹…—–·،؛؟΄" + _NO_BREAK_SPACE + _ZERO_WIDTH
#: Signs that may follow a name or a number: ``ACMÉ®``, ``CITÉ²``.
SIGNS: Final = "®™©°²³¹ºª´†‡•"
#: Marks seen between two letters: ``l’été``.
_BETWEEN: Final = "’‘“”„،—–«»·" + _NO_BREAK_SPACE + _ZERO_WIDTH + _SOFT_HYPHEN
#: Marks seen between a word of one letter and another letter: ``É—disse``, ``L’été``.
_AFTER_INITIAL: Final = "’‘—–" + _NO_BREAK_SPACE + _ZERO_WIDTH + _SOFT_HYPHEN
#: What Windows code pages show for C2 and C3, which no language writes before a blank.
SIGNS_READ_THEMSELVES: Final = "ÂÃ"
#: What no clean text holds before ``Â`` and a blank or a line end: not met in 160 million
#: characters of 141 languages, as they are and in capitals, nor is ``Â Â ``.  ``Â`` ends words in
#: capitals, and is a word by itself.
BEFORE_LONE: Final = r"a-zß-öø-ÿ0-9.,:;!?…)\]”»"
#: ×, Ω and ℃ in Windows-1252.  No language has the words Ã and Î, nor â before a quotation mark.
_SIGNS_BY_THEMSELVES: Final = frozenset({"Ã—", "Î©", "â„ƒ"})
#: º and ° in Windows-1252, which stand behind an N for numero; no word NÂ has such a mark.
_ORDINALS: Final = frozenset({"Âº", "Â°"})
#: Powers of a variable of one letter.
_POWERS: Final = frozenset({"Â²", "Â³"})
#: Capitals that no language writes alone before an apostrophe.
_NOT_ELIDED: Final = "ÆÅÄÖØÐÃÞß×"
IRISH: Final = "ÁÉÍÓÚ"
#: Marks seen before a letter: ``«Être``.
OPENERS: Final = "’‘“”„‚«»‹›¿¡–—…°´§•†،؟¦|" + _NO_BREAK_SPACE + _ZERO_WIDTH + _SOFT_HYPHEN
#: Marks of running text that follow one another; no-break spaces follow and precede any.
_MARKS: Final = frozenset(
    [
        "\u200c\u200c",
        "\u200c؟",
        "’’",
        "——",
        "……",
        "\u200d\u200d",
        "‘’",
        "»،",
        "‘‘",
        "’”",
        "””",
        "؟»",
        "‘“",
        "\u200d\u200c",
        "،”",
        "”“",
        "““",
        "“¿",
        "،»",
        "’«",
        "…»",
        "؟،",
        "؟”",
        "—«",
        "“”",
        "»”",
        "·“",
        "”·",
        "…“",
        "“…",
        "„„",
        "½–",
        "—’",
        "\u200c،",
        "،\u200c",
        "؟؟",
        "…”",
        "«”",
        "――",
        "”،",
        "«»",
        "§§",
        "«…",
        "’‘",
        "’“",
        "”…",
        "„—",
        "««",
        "—“",
        "»“",
        "«¿",
        "،،",
        "‘—",
        "’،",
        "“¡",
        "…؟",
        "»؟",
        "»…",
        "´´",
        "”’",
        "–«",
        "»–",
        "‘”",
        "¡’",
        "»»",
        "“»",
        "”»",
        "،‘",
        "‘،",
        "‘«",
        "“’",
        "…’",
        "؟’",
        "‘؟",
        "“„",
        "”—",
        "°—",
        "××",
        "»’",
        "’»",
        "»—",
        "—»",
        "–»",
        "“—",
        "–“",
        "–„",
        "„–",
        "„‘",
        "‚‘",
        "»›",
        "›»",
        "«‹",
        "‹«",
        "“‘",
        "’…",
        "…’",
        "™”",
        "®”",
        "™»",
        "®»",
        "©”",
        "»‘",
        "…«",
        "„…",
        "”™",
        "”®",
        "“–",
        "„«",
        "»“",
        "–”",
        "’—",
        "’–",
        "”–",
        "‘…",
        "€–",
        "£–",
        "–£",
        "–€",
        "°–",
        "–°",
        "½”",
        "’®",
        "’™",
        "”©",
        "°,",
        "½°",
        "²–",
        "²”",
        "³–",
        "³”",
        "²»",
        "³»",
        "°”",
        "°»",
        "®–",
        "™–",
        "™’",
        "®’",
        "®…",
        "™…",
        "¿¡",
        "¡¿",
    ]
)
#: Characters that Unicode counts as letters, and no word of an alphabet holds.
_NO_LETTERS: Final = frozenset("ˆªºµ")
_BOXES: Final = ("\u2500", "\u25a1")
#: Characters of box drawing with a line to the right, and those that it meets: ``├┤`` and ``╔╗``
#: stand in drawings, ``├╝`` and ``├│`` do not.
_JOINTS: Final = (
    ("─┬├┼┌└┴", "─┤┐┘┬┴┼"),
    ("─╟╙╨╥╓╫", "─╢╖╜╨╥╫"),
    ("═╚╔╩╦╠╬", "═╣╗╝╩╦╬"),
    ("═╞╧╤╘╒╪", "═╡╕╛╧╤╪"),
)


@lru_cache(maxsize=1 << 13)
def is_letter(char: str) -> bool:
    """Tell whether a character is a letter, or a mark on one."""
    return unicodedata.category(char)[0] in "LM" and char not in _NO_LETTERS


@lru_cache(maxsize=1 << 13)
def script(char: str) -> str:
    """Return the script of a letter, by the first word of its name.

    >>> script("é"), script("щ"), script("漢")
    ('LATIN', 'CYRILLIC', 'CJK')
    """
    first = unicodedata.name(char, "?").split(" ")[0]
    return (
        "CJK" if first in ("HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC") else first
    )


def is_telling(before: str, run: str, after: str) -> bool:
    """Tell whether a run holds what clean text never does.

    ``before`` are up to two characters that stand before it, ``after`` is the one behind it.

    >>> is_telling("n", "Ã¯", "v"), is_telling("NN", "Å»", " "), is_telling("", "Å»", "a")
    (True, False, True)
    """
    return (_is_telling if len(run) <= LONGEST else _is_telling.__wrapped__)(before, run, after)


@lru_cache(maxsize=4096)
def _is_telling(before: str, run: str, after: str) -> bool:
    if _begins_inside_a_word(before, run, after) or _is_sign_by_itself(before, run, after):
        return True
    if run[0] == _NO_BREAK_SPACE and run[1] in "ªº" and before[-1:].isalpha() and after.isalpha():
        return True  # ``o ªzbek`` through MacRoman
    if (
        len(run) == 2
        and run.isupper()
        and is_letter(run[1])
        and (before[-1:].isupper() or after.isupper())
    ):
        return False  # capitals in a word of capitals: ``OHTSÂŠKODE``
    alone = not before[-1:].isalpha()
    following = run[1:] + after
    for i in range(len(run) - 1):
        then = following[i + 1 : i + 2]
        seen = is_seen_alone if alone and i == 0 else is_seen
        if not seen(run[i], run[i + 1], then):
            return True
    return False


def _is_sign_by_itself(before: str, run: str, after: str) -> bool:
    """Tell whether a run is a sign that no word ends in, nor begins an entry: ``Ã— a letter``."""
    if run in _ORDINALS:
        return before[-1:] == "N" and not before[:-1].isalpha()  # ``NÂº 5``
    if run in _POWERS:
        return before[-1:].isupper() and not before[:-1].isalpha()  # ``RÂ² = 0.9``
    if run not in _SIGNS_BY_THEMSELVES or before[-1:].isalpha() or after.isalpha():
        return False
    return run != "Ã—" or bool(before)


def _begins_inside_a_word(before: str, run: str, after: str) -> bool:
    """Tell whether a run begins with what never follows the letter before it."""
    first = run[0]
    if first in "╩╦╬":
        return before[-1:].isalpha() and after.isalpha()  # their line would come from the left
    if first in "√∆≈" and before[-1:].isalpha():
        return True  # no root is taken inside a word
    if before[-1:].isdigit() and first in SIGNS_READ_THEMSELVES:
        return True  # ``12Ã—24``
    if not (before[-1:].islower() and is_letter(first) and first.isupper()):
        return False
    # A capital ends a word in small letters, ``voilÃ``, or stands inside one, ``aÊ»o``; only
    # Irish writes one after a single letter, ``hÉ’s``.
    if first not in IRISH or (before[0].isalpha() and len(before) == 2):
        return True
    return after.islower() and run[1] not in "’‘"


def is_seen_alone(char: str, then: str, after: str) -> bool:
    """Tell whether clean text holds two characters side by side at the beginning of a word."""
    if is_letter(char) and char.isupper() and not is_letter(then):
        # C2 is the lead byte of signs, which then are their own trail byte.
        if char in SIGNS_READ_THEMSELVES and (
            then in SIGNS + _NO_BREAK_SPACE + _SOFT_HYPHEN + "·«"
            or (after.isalpha() and then != "’")
        ):
            return False
        if after.isalpha():
            return then in _AFTER_INITIAL and not (then in "’‘" and char in _NOT_ELIDED)
    return is_seen(char, then, after)


def is_seen(char: str, then: str, after: str) -> bool:
    """Tell whether clean text holds two characters side by side, ``after`` behind them."""
    if "\x80" <= char <= "\x9f" or "\x80" <= then <= "\x9f":
        return False
    if char == then:
        return True
    if is_letter(char):
        is_word = is_letter(then)
        return _are_of_one_alphabet(char, then) if is_word else _ends_word(char, then, after)
    if char in "√∆≈" and then in "πµΩ∆":
        return True
    return char in OPENERS if is_letter(then) else _may_follow(char, then)


def _may_follow(mark: str, then: str) -> bool:
    """Tell whether clean text holds two marks side by side."""
    if _is_box(mark) and _is_box(then):
        return _join(mark, then)
    return _NO_BREAK_SPACE in (mark, then) or mark + then in _MARKS


def _ends_word(char: str, mark: str, after: str) -> bool:
    """Tell whether clean text holds a mark after a letter."""
    if after == "" or not is_letter(after):
        return mark in CLOSERS or mark in SIGNS
    if char.isupper() and after.islower():
        return mark in _AFTER_INITIAL
    return mark in _BETWEEN


def _join(left: str, right: str) -> bool:
    """Tell whether two characters of box drawing meet, or are such as meet no others."""
    joints = [right_ends for left_ends, right_ends in _JOINTS if left in left_ends]
    return not joints or any(right in right_ends for right_ends in joints)


def _is_box(char: str) -> bool:
    return _BOXES[0] <= char < _BOXES[1]


def _are_of_one_alphabet(char: str, then: str) -> bool:
    name = script(char)
    if name != script(then):
        return "M" in (unicodedata.category(char)[0], unicodedata.category(then)[0])
    if name == "LATIN":
        # Any two letters of Latin-1 are: in a language of tones any vowel bears any accent.
        if max(char, then) <= "ÿ" or then in LATIN_PAIRS.get(char, ""):
            return True
        small = LATIN_PAIRS.get(char.lower(), "")  # what is seen in small letters has an initial
        return then.lower() in small and not (char.islower() and then.isupper())
    return not (char.islower() and then.isupper())
