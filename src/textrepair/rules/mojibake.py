"""Text whose bytes were read in the wrong encoding, without losing any.

Looks like    ``LibertÃ©``, ``â€œquotedâ€\x9d``, ``Ïðèâåò``, ``рТЙЧЕФ``, ``浣犲ソ``, ``Az idõ``
Happens when  text is stored in one encoding and read in another, once or several times:
              UTF-8 as Windows-1252, Windows-1251 as Latin-1, EUC-KR as GBK ...
Undone by     turning the text into the bytes it was read from and reading them anew,
              through each of the known channels (``encodings/channels.py``).  A reading is
              accepted if the whole run becomes natural text, in one of the languages
              that there are models for, and saves more bits than its channel costs, with a
              margin.  Garbling over garbling is undone layer by layer.
Left alone    text that is as likely as it stands (``IMÃ de``, ``TALISMÃ®``), and runs of
              which a part cannot be read: those are for ``lost-bytes``.

    >>> import textrepair
    >>> textrepair.fix("рТЙЧЕФ, НЙТ!")
    'Привет, мир!'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final

from ..edits import Edit
from ..encodings import signs
from ..encodings.channels import CHANNELS, Channel
from ..encodings.codepages import display_name, read, table, unread, MULTI_BYTE
from ..encodings.hypotheses import is_writable
from ..encodings.passages import Passage, in_words, whole
from ..options import Options
from ..triage import Search, compile_triggers
from .protocol import Trigger

name: Final = "mojibake"
summary: Final = "text read in the wrong encoding, without loss"
trigger: Final = Trigger(signs.FIRST, signs.THEN)
profiles: Final = ("repair", "normalize")
reports_only: Final = False

#: So many UTF-8 sequences in a row, and nothing else beyond ASCII, are no accident.
CERTAIN_SEQUENCES: Final = 6

_LINE = re.compile(r"[^\n\r]{1,4000}(?:[^\n\r\s]{0,4000}[^\S\n\r]|$)|[^\n\r]+", re.MULTILINE)
_CHUNK = re.compile(r"[^\n\r]+")


@cache
def _is_dirty() -> Search:
    return compile_triggers([trigger])


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each stretch of characters that was read wrongly."""
    for passage in passages(text):
        yield from _edits(text, passage)


def passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text that were read wrongly, in order."""
    dirty = _is_dirty()
    for match in _CHUNK.finditer(text):
        line = match.group()
        if not line.isascii() and dirty(line):
            for passage in _of_line(line):
                yield _shifted(passage, match.start())


def _of_line(line: str) -> list[Passage]:
    dirty = _is_dirty()
    best = whole(line)
    if best is not None and best.natural and not dirty(best.text):
        return [best]
    parts = [p for p in in_words(line, dirty) if p.natural and p.saved >= 0]
    if best is not None and best.natural and best.saved >= sum(p.saved for p in parts):
        return [best]
    return parts


def _shifted(passage: Passage, by: int) -> Passage:
    return Passage(
        passage.start + by,
        passage.end + by,
        passage.text,
        passage.channels,
        passage.saved,
        passage.natural,
    )


_WORD = re.compile(r"[^ \t\r\n\f\v]+")


def _edits(text: str, passage: Passage) -> Iterator[Edit]:
    """Yield an edit for each word of a passage that changes; blanks are never part of one."""
    message = describe(text[passage.start : passage.end], passage.channels)
    confidence = 1.0 - 2.0 ** -min(passage.saved + 10.0, 50.0)
    old_words = _WORD.finditer(text, passage.start, passage.end)
    new_words = _WORD.finditer(passage.text)
    for old, new in zip(old_words, new_words, strict=True):
        if old.group() != new.group():
            yield Edit(
                name,
                old.start(),
                old.end(),
                old.group(),
                new.group(),
                message,
                confidence=round(confidence, 4),
            )


def describe(garbled: str, channels: tuple[Channel, ...]) -> str:
    """Return what happened, in words.

    >>> describe("Ã©", (CHANNELS[0],))
    'UTF-8 was read as Latin-1 or Windows-1252'
    """
    steps = [
        f"{display_name(channel.true)} was read as {display_name(channel.seen, garbled)}"
        for channel in channels
    ]
    return ", and that again: ".join(reversed(steps))


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding that loses nothing."""
    channels = list(CHANNELS)
    rng.shuffle(channels)
    for channel in channels:
        garbled = misread(text, channel)
        if garbled is not None and garbled != text:
            return garbled
    return text


def misread(text: str, channel: Channel) -> str | None:
    """Return the text read through a channel, None where it cannot be without loss.

    >>> misread("é", CHANNELS[0])
    'Ã©'
    """
    true = MULTI_BYTE.get(channel.true, channel.true)
    try:
        data = text.encode(true)
        if channel.seen in MULTI_BYTE:
            return data.decode(MULTI_BYTE[channel.seen])
    except UnicodeError:
        return None
    garbled = data.decode("latin-1").translate(dict(enumerate(table(channel.seen))))
    return None if "\ufffe" in garbled else garbled
