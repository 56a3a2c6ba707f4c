"""Conversion by OpenCC's dictionaries, compiled so that it is fast in pure Python.

A conversion is a chain of stages.  A stage is a group of dictionaries, of which each place of the
text is looked up in one only.  As opencc-python-reimplemented does it, the longest phrase found
anywhere in the text goes first, of those equally long the leftmost, and what is left on both sides
is searched on; what is in no phrase is converted character by character.

Most phrases say what their characters say one by one.  So all characters are translated at once,
and only where a phrase says something else is the run of characters around it looked at closely:
there the phrases beside it, which may stand in its way, count too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import add
from typing import Final

#: What a dictionary says: entry to conversion, of the same length.
Dictionary = Mapping[str, str]

#: What phrases are made of: ideographs, their radicals, the numeral zero.
HAN: Final = (
    "\N{CJK RADICAL REPEAT}-\u2fdf\N{IDEOGRAPHIC NUMBER ZERO}\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_NO_HAN: Final = re.compile(f"[^{HAN}]|\\Z")
_HAN_ONLY: Final = re.compile(f"[{HAN}]+")

#: So few characters are rare enough in a text that finding them first is faster.
_FEW: Final = 100


class CharacterTable(dict[int, int]):
    """A table for ``str.translate``; it learns what stays, for a missing entry takes it long."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@dataclass(frozen=True)
class Stage:
    """A group of dictionaries, compiled.

    ``by_character`` converts a text character by character.  ``phrases`` are converted as
    they say, whatever their characters say one by one.
    ``lengths`` holds their lengths, longest first, by their first two characters.
    ``beside`` holds each two characters of a phrase of which one is not converted as it
    would be alone.
    """

    by_character: Callable[[str], str]
    phrases: Dictionary
    lengths: Mapping[str, Sequence[int]]
    beside: frozenset[str]
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
        """Yield, for each of some offsets in order, the phrase that is taken there, or "".

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
        """Yield start and end of each run in which phrases may say something else."""
        end = 0
        beside = self.beside
        for match in unlike.finditer(text):
            at = match.start()
            if at < end or (
                text[at : at + 2] not in beside and text[at - 1 : at + 1] not in beside
            ):
                continue
            start = _start_of_run(text, at, end)
            after = _NO_HAN.search(text, at)
            end = after.start() if after else len(text)
            yield start, end

    def _phrases_in(self, run: str) -> list[tuple[int, int]]:
        """Return start and end of the phrases that are taken in a run, in order."""
        matches = self._matches(run)
        matches.sort()
        taken = bytearray(len(run))
        chosen: list[tuple[int, int]] = []
        for minus, start in matches:
            end = start - minus
            # What was taken before is as long or longer, so it holds the one end or the other.
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
    """Compile a dictionary of phrases, which may be empty, and one of characters."""
    # A phrase with a character beside Han is never met: OpenCC splits text there.
    phrases = {entry: value for entry, value in phrases.items() if _HAN_ONLY.fullmatch(entry)}
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for pair, length in sorted({(entry[:2], -len(entry)) for entry in phrases}):
        lengths[pair].append(-length)
    unlike: set[str] = set()
    beside: set[str] = set()
    for entry, value in phrases.items():
        for i, (before, after) in enumerate(zip(entry, value, strict=True)):
            if characters.get(before, before) != after:
                unlike.add(before)
                beside.add(entry[i : i + 2] if i + 1 < len(entry) else entry[i - 1 :])
    return Stage(
        _character_converter(characters),
        phrases,
        dict(lengths),
        frozenset(beside),
        re.compile(f"[{''.join(sorted(unlike))}]") if unlike else None,
    )


def _character_converter(characters: Dictionary) -> Callable[[str], str]:
    """Return a function that converts each character of a text."""
    if len(characters) <= _FEW:
        find = re.compile(f"[{''.join(characters)}]").sub
        return lambda text: find(lambda match: characters[match[0]], text)
    table = CharacterTable({ord(entry): ord(value) for entry, value in characters.items()})
    return lambda text: text.translate(table)


def _start_of_run(text: str, at: int, limit: int) -> int:
    """Return where the run of Han around an offset begins, at ``limit`` at the least."""
    while at > limit and _HAN_ONLY.match(text[at - 1]):
        at -= 1
    return at
