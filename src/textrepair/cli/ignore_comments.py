"""Comments in a file that silence textrepair in a line, in a block, or in all of the file.

    text of the line   # textrepair: ignore
    text of the line   // textrepair: ignore[mojibake, number-gap]
    <!-- textrepair: ignore-next-line -->
    -- textrepair: ignore-start        up to the end of the file, or to
    -- textrepair: ignore-end
    ; textrepair: ignore-file          in one of the first 20 lines

The mark of a comment may be that of any language, for what language a file is in is not asked.
Behind a backtick it is prose that tells of such comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ..edits import Edit, Finding, Repair
from .adjustments import kept

_NAME: Final = "textrepair:"
#: Lines at the beginning of a file in which ``ignore-file`` is heeded.  Set by hand: below a
#: licence and a line for an interpreter.
_FIRST_LINES: Final = 20
#: The names of the rules that are silenced; none for all rules.
_Rules = frozenset[str]
_ALL: Final[_Rules] = frozenset()


@cache
def _comment() -> re.Pattern[str]:
    """Return what finds comments such as ``# textrepair: ignore[mojibake]``."""
    return re.compile(
        r"(?<!`)(?:#|//|/\*|<!--|--|;|%|\"|'|\{#|\(\*|\.\.|!|\|\||(?i:\b(?:rem|dnl)\b))[ \t]*"
        rf"{_NAME}[ \t]*(?P<what>ignore(?:-next-line|-start|-end|-file)?)(?![\w-])"
        r"(?:\[(?P<rules>[^\]\n]{0,1000})\])?"
    )


@dataclass
class IgnoreComments:
    """The comments of a file, which is gone through chunk by chunk.

    >>> comments = IgnoreComments()
    >>> import textrepair
    >>> comments.heeded(textrepair.repair("cafÃ©  # textrepair: ignore\\ncafÃ©\\n")).text
    'cafÃ©  # textrepair: ignore\\ncafé\\n'
    """

    #: The beginning of the file, if that is more than its first chunk.
    head: str = ""
    #: Whether the first chunk that is seen begins the file.
    is_first: bool = True
    _lines: int = 0
    _file: _Rules | None = None
    _block: _Rules | None = None
    _next_line: _Rules | None = None
    _named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Look whether all of the file is silenced."""
        self._silenced("".join(self.head.splitlines(keepends=True)[:_FIRST_LINES]))
        self._block = self._next_line = None

    @property
    def named(self) -> frozenset[str]:
        """The names of rules that the comments so far have."""
        return frozenset(self._named)

    def heeded(self, repair: Repair) -> Repair:
        """Return the repair of the next chunk without what comments silence."""
        text = repair.original
        if not self.is_first:
            self._lines, self.is_first = _FIRST_LINES, True
        is_told = _NAME in text
        if not is_told and self._file is self._block is self._next_line is None:
            self._lines += _FIRST_LINES
            return repair
        lines, blocks = self._silenced(text)
        self._lines += text.count("\n")

        def is_kept(item: Edit | Finding) -> bool:
            rules = {item.rule, *item.also}
            if self._file is not None and _covers(self._file, rules):
                return False
            return not (lines.hold(item, rules) or blocks.hold(item, rules))

        return kept(repair, is_kept)

    def _silenced(self, text: str) -> tuple[_Spans, _Spans]:
        """Return the lines and the blocks of a text that are silenced."""
        lines, blocks = _Lines(text), _Spans()
        begins = 0
        if self._next_line is not None:
            lines.silence(0, self._next_line)
            self._next_line = None
        for match in _comment().finditer(text):
            rules, what = _names(match["rules"]), match["what"]
            self._named |= rules
            start = text.rfind("\n", 0, match.start()) + 1
            if what == "ignore":
                lines.silence(start, rules)
            elif what == "ignore-next-line":
                self._next_line = lines.silence_after(match.end(), rules)
            elif what == "ignore-file":
                if self._lines + text.count("\n", 0, start) < _FIRST_LINES:
                    self._file = rules
            else:
                if self._block is not None:
                    blocks.add(begins, start, self._block)
                self._block = rules if what == "ignore-start" else None
                begins = start
        if self._block is not None:
            blocks.add(begins, len(text) + 1, self._block)
        return lines.spans(), blocks


class _Lines:
    """Lines of a text that are silenced."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rules: dict[int, tuple[int, _Rules]] = {}

    def silence(self, start: int, rules: _Rules) -> None:
        """Silence rules in the line that begins at ``start``."""
        end = self._text.find("\n", start)
        before = self._rules.get(start, (0, rules))[1]
        both = before | rules if before and rules else _ALL
        self._rules[start] = (len(self._text) if end < 0 else end, both)

    def silence_after(self, place: int, rules: _Rules) -> _Rules | None:
        """Silence rules in the line after a place; return the rules if the text ends before it."""
        start = self._text.find("\n", place) + 1
        if not 0 < start < len(self._text):
            return rules
        self.silence(start, rules)
        return None

    def spans(self) -> _Spans:
        """Return the lines in order."""
        found = _Spans()
        for start in sorted(self._rules):
            found.add(start, *self._rules[start])
        return found


@dataclass
class _Spans:
    """Ordered, disjoint spans of a text, each with the rules that are silenced there."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    rules: list[_Rules] = field(default_factory=list)

    def add(self, start: int, end: int, rules: _Rules) -> None:
        """Add a span that begins behind the others."""
        self.starts.append(start)
        self.ends.append(end)
        self.rules.append(rules)

    def hold(self, item: Edit | Finding, rules: Iterable[str]) -> bool:
        """Tell whether a rule is silenced anywhere in the place of an edit or a finding."""
        i = bisect_right(self.starts, max(item.start, item.end - 1)) - 1
        while i >= 0 and self.ends[i] >= item.start:
            if _covers(self.rules[i], rules):
                return True
            i -= 1
        return False


def _covers(silenced: _Rules, rules: Iterable[str]) -> bool:
    return not silenced or not silenced.isdisjoint(rules)


def _names(listed: str | None) -> _Rules:
    return frozenset(name.strip() for name in (listed or "").split(",") if name.strip())
