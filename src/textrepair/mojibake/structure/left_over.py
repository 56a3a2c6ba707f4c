"""What is left of the damage in a line of which passages are read anew.

A line is repaired by passages, and some of its bytes may be lost.  What still bears signs of a
wrong reading beside the passages is said to be left, and so is a mark for lost bytes behind half a
character of UTF-8, as the page shows it that the passages were read in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from ...encodings import codec_of, decode_table, is_multi_byte, reencode
from ...language import naturalness
from ...patterns import lazily
from ..acceptance import WORD
from ..suspicious import word_looks_garbled
from ..whole_line import GarbledPassage
from .find import reads_well, reread_passages, shifted
from .proof import word_around
from .whole_text import WESTERN_UTF8

#: What decoders write for bytes that they lose, behind what may show half a character.
_MARK: Final = lazily("[^\x00-\x7f][?\N{REPLACEMENT CHARACTER}\N{KATAKANA MIDDLE DOT}]")
#: Somebody asks in French or Spanish, ``été ?``, ``¿Por qué?``: three bytes of UTF-8 hardly ever
#: begin right behind a letter of ASCII.
_ASKS: Final = lazily("[A-Za-z][à-ï]\N{NO-BREAK SPACE}?[?]\\Z")
_ASKING: Final = 4  # code points of that
#: Code points before a mark that show half a character at most.
_SHOWN: Final = 2
#: The beginning of a character of UTF-8 of which bytes are to come.
_OPEN: Final = lazily(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|\xf0[\x90-\xbf][\x80-\xbf]?)\Z")
#: Lead bytes of Cyrillic, which are words of one letter that lost a byte, by the page.
_LONE_LEADS: Final = {"western": "ÐÑ", "cp1251": "РС"}
_PUNCTUATION: Final = ".,;:!?…\"'()[]{}<>/*-"
_EAST_ASIAN: Final = "\u2e80"
#: What emoji begin with, and lead bytes of Cyrillic, which are half-width katakana in Shift-JIS.
_ALONE: Final = (b"\xf0\x9f", b"\xd0", b"\xd1")
_LEADS_OF_THREE: Final = 0xE0
_LEADS_OF_FOUR: Final = 0xF0
#: A part of this many code points that is no farther above natural text than this, in standard
#: deviations, is a question that somebody asks.
_LEAST_NATURAL: Final = 5
_NATURAL: Final = 1.0

#: What ends a word that was read rightly, before a no-break space that was not: ``PréciséÂ :``.
_SOUND_END: Final = lazily("[a-z][à-öø-ÿ]\\Z|[A-Za-z0-9.,!?…][”’»]\\Z")
_VIETNAMESE: Final = lazily("[ạ-ỹ]")
#: BA and BB are second bytes of Vietnamese letters; the third is gone where a letter follows.
_TORN_VIETNAMESE: Final = lazily("á[º»](?=[A-Za-zÀ-ÖØ-öø-ÿ]|[\\s,.;:!?]|$)")
_TORN_IN_WORD: Final = lazily("(?<=[a-z])á[º»](?=[a-zà-öø-ÿ])")
#: Two bytes of an East Asian character, which has three: ``ì—`` of 에.
_TRAIL: Final = decode_table("western")[0x80:0xC0]
_TORN_EAST_ASIAN: Final = lazily(f"[ã-í][{re.escape(_TRAIL)}](?![{re.escape(_TRAIL)}])")
#: Capitals that are lead bytes, in a word of small letters: what followed them is gone.
_LEADS_IN_WORD: Final = lazily("[a-zß-ÿ][ÂÃÅÐÑ]+[a-zß-ÿ]")


def left_over(line: str, passages: Iterable[GarbledPassage]) -> Iterator[tuple[int, int]]:
    """Yield the parts of words that still look garbled in a line of which passages are read anew.

    >>> list(left_over("dÃ©jÃ vu, MalmÃ¶", [GarbledPassage(0, 9, "déjà vu", (), 9.0, True)]))
    [(10, 16)]
    """
    read = sorted(passages, key=lambda p: p.start)
    if any(p.channels and p.channels[0] == WESTERN_UTF8 for p in read):
        yield from _torn_vietnamese(line, read)
        yield from _torn_east_asian(line, read)
    pages = {c.read_as for p in read for c in p.channels if c.written_in == "utf-8"}
    for passage in read:
        yield from _kept(line, passage)
    is_marked = _MARK.search(line) is not None
    may_be_rest = any(_may_hold_rest(line, page) for page in pages)
    first = 0
    for match in WORD.finditer(line):
        start, end = match.span()
        while first < len(read) and read[first].end <= start:
            first += 1
        behind = first
        while behind < len(read) and read[behind].start < end:
            behind += 1
        inside = read[first:behind]
        if not inside and line[start:end].isascii():
            continue  # no test finds anything in it, and most words of most lines are such
        left = [
            (one, two)
            for one, two in _outside(start, end, inside)
            if word_looks_garbled(line[one:two])
            or (is_marked and _holds_torn(line, one, two, pages))
            or ((inside or may_be_rest) and _is_rest(line, (one, two), (start, end), pages))
        ]
        yield from left
        if inside and not left and all(start <= p.start and p.end <= end for p in inside):
            said = reread_passages(line[start:end], [shifted(p, -start) for p in inside])
            if _is_garbled(said) or _holds_torn(said, 0, len(said), pages):
                yield start, end


def _is_garbled(said: str) -> bool:
    """Tell whether a word that was read anew in part is garbled, and no later pass reads it."""
    return _LEADS_IN_WORD.search(said) is not None or (
        word_looks_garbled(said) and not reads_well(said)
    )


def _torn_vietnamese(line: str, read: list[GarbledPassage]) -> Iterator[tuple[int, int]]:
    """Yield the words in which a sequence of three bytes lost one: ``gá»i``, which is no sign."""
    is_vietnamese = any(_VIETNAMESE.search(p.text) for p in read)
    for match in (_TORN_VIETNAMESE if is_vietnamese else _TORN_IN_WORD).finditer(line):
        yield word_around(line, match.start())


def _torn_east_asian(line: str, read: list[GarbledPassage]) -> Iterator[tuple[int, int]]:
    """Yield what is left of East Asian characters, beside others that are read anew."""
    if not any(max(passage.text, default="") >= _EAST_ASIAN for passage in read):
        return
    for match in _TORN_EAST_ASIAN.finditer(line):
        if not any(p.start < match.end() and match.start() < p.end for p in read):
            yield match.span()


def _kept(line: str, passage: GarbledPassage) -> Iterator[tuple[int, int]]:
    """Yield the characters that a passage keeps as they were, and that are half a character."""
    before = line[passage.start : passage.end]
    for page in {c.read_as for c in passage.channels if c.written_in == "utf-8"}:
        kept = set(before).intersection(passage.text, _begins(page))
        for at, char in enumerate(before if kept else "", passage.start):
            if char in kept and (is_multi_byte(page) or _is_torn_lead(line, at, page)):
                yield at, at + 1


def _is_torn_lead(line: str, at: int, page: str) -> bool:
    """Tell whether a page shows a lead byte at a place, and too few trail bytes behind it.

    A blank may be a trail byte that was a no-break space.
    """
    table = decode_table(page)
    byte = table.find(line[at], 0xC2, 0xF5)
    if byte < 0:
        return False
    lacking = 1 + (byte >= _LEADS_OF_THREE) + (byte >= _LEADS_OF_FOUR)
    behind = line[at + 1 : at + 1 + lacking]
    return any(char not in table[0x80:0xC0] and char != " " for char in behind.ljust(lacking, "."))


def _outside(start: int, end: int, inside: Iterable[GarbledPassage]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a word that no passage covers."""
    for passage in inside:
        if start < passage.start:
            yield start, passage.start
        start = max(start, passage.end)
    if start < end:
        yield start, end


def _is_rest(line: str, part: tuple[int, int], word: tuple[int, int], pages: Iterable[str]) -> bool:
    """Tell whether a part of a word is what is left of characters of UTF-8 in a page.

    It stands beside a passage, or is a lead byte of Cyrillic alone, or two bytes of three.
    """
    text = line[slice(*part)]
    shown = frozenset(char for char in text if char >= _EAST_ASIAN)
    behind = part[1] < word[1] and not (
        line.startswith("Â ", part[1]) and _SOUND_END.search(text) is not None
    )
    beside = ((part[0] > word[0] and text[0]) or "") + ((behind and text[-1]) or "")
    return any(
        any(map(_begins(page).__contains__, beside))
        or (page in _LONE_LEADS and _holds_lone_lead(text, page))
        or (bool(shown) and is_multi_byte(page) and shown <= _begins(page))
        for page in pages
    )


def _may_hold_rest(line: str, page: str) -> bool:
    """Tell whether a word of a line may be such a rest that no passage touches."""
    return is_multi_byte(page) or any(lead in line for lead in _LONE_LEADS.get(page, ""))


def _holds_lone_lead(text: str, page: str) -> bool:
    """Tell whether a part is a lead byte of Cyrillic alone, or before another one."""
    leads, trails = _LONE_LEADS[page], decode_table(page)[0x80:0xC0]
    word = text.strip(_PUNCTUATION)
    return (len(word) == 1 and word in leads) or any(
        one in leads and two in leads and three in trails
        for one, two, three in zip(text, text[1:], text[2:], strict=False)
    )


@cache
def _begins(page: str) -> frozenset[str]:
    """Return what a page shows of bytes that are half of a character of UTF-8."""
    if not is_multi_byte(page):
        return frozenset(decode_table(page)[0x80:0xF5])
    codes = [bytes((lead, trail)) for lead in range(0xE0, 0xF0) for trail in range(0x80, 0xC0)]
    shown = "".join(code.decode(codec_of(page), "ignore") for code in (*codes, *_ALONE))
    return frozenset(char for char in shown if char >= _EAST_ASIAN)


def _holds_torn(line: str, start: int, end: int, pages: Iterable[str]) -> bool:
    """Tell whether a part of a line holds a mark behind half a character of UTF-8."""
    for mark in _MARK.finditer(line, start, end):
        if _ASKS.search(line[max(start, mark.end() - _ASKING) : mark.end()]):
            continue
        before = line[max(start, mark.end() - 1 - _SHOWN) : mark.end() - 1]
        if any(_is_open(before, page) for page in pages):
            part = line[start:end]
            return len(part) < _LEAST_NATURAL or naturalness(part).excess > _NATURAL
    return False


def _is_open(text: str, page: str) -> bool:
    """Tell whether the bytes that a page shows as a text end inside a character."""
    data = reencode(text, page) or reencode(text[-1:], page)
    return data is not None and _OPEN.search(data) is not None
