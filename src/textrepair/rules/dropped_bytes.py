"""Text read in the wrong encoding by a decoder that dropped bytes and left no mark.

Looks like    ``Ð˜ÑÐº``, ``寰堝浜``: mojibake whose bytes are no longer whole characters
Happens when  a decoder is told to ignore what it cannot read, or a store strips what it
              takes for control characters.
Undone by     finding where UTF-8 ceases to make sense, or where pairs of bytes slip out of
              step (``encodings/slips.py``), and searching the most natural text among all
              that the bytes can be if up to two are missing there.  Nothing shows how many
              were, so a character that is not the only possible one is never sure: such a
              text is restored with ``unsafe``, else it is reported with the best guess.
Left alone    what ``mojibake`` can undo without loss.

    >>> import textrepair
    >>> garbled = "浠栦滑鏄ㄥぉ鎵嶅洖鍒板堕噷锛岃繕娌℃湁鏃堕棿鏀舵嬀鎴块棿銆"
    >>> textrepair.repair(garbled, unsafe=True).text
    '他们昨天才回到家里，还没有时间收拾房间。'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from ..edits import Edit, Finding
from ..encodings.dirty_lines import dirty_lines, is_dirty, is_dirty_word
from ..encodings.judging import WORD, score
from ..encodings.lost_hypotheses import Found, explain
from ..encodings.unstructured import are_letters_alone
from ..language.any_language import excess_in_any_language
from ..options import Options
from . import mojibake
from .lost_bytes import repairs

name: Final = "dropped-bytes"
summary: Final = "text read in the wrong encoding, with bytes dropped without a mark"
trigger: Final = mojibake.trigger
profiles: Final = ("repair", "normalize")
reports_only: Final = False
scope: Final = "line"

#: Rare words lie this many standard deviations above natural text; what lost bytes lies higher.
SOUND_EXCESS: Final = 7.0
#: Words of a language without a model lie higher, but not in the measure of all languages.
ANY_LANGUAGE_EXCESS: Final = 2.0
#: In East Asian writing any two bytes make some rare character: the whole line must be natural.
_EAST_ASIAN_EXCESS: Final = 2.0
_EAST_ASIAN: Final = "\u2e80"
#: Words of ASCII between East Asian ones, which natural text may hold: 没use的app.
_FOREIGN: Final = re.compile(r"[ -~]+")
#: Fewer different characters beyond ASCII are a rule, a row of signs, a place for a date: ÅÅÅÅ.
LEAST_KINDS: Final = 4
_ASCII: Final = frozenset(map(chr, range(128)))


def find(text: str, options: Options, /) -> Iterator[Edit | Finding]:
    """Yield an edit for each garbled line that can be read."""
    yield from next(find_in_parts((text,), options))


def find_in_parts(parts: Iterable[str], options: Options, /) -> Iterator[list[Edit | Finding]]:
    """Yield the same for each part; what one line was read as is a hint for the next."""
    habits: list[Found] = []
    for text in parts:
        yield list(_find(text, options, habits))


def _find(text: str, options: Options, habits: list[Found]) -> Iterator[Edit | Finding]:
    """Yield the same for a text; ``habits`` holds, last, what the line before was read as."""
    for start, line in dirty_lines(text):
        if "\N{REPLACEMENT CHARACTER}" in line or _looks_sound(line):
            continue
        found = explain(line, "", habits[-1] if habits else None)
        if found is not None and not is_dirty(found.restoration.text):
            habits[:] = [found]
            yield from repairs(name, line, found, start, options)


def _looks_sound(line: str) -> bool:
    """Tell whether the words that bear signs of mojibake are natural all the same."""
    dirty = list(filter(is_dirty_word, WORD.findall(line)))
    words = " ".join(dirty)
    if len(set(words) - _ASCII) < LEAST_KINDS or are_letters_alone(dirty):
        return True
    if score(words).excess > SOUND_EXCESS:
        return excess_in_any_language(words) <= ANY_LANGUAGE_EXCESS
    if max(words, default="") < _EAST_ASIAN or score(line).excess <= _EAST_ASIAN_EXCESS:
        return True
    return score(_FOREIGN.sub("", line)).excess <= _EAST_ASIAN_EXCESS


def inflict(text: str, rng: Random, /) -> str:
    """Read the bytes of the text in a wrong encoding, and drop what it does not have."""
    from ..encodings.lossy_decoding import lossy_readings

    readings = lossy_readings(text, ("",))
    return rng.choice(readings) if readings else text
