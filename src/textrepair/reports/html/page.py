"""HtmlReport: before and after side by side, each edit with its reason, in one file.

The file needs nothing from elsewhere: style and script stand in it, and a content security policy
forbids all else.  It reads without JavaScript; with it, rules and kinds can be filtered.  All text
is escaped by jinja2; what cannot be seen, or turns the direction of text, is shown as an escape.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Final

from jinja2 import Environment, PackageLoader
from markupsafe import Markup, escape

from ... import __version__
from ...edits import Repair
from ...rules.rule import Rule
from ..escaping import quoted, visible
from ..items import Item, items_of
from ..passages import Passage, passages, shown
from ..report import FileResult, Problem
from ..statistics import Statistics
from .numbers import PairedTexts, paired

#: Edits and findings that are shown of one file, and of all: as many as a person looks through.
#: The others are counted.
MOST_IN_A_FILE: Final = 1000
MOST_IN_ALL: Final = 4000
#: Bytes of HTML for what is shown of all files, so that the report of any input stays under 5 MB,
#: however long its places and its names.
_MOST_BYTES: Final = 4_500_000
#: Bytes of HTML of an item without its texts, and of a file without its name; measured.
_BYTES_OF_AN_ITEM: Final = 700
_BYTES_OF_A_FILE: Final = 500
#: Files that are listed by name; the others are counted.
MOST_FILES: Final = 2000
#: Edits and findings that a notebook shows.
MOST_IN_A_NOTEBOOK: Final = 50
#: Candidates of one finding that are shown.
_MOST_SUGGESTIONS: Final = 9
#: Code points of a text that a note repeats.
_BRIEF: Final = 80
_KINDS: Final = {"safe": "safe edits", "unsafe": "unsafe edits", "finding": "findings"}


@dataclass
class _File:
    """What the report shows of one file."""

    number: int
    path: str
    encoding: str
    edits: int = 0
    findings: int = 0
    shown: int = 0
    passages: list[Passage] = field(default_factory=list)
    numbers: PairedTexts | None = None

    @property
    def weight(self) -> int:
        """About how many bytes of HTML its name takes, in the list of files and as a heading."""
        return _BYTES_OF_A_FILE + 2 * _weight(self.path)

    @property
    def left_out(self) -> int:
        """How many places are counted and not shown."""
        return self.edits + self.findings - self.shown


class HtmlReport:
    """One page with a summary by rule and by file, and the passages of each file.

    With the ``source`` that the files translate, the numbers of both texts are joined by lines.
    """

    def __init__(self, rules: Sequence[Rule] = (), *, source: str | None = None) -> None:
        self._source = source
        self._summaries = {rule.name: rule.summary for rule in rules}
        self._statistics = Statistics()
        self._files: list[_File] = []
        self._more_files = 0
        self._kinds: Counter[str] = Counter()
        self._room = MOST_IN_ALL
        self._bytes = _MOST_BYTES

    def add(self, result: FileResult) -> Iterator[str]:
        """Keep what is shown of a file, or of a further chunk of the last file."""
        self._statistics.add(result.repair, is_first=result.is_first)
        if result.is_first:
            self._files.append(_File(0, visible(result.path), result.encoding))
            self._bytes -= self._files[-1].weight
        file = self._files[-1]
        if self._source is not None and result.is_first and result.is_last:
            file.numbers = paired(self._source, result.repair.original, self._bytes // 2)
            self._bytes -= file.numbers.weight if file.numbers else 0
        file.edits += len(result.repair.edits)
        file.findings += len(result.repair.findings)
        if self._bytes > 0:
            self._show(file, result)
        is_room = self._bytes > 0 and len(self._files) <= MOST_FILES
        if result.is_last and not file.passages and not is_room:
            self._bytes += self._files.pop().weight
            self._more_files += 1
        yield from ()

    def _show(self, file: _File, result: FileResult) -> None:
        """Keep the first passages of a result, as far as there is room."""
        room = min(self._room, MOST_IN_A_FILE - file.shown)
        for passage in passages(result, islice(items_of(result), room)):
            self._bytes -= _weight_of(passage)
            if self._bytes < 0:
                return
            file.passages.append(passage)
            file.shown += len(passage.items)
            self._room -= len(passage.items)
            self._kinds.update(map(_kind, passage.items))

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield the page, piece by piece."""
        for number, file in enumerate(self._files, 1):
            file.number = number
        scripts = ["report.js"] if self._kinds else []
        scripts += ["numbers.js"] * any(file.numbers for file in self._files)
        yield from (
            _environment()
            .get_template("report.jinja")
            .generate(
                version=__version__,
                summary=self._statistics.summary(),
                style=Markup(_static("report.css") + _static("numbers.css")),  # noqa: S704 - our own
                scripts=[Markup(_static(name)) for name in scripts],  # noqa: S704 - our own files
                script_hashes=" ".join(map(_hash, map(_static, scripts))) or "'none'",
                rules=list(self._statistics.rules(self._summaries)),
                kinds=[(kind, label) for kind, label in _KINDS.items() if self._kinds[kind]],
                files=self._files,
                more_files=self._more_files,
                problems=problems,
            )
        )


def document_of(repair: Repair, name: str) -> str:
    """Return a whole page about one repair, ``name`` its title."""
    from ...rules import RULES

    report = HtmlReport(RULES)
    pieces = [*report.add(_result(repair, name)), *report.finish(())]
    return "".join(pieces)


def fragment_of(repair: Repair) -> str:
    """Return what a notebook shows of a repair: its first edits and findings."""
    result = _result(repair, "")
    items = list(islice(items_of(result), MOST_IN_A_NOTEBOOK))
    counts = Statistics()
    counts.add(repair)
    return (
        _environment()
        .get_template("notebook.jinja")
        .render(
            style=Markup(_static("report.css")),  # noqa: S704 - our own file
            summary=counts.summary().partition(", ")[2],
            passages=list(passages(result, items)),
            left_out=len(repair.edits) + len(repair.findings) - len(items),
            serial=f"n{id(repair):x}",  # several cells share one page
        )
    )


def _result(repair: Repair, name: str) -> FileResult:
    return FileResult(name, "text", len(repair.original), repair)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("textrepair.reports", "html"), autoescape=True, trim_blocks=True
    )
    environment.filters.update(shown=shown, brief=_brief, percent=_percent)
    environment.globals.update(kind_of=_kind, label_of=_label, most_suggestions=_MOST_SUGGESTIONS)
    return environment


@cache
def _static(name: str) -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), name)[0]


def _weight_of(passage: Passage) -> int:
    """Return about how many bytes of HTML a passage takes."""
    weight = _BYTES_OF_AN_ITEM * len(passage.items)
    for piece in passage.pieces:
        weight += _weight(piece.before) + _weight(piece.after)
    for item in passage.items:
        weight += _weight(shown(item.message)) + _weight(_brief(item.before))
        weight += _weight(_brief(item.after or ""))
        for each in item.suggestions[:_MOST_SUGGESTIONS]:
            weight += _weight(_brief(each.text)) + _weight(shown(each.reason))
    return weight


def _weight(text: str) -> int:
    """Return how many bytes of HTML a text takes."""
    return len(escape(text).encode())


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def _kind(item: Item) -> str:
    return "finding" if item.kind == "finding" else item.applicability


def _label(item: Item) -> str:
    if item.confidence is None:
        return "finding"
    return f"{item.applicability}, {_percent(item.confidence)}"


def _percent(confidence: float) -> str:
    return f"{100 * confidence:.0f} %"


def _brief(text: str) -> str:
    return quoted(text) if len(text) <= _BRIEF else f"{quoted(text[:_BRIEF])}…"
