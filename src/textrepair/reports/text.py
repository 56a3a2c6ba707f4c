"""FullReport and ConciseReport, for people: excerpts, or one line for each place."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from ..edits import Suggestion
from .escaping import quoted, visible
from .items import Item, items_of
from .report import FileResult, Problem

#: Colours a text: ``click.style``, or something that leaves it as it is.
Paint = Callable[..., str]

_LINE_END: Final = re.compile("[\r\n]")
_ENDS: Final = ("", "\r", "\n")
_CONTEXT: Final = 36
_LONGEST: Final = 60
_MOST_SUGGESTIONS: Final = 9
_GUTTER: Final = "    "
#: Places of one file that are shown unless another number is asked for, and their lines in all:
#: what people look through; a garbled file of 20 MB has a million places.
MOST_PLACES: Final = 20
MOST_LINES: Final = 90


def plain(text: str, **_styles: Any) -> str:
    """Leave a text without colour; stands in for ``click.style``."""
    return text


class ConciseReport:
    """One line for each place: path, line, column, rule, message, what becomes what."""

    def __init__(self, paint: Paint = plain) -> None:
        self._paint = paint

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield the lines of one file."""
        for item in items_of(result):
            tail = _change(item) if item.after is not None else _first_choices(item)
            yield f"{_head(result, item, self._paint)} {visible(item.message)}: {tail}\n"

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield nothing: problems are told on standard error."""
        del problems
        yield from ()


class FullReport:
    """For each place: where, what and why, an excerpt with the place marked, and what to do."""

    def __init__(self, paint: Paint = plain, most: int | None = 0) -> None:
        """Take how many places of a file are shown: 0 for all, None for what a screen holds."""
        self._paint = paint
        self._most = MOST_PLACES if most is None else min(most or sys.maxsize, sys.maxsize)
        self._most_lines = MOST_LINES if most is None else sys.maxsize
        self._shown = self._lines = self._more = 0

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield the paragraphs of one file, under its name; those past the bound are counted."""
        if result.is_first:
            self._shown = self._lines = self._more = 0
        found = len(result.repair.edits) + len(result.repair.findings)
        for item in islice(items_of(result), self._most - self._shown):
            paragraph = self._paragraph(result, item)
            self._lines += paragraph.count("\n")
            if self._lines > self._most_lines:
                self._shown = self._most  # no shorter paragraph behind it is shown instead
                break
            if not self._shown:
                name = self._paint(visible(result.path), bold=True)
                yield f"{name} ({result.encoding})\n\n"
            self._shown += 1
            found -= 1
            yield paragraph
        self._more += found
        if result.is_last and self._more:
            more = f"{self._more:,} more place{'s' * (self._more > 1)} in this file"
            yield f"{more}; --max-findings 0 shows all, --statistics counts by rule\n\n"

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield nothing: problems are told on standard error."""
        del problems
        yield from ()

    def _paragraph(self, result: FileResult, item: Item) -> str:
        paint = self._paint
        offset = result.begins.offset
        text = result.repair.original
        left, marked, right = excerpt(text, item.start.offset - offset, item.end.offset - offset)
        colour = "yellow" if item.after is None else "red"
        lines = [
            f"{_head(result, item, paint)} {visible(item.message)}",
            f"{_GUTTER}{left}{paint(marked, fg=colour)}{right}",
            f"{_GUTTER}{' ' * _width(left)}{paint('^' * max(1, _width(marked)), fg=colour)}",
        ]
        if item.after is not None:
            lines.append(f"{_GUTTER}{_change(item)}{_how_sure(item)}")
        lines += [_GUTTER + _choice(s, item.applicability) for s in _told(item)]
        return "\n".join(lines) + "\n\n"


def excerpt(text: str, start: int, end: int) -> tuple[str, str, str]:
    r"""Return what stands before, in and after a span, on its line, cut and made visible.

    >>> excerpt("one\ntwo three four\nfive", 8, 13)
    ('two ', 'three', ' four')
    """
    before = text[max(0, start - _CONTEXT) : start]
    line_start = max(before.rfind("\n"), before.rfind("\r")) + 1
    whole = line_start or start <= _CONTEXT or text[start - _CONTEXT - 1] in "\r\n"
    after = text[end : end + _CONTEXT]
    rest = _LINE_END.split(after, maxsplit=1)[0]
    more = (
        "…"
        if len(rest) == _CONTEXT and text[end + _CONTEXT : end + _CONTEXT + 1] not in _ENDS
        else ""
    )
    cut = "" if whole else "…"
    return cut + visible(before[line_start:]), _cut(text, start, end), visible(rest) + more


def _cut(text: str, start: int, end: int) -> str:
    return visible(text[start : min(end, start + _LONGEST)]) + "…" * (end > start + _LONGEST)


def _head(result: FileResult, item: Item, paint: Paint) -> str:
    place = f"{visible(result.path)}:{item.start.line}:{item.start.column}:"
    kind = "" if item.applicability == "safe" else f" [{item.applicability}]"
    return f"{place} {paint(item.rule, fg='cyan')}{kind if item.kind == 'edit' else ''}"


def _change(item: Item) -> str:
    return f"{_short(item.before)} -> {_short(item.after or '')}"


def _short(text: str) -> str:
    return quoted(text) if len(text) <= _LONGEST else f"{quoted(text[:_LONGEST])}…"


def _how_sure(item: Item) -> str:
    return "" if item.confidence in (None, 1.0) else f"  ({_percent(item.confidence)})"


def _percent(confidence: float | None) -> str:
    return f"{100 * (confidence or 0.0):.0f} %"


def _told(item: Item) -> Sequence[Suggestion]:
    return item.suggestions[:_MOST_SUGGESTIONS]


def _choice(suggestion: Suggestion, applicability: str) -> str:
    word = "with --unsafe-fixes" if applicability == "unsafe" else "maybe"
    sure = _percent(suggestion.confidence)
    return f"{word} {_short(suggestion.text)}  ({sure}: {visible(suggestion.reason)})"


def _first_choices(item: Item) -> str:
    choices = ", ".join(_short(s.text) for s in _told(item))
    return f"{_short(item.before)}{f', maybe {choices}' if choices else ''}"


def _width(shown: str) -> int:
    from rich.cells import cell_len

    return cell_len(shown)
