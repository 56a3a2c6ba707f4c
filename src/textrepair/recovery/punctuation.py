"""Finds punctuation marks that were garbled and lost bytes, and tells by their place which they were.

A line is explained by one reader and one habit of losing bytes at a time (``mark_forms``).  The
cheapest way to read all its garbled marks is found by dynamic programming over the line, with the
open quotation marks as state and the costs of places from ``marks``; for each mark the next best
reading tells how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..encodings.codepages import MULTI_BYTE, display_name, read, unread
from .mark_forms import Form, forms, readers_by_sign
from .mark_signs import FIRST, STRONG
from .marks import CLEAR, DASHES, MARKS, UNCLOSED, Quotes, place_cost
from .western import evidence_of_context, evidence_of_place

#: So much evidence makes a line garbled; a mark of which two bytes are left has it by itself.
ENOUGH_EVIDENCE: Final = 8.0
#: Less than that, but this, is told with a suggestion.
SOME_EVIDENCE: Final = 5.0
#: Bits for leaving a garbled mark as it stands, by how many of its bytes are left.
_LEFT: Final = (3.0, 12.0, 20.0, 24.0)
#: Bits for a blank that was lost although there is another.
_SECOND_BLANK: Final = 4.0
#: Bits for each character beyond ASCII that is left right behind a mark, or anywhere in the line.
_LEFT_BEHIND: Final = 6.0
_LEFT_OVER: Final = 4.0
#: Bits for a question mark behind a mark whose bytes were dropped: it may stand for them.
_ASKS_BEHIND: Final = 3.0
_ASKS_AGAIN: Final = 1.5
#: Bits for a blank behind a mark that stands where none is written: it may stand for a byte.
_BLANK_BEHIND: Final = 1.5
#: Bits for a byte that was lost although it makes a pair with the character behind it.
_PAIRS_BEHIND: Final = 8.0
#: Bits for a blank that was not lost, where a decoder takes the character behind a lead byte.
_NOT_EATEN: Final = 2.5
#: Bits for a blank that was lost before a digit: more often it was the digit before.
_BEFORE_DIGIT: Final = 2.0
#: Bits less for the low quotation mark where letters tell that the language is not English.
_GERMAN: Final = 2.0
#: How far text around a mark is looked at, in code points.
_REACH: Final = 40
#: More letters beyond ASCII than this share of the line are other damage, or another language.
_OTHER_SHARE: Final = 0.34
#: Lines of this many code points and more are not looked at: a place says nothing in them.
_LONGEST: Final = 20_000
_NOT_YET: Final = "\0"
_OPENING: Final = "“„«"

Reader = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GarbledMark:
    """A garbled mark from ``start`` to ``end`` of a line, and what it says.

    ``others`` are further texts that fit nearly as well; ``bits`` is by how much the best of
    them fits less.
    """

    start: int
    end: int
    text: str
    others: tuple[str, ...]
    bits: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The garbled marks of a line, how they were read, and how much speaks for it."""

    reader: Reader
    lost: str | None
    marks: tuple[GarbledMark, ...]
    evidence: float
    bits: float

    def describe(self) -> str:
        """Return what happened, in words.

        >>> Explanation(("cp1252",), "?", (), 9.0, 0.0).describe()
        'UTF-8 was read as Windows-1252, and bytes of punctuation became ?'
        """
        steps = ", and again as ".join(display_name(page) for page in self.reader)
        said = {"?": "became ?", "": "were dropped", " ": "became blanks"}
        became = "" if self.lost is None else said.get(self.lost, "became U+FFFD")
        said_more = f", and bytes of punctuation {became}" if became else ""
        return f"UTF-8 was read as {steps}{said_more}"


@dataclass(slots=True)
class _Hypothesis:
    """Forms of one reader and one way of losing bytes, by where they begin."""

    reader: Reader
    lost: str | None
    places: dict[int, list[tuple[int, Form]]]
    eats: bool = False
    foreign: bool = False

    def covered(self, line: str) -> set[int]:
        """Return the places of characters beyond ASCII that may be of garbled marks."""
        ends = ((at, max(end for end, _ in choices)) for at, choices in self.places.items())
        return {i for at, end in ends for i in range(at, end) if line[i] > "\x7f"}


def explain_marks(line: str) -> Explanation | None:
    """Return what garbled marks a line holds, None if it holds none that can be told.

    >>> explained = explain_marks("She said â€œyesâ€? and left.")
    >>> [mark.text for mark in explained.marks]
    ['“', '”']
    """
    if len(line) > _LONGEST:
        return None
    best: Explanation | None = None
    seen: set[tuple[tuple[int, int, str, float], ...]] = set()
    hypotheses = list(_hypotheses(line))
    most = max((len(hypothesis.covered(line)) for hypothesis in hypotheses), default=0)
    for hypothesis in hypotheses:
        key = tuple(
            (at, end, form.text, form.bits)
            for at, choices in hypothesis.places.items()
            for end, form in choices
        )
        if key in seen or len(hypothesis.covered(line)) < most:
            continue
        seen.add(key)
        found = _solved(line, hypothesis)
        if found is not None and (best is None or found.bits < best.bits):
            best = found
    return best


@cache
def _strong() -> re.Pattern[str]:
    return re.compile(f"[{FIRST}](?:{STRONG})", re.MULTILINE)


def _hypotheses(line: str) -> Iterator[_Hypothesis]:
    """Yield what may have garbled the marks of a line."""
    letters = {char for char in line if char > "\x7f" and char.isalpha()}
    if len(letters) > 1 and not _strong().search(line):
        return  # â in words of a language that has other such letters
    readers = readers_by_sign()
    candidates = dict.fromkeys(
        reader for char in dict.fromkeys(line) if char > "\x7f" for reader in readers.get(char, ())
    )
    for reader in candidates:
        places = _places(line, reader)
        if not any(form.known for choices in places.values() for _, form in choices):
            continue
        every = [form for choices in places.values() for _, form in choices]
        losses = dict.fromkeys(form.lost for form in every if form.lost is not None) or {None: None}
        ways = [(lost, eats) for lost in losses for eats in {form.eats: 0 for form in every}]
        for lost, eats in ways:
            kept = {
                at: chosen
                for at, choices in places.items()
                if (chosen := [(e, form) for e, form in choices if _is_of(form, lost, eats=eats)])
            }
            hypothesis = _Hypothesis(reader, lost, kept, eats)
            covered = hypothesis.covered(line)
            hypothesis.foreign = any(
                char > "\x7f" and char.isalpha() and i not in covered for i, char in enumerate(line)
            )
            yield hypothesis


def _is_of(form: Form, lost: str | None, *, eats: bool) -> bool:
    """Tell whether a form can be met where bytes are lost in one way."""
    return form.lost in (None, lost) and (eats or not form.eats)


def _places(line: str, reader: Reader) -> dict[int, list[tuple[int, Form]]]:
    """Return the forms of a reader in a line, by where they begin, with their ends."""
    known = forms(reader)
    firsts, lengths = _firsts(reader)
    found: dict[int, list[tuple[int, Form]]] = {}
    for match in firsts.finditer(line):
        at = match.start()
        for length in lengths:
            for form in known.get(line[at : at + length], ()):
                if at + length <= len(line):
                    found.setdefault(at, []).append((at + length, form))
    return found


@cache
def _firsts(reader: Reader) -> tuple[re.Pattern[str], tuple[int, ...]]:
    known = forms(reader)
    firsts = "".join(dict.fromkeys(map(re.escape, (garbled[0] for garbled in known))))
    return re.compile(f"[{firsts}]"), tuple(sorted({len(garbled) for garbled in known}))


# --- the cheapest reading of a line -------------------------------------------------------------

#: Where a reading stands: what was restored just before ("" if nothing), and the open quotes.
_State = tuple[str, Quotes]


@dataclass(slots=True)
class _Step:
    """A way on from a place: a form is read (None: the character is left), at a cost."""

    end: int
    form: Form | None
    before: _State
    after: _State
    bits: float


def _solved(line: str, hypothesis: _Hypothesis) -> Explanation | None:
    places = hypothesis.places
    stops = sorted(places)
    steps: dict[int, list[_Step]] = {}
    best: dict[int, dict[_State, float]] = {0: {("", Quotes()): 0.0}}
    pending = sorted({0, *stops, len(line)})
    starts = set(stops)
    index = 0
    while index < len(pending):
        at = pending[index]
        index += 1
        states = best.get(at)
        if not states or at == len(line):
            continue
        next_stop = next((p for p in pending[index:] if p > at), len(line))
        made = steps.setdefault(at, [])
        for state, so_far in states.items():
            for step in _steps(line, at, state, hypothesis, starts, next_stop):
                made.append(step)
                ways = best.setdefault(step.end, {})
                total = so_far + step.bits
                if total < ways.get(step.after, float("inf")):
                    ways[step.after] = total
                if step.end not in pending:
                    _insert(pending, step.end, index)
        if index < len(pending) and not made:
            continue
    return _told(line, hypothesis, best, steps)


def _insert(pending: list[int], place: int, start: int) -> None:
    from bisect import insort

    insort(pending, place, lo=start)


def _steps(
    line: str,
    at: int,
    state: _State,
    hypothesis: _Hypothesis,
    starts: set[int],
    next_stop: int,
) -> Iterator[_Step]:
    """Yield the ways on from a place of a line."""
    restored, quotes = state
    choices = hypothesis.places.get(at, ())
    before = restored or line[max(0, at - _REACH) : at]
    for end, form in choices:
        after = _NOT_YET if end in starts else line[end : end + _REACH]
        bits, then = _cost(form.text, before, after, quotes)
        bits += _behind(line[end : end + 3], form) if end not in starts else 0.0
        if hypothesis.foreign and "„" in form.text:
            bits -= _GERMAN
        if form.last and _pairs(form.last, line[end : end + 1], hypothesis.reader[0]):
            bits += _PAIRS_BEHIND
        if hypothesis.eats and form.last and form.lost and line[end : end + 1] == " ":
            bits += _NOT_EATEN
        yield _Step(end, form, state, (form.text, then), form.bits + bits)
    left = max((_LEFT[min(form.known, 3)] for _, form in choices), default=0.0)
    end = next_stop if not choices else min(at + 1, len(line))
    then = _quotes_after(line[at:end], quotes)
    if not line.isascii():
        left += _LEFT_OVER * sum(char > "\x7f" for char in line[at:end])
    yield _Step(end, None, state, ("", then), left)


@cache
def _pairs(last: int, char: str, reader: str) -> bool:
    """Tell whether a byte makes a pair with the ASCII character behind it: it is not lost then."""
    if not char or not char.isascii():
        return False
    return read(bytes((last, ord(char))), reader) is not None


def _behind(after: str, form: Form) -> float:
    """Return what it costs that ``after`` is left behind a mark, as if it were none of its bytes."""
    char = after[:1]
    if char == "?":
        asks = {None: 0.0, "?": _ASKS_AGAIN}.get(form.lost, _ASKS_BEHIND)
        return asks + (_ASKS_BEHIND if after[2:].islower() else 0.0)
    if char == " " and form.lost == "" and (len(after) == 1 or after[1] in " ,.;:!?)"):
        return _BLANK_BEHIND
    return _LEFT_BEHIND if char > "\x7f" else 0.0


def _cost(text: str, before: str, after: str, quotes: Quotes) -> tuple[float, Quotes]:
    """Return what it costs that ``text``, a mark or two and what they swallowed, stands here."""
    bits = 0.0
    for place, char in enumerate(text):
        if char in MARKS:
            here, quotes = place_cost(char, before + text[:place], text[place + 1 :] + after, quotes)
            bits += here
    if text[-1:] == " " and (not after or after[0] in " \t,.;:!?)"):
        bits += _SECOND_BLANK
    elif text[-1:] == " " and after[:1].isdigit():
        bits += _BEFORE_DIGIT
    return bits, quotes


def _quotes_after(raw: str, quotes: Quotes) -> Quotes:
    """Return which quotes are open after text that was not garbled."""
    for char in raw:
        if char in _OPENING:
            quotes = quotes._replace(double="" if quotes.double == "„" and char == "“" else char)
        elif char in "”»":
            quotes = quotes._replace(double="")
        elif char == "‘":
            quotes = quotes._replace(single=char)
    return quotes


def _told(
    line: str,
    hypothesis: _Hypothesis,
    best: dict[int, dict[_State, float]],
    steps: dict[int, list[_Step]],
) -> Explanation | None:
    """Return the cheapest reading of a line, each mark with what else it may be."""
    ends = best.get(len(line), {})
    to_end: dict[int, dict[_State, float]] = {
        len(line): {
            state: UNCLOSED * (bool(state[1].double) + bool(state[1].single)) for state in ends
        }
    }
    if not ends:
        return None
    for at in sorted(steps, reverse=True):
        ways = to_end.setdefault(at, {})
        for step in steps[at]:
            rest = to_end.get(step.end, {}).get(step.after)
            if rest is not None:
                ways[step.before] = min(ways.get(step.before, float("inf")), step.bits + rest)
    state: _State = ("", Quotes())
    at = 0
    total = to_end[0][state]
    marks: list[GarbledMark] = []
    chosen: list[tuple[int, int, Form]] = []
    while at < len(line):
        step = min(  # the steps are few: one mark has some ten readings
            (s for s in steps[at] if s.before == state and s.after in to_end.get(s.end, {})),
            key=lambda s: s.bits + to_end[s.end][s.after],
        )
        if step.form is not None:
            others = _others(at, step.form.text, best, steps, to_end)
            near = tuple(text for text, bits in others if bits < total + CLEAR)
            margin = others[0][1] - total if others else 50.0
            marks.append(GarbledMark(at, step.end, step.form.text, near, margin))
            chosen.append((at, step.end, step.form))
        at, state = step.end, step.after
    if not chosen:
        return None
    evidence = _evidence(line, hypothesis, chosen)
    return Explanation(hypothesis.reader, hypothesis.lost, tuple(marks), evidence, total)


def _others(
    at: int,
    text: str,
    best: dict[int, dict[_State, float]],
    steps: dict[int, list[_Step]],
    to_end: dict[int, dict[_State, float]],
) -> list[tuple[str, float]]:
    """Return the other readings of a place, the best first, with what the line then costs."""
    found: dict[str, float] = {}
    for step in steps[at]:
        said = step.form.text if step.form else ""
        rest = to_end.get(step.end, {}).get(step.after)
        if rest is None or said == text:
            continue
        bits = best[at][step.before] + step.bits + rest
        if bits < found.get(said, float("inf")):
            found[said] = bits
    return sorted(found.items(), key=lambda item: item[1])


# --- how much speaks for it ---------------------------------------------------------------------


def _evidence(line: str, hypothesis: _Hypothesis, chosen: list[tuple[int, int, Form]]) -> float:
    """Return how much speaks for garbled marks in a line rather than for clean text."""
    covered = {i for start, end, _ in chosen for i in range(start, end)}
    rest = "".join(char for i, char in enumerate(line) if i not in covered)
    other = [char for char in rest if char > "\x7f" and char.isalpha()]
    letters = sum(map(str.isalpha, rest))
    double_byte = hypothesis.reader[0] in MULTI_BYTE
    if double_byte and (any(char > "\u2e7f" for char in other) or not letters):
        return 0.0
    lossless = all(form.lost is None for _, _, form in chosen)
    if other and (lossless or len(other) > _OTHER_SHARE * letters):
        return 0.0
    evidence = 0.0
    for start, end, form in chosen:
        evidence += _of_form(form, end - start, double_byte=double_byte)
    if evidence >= ENOUGH_EVIDENCE or other:
        return evidence
    english = evidence_of_context(rest, [form.text for _, _, form in chosen])
    for start, end, form in chosen:
        if form.known < 2:
            place = evidence_of_place(line[:start], form.text, line[end:])
            evidence += place if english > 0.0 or place >= ENOUGH_EVIDENCE else 0.0
    return evidence + english


def _of_form(form: Form, length: int, *, double_byte: bool) -> float:
    """Return how much a garbled mark of so many characters says by itself."""
    if double_byte:
        if form.lost == "" and form.known < 3:
            return 2.0 * form.known - 1.0
        return ENOUGH_EVIDENCE if form.known else 0.0
    if form.known >= 2:
        return ENOUGH_EVIDENCE
    if not form.lost or form.lost == " " or not form.known:
        return 1.0
    lost = 2.0 if form.lost == "?" else 4.0
    return lost * min(length - 1, 2) + (2.0 if length > 2 else 0.0)


def with_neighbours(line: str, explained: Explanation, mark: GarbledMark) -> GarbledMark:
    """Return a mark together with the characters beside it that were read as it was, if any are.

    >>> explained = explain_marks("â€œÃ‰tÃ©â€?")
    >>> with_neighbours("â€œÃ‰tÃ©â€?", explained, explained.marks[1]).text
    'é”'
    """
    if len(explained.reader) > 1 or explained.reader[0] in MULTI_BYTE:
        return mark
    seen = "western" if explained.reader[0] in ("cp1252", "latin-1") else explained.reader[0]
    taken = [(other.start, other.end) for other in explained.marks]
    start = mark.start
    while start and line[start - 1] > "\x7f" and not any(s < start <= e for s, e in taken):
        start -= 1
    end = mark.end
    while line[end : end + 1] > "\x7f" and not any(s <= end < e for s, e in taken):
        end += 1
    left = _anew(line[start : mark.start], seen)
    right = _anew(line[mark.end : end], seen)
    return GarbledMark(
        mark.start if left is None else start,
        mark.end if right is None else end,
        (left or "") + mark.text + (right or ""),
        mark.others,
        mark.bits,
    )


def _anew(garbled: str, seen: str) -> str | None:
    """Return what characters say in UTF-8, None if nothing."""
    data = unread(garbled, seen) if garbled else None
    return read(data, "utf-8") if data else None


def is_guess_of_dash(mark: GarbledMark) -> bool:
    """Tell whether only the length of a dash is uncertain."""
    return mark.text.strip() in DASHES and all(other.strip() in DASHES for other in mark.others)
