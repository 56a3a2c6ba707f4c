"""``textrepair fix -i``: a person goes through what is not sure, and says what becomes of it.

Only places are shown where something can be chosen: edits that are not safe, and findings with
candidates.  What is chosen can be written to a file, and answers the same questions again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import click
from click import UsageError

from ...edits import Repair, apply_edits
from ...errors import InputError
from ...files.atomic_write import replace_file
from ...files.discover import STDIN
from ...files.position import Cursor
from ...files.small_files import read_named
from ...reports.choices import Change, Choice, Place, applied_at_first, chosen_edits, places_of
from ...reports.escaping import quoted, visible
from ...reports.report import FileResult
from ...reports.text import Paint, excerpt
from ..output import paint_for

#: Candidates of one place that are offered: one key each.
_MOST: Final = 9
_KEYS: Final = "1-9 choose, Enter leave it, a all alike, u back, d done, q quit"
#: Answers that are no offer: not given yet, go back, leave this and all that follow.
_UNANSWERED: Final = -1
_BACK: Final = -2
_DONE: Final = -3
#: What is added to an answer that is meant for all places alike.
_FOR_ALL: Final = 100
#: What stands in a file of choices.
_VERSION: Final = 1
#: A file, an offset in it, and the text that stands there.
_Where = tuple[str, int, str]


class Terminal(Protocol):
    """What asks a person: shows text, and returns the key that was pressed."""

    def show(self, text: str) -> None:
        """Show text."""

    def key(self) -> str:
        """Return one key; empty if there is nobody left to ask."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A place where something can be chosen, and what can be."""

    place: Place
    offers: tuple[tuple[Change, int], ...]

    @property
    def alike(self) -> tuple[object, ...]:
        """What questions have in common that one answer serves."""
        return tuple((c.rule, c.before, c.choices[i].text) for c, i in self.offers)

    def index_of(self, text: str) -> int | None:
        """Return which offer makes the place say a text; None if none does."""
        return next((i for i, (c, n) in enumerate(self.offers) if c.choices[n].text == text), None)


@dataclass
class Choices:
    """What was chosen: for each file, by offset and by the text that stands there."""

    by_place: dict[_Where, str | None] = field(default_factory=dict)

    @classmethod
    def read(cls, path: str) -> Choices:
        """Read a file of choices; one that is not there yet holds none.  Raises InputError."""
        if not Path(path).exists():
            return cls()
        try:
            entries = json.loads(read_named(path))["choices"]
            found = {(e["path"], e["start"], e["before"]): e["text"] for e in entries}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            told = "holds no choices; name a file that `fix -i --choices` wrote, or a new one"
            raise InputError(f"{path}: {told}") from None
        return cls(found)

    def write(self, path: str) -> None:
        """Write the choices to a file.  Raises OutputError."""
        entries = [
            {"path": name, "start": start, "before": before, "text": text}
            for (name, start, before), text in self.by_place.items()
        ]
        whole = {"version": _VERSION, "choices": entries}
        replace_file(path, [json.dumps(whole, indent=1).encode() + b"\n"])


@dataclass
class Chooser:
    """Asks about the repair of each file; returns the repair that was chosen."""

    terminal: Terminal
    choices: Choices
    paint: Paint

    def __call__(self, result: FileResult) -> Repair:
        """Ask about each place of a file in turn.  Raises KeyboardInterrupt to stop the run."""
        questions = list(_questions(places_of(result.repair)))
        answers: list[int | None] = [None] * len(questions)
        alike: dict[tuple[object, ...], int | None] = {}
        asked: list[int] = []
        own = {key for q in questions if (key := _key(result, q)) not in self.choices.by_place}
        i = 0
        while i < len(questions):
            question = questions[i]
            answer = self._answered(result, question, alike)
            if answer == _UNANSWERED:
                answer = self._ask(result, question, f"{i + 1} of {len(questions)}")
                if answer == _DONE:
                    break
                if answer == _BACK:
                    first = asked.pop() if asked else i
                    self._forget(result, questions[first:i], own)
                    alike.pop(questions[first].alike, None)
                    i = first
                    continue
                if answer is not None and answer >= _FOR_ALL:
                    answer = None if answer == _FOR_ALL else answer - _FOR_ALL - 1
                    alike[question.alike] = answer
                asked.append(i)
            self._keep(result, question, answer)
            answers[i] = answer
            i += 1
        return _with_choices(result.repair, zip(questions, answers, strict=True))

    def _answered(
        self, result: FileResult, question: _Question, alike: dict[tuple[object, ...], int | None]
    ) -> int | None:
        """Return how a question was answered before, or that it was not."""
        key = _key(result, question)
        if key in self.choices.by_place:
            text = self.choices.by_place[key]
            return None if text is None else question.index_of(text)
        return alike.get(question.alike, _UNANSWERED)

    def _keep(self, result: FileResult, question: _Question, index: int | None) -> None:
        change, n = question.offers[index] if index is not None else (None, 0)
        text = None if change is None else change.choices[n].text
        self.choices.by_place[_key(result, question)] = text

    def _forget(self, result: FileResult, questions: Iterable[_Question], own: set[_Where]) -> None:
        """Take back answers that were given now, and not in a file of choices."""
        for key in own.intersection(_key(result, question) for question in questions):
            self.choices.by_place.pop(key, None)

    def _ask(self, result: FileResult, question: _Question, count: str) -> int | None:
        """Show a place until a key is pressed that means something.

        Returns the index of an offer, None to leave the place, or _DONE or _BACK; what is meant
        for all that are alike is higher by _FOR_ALL, and by one more if it is an offer.
        """
        self.terminal.show(_shown(result, question, count, self.paint))
        for_all = False
        while True:
            key = self.terminal.key()
            if key in {"q", "\x03", "\x04"}:
                raise KeyboardInterrupt
            if key in {"", "d"}:
                return _DONE
            if key == "u":
                return _BACK
            if key in {"\r", "\n"}:
                return _FOR_ALL if for_all else None
            if key.isascii() and key.isdigit() and 0 < int(key) <= len(question.offers):
                return _FOR_ALL + int(key) if for_all else int(key) - 1
            for_all = key == "a"
            help_text = "all alike: a number, or Enter to leave them" if for_all else _KEYS
            self.terminal.show(f"{help_text}\n")


@contextmanager
def choosing(
    paths: Sequence[str], choices_file: str | None, *, interactive: bool
) -> Iterator[Chooser]:
    """Give what chooses, and keep what was chosen in the file, if any, even after a quit.

    Raises UsageError where there is nobody to ask; InputError, OutputError for the file.
    """
    if interactive and STDIN in paths:
        raise UsageError("-i reads its answers from standard input; name a file to repair")
    choices = Choices() if choices_file is None else Choices.read(choices_file)
    if not interactive and not choices.by_place:
        raise InputError(f"{choices_file}: no choices in it; pass -i to make some")
    try:
        terminal = Console() if interactive else NoTerminal()
        yield Chooser(terminal, choices, paint_for(sys.stderr))
    finally:
        if interactive and choices_file is not None:
            choices.write(choices_file)


class NoTerminal:
    """Nobody to ask: only what was chosen before is applied."""

    def show(self, text: str) -> None:
        """Show nothing."""

    def key(self) -> str:
        """Return no key."""
        return ""


class Console:
    """Keys from standard input, text to standard error: standard output is for the result."""

    def show(self, text: str) -> None:
        """Show text."""
        click.echo(text, nl=False, err=True)

    def key(self) -> str:
        """Return one key; of a pipe the next character."""
        if sys.stdin is None:
            return ""
        return click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)


def _questions(places: Iterable[Place]) -> Iterable[_Question]:
    for place in places:
        offers = [
            (change, index)
            for change in place.changes
            if change.kind != "safe"
            for index in range(len(change.choices))
        ]
        if offers:
            yield _Question(place, tuple(offers[:_MOST]))


def _key(result: FileResult, question: _Question) -> _Where:
    place = question.place
    before = result.repair.original[place.start : place.end]
    return result.path, place.start, before


def _shown(result: FileResult, question: _Question, count: str, paint: Paint) -> str:
    text, place = result.repair.original, question.place
    position = Cursor(text, result.begins).move(place.start)
    left, marked, right = excerpt(text, place.start, place.end)
    lines = [
        f"\n{visible(result.path)}:{position.line}:{position.column} ({count})",
        f"    {left}{paint(marked, fg='yellow')}{right}",
    ]
    messages = dict.fromkeys(change.message for change in place.changes)
    lines += [f"    {visible(message)}" for message in messages]
    for number, (change, index) in enumerate(question.offers, 1):
        choice: Choice = change.choices[index]
        sure = f"{100 * choice.confidence:.0f} %"
        lines.append(f"  {number}  {quoted(choice.text)}  ({sure}: {visible(choice.reason)})")
    first = applied_at_first(place)
    kept = quoted(first.choices[0].text if first else text[place.start : place.end])
    return "\n".join([*lines, f"  Enter  leave {kept}", f"{_KEYS}\n"])


def _with_choices(repair: Repair, answered: Iterable[tuple[_Question, int | None]]) -> Repair:
    """Return a repair with what was chosen; where nothing was, it stays as it is."""
    picked = {
        question.place: question.offers[index] for question, index in answered if index is not None
    }
    if not picked:
        return repair
    kept = [e for e in repair.edits if not _is_in(e.start, e.end, picked)]
    edits = sorted([*kept, *chosen_edits(dict(picked.values()))], key=lambda e: (e.start, e.end))
    findings = tuple(f for f in repair.findings if not _is_in(f.start, f.end, picked))
    return Repair(apply_edits(repair.original, edits), repair.original, tuple(edits), findings)


def _is_in(start: int, end: int, places: Iterable[Place]) -> bool:
    return any(place.start <= start and end <= place.end for place in places)
