"""What the models say of a line: that it is in a legacy encoding, or UTF-8 without proof."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from ...encodings import reencode
from ...language.naturalness import score
from ...patterns import lazily
from ..channels import Channel
from ..mixed_reading import mixed_passage
from ..structure.evidence import is_letter, script
from ..structure.incomplete import lacks_bytes, with_no_break_spaces
from ..structure.utf8_readers import reader
from ..structure.whole_text import WESTERN_UTF8
from ..suspicious import looks_garbled, word_looks_garbled
from ..vetoes import is_vetoed, lacks_81
from ..whole_line import GarbledPassage, best_whole_reading, undo_as_before
from ..words import garbled_words

#: ``Ã`` ends no word in small letters; other lone lead bytes are believed beside whole ones.
_ENDS_WORD: Final = lazily("[a-z]Ã ")
#: A quotation behind which a blank is missing: «olá»…mas.
_CLOSED_QUOTATION: Final = lazily("«[^«»]*[à-ï]»[…–—’”][^\\W\\d_]")
_HANGUL: Final = lazily("[가-힣]")
#: Deviations from the mean that Korean with restored no-break spaces may lie above it.  Set on six
#: sentences: where the blanks were blanks it lies at 1.7 and higher, where not below 0.
_MOST_HANGUL: Final = 1.0
#: Fewer letters are said by accident; so many around them tell how a line is written.
_FEW_LETTERS: Final = 4
_TELLING_LETTERS: Final = 8


def is_strange_to_line(line: str, passage: GarbledPassage) -> bool:
    """Tell whether a passage says a few letters that no alphabet of a sound line around it has.

    What is left of a word of Arabic that lost bytes is UTF-8 of Korean, by a page of DOS.
    """
    said = {script(char) for char in passage.text if is_letter(char)}
    if len(passage.text) > _FEW_LETTERS or passage.channels[0].read_as == "western" or not said:
        return False
    rest = line[: passage.start] + " " + line[passage.end :]
    around = [script(char) for char in rest if char > "\u036f" and is_letter(char)]
    if len(around) < _TELLING_LETTERS or not said.isdisjoint((*around, "LATIN")):
        return False
    return not looks_garbled(rest)


def read_by_models(
    line: str, recent_channels: Collection[tuple[Channel, ...]]
) -> list[GarbledPassage]:
    """Return what the models say of a line, as one legacy encoding read byte by byte, or else."""
    if _CLOSED_QUOTATION.search(line):
        return []
    is_western = reencode(line, "western") is not None
    if not is_western and (mixed := mixed_passage(line)) is not None:
        return _allowed(line, [mixed])
    passages = _allowed(line, _with_lost_no_break_spaces(line, recent_channels))
    if is_western and not passages and (mixed := mixed_passage(line)) is not None:
        return _allowed(line, [mixed])
    return passages


def _allowed(line: str, passages: list[GarbledPassage]) -> list[GarbledPassage]:
    """Return the passages that no veto is against."""
    return [
        p
        for p in passages
        if not is_vetoed(line, p.start, p.end, p.text, p.channels)
        and not is_strange_to_line(line, p)
        and not lacks_81(p.text, p.channels)
    ]


def _with_lost_no_break_spaces(
    line: str, recent_channels: Collection[tuple[Channel, ...]]
) -> list[GarbledPassage]:
    """Return the garbled passages of a line, lost no-break spaces restored where that helps."""
    passages = _of_line(line, recent_channels)
    restored = with_no_break_spaces(line) if passages or _ENDS_WORD.search(line) else None
    if restored is None:
        return passages
    if lacks_bytes(line, reader("western")):
        return []
    again = _of_line(restored[0], recent_channels)
    if any(passage.channels[0] != WESTERN_UTF8 for passage in again):
        return passages
    if sum(passage.saved for passage in again) <= sum(passage.saved for passage in passages):
        return passages
    if any(_HANGUL.search(p.text) and score(p.text).excess > _MOST_HANGUL for p in again):
        return []  # a blank behind a syllable that lost a byte makes another: ``ì€ `` is 은 or 쀠
    as_it_was = restored[1].backward
    return [replace(p, start=as_it_was(p.start), end=as_it_was(p.end)) for p in again]


def _of_line(line: str, recent_channels: Collection[tuple[Channel, ...]]) -> list[GarbledPassage]:
    """Return the garbled passages of a line, tried first as lines before it were read."""
    for channels in recent_channels:
        again = undo_as_before(line, channels)
        if again is not None and again.natural and not looks_garbled(again.text):
            return [again]
    best = best_whole_reading(line, word_looks_garbled)
    if best is not None and not best.natural:
        best = None
    if best is not None and not looks_garbled(best.text):
        return [best]
    parts = [
        passage
        for passage in garbled_words(line, word_looks_garbled, recent_channels)
        if passage.natural
    ]
    if best is not None and best.saved >= sum(passage.saved for passage in parts):
        return [best]
    return parts
