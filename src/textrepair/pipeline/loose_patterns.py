"""The part of a trigger's expression that windows do not say: what the scan asks of ``re``.

A loose window (``trigger_windows``) allows more than its trigger, so the expression is asked about
the place.  The alternatives of which the windows say all need not be asked again: where one of
them matches, its own window does.  Without them that of mojibake has a thousand characters in place
of twenty thousand, and compiles in 5 ms in place of 40, for which the first dirty text waits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from re import _constants as op  # type: ignore[attr-defined]  # no other way to the tree
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Final

from ..rules.rule import Trigger
from .trigger_windows import are_loose

_GROUP: Final = "(?:"
_LAST_OF_PLANE: Final = 0xFFFF
#: Any character of the first plane; as a range from 0 on, ``re`` would take 3 ms to compile it.
_PLANE: Final = r"[^\U00010000-\U0010ffff]"


def loose_pattern(trigger: Trigger) -> str:
    r"""Return an expression that matches at a place where only loose windows of a trigger do.

    It matches where such an alternative of the trigger does; empty if all its windows are exact.
    Of the first character it only asks whether it is one beyond the first plane that the trigger
    does not begin with: of others a window has told it.  The compiled kernel numbers windows:
    without it RuntimeError is raised.

    Of ``Trigger("é", r"a|(?<=[xy]é)(?:b|c(?![^\W_]))")`` only ``c`` is loose, for its look ahead.
    """
    left = _pruned(trigger.then, lambda then: _is_loose(f"[{trigger.first}](?:{then})"))
    return f"{_first(trigger)}(?={left})" if left else ""


def _first(trigger: Trigger) -> str:
    """Return an expression for what a trigger begins with, and any other of the first plane."""
    (code, items), *_ = parser.parse(f"[{trigger.first}]")
    beyond = [
        f"\\U{first:08x}-\\U{last:08x}"
        for kind, item in (items if code is op.IN else [])
        for first, last in [item if kind is op.RANGE else (item, item)]
        if last > _LAST_OF_PLANE
    ]
    return f"(?:{_PLANE}|[{''.join(beyond)}])" if beyond else _PLANE


def _is_loose(pattern: str) -> bool:
    return are_loose(parser.parse(pattern, re.MULTILINE))


def _pruned(then: str, is_loose: Callable[[str], bool]) -> str:
    """Return alternatives without those that are not loose, in groups at their ends too."""
    kept: list[str] = []
    for one in _alternatives(then):
        if not is_loose(one):
            continue
        before, inner = _split_at_last_group(one)
        if inner:
            left = _pruned(inner, partial(_is_loose_behind, before, is_loose))
            kept.append(f"{before}{_GROUP}{left})")
        else:
            kept.append(one)
    return "|".join(kept)


def _is_loose_behind(before: str, is_loose: Callable[[str], bool], inner: str) -> bool:
    return is_loose(f"{before}{_GROUP}{inner})")


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of an expression: what stands between bars outside of groups."""
    bars = [place for place, char, depth in _marks(pattern) if char == "|" and depth == 0]
    return [pattern[start + 1 : end] for start, end in zip([-1, *bars], [*bars, None], strict=True)]


def _split_at_last_group(pattern: str) -> tuple[str, str]:
    """Return what stands before the group that ends an expression, and in it; "" if none does."""
    opened = 0
    for place, char, depth in _marks(pattern):
        if char == "(" and depth == 0:
            opened = place
        is_last = char == ")" and depth == 0 and place == len(pattern) - 1
        if is_last and pattern.startswith(_GROUP, opened):
            return pattern[:opened], pattern[opened + len(_GROUP) : place]
    return pattern, ""


def _marks(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Yield the bars and brackets of an expression, each with how many groups it stands in."""
    depth = place = 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 2
            continue
        if char == "[":
            place = _end_of_set(pattern, place)
            continue
        depth -= char == ")"
        if char in "|()":
            yield place, char, depth
        depth += char == "("
        place += 1


def _end_of_set(pattern: str, place: int) -> int:
    """Return the place behind a set of characters that begins at a place."""
    place += 1 + pattern.startswith("^", place + 1)
    first = place
    while pattern[place] != "]" or place == first:
        place += 1 + (pattern[place] == "\\")
    return place + 1
