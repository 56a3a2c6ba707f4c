"""UTF-8 read in the wrong encoding by a decoder that dropped bytes and left no mark.

Looks like    ``Ð˜ÑÐº``, ``寰堝浜``: mojibake whose bytes are no longer whole characters
Happens when  a decoder is told to ignore what it cannot read, or a store strips what it
              takes for control characters.
Undone by     finding where UTF-8 ceases to make sense, and searching the most natural text
              among all that the bytes can be if up to two are missing there.  Nothing shows
              how many were, so a character that is not the only possible one is never sure:
              such a text is restored with ``unsafe``, else it is reported with the best guess.
Left alone    what ``mojibake`` can undo without loss, and bytes in other encodings than
              UTF-8, for there nothing shows where one is missing.

    >>> import textrepair
    >>> garbled = "浠栦滑鏄ㄥぉ鎵嶅洖鍒板堕噷锛岃繕娌℃湁鏃堕棿鏀舵嬀鎴块棿銆"
    >>> textrepair.repair(garbled, unsafe=True).text
    '他们昨天才回到家里，还没有时间收拾房间。'
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from ..edits import Edit, Finding
from ..encodings.dirty_lines import dirty_lines, is_dirty, is_dirty_word
from ..encodings.judging import WORD, score
from ..encodings.lost_hypotheses import Found, explain
from ..options import Options
from . import mojibake
from .lost_bytes import repairs

name: Final = "dropped-bytes"
summary: Final = "UTF-8 read in the wrong encoding, with bytes dropped without a mark"
trigger: Final = mojibake.trigger
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "line"

#: Rare words lie this many standard deviations above natural text; what lost bytes lies higher.
SOUND_EXCESS: Final = 7.0


def find(text: str, options: Options, /) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled line that can be read."""
    habit: Found | None = None
    for start, line in dirty_lines(text):
        if "\N{REPLACEMENT CHARACTER}" in line or _looks_sound(line):
            continue
        found = explain(line, "", habit)
        if found is not None and not is_dirty(found.restoration.text):
            habit = found
            yield from repairs(name, line, found, start, options)


def _looks_sound(line: str) -> bool:
    """Tell whether the words that bear signs of mojibake are natural all the same."""
    return score(" ".join(filter(is_dirty_word, WORD.findall(line)))).excess <= SOUND_EXCESS


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding, and drop what it does not have."""
    from ..encodings.lossy_decoding import lossy_readings

    readings = lossy_readings(text, ("",))
    return rng.choice(readings) if readings else text
