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
from codecs import utf_8_decode
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from ..edits import Edit
from ..encodings import signs
from ..encodings.channels import CHANNELS, PROVED_CHANNELS, Channel
from ..encodings.codepages import MULTI_BYTE, display_name, read, table, unread
from ..encodings.dangling import with_no_break_spaces
from ..encodings.dirty_lines import dirty_lines, is_dirty, is_dirty_word
from ..encodings.hypotheses import is_writable
from ..encodings.judging import WORD
from ..encodings.lost_hypotheses import explain
from ..encodings.passages import in_words
from ..encodings.whole_lines import Passage, as_before, whole
from ..mojibake.structure import (
    explained_share,
    reread_passages,
    shifted,
    structural_passages,
    whole_words,
)
from ..mojibake.vetoes import is_vetoed
from ..offsets import OffsetMap
from ..options import Options
from .protocol import Trigger

name: Final = "mojibake"
summary: Final = "text read in the wrong encoding, without loss"
trigger: Final = Trigger(signs.FIRST, signs.THEN)
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "document"

#: So many UTF-8 trail bytes where they belong, and nothing else beyond ASCII, are no accident.
CERTAIN_TRAIL_BYTES: Final = 6
#: Less of what is not ASCII in a line is UTF-8 by accident, in a line of a legacy encoding.
MOSTLY: Final = 0.5
#: Where more than this is UTF-8, no legacy encoding explains the line better.
NEARLY_ALL: Final = 0.9
#: How often ``inflict`` reads through one of the rarer code pages, if its bytes prove it.
RARE_SHARE: Final = 0.25
#: Enough of a text to tell that it is not UTF-8 throughout.
_HEAD: Final = 1000
#: ``Ã`` ends no word in small letters; other lone lead bytes are believed beside whole ones.
_ENDS_WORD: Final = re.compile("[a-z]Ã ")
#: By far the most frequent wrong reading.
WESTERN_UTF8: Final = CHANNELS[0]

#: Channels that earlier lines came through, in the order in which they were met.
_Habit = dict[tuple[Channel, ...], None]


def find(text: str, options: Options, /) -> Iterator[Edit]:
    """Yield an edit for each stretch of characters that was read wrongly."""
    for passage in garbled_passages(text):
        yield from _edits(text, passage)


def find_in_parts(parts: Iterable[str], options: Options, /) -> Iterator[list[Edit]]:
    """Yield the same for each part: all are UTF-8 throughout, or what was met is met again."""
    throughout = _Throughout.in_parts(parts)
    habit = _Habit()
    for text in parts:
        if throughout is None:
            yield [edit for passage in _passages(text, habit) for edit in _edits(text, passage)]
        else:
            yield list(_edits(text, throughout.passage(text), throughout.message))


def rewrite(text: str, options: Options, /) -> str:
    """Return the text with its garbled passages read rightly."""
    pieces: list[str] = []
    position = 0
    for passage in garbled_passages(text):
        pieces += (text[position : passage.start], passage.text)
        position = passage.end
    pieces.append(text[position:])
    return "".join(pieces)


def garbled_passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text that were read wrongly, in order."""
    reading = _as_utf8(text)
    if reading is None or len(text) - len(reading) < CERTAIN_TRAIL_BYTES:
        yield from _passages(text, _Habit())
    else:
        yield Passage(0, len(text), reading, (WESTERN_UTF8,), float(len(text)), natural=True)


def _passages(text: str, habit: _Habit) -> Iterator[Passage]:
    """Yield the passages of a text that are found line by line."""
    for start, line in dirty_lines(text):
        for passage in _line_passages(line, habit):
            habit[passage.channels] = None
            yield shifted(passage, start)


def _line_passages(line: str, habit: Collection[tuple[Channel, ...]]) -> list[Passage]:
    """Return the garbled passages of a line: first what the bytes prove, then what models say."""
    proved = structural_passages(line)
    if not proved:
        return _allowed(line, _with_dangling(line, habit))
    share = explained_share(line, proved)
    if share == 1.0 or not is_dirty(reread_passages(line, proved)):
        return proved
    passages = _allowed(line, _with_dangling(line, habit))
    if share < MOSTLY:
        return passages or whole_words(line, [p for p in proved if p.end - p.start > 2])
    if share >= NEARLY_ALL:
        passages = [p for p in passages if all(c.true == "utf-8" for c in p.channels)]
    if passages:
        return passages
    # A Latin word that lost a byte in pairs of bytes touches no other word.
    apart = all(p.channels[0].seen in MULTI_BYTE and max(p.text) < "\u2100" for p in proved)
    apart = apart and not any("\u0370" <= char < "\u1e00" for p in proved for char in p.text)
    lost = None if apart else explain(line, "")
    if lost is not None and lost.natural:
        return []  # it lost bytes, and is restored as a whole by ``dropped-bytes``
    return whole_words(line, proved)


def _allowed(line: str, passages: list[Passage]) -> list[Passage]:
    """Return the passages that no veto is against."""
    return [p for p in passages if not is_vetoed(line, p.start, p.end, p.text, p.channels)]


@dataclass(frozen=True, slots=True)
class _Throughout:
    """A text that is UTF-8 throughout, read as Latin-1 or Windows-1252: no word can tell more."""

    length: int
    message: str

    @classmethod
    def in_parts(cls, parts: Iterable[str]) -> _Throughout | None:
        """Return what is known of such a text; None if its parts are no such text."""
        length = trail_bytes = 0
        characters: set[str] = set()
        for text in parts:
            reading = _as_utf8(text)
            if reading is None:
                return None
            length += len(text)
            trail_bytes += len(text) - len(reading)
            characters.update(text)
        if trail_bytes < CERTAIN_TRAIL_BYTES:
            return None
        return cls(length, describe("".join(characters), (WESTERN_UTF8,)))

    def passage(self, text: str) -> Passage:
        """Return what a part of the text says."""
        reading = _as_utf8(text) or ""
        return Passage(0, len(text), reading, (WESTERN_UTF8,), float(self.length), natural=True)


def _as_utf8(text: str) -> str | None:
    """Return what a text says as a whole if it is UTF-8 that was read as Windows-1252."""
    if len(text) > _HEAD:
        head = unread(text[:_HEAD], WESTERN_UTF8.seen)
        if head is None or not _begins_as_utf8(head):
            return None
    data = unread(text, WESTERN_UTF8.seen)
    reading = None if data is None else read(data, WESTERN_UTF8.true)
    return reading if reading is not None and is_writable(reading) else None


def _begins_as_utf8(data: bytes) -> bool:
    try:
        utf_8_decode(data, "surrogatepass", False)
    except UnicodeDecodeError:
        return False
    return True


def _with_dangling(line: str, habit: Collection[tuple[Channel, ...]]) -> list[Passage]:
    """Return the garbled passages of a line, lost no-break spaces restored where that helps."""
    passages = _of_line(line, habit)
    restored = with_no_break_spaces(line) if passages or _ENDS_WORD.search(line) else None
    if restored is None:
        return passages
    again = _of_line(restored[0], habit)
    if any(passage.channels[0] != WESTERN_UTF8 for passage in again):
        return passages
    if sum(passage.saved for passage in again) <= sum(passage.saved for passage in passages):
        return passages
    return [_as_it_was(passage, restored[1]) for passage in again]


def _as_it_was(passage: Passage, offsets: OffsetMap) -> Passage:
    """Return a passage of a line with no-break spaces restored, on the line as it was."""
    start, end = offsets.backward(passage.start), offsets.backward(passage.end)
    return replace(passage, start=start, end=end)


def _of_line(line: str, habit: Collection[tuple[Channel, ...]]) -> list[Passage]:
    """Return the garbled passages of a line, tried first as lines before it were read."""
    for channels in habit:
        again = as_before(line, channels)
        if again is not None and again.natural and not is_dirty(again.text):
            return [again]
    best = whole(line, is_dirty_word)
    if best is not None and not best.natural:
        best = None
    if best is not None and not is_dirty(best.text):
        return [best]
    parts = [passage for passage in in_words(line, is_dirty_word, habit) if passage.natural]
    if best is not None and best.saved >= sum(passage.saved for passage in parts):
        return [best]
    return parts


def _edits(text: str, passage: Passage, message: str = "") -> Iterator[Edit]:
    """Yield an edit for each word of a passage that changes."""
    message = message or describe(text[passage.start : passage.end], passage.channels)
    confidence = round(1.0 - 2.0 ** -min(max(passage.saved, 1.0), 50.0), 4)
    for start, end, after in _changes(text, passage):
        yield Edit(name, start, end, text[start:end], after, message, confidence=confidence)


def _changes(text: str, passage: Passage) -> Iterator[tuple[int, int, str]]:
    """Yield what becomes of which part of a text: word by word, or in one where blanks change."""
    old = list(WORD.finditer(text, passage.start, passage.end))
    new = list(WORD.finditer(passage.text))
    by_word = [
        (was.start(), was.end(), word.group())
        for was, word in zip(old, new, strict=False)
        if was.group() != word.group()
    ]
    lengthened = sum(len(after) - (end - start) for start, end, after in by_word)
    if len(old) == len(new) and lengthened == len(passage.text) - (passage.end - passage.start):
        yield from by_word
    else:
        yield passage.start, passage.end, passage.text


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
    if rng.random() < RARE_SHARE:
        channels = [*rng.sample(PROVED_CHANNELS, len(PROVED_CHANNELS)), *channels]
    for channel in channels:
        garbled = misread(text, channel)
        if channel in PROVED_CHANNELS and garbled is not None and not _is_proved(garbled, text):
            continue  # hardly anyone reads Danish as Cyrillic
        if garbled is not None and garbled != text:
            return garbled
    return text


def _is_proved(garbled: str, text: str) -> bool:
    """Tell whether the bytes of each line prove what it was."""
    lines = garbled.split("\n")
    if not all(line.isascii() or is_dirty(line) for line in lines):
        return False
    return "\n".join(reread_passages(line, structural_passages(line)) for line in lines) == text


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
