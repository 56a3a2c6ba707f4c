"""Reports that code hosts read: GitHub's annotations, GitLab's code quality, and JUnit's XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from .escaping import quoted, visible
from .items import Item, items_of
from .json_report import dumps
from .report import FileResult, Problem

#: What the syntax of workflow commands reserves, in a message and, besides, in a property.
_IN_MESSAGE: Final[dict[str, str | int | None]] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY: Final[dict[str, str | int | None]] = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}
#: Code points of a place that a message repeats.
_BRIEF: Final = 60


class GithubReport:
    """One workflow command for each place, which GitHub Actions shows beside the line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield the commands of one file."""
        for item in items_of(result):
            place = {
                "file": visible(result.path),
                "line": item.start.line,
                "col": item.start.column,
                "endLine": item.end.line,
                "endColumn": item.end.column,
                "title": f"textrepair: {item.rule}",
            }
            yield _command("warning", _told(item), place)

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield an error for each file that could not be read."""
        for problem in problems:
            place = {} if problem.path is None else {"file": visible(problem.path)}
            yield _command("error", visible(problem.message), place)


class GitlabReport:
    """A list of objects as GitLab's code quality reports have it.

    https://docs.gitlab.com/ci/testing/code_quality/
    """

    def __init__(self) -> None:
        self._begun = False
        self._seen: dict[str, int] = {}

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield the objects of one file, one a line."""
        for item in items_of(result):
            yield ",\n " if self._begun else "[\n "
            self._begun = True
            yield dumps(self._object(result.path, item))

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield the end of the list; problems are told on standard error."""
        del problems
        yield "\n]\n" if self._begun else "[]\n"

    def _object(self, path: str, item: Item) -> dict[str, Any]:
        shown = visible(path)
        return {
            "description": _told(item),
            "check_name": item.rule,
            "fingerprint": self._fingerprint(f"{shown}\0{item.rule}\0{quoted(item.before)}"),
            "severity": "major" if item.applicability == "safe" else "minor",
            "location": {"path": shown, "lines": {"begin": item.start.line}},
        }

    def _fingerprint(self, what: str) -> str:
        """Return what names a place and does not change when lines before it do."""
        key = sha256(what.encode()).hexdigest()
        count = self._seen[key] = self._seen.get(key, 0) + 1
        return key if count == 1 else sha256(f"{key} {count}".encode()).hexdigest()


class JunitReport:
    """A test suite for each file, with a failure for each place; a file without any passes.

    https://github.com/testmoapp/junitxml describes the form, which has no standard.
    """

    def __init__(self) -> None:
        #: What was made of it so far: text, which takes a tenth of the memory of elements.
        self._suites: list[str] = []
        self._cases: list[str] = []
        self._path = ""
        self._tests = self._failures = 0

    def add(self, result: FileResult) -> Iterator[str]:
        """Keep what was found in a file, or in a further chunk of the last file."""
        path = visible(result.path)
        if result.is_first:
            self._end_early()
            self._path = path
        for item in items_of(result):
            case = Element("testcase", name=f"{item.start}: {item.rule}", classname=path)
            told = _told(item)
            failure = SubElement(case, "failure", message=told, type=item.rule)
            failure.text = f"{path}:{item.start.line}:{item.start.column}: {told}"
            self._cases.append(_xml(case))
        if result.is_last:
            failures = len(self._cases)
            if not failures:
                self._cases.append(_xml(Element("testcase", name="no damage", classname=path)))
            self._close(path, failures=failures)
        yield from ()

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield the whole document."""
        self._end_early()
        for problem in problems:
            path = visible(problem.path or "textrepair")
            case = Element("testcase", name="could not be read", classname=path)
            SubElement(case, "error", message=visible(problem.message))
            self._cases.append(_xml(case))
            self._close(path, errors=1)
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        counts = f'tests="{self._tests}" failures="{self._failures}" errors="{len(problems)}"'
        yield f'<testsuites name="textrepair" {counts}>'
        yield from self._suites
        yield "</testsuites>\n"

    def _end_early(self) -> None:
        """Make a suite of what was found in a file that could not be read to its end."""
        if self._cases:
            self._close(self._path, failures=len(self._cases))

    def _close(self, path: str, *, failures: int = 0, errors: int = 0) -> None:
        """Make a suite of the cases of a file."""
        tests = len(self._cases)
        suite = Element(
            "testsuite",
            name=path,
            tests=str(tests),
            failures=str(failures),
            errors=str(errors),
        )
        head = _xml(suite).removesuffix(" />")  # an element without content ends so
        self._suites += (f"{head}>", *self._cases, "</testsuite>")
        self._cases.clear()
        self._tests += tests
        self._failures += failures


def _xml(element: Element) -> str:
    return tostring(element, encoding="unicode")


def _told(item: Item) -> str:
    """Return in one line what is wrong and what becomes of it, or may."""
    told = f"{visible(item.message)}: {_brief(item.before)}"
    if item.after is not None:
        return f"{told} -> {_brief(item.after)}"
    choices = ", ".join(_brief(suggestion.text) for suggestion in item.suggestions[:3])
    return f"{told}, maybe {choices}" if choices else told


def _brief(text: str) -> str:
    return quoted(text) if len(text) <= _BRIEF else f"{quoted(text[:_BRIEF])}…"


def _command(name: str, message: str, properties: dict[str, Any]) -> str:
    told = ",".join(f"{key}={_replaced(str(v), _IN_PROPERTY)}" for key, v in properties.items())
    return f"::{name}{' ' * bool(told)}{told}::{_replaced(message, _IN_MESSAGE)}\n"


def _replaced(text: str, table: dict[str, str | int | None]) -> str:
    return text.translate(str.maketrans(table))
