"""Numbers in pairs and lists: scores (2-1), ranges (10 to 12), fractions (2/3).

The order of the two numbers of a pair survives translation, except in scores: English names the
goals of the winner first, other languages often those of the team that is the topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from ..kinds import Kind
from ..languages import either

if TYPE_CHECKING:
    from ..templates.templates import NumberSlot


class _Number(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Numbers = Sequence[_Number]

#: What stands between the halves of a score (2-1, 3比1), of a fraction, and of a range.
_SCORE: Final = rf"½?(?:[-–&:：]| ?(?:{either(lambda language: language.score_sign)}|: ) ?)"
_FRACTION: Final = "/"
_RANGE: Final = either(lambda language: language.range_joins, " ?[-–—~～〜] ?")
#: The unit of the first number of a range: 5 km to 7 km, 5度から7度.
_UNIT: Final = r"(?: ?[A-Za-z\u00c0-\u04ff]{1,8}|[\u3040-\uffff]{0,4})?"
_BETWEEN: Final = re.compile(
    rf"(?P<fraction>{_FRACTION})|(?P<score>{_SCORE})|(?P<range>{_UNIT}{_RANGE})"
)
#: The longest text between the two numbers of a pair, in code points.
_LONGEST: Final = 14
_BETWEEN_TWO: Final = re.compile(f"{either(lambda language: language.between)} $")
#: The longest word before a range, with its space, in code points.
_BETWEEN_REACH: Final = 9
_AND: Final = re.compile(rf"(?: [a-zа-яё]{{1,8}})? {either(lambda language: language.and_)} ")

#: What stands between the items of a list, the unit of the first included.
_LIST: Final = re.compile(
    r"[ -]?(?:[A-Za-z\u00c0-\u04ff]{0,10}|[\u30a1-\u30fc]{0,6}|[\u4e00-\u9fff\uac00-\ud7a3]{0,2})%?"
    rf"(?:{either(lambda language: language.list_joins)}|[,、，/]|[-–~])[ ]?"
)

Part = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Order:
    """That the number at index ``less`` is not larger than that at ``more``, or else the cost."""

    less: int
    more: int
    cost: float


#: Cost of a part that is larger than the whole, and of a range that runs backward.  Set on
#: train/parallel, like the next.
WRONG_ORDER: Final = 1.5

#: Cost of a score whose winner comes last; some texts say it so.
WINNER_LAST: Final = 1.4

_OF: Final = re.compile(r" (?:out )?of (?:the |his |her |their |its |our |all |those |these )?")
_TO: Final = re.compile(r" to |[-–]")
_FROM: Final = re.compile(r"(?:\bfrom|\bbetween .{1,40} and) .{0,20}$")
_WON_OR_LOST: Final = re.compile(
    r"\b(?:trail|defeat|los[est]|loss|behind|beat|down|lead|led\b|ahead|w[io]n|victor|triumph)"
)
#: Kinds whose numbers may go up or down.
_UNORDERED: Final = frozenset((Kind.TIME, Kind.SCORE))

#: How far from a score a word for the result is looked for, and how far back of a range a word
#: such as "from", in code points.
_REACH: Final = 40
_LONG: Final = 80


def parts(text: str, items: Numbers) -> list[Part | None]:
    """Return for each number of a text the pair that it is in: its sort, and 0 or 1 for its half.

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
    """Return for each number of a text the span of the list that it is an item of.

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
    """Return the pairs of slots of an English text of which one has the smaller number.

    It is the first in ``19 of his 29 matches`` and ``2 to 4 inches``, the second in scores of which
    the text says that one side wins or loses.

    >>> from ..templates.templates import number_slots
    >>> text = "29 of the 19 boats, 6 to 2 miles off; they lost 0-1"
    >>> [(order.less, order.more) for order in orders(text, number_slots(text))]
    [(0, 1), (2, 3), (5, 4)]
    """
    found: list[Order] = []
    for i in range(len(slots) - 1):
        left, right = slots[i], slots[i + 1]
        if _OF.fullmatch(text, left.end, right.start) and Kind.DAY not in left.kinds + right.kinds:
            found.append(Order(i, i + 1, WRONG_ORDER))
        elif set(left.kinds) & set(right.kinds) - _UNORDERED:
            if _TO.fullmatch(text, left.end, right.start) and not _after_from(text, left.start):
                found.append(Order(i, i + 1, WRONG_ORDER))
        elif left.kinds == right.kinds == (Kind.SCORE,) and _played(text, left.start, right.end):
            found.append(Order(i + 1, i, WINNER_LAST))
    return found


def _after_from(text: str, start: int) -> bool:
    """Tell whether a range goes from one value to another, be it up or down."""
    return _FROM.search(text, max(0, start - _LONG), start) is not None


def _played(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return any(_WON_OR_LOST.search(side) for side in around)


def _joined(text: str, items: Numbers, i: int) -> str:
    left, right = items[i].end, items[i + 1].start
    if not 0 < right - left <= _LONGEST:
        return ""
    start = items[i].start
    if _AND.fullmatch(text, left, right) and _BETWEEN_TWO.search(
        text, max(0, start - _BETWEEN_REACH), start
    ):
        return "range"
    match = _BETWEEN.fullmatch(text, left, right)
    if match is None or not match.lastgroup:
        return ""
    return "fraction" if match.lastgroup == "fraction" else "range"
