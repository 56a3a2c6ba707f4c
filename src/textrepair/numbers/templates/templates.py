"""Templates: what an English text has room for, whatever numbers stand in it now.

A template is a numeral with all that its surroundings tell: marks between its slots, a unit,
a scale, an ordinal ending.  Nothing here looks at the digits, for they may be wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..reading.quantity import neighbours
from .slots import Numeral, slots
from .template_kinds import ORDINAL, kinds_at, scale_at

_RUN: Final = r"(?:\d+|<>)"
_TEMPLATE: Final = re.compile(
    rf"(?P<time>{_RUN}:{_RUN}|{_RUN}\.{_RUN}(?=[ ]?[ap]\.?m\b))|{_RUN}(?:[,.]{_RUN})*"
)

_AMPM: Final = re.compile(r" ?(?:([ap])\.?m\b|(o'clock))", re.IGNORECASE)
_ZONE: Final = re.compile(r" (?:BST|GMT|UTC|CES?T|MSK)\b")
_PLURAL: Final = re.compile(r" (?:[a-z]{3,12} )?[a-z]{2,20}[^\Wsui]s(?![a-z'’])")
_JOINS: Final = re.compile(r" (?:to|and|or|by) |,? |, (?:and )?|[-–]")

_DASHED: Final = re.compile(r"-(?:\d|<>)")
_SCORE: Final = re.compile(r"½?[-–&]")

_REACH: Final = 28


@dataclass(frozen=True, slots=True)
class Template(Numeral):
    """Room for a number: a numeral, whatever its digits, and what is around it.

    ``kinds`` are those that fit well, ``scale`` is what the number is multiplied by,
    ``ending`` an ordinal ending, ``half`` is ``a`` or ``p`` for a time of a twelve-hour
    clock, ``zone`` tells that the name of a time zone follows, as it does after times of a
    24-hour clock, ``plural`` that a word in the plural does.
    """

    kinds: tuple[str, ...]
    scale: Decimal
    ending: str
    half: str
    zone: bool
    plural: bool
    neighbours: frozenset[str]

    def write(self, groups: tuple[str, ...]) -> str:
        """Return the template with its slots filled."""
        return "".join(a + b for a, b in zip(groups, (*self.marks, ""), strict=True))


def within(rooms: Sequence[Template], span: tuple[int, int]) -> Sequence[Template]:
    """Return those of some templates, which are in order, that start inside a span."""
    first = bisect_left(rooms, span[0], key=_start)
    return rooms[first : bisect_left(rooms, span[1], lo=first, key=_start)]


def _start(template: Template) -> int:
    return template.start


def templates(text: str) -> list[Template]:
    """Return the templates of a text, in order.

    >>> [(t.write(t.groups), t.kinds) for t in templates("8 Aug: 10,70 ports, <>% of 5 km")]
    [('8', ('day',)), ('10,70', ()), ('<>', ('percent',)), ('5', ('km',))]
    """
    return _ranges(text, [_found(text, match) for match in _TEMPLATE.finditer(text)])


def _ranges(text: str, found: list[Template]) -> list[Template]:
    """Give numbers joined by "to", "and", a dash or a comma what the last of them counts."""
    joined = list(found)
    for i in range(len(joined) - 2, -1, -1):
        left, right = joined[i], joined[i + 1]
        between = text[left.end : right.start] if right.start - left.end < 7 else "far"
        open_to = {"maybe-year", "year"} if between == " to " else {"maybe-year"}
        if _JOINS.fullmatch(between) and _counts(right) and not set(left.kinds) - open_to:
            joined[i] = replace(left, kinds=right.kinds, scale=max(left.scale, right.scale))
    for i in range(len(joined) - 1):
        left, right = joined[i], joined[i + 1]
        if _SCORE.fullmatch(text, left.end, right.start) and not (left.marks or right.marks):
            alone = not _DASHED.match(text, right.end) and text[left.start - 1 : left.start] != "-"
            if alone and not _counts(left) and not _counts(right):
                joined[i] = replace(left, kinds=("score",))
                joined[i + 1] = replace(right, kinds=("score",))
    for i in range(1, len(joined)):
        left, right = joined[i - 1], joined[i]
        between = text[left.end : right.start] if right.start - left.end < 7 else "far"
        if "age" in left.kinds and _JOINS.fullmatch(between) and not right.kinds:
            joined[i] = replace(right, kinds=("age",))
    return joined


def _counts(template: Template) -> bool:
    return bool(set(template.kinds) - {"year", "maybe-year", "label", "ordinal", "day", "time"})


def _found(text: str, match: re.Match[str]) -> Template:
    start, end = match.span()
    parts = tuple(slots(text, start, end))
    marks = "".join(text[part.end] for part in parts[:-1])
    before = text[max(0, start - _REACH) : start]
    scale, after = scale_at(text, end, before)
    half = _AMPM.match(text, end)
    ordinal = ORDINAL.match(text, end)
    if match.lastgroup == "time" or half:
        kinds: tuple[str, ...] = ("time",)
    else:
        kinds = kinds_at(text, end, after, before, bool(marks))
    return Template(
        parts,
        marks,
        kinds,
        scale,
        ordinal.group(1) if ordinal else "",
        (half.group(1) or "o").lower() if half else "",
        _ZONE.match(text, end) is not None,
        _PLURAL.match(text, end) is not None,
        neighbours(text, start, end),
    )
