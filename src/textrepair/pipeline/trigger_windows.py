"""What triggers ask of the characters around a place, for the compiled scan of a text.

A trigger is a regular expression without unbounded repeats.  So it comes to a list of *windows*:
each asks of a few characters, at fixed offsets from the first, that each is of some set.  They are
read off the tree into which ``re`` parses the expression: alternatives and repeats give windows
each, what follows one another is joined, look-around asks of characters before or behind.  Some 800
windows say all that the triggers of the built-in rules say.

Where an expression asks what windows cannot say, a window is *loose*: it allows what the expression
does and more.  The scan then asks the expression itself about the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from re import _constants as op  # type: ignore[attr-defined]  # no other way to the tree
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..kernels import compiled_module
from ..rules.rule import Trigger

if TYPE_CHECKING:
    from ..kernels._scan import Classes, Scanner

#: Most windows of a scan; more are slower than the regular expression.  Limit of the kernel.
MOST_WINDOWS: Final = 2048
#: Repeats that are followed up; further ones make a window loose.
MOST_REPEATS: Final = 10
#: How far from the first character windows ask, in code points.
REACH: Final = 12
#: Most alternatives of a negative look-around of several characters; with more it makes loose.
MOST_REFUSED: Final = 3
#: The last code point, and the last of those that have a class each.
_LAST: Final = 0x10FFFF
_LAST_OF_PLANE: Final = 0xFFFF
#: White space lies below this.
_SPACES_END: Final = 0x3001

#: Where a way ends that has come through repeats without a limit: further on than it can ask.
_FAR: Final = 1 << 30
#: Flags that change what characters mean.
_OTHER_FLAGS: Final = re.IGNORECASE | re.DOTALL | re.ASCII | re.LOCALE

#: Ranges of code points, and whether all others are meant.
_Set = tuple[tuple[tuple[int, int], ...], bool]
_ANY_BUT_LINE_END: Final[_Set] = (((10, 10),), True)
_LINE_END: Final[_Set] = (((10, 10),), False)
_Key = int | tuple[int, Any]


class _Way(NamedTuple):
    """A way through an expression: where it ends, what it asks, whether it is loose.

    ``asked`` holds the classes allowed at each offset, as bits of an integer.
    """

    end: int
    asked: dict[int, int]
    is_loose: bool


class _NoWindows(Exception):
    """An expression whose flags change what its characters mean."""


def scanner_of(triggers: Sequence[Trigger]) -> Scanner | None:
    """Return a compiled scan for the places of different triggers, by number.

    None if there is no kernel, or the triggers ask what windows cannot, or more than a scan holds.
    """
    scan = compiled_module("_scan")
    if scan is None or not triggers:
        return None
    patterns = [f"[{trigger.first}](?:{trigger.then})" for trigger in triggers]
    trees = [parser.parse(pattern, re.MULTILINE) for pattern in patterns]
    try:
        expansion = _Expansion(scan, trees)
    except _NoWindows:
        return None
    found = (
        (number, way.is_loose, way.asked)
        for number, tree in enumerate(trees)
        for way in expansion.ways(list(tree), _Way(0, {}, is_loose=False))
    )
    windows = list(islice(found, MOST_WINDOWS + 1))
    if len(windows) > MOST_WINDOWS:
        return None
    compiled = cache(lambda number: re.compile(patterns[number], re.MULTILINE))
    scanner: Scanner = scan.Scanner(
        expansion.classes,
        windows,
        lambda number, text, place: compiled(number).match(text, place) is not None,
    )
    return scanner


def are_loose(tree: Any) -> bool:
    """Tell whether a window of an expression, which ``re`` has parsed, is loose.

    Raises RuntimeError where there is no kernel.
    """
    scan = compiled_module("_scan")
    if scan is None:
        raise RuntimeError("windows are numbered by the compiled kernel")
    ways = _Expansion(scan, [tree]).ways(list(tree), _Way(0, {}, is_loose=False))
    return any(way.is_loose for way in ways)


def _sets_in(tree: Any) -> Iterator[tuple[_Key, _Set]]:
    """Yield the sets that an expression names."""
    for code, argument in tree:
        if code in _SINGLE:
            found = _set_of(code, argument)
            if found is not None:
                yield _key(code, argument), found
        elif code is op.BRANCH:
            for branch in argument[1]:
                yield from _sets_in(branch)
        elif code is op.SUBPATTERN:
            if argument[1] or argument[2]:
                raise _NoWindows
            yield from _sets_in(argument[3])
        elif code in _REPEATS:
            yield from _sets_in(argument[2])
        elif code in _LOOKS:
            yield from _sets_in(argument[1])


def _key(code: Any, argument: Any) -> _Key:
    """Return what tells a node of one character from all others, while its tree is kept."""
    return id(argument) if code is op.IN else (int(code), argument)


_SINGLE: Final = frozenset({op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY})
_REPEATS: Final = frozenset({op.MAX_REPEAT, op.MIN_REPEAT})
_LOOKS: Final = frozenset({op.ASSERT, op.ASSERT_NOT})


def _set_of(code: Any, argument: Any) -> _Set | None:
    """Return the set of what matches a single character; None if it is one of a category."""
    if code is op.LITERAL:
        return ((argument, argument),), False
    if code is op.NOT_LITERAL:
        return ((argument, argument),), True
    if code is op.ANY:
        return _ANY_BUT_LINE_END
    is_negated = False
    ranges: list[tuple[int, int]] = []
    for kind, value in argument:
        if kind is op.NEGATE:
            is_negated = True
        elif kind is op.LITERAL:
            ranges.append((value, value))
        elif kind is op.RANGE:
            ranges.append(value)
        elif value is op.CATEGORY_SPACE:
            ranges += _spaces()
        elif value is op.CATEGORY_NOT_SPACE and len(argument) == 1:
            return tuple(_spaces()), True
        else:
            return None
    return tuple(ranges), is_negated


@cache
def _spaces() -> list[tuple[int, int]]:
    return [(code, code) for code in range(_SPACES_END) if chr(code).isspace()]


class _Expansion:
    """Follows all ways through expressions whose sets have classes."""

    def __init__(self, scan: Any, trees: Iterable[Any]) -> None:
        self._trees = list(trees)
        if any(tree.state.flags & _OTHER_FLAGS for tree in self._trees):
            raise _NoWindows
        found = dict(chain.from_iterable(map(_sets_in, self._trees)))
        ranges = dict.fromkeys([_LINE_END[0], *(ranges for ranges, _ in found.values())])
        self.classes: Classes = scan.Classes(ranges)
        self._all = (1 << self.classes.count) - 1
        self._edge = 1 << self.classes.count - 1
        self._beyond = 1 << self.classes.count - 2
        masks = {one: self.classes.mask(one) for one in ranges}
        self._line_end_or_edge = masks[_LINE_END[0]] | self._edge
        #: The classes of each set, and whether the set tells code points beyond the first plane
        #: apart, which share one class.
        self._sets = {
            key: self._allowed(masks[ranges], ranges, is_negated=is_negated)
            for key, (ranges, is_negated) in found.items()
        }

    def _allowed(
        self, mask: int, ranges: tuple[tuple[int, int], ...], *, is_negated: bool
    ) -> tuple[int, bool]:
        beyond = [(low, high) for low, high in ranges if high > _LAST_OF_PLANE]
        has_all = any(low <= _LAST_OF_PLANE + 1 and high == _LAST for low, high in beyond)
        is_partial = bool(beyond) and not has_all
        if is_negated:
            mask = self._all ^ self._edge ^ self._beyond ^ mask
        if is_partial or has_all != is_negated:
            mask |= self._beyond
        return mask, is_partial

    def ways(self, nodes: list[Any], way: _Way) -> Iterator[_Way]:
        """Yield the ways through nodes that follow one another."""
        if not nodes:
            yield way
            return
        rest = nodes[1:]
        for here in self._through(nodes[0], way):
            yield from self.ways(rest, here)

    def _through(self, node: Any, way: _Way) -> Iterator[_Way]:
        """Yield the ways through one node."""
        code, argument = node
        if code in _SINGLE:
            unknown = self._all ^ self._edge, True
            mask, is_loose = self._sets.get(_key(code, argument), unknown)
            yield from self._asking(way, way.end, mask, moves=1, is_loose=is_loose)
        elif code is op.BRANCH:
            for branch in argument[1]:
                yield from self.ways(list(branch), way)
        elif code is op.SUBPATTERN:
            yield from self.ways(list(argument[3]), way)
        elif code in _REPEATS:
            yield from self._repeated(argument, way)
        elif code is op.AT:
            yield from self._at(argument, way)
        elif code is op.ASSERT:
            for here in self._looking(argument, way):
                yield here._replace(end=way.end)
        elif code is op.ASSERT_NOT:
            yield from self._refusing(argument, way)
        else:
            yield _Way(_FAR, way.asked, is_loose=True)

    def _asking(
        self, way: _Way, offset: int, mask: int, *, moves: int = 0, is_loose: bool = False
    ) -> Iterator[_Way]:
        """Yield the way that asks one thing more, if that can be."""
        if way.end == _FAR:
            yield way
            return
        mask &= way.asked.get(offset, self._all)
        if abs(offset) > REACH:
            yield _Way(way.end + moves, way.asked, is_loose=True)
        elif mask:
            yield _Way(way.end + moves, {**way.asked, offset: mask}, way.is_loose or is_loose)

    def _at(self, argument: Any, way: _Way) -> Iterator[_Way]:
        if argument in {op.AT_BEGINNING, op.AT_END}:
            offset = way.end - 1 if argument is op.AT_BEGINNING else way.end
            yield from self._asking(way, offset, self._line_end_or_edge)
        else:
            yield way._replace(is_loose=True)

    def _repeated(self, argument: Any, way: _Way) -> Iterator[_Way]:
        least, most, inner = argument
        ways = [way]
        for count in range(min(most, MOST_REPEATS) + 1):
            if count >= least:
                yield from ways
            ways = [further for here in ways for further in self.ways(list(inner), here)]
        if most > MOST_REPEATS:
            # What follows stands somewhere behind: nothing can be asked of it.
            yield from (_Way(_FAR, here.asked, is_loose=True) for here in ways)

    def _looking(self, argument: Any, way: _Way) -> Iterator[_Way]:
        direction, inner = argument
        if direction > 0:
            yield from self.ways(list(inner), way)
            return
        narrowest, widest = inner.getwidth()
        if narrowest == widest:
            start = way.end if way.end == _FAR else way.end - narrowest
            yield from self.ways(list(inner), way._replace(end=start))
        else:
            yield way._replace(is_loose=True)

    def _refusing(self, argument: Any, way: _Way) -> Iterator[_Way]:
        """Yield the ways on which each alternative of a negative look-around fails somewhere."""
        refused = list(self._looking(argument, _Way(way.end, {}, is_loose=False)))
        if any(one.is_loose for one in refused) or len(refused) > MOST_REFUSED:
            yield way._replace(is_loose=True)
            return
        ways = [way]
        for one in refused:
            ways = [
                further
                for here in ways
                for offset, mask in one.asked.items()
                for further in self._asking(here, offset, self._all ^ mask)
            ]
        yield from ways
