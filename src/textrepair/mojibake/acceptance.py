"""Acceptance of a reading: whether it is natural text, which decides all repairs of bytes.

The language models score the whole reading and the words that it changes.  A line that lists
characters by their numbers or by their kind (an alphabet, the table of a code page) is no language,
and is left alone.
"""

from __future__ import annotations

from functools import cache
from operator import sub
from typing import TYPE_CHECKING, Final

from ..caching import remembered
from ..encodings import is_multi_byte, reencode
from ..kernels import compiled_module
from ..language import naturalness
from ..language.naturalness import NATURAL_EXCESS, UTF8_EXCESS, score
from ..patterns import lazily
from .channels import Channel
from .legacy.unstructured import LEAST_LETTERS, is_believable, is_torn_utf8

if TYPE_CHECKING:
    from ..kernels._tables import Tables

#: A word: what stands between blanks, which no channel garbles.
WORD: Final = lazily(r"[^ \t\r\n\f\v]+")
_PUNCTUATION: Final = frozenset("–—„“”‚‘’«»‹›…•·.,:;!?()-\"'") | {"\N{NO-BREAK SPACE}"}
#: A name in capitals and a trade mark sign make valid UTF-8 too: TALISMÃ®.
_SMALL_AMONG_CAPITALS: Final = lazily("[A-ZÀ-ÖØ-Þ]{2}[ß-öø-ÿ]")
_EAST_ASIAN: Final = "\u2e80"
_LAST_ASCII: Final = 0x7F
#: A line is an alphabet if it holds at least ``_MANY`` letters beyond ASCII, hardly any of them
#: twice, or ``_SOME`` if most are there both small and capital.  Of 24 letters of text some recur.
_MANY: Final = 24
_NEARLY_ALL: Final = 0.95
_SOME: Final = 6

#: A step leads from one character beyond ASCII to the next one on the line, in code points.  A line
#: of at least ``_LEAST_STEPS`` steps is a table if more than ``_TABLE_SHARE`` of them are in
#: ``_NEAR``, or in ``_NEXT`` and not 0.  Set by hand.
_LEAST_STEPS: Final = 7
_TABLE_SHARE: Final = 0.8
_NEAR: Final = range(1, 17)
_NEXT: Final = range(-5, 6)
#: Chinese characters whose code points are so near each other mostly have one radical, as in the
#: rows of a code page.
_ONE_RADICAL: Final = range(-64, 65)
_HAN: Final = range(0x3400, 0xA000)
#: A line holds a table if ``_ROW`` steps in a row are in ``_SMALL``.
_ROW: Final = 10
_SMALL: Final = range(1, 4)
_SMALL_ROW: Final = bytes([True]) * _ROW


def is_accepted(before: str, after: str, channels: tuple[Channel, ...], around: str = "") -> bool:
    """Tell whether a reading is natural, as a whole and in the words that it changes.

    ``around`` is the text that it stands in, which tells the language.

    >>> from textrepair.mojibake.channels import CHANNELS
    >>> utf8 = (CHANNELS[0],)
    >>> is_accepted("LibertÃ©", "Liberté", utf8), is_accepted("TALISMÃ®", "TALISMî", utf8)
    (True, False)
    """
    is_utf8 = _is_pairwise_utf8(channels)
    limit = UTF8_EXCESS if is_utf8 else NATURAL_EXCESS
    scored = score(after)
    changed = changed_words(before, after)
    if scored.excess > limit or is_table(after):
        return False
    if any(_SMALL_AMONG_CAPITALS.search(word) for word in changed) or _is_lone_letter(
        before, changed
    ):
        return False
    if is_unit(changed) if is_utf8 else not _says_enough(changed):
        return False
    if channels[0].written_in != "utf-8":
        is_torn = is_torn_utf8(reencode(before, channels[0].read_as) or b"")
        pairs = list(zip(changed_words(after, before), changed, strict=True))
        return not is_torn and is_believable(before, after, pairs, channels[0].written_in, around)
    if len(changed) == len(WORD.findall(after)) and not around:
        return True
    language = score(around).language if around else scored.language
    words = " ".join(changed_words(before, after, neighbours=1))
    excess = score(words).excess
    if excess > limit and language is not None:
        excess = naturalness(words, (language,)).excess
    return excess <= limit


def _is_pairwise_utf8(channels: tuple[Channel, ...]) -> bool:
    """Tell whether each byte was a character: then lead and trail bytes speak for themselves."""
    return all(
        channel.written_in == "utf-8" and not is_multi_byte(channel.read_as) for channel in channels
    )


def _is_lone_letter(before: str, changed: list[str]) -> bool:
    """Tell whether all that a reading brings is one letter of Armenian, Hebrew, Arabic or the like.

    Two signs in a row of characters are such a letter by accident: ``ß¯``.
    """
    beyond = [char for char in "".join(changed) if char > "\x7f" and char not in before]
    return len(beyond) == 1 and "\u0530" <= beyond[0] <= "\u07ff"


def is_unit(changed: list[str]) -> bool:
    """Tell whether all that changes becomes single capitals: ``Å²`` is a unit."""
    return all(len(word) == 1 and word.isupper() for word in changed)


def _says_enough(changed: list[str]) -> bool:
    """Tell whether the words that change are more than a letter or two, or a symbol.

    Any letter can be read as another one: „Ä“ as „Д“, ÍÍÍÍ as мммм.
    """
    letters = {char for char in "".join(changed).lower() if char.isalpha()}
    return all(map(_is_written, changed)) and (not letters or len(letters) >= LEAST_LETTERS)


def changed_words(before: str, after: str, neighbours: int = 0) -> list[str]:
    """Return the words of a reading that it changes, and so many around each of them."""
    old, new = WORD.findall(before), WORD.findall(after)
    changes = [i for i, (was, word) in enumerate(zip(old, new, strict=True)) if was != word]
    if not neighbours:
        return [new[i] for i in changes]
    near = {j for i in changes for j in range(i - neighbours, i + neighbours + 1)}
    return [word for i, word in enumerate(new) if i in near]


def _is_written(word: str) -> bool:
    """Tell whether a word holds a letter, or nothing but the punctuation of printed text."""
    return any(map(str.isalpha, word)) or not set(word) - _PUNCTUATION


@remembered(most=16)  # of the last lines: several rules ask
def is_table(line: str) -> bool:
    """Tell whether a line lists characters by their numbers or by their kind: that is no language.

    Every such line is an odd text in each encoding, and reads as well in one as in another.

    >>> is_table("夽夾夿奀奃奅奆奊奌奍奐"), is_table("áàâäãåçéèêëíìîïñ"), is_table("Ïðèâåò, ìèð!")
    (True, True, False)
    """
    kernel = _tables()
    found = lists_characters(line) if kernel is None else kernel.lists(line)
    if found is not None:
        return found
    return _has_both_cases([char for char in "".join(line.split()) if ord(char) > _LAST_ASCII])


@cache
def _tables() -> Tables | None:
    """Return the compiled twin of ``lists_characters``, where there is one."""
    module = compiled_module("_tables")
    if module is None:
        return None
    tables: Tables = module.Tables(
        (_NEAR, _NEXT, _SMALL, _ONE_RADICAL, _HAN),
        (_SOME, _LEAST_STEPS, _ROW, _MANY),
        (_TABLE_SHARE, _NEARLY_ALL),
        ord(_EAST_ASIAN),
    )
    return tables


def lists_characters(line: str) -> bool | None:
    """Tell by the steps from character to character whether a line is a table.

    None where it holds letters once each: then their cases tell.
    """
    characters = "".join(line.split())
    codes = list(map(ord, characters))
    if 2 * _steps(codes).count(1) > len(codes):
        return True
    beyond = [code for code in codes if code > _LAST_ASCII]
    if len(beyond) < _SOME:
        return False
    steps = _steps(beyond)
    rising = _count(steps, _NEAR)
    close = _count(steps, _NEXT) - steps.count(0)
    if len(steps) >= _LEAST_STEPS and max(rising, close) > _TABLE_SHARE * len(steps):
        return True
    if rising >= _ROW and _SMALL_ROW in bytes(map(_SMALL.__contains__, steps)):
        return True
    han = [code for code in beyond if code in _HAN] if max(beyond, default=0) >= _HAN[0] else []
    if len(han) > _LEAST_STEPS:
        steps = _steps(han)
        if _count(steps, _ONE_RADICAL) - steps.count(0) > _TABLE_SHARE * len(han):
            return True
    return _lists_letters(beyond)


def _steps(codes: list[int]) -> list[int]:
    """Return by how much each of some numbers is above the one before."""
    return list(map(sub, codes[1:], codes))


def _count(steps: list[int], wanted: range) -> int:
    return sum(map(wanted.__contains__, steps))


def _lists_letters(codes: list[int]) -> bool | None:
    """Tell whether each of many letters occurs once; None where few letters do."""
    if max(codes) >= ord(_EAST_ASIAN):
        return False
    different = len(set(codes))
    if len(codes) >= _MANY and _NEARLY_ALL * len(codes) <= different:
        return True
    return False if different < len(codes) else None


def _has_both_cases(characters: list[str]) -> bool:
    """Tell whether most of some letters are there small and as capitals."""
    both = sum(char.swapcase() != char and char.swapcase() in characters for char in characters)
    return len(characters) >= _SOME and 4 * both >= 3 * len(characters)
