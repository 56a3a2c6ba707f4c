"""How sure and how sound a reading is of text that lost bytes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import Final

from ..encodings import decode_table, undefined_bytes
from ..language import naturalness
from ..language.naturalness import NATURAL_EXCESS, score
from ..patterns import lazily
from .byte_lattice import REPLACEMENT
from .search import RecoveredCharacter, RecoveredText
from .segments import UntouchedCharacter

#: Limit for the untouched characters of a reading, in standard deviations above natural text.
_SOUND_EXCESS: Final = 3.0
#: First code point of East Asian writing.  Fewer untouched characters of it than
#: ``_LEAST_SOUND`` are too few to judge.
_EAST_ASIAN: Final = "\u2e80"
_LEAST_SOUND: Final = 8
#: Recovered characters below this confidence are never part of a safe edit.  Of 4,328 characters of
#: dev text at or above it, through ten channels, 15 were wrong.
SURE_CONFIDENCE: Final = 0.985
#: A recovered character below this confidence is named by a finding, though it is restored.  Of
#: 3,300 characters of dev text between the two 47 were wrong, of 9,900 above it 9 (Chinese and
#: Japanese, six channels).
CERTAIN_CONFIDENCE: Final = 0.999
#: Highest confidence of a character where the decoder left no replacement character.
_DROPPED_CONFIDENCE: Final = 0.98
#: Least confidence from which on a character of stripped codes is as sure as it seems.  Set on
#: short lines: above it none of 166 of Chinese dev text and 958 of Japanese was wrong, above 0.9999
#: one of each.
STRIPPED_CONFIDENCE: Final = 0.99999
#: Bits by which a letter must lead every other that the holes of a page leave, and the code points
#: around it that tell.  Of 3,971 letters that lost a hole in dev lines of nine languages (Cyrillic,
#: Greek, Hebrew, Arabic) another letter led by so much in 11, as many as ``SURE_CONFIDENCE`` lets
#: pass elsewhere; by 10 bits in 5, which leaves half of the lines unread.  Each is named by a
#: finding besides.
_LEAD_BITS: Final = 6.0
_AROUND: Final = 60
#: Most letters of a line that are looked at, for each is scored some five times.
_MOST_PLACES: Final = 60
#: Bytes of a letter of Cyrillic, Greek, Hebrew or Arabic.
_LETTER_BYTES: Final = 2
#: What the second of them can be; the hole D2 of Windows-1253 is none.
_TRAILS: Final = frozenset(range(0x80, 0xC0))
#: What shows nothing in a page, and is stripped as often as a hole is dropped.
_UNSEEN: Final = "\N{SOFT HYPHEN}"
#: What the table of a page has for bytes that are none of its characters.
_CONTROLS: Final = frozenset(map(chr, range(0x80, 0xA0)))
#: Least share of sure characters of a natural reading; below it the reading is a guess.
_LEAST_SURE_SHARE: Final = 0.5
#: Limit for the certain text alone, in standard deviations; beyond it nothing is searched.
_HOPELESS_EXCESS: Final = 9.0
#: The same for the first part of a line: nonsense lies at 14, and a language without a model below.
_HOPELESS_SO_FAR: Final = 12.0
#: Markup and program code, and words of ASCII.
_ASCII_WORD: Final = lazily("[!-~]+")


def is_nonsense_so_far(certain: str) -> bool:
    """Tell whether the certain text in the first part of a line is text in no language."""
    return is_hopeless(certain, _HOPELESS_SO_FAR)


def is_hopeless(certain: str, excess: float = _HOPELESS_EXCESS) -> bool:
    """Tell whether the certain text, which has marks for the rest, is text in no language."""
    certain = certain.replace(REPLACEMENT, "")
    texts = (certain, _ASCII_WORD.sub(" ", certain))  # with and without markup and code
    return all(naturalness(sure).excess > excess for sure in texts)


def is_natural(recovered: RecoveredText, excess: float) -> bool:
    """Tell whether a reading is natural, mostly sure, and sound in what it leaves untouched."""
    return (
        excess <= NATURAL_EXCESS
        and _sure_share(recovered) >= _LEAST_SURE_SHARE
        and _is_sound(recovered)
    )


def _sure_share(recovered: RecoveredText) -> float:
    """Return the share of characters that are certain or above ``SURE_CONFIDENCE``."""
    unsure = sum(
        isinstance(part, RecoveredCharacter) and part.confidence < SURE_CONFIDENCE
        for part in recovered.parts
    )
    return 1.0 - unsure / max(len(recovered.text), 1)


def _is_sound(recovered: RecoveredText) -> bool:
    """Tell whether the untouched characters are natural text by themselves."""
    sound = "".join([part.text for part in recovered.parts if isinstance(part, UntouchedCharacter)])
    east_asian = sum(char >= _EAST_ASIAN for char in sound)
    if 0 < east_asian < _LEAST_SOUND:
        return False  # too little to tell; more likely a part of the garbled text
    return sound.isascii() or naturalness(sound).excess <= _SOUND_EXCESS


def without_last_blank(recovered: RecoveredText) -> RecoveredText:
    """Return a reading without the blank that ``_lattice`` appended to the text."""
    *parts, last = recovered.parts
    text = last if isinstance(last, str) else last.text
    if text in {" ", ""}:
        return replace(recovered, parts=tuple(parts))
    if isinstance(last, RecoveredCharacter):
        return recovered
    return replace(recovered, parts=(*parts, text.removesuffix(" ")))


def doubted(
    recovered: RecoveredText, surest: float = 1.0, nodes: Set[int] | None = None
) -> RecoveredText:
    """Return a reading of which no recovered character is sure: no byte left a trace.

    Characters above the confidence ``surest`` stay as they are, and those that span none of the
    ``nodes`` of the lattice, if these are given.
    """
    return replace(
        recovered,
        parts=tuple(
            replace(part, confidence=min(part.confidence, _DROPPED_CONFIDENCE))
            if isinstance(part, RecoveredCharacter)
            and part.confidence <= surest
            and (nodes is None or not nodes.isdisjoint(range(part.node, part.end)))
            else part
            for part in recovered.parts
        ),
    )


def sure_of_holes(text: str, recovered: RecoveredText, page: str) -> RecoveredText:
    """Return a reading that is sure where each letter that lost a byte leads its rivals by far.

    The letters are two bytes of UTF-8, of which ``page``, a code page of single bytes, lacks one:
    each is one of a few.  The reading stays as it is unless all of them lead, and the ``text``
    shows that a page of Windows was read: in Latin-1 many more bytes show nothing.
    """
    table, holes = decode_table(page), sorted(_TRAILS & undefined_bytes(page))
    unseen = [byte for byte in sorted(_TRAILS) if table[byte] in _UNSEEN]
    if _UNSEEN not in text:  # they were stripped, if there were any
        holes, unseen = holes and [*holes, *unseen], []
    if not holes or set(text).isdisjoint(set(table[0x80:0xA0]) - _CONTROLS):
        return recovered
    whole = recovered.text
    lost = list(_lost_places(recovered))
    if not 0 < len(lost) <= _MOST_PLACES:
        return recovered
    for at, char in lost:
        rivals = _rivals(char, holes, unseen)
        if rivals is None:
            return recovered
        before, after = whole[max(0, at - _AROUND) : at], whole[at + 1 : at + 1 + _AROUND]
        bits = score(before + char + after).bits
        if any(score(before + rival + after).bits < bits + _LEAD_BITS for rival in rivals):
            return recovered
    parts = tuple(
        replace(part, confidence=max(part.confidence, SURE_CONFIDENCE))
        if isinstance(part, RecoveredCharacter)
        else part
        for part in recovered.parts
    )
    return replace(recovered, parts=parts)


def _lost_places(recovered: RecoveredText) -> Iterator[tuple[int, str]]:
    """Yield the characters of a reading that lost bytes, with their places in code points."""
    at = 0
    for part in recovered.parts:
        text = part if isinstance(part, str) else part.text
        if isinstance(part, RecoveredCharacter):
            yield at, text
        at += len(text)


def _rivals(char: str, holes: list[int], unseen: list[int]) -> list[str] | None:
    """Return the other letters that a letter may be of which a hole is lost; None if none is.

    What shows nothing in a page, a soft hyphen, may have been stripped too: ``ح`` is D8 AD.
    """
    data = char.encode("utf-8", "replace")
    if len(char) != 1 or len(data) != _LETTER_BYTES or data[1] not in holes:
        return None
    trails = [byte for byte in (*holes, *unseen) if byte != data[1]]
    return [bytes((data[0], byte)).decode() for byte in trails]
