"""Hypotheses: what a text would say if it had been read wrongly, through each channel.

The text is encoded again in the encoding that it was read as, and decoded in the one that it may
have been written in; layers of UTF-8 over UTF-8 are undone one after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from ..encodings import decode_exact, duplicate_codes, reencode
from ..language import bits
from ..patterns import lazily
from .channels import CHANNELS, Channel

#: How often one text may have been garbled over.
MAX_DEPTH: Final = 4

#: What no one writes: controls, lone surrogates, private use, U+FFFD, noncharacters; ranges of
#: code points.
UNWRITTEN: Final = (
    (0x00, 0x08),
    (0x0E, 0x1A),
    (0x1C, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xD800, 0xF8FF),
    (0xFFF0, 0xFFFF),
    (0xE0080, 0x10FFFF),
)
_UNWRITTEN: Final = lazily(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in UNWRITTEN)}]")


#: This many UTF-8 trail bytes where they belong, and nothing else beyond ASCII, are no accident.
#: Set by hand.
CERTAIN_TRAIL_BYTES: Final = 6


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a text says when the wrong readings ``channels``, last one first, are undone."""

    text: str
    channels: tuple[Channel, ...]

    @property
    def bits(self) -> float:
        """What it takes to believe in all of the wrong readings."""
        return sum(channel.bits for channel in self.channels)


def is_writable(text: str) -> bool:
    """Tell whether a text is free of characters that no one writes.

    >>> is_writable("déjà vu"), is_writable("d\\x8ej\\x88 vu")
    (True, False)
    """
    return _UNWRITTEN.search(text) is None


def decodings_through(
    text: str, channels: Iterable[Channel] = CHANNELS
) -> Iterator[tuple[Channel, str]]:
    """Yield what the whole of a text reads as through each channel it can have come by.

    The text of a reading may be nonsense; it only is possible, and another than ``text``.

    >>> [(channel.read_as, said) for channel, said in decodings_through("schÃ¶n", CHANNELS[:2])]
    [('western', 'schön')]
    """
    by_reader: dict[str, bytes | None] = {}
    for channel in channels:
        if channel.read_as not in by_reader:
            by_reader[channel.read_as] = reencode(text, channel.read_as)
        data = by_reader[channel.read_as]
        if data is None or (channel.written_in == "utf-8" and data.isascii()):
            continue
        reading = (
            decode_with_duplicates(text, channel.written_in)
            if channel.read_as == "cp932"
            else decode_exact(data, channel.written_in)
        )
        if reading is not None and reading != text:
            yield channel, reading


def undo_hypotheses(
    text: str, channels: Iterable[Channel] = CHANNELS, depth: int = MAX_DEPTH
) -> Iterator[Hypothesis]:
    """Yield the hypotheses for the whole of a text, mojibake of mojibake included.

    >>> [h.text for h in undo_hypotheses("schÃƒÂ¶n") if len(h.channels) == 2][0]
    'schön'
    """
    seen_texts = {text}
    for channel, reading in decodings_through(text, channels):
        if reading in seen_texts:
            continue
        seen_texts.add(reading)
        if is_writable(reading):
            yield Hypothesis(reading, (channel,))
        if channel.written_in == "utf-8" and depth > 1 and not reading.isascii():
            for deeper in undo_hypotheses(reading, _utf8_channels(), depth - 1):
                yield Hypothesis(deeper.text, (channel, *deeper.channels))


def undo(text: str, channels: tuple[Channel, ...]) -> Hypothesis | None:
    """Return what a text says when these wrong readings are undone; None if they cannot be.

    >>> undo("schÃ¶n", (CHANNELS[0],)).text
    'schön'
    """
    reading = text
    for channel in channels:
        step = dict(decodings_through(reading, (channel,))).get(channel)
        if step is None:
            return None
        reading = step
    return Hypothesis(reading, channels) if is_writable(reading) else None


@cache
def _utf8_channels() -> tuple[Channel, ...]:
    return tuple(channel for channel in CHANNELS if channel.written_in == "utf-8")


#: Bytes before and after a choice that the model looks at.
_BEFORE: Final = 12
_AFTER: Final = 40
#: A choice beside another one can be wrong until that one is made too.
_SWEEPS: Final = 2
#: What decoders of Windows code page 932 write for bytes that they lose (81 45).  In UTF-8 these
#: bytes would be a character that ends in 81 before a capital E.
LOST_IN_CP932: Final = "\N{KATAKANA MIDDLE DOT}"
#: In a text with more such characters than this, the rest are left as CPython encodes them.
_MOST: Final = 200


def decode_with_duplicates(text: str, true: str) -> str | None:
    """Return what a text read as Shift-JIS says in the encoding ``true``; None if nothing.

    >>> garbled = "他回忆说".encode("gbk").decode("cp932")
    >>> decode_with_duplicates(garbled, "gbk")
    '他回忆说'
    """
    if true == "utf-8" and LOST_IN_CP932 in text:
        return None  # a mark of lost bytes, for lost-bytes
    try:
        data = text.encode("cp932")
    except UnicodeEncodeError:
        return None
    other = duplicate_codes("cp932")
    if other.keys().isdisjoint(text):
        return decode_exact(data, true)
    offsets = accumulate((len(char.encode("cp932")) for char in text), initial=0)
    choices = [(at, char) for at, char in zip(offsets, text, strict=False) if char in other]
    for offset, char in choices[:_MOST] * _SWEEPS:
        codes = (char.encode("cp932"), other[char])
        code = codes[data[offset : offset + 2] == codes[0]]
        data = _better(data, data[:offset] + code + data[offset + 2 :], offset, true)
    return decode_exact(data, true)


def _better(one: bytes, two: bytes, offset: int, true: str) -> bytes:
    """Return which of two byte strings, alike but at ``offset``, reads better around there.

    A choice may put all that follows out of step, so the model looks ahead until it is
    sure to be in step again, or is sure not to be.
    """
    window = slice(max(0, offset - _BEFORE), offset + _AFTER)
    start = 0 if true == "utf-8" else _last_ascii(one, window.start)
    texts = [data[start : window.stop].decode(true, "replace") for data in (one, two)]
    return one if bits(texts[0]) <= bits(texts[1]) else two


def _last_ascii(data: bytes, before: int) -> int:
    """Return a place at or before ``before`` that is in step in any reading: after a blank."""
    while before and data[before - 1] >= 0x40:
        before -= 1
    return before
