"""Which characters a few bytes can be, where some of them are unknown."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import product
from typing import Final

from ..encodings.tables import MULTI_BYTE
from ..language.costs import costs_in
from ..language.languages import SCRIPT_OF
from ..language.ngram_costs import START
from ..language.scripts import CJK, COMMON, symbol
from .decoders import may_be_lost

#: The byte strings of a character: for each byte what it may be, and whether it was lost
#: because of the byte after it.
Pattern = tuple[tuple[bytes, bool], ...]

#: Characters kept for one pattern, the likeliest ones.
MOST_CANDIDATES: Final = 160
#: The same for a pattern of which no byte is known.
MOST_GUESSES: Final = 80
#: Characters of at least this cost are not known to the language, in eighths of a bit.
_UNKNOWN_UNITS: Final = 168
#: What it takes to believe in a lost letter of a foreign script, in bits.
FOREIGN_BITS: Final = 8.0
#: So many combinations of bytes are tried one by one; above, the language's characters are.
_MOST_COMBINATIONS: Final = 256
_CODEC_OF: Final = {
    "zh-hans": "gbk",
    "zh-hant": "big5",
    "yue": "big5",
    "ja": "euc_jp",
    "ko": "euc_kr",
}
#: A letter that many others follow.
_COMMON_LETTER: Final = {"zh-hans": "是", "zh-hant": "是", "yue": "是", "ja": "の", "ko": "이"}
_COMMON_CJK: Final = "、。「」『』（）《》〈〉【】！？，：；〜・ー"


@cache
def repertoire(language: str) -> tuple[str, ...]:
    """Return the characters that texts in a language may hold, likeliest first.

    For Chinese, Japanese and Korean those of its legacy encoding, else the letters of its
    script below U+3000; with them ASCII and common punctuation.
    """
    codec = _CODEC_OF.get(language)
    if codec is None:
        script = SCRIPT_OF[language]
        found = {chr(code) for code in range(0xA0, 0x2000) if symbol(chr(code)).script == script}
    else:
        found = set(_pairs(codec))
        found.update(_COMMON_CJK)
    found.update(COMMON, map(chr, range(0x20, 0x7F)))
    return tuple(sorted(sorted(found), key=_rarity(language)))


@cache
def _rarity(language: str) -> Callable[[str], int]:
    """Return what tells the cost of a character, at the start of a text or in the middle."""
    costs = costs_in(language)
    script = SCRIPT_OF[language]
    letter = _COMMON_LETTER.get(language)
    if letter is None:
        letters = (chr(code) for code in range(0x61, 0x1100))
        own = [char for char in letters if symbol(char).script == script]
        letter = min(own, key=lambda char: costs[START + char])
    inside = START[1:] + letter
    return lambda char: min(costs[START + char], costs[inside + char])


def _pairs(codec: str) -> str:
    """Return the characters that a codec writes as two bytes of the ISO 2022 planes."""
    return "".join(
        bytes([lead, trail]).decode(codec, "ignore")
        for lead in range(0xA1, 0xFA)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        if trail >= 0xA1 or codec == "big5"
    )


@lru_cache(maxsize=1 << 14)
def is_native(char: str, language: str) -> bool:
    """Tell whether a character is no letter of a script that the language is not written in.

    >>> is_native("Σ", "ko"), is_native("a", "ko"), is_native("—", "ko")
    (False, True, True)
    """
    script = symbol(char).script
    return char.isascii() or not script or script in {SCRIPT_OF[language], CJK}


@cache
def _encoded(true: str, language: str) -> dict[int, list[tuple[bytes, str]]]:
    """Return the characters of a language in an encoding, by length, likeliest first."""
    codec = MULTI_BYTE.get(true, true)
    by_length: dict[int, list[tuple[bytes, str]]] = {}
    for char in repertoire(language):
        try:
            data = char.encode(codec)
        except UnicodeEncodeError:
            continue
        by_length.setdefault(len(data), []).append((data, char))
    return by_length


def _is_assigned(char: str) -> bool:
    return unicodedata.category(char) not in {"Cn", "Co", "Cs", "Cc"}


@lru_cache(maxsize=1 << 16)
def combined(true: str, seen: str, pattern: Pattern) -> tuple[str, ...] | None:
    """Return the characters that the bytes of a pattern spell, None if there are too many.

    >>> combined("utf-8", "gbk", ((b"\\xc3", False), (b"\\xa0\\xa9", False)))
    ('à', 'é')
    """
    combinations = 1
    for allowed, _ in pattern:
        combinations *= len(allowed)
    if combinations > _MOST_COMBINATIONS:
        return None
    codec = MULTI_BYTE.get(true, true)
    found = []
    for values in product(*[allowed for allowed, _ in pattern]):
        data = bytes(values)
        if _joints_hold(seen, pattern, data):
            char = data.decode(codec, "ignore")
            if len(char) == 1 and (combinations == 1 or _is_assigned(char)):
                found.append(char)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def characters(true: str, seen: str, pattern: Pattern, language: str) -> tuple[str, ...]:
    """Return the characters that are written in ``true`` as the pattern, likeliest first.

    >>> pattern = ((b"\\xc3", False), (b"\\xa0\\xa9\\xbf", False))
    >>> sorted(characters("utf-8", "gbk", pattern, "fr")[:2])
    ['à', 'é']
    """
    found = combined(true, seen, pattern)
    if found is None:
        return _matching(true, seen, pattern, language)
    if len(found) < 2:
        return found
    rarity = _rarity(language)
    known = [char for char in found if rarity(char) < _UNKNOWN_UNITS] or found
    return tuple(sorted(known, key=rarity)[:MOST_CANDIDATES])


def _matching(true: str, seen: str, pattern: Pattern, language: str) -> tuple[str, ...]:
    sets = [frozenset(allowed) for allowed, _ in pattern]
    most = MOST_CANDIDATES if any(len(allowed) == 1 for allowed, _ in pattern) else MOST_GUESSES
    found = []
    for data, char in _encoded(true, language).get(len(pattern), ()):
        if all(byte in allowed for byte, allowed in zip(data, sets, strict=True)) and (
            _joints_hold(seen, pattern, data)
        ):
            found.append(char)
            if len(found) == most:
                break
    return tuple(found)


def _joints_hold(seen: str, pattern: Pattern, data: bytes) -> bool:
    """Tell whether each byte that was lost because of the next one would be."""
    return all(
        may_be_lost(seen, data[i], data[i + 1])
        for i, (_, joint) in enumerate(pattern[:-1])
        if joint
    )
