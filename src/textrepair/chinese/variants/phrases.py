"""Conversion by OpenCC's dictionaries of phrases and characters, compiled for pure Python.

A conversion is a chain of stages; a stage has a dictionary of phrases and one of characters.  The
segmentation is that of opencc-python-reimplemented: the longest phrase anywhere in a run of Han is
taken first, of equally long ones the leftmost, and then the text on both sides is segmented in the
same way.  Text in no phrase is converted character by character.

Most phrases convert as their characters do one by one.  So a stage translates all characters at
once, and segments only those runs of Han that contain a phrase which converts otherwise; phrases
that overlap it in the run may take its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import Final

#: Entries by themselves or as phrases, each with its conversion, which is equally long.
Dictionary = Mapping[str, str]

#: The characters of phrases, as part of a character class: ideographs, radicals, the numeral zero.
HAN: Final = (
    "\N{CJK RADICAL REPEAT}-\u2fdf\N{IDEOGRAPHIC NUMBER ZERO}\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_NO_HAN: Final = re.compile(f"[^{HAN}]|\\Z")
_HAN_ONLY: Final = re.compile(f"[{HAN}]+")

#: Most entries of a dictionary of characters that is applied by a regular expression: a text has so
#: few of these characters that a search for them is faster than ``str.translate``.  Set by timing.
_FEW_CHARACTERS: Final = 100


#: The last code point that is kept by a `CharacterTable`: rarer ones are not worth the memory.
_LAST_KEPT = 0xFFFF


class CharacterTable(dict[int, int]):
    """A table for ``str.translate`` that adds characters without an entry as themselves.

    ``str.translate`` takes long for a missing entry.
    """

    def __missing__(self, code: int) -> int:
        if code <= _LAST_KEPT:
            self[code] = code
        return code


@dataclass(frozen=True)
class Stage:
    """A dictionary of phrases and a dictionary of characters, compiled.

    ``by_character`` converts a text character by character; ``phrases`` holds the conversions of
    phrases.  ``lengths`` holds the lengths of the phrases, longest first, by their first two
    characters.  ``unlike_pairs`` holds the pairs of characters in phrases of which the first (the
    last, at the end of a phrase) is converted otherwise than alone.
    """

    by_character: Callable[[str], str]
    phrases: Dictionary
    lengths: Mapping[str, Sequence[int]]
    unlike_pairs: frozenset[str]
    _unlike: re.Pattern[str] | None = field(repr=False)

    def convert(self, text: str) -> str:
        """Convert a text.

        >>> stage = compile_stage({"头发": "頭髮"}, {"头": "頭", "发": "發"})
        >>> stage.convert("出发前的头发")
        '出發前的頭髮'
        """
        converted = self.by_character(text)
        if self._unlike is None:
            return converted
        pieces: list[str] = []
        position = 0
        for start, end in self._runs(text, self._unlike):
            run = text[start:end]
            for at, after in self._phrases_in(run):
                pieces += (converted[position : start + at], self.phrases[run[at:after]])
                position = start + after
        pieces.append(converted[position:])
        return "".join(pieces)

    def phrases_at(self, text: str, places: Sequence[int]) -> Iterator[str]:
        """Yield the phrase of the segmentation at each offset, "" if there is none.

        ``places`` must be in order.

        >>> stage = compile_stage({"头发": "頭髮"}, {"头": "頭", "发": "發"})
        >>> list(stage.phrases_at("出发前的头发", [1, 5]))
        ['', '头发']
        """
        start = end = 0
        spans: list[tuple[int, int]] = []
        for place in places:
            if place >= end:
                start = _start_of_run(text, place, end)
                after = _NO_HAN.search(text, place)
                end = after.start() if after else len(text)
                spans = self._phrases_in(text[start:end])
            at = bisect_right(spans, (place - start, len(text))) - 1
            inside = at >= 0 and place - start < spans[at][1]
            yield text[start + spans[at][0] : start + spans[at][1]] if inside else ""

    def _runs(self, text: str, unlike: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Yield start and end of the runs in which a phrase may convert unlike its characters."""
        end = 0
        pairs = self.unlike_pairs
        for match in unlike.finditer(text):
            at = match.start()
            if at < end or (text[at : at + 2] not in pairs and text[at - 1 : at + 1] not in pairs):
                continue
            start = _start_of_run(text, at, end)
            after = _NO_HAN.search(text, at)
            end = after.start() if after else len(text)
            yield start, end

    def _phrases_in(self, run: str) -> list[tuple[int, int]]:
        """Return start and end of the phrases in the segmentation of a run, in order."""
        matches = self._matches(run)
        matches.sort()
        taken = bytearray(len(run))
        chosen: list[tuple[int, int]] = []
        for minus, start in matches:
            end = start - minus
            # No phrase taken before is shorter, so one that overlaps covers an end of this one.
            if not taken[start] and not taken[end - 1]:
                taken[start:end] = b"\1" * -minus
                chosen.append((start, end))
        chosen.sort()
        return chosen

    def _matches(self, run: str) -> list[tuple[int, int]]:
        """Return (minus the length, start) of all phrases in a run, overlapping ones too."""
        lengths, phrases, size = self.lengths, self.phrases, len(run)
        return [
            (-length, at)
            for at, pair in enumerate(map(add, run, run[1:]))
            if pair in lengths
            for length in lengths[pair]
            if at + length <= size and run[at : at + length] in phrases
        ]


def compile_stage(phrases: Dictionary, characters: Dictionary) -> Stage:
    """Compile a dictionary of phrases, which may be empty, and a dictionary of characters."""
    # OpenCC splits text at characters other than Han, so it never finds a phrase with one.
    phrases = {entry: value for entry, value in phrases.items() if _HAN_ONLY.fullmatch(entry)}
    by_pair: defaultdict[str, list[int]] = defaultdict(list)
    for pair, length in sorted({(entry[:2], -len(entry)) for entry in phrases}):
        by_pair[pair].append(-length)
    # Few tuples of lengths differ: one of each is kept.
    once: dict[tuple[int, ...], tuple[int, ...]] = {}
    lengths = {pair: once.setdefault(tuple(found), tuple(found)) for pair, found in by_pair.items()}
    unlike: set[str] = set()
    pairs: set[str] = set()
    for entry, value in phrases.items():
        for i, (before, after) in enumerate(zip(entry, value, strict=True)):
            if characters.get(before, before) != after:
                unlike.add(before)
                pairs.add(entry[i : i + 2] if i + 1 < len(entry) else entry[i - 1 :])
    return Stage(
        _character_converter(characters),
        phrases,
        lengths,
        frozenset(pairs),
        re.compile(f"[{''.join(sorted(unlike))}]") if unlike else None,
    )


def _character_converter(characters: Dictionary) -> Callable[[str], str]:
    """Return a function that converts each character of a text."""
    if len(characters) <= _FEW_CHARACTERS:
        find = re.compile(f"[{''.join(characters)}]").sub
        return lambda text: find(lambda match: characters[match[0]], text)
    table = CharacterTable({ord(entry): ord(value) for entry, value in characters.items()})
    return lambda text: text.translate(table)


def _start_of_run(text: str, at: int, limit: int) -> int:
    """Return the start of the run of Han around an offset, but at least ``limit``."""
    while at > limit and _HAN_ONLY.match(text[at - 1]):
        at -= 1
    return at
