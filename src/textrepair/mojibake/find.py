"""The garbled passages of a text: line by line, or all of it where it is UTF-8 throughout."""

from __future__ import annotations

import re
from codecs import utf_8_decode
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from ..edits.offsets import OffsetMap
from ..encodings import decode_exact, reencode
from ..recovery import recover
from .channels import CHANNELS, Channel, describe
from .file_names import file_names
from .lone_brackets import lone_brackets
from .no_break_spaces import with_no_break_spaces
from .redecode import is_writable
from .structure import (
    explained_share,
    reread_passages,
    shifted,
    structural_passages,
    whole_words,
)
from .suspicious import dirty_lines, is_dirty, is_dirty_word
from .utf8_or_western import mixed_passage
from .vetoes import is_vetoed
from .whole_line import Passage, as_before, whole
from .words import in_words

#: This many UTF-8 trail bytes where they belong, and nothing else beyond ASCII, are no accident.
#: Set by hand.
CERTAIN_TRAIL_BYTES: Final = 6
#: Less of what is not ASCII in a line is UTF-8 by accident, in a line of a legacy encoding.
MOSTLY: Final = 0.5
#: How much of a text is read first to tell that it is not UTF-8 throughout, in code points.
_HEAD: Final = 1000
#: ``Ã`` ends no word in small letters; other lone lead bytes are believed beside whole ones.
_ENDS_WORD: Final = re.compile("[a-z]Ã ")
#: By far the most frequent wrong reading.
WESTERN_UTF8: Final = CHANNELS[0]

#: Channels that earlier lines came through, in the order in which they were met.
RecentChannels = dict[tuple[Channel, ...], None]


def garbled_passages(text: str) -> Iterator[Passage]:
    """Yield the passages of a text that were read wrongly, in order."""
    reading = _as_utf8(text)
    if reading is None or len(text) - len(reading) < CERTAIN_TRAIL_BYTES:
        yield from passages_by_line(text, RecentChannels())
    else:
        yield Passage(0, len(text), reading, (WESTERN_UTF8,), float(len(text)), natural=True)


def passages_by_line(text: str, habit: RecentChannels) -> Iterator[Passage]:
    """Yield the passages of a text that are found line by line."""
    for start, line in dirty_lines(text):
        for passage in _line_passages(line, habit):
            habit[passage.channels] = None
            yield shifted(passage, start)


def _line_passages(line: str, habit: Collection[tuple[Channel, ...]]) -> list[Passage]:
    """Return the garbled passages of a line: first what the bytes prove, then what models say."""
    names = list(file_names(line))
    if names:
        return names
    mixed = mixed_passage(line)
    if mixed is not None:
        return [mixed]
    proved = structural_passages(line)
    if not proved:
        return _allowed(line, _with_dangling(line, habit)) or list(lone_brackets(line))
    share = explained_share(line, proved)
    if share == 1.0 or not is_dirty(reread_passages(line, proved)):
        return proved
    lost = recover(line, "") if share >= MOSTLY else None
    if lost is not None and lost.natural:
        return []  # it lost bytes, and is restored as a whole by ``dropped-bytes``
    return _allowed(line, _with_dangling(line, habit)) or whole_words(line, proved)


def _allowed(line: str, passages: list[Passage]) -> list[Passage]:
    """Return the passages that no veto is against."""
    return [p for p in passages if not is_vetoed(line, p.start, p.end, p.text, p.channels)]


@dataclass(frozen=True, slots=True)
class Utf8Throughout:
    """A text that is UTF-8 throughout, read as Latin-1 or Windows-1252: no word can tell more."""

    length: int
    message: str

    @classmethod
    def of_chunks(cls, chunks: Iterable[str]) -> Utf8Throughout | None:
        """Return what is known of such a text; None if its chunks are no such text."""
        length = trail_bytes = 0
        characters: set[str] = set()
        for text in chunks:
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
        """Return what a chunk of the text says."""
        reading = _as_utf8(text) or ""
        return Passage(0, len(text), reading, (WESTERN_UTF8,), float(self.length), natural=True)


def _as_utf8(text: str) -> str | None:
    """Return what a text says as a whole if it is UTF-8 that was read as Windows-1252."""
    if len(text) > _HEAD:
        head = reencode(text[:_HEAD], WESTERN_UTF8.seen)
        if head is None or not _begins_as_utf8(head):
            return None
    data = reencode(text, WESTERN_UTF8.seen)
    reading = None if data is None else decode_exact(data, WESTERN_UTF8.true)
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
