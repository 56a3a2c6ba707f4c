"""Numbers that stand in pairs: scores (2-1), ranges (10 to 12), fractions (2/3).

Which of the two comes first survives translation, but for scores: English names that of the
winner first, other languages often that of the team that is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from ..templates.templates import NumberSlot


class _Number(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Numbers = Sequence[_Number]

#: What stands between the two of a score, of a fraction, and of a range.
_SCORE: Final = r"½?(?:[-–&:：]| ?(?:比|対|대|: ) ?)"
_FRACTION: Final = "/"
_RANGE: Final = (
    r" ?[-–—~～〜至到] ?| to |度?から| bis | à |(?<=\d) a (?=\d)| до | - |[ ]?내지 ?|에서 ?"
)
_UNIT: Final = r"(?: ?[A-Za-z\u00c0-\u04ff]{1,8}|[\u3040-\uffff]{0,4})?"
_BETWEEN: Final = re.compile(
    rf"(?P<fraction>{_FRACTION})|(?P<score>{_SCORE})|(?P<range>{_UNIT}(?:{_RANGE}))"
)
_LONGEST: Final = 14
_BETWEEN_TWO: Final = re.compile(r"(?:\bbetween|\bentre|\bzwischen|между) $")
_AND: Final = re.compile(r"(?: [a-zа-яё]{1,8})? (?:and|et|y|und|и) ")

#: What stands between the items of a list, units included.
_LIST: Final = re.compile(
    r"[ -]?(?:[A-Za-z\u00c0-\u04ff]{0,10}|[\u30a1-\u30fc]{0,6}|[\u4e00-\u9fff\uac00-\ud7a3]{0,2})%?"
    r"(?:,? (?:and|or|to|und|oder|bis|et|ou|à|y|o|a|и|или|до)"
    r"|[,、，/]|和|及|至|과|와|や|と|および|から|[-–~])[ ]?"
)

Part = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Order:
    """That the number at ``less`` is not larger than that at ``more``; what it costs if it is."""

    less: int
    more: int
    cost: float


#: What it costs if a part is larger than the whole, or a range runs backward.
WRONG_ORDER: Final = 1.5

#: What it costs if the score of the winner comes last; that is said at times.
WINNER_LAST: Final = 0.4

_OF: Final = re.compile(r" (?:out )?of (?:the |his |her |their |its |our |all |those |these )?")
_TO: Final = re.compile(r" to |[-–]")
_FROM: Final = re.compile(r"(?:\bfrom|\bbetween .{1,40} and) .{0,20}$")
_WON_OR_LOST: Final = re.compile(
    r"\b(?:trail|defeat|los[est]|loss|behind|beat|down|lead|led\b|ahead|w[io]n|victor|triumph)"
)
_REACH: Final = 40
_LONG: Final = 80


def parts(text: str, items: Numbers) -> list[Part | None]:
    """Return for each of some numbers of a text of what pair it is the first or second half.

    Scores and ranges look alike: ``5-3`` is either.

    >>> from ..templates.slots import digit_runs
    >>> text = "2-1, then 5/6 of 20 to 30"
    >>> parts(text, list(digit_runs(text)))[2:5]
    [('fraction', 0), ('fraction', 1), ('range', 0)]
    """
    found: list[Part | None] = [None] * len(items)
    for i in range(len(items) - 1):
        if found[i] is None and (kind := _joined(text, items, i)):
            found[i], found[i + 1] = (kind, 0), (kind, 1)
    return found


def lists(text: str, items: Numbers) -> list[tuple[int, int]]:
    """Return for each of some numbers the span of the list that it is an item of.

    >>> from ..templates.slots import digit_runs
    >>> text = "the 200 metres and 400 metres in 1996"
    >>> lists(text, list(digit_runs(text)))
    [(4, 22), (4, 22), (33, 37)]
    """
    found: list[tuple[int, int]] = []
    first = 0
    for i, item in enumerate(items):
        ends = i + 1 == len(items) or not _LIST.fullmatch(text, item.end, items[i + 1].start)
        if ends:
            found += [(items[first].start, item.end)] * (i + 1 - first)
            first = i + 1
    return found


def orders(text: str, slots: Sequence[NumberSlot]) -> list[Order]:
    """Return which two places of an English text have the smaller number first, or the larger.

    The smaller: ``19 of his 29 matches``, ``2 to 4 inches``.  The larger: scores, where it
    is said that one side wins or loses.

    >>> from ..templates.templates import number_slots
    >>> text = "29 of the 19 boats, 6 to 2 miles off; they lost 0-1"
    >>> [(order.less, order.more) for order in orders(text, number_slots(text))]
    [(0, 1), (2, 3), (5, 4)]
    """
    found: list[Order] = []
    for i in range(len(slots) - 1):
        left, right = slots[i], slots[i + 1]
        if _OF.fullmatch(text, left.end, right.start) and "day" not in left.kinds + right.kinds:
            found.append(Order(i, i + 1, WRONG_ORDER))
        elif set(left.kinds) & set(right.kinds) - {"time", "score"}:
            if _TO.fullmatch(text, left.end, right.start) and not _after_from(text, left.start):
                found.append(Order(i, i + 1, WRONG_ORDER))
        elif left.kinds == right.kinds == ("score",) and _played(text, left.start, right.end):
            found.append(Order(i + 1, i, WINNER_LAST))
    return found


def _after_from(text: str, start: int) -> bool:
    """Tell whether a range goes from somewhere to somewhere, be it up or down."""
    return _FROM.search(text, max(0, start - _LONG), start) is not None


def _played(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return any(_WON_OR_LOST.search(side) for side in around)


def _joined(text: str, items: Numbers, i: int) -> str:
    left, right = items[i].end, items[i + 1].start
    if not 0 < right - left <= _LONGEST:
        return ""
    start = items[i].start
    if _AND.fullmatch(text, left, right) and _BETWEEN_TWO.search(text, max(0, start - 9), start):
        return "range"
    match = _BETWEEN.fullmatch(text, left, right)
    if match is None or not match.lastgroup:
        return ""
    return "fraction" if match.lastgroup == "fraction" else "range"
