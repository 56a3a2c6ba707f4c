"""The characters that a few bytes can spell where some of the bytes are unknown.

``combined`` lists all of them where few bytes are open; ``characters`` ranks them by how
often a language uses them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import chain, islice, product
from typing import Final

from ..encodings import ENCODINGS, codec_of
from ..language.compiled import costs_in
from ..language.languages import SCRIPT_OF
from ..language.ngram_costs import START
from ..language.scripts import CJK, COMMON, symbol
from .decoders import may_be_lost

#: What is known of the bytes of one character: for each byte the values that it may have,
#: and whether the decoder lost the byte because of the byte after it.
Pattern = tuple[tuple[bytes, bool], ...]

#: Most characters kept for one pattern; the likeliest stay.  Set by hand.
MOST_CANDIDATES: Final = 160
#: Most characters kept for a pattern of which no byte is known.  Set by hand.
MOST_GUESSES: Final = 80
#: Characters that cost this much or more are unknown to the language, in eighths of a bit.
_UNKNOWN_UNITS: Final = 168
#: Cost of a recovered letter of a script that the language is not written in, in bits.
FOREIGN_BITS: Final = 8.0
#: Up to this number of combinations of byte values, each is decoded; above it, the characters of
#: the language are matched against the pattern instead.
_MOST_COMBINATIONS: Final = 256
#: The codec of the national standard that holds the characters of a language.
_STANDARD_OF: Final = {
    language: encoding.standard
    for encoding in ENCODINGS
    if encoding.standard
    for language in encoding.languages
}
#: A frequent character of each language, after which the cost of others is looked up.
_COMMON_LETTER: Final = {"zh-hans": "是", "zh-hant": "是", "yue": "是", "ja": "の", "ko": "이"}
#: Signs that people write far more often than others of which the models know as little.
_FREQUENT_SIGNS: Final = frozenset("❤♥☺☹★☆✓✔✗✘✅✨⚡⚠❌❗❓☀☎✉✌☝⭐←→↑↓●○■□▲▼◆◇♪♫\ufe0f")
_COMMON_CJK: Final = "、。「」『』（）《》〈〉【】！？，：；〜・ー"


@cache
def repertoire(language: str) -> str:
    """Return the characters that texts in a language may hold, likeliest first.

    For Chinese, Japanese and Korean those of its legacy encoding, else the letters of its
    script below U+3000; with them ASCII and common punctuation.
    """
    codec = _STANDARD_OF.get(language)
    if codec is None:
        found = set(_letters(SCRIPT_OF[language]))
    else:
        found = set(_pairs(codec))
        found.update(_COMMON_CJK)
    found.update(COMMON, map(chr, range(0x20, 0x7F)))
    return "".join(sorted(sorted(found), key=_rarity(language)))


@cache
def _letters(script: str) -> str:
    """Return the letters of an alphabet below U+2000, whose names begin with that of the script."""
    named = (
        c
        for c in map(chr, range(0xA0, 0x2000))
        if unicodedata.name(c, "").startswith(script.upper())
    )
    return "".join(char for char in named if symbol(char).script == script)


@lru_cache(maxsize=16)  # as `costs_in`
def _rarity(language: str) -> Callable[[str], int]:
    """Return a function for the cost of a character: the lower of at a start and inside a text."""
    costs = costs_in(language)
    script = SCRIPT_OF[language]
    letter = _COMMON_LETTER.get(language)
    if letter is None:
        letters = map(chr, range(0x61, 0x7F)), (c for c in _letters(script) if c < "\u1100")
        own = [char for char in chain(*letters) if symbol(char).script == script]
        letter = min(own, key=lambda char: costs[START + char])
    inside = START[1:] + letter
    return lambda char: min(costs[START + char], costs[inside + char]) - (char in _FREQUENT_SIGNS)


def _pairs(codec: str) -> str:
    """Return the characters that a codec writes as two bytes of the ISO 2022 planes."""
    return "".join(
        bytes([lead, trail]).decode(codec, "ignore")
        for lead in range(0xA1, 0xFA)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        if trail >= 0xA1 or codec == "big5"
    )


def is_native(char: str, language: str) -> bool:
    """Tell whether a language may use a character: all but letters of other scripts.

    >>> is_native("Σ", "ko"), is_native("a", "ko"), is_native("—", "ko")
    (False, True, True)
    """
    script = symbol(char).script
    return char.isascii() or not script or script in {SCRIPT_OF[language], CJK}


#: What `_encoded` has of a number of bytes that no character takes.
_NO_CHARACTERS: Final = (b"", "")


@cache
def _encoded(written_in: str, language: str) -> dict[int, tuple[bytes, str]]:
    """Return the characters of a language and their bytes, by number of bytes, likeliest first.

    Bytes and characters are strung together, not objects each: there are twenty thousand of a
    language.
    """
    codec = codec_of(written_in)
    by_length: dict[int, tuple[bytearray, list[str]]] = {}
    for char in repertoire(language):
        try:
            data = char.encode(codec)
        except UnicodeEncodeError:
            continue
        joined, chars = by_length.setdefault(len(data), (bytearray(), []))
        joined += data
        chars.append(char)
    return {
        length: (bytes(joined), "".join(chars)) for length, (joined, chars) in by_length.items()
    }


def _is_assigned(char: str) -> bool:
    return unicodedata.category(char) not in {"Cn", "Co", "Cs", "Cc"}


@lru_cache(maxsize=1 << 12)
def combined(written_in: str, read_as: str, pattern: Pattern) -> str | None:
    """Return the characters that the bytes of a pattern can spell; None if they are too many.

    >>> combined("utf-8", "gbk", ((b"\\xc3", False), (b"\\xa0\\xa9", False)))
    'àé'
    """
    combinations = 1
    for allowed, _ in pattern:
        combinations *= len(allowed)
    if combinations > _MOST_COMBINATIONS:
        return None
    codec = codec_of(written_in)
    found = []
    for values in product(*[allowed for allowed, _ in pattern]):
        data = bytes(values)
        if _joints_hold(read_as, pattern, data):
            char = data.decode(codec, "ignore")
            if len(char) == 1 and (combinations == 1 or _is_assigned(char)):
                found.append(char)
    return "".join(found)


@lru_cache(maxsize=1 << 12)
def characters(written_in: str, read_as: str, pattern: Pattern, language: str) -> str:
    """Return the characters whose bytes in ``written_in`` fit the pattern, likeliest first.

    >>> pattern = ((b"\\xc3", False), (b"\\xa0\\xa9\\xbf", False))
    >>> sorted(characters("utf-8", "gbk", pattern, "fr")[:2])
    ['à', 'é']
    """
    found = combined(written_in, read_as, pattern)
    if found is None:
        return _matching(written_in, read_as, pattern, language)
    if len(found) < 2:
        return found
    rarity = _rarity(language)
    open_bytes = sum(len(allowed) > 1 for allowed, _ in pattern)
    if written_in != "utf-8" or open_bytes > 1:
        # Where one byte of UTF-8 is open, the text around may tell a rare one: 蝙 before 蝠.
        found = "".join(char for char in found if rarity(char) < _UNKNOWN_UNITS) or found
    return "".join(sorted(found, key=rarity)[:MOST_CANDIDATES])


def _matching(written_in: str, read_as: str, pattern: Pattern, language: str) -> str:
    """Return the likeliest characters of a language whose bytes fit a pattern."""
    found = _all_of(written_in, language, len(pattern))
    for place, (allowed, joint) in enumerate(pattern):
        found &= _with_bytes(written_in, language, len(pattern), place, allowed)
        if joint and place + 1 < len(pattern):
            found &= _lost_for_next(written_in, language, len(pattern), place, read_as)
    most = MOST_CANDIDATES if any(len(allowed) == 1 for allowed, _ in pattern) else MOST_GUESSES
    chars = _encoded(written_in, language).get(len(pattern), _NO_CHARACTERS)[1]
    return "".join([chars[rank] for rank in islice(_ranks(found), most)])


def _ranks(members: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, lowest first."""
    bits = f"{members:b}"[::-1]
    rank = bits.find("1")
    while rank >= 0:
        yield rank
        rank = bits.find("1", rank + 1)


# Sets of the characters of a language are integers: the bit of a character is its rank in
# ``_encoded``.  So what fits a pattern of which little is known is found in a few operations, where
# a look at each of some ten thousand characters would take milliseconds.


def _all_of(written_in: str, language: str, length: int) -> int:
    return (1 << len(_encoded(written_in, language).get(length, _NO_CHARACTERS)[1])) - 1


@lru_cache(maxsize=24)  # up to 0.4 megabytes each
def _by_byte(written_in: str, language: str, length: int, place: int) -> dict[int, int]:
    """Return the sets of the characters of so many bytes, by their byte at a place."""
    ranks: dict[int, list[int]] = {}
    joined = _encoded(written_in, language).get(length, _NO_CHARACTERS)[0]
    for rank, byte in enumerate(joined[place::length]):
        ranks.setdefault(byte, []).append(rank)
    return {byte: _set_of(those) for byte, those in ranks.items()}


def _set_of(ranks: list[int]) -> int:
    members = bytearray(ranks[-1] // 8 + 1)
    for rank in ranks:
        members[rank >> 3] |= 1 << (rank & 7)
    return int.from_bytes(members, "little")


@lru_cache(maxsize=512)
def _with_bytes(written_in: str, language: str, length: int, place: int, allowed: bytes) -> int:
    """Return the set of the characters that have one of some bytes at a place."""
    by_byte = _by_byte(written_in, language, length, place)
    found = 0
    for byte in allowed:
        found |= by_byte.get(byte, 0)
    return found


@lru_cache(maxsize=64)
def _lost_for_next(written_in: str, language: str, length: int, place: int, read_as: str) -> int:
    """Return the set of the characters whose byte at a place is lost because of the next one."""
    joined = _encoded(written_in, language).get(length, _NO_CHARACTERS)[0]
    pairs = zip(joined[place::length], joined[place + 1 :: length], strict=True)
    ranks = [rank for rank, (byte, next_) in enumerate(pairs) if may_be_lost(read_as, byte, next_)]
    return _set_of(ranks) if ranks else 0


def _joints_hold(read_as: str, pattern: Pattern, data: bytes) -> bool:
    """Tell whether a decoder would lose each byte that is said to be lost because of the next."""
    return all(
        may_be_lost(read_as, data[i], data[i + 1])
        for i, (_, joint) in enumerate(pattern[:-1])
        if joint
    )
