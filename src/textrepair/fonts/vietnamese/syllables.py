"""``is_syllable``: whether a word is a syllable of Vietnamese, by the rules of its spelling.

A syllable is an onset, a rhyme and a tone, and there are few of each: some 30 onsets, 150 rhymes
and six tones.  Which letters stand before which is settled (``k`` before e, ê, i and y, ``c``
before the others), a rhyme that ends in c, ch, p or t has the sharp or the heavy tone, and the mark
of the tone has its place.  So hardly any word of another language is one, if its letters with marks
are read as others.

Sources: the rules of the spelling that the Ministry of Education set down in 1984, which both
manners of placing the tone (hòa, hoà) go by.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import normalize

#: The marks of the five tones that have one, and of those that a rhyme with a stop may have.
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES: Final = frozenset((_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT))
_STOPPED_TONES: Final = frozenset((_ACUTE, _DOT))
_STOPS: Final = ("c", "ch", "p", "t")

#: What may end a syllable behind each vowel; the empty end is written as a dash.
_RHYMES: Final = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- c ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- n o t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t",
    "uâ": "n ng t y",
    "uê": "- ch nh",
    "uô": "c i m n ng t",
    "uơ": "-",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
    "ư": "- a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "-",
    "yê": "m n ng t u",
}
#: Behind ``qu``, whose u is the first letter of the rhymes above; ``quơ`` and ``quý`` too.
_AFTER_QU: Final = {
    "a": "- c ch i n ng nh o t u y",
    "ă": "c m n ng p t",
    "â": "c n ng t y",
    "e": "- n o t",
    "ê": "- n ch nh t",
    "i": "- n t",
    "o": "c",
    "ô": "c",
    "ơ": "- i n t",
    "y": "- ch nh t",
    "yê": "n t",
}
#: Onsets by the vowels that they stand before.
_BEFORE_ALL: Final = ("b", "ch", "d", "đ", "h", "l", "m", "n", "nh", "ph", "r", "s", "t", "th")
_BEFORE_ANY: Final = (*_BEFORE_ALL, "tr", "v", "x", "kh")
_BEFORE_BACK: Final = ("c", "g", "ng")
_BEFORE_FRONT: Final = ("k", "gh", "ngh")
_FRONT: Final = ("e", "ê", "i", "iê")
#: Onsets that y stands behind as i does: kỹ, lý, mỹ, tỷ, sỹ, hy, vỹ.
_BEFORE_Y: Final = ("", "h", "k", "l", "m", "s", "t", "v")
#: Vowels that no onset stands before, or that stand only behind one.
_ALONE: Final = ("yê",)
_NEVER_ALONE: Final = ("iê",)


def _bodies() -> dict[str, tuple[int, ...]]:
    """Return all syllables without their tones, and the letters that may bear the tone of each."""
    made: dict[str, tuple[int, ...]] = {}
    for vowel, ends in _RHYMES.items():
        if vowel == "y":
            onsets: tuple[str, ...] = _BEFORE_Y
        elif vowel in _ALONE:
            onsets = ("",)
        else:
            onsets = (*_BEFORE_ANY, *(_BEFORE_FRONT if vowel in _FRONT else _BEFORE_BACK))
            onsets += () if vowel in _NEVER_ALONE else ("",)
            onsets += () if vowel in _FRONT and vowel != "e" else ("gi",)
        for onset in onsets:
            _add(made, onset, vowel, ends)
    for vowel, ends in _AFTER_QU.items():
        _add(made, "qu", vowel, ends)
    for end in ("", "m", "n", "p", "t", "ch"):  # gì, gìm, gìn, gíp, gít, gích
        made[f"gi{end}"] = (1,)
    for end in _RHYMES["iê"].split():  # giếng, giết
        made[f"giê{end}"] = (2,)
    for end in ("", "n", "nh", "u"):  # giê, giền
        made[f"giê{end}"] = (2,)
    return made


def _add(made: dict[str, tuple[int, ...]], onset: str, vowel: str, ends: str) -> None:
    """Add the syllables of an onset and a vowel."""
    for end in ends.split():
        rest = "" if end == "-" else end
        places = _places(vowel, rest)
        made[onset + vowel + rest] = tuple(len(onset) + place for place in places)


def _places(vowel: str, end: str) -> tuple[int, ...]:
    """Return which letters of a rhyme may bear the tone.

    >>> _places("oa", ""), _places("oa", "n"), _places("ươ", "ng"), _places("u", "a")
    ((0, 1), (1,), (1,), (0,))
    """
    if vowel in ("oa", "oe", "uy") and not end:
        return 0, 1  # hòa and hoà
    return (len(vowel) - 1,)


_BODIES: Final = _bodies()
#: Code points of the longest syllable: nghiêng.
_LONGEST: Final = 7


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Tell whether a word is a syllable of Vietnamese.

    >>> [is_syllable(word) for word in ("được", "Việt", "HÒA", "hoà", "quyền", "giếng", "gì")]
    [True, True, True, True, True, True, True]
    >>> [is_syllable(word) for word in ("đợc", "viet", "thể nào", "kể", "cể", "hoan", "café")]
    [False, False, False, True, False, True, False]
    """
    body, tone = toneless(word)
    if len(tone) > 1 or body not in _BODIES:
        return False
    if body.endswith(_STOPS):
        return bool(tone) and tone[0][1] in _STOPPED_TONES and tone[0][0] in _BODIES[body]
    return not tone or tone[0][0] in _BODIES[body]


@lru_cache(maxsize=4096)
def is_compound(word: str) -> bool:
    """Tell whether a word is two syllables written as one, as in words from other languages.

    >>> is_compound("Lênin"), is_compound("bêtông"), is_compound("ấể")
    (True, True, False)
    """
    places = range(1, min(len(word), 2 * _LONGEST) - 1)
    return any(is_syllable(word[:place]) and is_syllable(word[place:]) for place in places)


def toneless(word: str) -> tuple[str, list[tuple[int, str]]]:
    """Return a word in small letters without its tones, and which letters bear which.

    >>> toneless("Việt")
    ('viêt', [(2, '̣')])
    """
    letters: list[str] = []
    tones: list[tuple[int, str]] = []
    for char in word.lower():
        marks = normalize("NFD", char)
        tone = [mark for mark in marks if mark in _TONES]
        if tone:
            tones.append((len(letters), tone[0]))
            marks = "".join(mark for mark in marks if mark not in _TONES)
        letters.append(normalize("NFC", marks))
    return "".join(letters), tones
