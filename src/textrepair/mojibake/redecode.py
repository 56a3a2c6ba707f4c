"""Hypotheses: what a text would say if it had been read wrongly, through each channel.

The text is encoded again in the encoding that it was read as, and decoded in the one that it may
have been written in; layers of UTF-8 over UTF-8 are undone one after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..encodings import decode_exact, reencode
from .channels import CHANNELS, Channel
from .duplicate_codes import decode_with_duplicates

#: How often one text may have been garbled over.
MAX_DEPTH: Final = 4

#: What no one writes: C1 controls, U+FFFD, private use, noncharacters, lone surrogates.
_UNWRITTEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufff0-\uffff\ud800-\uf8ff\U000e0080-\U0010ffff]"
)


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
