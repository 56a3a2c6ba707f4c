"""Conversion by OpenCC's dictionaries of phrases and characters, compiled for pure Python.

A conversion is a chain of stages; a stage has a dictionary of phrases and one of characters.  Text
in no phrase is converted character by character.

A run of Han is segmented by the longest phrases first, in both directions: 粉丝发送 is 粉丝|发送
from its beginning, and so from its end, though 丝发 is a phrase too.  Where the directions
disagree, the neighbours of the characters in dispute decide, if they are clear (see `Weigh`); else
fewer words, else fewer single characters, else the likelier forms.  A phrase gives way to one that
overlaps it if the neighbours clearly say so: the 面 of 里面|包含 is not that of 面包.

Most phrases convert as their characters do one by one.  So a stage translates all characters at
once, and segments only those runs of Han that contain a phrase which converts otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Entries by themselves or as phrases, each with its conversion, which is equally long.
Dictionary = Mapping[str, str]

#: Start and end (code points) of a phrase, or of a character in no phrase.
Span = tuple[int, int]

#: Log-odds (nats) that writers write the first of two forms rather than the second at an offset.
Weigh = Callable[[str, int, str, str], float]

#: Least log-odds (nats) of the forms in dispute that decide between two segmentations.  Set on
#: training text in traditional Chinese, converted to simplified Chinese and back.
CLEAR: Final = 1.0

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
    characters, and ``lengths_back`` by their last two.  ``unlike_pairs`` holds the pairs of
    characters in phrases of which the first (the last, at the end of a phrase) is converted
    otherwise than alone.
    """

    by_character: Callable[[str], str]
    phrases: Dictionary
    lengths: Mapping[str, Sequence[int]]
    lengths_back: Mapping[str, Sequence[int]]
    unlike_pairs: frozenset[str]
    _unlike: re.Pattern[str] | None = field(repr=False)
    _weigh: Weigh | None = field(repr=False)

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
            for at, after in self._words(text, start, end, converted):
                if after - at > 1:
                    pieces += (converted[position:at], self.phrases[text[at:after]])
                    position = after
        pieces.append(converted[position:])
        return "".join(pieces)

    def phrases_at(self, text: str, places: Sequence[int]) -> Iterator[str]:
        """Yield the phrase of the segmentation at each offset, "" if there is none.

        ``places`` must be in order.

        >>> stage = compile_stage({"头发": "頭髮"}, {"头": "頭", "发": "發"})
        >>> list(stage.phrases_at("出发前的头发", [1, 5]))
        ['', '头发']
        """
        converted = self.by_character(text)
        end = 0
        words: list[Span] = []
        for place in places:
            if place >= end:
                start = _start_of_run(text, place, end)
                after = _NO_HAN.search(text, place)
                end = after.start() if after else len(text)
                words = self._words(text, start, end, converted)
            at, after_it = words[bisect_right(words, (place, len(text))) - 1]
            yield text[at:after_it] if after_it - at > 1 else ""

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

    def _words(self, text: str, start: int, end: int, converted: str) -> list[Span]:
        """Return the phrases and single characters of the segmentation of a run, in order.

        ``converted`` is the text converted character by character.
        """
        ahead, back = self._ahead(text, start, end), self._back(text, start, end)
        words: list[Span] = []
        i = j = 0
        while i < len(ahead):
            last, other = i, j
            while ahead[last][1] != back[other][1]:
                if ahead[last][1] < back[other][1]:
                    last += 1
                else:
                    other += 1
            one, two = ahead[i : last + 1], back[j : other + 1]
            words += one if one == two else self._better(text, one, two, converted)
            i, j = last + 1, other + 1
        return words if self._weigh is None else self._without_outweighed(text, words, converted)

    def _ahead(self, text: str, start: int, end: int) -> list[Span]:
        """Return the longest phrases from the start of a run on."""
        lengths, phrases = self.lengths, self.phrases
        words: list[Span] = []
        while start < end:
            after = start + 1
            for length in lengths.get(text[start : start + 2], ()):
                if start + length <= end and text[start : start + length] in phrases:
                    after = start + length
                    break
            words.append((start, after))
            start = after
        return words

    def _back(self, text: str, start: int, end: int) -> list[Span]:
        """Return the longest phrases from the end of a run back, in the order of the text."""
        lengths, phrases = self.lengths_back, self.phrases
        words: list[Span] = []
        while end > start:
            before = end - 1
            for length in lengths.get(text[end - 2 : end], ()):
                if end - length >= start and text[end - length : end] in phrases:
                    before = end - length
                    break
            words.append((before, end))
            end = before
        words.reverse()
        return words

    def _better(self, text: str, one: list[Span], two: list[Span], converted: str) -> list[Span]:
        """Return the better of two segmentations of a part of a text."""
        odds = self._log_odds(
            text, one[0][0], self._as(text, one, converted), self._as(text, two, converted)
        )
        if abs(odds) < CLEAR and _size(one) != _size(two):
            return min(one, two, key=_size)
        return one if odds >= 0 else two

    def _as(self, text: str, words: Iterable[Span], converted: str) -> str:
        """Return the conversion of the words of a segmentation."""
        return "".join(
            self.phrases[text[at:end]] if end - at > 1 else converted[at] for at, end in words
        )

    def _log_odds(self, text: str, start: int, one: str, two: str) -> float:
        """Return the log-odds (nats) of one conversion of the text at ``start`` to another."""
        if one == two or self._weigh is None:
            return 0.0
        pairs = enumerate(zip(one, two, strict=True), start)
        return sum(self._weigh(text, at, a, b) for at, (a, b) in pairs if a != b)

    def _without_outweighed(self, text: str, words: list[Span], converted: str) -> list[Span]:
        """Return the words of a run with each phrase replaced that clearly gives wrong forms."""
        number = 0
        while number < len(words):
            start, end = words[number]
            is_unlike = end - start > 1 and self.phrases[text[start:end]] != converted[start:end]
            rival = self._rival(text, words, number, converted) if is_unlike else None
            if rival is not None:
                around = slice(max(number - 1, 0), number + 2)
                first, last = words[around][0][0], words[around][-1][1]
                words[around] = [
                    *((at, at + 1) for at in range(first, rival[0])),
                    rival,
                    *((at, at + 1) for at in range(rival[1], last)),
                ]
                number = words.index(rival)
            number += 1
        return words

    def _rival(self, text: str, words: list[Span], number: int, converted: str) -> Span | None:
        """Return the phrase across a border of a word whose form is clearly likelier there.

        None if there is no such phrase, or if it would change more than what it shares with the
        word.
        """
        start, end = words[number]
        around = words[max(number - 1, 0) : number + 2]
        first, last = around[0][0], around[-1][1]
        old = self._as(text, around, converted)
        for at in range(first, end):
            for length in self.lengths.get(text[at : at + 2], ()):
                after = at + length
                if after > last or not (at < start < after or at < end < after):
                    continue
                value = self.phrases.get(text[at:after])
                if value is None:
                    continue
                new = converted[first:at] + value + converted[after:last]
                left, right = max(at, start) - first, min(after, end) - first
                is_only_change = old[:left] == new[:left] and old[right:] == new[right:]
                if is_only_change and self._log_odds(text, first, new, old) >= CLEAR:
                    return at, after
        return None


def compile_stage(
    phrases: Dictionary,
    characters: Dictionary,
    words: Iterable[str] = (),
    weigh: Weigh | None = None,
) -> Stage:
    """Compile a dictionary of phrases, which may be empty, and a dictionary of characters.

    ``words`` are phrases that convert as the others convert them; only the segmentation needs them.
    """
    # OpenCC splits text at characters other than Han, so it never finds a phrase with one.
    phrases = {
        entry: entry if value == entry else value  # one string for both: half of the memory
        for entry, value in phrases.items()
        if _HAN_ONLY.fullmatch(entry)
    }
    if words:
        convert = compile_stage(phrases, characters).convert
        phrases = {word: convert(word) for word in words} | phrases
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
        _lengths((entry[:2], len(entry)) for entry in phrases),
        _lengths((entry[-2:], len(entry)) for entry in phrases),
        frozenset(pairs),
        re.compile(f"[{''.join(sorted(unlike))}]") if unlike else None,
        weigh,
    )


def _size(words: Sequence[Span]) -> tuple[int, int]:
    """Return how many words a segmentation has, and how many of them are single characters."""
    return len(words), sum(end - at == 1 for at, end in words)


def _lengths(entries: Iterable[tuple[str, int]]) -> Mapping[str, Sequence[int]]:
    """Return the lengths of phrases, longest first, by their pair of first or last characters."""
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for pair, length in sorted(set(entries), key=lambda entry: -entry[1]):
        lengths[pair].append(length)
    # Few sets of lengths differ: each is kept once.
    once: dict[tuple[int, ...], tuple[int, ...]] = {}
    return {pair: once.setdefault(tuple(found), tuple(found)) for pair, found in lengths.items()}


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
