"""Japanese in Shift-JIS whose byte 81 was dropped: ``ƒL[ƒ{[ƒh`` is キーボード.

Windows-1252 and Windows-1254 have no 81, and programs that skip what they cannot show leave the
second byte alone: ``[`` of ー (81 5B), ``A`` of 、 and ``B`` of 。.  Kana and kanji are two bytes
each, so that it is known where such a byte stands for a character: behind katakana, or hiragana.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...encodings import decode_exact, reencode
from ...language.any_language import bits_in_any_language
from ...language.naturalness import score
from ...patterns import lazily
from ..channels import Channel
from ..redecode import is_writable
from ..whole_line import GarbledPassage

#: Who shows Shift-JIS so, in the order in which they are tried.
_CHANNELS: Final = (Channel("cp932", "western", 16.0), Channel("cp932", "cp1254", 16.0))
#: Bytes that begin a character of two bytes.
_LEADS: Final = frozenset((*range(0x82, 0xA0), *range(0xE0, 0xFD)))
_LONG_VOWEL: Final = ord("[")
_PAUSES: Final = {ord("A"): "、", ord("B"): "。"}
_KATAKANA: Final = lazily("[ァ-ヺ]")
_HIRAGANA: Final = lazily("[ぁ-ゖ]")
_JAPANESE: Final = lazily("[ぁ-ゖァ-ヺー、。一-鿿々]+")
#: A word begins behind no letter and no digit, and behind no second byte.
_BEGINNING: Final = lazily("(?<![^\x00-\x7f])(?<![A-Za-z0-9])(?<![^\x00-\x7f][@-~])[^\x00-\x7f]")
#: Behind ``[`` that is ー no index follows: ``data[0]``.
_INDEX: Final = lazily("[A-Za-z0-9$_\\]]|['\"][A-Za-z0-9$_]")
_WORD_GOES_ON: Final = lazily("[A-Za-z0-9]")
#: So many characters one word must have, and others beside it; so many bits each must save, and how
#: many standard deviations it may lie above natural text.
_LEAST_CHARACTERS: Final = 3
_LEAST_BESIDE: Final = 2
_LEAST_SAVED: Final = 20.0
_MOST_EXCESS: Final = 3.0


def words_without_81(line: str) -> list[GarbledPassage]:
    """Return the words of a line that are Shift-JIS of which a reader dropped the byte 81.

    All words that begin as Shift-JIS does must be read; what lost other bytes is left alone.

    >>> [p.text for p in words_without_81('["ƒL[ƒ{[ƒh", "ƒ†[ƒU[–¼"]')]
    ['キーボード', 'ユーザー名']
    >>> words_without_81("ƒ[x] and data[0]"), words_without_81("tata ƒoƒo [ƒ]")
    ([], [])
    """
    for channel in _CHANNELS:
        read: list[GarbledPassage] = []
        for passage in _words(line, channel):
            if passage is None:
                break
            read.append(passage)
        else:
            if any(len(p.text) >= _LEAST_CHARACTERS for p in read):
                return read
    return []


def _words(line: str, channel: Channel) -> Iterator[GarbledPassage | None]:
    """Yield the words of a line through a channel; None for one that is not read."""
    done = 0
    for match in _BEGINNING.finditer(line):
        if match.start() < done:
            continue
        end, reading, dropped = _walk(line, match.start(), channel.read_as)
        done = end
        is_told = dropped or channel.read_as != "western"
        before = line[match.start() : end]
        saved = _saved(before, reading) - channel.bits if is_told else 0.0
        if saved < _LEAST_SAVED or line[end : end + 1] > "\x7f":
            yield None
        else:
            yield GarbledPassage(match.start(), end, reading, (channel,), saved, natural=True)


def _walk(line: str, start: int, page: str) -> tuple[int, str, int]:
    """Return where the characters of Shift-JIS end, what they say, and how often 81 is missing."""
    at, dropped = start, 0
    said: list[str] = []
    while at < len(line):
        byte = (reencode(line[at], page) or b"\0")[0]
        before = said[-1] if said else ""
        if byte in _LEADS:
            pair = reencode(line[at : at + 2], page)
            char = decode_exact(pair, "cp932") if pair and len(pair) == 2 else None
            if not char or len(char) != 1:
                break
            said.append(char)
            at += 2
        elif byte == _LONG_VOWEL and _KATAKANA.match(before) and not _INDEX.match(line, at + 1):
            said.append("ー")
            dropped, at = dropped + 1, at + 1
        elif byte in _PAUSES and _HIRAGANA.match(before) and not _WORD_GOES_ON.match(line, at + 1):
            said.append(_PAUSES[byte])
            dropped, at = dropped + 1, at + 1
        else:
            break
    return at, "".join(said), dropped


def _saved(before: str, reading: str) -> float:
    """Return the bits that a reading saves against any language; 0 if it is no Japanese."""
    if len(reading) < _LEAST_BESIDE or _JAPANESE.fullmatch(reading) is None:
        return 0.0
    scored = score(reading)
    if scored.excess > _MOST_EXCESS or not is_writable(reading):
        return 0.0
    return bits_in_any_language(before) - scored.bits
