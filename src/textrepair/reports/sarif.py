"""The report as SARIF 2.1.0, the OASIS format that code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from .. import __version__
from ..rules.rule import Rule
from .items import Item, items_of
from .json_report import dumps
from .report import FileResult, Problem

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


class SarifReport:
    """One run: its rules, results with fixes, files, problems; results are written as they come.

    A result takes some ten kilobytes in memory, so that none is kept.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._places = {rule.name: place for place, rule in enumerate(rules)}
        self._artifacts: list[dict[str, Any]] = []
        self._begun = False
        self._written = False

    def add(self, result: FileResult) -> Iterator[str]:
        """Yield what was found in a file, or in a further chunk of the last file."""
        yield from self._begin()
        location = {"uri": uri(result.path)}
        if result.is_first:
            self._artifacts.append(
                {"location": location, "encoding": result.encoding, "length": result.size}
            )
        where = {**location, "index": len(self._artifacts) - 1}
        for item in items_of(result):
            entry = _entry(item, where)
            if item.rule in self._places:
                entry["ruleIndex"] = self._places[item.rule]
            yield (",\n" if self._written else "\n") + dumps(entry)
            self._written = True

    def finish(self, problems: Sequence[Problem]) -> Iterator[str]:
        """Yield the rest of the document."""
        yield from self._begin()
        rest = {"artifacts": self._artifacts, "invocations": [_invocation(problems)]}
        yield f"], {dumps(rest)[1:]}]}}\n"

    def _begin(self) -> Iterator[str]:
        """Yield the beginning of the document, the first time."""
        if self._begun:
            return
        self._begun = True
        run = {
            "tool": {"driver": self._driver()},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
        }
        head = dumps({"$schema": _SCHEMA, "version": "2.1.0"})
        yield f'{head[:-1]}, "runs": [{dumps(run)[:-1]}, "results": ['

    def _driver(self) -> dict[str, Any]:
        rules = [_descriptor(rule) for rule in self._rules]
        return {"name": "textrepair", "version": __version__, "rules": rules}


def uri(path: str) -> str:
    """Return a path as a URI reference.

    >>> uri("a b/é.txt"), uri("-")
    ('a%20b/%C3%A9.txt', '-')
    """
    pure = PurePath(path)
    encoded = quote(os.fsencode(pure.as_posix()))
    return f"file://{encoded}" if pure.is_absolute() else encoded.replace(":", "%3A")


def _descriptor(rule: Rule) -> dict[str, Any]:
    help_text = (rule.doc or rule.summary).strip()
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": help_text.split("\n\n")[0]},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": "warning"},
    }


def _invocation(problems: Sequence[Problem]) -> dict[str, Any]:
    told = [_notification(problem) for problem in problems]
    return {"executionSuccessful": not problems, "toolExecutionNotifications": told}


def _notification(problem: Problem) -> dict[str, Any]:
    said: dict[str, Any] = {"level": "error", "message": {"text": problem.message}}
    if problem.path is not None:
        artifact = {"uri": uri(problem.path)}
        said["locations"] = [{"physicalLocation": {"artifactLocation": artifact}}]
    return said


def _entry(item: Item, where: dict[str, Any]) -> dict[str, Any]:
    region = {
        "startLine": item.start.line,
        "startColumn": item.start.column,
        "endLine": item.end.line,
        "endColumn": item.end.column,
        "charOffset": item.start.offset,
        "charLength": item.end.offset - item.start.offset,
    }
    span = {**region, "snippet": {"text": item.before}}
    return {
        "ruleId": item.rule,
        "level": "warning",
        "message": {"text": item.message},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": span}}],
        "fixes": [_fix(text, why, where, region) for text, why in _replacements(item)],
        "properties": {
            "kind": item.kind,
            "applicability": item.applicability,
            "confidence": item.confidence,
        },
    }


def _replacements(item: Item) -> list[tuple[str, str]]:
    if item.after is not None:
        return [(item.after, item.message)]
    return [(suggestion.text, suggestion.reason) for suggestion in item.suggestions]


def _fix(text: str, why: str, where: dict[str, Any], region: dict[str, Any]) -> dict[str, Any]:
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    change = {"artifactLocation": where, "replacements": [replacement]}
    return {"description": {"text": why}, "artifactChanges": [change]}
