"""Finds punctuation that was garbled and lost bytes, and tells by its place what it was.

A line is explained by one reader and one way of losing bytes (``mark_forms``).  The cheapest way
to read all its garbled marks is found by dynamic programming over the line, with the open
quotation marks as state and the costs of places from ``marks``; what the line would cost if a
mark were another one tells how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, NamedTuple

from .explained_marks import (
    Explanation,
    GarbledMark,
    TooOpenError,
    may_be_single,
    unsupported_pairs,
)
from .garbled_forms import makes_pair
from .mark_evidence import evidence_of_marks
from .mark_hypotheses import Hypothesis, hypotheses_of
from .mark_signs import LONGEST
from .marks import CLEAR, NOT_YET, UNCLOSED, Quotes, cost_of_marks, quotes_after
from .packed_forms import Form
from .straightened import closes_string

#: Bits for leaving a garbled mark as it stands, by how many of its bytes are left.
_LEFT: Final = (3.0, 12.0, 20.0, 24.0)
#: The most that a place speaks against a mark of which no byte is lost.
_PROVED: Final = 3.0
#: Bits for each character beyond ASCII that is left right behind a mark, or anywhere in the line.
_LEFT_BEHIND: Final = 6.0
_LEFT_OVER: Final = 4.0
#: Bits for a letter that is a lead byte again, with more beyond ASCII behind it.
_LAYER_LEFT: Final = 4.0
#: Bits for a quotation mark that opens, or closes what is not open, with a straight one behind it:
#: a dash is ``â€"`` where the mark that was its last byte became straight.
_DOUBLED: Final = 8.0
_STRAIGHT_QUOTES: Final = ("'", '"')
#: Bits for a question mark behind a mark whose bytes were dropped, or became question marks too:
#: it may stand for one of them; and if a word in small letters goes on behind it.
_ASKS_BEHIND: Final = 3.0
_ASKS_AGAIN: Final = 1.5
#: Bits for a blank behind a mark that stands where none is written: it may stand for a byte.
_BLANK_BEHIND: Final = 1.5
#: Bits for a byte that was lost although it makes a pair with the character behind it.
_PAIRS_BEHIND: Final = 8.0
#: Bits for a blank that was not lost, where a decoder takes the character behind a lead byte.
_NOT_EATEN: Final = 2.5
#: Bits less for the low quotation mark where the language may have it; twice that where it does.
_LOW_QUOTES: Final = 2.0
#: Bits less for the en dash where the language has it between clauses.
_EN_DASH: Final = 1.5
#: How far text around a mark is looked at, in code points.
_REACH: Final = 40
#: Where a place has more than a few states (what stands before it, and which quotes are open), it
#: follows those that cost at most this many bits more than the cheapest one.  Two of them come no
#: nearer by what follows: it depends on them in one mark, and in the balance of quotes.
_FEW_STATES: Final = 8
_NEAR: Final = 24.0
#: Steps (a mark, or none, read at a place in one state) that a line may take for all readers
#: together, and for each character of it, of some 3 microseconds.  Of 7,480 dev lines of 17
#: languages whose marks were garbled, once and twice, none took more than 35 a character below 30
#: characters, 18 below 100, 16 beyond; three words in quotation marks with ``??`` in 50 characters
#: 82, a long line of such words 27, nonsense 130.
_LINE_STEPS: Final = 6_000
_STEPS_A_CHARACTER: Final = 32
#: The same for marks that may stand at places, which are known before the search: dev lines have up
#: to 2 a character, quotation marks without end 6, and rows of nonsense 32.
_LINE_CHOICES: Final = 1_000
_CHOICES_A_CHARACTER: Final = 7
_NEVER: Final = float("inf")
#: The first byte of most marks.
_MARK_LEAD: Final = 0xE2


def explain_marks(line: str) -> Explanation | None:
    """Return what garbled marks a line holds, None if it holds none that can be told.

    Raises TooOpenError where more steps would be taken than a line may have.

    >>> explained = explain_marks("She said â€œyesâ€? and left.")
    >>> [mark.text for mark in explained.marks]
    ['“', '”']
    """
    if len(line) > LONGEST:
        return None
    hypotheses = list(hypotheses_of(line))
    most = max((len(hypothesis.covered) for hypothesis in hypotheses), default=0)
    different: dict[tuple[tuple[int, int, str, float], ...], Hypothesis] = {}
    for hypothesis in hypotheses:
        if len(hypothesis.covered) >= most:
            different.setdefault(hypothesis.key(), hypothesis)
    choices = sum(map(len, different))
    if choices > _LINE_CHOICES + _CHOICES_A_CHARACTER * len(line):
        raise TooOpenError
    best: Explanation | None = None
    steps = _LINE_STEPS + _STEPS_A_CHARACTER * len(line)
    for hypothesis in different.values():
        search = _Search(line, hypothesis, steps)
        found = search.solved()
        steps = search.steps_left
        if found is not None and (best is None or found.cost < best.cost):
            best = found
    return best


# --- the cheapest reading of a line -------------------------------------------------------------

#: Where a reading stands: what was restored just before ("" if nothing), and the open quotes.
_State = tuple[str, Quotes]
_START: Final[_State] = ("", Quotes())


#: A way on from a place: where it ends, which of the choices there is read (-1: none, the text is
#: left as it is), the numbers of the states before and after it, and its cost.  Rows of marks have
#: tens of thousands: plain tuples of numbers are nothing that a collection of garbage looks at.
_Step = tuple[int, int, int, int, float]


class _Choice(NamedTuple):
    """A form that may be read at a place, where it ends, what stands after it, and its costs.

    ``behind`` is for what stands after it, ``doubled`` for a straight quotation mark there if none
    is open.  ``closes`` tells that its last character closes a string, and it is none.
    """

    end: int
    form: Form
    after: str
    behind: float
    doubled: float
    closes: bool


@dataclass(slots=True)
class _Search:
    """The search for the cheapest reading: forward with costs, backward for alternatives."""

    line: str
    hypothesis: Hypothesis
    steps_left: int
    steps: dict[int, list[_Step]] = field(default_factory=dict)
    from_start: dict[int, dict[int, float]] = field(default_factory=dict)
    to_end: dict[int, dict[int, float]] = field(default_factory=dict)
    choices: dict[int, list[_Choice]] = field(default_factory=dict)
    #: The states that were met, and their numbers.
    states: list[_State] = field(default_factory=lambda: [_START])
    numbers: dict[_State, int] = field(default_factory=lambda: {_START: 0})

    def solved(self) -> Explanation | None:
        """Return the cheapest reading, None if it leaves the line as it is."""
        self._forward()
        self._backward()
        marks: list[GarbledMark] = []
        chosen: list[tuple[int, int, Form]] = []
        at = state = 0
        cost = self.to_end[0][state]
        while at < len(self.line):
            step = min(
                (step for step in self.steps[at] if step[2] == state),
                key=lambda step: step[4] + self._rest(step),
            )
            end, choice, _, state, _ = step
            if choice >= 0:
                form = self.choices[at][choice].form
                others = self._others(at, form.text, cost)
                single = may_be_single(form, end, self.hypothesis.places[at])
                marks.append(GarbledMark(at, end, form.text, others, single))
                chosen.append((at, end, form))
            at = end
        if not chosen:
            return None
        for i in unsupported_pairs([form for _, _, form in chosen]):
            mark = marks[i]
            texts = dict.fromkeys(self._text(mark.start, step) for step in self.steps[mark.start])
            marks[i] = replace(mark, others=tuple([text for text in texts if text != mark.text]))
        evidence = evidence_of_marks(self.line, self.hypothesis.reader, chosen)
        return Explanation(
            self.hypothesis.reader, self.hypothesis.lost, tuple(marks), evidence, cost
        )

    def _forward(self) -> None:
        line, places = self.line, self.hypothesis.places
        ends = {end for choices in places.values() for end, _ in choices}
        stops = sorted({0, len(line), *places, *(at + 1 for at in places), *ends})
        self.from_start[0] = {0: 0.0}
        for at, following in pairwise(stops):
            made = self.steps.setdefault(at, [])
            for before, so_far in _near(self.from_start.get(at, {})):
                for end, choice, state, bits in self._ways_on(at, following, self.states[before]):
                    after = self.numbers.get(state)
                    if after is None:
                        after = self.numbers[state] = len(self.states)
                        self.states.append(state)
                    made.append((end, choice, before, after, bits))
                    self.steps_left -= 1
                    ways = self.from_start.setdefault(end, {})
                    if so_far + bits < ways.get(after, _NEVER):
                        ways[after] = so_far + bits
            if self.steps_left < 0:
                raise TooOpenError

    def _backward(self) -> None:
        last = len(self.line)
        self.to_end[last] = {
            number: UNCLOSED * sum(map(bool, self.states[number][1]))
            for number in self.from_start.get(last, {})
        }
        for at in sorted(self.steps, reverse=True):
            ways = self.to_end.setdefault(at, {})
            for step in self.steps[at]:
                bits = step[4] + self._rest(step)
                if bits < ways.get(step[2], _NEVER):
                    ways[step[2]] = bits

    def _rest(self, step: _Step) -> float:
        return self.to_end[step[0]].get(step[3], _NEVER)

    def _text(self, at: int, step: _Step) -> str:
        """Return what a step restores, "" if nothing."""
        return self.choices[at][step[1]].form.text if step[1] >= 0 else ""

    def _others(self, at: int, best: str, cost: float) -> tuple[str, ...]:
        """Return the other readings of a place with which the line costs little more."""
        found: dict[str, float] = {}
        for step in self.steps[at]:
            text = self._text(at, step)
            if text != best:
                bits = self.from_start[at][step[2]] + step[4] + self._rest(step)
                found[text] = min(bits, found.get(text, _NEVER))
        near = sorted((bits, text) for text, bits in found.items() if bits < cost + CLEAR)
        return tuple(text for _, text in near)

    def _ways_on(
        self, at: int, following: int, state: _State
    ) -> Iterator[tuple[int, int, _State, float]]:
        """Yield the ways on from a place: end, choice, the state after it, and cost."""
        line, (restored, quotes) = self.line, state
        choices = self._choices(at)
        before = restored or line[max(0, at - _REACH) : at]
        is_open = any(quotes)
        for number, (end, form, after, behind, doubled, closes) in enumerate(choices):
            if closes:
                continue
            bits, then = cost_of_marks(form.text, before, after, quotes)
            if form.lost is None and not form.bits:
                bits = min(bits, _PROVED)
            bits += behind
            if not is_open:
                bits += doubled
            if form.lost is not None:
                bits += self._by_language(form.text, quotes)
            yield end, number, (form.text, then), bits + form.bits
        left = max([_LEFT[min(choice.form.known, 3)] for choice in choices], default=0.0)
        end = at + 1 if choices else following
        raw = line[at:end]
        if not raw.isascii():
            left += _LEFT_OVER * sum([char > "\x7f" for char in raw])
            quotes = quotes_after(raw, quotes)
        yield end, -1, ("", quotes), left

    def _choices(self, at: int) -> list[_Choice]:
        """Return what may be read at a place, with what it costs whatever stands before it."""
        found = self.choices.get(at)
        if found is None:
            found = self.choices[at] = [
                self._choice(end, form) for end, form in self.hypothesis.places.get(at, ())
            ]
        return found

    def _choice(self, end: int, form: Form) -> _Choice:
        line = self.line
        behind = doubled = 0.0
        if end not in self.hypothesis.places:
            behind = self._behind(form, line[end : end + 3])
        elif form.last and makes_pair(form.last, _MARK_LEAD, self.hypothesis.reader[0]):
            behind = _PAIRS_BEHIND
        if form.text in "âÂÃ" and line[end : end + 1] > "\x7f":
            behind += _LAYER_LEFT
        if form.lost is not None and form.text in "“”„‘":
            doubled = _DOUBLED if line[end : end + 1] in _STRAIGHT_QUOTES else 0.0
        closes = line[end - 1] in _STRAIGHT_QUOTES and closes_string(line, end - 1)
        return _Choice(end, form, self._after(end), behind, doubled, closes)

    def _after(self, end: int) -> str:
        """Return what stands behind a place; of a garbled mark there only if it is plain."""
        choices = self.hypothesis.places.get(end)
        if choices is None:
            return self.line[end : end + _REACH]
        if len(choices) > 1:
            return NOT_YET
        ((behind, form),) = choices
        return form.text + self.line[behind : behind + _REACH]

    def _by_language(self, mark: str, quotes: Quotes) -> float:
        """Return what a quotation mark costs more or less in the language of the line."""
        style = self.hypothesis.quotes
        if style != "“”" and mark[0] == "–":
            return -_EN_DASH
        if style is None:
            return -_LOW_QUOTES if "„" in mark else 0.0
        if style[0] == "„":
            if "„" in mark:
                return -2.0 * _LOW_QUOTES
            if "”" in mark or "‘" in mark or ("“" in mark and quotes.double != "„"):
                return 2.0 * _LOW_QUOTES
        return 0.0

    def _behind(self, form: Form, after: str) -> float:
        """Return what it costs that a mark ends here, and ``after`` is none of its bytes."""
        char = after[:1]
        bits = 0.0
        if form.last and char and makes_pair(form.last, ord(char), self.hypothesis.reader[0]):
            bits += _PAIRS_BEHIND
        if char == "?":
            bits += {None: 0.0, "?": _ASKS_AGAIN}.get(form.lost, _ASKS_BEHIND)
            bits += _ASKS_BEHIND if after[2:].islower() else 0.0
        elif char == " " and form.last and form.lost and self.hypothesis.eats:
            bits += _NOT_EATEN
        elif char == " " and form.lost == "":
            bits += _BLANK_BEHIND if after[1:2] in tuple(" ,.;:!?)") or len(after) == 1 else 0.0
        if "\x80" <= char <= "\x9f":
            return bits + _LEFT[-1]
        return bits + (_LEFT_BEHIND if char > "\x7f" else 0.0)


def _near(states: dict[int, float]) -> Iterable[tuple[int, float]]:
    """Return the states of a place that may be of a reading that counts, with their costs."""
    if len(states) <= _FEW_STATES:
        return states.items()
    dearest = min(states.values()) + _NEAR
    return [item for item in states.items() if item[1] <= dearest]
